"""How much of the best possible gain does the top of a ranking collect?"""

import math
from collections.abc import Mapping, Sequence

from evaluation.metrics.rankings import check_ranking


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], *, cutoff: int) -> float:
    """Compute the normalised discounted cumulative gain with linear gain.

    The gain of a judgment is its grade, discounted by log2(rank + 1). The ideal is made of *all*
    labels of the query, not of those that the ranking returned: a ranking that leaves the good
    ones out must not look perfect. (Published LeCaRD figures with the ideal taken from the
    returned list are too high and are not comparable.)

    Args:
        ranking: Ids from best to worst, each once; an unlabelled id gains nothing.
        grades: The grade of every labelled id of the query, 0 and up.
        cutoff: How many ranks count.

    Returns:
        A number in [0, 1]; 0.0 where no label is above 0, because nothing could be gained.

    Raises:
        MetricInputError: An id stands twice, or the cutoff is below 1.

    Example:
        >>> ndcg(["a", "b"], {"a": 3, "b": 1}, cutoff=10)
        1.0
        >>> round(ndcg(["b", "a"], {"a": 3, "b": 1}, cutoff=10), 4)
        0.7967

    Source: Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, with the base-2 discount of every rank
    (their b = 2 leaves rank 1 and 2 undiscounted; this is the form of trec_eval's ndcg_cut and of
    the scorer of LeCaRD).
    """
    check_ranking(ranking, cutoff=cutoff)
    best = _discounted_gain(sorted(grades.values(), reverse=True)[:cutoff])
    if best == 0:
        return 0.0
    return _discounted_gain([grades.get(item, 0) for item in ranking[:cutoff]]) / best


def _discounted_gain(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
