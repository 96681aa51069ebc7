"""What share of the first results is relevant?"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from evaluation.metrics.rankings import check_ranking


def precision(ranking: Sequence[str], relevant: AbstractSet[str], *, cutoff: int) -> float:
    """Compute the share of relevant ids among the first ``cutoff`` ranks.

    The denominator is always ``cutoff``: places that a short ranking leaves empty count as wrong.

    Args:
        ranking: Ids from best to worst, each once.
        relevant: The ids that count as relevant.
        cutoff: How many ranks count.

    Returns:
        A number in [0, 1].

    Raises:
        MetricInputError: An id stands twice, or the cutoff is below 1.

    Example:
        >>> precision(["a", "b", "c"], {"a", "c", "d"}, cutoff=5)
        0.4

    Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, ch. 8.4.
    """
    check_ranking(ranking, cutoff=cutoff)
    return sum(item in relevant for item in ranking[:cutoff]) / cutoff
