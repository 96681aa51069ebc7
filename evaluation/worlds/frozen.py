"""What do papers that were made before a judgment was closed tell of it afterwards?

A judge has called it a similar case in a report, a party has submitted it, a referral quotes it, a
notice names it, an audit found it on one side, and people have typed whom it is about: in reasons,
answers, a mark, a question, a reading. Then it is closed. Of number, parties and reasons
nothing may stand in any page, answer or file that the watcher can ask for, and none of these may
break; whoever is cleared reads them as they were.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from corpus.judgment import Judgment, JudgmentId, SectionKind
from corpus.privacy.masking import EXPORT
from corpus.privacy.names import is_masked
from corpus.privacy.people import people_of
from corpus.spans import value_of
from evaluation.worlds.asking import Application
from evaluation.worlds.changes import Scene
from evaluation.worlds.watching import watch_whole
from service.actors import Permission
from service.audits.clustering import key_of
from service.audits.dispersion import dispersion_of_votes
from service.audits.model import (
    AuditOrder,
    AuditScope,
    CauseAudit,
    Cluster,
    ClusterPosition,
    Count,
    MaskedQuote,
)
from service.audits.workbench import ReviewAnswer
from service.divergence.model import DivergenceKind, Severity, Where
from service.errors import NotReadyError
from service.notices.model import Notice, NoticeKind, Recipient
from service.pending.asking import asked_by_case
from service.pending.model import PendingCase
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.referral.flags.model import SubItem
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import ReferralAct, Way
from service.referral.referrals.starting import Start
from service.related.reach import DECIDED_ONLY
from service.tiers.vocabulary import Tier
from service.verdicts.model import Verdict

_LEAST: Final = 14
"""Characters in a row by which a text is known again."""

_QUOTED: Final = 60
_MONTH: Final = "2026-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a judgment is known by.

    Attributes:
        marks: Its number, its parties and pieces of its reasons that stand in no other judgment.
    """

    marks: frozenset[str]

    def said_in(self, text: str) -> frozenset[str]:
        """Return those of them that stand in a text."""
        return frozenset(each for each in self.marks if each in text)


def told_of(judgment: Judgment, others: Sequence[Judgment]) -> Told:
    """Return what tells a judgment from the others."""
    rest = "\n".join(each.text for each in others if each.id != judgment.id)
    reasons = reasons_of(judgment)
    pieces = {reasons[at : at + _LEAST] for at in range(len(reasons) - _LEAST)}
    # A name that its publisher hid (张某) is that of anybody, people of the court among them.
    names = {each.value.name for each in judgment.parties if not is_masked(each.value.name)}
    number = value_of(judgment.case_number)
    marks = {*pieces, *names, *(() if number is None else (str(number),))}
    return Told(marks=frozenset(each for each in marks if each not in rest and len(each) > 1))


def reasons_of(judgment: Judgment) -> str:
    """Return the beginning of the reasons of a judgment; empty where none were read."""
    for section in judgment.sections:
        if section.kind is SectionKind.REASONING:
            text = section.span.of(judgment.text)
            return next((each for each in text.splitlines() if len(each) > _LEAST), "")[:_QUOTED]
    return ""


def people_in(judgment: Judgment) -> tuple[str, ...]:
    """Return the people whom a judgment names and who are hidden from outsiders, in order."""
    return tuple(each.name for each in people_of(judgment) if each.kind in EXPORT.persons)


def typed_before(scene: Scene, judgment: Judgment) -> tuple[str, ...]:
    """Let the watcher, a judge, type the number and the people of a judgment that is not stored.

    It comes closed: that neither is hidden then, nobody learns from it that it came.
    """
    desk, actor, now = scene.house.referral.referrals, scene.watcher.actor, scene.now
    filled = desk.prefill(Start(way=Way.BY_HAND, pending_id=""), actor=actor, now=now)
    number = value_of(judgment.case_number)
    question = f"{number}是否涉及{'、'.join(people_in(judgment))}"
    begun = desk.propose(filled, Entry(question=question), actor=actor, now=now)
    return (f"/referrals/{begun.id}", f"/api/v1/referrals/{begun.id}")


def papers_of_judge(scene: Scene, case: PendingCase, judgment: Judgment) -> tuple[str, ...]:
    """Let the watcher, a judge, name a judgment wherever a judge can; return the addresses."""
    house, actor, now = scene.house, scene.watcher.actor, scene.now
    number = str(value_of(judgment.case_number) or judgment.id)
    people = "、".join(people_in(judgment))
    house.verdicts.give(
        asked_by_case(case),
        judgment_id=judgment.id,
        verdict=Verdict.SIMILAR,
        reason=f"与{number}基本事实相同，{people}的过错程度也相同",
        snapshot_id="none",
        ranker="none",
        account_id=actor.account_id,
        now=now,
    )
    submitted = house.case_search.submit(
        case.id,
        submitted_by="代理人",
        submitted_on=now.date(),
        kind=SubmittedKind.OTHER,
        number=number,
        account_id=actor.account_id,
        now=now,
    )
    house.case_search.answer(
        case.id,
        submitted,
        place=ResponsePlace.EXPLANATION,
        response=f"{people}一案的情形与本案不同",
        now=now,
    )
    house.case_search.stop_at(
        case.id,
        Tier.OWN.value,
        reason=f"已找到{people}一案",
        account_id=actor.account_id,
        now=now,
    )
    house.referral.flags.propose(
        case, SubItem.AGAINST_DECIDED, because=f"与{people}一案可能冲突", actor=actor, now=now
    )
    house.notices.send(
        [
            Notice(
                kind=NoticeKind.SUBSCRIPTION,
                keys=(f"frozen-{judgment.id}",),
                to=Recipient(name=actor.display_name, account_id=actor.account_id),
                subject="1",
                address="/subscriptions",
                sentence=f"新增文书：{number}，{people}",
                why="您订阅了这一检索",
            )
        ],
        now=now,
    )
    return (*_referred(scene, judgment), *_reported(scene, case))


