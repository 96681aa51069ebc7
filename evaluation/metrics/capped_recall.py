"""How much of what could stand in the first results does stand there?"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from evaluation.metrics.rankings import check_ranking


def capped_recall(ranking: Sequence[str], relevant: AbstractSet[str], *, cutoff: int) -> float:
    """Compute recall with the denominator capped at the cutoff, so that 1 can be reached.

    Args:
        ranking: Ids from best to worst, each once.
        relevant: The ids that count as relevant.
        cutoff: How many ranks count.

    Returns:
        Relevant ids in the first ``cutoff`` ranks by min(cutoff, number of relevant ids), a number
        in [0, 1]; 0.0 where nothing is relevant.

    Raises:
        MetricInputError: An id stands twice, or the cutoff is below 1.

    Example:
        >>> capped_recall(["a", "x", "b"], {"a", "b", "c", "d"}, cutoff=2)
        0.5

    Source: Thakur et al., BEIR, NeurIPS Datasets and Benchmarks 2021, section 4.
    """
    check_ranking(ranking, cutoff=cutoff)
    if not relevant:
        return 0.0
    return sum(item in relevant for item in ranking[:cutoff]) / min(cutoff, len(relevant))
