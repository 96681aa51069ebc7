"""Which passages of a judgment speak for it?"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span
from indexing.joined_lexical import PLACES
from indexing.opening import IndexSnapshot
from indexing.passages import PassageKind
from indexing.preparing import PreparedQuery

TELLING = frozenset(PassageKind) - {PassageKind.DISPOSITION}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageHit:
    """A passage that speaks for a hit.

    Attributes:
        span: Its characters in the stored text of the judgment.
        kind: What it tells.
        score: Half likeness of vectors, half share of the query's rare words; for order only.
    """

    span: Span
    kind: PassageKind
    score: float


class Explainer:
    """Picks the passages that speak for the hits of one query."""

    def __init__(self, query: PreparedQuery, snapshot: IndexSnapshot) -> None:
        self._snapshot = snapshot
        self._vector = query.vector
        # One number per word of the index makes the share of a passage a sum without search.
        self._rarity = np.zeros(len(snapshot.words.spread))
        whole = query.rarity.sum()
        if whole > 0:
            self._rarity[query.numbers] = query.rarity / whole

    def best_passages(
        self, label: int, *, limit: int, kinds: Collection[PassageKind] = TELLING
    ) -> tuple[PassageHit, ...]:
        """Return the passages of a judgment that are most like the query, best first.

        Equal ones stand in order of the text. What the court ordered is no reason of likeness,
        so dispositions are left out, unless the judgment has nothing else.

        Args:
            label: Place of the judgment in order of id.
            limit: How many at most.
            kinds: Which passages are wanted, as long as the judgment has any of these.
        """
        table = self._snapshot.passages
        first, stop = int(table.starts[label]), int(table.stops[label])
        if first == stop:
            return ()
        products = self._snapshot.passage_vectors.products(first, stop, self._vector)
        shares = self._shares(first, stop).round(PLACES)
        scores = 0.5 * products + 0.5 * shares
        is_wanted = np.zeros(len(PassageKind), dtype=np.bool_)
        is_wanted[[table.place_of(kind) for kind in kinds]] = True
        is_telling = is_wanted[table.kinds[first:stop]]
        places = np.flatnonzero(is_telling) if is_telling.any() else np.arange(stop - first)
        order = places[np.lexsort((places, -scores[places]))[:limit]]
        return tuple(
            PassageHit(
                span=Span(int(table.begins[first + place]), int(table.ends[first + place])),
                kind=table.kind(first + place),
                score=float(scores[place]),
            )
            for place in order.tolist()
        )

    def _shares(self, first: int, stop: int) -> NDArray[np.float64]:
        """Return which share of the rarity of the query's words each passage holds."""
        starts = self._snapshot.passages.word_starts[first : stop + 1]
        words = self._snapshot.passage_words[int(starts[0]) : int(starts[-1])]
        sums = np.concatenate(([0.0], np.cumsum(self._rarity[words])))
        shares: NDArray[np.float64] = sums[starts[1:] - starts[0]] - sums[starts[:-1] - starts[0]]
        return shares
