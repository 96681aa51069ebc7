"""How does a system score on all queries, and how sure is the difference to another?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.judgment import JudgmentId
from evaluation.datasets.judgments import JudgmentCorpus
from evaluation.datasets.queries import BenchmarkQuery
from evaluation.metrics.bootstrap import Interval, bootstrap_interval
from evaluation.metrics.paired_test import paired_randomisation_p
from evaluation.retrieval.protocol import CORPUS_DEPTH, FIGURE_NAMES, Answer, score
from evaluation.retrieval.random_baseline import random_scores
from evaluation.retrieval.ranking import Ranker


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemScores:
    """The scores of one system, query by query.

    Attributes:
        system: Its name.
        by_query: By query id, in order of id, the value by name of figure.
    """

    system: str
    by_query: Mapping[str, Mapping[str, float]]

    def values(self, figure: str) -> list[float]:
        """Return the value of every query, in order of query id."""
        return [figures[figure] for figures in self.by_query.values()]

    def intervals(self, *, seed: int) -> dict[str, Interval]:
        """Return mean and 95 % interval of every figure; each starts from the same seed."""
        return {
            name: bootstrap_interval(self.values(name), rng=np.random.default_rng(seed))
            for name in FIGURE_NAMES
        }


def measure(
    ranker: Ranker,
    system: str,
    *,
    corpus: JudgmentCorpus,
    queries: Sequence[BenchmarkQuery],
    own_texts: Mapping[str, frozenset[JudgmentId]],
) -> SystemScores:
    """Rank and score every query.

    Labelled candidates that a ranker does not return at all stand behind all others, in order
    of id: every system is scored on the same candidates.

    Args:
        ranker: The system.
        system: Its name.
        corpus: The judgments.
        queries: The queries with their labels, which the ranker is not shown.
        own_texts: By query id the judgments that the query was cut from; left out.
    """
    by_query = {}
    for query in queries:
        labelled = corpus.ids_of(query.labelled)
        order = ranker.rank(query, among=labelled, excluding=frozenset(), depth=len(labelled))
        found = ranker.rank(
            query,
            among=None,
            excluding=own_texts.get(query.qid, frozenset()),
            depth=CORPUS_DEPTH,
        )
        answer = Answer(
            labelled=_completed(corpus.named(order), query.labelled),
            corpus=corpus.named(found)[:CORPUS_DEPTH],
        )
        by_query[query.qid] = score(answer, query)
    return SystemScores(system=system, by_query=by_query)


def _completed(order: Sequence[str], labelled: Sequence[str]) -> list[str]:
    wanted = set(labelled)
    kept = [name for name in order if name in wanted]
    return kept + sorted(wanted - set(kept))


def measure_chance(
    *,
    corpus: JudgmentCorpus,
    queries: Sequence[BenchmarkQuery],
    own_texts: Mapping[str, frozenset[JudgmentId]],
    seed: int,
) -> SystemScores:
    """Score random orders on every query, the mean of many draws."""
    rng = np.random.default_rng(seed)
    by_query = {}
    for query in queries:
        excluded = set(corpus.named(sorted(own_texts.get(query.qid, frozenset()))))
        names = [name for judgment in corpus.judgments for name in corpus.names[judgment.id]]
        allowed = [name for name in names if name not in excluded]
        by_query[query.qid] = random_scores(query, allowed, rng=rng)
    return SystemScores(system="random", by_query=by_query)


def p_values(first: SystemScores, second: SystemScores, *, seed: int) -> dict[str, float]:
    """Return by figure the two-sided p-value of the paired difference of two systems.

    Args:
        first: One system.
        second: Another, on the same queries.
        seed: Of the random sign flips, the same for every figure.
    """
    return {
        name: paired_randomisation_p(
            first.values(name), second.values(name), rng=np.random.default_rng(seed)
        )
        for name in FIGURE_NAMES
    }
