"""Which pairs belong together, and how well is that told? Precision, recall and F1 over pairs.

Source: Banerjee, Krumpelman, Basu, Mooney and Ghosh, Model-based overlapping clustering, KDD 2005:
pairs that share a cluster, which items may share several of.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1_024


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How well pairs are told.

    Attributes:
        told: Pairs said to belong together.
        true: Pairs that do.
        right: Pairs of both kinds.
    """

    told: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the told pairs that are true; 0 where none is told."""
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that are told; 0 where none is true."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both.

        Example:
            >>> PairScore(told=4, true=2, right=2).f1 == 2 * 2 / (4 + 2)
            True
        """
        both = self.told + self.true
        return 2 * self.right / both if both else 0.0


def score_marks(marks: NDArray[np.float32], labels: Sequence[Collection[str]]) -> PairScore:
    """Score pairs that are told by sharing a group: rows of ones as of :func:`marks_of`."""
    return score_pairs(marks, labels, least=1)


def score_pairs(
    vectors: NDArray[np.float32],
    labels: Sequence[Collection[str]],
    *,
    least: float,
    wholes: Sequence[int] | None = None,
) -> PairScore:
    """Score pairs that are told by the product of two vectors.

    Args:
        vectors: One row for each item: chances of its issues, or ones for its clusters.
        labels: True issues of each item; two items belong together where they share one.
        least: A pair is told from this product on.
        wholes: Number of the whole that each item is a part of; pairs of parts of one are left
            out. None where all pairs count.

    Cost: the square of the number of items, block by block.
    """
    marks = marks_of(labels)
    own = np.arange(len(vectors)) if wholes is None else np.asarray(wholes)
    told = true = right = 0
    for start in range(0, len(vectors), _BLOCK):
        near = vectors[start : start + _BLOCK] @ vectors.T >= least
        same = marks[start : start + _BLOCK] @ marks.T > 0
        # Each pair once: only what lies behind the item itself.
        counts = np.arange(len(vectors))[None, :] > (start + np.arange(len(near)))[:, None]
        counts &= own[start : start + _BLOCK, None] != own[None, :]
        told += int((near & counts).sum())
        true += int((same & counts).sum())
        right += int((near & same & counts).sum())
    return PairScore(told=told, true=true, right=right)


def marks_of(groups: Sequence[Collection[str]]) -> NDArray[np.float32]:
    """Return ones of shape (items, groups) where an item belongs to a group."""
    names = sorted({name for each in groups for name in each})
    place = {name: at for at, name in enumerate(names)}
    marks = np.zeros((len(groups), max(1, len(names))), dtype=np.float32)
    for row, each in enumerate(groups):
        for name in each:
            marks[row, place[name]] = 1
    return marks


def floor_of(score: PairScore, n_items: int) -> float:
    """Return the F1 of telling as many pairs by chance.

    Example:
        >>> round(floor_of(PairScore(told=10, true=5, right=5), 5), 3)  # all pairs are told
        0.667
    """
    pairs = n_items * (n_items - 1) / 2
    both = score.told + score.true
    return 2 * score.told * score.true / pairs / both if both else 0.0
