"""What is closed to somebody changes nothing in what they see; and a leak that is put in is found."""

import pytest
import structlog
from argon2 import PasswordHasher

from corpus.store.clearance import OPEN
from evaluation.worlds.closed_walking import closed_ground, time_answers, walk_closed
from evaluation.worlds.watching import request_of

JUDGE = 6
"""Of this seed a judge looks on."""


@pytest.fixture(scope="module")
def ground():
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("service.accounts.passwords._hasher", cheap)
        with closed_ground(is_indexed=False) as made:
            yield made


@pytest.fixture(autouse=True)
def without_log():
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    yield
    structlog.reset_defaults()


def test_nothing_of_the_closed_shows(ground):
    walked = walk_closed(ground, seed=JUDGE, steps=2)
    assert walked.leaks == []
    assert set(walked.watchers) == {"judge"}
    assert walked.requests > 50
    assert walked.named > 5


@pytest.mark.slow
def test_a_clearance_that_opens_every_class_is_found(ground, monkeypatch):
    monkeypatch.setattr("corpus.store.sql.readable", lambda: OPEN | ~OPEN)
    assert any("/judgments/" in leak for leak in walk_closed(ground, seed=JUDGE, steps=8).leaks)


@pytest.mark.slow
def test_a_frozen_form_that_is_read_past_its_mask_is_found(ground, monkeypatch):
    monkeypatch.setattr("service.closed.concealing.Concealer.withheld", lambda _: frozenset())
    leaks = [leak for seed in range(6) for leak in walk_closed(ground, seed=seed, steps=1).leaks]
    assert any("closing what was named" in leak for leak in leaks)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_nothing_of_the_closed_shows_in_many_worlds(ground, seed):
    assert walk_closed(ground, seed=seed, steps=20).leaks == []


@pytest.mark.slow
def test_both_kinds_of_answers_are_timed(ground):
    times = time_answers(ground, seed=0, n=20)
    assert min(times.closed, times.never) > 0
    assert 0 < times.chance <= 1


def test_what_is_sent_stands_behind_the_address():
    assert request_of('POST /a?b=c {"d": "e f"}') == ("POST", "/a?b=c", b'{"d": "e f"}')
