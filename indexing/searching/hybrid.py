"""Which judgments are most like a case, and by which of their words?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from indexing.channels.fusion import (
    STANDARD_CONSTANT,
    ReciprocalRank,
    fuse_by_reciprocal_rank,
)
from indexing.channels.rankings import Ranking
from indexing.columns.filters import OPEN_FILTER, SearchFilter
from indexing.columns.terms import MetTerms
from indexing.errors import UnknownChannelError
from indexing.searching.belonging import belonging_inputs
from indexing.searching.diversity import Collapsed, collapse, spread_courts
from indexing.searching.emptiness import EmptinessGauge, Finding, highest_graded, shipped_gauge
from indexing.searching.hits import Channel, Findings, Hit, make_hits
from indexing.searching.likeness import Likeness, likenesses_of
from indexing.searching.preparing import PreparedQuery, QueryParameters, prepare_query
from indexing.searching.query import Query, QueryParts
from indexing.searching.ranker import FORMULA, Rankers, shipped_rankers
from indexing.searching.ranking import (
    FEATURES,
    LikelyElement,
    QueryElements,
    elements_of_query,
    likely_elements,
    met_in_facts,
    read_features,
)
from indexing.snapshots.opening import IndexSnapshot

ALL_CHANNELS = tuple(Channel)
_BY_ELEMENTS = FEATURES.index("ruled_overlap")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchParameters:
    """How a search is done.

    Attributes:
        depth: How many judgments each channel gives to the fusion; more where more are asked.
        fusion: Constant of reciprocal rank fusion.
        issues: Weight in the fusion of all disputed issues together, a channel being 1.
        ranked_closely: So many of the best fused judgments are ranked by all that is known.
        belonging: How many grades count as much as odds of belonging into the answer that are
            2.7 times as high.
        query: How queries are prepared.
        passages_per_hit: How many passages are shown of each judgment.
        collapses: Whether each family of judgments stands once.
        most_of_court: Among ten hits at most so many are of one court, as long as others are
            left; 0 sets no bound.
    """

    depth: int = 200
    fusion: ReciprocalRank = STANDARD_CONSTANT
    issues: float = 1.0
    ranked_closely: int = 200
    belonging: float = 0.2
    query: QueryParameters = field(default_factory=QueryParameters)
    passages_per_hit: int = 3
    collapses: bool = False
    most_of_court: int = 0


STANDARD_SEARCH = SearchParameters()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The answer to a query.

    Attributes:
        hits: Best first, by ``(-score, judgment_id)`` but for what the bound on one court puts
            off; empty where nothing is like it.
        ranker: Name of what put them in order: a learned ranker or the plain formula.
        finding: Whether anything of it is similar at all; None where that cannot be told: a
            search by one channel, or an index that predicts no charges.
        words: The words that were searched by, rarest first.
        parts: What of the query was compared.
        elements: Charges and causes that the query was taken to be about, the surest first.
        allowed: How many judgments met the filter.
        ranked: How many judgments are listed, of which the hits are the first.
        snapshot: Name of the index that answered.
    """

    hits: tuple[Hit, ...]
    ranker: str
    finding: Finding | None
    words: tuple[str, ...]
    parts: QueryParts
    elements: tuple[LikelyElement, ...]
    allowed: int
    ranked: int
    snapshot: str


