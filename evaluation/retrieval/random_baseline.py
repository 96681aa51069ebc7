"""What does chance get? Without it no retrieval figure can be read.

In the labelled protocol the floor is high, because most candidates were pooled by their likeness:
on LeCaRD random order reaches an NDCG@10 of about .69.
"""

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from evaluation.datasets.queries import BenchmarkQuery
from evaluation.retrieval.protocol import CORPUS_DEPTH, FIGURE_NAMES, Answer, score


def random_scores(
    query: BenchmarkQuery, corpus: Sequence[str], *, rng: np.random.Generator, draws: int = 200
) -> dict[str, float]:
    """Compute the mean scores of random orders.

    Args:
        query: The query with its labels.
        corpus: Every id that may be found for it.
        rng: Source of randomness.
        draws: Number of random orders.

    Returns:
        Mean value by the names of :data:`evaluation.retrieval.protocol.FIGURE_NAMES`.

    Cost: draws x (candidates + 100) draws of a number.
    """
    drawn: list[dict[str, float]] = []
    labelled = query.labelled
    depth = min(CORPUS_DEPTH, len(corpus))
    for _ in range(draws):
        answer = Answer(
            labelled=[labelled[index] for index in rng.permutation(len(labelled))],
            corpus=[corpus[index] for index in rng.choice(len(corpus), depth, replace=False)],
        )
        drawn.append(score(answer, query))
    return {name: fmean(figures[name] for figures in drawn) for name in FIGURE_NAMES}
