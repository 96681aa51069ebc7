"""How odd is a term of imprisonment?

Given what charge, amounts and circumstances make expect, where a model of that is at hand; else
seen from the spread of the like cases of the same charge, which knows nothing of circumstances.
"""

from collections.abc import Sequence
from math import erf, log, sqrt
from statistics import median
from typing import Final

from corpus.judgment import Judgment
from service.divergence.expecting import Expectation, Expected

TERM: Final = "刑期"
PROBATION: Final = "缓刑"
LEAST_TERMS: Final = 4
_LEAST_SPREAD: Final = 0.3
_TO_SIGMA: Final = 1.4826


def expected_of(judgment: Judgment, expectation: Expectation | None) -> dict[str, Expected]:
    """Return what is expected of a judgment by name; nothing without a model."""
    if expectation is None:
        return {}
    return {each.what: each for each in expectation.expect(judgment)}


def odd_term(months: float, others: Sequence[float]) -> float:
    """Return the share of a normal spread round the others that lies nearer than a term.

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
    return erf(abs(log(months) - middle) / max(spread, _LEAST_SPREAD) / sqrt(2))
