"""How is a question answered?"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from threading import RLock
from typing import Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import DocumentKind, Judgment, JudgmentId
from corpus.library_case import gists_in
from corpus.listed import ListedJudgment
from corpus.spans import value_of
from indexing.columns.filters import FilterColumns, SearchFilter
from indexing.passages import PassageKind
from service.search.answer import (
    AnsweredDivision,
    Coverage,
    DividedAnswer,
    Gist,
    QuotedPassage,
    SimilarAnswer,
    SimilarHit,
    Used,
    UsedElement,
)
from service.search.bands import bands_in
from service.search.coverage import Facets, coverage_of, facets_of
from service.search.index import Found, FoundPassage, Ranked, SearchIndex
from service.search.keeper import IndexKeeper
from service.search.marks import SHORTEST, Marker
from service.search.question import Question, checked
from service.search.reasons import Reasons
from service.search.same_text import AskedText
from service.search.understanding import Origin, Understanding, understand
from service.settings import Settings

_SHOWN_WORDS = 12
_EDITED = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})


class Plan(Protocol):
    """How an index is divided for one question."""

    @property
    def masks(self) -> Sequence[NDArray[np.bool_]]:
        """For each division which judgments are of it, in the order of the index's ids."""
        ...


PlanT = TypeVar("PlanT", bound=Plan)


