"""Which judgments lie nearest to a query vector?

The only module that knows FAISS. The search is exact: every vector is compared, a filter is
applied before ranking, and equal scores stand in order of their labels.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from indexing.errors import DamagedSnapshotError, EncoderOutputError
from indexing.rankings import Ranking, cut_ranking

UNIT_TOLERANCE = 1e-3

# Queries come one by one from many threads: FAISS has nothing to share out inside one of them,
# and its own threads would only wait busily and take the processor from the other queries.
faiss.omp_set_num_threads(1)


class VectorIndex(Protocol):
    """Answers with the labels of the nearest vectors."""

    @property
    def size(self) -> int:
        """Return how many vectors there are."""

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""

    def search(
        self,
        query: NDArray[np.float32],
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return the labels of the ``depth`` nearest vectors, by ``(-score, label)``.

        Args:
            query: One vector of length one, shape (dimension,).
            depth: How many at most.
            allowed: By label, whether it may be answered; None allows all.
        """


class FaissVectors:
    """Vectors of length one under labels from 0, compared by inner product.

    Example:
        >>> index = FaissVectors.of(np.eye(3, dtype=np.float32))
        >>> index.search(np.eye(3, dtype=np.float32)[1], depth=2).labels.tolist()
        [1, 0]

    Cost: one pass over all vectors, 1 ms per 20,000 of dimension 256 on two cores.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> Self:
        """Index rows under their row numbers.

        Raises:
            EncoderOutputError: A row is not finite, or neither of length one nor zero.
        """
        checked = check_vectors(vectors)
        index = faiss.IndexFlatIP(checked.shape[1])
        index.add(checked)
        return cls(index)

    @property
    def size(self) -> int:
        """Return how many vectors there are."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""
        return int(self._index.d)

    def search(
        self,
        query: NDArray[np.float32],
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return the labels of the ``depth`` nearest vectors, by ``(-score, label)``."""
        possible = self.size if allowed is None else int(np.count_nonzero(allowed))
        wanted = min(depth, possible)
        if wanted <= 0:
            return Ranking.empty()
        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        fetched = min(possible, wanted + 1)
        while True:
            scores, labels = self._nearest(query, fetched, bits)
            # FAISS cuts equal scores arbitrarily: fetch on until the cut lies behind them.
            if fetched == possible or scores[-1] < scores[wanted - 1]:
                return cut_ranking(labels=labels, scores=scores, depth=wanted)
            fetched = min(possible, fetched * 2)

    def vectors(self, labels: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Return vectors, shape (labels, dimension).

        Args:
            labels: Whose, in this order; None for all.
        """
        wanted = np.arange(self.size) if labels is None else labels
        if not len(wanted):
            return np.empty((0, self.dimension), dtype=np.float32)
        rows: NDArray[np.float32] = self._index.reconstruct_batch(wanted)
        return rows

    def save(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Map an index in a file into memory, so that all processes share the same pages.

        Raises:
            DamagedSnapshotError: FAISS cannot read it.
        """
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise DamagedSnapshotError(str(path), "FAISS cannot read it") from error

    def _nearest(
        self, query: NDArray[np.float32], depth: int, bits: NDArray[np.uint8] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        # Many people search at once: a search that spreads over the cores makes each wait for all,
        # and its threads go on spinning behind it. The limit holds for the calling thread only.
        faiss.omp_set_num_threads(1)
        row = np.ascontiguousarray(query.reshape(1, -1), dtype=np.float32)
        if bits is None:
            scores, labels = self._index.search(row, depth)
        else:
            # The stubs know the C++ constructors, not the Python ones that FAISS puts over them.
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]
            options = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
            scores, labels = self._index.search(row, depth, params=options)
        return scores[0], labels[0]


class JoinedVectors:
    """Vectors of several segments, searched as one index; every one of them is compared.

    Example:
        >>> first, second = (FaissVectors.of(np.eye(2, dtype=np.float32)) for _ in range(2))
        >>> labels = np.array([2, 0]), np.array([1, -1])
        >>> joined = JoinedVectors([first, second], labels=labels, size=3)
        >>> joined.search(np.array([1, 0], dtype=np.float32), depth=3).labels.tolist()
        [1, 2, 0]
    """

    def __init__(
        self,
        parts: Sequence[FaissVectors],
        *,
        labels: Sequence[NDArray[np.int64]],
        size: int,
    ) -> None:
        """Take the segments.

        Args:
            parts: The vectors of each.
            labels: For each segment the label of each of its rows, ascending; -1 for rows that
                are answered with no more.
            size: How many labels there are.
        """
        self._parts = tuple(zip(parts, labels, strict=True))
        self._size = size

    @property
    def size(self) -> int:
        """Return how many vectors there are."""
        return self._size

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""
        return self._parts[0][0].dimension

    def search(
        self,
        query: NDArray[np.float32],
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return the labels of the ``depth`` nearest vectors, by ``(-score, label)``."""
        found = [
            (labels, part.search(query, depth=depth, allowed=rows_allowed(labels, allowed)))
            for part, labels in self._parts
        ]
        return cut_ranking(
            labels=np.concatenate([labels[each.labels] for labels, each in found]),
            scores=np.concatenate([each.scores for _, each in found]),
            depth=depth,
        )


def rows_allowed(labels: NDArray[np.int64], allowed: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    """Return which rows of a segment may be answered with.

    Args:
        labels: By row its label, or -1.
        allowed: By label; None allows all.

    Example:
        >>> rows_allowed(np.array([1, -1, 0]), np.array([True, False])).tolist()
        [False, False, True]
    """
    lives = labels >= 0
    if allowed is None or not len(allowed):
        return lives
    return lives & allowed[labels]


def check_vectors(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows as contiguous float32, at the one door where vectors come in.

    Raises:
        EncoderOutputError: The shape is not (n, dimension), or a row is not finite, or neither
            of length one nor zero.
    """
    rows = np.ascontiguousarray(vectors, dtype=np.float32)
    if rows.ndim != 2:
        raise EncoderOutputError(f"vectors of shape {rows.shape}")
    lengths = np.linalg.norm(rows, axis=1)
    is_right = (np.abs(lengths - 1.0) < UNIT_TOLERANCE) | (lengths == 0.0)
    if not np.all(is_right):
        worst = int(np.argmin(is_right))
        raise EncoderOutputError(f"row {worst} has length {lengths[worst]:.4f}")
    return rows
