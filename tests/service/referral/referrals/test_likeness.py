"""Which referrals ask the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.referral.referrals.likeness import Asked, like_ones, likeness
from service.referral.referrals.model import HeldPosition

WORDS = st.text(alphabet="逾期利息上限能否超过四倍保证期间", max_size=20)


def ask(words, *, key="a", court="某院", cause="民间借贷纠纷", sides=()):
    return Asked(
        id=key,
        court=court,
        cause=cause,
        question=words,
        positions=tuple(HeldPosition(words=side) for side in sides),
    )


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        ("律师费应否由借款人承担", "借款人应否承担律师费", True),
        ("逾期利息能否超过合同成立时一年期LPR四倍", "逾期利息可否超过一年期LPR四倍", True),
        ("律师费应否由借款人承担", "保证期间届满保证人应否承担责任", False),
        ("", "律师费应否由借款人承担", False),
    ],
)
def test_pairs(one, other, is_like):
    assert (likeness(ask(one), ask(other)) >= 50) is is_like


def test_sides_tell_what_other_words_hide():
    sides = ("律师费属于实现债权的合理费用，应予支持", "律师费没有约定，不予支持")
    one, other = ask("律师费问题", sides=sides), ask("实现债权费用的负担", sides=sides)
    assert likeness(one, other) >= 50


@given(WORDS, WORDS)
def test_likeness_has_no_direction_and_its_bounds(one, other):
    there = likeness(ask(one), ask(other))
    assert there == likeness(ask(other), ask(one))
    assert 0 <= there <= 100


def test_only_referrals_of_the_own_tree_and_cause_and_never_itself():
    own = ask("律师费应否由借款人承担", key="own")
    others = [
        ask("借款人应否承担律师费", key="b"),
        ask("律师费应否由借款人承担", key="a"),
        ask("律师费应否由借款人承担", key="far", court="别院"),
        ask("律师费应否由借款人承担", key="cause", cause="买卖合同纠纷"),
        own,
    ]
    found = like_ones(own, others, least=50, above=lambda _: ())
    assert [like.asked.id for like in found] == ["a", "b"]
    assert found[0].percent == 100


def test_a_court_and_the_one_above_go_together():
    above = {"县院": ("市院",)}.get
    below, high = ask("律师费", key="a", court="县院"), ask("律师费", key="b", court="市院")
    for one, other in ((below, high), (high, below)):
        assert like_ones(one, [other], least=50, above=lambda court: above(court, ()))
