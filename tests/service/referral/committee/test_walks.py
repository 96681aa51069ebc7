"""Whatever random actors try, an item stays within its table and its rules."""

from collections import Counter
from random import Random

import pytest

from service.referral.committee.vocabulary import ItemAct, ItemState
from tests.service.referral.committee.walks import Walk

LONGEST = 600


def walk(n_moves: int, *, seed: int) -> Counter:
    """Walk until so many acts were taken; return the states reached."""
    random, done, reached = Random(seed), 0, Counter()
    while done < n_moves:
        one = Walk(random)
        for _ in range(LONGEST):
            one.step()
            if one.is_over:
                break
        assert one.rebuilt() == one.item
        done += len(one.trail)
        reached.update(each.to_state for each in one.trail)
        reached.update(each.act.name for each in one.trail)
    return reached


def test_a_short_walk_breaks_nothing():
    reached = walk(2_000, seed=7)
    assert reached["decided"] > 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_walk_of_100000_moves_reaches_everything_and_breaks_nothing():
    reached = walk(100_000, seed=20260302)
    assert {each.value for each in ItemState} <= set(reached)
    assert {each.value for each in ItemAct} <= set(reached)
