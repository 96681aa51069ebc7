"""How surprising is a sentence?

Given what charge, amounts and circumstances make expect, where a model of that is at hand; else
seen from the spread of the like cases of the same charge, which knows nothing of circumstances.
"""

from collections.abc import Sequence
from math import copysign, log
from statistics import NormalDist, fmean, median
from typing import Final

from corpus.judgment import Judgment
from service.divergence.expecting import Expectation, Expected

TERM: Final = "刑期"
PROBATION: Final = "缓刑"
LEAST_TERMS: Final = 4
_LEAST_SPREAD: Final = 0.3
_TO_SIGMA: Final = 1.4826
_NORMAL: Final = NormalDist()
_MOST_SURPRISE: Final = 0.999
_PERCENT: Final = 100.0
_LEAST_CHANCE: Final = 0.02


def expected_of(
    judgment: Judgment, expectation: Expectation | None
) -> dict[str, tuple[Expected, ...]]:
    """Return by name what is expected of each accused; nothing without a model."""
    told = () if expectation is None else expectation.expect(judgment)
    return {
        what: tuple(each for each in told if each.what == what)
        for what in {each.what for each in told}
    }


def deviation_of(expected: Sequence[Expected]) -> float:
    """Return how far the terms of all accused lie from what was expected, as a normal score.

    The mean of the scores with their directions: of many accused one is always far off, and what
    a court thinks of a case moves all of them. Their number adds no certainty, since the same
    facts mislead the expectation for all.

    Args:
        expected: Of each accused and charge, one or more.
    """
    scores = [
        copysign(
            _NORMAL.inv_cdf((1.0 + min(each.surprise, _MOST_SURPRISE)) / 2),
            each.actual - each.middle,
        )
        for each in expected
    ]
    return abs(fmean(scores))


def unlikeliness_of(expected: Sequence[Expected]) -> float:
    """Return how unlikely it was that probation is given or refused as it is.

    The mean of the negative logarithms of the chances.

    Args:
        expected: Chances of probation in percent, one or more; given is 100, refused 0.
    """
    chances = [
        each.middle / _PERCENT if each.actual > 0 else 1.0 - each.middle / _PERCENT
        for each in expected
    ]
    return fmean(unlikeliness(chance) for chance in chances)


def unlikeliness(chance: float) -> float:
    """Return the negative logarithm of a chance, which is held to be one in fifty at least.

    Example:
        >>> round(unlikeliness(0.5), 2), round(unlikeliness(0.0), 2)
        (0.69, 3.91)
    """
    return -log(min(1.0, max(_LEAST_CHANCE, chance)))


def spread_deviation(months: float, others: Sequence[float]) -> float:
    """Return how far a term lies from the others by the spread of their logarithms.

    Args:
        months: The term.
        others: Terms of like cases.

    Returns:
        A normal score; 0.0 below :data:`LEAST_TERMS` others.

    Example:
        >>> spread_deviation(12, [12, 12, 12, 12]), round(spread_deviation(48, [12, 10, 14, 12]), 1)
        (0.0, 4.6)
    """
    if len(others) < LEAST_TERMS or months <= 0:
        return 0.0
    logs = [log(other) for other in others]
    middle = median(logs)
    spread = _TO_SIGMA * median(abs(each - middle) for each in logs)
    return abs(log(months) - middle) / max(spread, _LEAST_SPREAD)
