from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Effectiveness
from service.divergence.severity import lower_bound
from service.divergence.stances import stances_of
from service.divergence.votes import groups_of, votes_of
from tests.service.divergence.like_loans import loan

STANCES = [stances_of(loan(n, joint=n % 2 == 0))[0] for n in range(8)]
EFFECTS = st.sampled_from([Effectiveness.IN_EFFECT, Effectiveness.VARIED, Effectiveness.UNKNOWN])


@given(
    st.lists(
        st.tuples(EFFECTS, st.sampled_from([None, "a", "b"]), st.booleans()),
        min_size=8,
        max_size=8,
    )
)
def test_each_series_has_one_vote_and_what_does_not_count_has_none(given_cases):
    stances = [
        replace(stance, case=replace(stance.case, effect=effect, series=series, is_draft=is_draft))
        for stance, (effect, series, is_draft) in zip(STANCES, given_cases, strict=True)
    ]
    votes = votes_of([stances[::2], stances[1::2]])
    for stance in stances:
        if stance.case.is_draft or stance.case.effect is Effectiveness.VARIED:
            assert votes[stance.id] == 0
    for series in ("a", "b"):
        own = [votes[stance.id] for stance in stances if stance.case.series == series]
        assert sum(own) == pytest.approx(0) or sum(own) == pytest.approx(1)


def test_the_position_with_most_votes_is_a_and_labels_are_words_of_a_member():
    first, second = STANCES[::2], STANCES[1::2][:3]
    groups = groups_of([second, first])
    assert [group.key for group in groups] == ["a", "b"]
    assert [group.votes for group in groups] == [4, 3]
    for group in groups:
        assert any(group.label in member.holding.whole for member in group.members)


@given(st.floats(0, 1), st.integers(1, 500))
def test_the_lower_bound_of_a_share_is_below_it_and_grows_with_the_cases(share, total):
    assert 0 <= lower_bound(share, total) <= share + 1e-9
    assert lower_bound(1.0, total) < lower_bound(1.0, total + 1)


def test_the_lower_bound_of_wilson_by_hand():
    # (1 + z²/20) - z·sqrt(z²/400) over (1 + z²/10), with z = 1.645
    z = 1.645
    expected = (1 + z * z / 20 - z * z / 20) / (1 + z * z / 10)
    assert lower_bound(1.0, 10) == pytest.approx(expected)
