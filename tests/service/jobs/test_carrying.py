"""A job that is called off, or given to another, ends in the middle of its work."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.jobs import carrying as module
from service.jobs.carrying import Carrying
from service.jobs.errors import JobCancelledError, JobLostError
from service.jobs.model import LEASE, JobKind, JobOrder, JobState
from service.store.job_records import JobRecords

ORDER = JobOrder(kind=JobKind.INDEX, key="index")
WAIT = 10.0


@pytest.fixture
def records(engine):
    return JobRecords(engine)


@pytest.fixture
def carrying(records, clock, monkeypatch):
    monkeypatch.setattr(module, "_BEAT_SECONDS", 0.02)
    job = records.add(ORDER, asked_by="admin", now=clock())[0]
    taken = records.claim(job.id, claim="a", worker="m:1", now=clock())
    return Carrying(records, taken, claim="a", clock=clock)


def work_until_ended(carrying):
    given_up = time.monotonic() + WAIT
    for number in range(10**9):
        carrying.show("read", number, 0)
        time.sleep(0.005)
        assert time.monotonic() < given_up


def work_for_ever(carrying):
    with carrying.alive():
        work_until_ended(carrying)


def test_a_job_that_is_called_off_ends_and_says_how_far_it_came(carrying, records, clock):
    records.ask_cancel(carrying.job.id, now=clock())
    with pytest.raises(JobCancelledError):
        work_for_ever(carrying)
    carrying.finish(JobState.CANCELLED)
    job = records.get(carrying.job.id)
    assert (job.state, job.stage) == (JobState.CANCELLED, "read")
    assert job.done > 0


def test_a_job_that_takes_no_step_is_interrupted_and_its_library_may_say_so(
    carrying, records, clock, monkeypatch
):
    monkeypatch.setattr(module, "_STEP_SECONDS", 0.05)
    records.ask_cancel(carrying.job.id, now=clock())

    def work():
        with carrying.alive():
            try:
                time.sleep(WAIT)
            except JobCancelledError:
                # What is put in order afterwards is not interrupted again.
                carrying.show("tidying", 1, 1)
                time.sleep(0.2)
                raise OSError("another command is already in progress") from None

    with pytest.raises(JobCancelledError):
        work()
    carrying.finish(JobState.CANCELLED)
    assert records.get(carrying.job.id).stage == "tidying"


def test_a_job_of_two_threads_ends_in_both(carrying, records, clock, monkeypatch):
    monkeypatch.setattr(module, "_STEP_SECONDS", 0.05)

    def work():
        with carrying.alive(), ThreadPoolExecutor(max_workers=1) as side:
            # As an index is built: words in a thread beside, vectors here; whichever is told of
            # it first, the other is not worked on to its end.
            words = side.submit(work_until_ended, carrying)
            records.ask_cancel(carrying.job.id, now=clock())
            with pytest.raises(JobCancelledError):
                time.sleep(WAIT)
            words.result()

    begun = time.monotonic()
    with pytest.raises(JobCancelledError):
        work()
    assert time.monotonic() - begun < WAIT / 2


def test_who_lost_a_job_stops_and_changes_nothing_of_it(carrying, records, clock):
    clock.forward(seconds=LEASE.total_seconds() + 1)
    records.put_back_lost(now=clock())
    other = records.claim(carrying.job.id, claim="b", worker="m:2", now=clock())
    with pytest.raises(JobLostError):
        work_for_ever(carrying)
    with pytest.raises(JobLostError):
        carrying.finish(JobState.DONE)
    assert records.get(carrying.job.id) == other


def test_a_work_that_ends_is_not_interrupted_afterwards(carrying, records, clock):
    with carrying.alive():
        carrying.show("", 2, 2)
    records.ask_cancel(carrying.job.id, now=clock())
    time.sleep(0.1)
    carrying.finish(JobState.DONE)
    assert records.get(carrying.job.id).done == 2
