"""How does the board of an audit look: its rows, its filters and its counts?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from corpus.listed import ListedJudgment
from corpus.spans import value_of
from service.audits.comparing_runs import Change, ClusterChange
from service.audits.desk import AuditResults, ReviewedCluster
from service.audits.model import Cluster
from service.audits.periods import time_of
from service.audits.telling import position_name
from service.audits.words import INSUFFICIENT
from service.audits.workbench import ReviewState
from service.divergence.model import DivergenceKind, Severity, Where
from service.labels import label_of

SHOWN = 40
"""Clusters on a board at once."""

_CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """Which clusters a board shows; empty fields set no condition.

    Attributes:
        cause: Cause or charge.
        severity: Token of a severity.
        where: Token of where.
        kind: Token of a kind.
        review: Token of how far it is read, or ``confirmed``.
        change: Token of how it stands against the last run.
    """

    cause: str = ""
    severity: str = ""
    where: str = ""
    kind: str = ""
    review: str = ""
    change: str = ""

    def takes(self, found: ReviewedCluster, change: ClusterChange | None) -> bool:
        """Tell whether a cluster is shown."""
        cluster = found.cluster
        return (
            (not self.cause or cluster.cause == self.cause)
            and (not self.severity or cluster.severity.value == self.severity)
            and (not self.where or self.where in [where.value for where in cluster.where])
            and (not self.kind or cluster.kind.value == self.kind)
            and (not self.review or self.review in self._reviews(found))
            and (not self.change or (change is not None and change.change.value == self.change))
        )

    @staticmethod
    def _reviews(found: ReviewedCluster) -> tuple[str, ...]:
        state = found.review.state.value
        return (state, _CONFIRMED) if found.is_confirmed else (state,)

    @property
    def is_set(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.query)

    @property
    def query(self) -> str:
        """The filter as the query of an address."""
        told = (
            ("cause", self.cause),
            ("severity", self.severity),
            ("where", self.where),
            ("kind", self.kind),
            ("review", self.review),
            ("change", self.change),
        )
        return urlencode([(name, value) for name, value in told if value])


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A position as a part of a small bar.

    Attributes:
        name: Its letter.
        votes: Its votes.
        start: Votes before it, in hundredths of all.
        width: Its votes, in hundredths of all.
    """

    name: str
    votes: float
    start: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A cluster on a board.

    Attributes:
        found: The cluster.
        change: How it stands against the last run; None where there is none.
        bars: Its positions.
        share: Share of votes apart, or 样本不足.
    """

    found: ReviewedCluster
    change: Change | None
    bars: tuple[Bar, ...]
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter.

    Attributes:
        value: Its token.
        label: Its name.
        n: Clusters that have it.
    """

    value: str
    label: str
    n: int


def board_rows(results: AuditResults, chosen: BoardFilter) -> tuple[BoardRow, ...]:
    """Return the reported clusters that a filter takes, by severity and reach."""
    changes = {each.key: each for each in results.changes}
    return tuple(
        _row(found, changes.get(found.cluster.key))
        for found in results.reported
        if chosen.takes(found, changes.get(found.cluster.key))
    )


def gone_rows(results: AuditResults) -> tuple[Cluster, ...]:
    """Return the clusters of the last run that are no longer there."""
    return tuple(each.cluster for each in results.changes if each.change is Change.GONE)


def choices_of(results: AuditResults) -> Mapping[str, tuple[Choice, ...]]:
    """Return the values that each filter can take, with their counts."""
    reported = results.reported
    causes = Counter(each.cluster.cause for each in reported)
    changes = {each.key: each.change for each in results.changes}
    return {
        "cause": tuple(
            Choice(value=name, label=name, n=n)
            for name, n in sorted(causes.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        "severity": _counted(Severity, [each.cluster.severity for each in reported]),
        "where": _counted(Where, [where for each in reported for where in each.cluster.where]),
        "kind": _counted(DivergenceKind, [each.cluster.kind for each in reported]),
        "review": (
            *_counted(ReviewState, [each.review.state for each in reported]),
            *(
                (Choice(value=_CONFIRMED, label="经复核确认", n=len(results.confirmed)),)
                if results.confirmed
                else ()
            ),
        ),
        "change": _counted(
            Change, [changes[e.cluster.key] for e in reported if e.cluster.key in changes]
        ),
    }


def _counted(kind: type[StrEnum], members: Sequence[StrEnum]) -> tuple[Choice, ...]:
    counts = Counter(members)
    return tuple(
        Choice(value=member.value, label=label_of(member), n=counts[member])
        for member in kind
        if counts[member]
    )


def _row(found: ReviewedCluster, change: ClusterChange | None) -> BoardRow:
    cluster = found.cluster
    return BoardRow(
        found=found,
        change=None if change is None else change.change,
        bars=tuple(_bars(cluster)),
        share=f"{cluster.dispersion.share:.0%}" if cluster.dispersion.is_enough else INSUFFICIENT,
    )


def _bars(cluster: Cluster) -> Iterator[Bar]:
    whole = sum(position.votes for position in cluster.positions) or 1.0
    before = 0.0
    for at, position in enumerate(cluster.positions):
        width = 100 * position.votes / whole
        yield Bar(
            name=position_name(at),
            votes=position.votes,
            start=round(before, 2),
            width=round(width, 2),
        )
        before += width


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentRow:
    """A judgment of a cluster.

    Attributes:
        listed: The judgment.
        position: Name of its position.
        is_reversed: Whether a court above has reversed it.
    """

    listed: ListedJudgment
    position: str
    is_reversed: bool


def judgment_rows(
    cluster: Cluster,
    listed: Mapping[str, ListedJudgment],
    *,
    position: str,
    court: str,
    time: str,
) -> tuple[JudgmentRow, ...]:
    """Return the judgments behind a bar: of a position, a court and a month or year.

    Args:
        cluster: The cluster.
        listed: Its judgments by id; what has left the store is passed over.
        position: Key of the position; empty for all.
        court: Name of the court; empty for all.
        time: Month or year of the time line; empty for all.
    """
    rows = []
    for at, each in enumerate(cluster.positions):
        if position and each.key != position:
            continue
        for judgment_id in each.judgment_ids:
            judgment = listed.get(judgment_id)
            if judgment is None or not _is_in(judgment, cluster.times, court=court, time=time):
                continue
            rows.append(
                JudgmentRow(
                    listed=judgment,
                    position=position_name(at),
                    is_reversed=judgment_id in cluster.reversed_ids,
                )
            )
    return tuple(rows)


def _is_in(judgment: ListedJudgment, times: tuple[str, ...], *, court: str, time: str) -> bool:
    decided = value_of(judgment.decided_on)
    own = value_of(judgment.court)
    if court and (own is None or own.name != court):
        return False
    return not time or (decided is not None and time_of(decided, times) == time)
