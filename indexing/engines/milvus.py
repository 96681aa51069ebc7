"""Which judgments of a snapshot does a Milvus find?

It tells keys and scores of rows; which of them live, and what they weigh, is told here. The
judgment's side of BM25 was stored under the mean lengths of the day when its base was filled, so a
score is wrong by the ratio of two mean lengths at most, and more is fetched until nothing outside
can belong inside.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3 (BM25).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.channels.joined_lexical import JoinedLexical, kept_lengths, most_above
from indexing.channels.lexical import FIELDS, Terms
from indexing.channels.rankings import Ranking, cut_ranking
from indexing.channels.vectors import VectorIndex
from indexing.columns.layout import WordTable
from indexing.columns.terms import K1, B, TermTable
from indexing.engines.address import MILVUS
from indexing.engines.milvus_collection import (
    KEY,
    MOST_FETCHED,
    PART,
    VECTOR,
    WORDS,
    MilvusCollection,
)

_FEW_NAMED: Final = 2_000
_NAMED_AT_ONCE: Final = 10_000
_FEW_PARTS: Final = 32
_MORE: Final = 4
# Both sides are single precision, and the server may add in another order.
_SLACK: Final = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTables:
    """What a snapshot holds of its judgments itself, whichever engine finds them.

    Attributes:
        words: The numbers of all words.
        terms: The counted words of each field, by label.
        vectors: One vector per judgment, compared exactly where few are allowed.
    """

    words: WordTable
    terms: Mapping[str, TermTable]
    vectors: VectorIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRows:
    """Which rows of a collection are the judgments of a snapshot.

    Attributes:
        keys: By label the key of its row.
        parts: By label the value that rows lie apart by; None where they do not.
        mean_lengths: Words of each field on average when the collection was made; what the stored
            weights were counted under.
    """

    keys: NDArray[np.int64]
    parts: Sequence[str] | None
    mean_lengths: Mapping[str, float]


class MilvusEngine:
    """A collection of a Milvus, asked for the judgments of one snapshot.

    Cost: of a search with 250 candidates some milliseconds beside what the server takes.
    """

    kind = MILVUS

    def __init__(self, collection: MilvusCollection, rows: FilledRows, tables: LocalTables) -> None:
        """Take a collection; nothing is asked of it yet."""
        self._finder = _Finder(collection, rows)
        self._tables = tables
        part = _MilvusPart(self._finder, tables.words, rows.mean_lengths)
        self._words = JoinedLexical([part], words=tables.words, terms=tables.terms)

    def lexical(
        self, terms: Terms, *, depth: int, allowed: NDArray[np.bool_] | None = None
    ) -> Ranking:
        """Return the labels of the ``depth`` best judgments by words, by ``(-score, label)``.

        Raises:
            EngineError: The server is away, or does not hold the collection.
        """
        return self._words.search(terms, depth=depth, allowed=allowed)

    def dense(
        self, vector: NDArray[np.float32], *, depth: int, allowed: NDArray[np.bool_] | None = None
    ) -> Ranking:
        """Return the labels of the ``depth`` nearest judgments, by ``(-score, label)``.

        Raises:
            EngineError: The server is away, or does not hold the collection.
        """
        if depth <= 0:
            return Ranking.empty()
        fetched = depth + depth // 4 + 10
        while True:
            found = self._finder.find(VECTOR, vector, depth=fetched, allowed=allowed)
            exact = self._compared(vector, found.labels, depth)
            if len(found.labels) < fetched or not len(exact.labels):
                return exact
            if found.scores[-1] + _SLACK < exact.scores[-1]:
                return exact
            fetched *= _MORE

    def _compared(
        self, vector: NDArray[np.float32], labels: NDArray[np.int64], depth: int
    ) -> Ranking:
        """Compare judgments as the embedded engine does, so that equal ones stand alike."""
        is_found = np.zeros(self._tables.vectors.size, dtype=np.bool_)
        is_found[labels] = True
        return self._tables.vectors.exact(vector, depth=depth, allowed=is_found)


class _MilvusPart:
    """The words of a collection."""

    def __init__(
        self, finder: "_Finder", words: WordTable, mean_lengths: Mapping[str, float]
    ) -> None:
        self._finder = finder
        self._words = words
        self._mean_lengths = mean_lengths

    def search(self, terms: Terms, *, depth: int, allowed: NDArray[np.bool_] | None) -> Ranking:
        """Return the labels of the ``depth`` best judgments by the stored weights, best first."""
        asked = {
            dimension_of(self._words.places[word], field): weight
            for field, weights in terms.items()
            for word, weight in weights.items()
        }
        if not asked:
            return Ranking.empty()
        return self._finder.find(WORDS, asked, depth=depth, allowed=allowed)

    def rarity(self, _name: str, numbers: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return ones: no rarity is stored, that of today is the query's side."""
        return np.ones(len(numbers))

    def most(self, terms: Mapping[str, TermTable]) -> float:
        """Return how much higher a score can be than the stored weights tell."""
        return most_above(self._mean_lengths, terms)


