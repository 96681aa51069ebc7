"""Which judgments lie nearest to a query vector?

The only module that knows FAISS. The search is exact: every vector is compared, a filter is
applied before ranking, and equal scores stand in order of their labels. Beyond a bound of rows
vectors lie in lists by nearness to a centre (IVF), of which a search looks into the nearest: into
so many that a measured share of what an exact search finds is found.

Source: Jégou, Douze and Schmid, Product Quantization for Nearest Neighbor Search, 2011, section IV
(inverted lists).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from indexing.channels.rankings import Ranking, cut_ranking
from indexing.errors import DamagedSnapshotError, EncoderOutputError

UNIT_TOLERANCE = 1e-3

EXACT_ROWS: Final = 1_000_000
"""Up to so many rows every vector is compared, unless told otherwise."""

_LEAST_RECALL: Final = 0.99
_RECALL_DEPTH: Final = 100
_RECALL_QUESTIONS: Final = 100
_LISTS_PER_ROOT: Final = 4
_LEAST_PER_LIST: Final = 40
_ROUNDS: Final = 8
_SEED: Final = 11
_FIRST_LOOK: Final = 8
_MIXED: Final = 0.5
_CHECKED_AT_ONCE: Final = 1 << 14
# A filter that leaves so few rows leaves next to none in the lists nearest to the query.
_FEW_COMPARED: Final = 10_000

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

    def exact(
        self,
        query: NDArray[np.float32],
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return what :meth:`search` returns where every vector is compared."""

    def products(
        self, query: NDArray[np.float32], labels: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the scores that some vectors have in a search, in the order asked for.

        Args:
            query: One vector of length one, shape (dimension,).
            labels: Whose.
        """

    def vectors(self, labels: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Return vectors, shape (labels, dimension).

        Args:
            labels: Whose, in this order; None for all.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorLists:
    """How vectors that are not all compared are searched.

    Attributes:
        lists: How many lists there are.
        looked_into: Into how many of them a search looks.
        recall: Which share of the first hundred of an exact search it found, by vectors of the
            index drawn evenly, each mixed with half of another.
    """

    lists: int
    looked_into: int
    recall: float


class FaissVectors:
    """Vectors of length one under labels from 0, compared by inner product.

    Example:
        >>> index = FaissVectors.of(np.eye(3, dtype=np.float32))
        >>> index.search(np.eye(3, dtype=np.float32)[1], depth=2).labels.tolist()
        [1, 0]

    Cost: one pass over all vectors, 1 ms per 20,000 of dimension 256 on two cores; in lists a pass
        over those that are looked into.
    """

    def __init__(self, index: faiss.Index, *, measured: VectorLists | None = None) -> None:
        self._index = index
        lists = index if isinstance(index, faiss.IndexIVF) else None
        self._n_lists = 0 if lists is None else int(lists.nlist)
        self._looked_into = 0 if lists is None else int(lists.nprobe)
        self.measured = measured

    @classmethod
    def of(cls, vectors: NDArray[np.float32], *, exact_rows: int = EXACT_ROWS) -> Self:
        """Index rows under their row numbers.

        Args:
            vectors: The rows.
            exact_rows: Up to so many every vector is compared.

        Raises:
            EncoderOutputError: A row is not finite, or neither of length one nor zero.

        Cost: copies them; beyond the bound finds the centres of 4 lists for each root of the number
            of rows, some minutes for a million.
        """
        checked = check_vectors(vectors)
        if len(checked) > max(exact_rows, _LEAST_PER_LIST):
            return cls._in_lists(checked)
        index = faiss.IndexFlatIP(checked.shape[1])
        index.add(checked)
        return cls(index)

    @classmethod
    def _in_lists(cls, rows: NDArray[np.float32]) -> Self:
        n_lists = min(int(_LISTS_PER_ROOT * len(rows) ** 0.5), max(1, len(rows) // _LEAST_PER_LIST))
        # One thread: with several the centres would depend on who comes first.
        faiss.omp_set_num_threads(1)
        centres = faiss.IndexFlatIP(rows.shape[1])
        index = faiss.IndexIVFFlat(centres, rows.shape[1], n_lists, faiss.METRIC_INNER_PRODUCT)
        index.cp.niter = _ROUNDS
        index.cp.seed = _SEED
        index.cp.min_points_per_centroid = 1
        index.cp.max_points_per_centroid = _LEAST_PER_LIST
        index.train(rows)
        # The stubs leave the direct map and its kinds out.
        index.set_direct_map_type(faiss.DirectMap.Array)  # type: ignore[attr-defined]
        index.add(rows)
        return cls(index, measured=_looked_into(index, rows))

    def measured_rows(self) -> dict[str, Any] | None:
        """Return what was measured when it was built; None where all are compared."""
        return None if self.measured is None else asdict(self.measured)

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
        if self._n_lists and possible > max(_FEW_COMPARED, depth):
            found = self._best(query, depth, allowed, possible, n_lists=self._looked_into)
            if len(found.labels) == min(depth, possible):
                return found
        return self.exact(query, depth=depth, allowed=allowed)

    def exact(
        self,
        query: NDArray[np.float32],
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return what :meth:`search` returns where every vector is compared."""
        possible = self.size if allowed is None else int(np.count_nonzero(allowed))
        return self._best(query, depth, allowed, possible, n_lists=self._n_lists)

    def _best(
        self,
        query: NDArray[np.float32],
        depth: int,
        allowed: NDArray[np.bool_] | None,
        possible: int,
        *,
        n_lists: int,
    ) -> Ranking:
        wanted = min(depth, possible)
        if wanted <= 0:
            return Ranking.empty()
        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        fetched = min(possible, wanted + 1)
        while True:
            scores, labels = self._nearest(query, fetched, bits, n_lists)
            # FAISS cuts equal scores arbitrarily: fetch on until the cut lies behind them.
            is_all = len(labels) < fetched or fetched == possible
            if is_all or scores[-1] < scores[wanted - 1]:
                return cut_ranking(labels=labels, scores=scores, depth=wanted)
            fetched = min(possible, fetched * 2)

    def products(
        self, query: NDArray[np.float32], labels: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the scores that some vectors have in a search, to the last digit.

        Cost: 0.02 ms for 200 vectors that are all compared; those in lists are searched for.
        """
        found = np.zeros(len(labels), dtype=np.float32)
        if not len(labels):
            return found
        if isinstance(self._index, faiss.IndexFlat):
            row = np.ascontiguousarray(query, dtype=np.float32)
            wanted = np.ascontiguousarray(labels, dtype=np.int64)
            # Summed by the function that a search uses: another one ends in other digits.
            self._index.compute_distance_subset(  # type: ignore[attr-defined]
                1,
                faiss.swig_ptr(row),
                len(wanted),
                faiss.swig_ptr(found),
                faiss.swig_ptr(wanted),
            )
            return found
        allowed = np.zeros(self.size, dtype=np.bool_)
        allowed[labels] = True
        ranking = self.exact(query, depth=self.size, allowed=allowed)
        scores = np.zeros(self.size, dtype=np.float32)
        scores[ranking.labels] = ranking.scores
        return scores[labels]

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

        What was measured of it stands in the manifest, and is not read again.

        Raises:
            DamagedSnapshotError: FAISS cannot read it.
        """
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise DamagedSnapshotError(str(path), "FAISS cannot read it") from error

    def _nearest(
        self,
        query: NDArray[np.float32],
        depth: int,
        bits: NDArray[np.uint8] | None,
        n_lists: int,
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        # Many people search at once: a search that spreads over the cores makes each wait for all,
        # and its threads go on spinning behind it. The limit holds for the calling thread only.
        faiss.omp_set_num_threads(1)
        row = np.ascontiguousarray(query.reshape(1, -1), dtype=np.float32)
        options: dict[str, Any] = {}
        if bits is not None:
            options["sel"] = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]
        # The stubs know the C++ constructors, not the Python ones that FAISS puts over them.
        if n_lists:
            told = faiss.SearchParametersIVF(nprobe=n_lists, **options)  # type: ignore[call-arg]
            scores, labels = self._index.search(row, depth, params=told)
        elif options:
            only = faiss.SearchParameters(**options)
            scores, labels = self._index.search(row, depth, params=only)
        else:
            scores, labels = self._index.search(row, depth)
        is_found = labels[0] >= 0
        return scores[0][is_found], labels[0][is_found]


def _looked_into(index: faiss.IndexIVF, rows: NDArray[np.float32]) -> VectorLists:
    """Find into how many lists a search has to look, and set the index so."""
    drawn = rows[np.linspace(0, len(rows) - 1, 2 * _RECALL_QUESTIONS).astype(np.int64)]
    # No query is a row of the index, and one that is finds its own list at once.
    asked = drawn[:_RECALL_QUESTIONS] + _MIXED * drawn[_RECALL_QUESTIONS:]
    depth, n_lists = min(_RECALL_DEPTH, len(rows)), int(index.nlist)
    index.nprobe = n_lists
    _, right = index.search(asked, depth)
    looked_into = _FIRST_LOOK
    while True:
        index.nprobe = min(looked_into, n_lists)
        _, found = index.search(asked, depth)
        recall = float(np.mean([np.isin(a, b).mean() for a, b in zip(right, found, strict=True)]))
        if recall >= _LEAST_RECALL or index.nprobe == n_lists:
            return VectorLists(lists=n_lists, looked_into=int(index.nprobe), recall=recall)
        looked_into *= 2


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
        return self._joined(
            [
                part.search(query, depth=depth, allowed=rows_allowed(labels, allowed))
                for part, labels in self._parts
            ],
            depth,
        )

    def exact(
        self,
        query: NDArray[np.float32],
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return what :meth:`search` returns where every vector is compared."""
        return self._joined(
            [
                part.exact(query, depth=depth, allowed=rows_allowed(labels, allowed))
                for part, labels in self._parts
            ],
            depth,
        )

    def vectors(self, labels: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Return vectors, shape (labels, dimension).

        Args:
            labels: Whose, in this order; None for all.
        """
        wanted = np.arange(self._size) if labels is None else labels
        found = np.empty((len(wanted), self.dimension), dtype=np.float32)
        for part, here, rows in self._owned(wanted):
            found[here] = part.vectors(rows)
        return found

    def products(
        self, query: NDArray[np.float32], labels: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the scores that some vectors have in a search, to the last digit."""
        found = np.zeros(len(labels), dtype=np.float32)
        for part, here, rows in self._owned(labels):
            found[here] = part.products(query, rows)
        return found

    def _owned(
        self, labels: NDArray[np.int64]
    ) -> Iterator[tuple[FaissVectors, NDArray[np.intp], NDArray[np.int64]]]:
        """Give each segment with the places of those labels that are of it, and their rows."""
        for part, own in self._parts:
            rows = np.full(self._size, -1, dtype=np.int64)
            lives = np.flatnonzero(own >= 0)
            rows[own[lives]] = lives
            here = np.flatnonzero(rows[labels] >= 0)
            yield part, here, rows[labels[here]]

    def _joined(self, found: Sequence[Ranking], depth: int) -> Ranking:
        return cut_ranking(
            labels=np.concatenate(
                [labels[each.labels] for (_, labels), each in zip(self._parts, found, strict=True)]
            ),
            scores=np.concatenate([each.scores for each in found]),
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
    # By blocks: of all rows at once there would be a copy.
    for first in range(0, len(rows), _CHECKED_AT_ONCE):
        lengths = np.linalg.norm(rows[first : first + _CHECKED_AT_ONCE], axis=1)
        is_right = (np.abs(lengths - 1.0) < UNIT_TOLERANCE) | (lengths == 0.0)
        if not np.all(is_right):
            worst = int(np.argmin(is_right))
            raise EncoderOutputError(f"row {first + worst} has length {lengths[worst]:.4f}")
    return rows
