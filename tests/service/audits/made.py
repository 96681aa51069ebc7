"""Findings and clusters made for tests, and a finder whose answer is known."""

import hashlib
from datetime import UTC, date, datetime

from corpus.judgment import CourtLevel, Effectiveness, JudgmentId
from corpus.spans import Span, value_of
from service.audits.clustering import key_of
from service.audits.dispersion import dispersion_of_votes
from service.audits.model import (
    AuditOrder,
    AuditRun,
    AuditRunId,
    AuditScope,
    Cluster,
    ClusterPosition,
    Count,
    MaskedQuote,
    RunState,
)
from service.comparison.quotes import Quote
from service.divergence.model import (
    DivergenceKind,
    Explanation,
    Finding,
    Innocence,
    Member,
    PositionGroup,
    Severity,
    Where,
)

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
YEARS = AuditOrder(
    court=None, scope=AuditScope.EVERYWHERE, first=date(2014, 1, 1), last=date(2026, 12, 31)
)


def halves(cases, asking):
    """Find one divergence per cause, its sides told by the digest of the id.

    The question is a whole reasoning, which names people: what hides names has something to do.
    """
    del asking
    sides = ([], [])
    for case in sorted(cases, key=lambda each: each.judgment.id):
        sides[int(hashlib.sha256(case.judgment.id.encode()).hexdigest(), 16) % 2].append(case)
    if not all(sides):
        return ()
    groups = tuple(
        PositionGroup(
            key=key,
            label=quote(side[0]).text,
            members=tuple(member(case) for case in side),
            votes=float(len(side)),
        )
        for key, side in zip("ab", sorted(sides, key=len, reverse=True), strict=True)
    )
    first = groups[0].members[0]
    judgment = cases[0].judgment
    cause = judgment.charges[0].value if judgment.charges else value_of(judgment.cause) or ""
    severe = len(cases) > 3
    return (
        Finding(
            key=f"f-{first.judgment_id}",
            kind=DivergenceKind.RESULT,
            cause=cause,
            question=first.passage.text,
            groups=groups,
            where=(Where.BETWEEN_COURTS,),
            score=0.9,
            severity=Severity.SEVERE if severe else Severity.INSUFFICIENT,
            explanations=(
                Explanation(
                    innocence=Innocence.DECISIVE_FACT,
                    share=0.2,
                    sentence=f"事实不同：{first.holding.text}",
                ),
            ),
        ),
    )


def quote(case):
    """Return the head of a judgment: number, court, and everybody who takes part."""
    text = case.judgment.text
    return Quote(whole=text, span=Span(0, min(600, len(text))))


def member(case):
    judgment = case.judgment
    court = value_of(judgment.court)
    whole = Quote(whole=judgment.text, span=Span(0, len(judgment.text)))
    return Member(
        judgment_id=judgment.id,
        holding=quote(case),
        passage=whole,
        vote=1.0,
        level=None if court is None else court.level,
        court="" if court is None else court.name,
        decided_on=value_of(judgment.decided_on),
        committee=None,
        effect=case.effect,
        is_draft=False,
    )


def cluster(
    question="是否支持利息",
    *,
    cause="民间借贷纠纷",
    votes=(6.0, 3.0),
    severity=Severity.MARKED,
    kind=DivergenceKind.RESULT,
    court="云溪林区基层人民法院",
    n_pending=0,
):
    """Return a cluster with some judgments on each side."""
    key = key_of(kind, cause, question)
    positions = tuple(
        ClusterPosition(
            key="abcdefghij"[place],
            label=f"第{place + 1}种立场",
            votes=each,
            courts=(Count(name=court, n=int(each)),),
            trend=(Count(name="2026-01", n=int(each)), Count(name="2026-02", n=0)),
            quotes=(
                MaskedQuote(
                    judgment_id=JudgmentId(f"j{place}0"),
                    start=0,
                    end=9,
                    words="本院不予支持利息。",
                    court=court,
                    level=CourtLevel.BASIC,
                    decided_on=date(2026, 1, 5),
                    effect=Effectiveness.IN_EFFECT,
                ),
            ),
            judgment_ids=tuple(JudgmentId(f"j{place}{n}") for n in range(int(each))),
        )
        for place, each in enumerate(votes)
    )
    return Cluster(
        key=key,
        cause=cause,
        kind=kind,
        question=question,
        severity=severity,
        score=0.7,
        where=(Where.BETWEEN_COURTS,),
        alarms=(),
        dispersion=dispersion_of_votes(votes),
        n_judgments=int(sum(votes)),
        n_courts=1,
        n_pending=n_pending,
        times=("2026-01", "2026-02"),
        positions=positions,
    )


def run_of(last, *, first=None, run_id="r1", state=RunState.FINISHED, court="长春法院"):
    return AuditRun(
        id=AuditRunId(run_id),
        order=AuditOrder(
            court=court,
            scope=AuditScope.OWN,
            first=first or last.replace(day=1),
            last=last,
        ),
        key=run_id,
        state=state,
        started_at=AT,
        moved_at=AT,
        n_causes=1,
        n_done=1,
        n_judgments=9,
        n_without_cause=0,
    )
