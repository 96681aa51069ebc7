"""Which open referrals put a like question?

Two referrals that ask the same are heard once. How alike questions are is counted in pairs of
neighbouring characters: the share that both have in common. Positions are looked at beside the
question, because the same question is often put in other words while the sides are the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from indexing.columns.bigrams import bigrams_of
from service.referral.referrals.model import HeldPosition, Referral, ReferralState

MERGEABLE: Final = frozenset({ReferralState.PROPOSED, ReferralState.OPEN})
"""States in which a referral can still be merged into another."""
_MOST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a referral asks, as far as it is compared.

    Attributes:
        id: Its id; empty for one that is not yet made.
        court: Its court.
        cause: Its cause or charge; may be empty.
        question: The question.
        positions: The sides.
    """

    id: str
    court: str
    cause: str
    question: str
    positions: tuple[HeldPosition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """A referral on a like question.

    Attributes:
        asked: What it asks.
        percent: How alike, 0 to 100.
    """

    asked: Asked
    percent: int


def asked_by(referral_id: str, referral: Referral) -> Asked:
    """Return what a referral asks."""
    return Asked(
        id=referral_id,
        court=referral.proposal.court,
        cause=referral.proposal.cause,
        question=referral.question,
        positions=referral.positions,
    )


def likeness(one: Asked, other: Asked) -> int:
    """Return how alike two questions are, 0 to 100; of other causes they are not alike at all.

    Example:
        >>> ask = lambda words: Asked(id="", court="", cause="民间借贷纠纷", question=words,
        ...     positions=())
        >>> likeness(ask("逾期利息能否超过四倍"), ask("逾期利息可否超过四倍"))
        77
        >>> likeness(ask("逾期利息能否超过四倍"), ask("保证期间如何起算"))
        0
    """
    if one.cause != other.cause:
        return 0
    questions = _shared(one.question, other.question)
    if not one.positions or not other.positions:
        return questions
    return max(questions, _shared(_all_words(one), _all_words(other)))


def like_ones(
    asked: Asked,
    others: Iterable[Asked],
    *,
    least: int,
    above: Callable[[str], tuple[str, ...]],
) -> tuple[Like, ...]:
    """Return others on a like question, the most alike first, the id between equals.

    Args:
        asked: What is asked.
        others: Referrals that can still be merged.
        least: From how many percent on questions are alike.
        above: Gives the courts above one: referrals of one court, and of one above the other, go
            together.

    Cost: some ten microseconds for each other.
    """
    found = [
        Like(asked=other, percent=likeness(asked, other))
        for other in others
        if other.id != asked.id and _go_together(asked.court, other.court, above)
    ]
    alike = [like for like in found if like.percent >= least]
    return tuple(sorted(alike, key=lambda like: (-like.percent, like.asked.id))[:_MOST])


def _go_together(one: str, other: str, above: Callable[[str], tuple[str, ...]]) -> bool:
    return one == other or one in above(other) or other in above(one)


def _all_words(asked: Asked) -> str:
    return "\n".join((asked.question, *(each.words for each in asked.positions)))


def _shared(one: str, other: str) -> int:
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return 0
    return 200 * len(left & right) // (len(left) + len(right))


@lru_cache(maxsize=4096)
def _pairs(words: str) -> frozenset[int]:
    return frozenset(bigrams_of(words).tolist())
