"""Which judgments of each of several divisions of a corpus are most like a query?

A search that goes through a corpus division by division (tier by tier) must find the best of every
division, also of those that no list of the best over all would reach. The query is prepared once,
each channel looks into each division, and what they find everywhere is compared with the query as
one list, so that words for likeness mean the same in all divisions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexing.channels.rankings import Ranking
from indexing.columns.filters import OPEN_FILTER, SearchFilter
from indexing.searching.emptiness import Finding
from indexing.searching.hits import ALL_CHANNELS, Findings, Hit, make_hits
from indexing.searching.hybrid import Compared, Found, HybridSearcher, by_scores
from indexing.searching.likeness import Likeness
from indexing.searching.preparing import PreparedQuery, prepare_query
from indexing.searching.query import Query, QueryParts
from indexing.searching.ranker import FORMULA
from indexing.searching.ranking import LikelyElement, likely_elements

DEPTH = 40
"""So many judgments each channel gives of each division; more where more are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionResult:
    """What was found in one division.

    Attributes:
        hits: Best first, by ``(-score, judgment_id)`` but for what the bound on one court puts
            off; ranked from 1 inside the division.
        allowed: How many judgments of the division met the filter.
        ranked: How many of them are listed, of which the hits are the first.
        finding: Whether anything of the division is similar; None where that cannot be told.
    """

    hits: tuple[Hit, ...]
    allowed: int
    ranked: int
    finding: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DividedResult:
    """The answer to a query, division by division.

    Attributes:
        divisions: In the order given.
        ranker: Name of what put them in order: a learned ranker or the plain formula.
        finding: Whether anything of all divisions together is similar; None where that cannot be
            told.
        words: The words that were searched by, rarest first.
        parts: What of the query was compared.
        elements: Charges and causes that the query was taken to be about, the surest first.
        allowed: How many judgments met the filter, in a division or not.
        snapshot: Name of the index that answered.
    """

    divisions: tuple[DivisionResult, ...]
    ranker: str
    finding: Finding | None
    words: tuple[str, ...]
    parts: QueryParts
    elements: tuple[LikelyElement, ...]
    allowed: int
    snapshot: str


class DividedSearcher(HybridSearcher):
    """A searcher that can also go through divisions of its snapshot."""

    def search_divided(
        self,
        query: Query,
        *,
        divisions: Sequence[NDArray[np.bool_]],
        filter: SearchFilter = OPEN_FILTER,  # noqa: A002 - the word of the interface
        limit: int = 5,
    ) -> DividedResult:
        """Return the judgments of each division that are most like a query, best first.

        Args:
            query: What is looked for. A stored judgment is no answer to itself.
            divisions: For each division which judgments are of it, by their places in order of
                id; no judgment may be of two.
            filter: Conditions on the answers.
            limit: How many answers of each division at most.

        Raises:
            EmptyQueryError: There is no word to search by.

        Cost: grows with the number of divisions that hold anything; twelve of them cost less than
        four plain searches over 9,000 judgments.
        """
        prepared = prepare_query(query, self.snapshot, parameters=self._parameters.query)
        mask = self._mask(query, filter)
        masks = [each if mask is None else each & mask for each in divisions]
        sizes = [int(np.count_nonzero(each)) for each in masks]
        depth = max(DEPTH, 2 * limit)
        found = [
            self._find(prepared, ALL_CHANNELS, depth, each) if size else _NOTHING
            for each, size in zip(masks, sizes, strict=True)
        ]
        close = [each.fused.labels[:depth] for each in found]
        compared = self._compared(query, prepared, _one_list(close), most=None)
        parts = _split(compared, close)
        grades = self._grades(compared)
        ordered, ranker, words = self._ordered(prepared, found, compared, parts, grades)
        return DividedResult(
            divisions=tuple(
                DivisionResult(
                    hits=hits,
                    allowed=size,
                    ranked=n_listed,
                    finding=self._finding(part, self._grades(part))
                    if len(each.fused.labels)
                    else Finding.NOTHING,
                )
                for each, part, size, (hits, n_listed) in zip(
                    found,
                    parts,
                    sizes,
                    [
                        self._told(prepared, each, ranking, words, limit=limit)
                        for each, ranking in zip(found, ordered, strict=True)
                    ],
                    strict=True,
                )
            ),
            ranker=ranker,
            finding=self._finding(compared, grades) if any(map(len, close)) else Finding.NOTHING,
            words=prepared.words,
            parts=prepared.parts,
            elements=() if compared is None else likely_elements(compared.elements, self.snapshot),
            allowed=self.snapshot.columns.size if mask is None else int(np.count_nonzero(mask)),
            snapshot=self.snapshot.manifest.name,
        )

    def _ordered(
        self,
        prepared: PreparedQuery,
        found: Sequence[Found],
        compared: Compared | None,
        parts: Sequence[Compared | None],
        grades: NDArray[np.float64] | None,
    ) -> tuple[list[Ranking], str, Mapping[int, Likeness]]:
        """Put the judgments of each division in order; say what did, and a word for each."""
        if compared is None:
            return [each.fused for each in found], FORMULA, {}
        if self._rankers is None or not compared.elements.is_criminal:
            ordered = [
                each.fused if part is None else self._fused_with_elements(each.fused, part)
                for each, part in zip(found, parts, strict=True)
            ]
            return ordered, FORMULA, {}
        ranker, scores = self._scored(self._rankers, prepared, compared, grades)
        sizes = [0 if part is None else len(part.labels) for part in parts]
        ordered = [
            each.fused if part is None else by_scores(part.labels, own, each.fused)
            for part, own, each in zip(
                parts, np.split(scores, np.cumsum(sizes)[:-1]), found, strict=True
            )
        ]
        return ordered, ranker, self._worded(compared, grades)

    def _told(
        self,
        prepared: PreparedQuery,
        found: Found,
        ordered: Ranking,
        words: Mapping[int, Likeness],
        *,
        limit: int,
    ) -> tuple[tuple[Hit, ...], int]:
        """Return the first judgments of a division, and how many are listed."""
        listed = self._listed(ordered, limit=limit)
        hits = make_hits(
            prepared,
            self.snapshot,
            Findings(listed=listed, channels=found.channels, issues=found.issues, words=words),
            limit=limit,
            passages_per_hit=self._parameters.passages_per_hit,
        )
        return hits, len(listed.ranking.labels)


_NOTHING = Found(channels={}, issues=(), fused=Ranking.empty())


def _one_list(close: Sequence[NDArray[np.int64]]) -> Ranking:
    labels = np.concatenate([np.empty(0, dtype=np.int64), *close])
    return Ranking(labels, np.zeros(len(labels)))


def _split(compared: Compared | None, close: Sequence[NDArray[np.int64]]) -> list[Compared | None]:
    """Return of each division what was compared; None where nothing was."""
    if compared is None:
        return [None] * len(close)
    rows = np.split(compared.features, np.cumsum([len(labels) for labels in close])[:-1])
    return [
        replace(compared, labels=labels, features=features) if len(labels) else None
        for labels, features in zip(close, rows, strict=True)
    ]
