"""What does a worker do with one cause?

Apart from :mod:`service.audits.running`, so that a new process loads what it needs and no more.
Judgments are read and compared where they are loaded: only the clusters travel back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Engine

from corpus.judgment import Effectiveness, Judgment, JudgmentId
from corpus.spans import value_of
from corpus.store.engine import open_engine
from corpus.store.sql import SqlJudgmentStore
from service.audits.clustering import ClusterFrame, clusters_of
from service.audits.hiding import NameHider
from service.audits.model import (
    AuditOrder,
    CauseAudit,
    MaskedQuote,
    ReversalReason,
    ReversedCase,
)
from service.audits.reversals import reason_of_reversal
from service.comparison.quotes import Quote
from service.divergence.cases import compared_case
from service.divergence.expecting import Asking
from service.divergence.model import ComparedCase, Finding, Severity

REVERSED = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)

Finder = Callable[[Sequence[ComparedCase], Asking | None], Sequence[Finding]]
"""Finds divergences among like cases; a function of a module, because it travels to workers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversedPair:
    """A judgment and the one that reversed it.

    Attributes:
        judgment_id: The judgment.
        later_id: The one that reversed it.
    """

    judgment_id: JudgmentId
    later_id: JudgmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesMember:
    """A judgment that belongs to a series.

    Attributes:
        judgment_id: The judgment.
        series: Key of the series.
    """

    judgment_id: JudgmentId
    series: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseTask:
    """One cause to be audited.

    Attributes:
        cause: The cause or charge.
        order: What is audited.
        judgment_ids: Judgments of the period, in order of id.
        library_ids: Guiding and reference cases of the cause.
        series: Judgments of the period that belong to a series.
        reversals: Judgments reversed in the period.
        n_pending: Pending cases of the cause.
        asking: From where the court looks; None where all courts are audited.
    """

    cause: str
    order: AuditOrder
    judgment_ids: tuple[JudgmentId, ...]
    library_ids: tuple[JudgmentId, ...]
    series: tuple[SeriesMember, ...]
    reversals: tuple[ReversedPair, ...]
    n_pending: int
    asking: Asking | None


def audit_cause(task: CauseTask, *, address: str, find: Finder) -> CauseAudit:
    """Audit one cause.

    Args:
        task: The cause.
        address: SQLAlchemy address of the records; the judgments are loaded from it.
        find: Finds divergences.

    Raises:
        JudgmentNotFoundError: A judgment has left the store meanwhile.

    Cost: one loading and reading of each judgment, and what finding takes; the judgments of the
    cause are in memory together, about 0.1 MB each.
    """
    store = SqlJudgmentStore(engine_of(address))
    series = {member.judgment_id: member.series for member in task.series}
    judgments = list(store.each([*task.judgment_ids, *task.library_ids]))
    cases = [compared_case(each, series=series.get(each.id)) for each in judgments]
    findings = find(cases, task.asking)
    told = [each for each in findings if each.severity is not Severity.INSUFFICIENT]
    return CauseAudit(
        cause=task.cause,
        n_judgments=len(task.judgment_ids),
        n_positions=sum(len(case.positions) for case in cases),
        n_insufficient=len(findings) - len(told),
        clusters=clusters_of(told, frame_of(task, judgments)),
        reversed_cases=_reversed_cases(task, store),
    )


def frame_of(task: CauseTask, judgments: Sequence[Judgment]) -> ClusterFrame:
    """Return what the clusters of a task share.

    Args:
        task: The task.
        judgments: Those that its findings show.
    """
    return ClusterFrame(
        order=task.order,
        hider=NameHider(judgments),
        counted=frozenset(task.judgment_ids),
        reversed_ids=frozenset(each.id for each in judgments if each.effect in REVERSED),
        n_pending=task.n_pending,
    )


@cache
def engine_of(address: str) -> Engine:
    """Return the engine of this process; opening one for each cause would cost more than most."""
    return open_engine(address)


def _reversed_cases(task: CauseTask, store: SqlJudgmentStore) -> tuple[ReversedCase, ...]:
    ids = {each.judgment_id for each in task.reversals} | {each.later_id for each in task.reversals}
    by_id = {judgment.id: judgment for judgment in store.each(sorted(ids))}
    return tuple(
        reversed_case(by_id[pair.judgment_id], by_id[pair.later_id], cause=task.cause)
        for pair in sorted(task.reversals, key=lambda each: each.judgment_id)
    )


def reversed_case(earlier: Judgment, later: Judgment, *, cause: str) -> ReversedCase:
    """Tell of a reversed judgment and of why it was reversed."""
    reason = reason_of_reversal(later)
    court, above = value_of(earlier.court), value_of(later.court)
    return ReversedCase(
        judgment_id=earlier.id,
        court="" if court is None else court.name,
        cause=cause,
        decided_on=value_of(earlier.decided_on),
        effect=earlier.effect,
        later_id=later.id,
        later_court="" if above is None else above.name,
        reversed_on=value_of(later.decided_on),
        reason=ReversalReason.UNTOLD if reason is None else reason.value,
        words=None
        if reason is None
        else MaskedQuote(
            judgment_id=later.id,
            start=reason.span.start,
            end=reason.span.end,
            words=NameHider([later]).quote(Quote(whole=later.text, span=reason.span)),
            court="" if above is None else above.name,
            level=None if above is None else above.level,
            decided_on=value_of(later.decided_on),
            effect=later.effect,
        ),
    )
