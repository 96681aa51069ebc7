"""Is there still a divergence when what does not count is left out?"""

from collections.abc import Iterator, Sequence
from typing import Final

from service.comparison.quotes import Quote
from service.divergence.model import Explanation, Innocence
from service.divergence.stances import Stance
from service.divergence.votes import OVERTURNED, votes_of

_LEAST_SIDE: Final = 1.0


def uncounted(sides: Sequence[Sequence[Stance]]) -> Iterator[Explanation]:
    """Yield what overturned judgments and series take from the smaller position.

    The share is the part of the smaller position's judgments that does not count.
    """
    votes = votes_of(sides)
    smaller = min(sides, key=lambda side: (sum(votes[s.id] for s in side), side[0].id))
    overturned = [stance for stance in smaller if stance.case.effect in OVERTURNED]
    if overturned:
        yield Explanation(
            innocence=Innocence.OVERTURNED,
            share=round(len(overturned) / len(smaller), 4),
            sentence=f"较少的一方中有{len(overturned)}件已被改判或者撤销，不再计入。",
            evidence=tuple(_quote(stance) for stance in overturned[:2]),
        )
    for side in sides:
        in_series = [stance for stance in side if stance.case.series is not None]
        count = sum(votes[stance.id] for stance in in_series)
        rest = sum(votes[stance.id] for stance in side) - count
        if len(in_series) > 1 and rest <= _LEAST_SIDE:
            yield Explanation(
                innocence=Innocence.SERIES,
                share=round(1 - (count + rest) / len(side), 4),
                sentence=f"其中{len(in_series)}件系同一系列案，合并计一票。",
                evidence=tuple(_quote(stance) for stance in in_series[:2]),
            )


def _quote(stance: Stance) -> Quote:
    return Quote(whole=stance.case.judgment.text, span=stance.position.holding)
