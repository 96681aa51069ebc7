"""How does a learned ranker do on queries that it did not learn from?

The queries are dealt into five folds; each fold is ranked by a ranker learned from the other four.
That is done for several deals, and a query's figure is its mean over them, so that no figure hangs
on one deal. Nothing is chosen by looking at a fold that is scored.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import JudgmentId
from evaluation.datasets.judgments import JudgmentCorpus
from evaluation.datasets.queries import BenchmarkQuery
from evaluation.errors import MeasurementError
from evaluation.retrieval.measuring import SystemScores, measure
from evaluation.retrieval.product import ProductRanker, query_of
from indexing.columns.filters import SearchFilter
from indexing.searching.belonging import INPUTS, TOLD, belonging_inputs
from indexing.searching.hybrid import STANDARD_SEARCH, HybridSearcher
from indexing.searching.preparing import prepare_query
from indexing.searching.query import Query
from indexing.searching.ranker import LinearRanker, Rankers
from indexing.searching.ranker_training import FoundList, JudgedList, train_ranker
from indexing.searching.ranking import FEATURES, LEXICAL, elements_of_query, read_features
from indexing.snapshots.opening import IndexSnapshot

FOLDS = 5
DEALS = (0, 1, 2)


def deal(qids: Sequence[str], *, seed: int, folds: int = FOLDS) -> tuple[tuple[str, ...], ...]:
    """Deal queries into folds of about equal size.

    Example:
        >>> sorted(len(fold) for fold in deal(["a", "b", "c", "d", "e"], seed=1, folds=2))
        [2, 3]
    """
    order = np.random.default_rng(seed).permutation(len(qids))
    dealt = [qids[place] for place in order]
    return tuple(tuple(dealt[fold::folds]) for fold in range(folds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one labelled query teaches.

    Attributes:
        judged: Its graded judgments.
        found: What the channels find for it; what nobody graded counts as not similar.
    """

    judged: JudgedList
    found: FoundList


def lesson_of(
    query: BenchmarkQuery,
    corpus: JudgmentCorpus,
    snapshot: IndexSnapshot,
    *,
    is_given: bool,
    own: frozenset[JudgmentId],
) -> Lesson:
    """Compare the labelled judgments of a query, and those that the channels find, with it.

    Args:
        query: The query with its labels.
        corpus: The judgments.
        snapshot: Their index.
        is_given: Whether the charges as filed may be seen.
        own: Judgments that the query was cut from; they teach nothing.

    Raises:
        MeasurementError: No element of the query is known, so that nothing can be learned.
    """
    prepared = prepare_query(
        query_of(query, is_given=is_given), snapshot, parameters=STANDARD_SEARCH.query
    )
    elements = elements_of_query(query.charges if is_given else (), prepared, snapshot)
    if elements is None:
        raise MeasurementError("learning a ranker", f"query {query.qid}: no charge can be told")
    grade_of: dict[int, int] = {}
    for name, grade in query.grades.items():
        for judgment_id in corpus.ids_of([name]):
            label = bisect_left(snapshot.columns.ids, judgment_id)
            grade_of[label] = max(grade, grade_of.get(label, 0))
    graded = np.asarray(sorted(grade_of), dtype=np.int64)
    found = found_by_channels(snapshot, query_of(query, is_given=False), own)
    return Lesson(
        judged=JudgedList(
            features=read_features(prepared, elements, snapshot, graded),
            grades=np.asarray([grade_of[label] for label in graded.tolist()], dtype=np.int64),
        ),
        found=FoundList(
            inputs=belonging_inputs(
                prepared, snapshot, found, read_features(prepared, elements, snapshot, found)
            ),
            is_similar=np.asarray([grade_of.get(label, 0) > 0 for label in found.tolist()]),
        ),
    )


