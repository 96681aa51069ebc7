"""Which judgments of all segments share the rare words of a query, as if they were one?

An engine counts rarity and mean length in its own folder, with what has left it. So it only
finds: asked with weights that make rarity that of all that lives, it gives candidates, and these
are scored again from the counted words. What was not fetched is bounded by the engine's own
scores, because two mean lengths change a score by their ratio at most; the answer is therefore
exact, and the same however the judgments are spread over segments.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3 (BM25).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexing.channels.lexical import TantivyLexical, Terms
from indexing.channels.rankings import Ranking, cut_ranking
from indexing.channels.vectors import rows_allowed
from indexing.columns.layout import WordTable
from indexing.columns.terms import TermTable, bm25

PLACES = 9
"""To so many places scores are rounded: sums in another order differ in the sixteenth."""

# What single precision may be wrong by, many times over.
_SLACK = 1.0 + 1e-5
_MORE = 4
# Engines keep a length in one byte (Lucene's SmallFloat): 24 small ones, then 3 bits of a float.
_EXACT = 24
_KEPT_LENGTHS = np.asarray(
    [
        *range(_EXACT),
        *(
            _EXACT + (bits if shift < 0 else (bits | 8) << shift)
            for shift in range(-1, 28)
            for bits in range(8)
        ),
    ],
    dtype=np.float64,
)


class LexicalPart(Protocol):
    """An engine that finds some of the judgments, with scores of its own."""

    def search(self, terms: Terms, *, depth: int, allowed: NDArray[np.bool_] | None) -> Ranking:
        """Return the labels of the ``depth`` best judgments by its own scores, best first.

        Args:
            terms: For each field the words with their weights.
            depth: How many at most.
            allowed: By label, whether it may be answered; None allows all.
        """

    def rarity(self, name: str, numbers: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return how rare the engine takes words to be; infinite where it has none of them."""

    def most(self, terms: Mapping[str, TermTable]) -> float:
        """Return how much higher the score of a judgment can be than its engine tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPart:
    """The words of one segment.

    Attributes:
        index: The engine.
        terms: The counted words of each field of all its rows, of which some may be dead.
        labels: By row its label, or -1; None where rows are labels.
    """

    index: TantivyLexical
    terms: Mapping[str, TermTable]
    labels: NDArray[np.int64] | None = None

    def search(self, terms: Terms, *, depth: int, allowed: NDArray[np.bool_] | None) -> Ranking:
        """Return the labels of the ``depth`` best judgments by the engine's scores, best first."""
        if self.labels is None:
            return self.index.search(terms, depth=depth, allowed=allowed)
        rows = rows_allowed(self.labels, allowed)
        found = self.index.search(terms, depth=depth, allowed=rows)
        return Ranking(self.labels[found.labels], found.scores)

    def rarity(self, name: str, numbers: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return how rare the engine takes words to be; infinite where it has none of them."""
        table = self.terms[name]
        kept = np.minimum(numbers, len(table.spread) - 1)
        spread = np.where(numbers < len(table.spread), table.spread[kept], 0).astype(np.float64)
        rarity = rarity_of(spread, len(table.lengths))
        return np.where(spread > 0, rarity, np.inf)

    def most(self, terms: Mapping[str, TermTable]) -> float:
        """Return how much higher the score of a judgment can be than its engine tells."""
        own = {
            name: float(table.lengths.sum()) / max(1, len(table.lengths))
            for name, table in self.terms.items()
        }
        return most_above(own, terms)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words of one field: their numbers, ascending, and what each weighs."""

    words: tuple[str, ...]
    numbers: NDArray[np.int32]
    weights: NDArray[np.float64]


@dataclass(slots=True)
class _Cursor:
    """What one segment has given so far."""

    part: LexicalPart
    terms: Terms
    most: float
    depth: int
    allowed: NDArray[np.bool_] | None
    found: Ranking = field(default_factory=Ranking.empty)
    is_all: bool = False

    def fetch(self) -> None:
        self.found = self.part.search(self.terms, depth=self.depth, allowed=self.allowed)
        self.is_all = len(self.found.labels) < self.depth
        self.depth *= _MORE

    @property
    def rest(self) -> float:
        """Return what no judgment that was not fetched can score more than."""
        return 0.0 if self.is_all else float(self.found.scores[-1]) * self.most


class JoinedLexical:
    """The words of all segments, searched as one index.

    Cost: that of the engine for each segment, and 1 ms for each field to score 250 judgments again.
    """

    def __init__(
        self, parts: Sequence[LexicalPart], *, words: WordTable, terms: Mapping[str, TermTable]
    ) -> None:
        """Take the segments.

        Args:
            parts: The segments.
            words: The numbers of all words.
            terms: The counted words of each field of all that lives, by label.
        """
        self._parts = tuple(parts)
        self._words = words
        self._terms = terms
        self._most = [part.most(terms) for part in self._parts]

    @property
    def size(self) -> int:
        """Return how many judgments there are."""
        return next(len(table.lengths) for table in self._terms.values())

    def search(
        self,
        terms: Terms,
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return the labels of the ``depth`` best judgments, by ``(-score, label)``."""
        asked = {name: self._asked(words) for name, words in terms.items()}
        asked = {name: each for name, each in asked.items() if each.words}
        if depth <= 0 or not asked:
            return Ranking.empty()
        alone = self._parts[0] if len(self._parts) == 1 else None
        if isinstance(alone, SegmentPart) and alone.labels is None:
            return self._search_one(asked, alone, depth=depth, allowed=allowed)
        fetched = depth + depth // 4 + 10
        cursors = [
            _Cursor(
                part=part,
                terms=self._boosted(asked, part),
                most=most,
                depth=fetched,
                allowed=allowed,
            )
            for part, most in zip(self._parts, self._most, strict=True)
        ]
        waiting = cursors
        while True:
            for cursor in waiting:
                cursor.fetch()
            labels = np.concatenate([cursor.found.labels for cursor in cursors])
            scores = self._scores(asked, labels)
            least = np.partition(scores, -depth)[-depth] if len(scores) >= depth else 0.0
            waiting = [cursor for cursor in cursors if not cursor.is_all and cursor.rest >= least]
            if not waiting:
                return cut_ranking(labels=labels, scores=scores, depth=depth)

    def _search_one(
        self,
        asked: Mapping[str, _Asked],
        part: SegmentPart,
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None,
    ) -> Ranking:
        """Search a segment that is alone and all alive: its engine errs in near ties only."""
        terms, fetched = self._boosted(asked, part), depth + 1
        while True:
            found = part.index.search(terms, depth=fetched, allowed=allowed)
            is_apart = found.scores[1:] * _SLACK < found.scores[:-1]
            if len(found.labels) < fetched or is_apart[depth - 1 :].any():
                break
            fetched *= _MORE
        scores = found.scores.astype(np.float64)
        is_near = np.append(~is_apart, False) | np.append(False, ~is_apart)
        near = np.flatnonzero(is_near[: len(scores)])
        if len(near):
            scores[near] = self._scores(asked, found.labels[near])
        return cut_ranking(labels=found.labels, scores=scores, depth=depth)

    def _asked(self, words: Mapping[str, float]) -> _Asked:
        places = self._words.places
        known = sorted(
            (places[word], word) for word, weight in words.items() if word in places and weight > 0
        )
        return _Asked(
            words=tuple(word for _, word in known),
            numbers=np.asarray([number for number, _ in known], dtype=np.int32),
            weights=np.asarray([words[word] for _, word in known], dtype=np.float64),
        )

    def _boosted(self, asked: Mapping[str, _Asked], part: LexicalPart) -> Terms:
        """Return the words with weights that make the engine's rarity that of all that lives."""
        boosted = {}
        for name, each in asked.items():
            table = self._terms[name]
            spread = table.spread[each.numbers].astype(np.float64)
            rarity = rarity_of(spread, len(table.lengths))
            boosts = each.weights * rarity / part.rarity(name, each.numbers)
            boosted[name] = {
                word: boost
                for word, boost in zip(each.words, boosts.tolist(), strict=True)
                if boost > 0.0
            }
        return boosted

    def _scores(
        self, asked: Mapping[str, _Asked], labels: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        scores = np.zeros(len(labels))
        for name, each in asked.items():
            scores += bm25(
                self._terms[name], each.numbers, labels, told=each.weights, lengths=kept_lengths
            )
        return scores.round(PLACES)


def kept_lengths(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return lengths as the engine keeps them.

    Example:
        >>> kept_lengths(np.array([3.0, 41.0, 1000.0])).tolist()
        [3.0, 40.0, 984.0]
    """
    return _KEPT_LENGTHS[np.searchsorted(_KEPT_LENGTHS, lengths, side="right") - 1]


def most_above(own: Mapping[str, float], terms: Mapping[str, TermTable]) -> float:
    """Return how much higher a score can be than one counted under other mean lengths.

    Args:
        own: The mean length of each field that the engine counts under; 0 where it has no words.
        terms: The counted words of all that lives.
    """
    highest = max(
        [1.0, *(terms[name].mean_length / mean for name, mean in own.items() if mean > 0.0)]
    )
    return highest * _SLACK


def rarity_of(spread: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Return how rare words are that stand in so many of all judgments."""
    rarity: NDArray[np.float64] = np.log1p((size - spread + 0.5) / (spread + 0.5))
    return rarity
