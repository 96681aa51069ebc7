"""Our metrics against ir-measures, an independent implementation, on random rankings.

Where the definitions part: ir-measures has no recall capped at the cutoff, so that one is compared
by its arithmetic elsewhere; its nDCG default is trec_eval's, linear gain and the ideal from all
labels, as ours; a query that a run does not hold is left out of its mean, while ours counts 0.
"""

import numpy as np
import pytest

from evaluation.metrics.average_precision import average_precision
from evaluation.metrics.ndcg import ndcg
from evaluation.metrics.precision import precision
from evaluation.metrics.recall import recall

ir_measures = pytest.importorskip("ir_measures")


@pytest.mark.parametrize("seed", range(12))
def test_each_metric_agrees_with_ir_measures(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pool = [f"d{number:02d}" for number in range(40)]
    grades = {item: int(rng.integers(0, 4)) for item in pool[: int(rng.integers(5, 33))]}
    # At least one label of each kind: ir-measures leaves out what has nothing relevant.
    grades |= {"d00": 3, "d01": 0}
    ranking = [pool[index] for index in rng.permutation(len(pool))][: int(rng.integers(8, 41))]
    qrels = [ir_measures.Qrel("q", item, grade) for item, grade in grades.items()]
    run = [
        ir_measures.ScoredDoc("q", item, float(len(ranking) - rank))
        for rank, item in enumerate(ranking)
    ]
    relevant = {item for item, grade in grades.items() if grade == 3}
    at_least_two = {item for item, grade in grades.items() if grade >= 2}
    expected = {
        ir_measures.nDCG @ 10: ndcg(ranking, grades, cutoff=10),
        ir_measures.nDCG @ 30: ndcg(ranking, grades, cutoff=30),
        ir_measures.P(rel=3) @ 5: precision(ranking, relevant, cutoff=5),
        ir_measures.P(rel=3) @ 10: precision(ranking, relevant, cutoff=10),
        ir_measures.AP(rel=3): average_precision(ranking, relevant),
        ir_measures.R(rel=2) @ 20: recall(ranking, at_least_two, cutoff=20),
    }
    measured = ir_measures.calc_aggregate(list(expected), qrels, run)
    for measure, value in expected.items():
        assert measured[measure] == pytest.approx(value, abs=1e-9), str(measure)