class JudgmentSource(Protocol):
    """What the search needs of the store."""

    def get(self, judgment_id: JudgmentId) -> Judgment:
        """Return a judgment.

        Raises:
            JudgmentNotFoundError: It is not stored.
        """
        ...

    def get_many(self, ids: Sequence[JudgmentId]) -> Sequence[Judgment]:
        """Return judgments in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...

    def get_texts(self, ids: Sequence[JudgmentId]) -> Sequence[str]:
        """Return the texts of judgments in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...

    def get_listed(self, ids: Sequence[JudgmentId]) -> Sequence[ListedJudgment]:
        """Return what lists tell of judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """What is needed to tell of any hit why it answers a question.

    Attributes:
        used: What of the question was searched by.
        marker: Of the words of the question.
        reasons: Gives reasons.
        asked: The texts in which the same case would be known again.
        n_characters: Length of the text that was searched by.
    """

    used: Used
    marker: Marker
    reasons: Reasons
    asked: tuple[AskedText, ...]
    n_characters: int

    @classmethod
    def of(cls, understanding: Understanding, ranked: Ranked, asked: Judgment | None) -> Self:
        query = understanding.query
        used, marker = _used(understanding, ranked), Marker(ranked.words)
        # An outline holds the facts under a heading; a paper is known by itself or by its facts.
        told = (query.text,) if query.parts is None else (query.text, query.parts.facts)
        return cls(
            used=used,
            marker=marker,
            reasons=Reasons(text=query.text, asked=asked, marker=marker, used=used),
            asked=tuple(AskedText(text) for text in told),
            n_characters=len(query.text),
        )


class SearchService:
    """Answers questions from the current index and the stored judgments."""

    def __init__(self, store: JudgmentSource, keeper: IndexKeeper, settings: Settings) -> None:
        self._store = store
        self._keeper = keeper
        self._settings = settings
        # Searching computes and seldom waits. Threads of one process that compute together take a
        # third longer for all of it than one after the other, so there is a turn for each; other
        # processes search at the same time.
        self._one_at_a_time = RLock()
        # Indexes never change: what was counted in one holds as long as it is open.
        self._described: tuple[SearchIndex, Coverage, Facets] | None = None

    @property
    def keeper(self) -> IndexKeeper:
        """The holder of the open index."""
        return self._keeper

    @property
    def store(self) -> JudgmentSource:
        """The stored judgments."""
        return self._store

    @property
    def settings(self) -> Settings:
        """The settings."""
        return self._settings

    @property
    def turn(self) -> AbstractContextManager[object]:
        """The turn of whoever searches in this process; it may be taken again inside."""
        return self._one_at_a_time

    def check(self, question: Question) -> Question:
        """Return the question cleaned, or refuse it before anything is searched.

        Raises:
            RequestError: It cannot be answered as asked.
            JudgmentNotFoundError: The judgment asked by is not stored.
        """
        question = checked(question, self._settings)
        if question.judgment_id is not None:
            self._store.get(question.judgment_id)
        return question

    def similar(self, question: Question, *, index: SearchIndex | None = None) -> SimilarAnswer:
        """Answer a question.

        Args:
            question: What is asked.
            index: The index that answers; None takes the current one.

        Raises:
            RequestError: It cannot be answered as asked.
            JudgmentNotFoundError: The judgment asked by is not stored.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: tens of milliseconds; grows with the length of the query and the corpus.
        """
        with self._one_at_a_time:
            found = self._keeper.current() if index is None else index
            return self._similar(checked(question, self._settings), found)

    def divided(
        self, question: Question, divide: Callable[[FilterColumns], PlanT]
    ) -> tuple[PlanT, DividedAnswer]:
        """Answer a question division by division; each division gives its own best.

        Args:
            question: Its offset counts for nothing; its limit is that of each division.
            divide: Told what the index knows of its judgments, returns how it is divided; no
                judgment may be of two divisions.

        Returns:
            How the index was divided, and the answer.

        Raises:
            RequestError: It cannot be answered as asked.
            JudgmentNotFoundError: The judgment asked by is not stored.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: that of about three searches.
        """
        with self._one_at_a_time:
            question = replace(checked(question, self._settings), offset=0)
            index = self._keeper.current()
            asked = self._asked(question)
            understanding = understand(question, asked)
            plan = divide(index.columns)
            ranked = index.rank_divisions(
                understanding.query,
                divisions=plan.masks,
                condition=question.filter,
                limit=question.limit,
            )
            telling = _Telling.of(understanding, ranked.whole, asked)
            hits = iter(
                self._hits([each for one in ranked.divisions for each in one.found], telling)
            )
            answer = DividedAnswer(
                divisions=tuple(
                    AnsweredDivision(
                        hits=tuple(islice(hits, len(each.found))),
                        n_allowed=each.n_allowed,
                        n_ranked=each.n_ranked,
                        finding=each.finding,
                    )
                    for each in ranked.divisions
                ),
                whole=self._answer(question, index, ranked.whole, telling, hits=()),
            )
            return plan, answer

    def _similar(self, question: Question, index: SearchIndex) -> SimilarAnswer:
        asked = self._asked(question)
        understanding = understand(question, asked)
        ranked = index.rank(
            understanding.query,
            condition=question.filter,
            limit=question.offset + question.limit,
            channels=question.channels,
        )
        telling = _Telling.of(understanding, ranked, asked)
        page = ranked.found[question.offset : question.offset + question.limit]
        return self._answer(question, index, ranked, telling, hits=self._hits(page, telling))

    def _answer(
        self,
        question: Question,
        index: SearchIndex,
        ranked: Ranked,
        telling: "_Telling",
        *,
        hits: tuple[SimilarHit, ...],
    ) -> SimilarAnswer:
        return SimilarAnswer(
            hits=hits,
            ranker=ranked.ranker,
            finding=ranked.finding,
            n_ranked=ranked.n_ranked,
            n_allowed=ranked.n_allowed,
            offset=question.offset,
            limit=question.limit,
            coverage=self.describe(index)[0],
            filter=question.filter,
            n_query_characters=telling.n_characters,
            used=telling.used,
            query_words=_shown_words(ranked.words),
            asked_judgment_id=question.judgment_id,
        )

    def _hits(self, found: Sequence[Found], telling: "_Telling") -> tuple[SimilarHit, ...]:
        judgments = self._store.get_listed([each.judgment_id for each in found])
        return tuple(
            _hit(each, judgment, telling) for each, judgment in zip(found, judgments, strict=True)
        )

    def judgment(self, judgment_id: JudgmentId) -> Judgment:
        """Return a stored judgment.

        Raises:
            JudgmentNotFoundError: It is not stored.
        """
        return self._store.get(judgment_id)

    def judgments(self, ids: Sequence[JudgmentId]) -> Sequence[Judgment]:
        """Return stored judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        return self._store.get_many(ids)

    def listed(self, ids: Sequence[JudgmentId]) -> Sequence[ListedJudgment]:
        """Return what lists tell of judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        return self._store.get_listed(ids)

    def passages_in(self, judgment: Judgment, question: Question) -> tuple[QuotedPassage, ...]:
        """Return the passages of one judgment that answer a question, in order of its text.

        Raises:
            RequestError: The question cannot be answered as asked.
            JudgmentNotFoundError: The judgment asked by is not stored.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        question = checked(question, self._settings)
        alone = SearchFilter(among=frozenset({judgment.id}))
        query = understand(question, self._asked(question)).query
        ranked = self._keeper.current().rank(query, condition=alone, limit=1)
        marker = Marker(ranked.words)
        passages = {
            each.span: each for found in ranked.found for each in _quoted(found, judgment, marker)
        }
        return tuple(passages[span] for span in sorted(passages))

    def coverage(self) -> Coverage:
        """Return what can be found now.

        Raises:
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        return self.describe(self._keeper.current())[0]

    def facets(self) -> Facets:
        """Return the values that filters can take, as counted in the current index.

        Raises:
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        return self.describe(self._keeper.current())[1]

    def _asked(self, question: Question) -> Judgment | None:
        return None if question.judgment_id is None else self._store.get(question.judgment_id)

    def describe(self, index: SearchIndex) -> tuple[Coverage, Facets]:
        """Return what an index covers, and the values that its filters can take."""
        described = self._described
        if described is None or described[0] is not index:
            coverage = coverage_of(index.columns, snapshot_id=index.snapshot_id)
            described = self._described = (index, coverage, facets_of(index.columns))
        return described[1], described[2]


