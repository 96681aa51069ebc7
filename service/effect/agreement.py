"""How many of the judgments that were shown as similar did this court's judges call similar?

Counted are judgments that somebody decided about, question by question, by what most said; what
nobody spoke of is not counted, so that the share speaks of what was looked at, from the top of the
lists, and not of all that was found.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from service.audits.dispersion import wilson_interval
from service.tiers.vocabulary import TIERS, Tier

LEAST_TOLD: Final = 10
"""Fewest judgments of which a share is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What judges said of the hits of a tier.

    Attributes:
        tier: The tier; None for all together.
        n: Hits that somebody decided about.
        n_similar: Of these the ones called similar cases.
        share: Part called similar; None on fewer than :data:`LEAST_TOLD`.
        low: Lower end of its 95 % interval, likewise.
        high: Upper end.
    """

    tier: Tier | None
    n: int
    n_similar: int
    share: float | None
    low: float | None
    high: float | None


def agreements(said: Iterable[tuple[Tier, bool]]) -> tuple[Agreement, ...]:
    """Return what was said by tier, in the order of the tiers, and of all together last.

    Args:
        said: For each hit that somebody decided about its tier, and whether it was called similar.

    Example:
        >>> told = agreements([(Tier.GUIDING, True)] * 8 + [(Tier.GUIDING, False)] * 2)
        >>> told[0].n, told[0].share, round(told[0].low, 2), told[-1].tier
        (10, 0.8, 0.49, None)
    """
    counted = Counter(said)
    by_tier = [
        _agreement(tier, counted[tier, True], counted[tier, False])
        for tier in TIERS
        if counted[tier, True] + counted[tier, False]
    ]
    n_good = sum(each.n_similar for each in by_tier)
    n = sum(each.n for each in by_tier)
    return (*by_tier, _agreement(None, n_good, n - n_good))


def _agreement(tier: Tier | None, n_good: int, n_bad: int) -> Agreement:
    n = n_good + n_bad
    if n < LEAST_TOLD:
        return Agreement(tier=tier, n=n, n_similar=n_good, share=None, low=None, high=None)
    interval = wilson_interval(n_good, n)
    return Agreement(
        tier=tier, n=n, n_similar=n_good, share=n_good / n, low=interval.low, high=interval.high
    )
