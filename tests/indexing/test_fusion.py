from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import JudgmentId
from indexing.errors import RepeatedJudgmentError
from indexing.fusion import ReciprocalRank, fuse_by_reciprocal_rank

RANKINGS = st.lists(st.lists(st.sampled_from("abcdefgh").map(JudgmentId), unique=True), max_size=6)


@given(RANKINGS)
def test_scores_are_the_exact_sums_rounded_once(rankings):
    for hit in fuse_by_reciprocal_rank(rankings):
        exact = sum(
            Fraction(1.0 / (60.0 + ranking.index(hit.judgment_id) + 1))
            for ranking in rankings
            if hit.judgment_id in ranking
        )
        assert hit.score == float(exact)


@given(RANKINGS, st.randoms(use_true_random=False))
def test_the_order_of_the_rankings_changes_nothing(rankings, random):
    shuffled = list(rankings)
    random.shuffle(shuffled)
    assert fuse_by_reciprocal_rank(shuffled) == fuse_by_reciprocal_rank(rankings)


@given(RANKINGS)
def test_every_judgment_stands_once_by_score_then_id(rankings):
    fused = fuse_by_reciprocal_rank(rankings)
    assert {hit.judgment_id for hit in fused} == {j for ranking in rankings for j in ranking}
    assert list(fused) == sorted(fused, key=lambda hit: (-hit.score, hit.judgment_id))
    assert len({hit.judgment_id for hit in fused}) == len(fused)


@given(st.lists(st.sampled_from("abcdefgh").map(JudgmentId), unique=True))
def test_one_ranking_keeps_its_order(ranking):
    assert [hit.judgment_id for hit in fuse_by_reciprocal_rank([ranking])] == ranking


def test_being_found_twice_beats_being_first_once():
    a, b = JudgmentId("a"), JudgmentId("b")
    fused = fuse_by_reciprocal_rank([[a, b], [b]], parameters=ReciprocalRank(k=60))
    assert [hit.judgment_id for hit in fused] == [b, a]
    assert fused[0].score == pytest.approx(1 / 62 + 1 / 61)


def test_a_repeated_judgment_is_named():
    ranking = [JudgmentId("a"), JudgmentId("b"), JudgmentId("a")]
    with pytest.raises(RepeatedJudgmentError, match="'a' stands twice") as refusal:
        fuse_by_reciprocal_rank([ranking])
    assert refusal.value.judgment_id == "a"
