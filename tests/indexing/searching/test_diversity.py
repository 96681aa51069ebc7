"""Families stand once; no court fills a page; nothing is lost."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.channels.rankings import Ranking
from indexing.searching.diversity import collapse, spread_courts


def ranking_of(labels):
    return Ranking(
        np.asarray(labels, dtype=np.int64), np.linspace(1.0, 0.0, len(labels), dtype=np.float64)
    )


COURTS = st.lists(st.integers(-1, 3), min_size=1, max_size=40)


@given(st.permutations(range(12)), st.lists(st.integers(0, 4), min_size=12, max_size=12))
def test_every_judgment_is_a_hit_or_beside_the_first_of_its_family(labels, families):
    collapsed = collapse(ranking_of(labels), np.asarray(families, dtype=np.int32))
    firsts = collapsed.ranking.labels.tolist()
    beside = [label for others in collapsed.others.values() for label in others]
    assert sorted(firsts + beside) == sorted(labels)
    assert firsts == sorted(firsts, key=labels.index)
    assert len({families[label] for label in firsts}) == len(firsts)
    for first, others in collapsed.others.items():
        assert {families[label] for label in others} == {families[first]}
        assert all(labels.index(first) < labels.index(label) for label in others)


@given(COURTS, st.integers(1, 5))
def test_no_court_has_more_than_its_share_while_others_are_left(courts, most):
    shown = spread_courts(ranking_of(range(len(courts))), np.asarray(courts), most=most)
    labels = shown.labels.tolist()
    assert sorted(labels) == list(range(len(courts)))
    for start in range(0, len(labels), 10):
        page, rest = labels[start : start + 10], labels[start + 10 :]
        for court in {courts[label] for label in page} - {-1}:
            n_of_court = sum(courts[label] == court for label in page)
            if n_of_court > most:
                # it had to: every later one is of a court that has its share as well
                assert all(
                    sum(courts[label] == courts[other] for label in page) >= most
                    and courts[other] != -1
                    for other in rest
                )


def one_by_one(courts, *, most, block):
    """Return the order of the definition: each place takes the first that may stand there."""
    left, order, taken = list(range(len(courts))), [], Counter()
    while left:
        if len(order) % block == 0:
            taken.clear()
        at = next((at for at, place in enumerate(left) if taken[courts[place]] < most), 0)
        place = left.pop(at)
        if courts[place] >= 0:
            taken[courts[place]] += 1
        order.append(place)
    return order


@given(COURTS, st.integers(1, 5), st.integers(1, 12))
def test_pages_are_those_of_the_definition(courts, most, block):
    found = ranking_of(range(len(courts)))
    shown = spread_courts(found, np.asarray(courts), most=most, block=block)
    assert shown.labels.tolist() == one_by_one(courts, most=most, block=block)
    assert shown.scores.tolist() == found.scores[shown.labels].tolist()


@given(COURTS)
def test_a_court_keeps_its_own_order(courts):
    shown = spread_courts(ranking_of(range(len(courts))), np.asarray(courts), most=2).labels
    for court in set(courts):
        of_court = [label for label in shown.tolist() if courts[label] == court]
        assert of_court == sorted(of_court)


@pytest.mark.parametrize("courts", [[1] * 8, [-1] * 8, [1, 2] * 4])
def test_where_there_is_nothing_to_spread_the_order_stays(courts):
    found = ranking_of(range(8))
    assert spread_courts(found, np.asarray(courts), most=5).labels.tolist() == list(range(8))


def test_without_a_bound_the_order_stays():
    found = ranking_of(range(8))
    assert spread_courts(found, np.asarray([1] * 6 + [2, 3]), most=0) is found


@given(COURTS, st.integers(1, 5), st.integers(0, 50))
def test_what_is_shown_does_not_depend_on_how_much_is(courts, most, shown):
    found, of = ranking_of(range(len(courts))), np.asarray(courts)
    every = spread_courts(found, of, most=most).labels.tolist()
    some = spread_courts(found, of, most=most, shown=shown).labels.tolist()
    assert some[:shown] == every[:shown]
    assert sorted(some) == sorted(every)
