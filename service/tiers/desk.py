"""How is a question answered tier by tier?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from corpus.listed import ListedJudgment
from corpus.spans import value_of
from indexing.columns.filters import OPEN_FILTER, FilterColumns
from service.library.model import LibraryRecord, standing_on
from service.search.answer import DividedAnswer, SimilarHit
from service.search.question import Question
from service.search.service import SearchService
from service.settings import Settings
from service.store.tier_records import SourceCount
from service.tiers.dividing import GROUPS, Dates, divisions_of, group_of, groups_in, tiers_in
from service.tiers.hierarchy import CourtBook
from service.tiers.model import (
    DateBasis,
    Group,
    GroupCount,
    TierBlock,
    TierCoverage,
    TieredAnswer,
    TieredHit,
    Vantage,
    Weight,
    Window,
)
from service.tiers.placing import is_distant, tier_of, weight_of
from service.tiers.recency import window_of
from service.tiers.scope import coverage_in, gap_of, not_searched
from service.tiers.vocabulary import TIERS, Tier

PER_TIER = 5
_KEPT_PLANS = 8


class LibrarySource(Protocol):
    """What tiers need of the records of library cases."""

    def all(self) -> Sequence[LibraryRecord]:
        """Return every record, in order of recording."""
        ...


class CorpusSource(Protocol):
    """What tiers need of the store beside the search."""

    def in_effect_since(self) -> Mapping[JudgmentId, date]:
        """Return the day of effect of judgments, where it is not that of decision."""
        ...

    def counts_by_source(self) -> Sequence[SourceCount]:
        """Return the sources of the corpus with their judgments by court and kind of paper."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the store told while an index was open; it holds as long as the index.

    Attributes:
        columns: Of the index.
        dates: Days of its judgments.
        since: Days of effect.
        sources: Sources of the corpus.
    """

    columns: FilterColumns
    dates: Dates
    since: Mapping[JudgmentId, date]
    sources: Sequence[SourceCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How an index is divided for one search.

    Attributes:
        divisions: Every tier's groups in order.
        masks: For each of them which judgments are of it.
        coverage: What of every tier can be found at all.
        vantage: From where the court looks.
        window: Which judgments are recent.
        since: Days of effect.
        records: Of library cases, as they hold on the day of the search.
    """

    divisions: Sequence[tuple[Tier, Group]]
    masks: Sequence[NDArray[np.bool_]]
    coverage: Mapping[Tier, TierCoverage]
    vantage: Vantage | None
    window: Window
    since: Mapping[JudgmentId, date]
    records: Mapping[JudgmentId, LibraryRecord]


_PlanKey: TypeAlias = tuple[Vantage | None, Window, tuple[int, ...]]