class _Finder:
    """Finds rows that live, under a filter."""

    def __init__(self, collection: MilvusCollection, rows: FilledRows) -> None:
        self._collection = collection
        self._keys = rows.keys
        self._order = np.argsort(rows.keys, kind="stable")
        self._sorted = rows.keys[self._order]
        names = sorted(set(rows.parts or ()))
        self._names = tuple(names)
        places = {name: place for place, name in enumerate(names)}
        self._parts = (
            None
            if rows.parts is None
            else np.fromiter((places[part] for part in rows.parts), np.int64, len(rows.parts))
        )

    def find(
        self,
        field: str,
        asked: Mapping[int, float] | NDArray[np.float32],
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None,
    ) -> Ranking:
        """Return labels with the server's scores, best first.

        Fewer than ``depth`` come back only where no more have a score at all.
        """
        possible = len(self._keys) if allowed is None else int(np.count_nonzero(allowed))
        if possible == 0 or depth <= 0:
            return Ranking.empty()
        if allowed is not None and possible <= _FEW_NAMED:
            return self._named(field, asked, np.flatnonzero(allowed), depth=depth)
        condition = self._condition(allowed)
        fetched = min(MOST_FETCHED, self._guess(depth, possible))
        while True:
            keys, scores = self._collection.nearest(
                field, asked, limit=fetched, condition=condition
            )
            labels = self._labels(keys)
            kept = labels >= 0
            if allowed is not None:
                kept[kept] &= allowed[labels[kept]]
            n_kept = int(np.count_nonzero(kept))
            if len(keys) < fetched or n_kept >= depth:
                return Ranking(labels[kept][:depth], scores[kept][:depth])
            if fetched == MOST_FETCHED:
                living = np.arange(len(self._keys)) if allowed is None else np.flatnonzero(allowed)
                return self._named(field, asked, living, depth=depth)
            fetched = min(MOST_FETCHED, fetched * _MORE)

    def _guess(self, depth: int, possible: int) -> int:
        """Return how many rows probably hold so many that are allowed."""
        return depth if possible == len(self._keys) else 2 * depth * len(self._keys) // possible

    def _named(
        self,
        field: str,
        asked: Mapping[int, float] | NDArray[np.float32],
        labels: NDArray[np.intp],
        *,
        depth: int,
    ) -> Ranking:
        """Find among rows that are named to the server, piece by piece."""
        found: list[NDArray[np.int64]] = []
        scored: list[NDArray[np.float64]] = []
        for first in range(0, len(labels), _NAMED_AT_ONCE):
            some = labels[first : first + _NAMED_AT_ONCE]
            keys, scores = self._collection.nearest(
                field,
                asked,
                limit=min(depth, len(some)),
                condition=f"{KEY} in {self._keys[some].tolist()}",
            )
            found.append(self._labels(keys))
            scored.append(scores)
        return cut_ranking(labels=np.concatenate(found), scores=np.concatenate(scored), depth=depth)

    def _condition(self, allowed: NDArray[np.bool_] | None) -> str:
        """Return in which parts all allowed rows lie, where these are few."""
        if allowed is None or self._parts is None:
            return ""
        parts = np.flatnonzero(np.bincount(self._parts[allowed], minlength=len(self._names)))
        if not 0 < len(parts) <= min(_FEW_PARTS, len(self._names) - 1):
            return ""
        return f"{PART} in [{', '.join(quoted(self._names[part]) for part in parts.tolist())}]"

    def _labels(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the label of each key; -1 where it is of no judgment of the snapshot."""
        places = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        labels: NDArray[np.int64] = np.where(
            self._sorted[places] == keys, self._order[places], -1
        ).astype(np.int64)
        return labels


def dimension_of(number: int, field: str) -> int:
    """Return the dimension of a word in a field; 0 is nobody's.

    Example:
        >>> dimension_of(0, "facts"), dimension_of(0, "reasoning"), dimension_of(1, "facts")
        (1, 2, 3)
    """
    return number * len(FIELDS) + FIELDS.index(field) + 1


def stored_weights(
    counts: NDArray[np.uint8], length: int, *, mean_length: float
) -> NDArray[np.float64]:
    """Return a judgment's side of BM25 for its words in one field.

    Args:
        counts: How often each stands there.
        length: Words of it, repeats included.
        mean_length: The mean that the collection counts under.

    Example:
        >>> stored_weights(np.array([1, 2], dtype=np.uint8), 3, mean_length=3.0).round(3).tolist()
        [1.0, 1.375]
    """
    often = counts.astype(np.float64)
    kept = float(kept_lengths(np.array([float(length)]))[0])
    weights: NDArray[np.float64] = (
        often * (K1 + 1.0) / (often + K1 * (1.0 - B + B * kept / mean_length))
    )
    return weights


def quoted(words: str) -> str:
    r"""Return words as the server's language writes them.

    Example:
        >>> print(quoted('甲"乙'))
        "甲\"乙"
    """
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
