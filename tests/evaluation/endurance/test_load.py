"""People do what they may, and what they waited for is counted."""

from random import Random

import pytest

from evaluation.endurance.load.growing import growth_of, is_flat, memory_figures
from evaluation.endurance.load.people import SHARES, Doing, Material, Person, Taken, in_all
from evaluation.endurance.load.suite import _by_doing, _figures

MATERIAL = Material(texts=["案情"], judgments=["j1"], item="m1")


def person(*, is_member=False, port=1, seed=1):
    return Person(
        port=port,
        token="t",
        is_member=is_member,
        thinks=0.001,
        chance=Random(seed),
        material=MATERIAL,
    )


def test_shares_are_of_a_hundred():
    assert sum(SHARES.values()) == 100


@pytest.mark.parametrize("is_member", [False, True])
def test_nobody_does_what_they_may_not(is_member):
    somebody = person(is_member=is_member)
    done = {somebody._next() for _ in range(500)}
    assert (Doing.VERDICT in done) is not is_member
    assert Doing.SEARCH in done
    assert Doing.VOTE not in done


@pytest.mark.parametrize("doing", list(Doing))
def test_everything_that_is_done_has_an_address(doing):
    method, address, body = person()._request(doing)
    assert address.startswith("/")
    assert (method == "POST") is (body is not None)


def test_whom_nobody_answers_notes_it_and_goes_on():
    somebody = person(is_member=True)
    ticks = iter(range(10_000))
    somebody.work(began=0, seconds=20, clock=lambda: next(ticks))
    assert somebody.taken
    assert all(each.problem for each in somebody.taken)
    assert sum(each.doing is Doing.VOTE for each in in_all([somebody])) <= 1


def test_figures_are_of_all_that_was_done():
    taken = [Taken(doing=Doing.SEARCH, at=n, milliseconds=n * 10.0) for n in range(1, 101)]
    taken.append(Taken(doing=Doing.VOTE, at=1, milliseconds=1.0, problem="500"))
    figures = _figures(taken, 10)
    assert (figures["requests"], figures["errors"]) == (101, 1)
    assert figures["p95_ms"] == pytest.approx(950, abs=10)
    assert figures["is_within_target"] == 0
    assert _by_doing(taken)["vote"]["requests"] == 1


def samples(megabytes):
    return [(2.0 * n, round(2**20 * each)) for n, each in enumerate(megabytes)]


def test_memory_that_grows_is_seen():
    growing = samples(100 + n / 15 for n in range(300))
    assert memory_figures(growing)["megabytes_per_minute"] == pytest.approx(2.0)
    assert not is_flat(growing)


def test_memory_that_fills_up_first_is_flat():
    chance = Random(4)
    filling = samples(min(600 + n, 700) + chance.gauss(0, 1) for n in range(300))
    assert is_flat(filling)
    assert memory_figures(filling)["megabytes_at_most"] == pytest.approx(700, abs=5)


def test_what_swings_too_much_to_tell_is_not_flat():
    swinging = samples(700 + 60 * (n // 40 % 2) for n in range(300))
    growth = growth_of(swinging)
    assert growth.low < 0 < growth.high
    assert not is_flat(swinging)


def test_too_little_to_tell_is_not_flat():
    assert not is_flat(samples([700.0, 700.0]))
    assert "megabytes_per_minute" not in memory_figures(samples([700.0, 700.0]))
