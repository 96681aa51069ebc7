"""What does an audit (批量评查) of a period ask, and what does it find?

An audit compares all judgments of a period cause by cause. What it finds are clusters: a question
of a cause that like cases answer differently, with the judgments on each side. Names of parties
and judges are hidden before anything of an audit is stored, so that no export can tell them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NewType

from corpus.judgment import CourtLevel, Effectiveness, JudgmentId
from service.divergence.model import (
    AlarmType,
    DivergenceKind,
    DivergenceOrigin,
    Innocence,
    Severity,
    Where,
)

AuditRunId = NewType("AuditRunId", str)
ClusterKey = NewType("ClusterKey", str)


class AuditScope(StrEnum):
    """Whose judgments are audited: 本院; 本院及下级法院; 库中全部法院."""

    OWN = "own"
    DISTRICT = "district"
    EVERYWHERE = "everywhere"


class Rhythm(StrEnum):
    """How long the period is; runs are compared with the last one of their rhythm."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FREE = "free"


STILL_AFTER: Final = timedelta(minutes=10)
"""After so long without a finished cause a run is taken for one that was ended."""


class RunState(StrEnum):
    """How far a run has come: one that was ended in between, or stopped, goes on where it was."""

    UNFINISHED = "unfinished"
    STOPPED = "stopped"
    FINISHED = "finished"


class ReversalReason(StrEnum):
    """Why a court above reversed, as its reasons say (新证据、事实不清、适用法律错误…)."""

    NEW_EVIDENCE = "new_evidence"
    FACTS = "facts"
    LAW = "law"
    PROCEDURE = "procedure"
    SENTENCE = "sentence"
    SETTLED = "settled"
    UNTOLD = "untold"