def _reported(scene: Scene, case: PendingCase) -> tuple[str, ...]:
    """Draft the report of the case, where there is an index to search in."""
    actor, reporter = scene.watcher.actor, scene.house.case_reporter
    try:
        report = reporter.draft(case, actor=actor, reach=DECIDED_ONLY, now=scene.now)
    except NotReadyError:
        return ()
    return (
        f"/reports/{report.id}",
        f"/reports/{report.id}/docx",
        f"/api/v1/reports/{report.id}",
        f"/api/v1/reports/{report.id}/docx",
        f"/api/v1/reports/{report.id}/findings",
    )


def _referred(scene: Scene, judgment: Judgment) -> Iterator[str]:
    """Refer a question with the judgment as evidence."""
    desk, actor, now = scene.house.referral.referrals, scene.watcher.actor, scene.now
    words = reasons_of(judgment)
    if not words:
        return
    filled = desk.prefill(Start(way=Way.BY_HAND, pending_id=""), actor=actor, now=now)
    people = "、".join(people_in(judgment))
    question = f"{people}一案的请求应否支持"
    begun = desk.propose(filled, Entry(question=question), actor=actor, now=now)
    cited = {"judgment_id": judgment.id, "words": words}
    desk.act(
        begun.id, ReferralAct.ATTACH, cited, reason=f"{people}一案可以参考", actor=actor, now=now
    )
    yield f"/referrals/{begun.id}"
    yield f"/api/v1/referrals/{begun.id}"


def papers_of_audit(scene: Scene, judgment: Judgment, other: Judgment) -> tuple[str, ...]:
    """Let an audit find a judgment on one side; return where it is shown."""
    house, now = scene.house, scene.now
    records = house.audits.records
    day = now.date()
    order = AuditOrder(
        court=None,
        scope=AuditScope.EVERYWHERE,
        first=day - timedelta(days=3_000),
        last=day,
    )
    cause = value_of(judgment.cause) or "民间借贷纠纷"
    cluster = _cluster(cause, judgment, other)
    run = records.begin(
        order, key=judgment.id, n_causes=1, n_judgments=2, n_without_cause=0, now=now
    )
    audit = CauseAudit(
        cause=cause,
        n_judgments=2,
        n_positions=2,
        n_insufficient=0,
        clusters=(cluster,),
        reversed_cases=(),
    )
    records.put(run.id, audit, now=now)
    records.finish(run.id, now=now)
    if scene.watcher.actor.may(Permission.REVIEW_FINDINGS):
        house.audits.read(
            house.audits.run(run.id),
            cluster.key,
            ReviewAnswer.DIVERGENT,
            reason=None,
            words=f"{'、'.join(people_in(judgment))}一案的结果不同",
            actor=scene.watcher.actor,
            now=now,
        )
    return (
        f"/audits/{run.id}",
        f"/audits/{run.id}/clusters/{cluster.key}",
        f"/audits/{run.id}/docx",
        f"/audits/{run.id}/xlsx",
        f"/api/v1/audits/{run.id}",
        f"/api/v1/audits/{run.id}/clusters/{cluster.key}",
    )


def _cluster(cause: str, judgment: Judgment, other: Judgment) -> Cluster:
    question = reasons_of(judgment)
    sides = tuple(
        ClusterPosition(
            key="ab"[place],
            label=reasons_of(each),
            votes=1.0,
            courts=(Count(name=_court(each), n=1),),
            trend=(Count(name=_MONTH, n=1),),
            quotes=(_masked(each),),
            judgment_ids=(each.id,),
        )
        for place, each in enumerate((judgment, other))
    )
    return Cluster(
        key=key_of(DivergenceKind.RESULT, cause, question),
        cause=cause,
        kind=DivergenceKind.RESULT,
        question=question,
        severity=Severity.MARKED,
        score=0.7,
        where=(Where.BETWEEN_COURTS,),
        alarms=(),
        dispersion=dispersion_of_votes((1.0, 1.0)),
        n_judgments=2,
        n_courts=1,
        n_pending=0,
        times=(_MONTH,),
        positions=sides,
    )


def _court(judgment: Judgment) -> str:
    court = value_of(judgment.court)
    return "" if court is None else court.name


def _masked(judgment: Judgment) -> MaskedQuote:
    words = reasons_of(judgment)
    start = judgment.text.find(words)
    court = value_of(judgment.court)
    return MaskedQuote(
        judgment_id=JudgmentId(judgment.id),
        start=start,
        end=start + len(words),
        words=words,
        court="" if court is None else court.name,
        level=None if court is None else court.level,
        decided_on=value_of(judgment.decided_on),
        effect=judgment.effect,
    )


def answers_of(
    application: Application, scene: Scene, addresses: Sequence[str]
) -> Mapping[str, tuple[int, str]]:
    """Return status and text of each answer, files of an office unpacked."""
    found = watch_whole(application, scene.watcher, addresses)
    return {address: (answer.status, _text(answer.body)) for address, answer in found.items()}


def _text(body: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