class TierDesk:
    """Searches tier by tier."""

    def __init__(
        self,
        *,
        search: SearchService,
        library: LibrarySource,
        corpus: CorpusSource,
        book: CourtBook,
        settings: Settings,
    ) -> None:
        """Take what is searched and what is known of courts and library cases.

        Args:
            search: The search.
            library: Records of library cases.
            corpus: What the store tells beside the search.
            book: Which court this is, and which court is above which.
            settings: Which judgments are recent.
        """
        self._search = search
        self._library = library
        self._corpus = corpus
        self._book = book
        self._settings = settings
        # Both are made while the search has its turn, so that no two threads make them at once.
        self._known: _Known | None = None
        self._plans: dict[_PlanKey, _Plan] = {}

    @property
    def book(self) -> CourtBook:
        """Which court this is, and which court is above which."""
        return self._book

    def place(
        self, judgment: Judgment | ListedJudgment, *, today: date, court: str | None = None
    ) -> tuple[Tier, Weight]:
        """Return the tier of one judgment and what it means for the ruling.

        Args:
            judgment: The judgment.
            today: The day on which library records must hold.
            court: Name of the court of the pending case; None for that of this installation.

        Raises:
            UnknownCourtError: The name is no court's.
        """
        record = standing_on(self._library.all(), today).get(judgment.id)
        own = value_of(judgment.court)
        tier = tier_of(
            kind=value_of(judgment.document_kind),
            court=None if own is None else own.name,
            province=None if own is None else own.province,
            publication=None if record is None else record.publication,
            vantage=self._book.vantage(court),
        )
        return tier, weight_of(tier, judgment.effect, record)

    def search(
        self,
        question: Question,
        *,
        today: date,
        court: str | None = None,
        filed_on: date | None = None,
        per_tier: int = PER_TIER,
    ) -> TieredAnswer:
        """Answer a question tier by tier: authority before likeness, and nothing hidden.

        Every group of every tier gives its own best, so that a tier deep below the most alike is
        shown as well. What is in effect now is asked of the store once more: a judgment that was
        overturned after the index was built counts for nothing.

        Args:
            question: Its offset and limit count for nothing.
            today: The day of the search.
            court: Name of the court of the pending case; None for that of this installation.
            filed_on: The day on which the pending case was filed.
            per_tier: How many hits of each group of a tier at most.

        Raises:
            UnknownCourtError: The name is no court's.
            RequestError: The question cannot be answered as asked.
            JudgmentNotFoundError: The judgment asked by is not stored.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: that of about three searches, whatever the number of tiers.
        """
        vantage = self._book.vantage(court)
        window = window_of(self._settings, today=today, filed_on=filed_on)
        records = standing_on(self._library.all(), today)
        plan, answer = self._search.divided(
            replace(question, limit=per_tier),
            lambda columns: self._plan_of(columns, vantage, window, records),
        )
        return TieredAnswer(
            tiers=tuple(_blocks(plan, answer)),
            whole=answer.whole,
            vantage=vantage,
            window=window,
            today=today,
            not_searched=not_searched(
                plan.coverage, vantage, is_filtered=question.filter != OPEN_FILTER
            ),
        )

    def _plan_of(
        self,
        columns: FilterColumns,
        vantage: Vantage | None,
        window: Window,
        records: Mapping[JudgmentId, LibraryRecord],
    ) -> _Plan:
        """Return how an index is divided; the same for all searches of a court on a day."""
        known = self._known_of(columns)
        key = (vantage, window, tuple(sorted(each.id for each in records.values())))
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _KEPT_PLANS:
                self._plans.pop(next(iter(self._plans)))
            plan = self._plans[key] = _plan(known, vantage, window, records)
        return plan

    def _known_of(self, columns: FilterColumns) -> _Known:
        known = self._known
        if known is None or known.columns is not columns:
            self._plans.clear()
            since = self._corpus.in_effect_since()
            known = self._known = _Known(
                columns=columns,
                dates=Dates.of(columns, since),
                since=since,
                sources=self._corpus.counts_by_source(),
            )
        return known


def _plan(
    known: _Known,
    vantage: Vantage | None,
    window: Window,
    records: Mapping[JudgmentId, LibraryRecord],
) -> _Plan:
    columns = known.columns
    tiers = tiers_in(columns, known.dates, vantage, records)
    groups = groups_in(columns, known.dates, tiers, window, records)
    divisions = divisions_of(tiers, groups)
    return _Plan(
        divisions=[(tier, group) for tier, group, _ in divisions],
        masks=[mask for _, _, mask in divisions],
        coverage=coverage_in(columns, tiers, known.sources, vantage),
        vantage=vantage,
        window=window,
        since=known.since,
        records=records,
    )


def _blocks(plan: _Plan, answer: DividedAnswer) -> Iterator[TierBlock]:
    """Give the tiers in order, their hits ranked from 1 through all of them."""
    elements = frozenset(each.name for each in answer.whole.used.elements)
    n_before = 0
    for tier in TIERS:
        own = [
            (group, each)
            for (of_tier, group), each in zip(plan.divisions, answer.divisions, strict=True)
            if of_tier is tier
        ]
        placed = [
            replace(_placed(plan, tier, hit), is_distant=is_distant(hit, each.finding, elements))
            for _, each in own
            for hit in each.hits
        ]
        ordered = sorted(placed, key=lambda each: GROUPS.index(each.group))
        yield TierBlock(
            tier=tier,
            hits=tuple(
                replace(each, hit=replace(each.hit, rank=rank))
                for rank, each in enumerate(ordered, start=n_before + 1)
            ),
            counts=tuple(
                GroupCount(
                    group=group,
                    n_allowed=each.n_allowed,
                    n_ranked=each.n_ranked,
                    finding=each.finding,
                )
                for group, each in own
            ),
            coverage=plan.coverage[tier],
            gap=gap_of(tier, plan.coverage[tier], plan.vantage).words,
        )
        n_before += len(ordered)


def _placed(plan: _Plan, tier: Tier, hit: SimilarHit) -> TieredHit:
    """Say what a hit means, by what is known of it now and not when the index was built."""
    judgment = hit.judgment
    record = plan.records.get(judgment.id)
    weight = weight_of(tier, judgment.effect, record, is_same_text=hit.is_same_text)
    dated = value_of(judgment.decided_on)
    if plan.window.basis is DateBasis.EFFECT:
        dated = plan.since.get(judgment.id, dated)
    return TieredHit(
        hit=hit,
        tier=tier,
        group=group_of(tier, is_recent=plan.window.holds(dated), counts=weight.counts),
        weight=weight,
        dated=dated,
        record=record,
        is_distant=False,
    )