def _used(understanding: Understanding, ranked: Ranked) -> Used:
    elements = tuple(
        UsedElement(
            name=element.name,
            origin=understanding.origin if element.is_told else Origin.PREDICTED,
            chance=element.chance,
        )
        for element in ranked.elements
    )
    met = {element.name for element in elements if element.origin is not Origin.PREDICTED}
    return Used(
        parts=ranked.parts,
        elements=elements,
        unmet=tuple(name for name in understanding.query.charges if name not in met),
        bands=bands_in(ranked.parts.told),
    )


def _hit(found: Found, judgment: ListedJudgment, telling: _Telling) -> SimilarHit:
    passages = _quoted(found, judgment, telling.marker)
    quoted = [passage.text for passage in passages]
    return SimilarHit(
        rank=found.rank,
        judgment=judgment,
        channel_ranks=found.channel_ranks,
        reasons=telling.reasons.of(judgment, found, quoted=quoted),
        passages=passages,
        is_same_text=any(text.is_in(judgment.text) for text in telling.asked),
        likeness=found.likeness,
        others=found.others,
        gists=_gists(judgment),
    )


def _gists(judgment: ListedJudgment) -> tuple[Gist, ...]:
    """Return the rule of a guiding or reference case."""
    if value_of(judgment.document_kind) not in _EDITED:
        return ()
    return tuple(
        Gist(
            heading=heading,
            passage=QuotedPassage(
                text=span.of(judgment.text), span=span, kind=PassageKind.REASONING, marks=()
            ),
        )
        for heading, span in gists_in(judgment.text)
    )


def _quoted(
    found: Found, judgment: Judgment | ListedJudgment, marker: Marker
) -> tuple[QuotedPassage, ...]:
    return tuple(
        _quote(passage.span.of(judgment.text), passage, marker) for passage in found.passages
    )


def _quote(text: str, passage: FoundPassage, marker: Marker) -> QuotedPassage:
    return QuotedPassage(
        text=text,
        span=passage.span,
        kind=passage.kind,
        marks=marker.marks_in(text),
    )


def _shown_words(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if len(word) >= SHORTEST)[:_SHOWN_WORDS]
