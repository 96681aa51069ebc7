from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.channels.fusion import ReciprocalRank, fuse_by_reciprocal_rank
from indexing.errors import RepeatedJudgmentError

RANKINGS = st.lists(
    st.lists(st.integers(0, 7), unique=True).map(lambda labels: np.asarray(labels, dtype=np.int64)),
    max_size=6,
)


@given(RANKINGS)
def test_scores_are_the_sums_of_reciprocal_ranks(rankings):
    fused = fuse_by_reciprocal_rank(rankings)
    for label, score in zip(fused.labels.tolist(), fused.scores.tolist(), strict=True):
        exact = sum(
            Fraction(1, 60 + ranking.tolist().index(label) + 1)
            for ranking in rankings
            if label in ranking
        )
        assert score == pytest.approx(float(exact), rel=1e-14)


@given(RANKINGS, st.randoms(use_true_random=False))
def test_the_order_of_the_rankings_changes_nothing(rankings, random):
    shuffled = list(rankings)
    random.shuffle(shuffled)
    one, other = fuse_by_reciprocal_rank(shuffled), fuse_by_reciprocal_rank(rankings)
    assert one.labels.tolist() == other.labels.tolist()
    assert one.scores.tolist() == other.scores.tolist()


@given(RANKINGS)
def test_every_judgment_stands_once_by_score_then_label(rankings):
    fused = fuse_by_reciprocal_rank(rankings)
    pairs = list(zip((-fused.scores).tolist(), fused.labels.tolist(), strict=True))
    assert set(fused.labels.tolist()) == {label for each in rankings for label in each.tolist()}
    assert pairs == sorted(pairs)
    assert len(set(fused.labels.tolist())) == len(fused.labels)


@given(st.lists(st.integers(0, 7), unique=True))
def test_one_ranking_keeps_its_order(labels):
    fused = fuse_by_reciprocal_rank([np.asarray(labels, dtype=np.int64)])
    assert fused.labels.tolist() == labels


def test_being_found_twice_beats_being_first_once():
    fused = fuse_by_reciprocal_rank(
        [np.array([0, 1]), np.array([1])], parameters=ReciprocalRank(k=60)
    )
    assert fused.labels.tolist() == [1, 0]
    assert fused.scores[0] == pytest.approx(1 / 62 + 1 / 61)


def test_a_repeated_judgment_is_named():
    with pytest.raises(RepeatedJudgmentError, match="labelled 4 stands twice") as refusal:
        fuse_by_reciprocal_rank([np.array([4, 2, 4])])
    assert refusal.value.label == 4
