"""What a command does itself: a job from the first moment, whoever ends it and however."""

import multiprocessing
import os
import signal

import pytest

from corpus.privacy.sensitivity import Sensitivity
from service.cli.carried import done_here
from service.house import open_house
from service.jobs import carrying as module
from service.jobs.carrying import is_dead_here, this_worker
from service.jobs.errors import JobCancelledError, JobRunningError
from service.jobs.model import DIED, LEASE, JobState
from service.jobs.orders import (
    IndexChoices,
    index_order,
    indexed_by,
    ingest_order,
    ingested_by,
)
from service.stock import utc_now
from tests.service.jobs.test_carrying import work_until_ended

ORDER = index_order(IndexChoices(is_forced=True))


@pytest.fixture
def house(settings, engine, monkeypatch):
    monkeypatch.setattr(module, "_BEAT_SECONDS", 0.02)
    with open_house(settings, may_make=True) as opened:
        yield opened


def last(house):
    return house.jobs.records.latest(most=1)[0]


def test_it_is_seen_while_it_is_done_and_done_once(house):
    with done_here(house.jobs, ORDER) as carrying:
        assert last(house).state is JobState.RUNNING
        assert last(house).worker == this_worker()
        carrying.show("words", 3, 10)
        with pytest.raises(JobRunningError), done_here(house.jobs, index_order()):
            pytest.fail("both work")
    done = last(house)
    assert (done.state, done.stage, done.done, done.total) == (JobState.DONE, "words", 3, 10)
    with done_here(house.jobs, ORDER):
        assert last(house).id != done.id


def test_who_called_it_off_ends_it_and_has_it_begun_again(house):
    def work():
        with done_here(house.jobs, ORDER) as carrying:
            house.jobs.cancel(carrying.job.id, now=utc_now())
            work_until_ended(carrying)

    with pytest.raises(JobCancelledError):
        work()
    ended = last(house)
    assert ended.state is JobState.CANCELLED
    again = house.jobs.retry(ended.id, now=utc_now())
    assert indexed_by(again.order) == IndexChoices(is_forced=True)


@pytest.mark.parametrize(
    ("error", "state", "problem"),
    [
        (KeyboardInterrupt, JobState.CANCELLED, None),
        (ZeroDivisionError, JobState.FAILED, DIED),
    ],
)
def test_how_it_ended_is_written_down(house, error, state, problem):
    with pytest.raises(error), done_here(house.jobs, ORDER):
        raise error
    assert (last(house).state, last(house).problem) == (state, problem)


def killed(settings, begun):
    with (
        open_house(settings, may_make=False) as house,
        done_here(house.jobs, index_order()) as carrying,
    ):
        carrying.show("words", 5, 10)
        begun.set()
        signal.pause()


def test_a_command_that_was_killed_is_gone_on_with_at_once_by_the_same_words(house, settings):
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    process = context.Process(target=killed, args=(settings, begun))
    process.start()
    assert begun.wait(60)
    with pytest.raises(JobRunningError), done_here(house.jobs, ORDER):
        pytest.fail("both work")
    process.kill()
    process.join()
    lost = last(house)
    with done_here(house.jobs, ORDER) as carrying:
        assert (carrying.job.id, carrying.job.n_tries) == (lost.id, 2)
        # What is done is what was asked for here.
        assert carrying.job.order == ORDER
    assert last(house).state is JobState.DONE


def test_silence_gives_it_to_a_worker(house, clock):
    job = house.jobs.begin(
        ORDER,
        asked_by="office",
        claim="a",
        worker="elsewhere:1",
        is_gone=is_dead_here,
        now=clock(),
    )
    assert house.jobs.records.due(now=clock()) == ()
    clock.forward(seconds=LEASE.total_seconds() + 1)
    assert house.jobs.wake_for_due(now=clock()) == (job.id,)


def test_only_a_process_of_this_machine_is_known_to_be_dead():
    host, _, number = this_worker().rpartition(":")
    child = multiprocessing.get_context("fork").Process(target=os.getpid)
    child.start()
    child.join()
    gone = child.pid
    named = {
        f"{host}:{number}": False,
        f"{host}:{gone}": True,
        f"elsewhere:{gone}": False,
        f"{host}:": False,
        f"{host}:1": False,
        f"{host}:{10**30}": False,
        "": False,
    }
    assert {name: is_dead_here(name) for name in named} == named


@pytest.mark.parametrize("closed_as", [None, Sensitivity.JUVENILE])
def test_an_ingest_is_begun_again_as_it_was_asked_for(tmp_path, closed_as):
    path, mapping = tmp_path / "new", tmp_path / "columns.toml"
    order = ingest_order(path, source="s", mapping=mapping, closed_as=closed_as)
    asked = ingested_by(order)
    assert (asked.path, asked.source, asked.mapping) == (path, "s", mapping)
    assert asked.closed_as == closed_as
    assert order.key != ingest_order(path).key
