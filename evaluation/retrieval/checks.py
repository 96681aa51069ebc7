"""Can the figures of a ranking be trusted, and are the words for its hits right?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from evaluation.datasets.queries import BenchmarkQuery
from evaluation.retrieval.cross_validation import DEALS, Lesson, fold_rankers
from evaluation.retrieval.measuring import SystemScores
from evaluation.retrieval.protocol import FIGURE_NAMES, LEAST_RELEVANT_GRADE
from indexing.searching.likeness import Likeness, likeness_of

Words = Mapping[str, Mapping[str, float]]


def naming_their_charge(queries: Sequence[BenchmarkQuery]) -> frozenset[str]:
    """Return the ids of the queries whose text names a charge that was filed.

    Such a query tells what a ranker without charges is meant to find out.
    """
    return frozenset(
        query.qid
        for query in queries
        if any(charge.removesuffix("罪") in query.text for charge in query.charges)
    )


def means_without(system: SystemScores, left_out: frozenset[str]) -> dict[str, float]:
    """Return the mean figures over the queries that are not left out; empty where none is left."""
    kept = [figures for qid, figures in system.by_query.items() if qid not in left_out]
    return {name: fmean(each[name] for each in kept) for name in FIGURE_NAMES} if kept else {}


def right_words(
    lessons: Mapping[str, Lesson], *, is_given: bool, deals: Sequence[int] = DEALS
) -> Words:
    """Tell what grades the judgments have that each word of likeness is said of.

    Every query is graded by a ranker that did not learn from it.

    Args:
        lessons: What every query teaches, by query id.
        is_given: Whether the charges as filed were seen.
        deals: Seeds of the folds.

    Returns:
        By word: ``n`` labelled judgments of one deal on average, their ``mean_grade``, and the
        ``similar`` share of grade 2 and more.
    """
    said: defaultdict[Likeness, list[int]] = defaultdict(list)
    for seed in deals:
        for qid, ranker in fold_rankers(lessons, seed=seed).items():
            judged = lessons[qid].judged
            expected = ranker.grades(judged.features)
            for grade, real in zip(expected.tolist(), judged.grades.tolist(), strict=True):
                said[likeness_of(grade, is_told=is_given)].append(real)
    return {
        word.value: {
            "n": len(said[word]) / len(deals),
            "mean_grade": fmean(said[word]),
            "similar": fmean(grade >= LEAST_RELEVANT_GRADE for grade in said[word]),
        }
        for word in Likeness
        if said[word]
    }