class Measure(StrEnum):
    """By what the dispersion of a cluster is told.

    MINORITY: share of the votes that are not on the largest position; OUTSIDE: share of the
    judgments outside the interval in which their like lie.
    """

    MINORITY = "minority"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOrder:
    """What is audited.

    Attributes:
        court: Full name of the court; None only where all courts are audited.
        scope: Whose judgments.
        first: First day of the period, of deciding.
        last: Last day.

    Example:
        >>> AuditOrder(
        ...     court=None, scope=AuditScope.EVERYWHERE, first=date(2026, 2, 1),
        ...     last=date(2026, 2, 28),
        ... ).rhythm.value
        'month'
    """

    court: str | None
    scope: AuditScope
    first: date
    last: date

    @property
    def rhythm(self) -> Rhythm:
        """How long the period is."""
        days = (self.last - self.first).days + 1
        ends_a_month = date.fromordinal(self.last.toordinal() + 1).day == 1
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        if self.first.day == 1 and ends_a_month:
            return {1: Rhythm.MONTH, 3: Rhythm.QUARTER, 12: Rhythm.YEAR}.get(months, Rhythm.FREE)
        return Rhythm.WEEK if days == 7 else Rhythm.FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRun:
    """One audit, as recorded.

    Attributes:
        id: Random and unguessable; part of the address of its page.
        order: What is audited.
        key: Digest of all that its result depends on: order, corpus, edition of the program.
        state: Whether it is finished.
        started_at: When, in UTC.
        moved_at: When the last cause was finished.
        n_causes: Causes of the period.
        n_done: Causes that are done.
        n_judgments: Judgments of the period.
        n_without_cause: Judgments whose cause was not read, and which are not compared.
    """

    id: AuditRunId
    order: AuditOrder
    key: str
    state: RunState
    started_at: datetime
    moved_at: datetime
    n_causes: int
    n_done: int
    n_judgments: int
    n_without_cause: int

    def is_still(self, now: datetime) -> bool:
        """Tell whether it should move and has not for so long that it was likely ended.

        A process that was killed says nothing; the largest cause of a year takes some minutes.
        """
        return self.state is RunState.UNFINISHED and now - self.moved_at >= STILL_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedQuote:
    """Words of a judgment with the names hidden.

    Attributes:
        judgment_id: The judgment.
        start: Where the words begin in its stored text.
        end: Where they end.
        words: The words as they may be shown.
        court: Its court; empty where not read.
        level: Level of that court.
        decided_on: When it was decided.
        effect: Whether it stands.
        is_committee: Whether it says that the adjudication committee discussed it.
    """

    judgment_id: JudgmentId
    start: int
    end: int
    words: str
    court: str
    level: CourtLevel | None
    decided_on: date | None
    effect: Effectiveness
    is_committee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many judgments of a court, or of a month or year.

    Attributes:
        name: The court; or 2026-03, or 2026.
        n: How many.
    """

    name: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPosition:
    """A position with those who take it.

    Attributes:
        key: Key inside the cluster: ``a`` has most votes.
        label: The position in short words, names hidden.
        votes: Votes together; a series has one.
        courts: Judgments by court, most first.
        trend: Judgments by month or year, one for each of :attr:`Cluster.times`.
        quotes: Words of some judgments on it.
        judgment_ids: All judgments on it, in order of id.
    """

    key: str
    label: str
    votes: float
    courts: tuple[Count, ...]
    trend: tuple[Count, ...]
    quotes: tuple[MaskedQuote, ...]
    judgment_ids: tuple[JudgmentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispersion:
    """How far like cases lie apart; see :mod:`service.audits.dispersion`.

    Attributes:
        measure: By what it is told.
        n: Votes, or judgments, that it is told of.
        share: The share, in [0, 1].
        low: Lower end of its 95 % interval.
        high: Upper end.
        evenness: Entropy of the votes as a part of the most that it could be, in [0, 1]; None for
            ranges.
        is_enough: Whether there are enough of them; where not the word is 样本不足.
    """

    measure: Measure
    n: float
    share: float
    low: float
    high: float
    evenness: float | None
    is_enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LawMark:
    """A change of the law that stands on the time line of a cluster.

    Attributes:
        since: First day of the new rule.
        law: Its law.
        before: The rule before, in words.
        after: The rule since.
        source: Document and article.
        is_sure: Whether the row was read in the text of the law.
    """

    since: date
    law: str
    before: str
    after: str
    source: str
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterExplanation:
    """An innocent explanation, names hidden.

    Attributes:
        innocence: Which.
        share: Share in [0, 1] that it explains.
        sentence: It in words.
    """

    innocence: Innocence
    share: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterMark:
    """One judgment of a range against what its like make expect, in the unit of the range.

    Attributes:
        judgment_id: Which.
        actual: What it gives.
        low: Lower end of the interval of expectation.
        middle: Its middle.
        high: Upper end.
    """

    judgment_id: JudgmentId
    actual: float
    low: float
    middle: float
    high: float

    @property
    def is_outside(self) -> bool:
        """Whether it leaves the interval."""
        return not self.low <= self.actual <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A question of a cause that like cases of the period answer differently.

    Attributes:
        key: Stable key of kind, cause and question: the same in every run.
        cause: Cause or charge.
        kind: What they differ about.
        question: The question, names hidden.
        severity: How much it matters.
        score: How likely and how large, in [0, 1].
        where: Between whom, nearest first.
        alarms: What a person may mark of it.
        dispersion: How far they lie apart.
        n_judgments: Judgments touched.
        n_courts: Courts touched.
        n_pending: Pending cases of the cause in these courts when the cause was audited.
        times: Months or years of the period, in order.
        positions: The positions, most votes first.
        law_marks: Changes of the law of this cause near the period, oldest first.
        reversed_ids: Judgments on it that a court above has reversed, in order of id.
        explanations: Innocent explanations, the strongest first.
        unit: Of a range its unit; else empty.
        coverage: Share of judgments that an interval is meant to hold; 0 outside of ranges.
        marks: Of a range all judgments against expectation, in order of id.
        origins: Where in the audited court it comes from, as far as the judgments tell.
    """

    key: ClusterKey
    cause: str
    kind: DivergenceKind
    question: str
    severity: Severity
    score: float
    where: tuple[Where, ...]
    alarms: tuple[AlarmType, ...]
    dispersion: Dispersion
    n_judgments: int
    n_courts: int
    n_pending: int
    times: tuple[str, ...]
    positions: tuple[ClusterPosition, ...]
    law_marks: tuple[LawMark, ...] = ()
    reversed_ids: tuple[JudgmentId, ...] = ()
    explanations: tuple[ClusterExplanation, ...] = ()
    unit: str = ""
    coverage: float = 0.0
    marks: tuple[ClusterMark, ...] = ()
    origins: tuple[DivergenceOrigin, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether it is shown as a divergence."""
        return self.severity not in {Severity.INSUFFICIENT, Severity.EXPLAINED}

    @property
    def n_apart(self) -> float:
        """Votes that are not on the largest position, or judgments outside their interval."""
        return self.dispersion.share * self.dispersion.n


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversedCase:
    """A judgment of these courts that a later one reversed in the period (发改).

    Attributes:
        judgment_id: The judgment.
        court: Its court; empty where not read.
        cause: Its cause or charge.
        decided_on: When it was decided.
        effect: What became of it.
        later_id: The judgment that reversed it.
        later_court: The court of that one.
        reversed_on: When.
        reason: Why, as the later judgment says.
        words: The words that say so; None where none do.
    """

    judgment_id: JudgmentId
    court: str
    cause: str
    decided_on: date | None
    effect: Effectiveness
    later_id: JudgmentId
    later_court: str
    reversed_on: date | None
    reason: ReversalReason
    words: MaskedQuote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseAudit:
    """What the audit of one cause gave.

    Attributes:
        cause: The cause or charge.
        n_judgments: Judgments of the period; guiding and reference cases are not counted.
        n_positions: Positions read in them.
        n_insufficient: Questions with too few judgments to say anything.
        clusters: Clusters, reported and explained ones.
        reversed_cases: Judgments reversed in the period, in order of id.
    """

    cause: str
    n_judgments: int
    n_positions: int
    n_insufficient: int
    clusters: tuple[Cluster, ...]
    reversed_cases: tuple[ReversedCase, ...]


_WEIGHTS = (
    Severity.SEVERE,
    Severity.MARKED,
    Severity.SLIGHT,
    Severity.EXPLAINED,
    Severity.INSUFFICIENT,
)


def ranked(clusters: Sequence[Cluster]) -> tuple[Cluster, ...]:
    """Return clusters by severity, then by reach: judgments, courts, pending cases.

    The order is total: what is equal in all of these stands by key.
    """
    return tuple(
        sorted(
            clusters,
            key=lambda each: (
                _WEIGHTS.index(each.severity),
                -each.n_judgments,
                -each.n_courts,
                -each.n_pending,
                each.key,
            ),
        )
    )
