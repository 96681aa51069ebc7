"""What does the service need of an index?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import JudgmentId
from corpus.spans import Span
from indexing.columns.filters import FilterColumns, SearchFilter
from indexing.errors import IndexingError
from indexing.passages import PassageKind
from indexing.searching.emptiness import Finding
from indexing.searching.likeness import Likeness
from indexing.searching.query import Query, QueryParts
from indexing.searching.ranking import LikelyElement
from indexing.snapshots.opening import IndexSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """Where a passage of a found judgment stands."""

    span: Span
    kind: PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A judgment as an index ranks it.

    Attributes:
        judgment_id: Which judgment.
        rank: From 1.
        channel_ranks: Rank in each channel that found it.
        issues: Places, from 0, of the disputed issues of the query that its reasoning is near to.
        likeness: How similar it is, in a word; None where nothing graded it.
        others: Other judgments of its series, or nearly identical to it, best first.
        passages: Its best passages, best first.
    """

    judgment_id: JudgmentId
    rank: int
    channel_ranks: Mapping[str, int]
    issues: tuple[int, ...]
    likeness: Likeness | None
    others: tuple[JudgmentId, ...]
    passages: Sequence[FoundPassage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The ranking for one query.

    Attributes:
        found: Best first.
        ranker: Name of what put them in order.
        finding: Whether anything of it is similar at all; None where that cannot be told.
        words: The words that were searched by, rarest first.
        parts: What of the query was compared.
        elements: Charges and causes that the query was taken to be about, the surest first.
        n_allowed: How many judgments met the filter.
        n_ranked: How many judgments have a rank, of which those found are the first.
    """

    found: Sequence[Found]
    ranker: str
    finding: Finding | None
    words: Sequence[str]
    parts: QueryParts
    elements: tuple[LikelyElement, ...]
    n_allowed: int
    n_ranked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedDivision:
    """The ranking of one division of the index.

    Attributes:
        found: Best first.
        n_allowed: How many judgments of the division met the filter.
        n_ranked: How many of them have a rank, of which those found are the first.
        finding: Whether anything of the division is similar; None where that cannot be told.
    """

    found: Sequence[Found]
    n_allowed: int
    n_ranked: int
    finding: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedDivisions:
    """The rankings of all divisions for one query.

    Attributes:
        divisions: In the order asked for.
        whole: What is told of all of them together; it holds nothing found itself.
    """

    divisions: Sequence[RankedDivision]
    whole: Ranked


class SearchIndex(Protocol):
    """An open index; it never changes."""

    @property
    def snapshot_id(self) -> str:
        """Return which snapshot it is."""
        ...

    @property
    def refused(self) -> IndexingError | None:
        """Return why a newer snapshot is not in use, or None."""
        ...

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many judgments, segments and dead rows it has, by name."""
        ...

    @property
    def columns(self) -> FilterColumns:
        """Return what filters may ask about."""
        ...

    @property
    def snapshot(self) -> IndexSnapshot:
        """Return the open snapshot, for searches that rank nothing by likeness."""
        ...

    def without(self, ids: frozenset[JudgmentId]) -> Self:
        """Return the index as if some judgments were not in it.

        They fill no place of any ranking, list or count; only how rare words are is still
        counted with them, until the next index is built.
        """
        ...

    def rank(
        self, query: Query, *, condition: SearchFilter, limit: int, channels: Sequence[str] = ()
    ) -> Ranked:
        """Return the judgments most like a query, best first.

        A longer ranking begins with the shorter one. Without channels named all are used.

        Raises:
            EmptyQueryError: There is no word to search by.
            UnknownChannelError: There is no such channel.
        """
        ...

    def rank_divisions(
        self,
        query: Query,
        *,
        divisions: Sequence[NDArray[np.bool_]],
        condition: SearchFilter,
        limit: int,
    ) -> RankedDivisions:
        """Return the judgments of each division that are most like a query, best first.

        Args:
            query: What is looked for.
            divisions: For each which judgments are of it, in the order of ``columns.ids``; no
                judgment may be of two.
            condition: Conditions on the answers.
            limit: How many of each division at most.

        Raises:
            EmptyQueryError: There is no word to search by.
        """
        ...


class IndexSource(Protocol):
    """Where indexes come from."""

    def open_named(self, name: str) -> SearchIndex:
        """Open the index of a snapshot that is kept, whichever is the newest.

        Raises:
            SnapshotError: It is not kept, or cannot be used.
            IndexingError: What it needs cannot be used.
        """
        ...

    def current_id(self) -> str | None:
        """Return what tells the newest index from others, or None before the first; cheap."""
        ...

    def open(self) -> SearchIndex:
        """Open the newest index, or the last good one.

        Raises:
            IndexingError: None can be used.
        """
        ...
