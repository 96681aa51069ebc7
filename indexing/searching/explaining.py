"""Which passages of a judgment speak for it?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span
from indexing.channels.joined_lexical import PLACES
from indexing.columns.passage_tables import kind_at, place_of
from indexing.packing.arrays import offsets_of, places_of_runs
from indexing.passages import PassageKind
from indexing.searching.preparing import PreparedQuery
from indexing.snapshots.opening import IndexSnapshot

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
        self,
        labels: Sequence[int],
        *,
        limit: int,
        kinds: Collection[PassageKind] = TELLING,
    ) -> list[tuple[PassageHit, ...]]:
        """Return of each judgment the passages that are most like the query, best first.

        Equal ones stand in order of the text. What the court ordered is no reason of likeness,
        so dispositions are left out, unless the judgment has nothing else.

        Args:
            labels: Places of the judgments in order of id.
            limit: How many at most of each.
            kinds: Which passages are wanted, as long as the judgment has any of these.

        Cost: 0.5 ms for ten judgments of thirteen passages.
        """
        table, asked = self._snapshot.passages, np.asarray(labels, dtype=np.int64)
        firsts, stops = table.starts[asked], table.stops[asked]
        sizes = stops - firsts
        passages, owners = places_of_runs(firsts, stops), np.repeat(np.arange(len(asked)), sizes)
        scores = 0.5 * self._products(firsts, stops) + 0.5 * self._shares(passages, sizes)
        is_wanted = np.zeros(len(PassageKind), dtype=np.bool_)
        is_wanted[[place_of(kind) for kind in kinds]] = True
        is_telling = is_wanted[table.kinds[passages]]
        has_telling = np.bincount(owners, is_telling, len(asked)) > 0
        kept = np.flatnonzero(is_telling | ~has_telling[owners])
        order = kept[np.lexsort((kept, -scores[kept], owners[kept]))]
        found: list[list[PassageHit]] = [[] for _ in asked]
        best = passages[order]
        begins, ends = table.spans(best)
        for owner, kind, begin, end, score in zip(
            owners[order].tolist(),
            table.kinds[best].tolist(),
            begins.tolist(),
            ends.tolist(),
            scores[order].tolist(),
            strict=True,
        ):
            if len(found[owner]) < limit:
                hit = PassageHit(span=Span(begin, end), kind=kind_at(kind), score=score)
                found[owner].append(hit)
        return [tuple(each) for each in found]

    def _products(self, firsts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return what each passage of some judgments gives with the query's vector."""
        rows = self._snapshot.passage_vectors
        # One judgment at a time: a sum of products ends otherwise with other rows beside it.
        products = [
            rows.products(first, stop, self._vector)
            for first, stop in zip(firsts.tolist(), stops.tolist(), strict=True)
        ]
        return np.concatenate([np.empty(0, dtype=np.float32), *products])

    def _shares(self, passages: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return which share of the rarity of the query's words each passage holds.

        The words of all are unpacked at once, which takes most of the time.

        Args:
            passages: Those of some judgments, one judgment behind the other.
            sizes: How many each of these has.
        """
        starts, ends = self._snapshot.passages.word_runs(passages)
        rarity = self._rarity.take(self._snapshot.passage_words.gathered(starts, ends))
        borders, shares = offsets_of(ends - starts), np.empty(len(passages))
        for first, stop in pairwise(offsets_of(sizes).tolist()):
            here = borders[first : stop + 1]
            sums = np.concatenate(([0.0], np.cumsum(rarity[here[0] : here[-1]])))
            shares[first:stop] = np.diff(sums.take(here - here[0]))
        return shares.round(PLACES)
