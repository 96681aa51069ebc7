"""Whoever is lower speaks first, and the host speaks last."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.referral.roster.model import Rank, Seat, in_speaking_order

RANKS = st.none() | st.sampled_from(list(Rank))
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2026, 1, 1))


@st.composite
def seats(draw):
    accounts = draw(st.lists(st.integers(1, 99), unique=True, max_size=9))
    return [
        Seat(account_id=each, name="某", court="某院", rank=draw(RANKS), ranked_since=draw(DAYS))
        for each in accounts
    ]


@given(seats(), st.integers(1, 99))
def test_the_order_is_that_of_the_rule(people, host):
    order = in_speaking_order(people, last=host)
    assert sorted(order, key=lambda each: each.account_id) == sorted(
        people, key=lambda each: each.account_id
    )
    speakers = [each for each in order if each.account_id != host]
    for before, after in pairwise(speakers):
        heights = [-1 if each.rank is None else each.rank.height for each in (before, after)]
        assert heights[0] <= heights[1]
        if heights[0] == heights[1] and before.ranked_since and after.ranked_since:
            assert before.ranked_since >= after.ranked_since
    if any(each.account_id == host for each in people):
        assert order[-1].account_id == host


@given(seats(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_who_came_first(people, random):
    shuffled = list(people)
    random.shuffle(shuffled)
    assert in_speaking_order(shuffled) == in_speaking_order(people)
