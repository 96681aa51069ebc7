"""What share of all that is relevant stands among the first results?"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from evaluation.metrics.rankings import check_ranking


def recall(ranking: Sequence[str], relevant: AbstractSet[str], *, cutoff: int) -> float:
    """Compute the share of the relevant ids that stand in the first ``cutoff`` ranks.

    Args:
        ranking: Ids from best to worst, each once.
        relevant: The ids that count as relevant.
        cutoff: How many ranks count.

    Returns:
        A number in [0, 1]; 0.0 where nothing is relevant. Where more is relevant than the cutoff
        has places, 1 cannot be reached: see :mod:`evaluation.metrics.capped_recall`.

    Raises:
        MetricInputError: An id stands twice, or the cutoff is below 1.

    Example:
        >>> recall(["a", "x", "b"], {"a", "b", "c", "d"}, cutoff=2)
        0.25

    Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, ch. 8.3.
    """
    check_ranking(ranking, cutoff=cutoff)
    if not relevant:
        return 0.0
    return sum(item in relevant for item in ranking[:cutoff]) / len(relevant)
