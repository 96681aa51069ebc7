"""What does a channel, or a fusion of them, answer with?"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ranking:
    """Labels of judgments from best to worst, with their scores.

    Labels are the places of judgment ids in ascending order, so that ordering equal scores by
    label orders them by judgment id.

    Attributes:
        labels: Best first, each once.
        scores: Higher is better; equal scores stand in order of label.
    """

    labels: NDArray[np.int64]
    scores: NDArray[np.float32] | NDArray[np.float64]

    @classmethod
    def empty(cls) -> Self:
        """Return the ranking of nothing."""
        return cls(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


def cut_ranking(
    *,
    labels: NDArray[np.int64],
    scores: NDArray[np.float32] | NDArray[np.float64],
    depth: int,
) -> Ranking:
    """Order labels by ``(-score, label)`` and keep the first ``depth``.

    Example:
        >>> found = np.array([7, 3, 5]), np.array([0.5, 0.5, 0.9], dtype=np.float32)
        >>> cut_ranking(labels=found[0], scores=found[1], depth=2).labels.tolist()
        [5, 3]
    """
    order = np.lexsort((labels, -scores))[:depth]
    return Ranking(labels[order].astype(np.int64), scores[order].astype(np.float32))
