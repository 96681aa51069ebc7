"""How is a cluster read by two people who do not know of each other's answer?

The first two readings are blind: nobody sees either before both are given. Where they agree the
cluster is settled; where not, a third person who sees both settles it. A reading is given once
and never changed, and nobody reads a cluster twice. How far the two agree is told by Cohen's kappa.

Source: J. Cohen, Educational and Psychological Measurement 20 (1960), 37-46.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from service.audits.errors import AuditReadingError, AuditReasonError
from service.audits.model import ClusterKey

LEAST_PAIRS: Final = 10
"""Fewest clusters read twice of which an agreement is told; below, the word is 样本不足."""

_BLIND: Final = 2


class ReviewAnswer(StrEnum):
    """Whether a cluster is a divergence: 构成, 不构成."""

    DIVERGENT = "divergent"
    NOT_DIVERGENT = "not_divergent"


class ReviewReason(StrEnum):
    """Why a cluster is no divergence."""

    KEY_FACTS = "key_facts"
    LAW_CHANGED = "law_changed"
    OVERTURNED = "overturned"
    ONE_SERIES = "one_series"
    DATA_ERROR = "data_error"
    OTHER = "other"


class ReviewState(StrEnum):
    """How far a cluster is read."""

    UNREAD = "unread"
    READ_ONCE = "read_once"
    DISPUTED = "disputed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one person answered.

    Attributes:
        cluster_key: The cluster.
        account_id: Who.
        author: Name of that person.
        answer: Whether it is a divergence.
        reason: Why not; None for 构成.
        words: More words; may be empty.
        at: When, in UTC.
    """

    cluster_key: ClusterKey
    account_id: int
    author: str
    answer: ReviewAnswer
    reason: ReviewReason | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A cluster as one person may see how it was read.

    Attributes:
        state: How far it is read.
        n_given: Readings given.
        shown: Readings that this person may see.
        outcome: What it was settled as; None before.
        closed: Why this person may not read it now, in words; empty where it is open.
        settles: Whether a reading of this person would settle a dispute.
    """

    state: ReviewState
    n_given: int
    shown: tuple[Reading, ...]
    outcome: ReviewAnswer | None
    closed: str
    settles: bool

    @property
    def is_open(self) -> bool:
        """Whether this person may read it now."""
        return not self.closed


def state_of(readings: Sequence[Reading]) -> ReviewState:
    """Return how far a cluster is read.

    Args:
        readings: Its readings in the order in which they were given.
    """
    if len(readings) < _BLIND:
        return ReviewState.READ_ONCE if readings else ReviewState.UNREAD
    return ReviewState.DISPUTED if outcome_of(readings) is None else ReviewState.SETTLED


def outcome_of(readings: Sequence[Reading]) -> ReviewAnswer | None:
    """Return what a cluster was settled as; None while it is not settled."""
    if len(readings) < _BLIND:
        return None
    first, second = readings[:_BLIND]
    if first.answer is second.answer:
        return first.answer
    return readings[_BLIND].answer if len(readings) > _BLIND else None


def view_for(
    readings: Sequence[Reading], *, account_id: int, may_review: bool = True
) -> ReviewView:
    """Return what one person sees of the readings of a cluster.

    Args:
        readings: Its readings in the order in which they were given.
        account_id: Who looks.
        may_review: Whether that person is a reviewer.
    """
    state = state_of(readings)
    own = [each for each in readings if each.account_id == account_id]
    shown = tuple(readings) if len(readings) >= _BLIND else tuple(own)
    closed = _closed(state, has_read=bool(own), may_review=may_review)
    return ReviewView(
        state=state,
        n_given=len(readings),
        shown=shown,
        outcome=outcome_of(readings),
        closed=closed,
        settles=state is ReviewState.DISPUTED and not closed,
    )


def require_open(readings: Sequence[Reading], *, account_id: int) -> None:
    """Pass silently where a person may read a cluster now.

    Raises:
        AuditReadingError: It is settled, or this person has read it.
    """
    closed = view_for(readings, account_id=account_id).closed
    if closed:
        raise AuditReadingError(reason=closed)


def require_reason(answer: ReviewAnswer, reason: ReviewReason | None, words: str) -> None:
    """Pass silently where an answer has the reason that it needs.

    Raises:
        AuditReasonError: 不构成 without a reason, or 其他 without words.
    """
    if answer is ReviewAnswer.NOT_DIVERGENT and (
        reason is None or (reason is ReviewReason.OTHER and not words.strip())
    ):
        raise AuditReasonError


def _closed(state: ReviewState, *, has_read: bool, may_review: bool) -> str:
    if not may_review:
        return "您的岗位不参加复核"
    if state is ReviewState.SETTLED:
        return "两人意见已经一致，或者已由第三人确定"
    if has_read and state is ReviewState.DISPUTED:
        return "两人意见不一，须由第三人确定"
    return "您已给出意见，等待第二人独立复核" if has_read else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readers agree.

    Attributes:
        n: Clusters that two people read.
        observed: Share on which they agree.
        kappa: Cohen's kappa; None where there are too few, or where both gave one answer only.
    """

    n: int
    observed: float
    kappa: float | None


def agreement_of(
    pairs: Iterable[tuple[ReviewAnswer, ReviewAnswer]], *, least: int = LEAST_PAIRS
) -> Agreement:
    """Return how far the first two readers agree, beyond what chance would give.

    Args:
        pairs: First and second answer of each cluster that two people read.
        least: Fewest pairs of which kappa is told.

    Example:
        >>> yes, no = ReviewAnswer.DIVERGENT, ReviewAnswer.NOT_DIVERGENT
        >>> found = agreement_of([(yes, yes)] * 4 + [(no, no)] * 4 + [(yes, no), (no, yes)])
        >>> found.observed, round(found.kappa, 2)
        (0.8, 0.6)
    """
    told = tuple(pairs)
    n = len(told)
    if n == 0:
        return Agreement(n=0, observed=0.0, kappa=None)
    observed = sum(first is second for first, second in told) / n
    by_chance = sum(
        sum(first is answer for first, _ in told) * sum(second is answer for _, second in told)
        for answer in ReviewAnswer
    ) / (n * n)
    is_told = n >= least and by_chance < 1
    kappa = (observed - by_chance) / (1 - by_chance) if is_told else None
    return Agreement(n=n, observed=observed, kappa=kappa)


def pairs_of(
    readings: Iterable[Sequence[Reading]],
) -> tuple[tuple[ReviewAnswer, ReviewAnswer], ...]:
    """Return the two blind answers of each cluster that has both."""
    return tuple((each[0].answer, each[1].answer) for each in readings if len(each) >= _BLIND)
