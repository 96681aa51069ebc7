"""How early does a ranking bring all that is relevant?"""

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from evaluation.metrics.rankings import check_ranking


def average_precision(ranking: Sequence[str], relevant: AbstractSet[str]) -> float:
    """Compute the mean of the precisions at the ranks of the relevant ids.

    A relevant id that the ranking does not hold contributes 0; its mean over queries is MAP.

    Args:
        ranking: Ids from best to worst, each once.
        relevant: The ids that count as relevant.

    Returns:
        A number in [0, 1]; 0.0 where nothing is relevant.

    Raises:
        MetricInputError: An id stands twice.

    Example:
        >>> average_precision(["a", "x", "b"], {"a", "b", "c"}) == (1 / 1 + 2 / 3 + 0) / 3
        True

    Source: Buckley and Voorhees, SIGIR 2000, section 2; Manning et al. 2008, ch. 8.4.
    """
    check_ranking(ranking)
    if not relevant:
        return 0.0
    precisions: list[float] = []
    for rank, item in enumerate(ranking, start=1):
        if item in relevant:
            precisions.append((len(precisions) + 1) / rank)
    return math.fsum(precisions) / len(relevant)