class HybridSearcher:
    """Searches one snapshot by words and by vectors; safe to share between threads.

    The best judgments that the channels find are put in order by a learned ranker, where one
    fits: it was learned for these features and on criminal cases, so the query must be about a
    charge, told or predicted, and all channels must be in use. Otherwise the plain formula of
    fusion orders them. Whatever ranks, an empty finding is told by the grades that its gauge was
    calibrated on.
    """

    def __init__(
        self,
        snapshot: IndexSnapshot,
        *,
        parameters: SearchParameters = STANDARD_SEARCH,
        rankers: Callable[[], Rankers | None] = shipped_rankers,
        gauge: Callable[[], EmptinessGauge | None] = shipped_gauge,
        graders: Callable[[], Rankers | None] = shipped_rankers,
    ) -> None:
        """Take a snapshot.

        Args:
            snapshot: What is searched.
            parameters: How.
            rankers: Gives the learned rankers, or None to order by the formula alone.
            gauge: Gives what tells an empty finding, or None to leave it untold.
            graders: Gives the rankers whose highest grades the gauge looks at.
        """
        self.snapshot = snapshot
        self._parameters = parameters
        self._rankers = rankers()
        self._gauge = gauge()
        self._graders = graders()
        self._channels: Mapping[
            Channel, Callable[[PreparedQuery, int, NDArray[np.bool_] | None], Ranking]
        ] = MappingProxyType({Channel.LEXICAL: self._by_words, Channel.DENSE: self._by_vector})

    def search(
        self,
        query: Query,
        *,
        filter: SearchFilter = OPEN_FILTER,  # noqa: A002 - the word of the interface
        limit: int = 20,
        channels: Sequence[str] = ALL_CHANNELS,
    ) -> SearchResult:
        """Return the judgments most like a query, best first.

        The filter is applied before anything is ranked: the answer is what it would be if the
        other judgments were not in the index, except that the rarity of words is always
        counted over all.

        Args:
            query: What is looked for. A stored judgment is no answer to itself.
            filter: Conditions on the answers.
            limit: How many answers at most.
            channels: Ways of finding to use, from :class:`Channel`.

        Raises:
            EmptyQueryError: There is no word to search by.
            UnknownChannelError: There is no such channel.

        Cost: 8 ms for 400 characters over 9,000 judgments; grows with the number of words
        (capped) and of judgments.
        """
        asked = [self._channel(name) for name in channels]
        prepared = prepare_query(query, self.snapshot, parameters=self._parameters.query)
        mask = self._mask(query, filter)
        found = self._find(prepared, asked, max(self._parameters.depth, limit), mask)
        fused = found.fused
        ordered, ranker, finding = fused, FORMULA, None
        words: Mapping[int, Likeness] = {}
        elements: tuple[LikelyElement, ...] = ()
        if set(asked) == set(ALL_CHANNELS):
            compared = self._compared(query, prepared, fused, most=self._parameters.ranked_closely)
            grades = self._grades(compared)
            ordered, ranker, words = self._ranked(prepared, fused, compared, grades)
            finding = self._finding(compared, grades) if len(fused.labels) else Finding.NOTHING
            if compared is not None:
                elements = likely_elements(compared.elements, self.snapshot)
        listed = self._listed(ordered, limit=limit)
        hits = make_hits(
            prepared,
            self.snapshot,
            Findings(listed=listed, channels=found.channels, issues=found.issues, words=words),
            limit=limit,
            passages_per_hit=self._parameters.passages_per_hit,
        )
        return SearchResult(
            hits=hits,
            ranker=ranker,
            finding=finding,
            words=prepared.words,
            parts=prepared.parts,
            elements=elements,
            allowed=self.snapshot.columns.size if mask is None else int(np.count_nonzero(mask)),
            ranked=len(listed.ranking.labels),
            snapshot=self.snapshot.manifest.name,
        )

    def _find(
        self,
        prepared: PreparedQuery,
        asked: Sequence[Channel],
        depth: int,
        mask: NDArray[np.bool_] | None,
    ) -> "Found":
        """Let each channel find its best, and fuse what they found."""
        found = {channel: self._channels[channel](prepared, depth, mask) for channel in asked}
        disputed = self._by_issues(prepared, depth, mask) if Channel.LEXICAL in found else ()
        fused = fuse_by_reciprocal_rank(
            [ranking.labels for ranking in (*found.values(), *disputed)],
            weights=[1.0] * len(found) + [self._parameters.issues / len(disputed)] * len(disputed)
            if disputed
            else None,
            parameters=self._parameters.fusion,
        )
        return Found(channels=found, issues=disputed, fused=fused)

    def _compared(
        self, query: Query, prepared: PreparedQuery, fused: Ranking, *, most: int | None
    ) -> "Compared | None":
        """Compare the best fused judgments closely; None where no charge can be told."""
        elements = elements_of_query(query.charges, prepared, self.snapshot)
        if elements is None or not len(fused.labels):
            return None
        labels = fused.labels[:most]
        met = met_in_facts(prepared, self.snapshot, labels)
        features = read_features(prepared, elements, self.snapshot, labels, met=met)
        return Compared(elements=elements, labels=labels, features=features, met=met)

    def _ranked(
        self,
        prepared: PreparedQuery,
        fused: Ranking,
        compared: "Compared | None",
        grades: NDArray[np.float64] | None,
    ) -> tuple[Ranking, str, Mapping[int, Likeness]]:
        """Put the best fused judgments in the order of a ranker; say its name, a word for each."""
        if compared is None:
            return fused, FORMULA, {}
        if self._rankers is None or not compared.elements.is_criminal:
            return self._fused_with_elements(fused, compared), FORMULA, {}
        ranker, scores = self._scored(self._rankers, prepared, compared, grades)
        words = self._worded(compared, grades)
        return by_scores(compared.labels, scores, fused), ranker, words

    def _scored(
        self,
        rankers: Rankers,
        prepared: PreparedQuery,
        compared: "Compared",
        grades: NDArray[np.float64] | None,
    ) -> tuple[str, NDArray[np.float64]]:
        """Score judgments that were compared closely, above all that were not; say what did."""
        are_given = compared.elements.are_given
        ranker = rankers.choose(are_given=are_given)
        is_grader = self._graders is not None and ranker is self._graders.choose(
            are_given=are_given
        )
        scores = ranker.scores(
            compared.features,
            belonging_inputs(
                prepared, self.snapshot, compared.labels, compared.features, met=compared.met
            ),
            belonging=self._parameters.belonging,
            grades=grades if is_grader else None,
        )
        # A fused score is below 1, so that those ranked closely stand before all others.
        return ranker.name, scores + (1.0 - min(0.0, float(scores.min())))

    def _grades(self, compared: "Compared | None") -> NDArray[np.float64] | None:
        """Return the grades that words and findings were measured on, whoever ranks."""
        if self._graders is None or compared is None:
            return None
        grader = self._graders.choose(are_given=compared.elements.are_given)
        return grader.grades(compared.features)

    def _worded(
        self, compared: "Compared", grades: NDArray[np.float64] | None
    ) -> dict[int, Likeness]:
        """Return how similar each judgment is in a word, by label.

        The words for grades were measured on the rankers that come with the program.
        """
        if grades is None:
            return {}
        words = likenesses_of(grades, is_told=compared.elements.are_given)
        return dict(zip(compared.labels.tolist(), words, strict=True))

    def _fused_with_elements(self, fused: Ranking, compared: "Compared") -> Ranking:
        """Fuse what the channels found with its order by charge or cause.

        Judgments of one charge are as near as each other, so inside it the channels decide; that
        is why this order finds nothing by itself.
        """
        nearness = compared.features[:, _BY_ELEMENTS].round(1)
        close, rest = np.split(fused.labels, [len(nearness)])
        by_elements = np.concatenate((close[np.argsort(-nearness, kind="stable")], rest))
        return fuse_by_reciprocal_rank(
            [fused.labels, by_elements], weights=[2.0, 1.0], parameters=self._parameters.fusion
        )

    def _listed(self, ordered: Ranking, *, limit: int) -> Collapsed:
        """Return what is listed of a ranking: families once, no court filling a page.

        Behind the first that are shown the order is not the last.
        """
        parameters, snapshot = self._parameters, self.snapshot
        listed = Collapsed(ranking=ordered, others={})
        if parameters.collapses:
            listed = collapse(ordered, snapshot.families)
        courts = snapshot.columns.codes["court"]
        ranking = spread_courts(listed.ranking, courts, most=parameters.most_of_court, shown=limit)
        return Collapsed(ranking=ranking, others=listed.others)

    def _finding(
        self, compared: "Compared | None", grades: NDArray[np.float64] | None
    ) -> Finding | None:
        if self._gauge is None or compared is None or grades is None:
            return None
        return self._gauge.finding(highest_graded(compared.features, grades))

    def _channel(self, name: str) -> Channel:
        try:
            return Channel(name)
        except ValueError:
            raise UnknownChannelError(name, tuple(ALL_CHANNELS)) from None

    def _mask(self, query: Query, condition: SearchFilter) -> NDArray[np.bool_] | None:
        columns = self.snapshot.columns
        mask = columns.mask(condition)
        if query.judgment_id is None:
            return mask
        itself = columns.mask(SearchFilter(excluding=frozenset({query.judgment_id})))
        return itself if mask is None or itself is None else mask & itself

    def _by_words(
        self, query: PreparedQuery, depth: int, mask: NDArray[np.bool_] | None
    ) -> Ranking:
        return self.snapshot.engine.lexical(query.terms, depth=depth, allowed=mask)

    def _by_issues(
        self, query: PreparedQuery, depth: int, mask: NDArray[np.bool_] | None
    ) -> tuple[Ranking, ...]:
        """Rank by each disputed issue apart: a judgment that settles one of them well counts."""
        return tuple(
            self.snapshot.engine.lexical(terms, depth=depth, allowed=mask) for terms in query.issues
        )

    def _by_vector(
        self, query: PreparedQuery, depth: int, mask: NDArray[np.bool_] | None
    ) -> Ranking:
        if not np.any(query.vector):
            return Ranking.empty()
        return self.snapshot.engine.dense(query.vector, depth=depth, allowed=mask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the channels found for a query.

    Attributes:
        channels: By channel, its best.
        issues: What each disputed issue found.
        fused: All of these as one ranking.
    """

    channels: Mapping[Channel, Ranking]
    issues: tuple[Ranking, ...]
    fused: Ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The best judgments of a fusion, compared with the query in every way.

    Attributes:
        elements: Legal elements of the query.
        labels: Places of the judgments in order of id, in the order of the fusion.
        features: Theirs, one row each.
        met: Where the facts of all that were compared hold the words of the query.
    """

    elements: QueryElements
    labels: NDArray[np.int64]
    features: NDArray[np.float64]
    met: MetTerms


def by_scores(labels: NDArray[np.int64], scores: NDArray[np.float64], fused: Ranking) -> Ranking:
    """Return the best of a fusion in order of their scores, then its rest as it was fused.

    Args:
        labels: The best of the fusion, in its order.
        scores: Of each of them.
        fused: The whole fusion.

    Example:
        >>> fused = Ranking(np.array([4, 7, 1]), np.array([0.3, 0.2, 0.1]))
        >>> by_scores(np.array([4, 7]), np.array([1.0, 2.0]), fused).labels.tolist()
        [7, 4, 1]
    """
    order = np.lexsort((labels, -scores))
    rest = fused.labels[len(labels) :], fused.scores[len(labels) :].astype(np.float64)
    return Ranking(
        np.concatenate((labels[order], rest[0])), np.concatenate((scores[order], rest[1]))
    )
