"""How odd is a term of imprisonment?

Given what charge, amounts and circumstances make expect, where a model of that is at hand; else
seen from the spread of the like cases of the same charge, which knows nothing of circumstances.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import copysign, erf, log, log10, sqrt
from statistics import NormalDist, median
from typing import Final

from corpus.judgment import Judgment
from service.divergence.expecting import Expectation

TERM: Final = "刑期"
PROBATION: Final = "缓刑"
LEAST_TERMS: Final = 4
_ORDERS: Final = 3.0
_LEAST_SPREAD: Final = 0.3
_TO_SIGMA: Final = 1.4826
_NORMAL: Final = NormalDist()
_MOST_SURPRISE: Final = 0.999


def surprises_of(judgment: Judgment, expectation: Expectation | None) -> dict[str, float]:
    """Return by name how surprising a judgment's sentences are; nothing without a model.

    Those of several accused are put together with their directions: all too long is far more
    surprising than one too long and one too short, and of many one is always far off. The sum of
    normal scores over the root of their number (Stouffer 1949) takes accused for independent.
    """
    if expectation is None:
        return {}
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for each in expectation.expect(judgment):
        score = _NORMAL.inv_cdf((1.0 + min(each.surprise, _MOST_SURPRISE)) / 2)
        scores[each.what].append(copysign(score, each.actual - each.middle))
    return {
        what: 2 * _NORMAL.cdf(abs(sum(own)) / sqrt(len(own))) - 1 for what, own in scores.items()
    }


def odd_tail(surprise: float) -> float:
    """Return how odd it is that so few cases lie as far from their expectation.

    In orders of magnitude, up to one in a thousand: one in ten and one in a hundred are further
    apart than nine in ten and ten in ten.

    Args:
        surprise: Share of cases that lie nearer to their own expectation.

    Example:
        >>> [round(odd_tail(surprise), 2) for surprise in (0.0, 0.9, 0.99, 1.0)]
        [0.0, 0.33, 0.67, 1.0]
    """
    return max(0.0, min(1.0, -log10(max(1.0 - surprise, 10.0**-_ORDERS)) / _ORDERS))


def odd_term(months: float, others: Sequence[float]) -> float:
    """Return how odd a term is by a normal spread of logarithms round the others.

    Args:
        months: The term.
        others: Terms of like cases.

    Returns:
        A number in [0, 1]; 0.0 below :data:`LEAST_TERMS` others.

    Example:
        >>> odd_term(12, [12, 12, 12, 12]), round(odd_term(48, [12, 10, 14, 12]), 2)
        (0.0, 1.0)
    """
    if len(others) < LEAST_TERMS or months <= 0:
        return 0.0
    logs = [log(other) for other in others]
    middle = median(logs)
    spread = _TO_SIGMA * median(abs(each - middle) for each in logs)
    return odd_tail(erf(abs(log(months) - middle) / max(spread, _LEAST_SPREAD) / sqrt(2)))
