"""What verdicts teach: pairs against brute force, slopes against differences, and its limits."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import check_grad

from indexing.assembly.building import build_snapshot
from indexing.errors import RankerError
from indexing.searching.emptiness import EmptinessGauge, Finding
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.query import Query
from indexing.searching.ranker import (
    LinearRanker,
    Rankers,
    ranker_inputs,
    read_rankers,
    shipped_rankers,
    write_rankers,
)
from indexing.searching.ranking import FEATURES
from indexing.searching.verdict_training import (
    ShiftTraining,
    VerdictList,
    _pairwise,
    learn_shift,
    share_in_order,
)
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from tests.indexing.made import STORIES, make_corpus

N_INPUTS = 6
DECIDES = 2


def lists(n=20, *, seed=1, noise=0.0):
    """Lists in which one input decides, and the start knows nothing of it."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(n):
        inputs = rng.normal(size=(8, N_INPUTS))
        told = inputs[:, DECIDES] + noise * rng.normal(size=8)
        made.append(
            VerdictList(inputs=inputs, scores=rng.normal(size=8), is_similar=told > np.median(told))
        )
    return made


@given(
    scores=st.lists(st.integers(0, 3), min_size=2, max_size=9),
    similar=st.lists(st.booleans(), min_size=9, max_size=9),
)
def test_share_in_order_counts_pairs(scores, similar):
    is_similar = np.asarray(similar[: len(scores)])
    values = np.asarray(scores, dtype=float)
    if is_similar.all() or not is_similar.any():
        with pytest.raises(RankerError):
            share_in_order(values, is_similar)
        return
    points = [
        1.0 if yes > no else 0.5 if yes == no else 0.0
        for yes in values[is_similar]
        for no in values[~is_similar]
    ]
    assert share_in_order(values, is_similar) == pytest.approx(np.mean(points))


def test_the_slope_is_that_of_the_cost():
    (made,) = lists(1)
    wrong = check_grad(
        lambda scores: _pairwise(scores, made.is_similar)[0],
        lambda scores: _pairwise(scores, made.is_similar)[1],
        made.scores,
    )
    assert wrong < 1e-6


def test_the_input_that_decides_gets_the_weight():
    shift = learn_shift(lists())
    assert shift[DECIDES] > 3 * np.abs(np.delete(shift, DECIDES)).max()
    unseen = lists(seed=2)
    before = [share_in_order(one.scores, one.is_similar) for one in unseen]
    after = [share_in_order(one.scores + one.inputs @ shift, one.is_similar) for one in unseen]
    assert np.mean(after) > np.mean(before) + 0.2


def test_the_same_lists_teach_the_same_and_the_order_of_lists_hardly_counts():
    made = lists(noise=1.0)
    assert np.array_equal(learn_shift(made), learn_shift(made))
    assert np.allclose(learn_shift(made), learn_shift(made[::-1]), atol=1e-3)


def test_a_question_weighs_the_same_however_many_verdicts_it_got():
    made = lists(4, noise=1.0)
    doubled = [
        replace(
            made[0],
            inputs=np.vstack((made[0].inputs,) * 3),
            scores=np.tile(made[0].scores, 3),
            is_similar=np.tile(made[0].is_similar, 3),
        ),
        *made[1:],
    ]
    assert np.allclose(learn_shift(made), learn_shift(doubled), atol=1e-3)


@pytest.mark.parametrize(("narrow", "wide"), [(0.01, 0.1), (0.1, 1.0)])
def test_the_narrower_the_spread_the_nearer_to_the_start(narrow, wide):
    near, far = (
        np.linalg.norm(learn_shift(lists(), parameters=ShiftTraining(spread=spread)))
        for spread in (narrow, wide)
    )
    assert near < far


def test_nothing_to_learn_from_is_refused():
    (made,) = lists(1)
    with pytest.raises(RankerError, match="no verdicts"):
        learn_shift([])
    with pytest.raises(RankerError, match="alike"):
        learn_shift([replace(made, is_similar=np.ones(8, dtype=bool))])


def shifted(value):
    shipped = shipped_rankers()
    shift = np.full(2 * len(FEATURES), value)
    return Rankers(
        given=replace(shipped.given, name="own", shift=shift),
        predicted=replace(shipped.predicted, name="own", shift=shift),
    )


def test_a_shift_adds_to_the_grade_and_survives_the_disk(tmp_path):
    features = np.random.default_rng(1).random((5, len(FEATURES)))
    own, start = shifted(0.25).given, shipped_rankers().given
    inputs = (ranker_inputs(features) - start.means) / start.scales
    assert np.allclose(own.grades(features), start.grades(features) + 0.25 * inputs.sum(axis=1))
    path = tmp_path / "own.json"
    write_rankers(path, shifted(0.25), about={})
    read = read_rankers(path.read_text("utf-8"))
    assert np.array_equal(read.given.grades(features), own.grades(features))
    assert read.given.belonging is not None
    assert "shift" not in start.row()


@pytest.mark.parametrize(
    ("name", "value"), [("shift", [1.0]), ("means", []), ("biases", [float("nan")] * 3)]
)
def test_parts_that_do_not_fit_together_are_refused(name, value):
    row = {**shifted(0.1).given.row(), name: value}
    with pytest.raises(ValueError, match=name):
        LinearRanker.of(row)


def test_an_empty_finding_is_told_by_the_shipped_grades_whatever_ranks(tmp_path):
    build_snapshot(make_corpus(60), tmp_path, corpus_digest="made", encoder=HashingEncoder())
    snapshot = IndexSnapshot.open(tmp_path, encoder=HashingEncoder())
    looked_at = []

    class Watching(EmptinessGauge):
        def finding(self, features):
            looked_at.append(features)
            return Finding.SIMILAR

    ones = np.ones(2 * len(FEATURES))
    gauge = Watching(
        means=ones, scales=ones, weights=ones, bias=0.0, doubtful_below=0.5, nothing_below=0.1
    )
    query = Query(text=STORIES["盗窃罪"], charges=("盗窃罪",))
    orders = []
    for rankers in (shipped_rankers(), shifted(-3.0), None):
        searcher = HybridSearcher(snapshot, rankers=lambda r=rankers: r, gauge=lambda: gauge)
        result = searcher.search(query, limit=60)
        assert result.finding is Finding.SIMILAR
        orders.append([hit.judgment_id for hit in result.hits])
    assert orders[0] != orders[1]
    assert np.array_equal(looked_at[0], looked_at[1])
    assert np.array_equal(looked_at[0], looked_at[2])