def found_by_channels(
    snapshot: IndexSnapshot, query: Query, excluding: frozenset[JudgmentId]
) -> NDArray[np.int64]:
    """Return the places of the judgments that are ranked closely, in the order of the formula."""
    searcher = HybridSearcher(snapshot, rankers=_nothing, gauge=_nothing)
    result = searcher.search(
        query,
        filter=SearchFilter(excluding=excluding),
        limit=STANDARD_SEARCH.ranked_closely,
    )
    ids = snapshot.columns.ids
    return np.asarray([bisect_left(ids, hit.judgment_id) for hit in result.hits], dtype=np.int64)


def _nothing() -> None:
    """Give nothing learned."""


def without_features(lesson: Lesson, names: Sequence[str]) -> Lesson:
    """Return a lesson in which some features say nothing; a ranker learned of it ignores them."""
    features = lesson.judged.features.copy()
    features[:, [FEATURES.index(name) for name in names]] = 0.0
    inputs = lesson.found.inputs.copy()
    gone = {*names, TOLD} if set(names) & set(LEXICAL) else set(names)
    inputs[:, [place for place, name in enumerate(INPUTS) if name in gone]] = 0.0
    return Lesson(
        judged=replace(lesson.judged, features=features), found=replace(lesson.found, inputs=inputs)
    )


@dataclass(frozen=True, slots=True)
class _OfFold:
    """Ranks each query with the ranker that did not learn from it."""

    rankers: Mapping[str, ProductRanker]

    def rank(
        self,
        query: BenchmarkQuery,
        *,
        among: frozenset[JudgmentId] | None,
        excluding: frozenset[JudgmentId],
        depth: int,
    ) -> list[JudgmentId]:
        return self.rankers[query.qid].rank(query, among=among, excluding=excluding, depth=depth)


def learned_of(lessons: Sequence[Lesson], *, name: str) -> LinearRanker:
    """Learn a ranker of lessons."""
    return train_ranker(
        [lesson.judged for lesson in lessons],
        name=name,
        found=[lesson.found for lesson in lessons],
    )


def fold_rankers(lessons: Mapping[str, Lesson], *, seed: int) -> dict[str, LinearRanker]:
    """Return for each query a ranker learned from the queries of the other folds.

    Args:
        lessons: What every query teaches.
        seed: Of the deal.
    """
    rankers: dict[str, LinearRanker] = {}
    for fold in deal(sorted(lessons), seed=seed):
        if not fold:
            continue
        learned = learned_of(
            [lesson for qid, lesson in sorted(lessons.items()) if qid not in fold],
            name="cross-validated",
        )
        rankers |= dict.fromkeys(fold, learned)
    return rankers


def cross_validated(
    snapshot: IndexSnapshot,
    system: str,
    lessons: Mapping[str, Lesson],
    *,
    corpus: JudgmentCorpus,
    queries: Sequence[BenchmarkQuery],
    own_texts: Mapping[str, frozenset[JudgmentId]],
    is_given: bool,
    deals: Sequence[int] = DEALS,
) -> SystemScores:
    """Score the product with rankers that never saw the query they rank.

    Args:
        snapshot: The index.
        system: Its name in reports.
        lessons: What every query teaches.
        corpus: The judgments.
        queries: The queries.
        own_texts: By query id the judgments that the query was cut from; left out.
        is_given: Whether the charges as filed may be seen.
        deals: Seeds; figures are means over them.
    """
    scored = []
    for seed in deals:
        by_fold: dict[int, ProductRanker] = {}
        rankers = {}
        for qid, learned in fold_rankers(lessons, seed=seed).items():
            if id(learned) not in by_fold:
                both = partial(Rankers, given=learned, predicted=learned)
                searcher = HybridSearcher(snapshot, rankers=both)
                by_fold[id(learned)] = ProductRanker(searcher, is_given=is_given)
            rankers[qid] = by_fold[id(learned)]
        scored.append(
            measure(_OfFold(rankers), system, corpus=corpus, queries=queries, own_texts=own_texts)
        )
    return SystemScores(
        system=system,
        by_query={
            qid: {name: fmean(one.by_query[qid][name] for one in scored) for name in figures}
            for qid, figures in scored[0].by_query.items()
        },
    )
