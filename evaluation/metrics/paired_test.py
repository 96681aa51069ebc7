"""Could the difference of two systems on the same queries be chance?"""

import math
from collections.abc import Sequence

import numpy as np

from evaluation.errors import MetricInputError

# Differences that should be equal come out of sums in another order; without a margin the
# observed arrangement itself could fail to count.
_TOLERANCE = 1e-12


def paired_randomisation_p(
    first: Sequence[float],
    second: Sequence[float],
    *,
    rng: np.random.Generator,
    draws: int = 100_000,
) -> float:
    """Estimate the two-sided p-value of the mean difference by flipping signs at random.

    The observed arrangement is counted among the draws, (b + 1) / (n + 1), so that the p-value is
    never 0: no finite number of draws can show that.

    Args:
        first: Values of one system, one per query.
        second: Values of the other, of the same queries in the same order.
        rng: Source of randomness.
        draws: Number of random sign vectors.

    Returns:
        A number in (0, 1]; 1.0 where all differences are 0.

    Raises:
        MetricInputError: The two have different lengths, or are empty.

    Example:
        >>> rng = np.random.default_rng(1)
        >>> paired_randomisation_p([0.5, 0.7], [0.5, 0.7], rng=rng)
        1.0

    Cost: draws x n signs, in blocks of at most 4 MB.

    Source: Fisher's randomisation test as in Smucker, Allan and Carterette, CIKM 2007, section
    3.1; the +1 is that of Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9(1), 2010.
    """
    if len(first) != len(second) or not first:
        raise MetricInputError(
            f"{len(first)} and {len(second)} values met; expected one of each per query"
        )
    difference = np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64)
    observed = abs(math.fsum(difference))
    block = max(1, 500_000 // len(difference))
    at_least_as_large = 0
    left = draws
    while left > 0:
        size = min(block, left)
        signs = rng.integers(0, 2, size=(size, len(difference)), dtype=np.int8) * 2.0 - 1.0
        at_least_as_large += int((np.abs(signs @ difference) >= observed - _TOLERANCE).sum())
        left -= size
    return (at_least_as_large + 1) / (draws + 1)
