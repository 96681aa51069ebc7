"""Which signed search report goes with the case whose referrals are copied?

Nothing is indexed where pages are measured: the search is one on another platform, as stated.
"""

from collections.abc import Callable
from datetime import datetime

from service.actors import Actor
from service.house import House
from service.pending.model import PendingCase
from service.reports.content import (
    AnalysisPart,
    PendingPart,
    ReportContent,
    SearchPart,
    TierRow,
)
from service.reports.outside import OutsideSearch, with_outside_search
from service.reports.states import ReportMove
from service.reports.vocabulary import Conclusion, SearchReason
from service.tiers.vocabulary import TIERS

_WAY = (
    ReportMove.START_SEARCH,
    ReportMove.END_SEARCH,
    ReportMove.ASK_TO_CONFIRM,
    ReportMove.SIGN,
)


def sign_report(
    house: House, case: PendingCase, judge: Actor, tick: Callable[[], datetime]
) -> None:
    """Make and sign the search report of a case.

    Args:
        house: Where.
        case: The case.
        judge: Its handling judge.
        tick: Gives the next moment.
    """
    now = tick()
    content = with_outside_search(
        _content(case, judge.display_name),
        OutsideSearch(
            platform="人民法院案例库",
            coverage="全部入库案例",
            tiers=TIERS,
            day=now.date(),
            method="关键词检索",
            words="律师费 实现债权的费用",
            n_hits=0,
            found="没有检索到类案。",
        ),
        author=judge.display_name,
        now=now,
    )
    report = house.reports.open(content, actor=judge, now=now, pending_case_id=case.id)
    for move in _WAY:
        report = house.reports.move(
            report, move, reason="", seen=report.version, actor=judge, now=tick()
        )


def _content(case: PendingCase, judge: str) -> ReportContent:
    return ReportContent(
        number="",
        court=case.court or "",
        pending=PendingPart(
            case_number="" if case.case_number is None else str(case.case_number),
            cause="、".join(case.elements),
            parties=(),
            handling_judge=judge,
            panel=(),
            stage="",
            due_on=None,
            four_classes=(),
            facts="",
            issues=case.issues,
            intended_provisions=(),
            intended_ruling="",
        ),
        search=SearchPart(
            reasons=(SearchReason.DISCUSSION,),
            other_reason="",
            searched_by=judge,
            responsible_judge=judge,
            started_at=None,
            ended_at=None,
            platforms=(),
            queries=(),
        ),
        tiers=tuple(
            TierRow(tier=tier, n_hits=0, n_counted=0, stops_here=False, reason="") for tier in TIERS
        ),
        recent_years="",
        cases=(),
        related=(),
        analysis=AnalysisPart(agreement="", positions=(), own_conflict=""),
        party_cases=(),
        conclusions=(Conclusion.CONFERENCE,),
        conclusion_words="没有类案，提交讨论。",
        annexes=(),
    )
