import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.sentencing.forest import Like, forest_of, grow_forest, together
from indexing.sentencing.likely import medians


@pytest.fixture(scope="module")
def taught():
    draw = np.random.default_rng(4)
    rows = draw.integers(0, 5, size=(300, 6)).astype(np.float32)
    return rows, rows[:, 0] * 2.0 + draw.normal(size=300)


@pytest.fixture(scope="module")
def forest(taught):
    rows, aims = taught
    numbers = np.arange(1_000, 1_300, dtype=np.int32)
    return grow_forest(
        rows, aims, numbers, n_trees=5, share_rows=0.5, least_leaf=2, share_columns=0.5, seed=1
    )


def test_the_leaves_of_a_tree_hold_each_sentence_once(forest) -> None:
    for tree in forest.members.reshape(5, 300):
        assert sorted(tree.tolist()) == list(range(1_000, 1_300))


def test_a_row_is_like_itself_in_every_tree(forest, taught) -> None:
    found = forest.like(taught[0])
    own = found.taught - 1_000 == found.rows
    assert np.bincount(found.rows[own], minlength=300).tolist() == [5] * 300
    assert np.bincount(found.rows, found.weights) == pytest.approx(np.full(300, 5.0))


def test_each_row_alone_is_like_the_same(forest, taught) -> None:
    found = forest.like(taught[0][:20])
    for row in range(20):
        alone = forest.like(taught[0][row : row + 1])
        assert alone.taught.tolist() == found.taught[found.rows == row].tolist()
        assert alone.weights.tolist() == found.weights[found.rows == row].tolist()


def test_leaves_are_those_of_the_library(forest, taught) -> None:
    from sklearn.ensemble import ExtraTreesRegressor

    rows, aims = taught
    library = ExtraTreesRegressor(
        5, min_samples_leaf=2, max_features=0.5, bootstrap=True, max_samples=0.5, random_state=1
    ).fit(rows, aims)
    leaves = library.apply(rows)
    found = forest.like(rows[:1])
    like = [np.flatnonzero(tree == tree[0]) + 1_000 for tree in leaves.T]
    assert found.taught.tolist() == np.concatenate(like).tolist()


def test_a_stored_forest_is_the_same(forest, taught) -> None:
    again = forest_of(forest.arrays())
    assert again.like(taught[0][:9]).taught.tolist() == forest.like(taught[0][:9]).taught.tolist()


def test_several_forests_together_keep_the_order_of_the_rows() -> None:
    first = Like(
        rows=np.asarray([0, 1]), taught=np.asarray([5, 6], np.int32), weights=np.asarray([1.0, 1.0])
    )
    second = Like(
        rows=np.asarray([0, 0, 1]), taught=np.asarray([7, 8, 9], np.int32), weights=np.ones(3) / 2
    )
    found = together([first, second])
    assert found.rows.tolist() == [0, 0, 0, 1, 1]
    assert found.taught.tolist() == [5, 7, 8, 6, 9]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=40
    )
)
def test_a_median_has_half_of_the_weight_on_each_side(drawn) -> None:
    drawn = sorted(drawn)
    rows, values, weights = (np.asarray(each) for each in zip(*drawn, strict=True))
    found = medians(rows, values.astype(np.float32), weights.astype(np.float64), n_rows=4)
    for row in range(4):
        ours = rows == row
        if not ours.any():
            assert np.isnan(found[row])
            continue
        half = weights[ours].sum() / 2
        assert weights[ours & (values <= found[row])].sum() >= half
        assert weights[ours & (values >= found[row])].sum() >= half
        assert found[row] in values[ours]
