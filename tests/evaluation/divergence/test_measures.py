import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_curve, roc_auc_score, roc_curve

from evaluation.divergence.measures import (
    Trial,
    auc,
    false_alarm_rate_at,
    figures_of,
    intervals_of,
    precision_at,
    recall_at,
    threshold_at_false_alarms,
    threshold_at_recall,
)
from evaluation.errors import MetricInputError

_SCORES = st.lists(st.integers(0, 10).map(lambda tenths: tenths / 10), min_size=1, max_size=30)
_TRIALS = st.tuples(_SCORES, _SCORES)


def _trials(positive, negative):
    return [
        *(
            Trial(score=score, is_positive=True, cluster=f"c{at % 4}")
            for at, score in enumerate(positive)
        ),
        *(
            Trial(score=score, is_positive=False, cluster=f"c{at % 4}")
            for at, score in enumerate(negative)
        ),
    ]


def _arrays(positive, negative):
    return [1] * len(positive) + [0] * len(negative), [*positive, *negative]


@given(_TRIALS)
def test_auc_is_that_of_sklearn(scores):
    assert auc(_trials(*scores)) == pytest.approx(roc_auc_score(*_arrays(*scores)))


@given(_TRIALS, st.sampled_from([0.2, 0.5, 0.8, 1.0]))
def test_precision_at_recall_is_on_the_curve_of_sklearn(scores, least):
    trials = _trials(*scores)
    precision, recall, thresholds = precision_recall_curve(*_arrays(*scores))
    reaching = np.flatnonzero(recall[:-1] >= least - 1e-12)
    at = reaching[np.argmax(thresholds[reaching])]

    threshold = threshold_at_recall(trials, recall=least)

    assert threshold == pytest.approx(thresholds[at])
    assert precision_at(trials, threshold) == pytest.approx(precision[at])


@given(_TRIALS, st.sampled_from([0.0, 0.1, 0.3, 1.0]))
def test_recall_at_false_alarms_is_on_the_curve_of_sklearn(scores, most):
    trials = _trials(*scores)
    false, true, _ = roc_curve(*_arrays(*scores), drop_intermediate=False)

    threshold = threshold_at_false_alarms(trials, false_alarm_rate=most)

    assert recall_at(trials, threshold) == pytest.approx(true[false <= most + 1e-12].max())
    assert false_alarm_rate_at(trials, threshold) <= most


@given(_TRIALS)
def test_order_of_trials_changes_nothing(scores):
    trials = _trials(*scores)

    assert figures_of(trials, threshold=0.5) == figures_of(trials[::-1], threshold=0.5)


def test_figures_by_hand():
    trials = _trials([0.9, 0.8, 0.7, 0.6, 0.1], [0.65, 0.3, 0.2, 0.0])

    assert figures_of(trials, threshold=0.7) == {
        "precision_at_recall_0.80": 4 / 5,
        "recall_at_far_0.10": 3 / 5,
        "auc": (4 + 4 + 4 + 3 + 1) / 20,
        "precision": 3 / 3,
        "recall": 3 / 5,
        "false_alarm_rate": 0 / 4,
    }


def test_nothing_is_taken_where_the_highest_scores_are_false_alarms():
    trials = _trials([0.5], [0.9, 0.9])

    assert threshold_at_false_alarms(trials) == math.inf
    assert precision_at(trials, math.inf) == 1.0


@given(_TRIALS)
def test_intervals_are_those_of_the_seed_and_hold_the_draws(scores):
    trials = _trials(*scores)
    first, second = (
        intervals_of(trials, threshold=0.5, rng=np.random.default_rng(7), draws=20) for _ in "ab"
    )

    assert first == second
    assert all(0.0 <= low <= high <= 1.0 for low, high in first.values())


def test_one_cluster_gives_a_point():
    trials = [
        Trial(score=0.9, is_positive=True, cluster="a"),
        Trial(score=0.1, is_positive=False, cluster="a"),
    ]

    assert intervals_of(trials, threshold=0.5, rng=np.random.default_rng(1), draws=5)["auc"] == (
        1.0,
        1.0,
    )


@pytest.mark.parametrize("trials", [[], _trials([0.5], []), _trials([], [0.5])])
def test_one_sort_of_trial_alone_is_refused(trials):
    with pytest.raises(MetricInputError, match="expected some of both"):
        figures_of(trials, threshold=0.5)
