"""Which of the positions of a referral did the decision take?

A decision is worded by whoever wrote its minutes, rarely as a position was put. What tells is what
one position says and no other does: its answer, its figure. Where that is not clear, nobody is
taken for the winner, and whoever drafts the rule fills in the sides.
"""

from collections.abc import Sequence
from typing import Final

from service.referral.referrals.model import HeldPosition

_MARGIN: Final = 2.0
"""So many times as much as of any other position has to stand in the decision."""


def decided_position(positions: Sequence[HeldPosition], decided: str) -> HeldPosition | None:
    """Return the position that a decision took, or None where its words do not tell.

    Args:
        positions: The positions.
        decided: The words of the decision.

    Example:
        >>> sides = [HeldPosition(words="律师费应予支持"), HeldPosition(words="律师费不予支持")]
        >>> decided_position(sides, "约定不明的，律师费不予支持。").words
        '律师费不予支持'
        >>> decided_position(sides, "发回重审") is None
        True
    """
    said = _squeezed(decided)
    held = [_squeezed(each.words) for each in positions]
    within = [n for n, words in enumerate(held) if words and words in said]
    if len(within) == 1:
        return positions[within[0]]
    shares = [_share_of_own(n, held, _pairs(said)) for n in range(len(held))]
    ranked = sorted(range(len(held)), key=lambda n: (-shares[n], n))
    if not ranked or not shares[ranked[0]]:
        return None
    if len(ranked) > 1 and shares[ranked[0]] < _MARGIN * shares[ranked[1]]:
        return None
    return positions[ranked[0]]


def _share_of_own(place: int, held: Sequence[str], said: frozenset[str]) -> float:
    """Return the share of what only one position says that stands in the decision."""
    others: set[str] = set()
    for n, words in enumerate(held):
        if n != place:
            others |= _pairs(words)
    own = _pairs(held[place]) - others
    return len(own & said) / len(own) if own else 0.0


def _squeezed(words: str) -> str:
    return "".join(each for each in words if each.isalnum())


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))
