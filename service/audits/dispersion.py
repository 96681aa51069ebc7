"""How far do like cases lie apart, and how sure is that?

Two measures, both shares with the interval of Wilson, because a share of few is not known well:
of positions the share of votes that are not on the largest one, of ranges the share of judgments
outside the interval in which their like lie. Beside the first stands the evenness of the votes.
Below a least number there is no share to be shown.

Source: E. B. Wilson, JASA 22 (1927), 209-212; E. C. Pielou, J. Theor. Biol. 13 (1966), 131-144.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.audits.model import Dispersion, Measure
from service.divergence.model import RangeView

LEAST_VOTES: Final = 5.0
"""Fewest votes of which a share is told."""

_Z: Final = 1.959963984540054
"""Quantile of the normal distribution for 95 %."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of a share.

    Attributes:
        low: Lower end.
        high: Upper end.
    """

    low: float
    high: float


def wilson_interval(part: float, whole: float) -> Interval:
    """Return the 95 % interval of a share.

    Args:
        part: How many, at most ``whole``; votes may be parts of one.
        whole: Of how many; above 0.

    Raises:
        ValueError: There is no such share.

    Example:
        >>> interval = wilson_interval(2, 10)
        >>> round(interval.low, 3), round(interval.high, 3)
        (0.057, 0.51)
    """
    if not 0 <= part <= whole or whole <= 0:
        raise ValueError(f"{part} of {whole}; expected a part of something")
    share = part / whole
    middle = share + _Z**2 / (2 * whole)
    spread = _Z * math.sqrt(share * (1 - share) / whole + (_Z / (2 * whole)) ** 2)
    scale = 1 + _Z**2 / whole
    # Of none and of all the bound is the share itself, which rounding would miss.
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return Interval(max(0.0, min(low, share)), min(1.0, max(high, share)))


def evenness_of(votes: Sequence[float]) -> float:
    """Return the entropy of votes as a part of the most that so many positions allow.

    Example:
        >>> evenness_of([5, 5]), evenness_of([5, 0]), evenness_of([])
        (1.0, 0.0, 0.0)
    """
    held = [each for each in votes if each > 0]
    whole = math.fsum(held)
    if len(held) < 2:
        return 0.0
    entropy = -math.fsum(each / whole * math.log(each / whole) for each in held)
    return min(1.0, entropy / math.log(len(held)))


def dispersion_of_votes(votes: Sequence[float], *, least: float = LEAST_VOTES) -> Dispersion:
    """Return how far votes lie apart.

    Args:
        votes: Votes on each position.
        least: Fewest votes of which a share is told.

    Example:
        >>> found = dispersion_of_votes([6, 2])
        >>> found.share, found.is_enough
        (0.25, True)
    """
    whole = math.fsum(votes)
    apart = whole - max(votes, default=0.0)
    interval = wilson_interval(apart, whole) if whole > 0 else Interval(0.0, 1.0)
    return Dispersion(
        measure=Measure.MINORITY,
        n=whole,
        share=apart / whole if whole > 0 else 0.0,
        low=interval.low,
        high=interval.high,
        evenness=evenness_of(votes),
        is_enough=whole >= least,
    )


def dispersion_of_range(plot: RangeView, *, least: float = LEAST_VOTES) -> Dispersion:
    """Return how far a range lies apart: the share outside of what is expected.

    Of judgments that differ by nothing that matters a share of 1 - coverage lies outside.

    Args:
        plot: All judgments against expectation.
        least: Fewest judgments of which a share is told.
    """
    n = len(plot.marks)
    outside = sum(mark.is_outside for mark in plot.marks)
    interval = wilson_interval(outside, n) if n else Interval(0.0, 1.0)
    return Dispersion(
        measure=Measure.OUTSIDE,
        n=float(n),
        share=outside / n if n else 0.0,
        low=interval.low,
        high=interval.high,
        evenness=None,
        is_enough=n >= least,
    )
