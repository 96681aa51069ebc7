"""Whatever anybody tries, no walk leaves the table, and its trail gives the same item."""

from collections import Counter
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from service.referral.conference.vocabulary import ItemState
from tests.service.referral.conference.walking import Walk


class ItemMachine(RuleBasedStateMachine):
    """Random acts by random actors; the walk looks at each item that comes of one."""

    def __init__(self):
        super().__init__()
        self.walk = Walk(Random(0))

    @rule(seed=st.integers(0, 2**32))
    def act(self, seed):
        self.walk.random = Random(seed)
        self.walk.step()

    def teardown(self):
        self.walk.end()


TestItemMachine = ItemMachine.TestCase
TestItemMachine.settings = settings(max_examples=25, stateful_step_count=60, deadline=None)


def test_walks_go_everywhere():
    walk, seen = Walk(Random(4)), Counter()
    while walk.n_moves < 10_000 and set(seen) != set(ItemState):
        walk.step()
        seen[walk.item.state] += 1
    assert set(seen) == set(ItemState)
    assert walk.n_refused > 0


@pytest.mark.slow
def test_a_hundred_thousand_moves():
    walk = Walk(Random(7))
    while walk.n_moves < 100_000:
        walk.step()
    walk.end()
