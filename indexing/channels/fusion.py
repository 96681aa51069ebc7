"""How do several rankings become one?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.channels.rankings import Ranking
from indexing.errors import RepeatedJudgmentError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocalRank:
    """The constant of reciprocal rank fusion.

    Attributes:
        k: Ranks a first place this far from infinity; larger makes deep ranks count more.

    Source: Cormack, Clarke and Buettcher, SIGIR 2009, section 2; it sets k = 60.
    """

    k: float = 60.0


STANDARD_CONSTANT = ReciprocalRank()


def fuse_by_reciprocal_rank(
    rankings: Sequence[NDArray[np.int64]],
    *,
    weights: Sequence[float] | None = None,
    parameters: ReciprocalRank = STANDARD_CONSTANT,
) -> Ranking:
    """Merge rankings by the reciprocal of their ranks.

    A judgment scores the sum of weight / (k + rank) over the rankings that hold it, rank
    counted from 1. Equal scores stand in order of label, and sums begin with the smallest
    term, so the order of the rankings changes nothing.

    Args:
        rankings: Labels, each from best to worst, without repeats. May be empty.
        weights: How much each ranking counts; None counts each once.
        parameters: The constant of the formula.

    Returns:
        Every judgment of every ranking, best first.

    Raises:
        RepeatedJudgmentError: A ranking holds a judgment twice.

    Example:
        >>> fuse_by_reciprocal_rank([np.array([3, 7]), np.array([7])]).labels.tolist()
        [7, 3]

    Cost: sorts once, O(n log n) in the total length of the rankings.

    Source: Cormack, Clarke and Buettcher, SIGIR 2009, section 2.
    """
    for ranking in rankings:
        if len(np.unique(ranking)) != len(ranking):
            raise RepeatedJudgmentError(_first_repeated(ranking))
    labels = np.concatenate([np.empty(0, dtype=np.int64), *rankings])
    shares = [1.0] * len(rankings) if weights is None else weights
    terms = np.concatenate(
        [
            np.empty(0),
            *(
                share / (parameters.k + 1.0 + np.arange(len(ranking)))
                for share, ranking in zip(shares, rankings, strict=True)
            ),
        ]
    )
    order = np.lexsort((terms, labels))
    found, places = np.unique(labels[order], return_inverse=True)
    scores = np.bincount(places, terms[order], len(found)).astype(np.float64)
    best = np.lexsort((found, -scores))
    return Ranking(found[best], scores[best])


def _first_repeated(ranking: NDArray[np.int64]) -> int:
    labels, counts = np.unique(ranking, return_counts=True)
    return int(labels[counts > 1][0])
