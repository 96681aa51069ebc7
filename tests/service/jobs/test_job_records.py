"""A job is carried by one process at a time, whoever dies, and of one key there is one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from corpus.store.tables import metadata
from service.jobs.desk import JobDesk
from service.jobs.errors import JobLostError, JobNotFoundError, JobStateError
from service.jobs.health import jobs_check
from service.jobs.model import (
    DIED,
    LEASE,
    LIVE,
    LOST,
    MISSED_AFTER,
    MOST_TRIES,
    RESTORED,
    JobKind,
    JobOrder,
    JobState,
    staffing_of,
)
from service.store.database import prepare_database
from service.store.job_records import JobRecords
from service.store.worker_records import WorkerRecords

START = datetime(2026, 3, 2, tzinfo=UTC)
INDEX = JobOrder(kind=JobKind.INDEX, key="index")
TODAY = JobOrder(kind=JobKind.DAILY, key="daily:2026-03-02", told={"day": "x"}, is_once=True)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def template(each_databases, tmp_path_factory):
    address = each_databases.template(tmp_path_factory.mktemp("jobs"))
    each_databases.settle(prepare_database(address))
    return address


@pytest.fixture
def records(each_databases, template, tmp_path):
    address = each_databases.empty(tmp_path)
    each_databases.copy(template, address)
    engine = prepare_database(address)
    yield JobRecords(engine)
    engine.dispose()


def asked(records, order=INDEX):
    return records.add(order, asked_by="admin", now=START)[0]


def claimed(records, job, claim="a", now=START):
    return records.claim(job.id, claim=claim, worker="m:1", now=now)


def test_of_one_key_one_job_is_live(records):
    first, is_new = records.add(INDEX, asked_by="admin", now=START)
    again, is_new_again = records.add(INDEX, asked_by="other", now=START)
    assert (is_new, is_new_again, again) == (True, False, first)
    claimed(records, first)
    records.finish(first.id, claim="a", state=JobState.DONE, now=START)
    assert records.add(INDEX, asked_by="other", now=START)[1]


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_what_is_done_once_is_not_done_again(records, state):
    job = asked(records, TODAY)
    claimed(records, job)
    records.finish(job.id, claim="a", state=state, now=START)
    assert not records.add(TODAY, asked_by="admin", now=START)[1]


def test_one_of_two_takes_it(records):
    job = asked(records)
    assert claimed(records, job, "a").state is JobState.RUNNING
    assert claimed(records, job, "b") is None
    with pytest.raises(JobLostError):
        records.beat(job.id, claim="b", stage="", done=0, total=0, now=START)


def test_a_sign_of_life_keeps_it_and_silence_gives_it_to_another(records):
    job = asked(records)
    claimed(records, job)
    later = START + LEASE
    records.beat(job.id, claim="a", stage="read", done=3, total=9, now=later)
    assert records.put_back_lost(now=later + LEASE) == 0
    assert records.put_back_lost(now=later + LEASE + SECOND) == 1
    back = records.get(job.id)
    assert (back.state, back.problem, back.done) == (JobState.QUEUED, LOST, 3)
    assert claimed(records, job, "b", later + LEASE + SECOND).n_tries == 2
    with pytest.raises(JobLostError):
        records.finish(job.id, claim="a", state=JobState.DONE, now=later)


def test_after_the_last_try_it_has_failed(records):
    job, now = asked(records), START
    for number in range(MOST_TRIES):
        assert claimed(records, job, str(number), now) is not None
        assert records.give_up(job.id, claim=str(number), problem=DIED, now=now)
        now += timedelta(hours=1)
    over = records.get(job.id)
    assert (over.state, over.problem) == (JobState.FAILED, DIED)
    assert records.due(now=now) == ()


def test_what_failed_waits_before_it_is_tried_again(records):
    job = asked(records)
    claimed(records, job)
    records.give_up(job.id, claim="a", problem=DIED, now=START)
    assert records.due(now=START) == ()
    assert claimed(records, job, "b", START) is None
    assert records.due(now=START + timedelta(minutes=1)) == (job.id,)


def test_a_worker_that_stops_costs_no_try(records):
    job = asked(records)
    claimed(records, job)
    records.give_up(job.id, claim="a", problem=DIED, now=START, counts=False)
    back = records.get(job.id)
    assert (back.state, back.n_tries, back.problem) == (JobState.QUEUED, 0, None)
    assert records.due(now=START) == (job.id,)


def test_who_calls_off_ends_a_waiting_job_and_asks_a_running_one(records):
    waiting, running = asked(records), asked(records, TODAY)
    claimed(records, running)
    assert records.ask_cancel(waiting.id, now=START).state is JobState.CANCELLED
    assert records.ask_cancel(running.id, now=START).state is JobState.RUNNING
    assert records.beat(running.id, claim="a", stage="", done=0, total=0, now=START)
    records.finish(running.id, claim="a", state=JobState.CANCELLED, now=START)
    assert records.ask_cancel(running.id, now=START) is None
    with pytest.raises(JobNotFoundError):
        records.ask_cancel(999, now=START)


def test_a_job_called_off_whose_worker_dies_is_not_begun_again(records):
    job = asked(records)
    claimed(records, job)
    records.ask_cancel(job.id, now=START)
    records.put_back_lost(now=START + LEASE + SECOND)
    assert records.get(job.id).state is JobState.CANCELLED


class Woken:
    def __init__(self):
        self.numbers = []

    def send(self, job_id):
        self.numbers.append(job_id)


def test_a_job_that_failed_is_begun_again_unless_the_same_is_live(records):
    desk = JobDesk(records=records, queue=Woken(), workers=WorkerRecords(records._engine))
    job = desk.ask(INDEX, asked_by="admin", now=START)
    with pytest.raises(JobStateError):
        desk.retry(job.id, now=START)
    desk.cancel(job.id, now=START)
    other = desk.ask(INDEX, asked_by="admin", now=START)
    with pytest.raises(JobStateError):
        desk.retry(job.id, now=START)
    desk.cancel(other.id, now=START)
    assert desk.retry(job.id, now=START).state is JobState.QUEUED
    with pytest.raises(JobStateError):
        desk.cancel(other.id, now=START)
    assert desk.queue.numbers == [job.id, other.id, job.id]


def test_a_look_finds_what_the_queue_lost(records):
    desk = JobDesk(records=records, queue=Woken(), workers=WorkerRecords(records._engine))
    asked(records)
    lost = asked(records, TODAY)
    claimed(records, lost)
    assert len(desk.wake_for_due(now=START + LEASE + SECOND)) == 2


def test_a_job_that_nobody_takes_up_is_told(records):
    job = asked(records)
    later = START + timedelta(minutes=6)
    there = staffing_of(later, now=later)
    assert jobs_check([job], there, now=START).is_well
    check = jobs_check([job], there, now=later)
    assert (check.is_well, check.words) == (False, "1 项等候已久")
    assert jobs_check([job, claimed(records, asked(records, TODAY))], there, now=later).is_well


def test_a_worker_is_there_as_long_as_it_gives_signs(records):
    workers = WorkerRecords(records._engine)
    desk = JobDesk(records=records, queue=Woken(), workers=workers)
    nobody = desk.staffing(now=START)
    assert (nobody.is_there, nobody.last_seen) == (False, None)
    assert "从未运行过" in jobs_check([], nobody, now=START).words
    for name in ("m:1", "m:2", "m:1"):
        workers.sign(name, now=START)
    assert desk.staffing(now=START + MISSED_AFTER).is_there
    later = START + MISSED_AFTER + SECOND
    gone = desk.staffing(now=later)
    assert (gone.is_there, gone.last_seen) == (False, START)
    # Nothing waits, so nothing is wrong; what to do stands there all the same.
    check = jobs_check([], gone, now=later)
    assert check.is_well
    assert "最近一次在 " in check.words
    assert "tongpan work" in check.words
    workers.sign("m:3", now=later + timedelta(days=31))
    workers.forget()
    assert desk.staffing(now=later) == nobody


def test_what_was_restored_is_stopped_until_somebody_asks_again(records):
    done, waiting, running = asked(records), asked(records, TODAY), None
    claimed(records, done)
    records.finish(done.id, claim="a", state=JobState.DONE, now=START)
    running = claimed(records, asked(records), claim="b")
    assert records.stop_all(problem=RESTORED, now=START) == 2
    assert records.due(now=START) == ()
    for each in (waiting, running):
        job = records.get(each.id)
        assert (job.state, job.problem) == (JobState.CANCELLED, RESTORED)
    assert records.get(done.id).state is JobState.DONE
    # Who carries it where it was taken has no claim here.
    with pytest.raises(JobLostError):
        records.finish(running.id, claim="b", state=JobState.DONE, now=START)
    assert records.again(running.id, now=START).problem is None
    assert records.due(now=START) == (running.id,)
    assert records.stop_all(problem=RESTORED, now=START) == 1


class Workers(RuleBasedStateMachine):
    """Two workers carry, die, come back late and are called off; who holds a claim is one."""

    def __init__(self):
        super().__init__()
        self.engine = create_engine("sqlite://", poolclass=StaticPool)
        metadata.create_all(self.engine)
        self.records = JobRecords(self.engine)
        self.now = START
        self.claims = {}
        self.done = []
        self.number = 0

    @initialize()
    def ask(self):
        self.job = asked(self.records)

    @rule(worker=st.sampled_from("ab"))
    def takes(self, worker):
        self.number += 1
        claim = f"{worker}{self.number}"
        if claimed(self.records, self.job, claim, self.now) is not None:
            self.claims[worker] = claim

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def shows_life(self, data):
        worker = data.draw(st.sampled_from(sorted(self.claims)))
        try:
            self.records.beat(
                self.job.id, claim=self.claims[worker], stage="", done=1, total=2, now=self.now
            )
        except JobLostError:
            del self.claims[worker]

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), state=st.sampled_from([JobState.DONE, JobState.FAILED]))
    def ends(self, data, state):
        worker = data.draw(st.sampled_from(sorted(self.claims)))
        try:
            self.records.finish(
                self.job.id, claim=self.claims.pop(worker), state=state, now=self.now
            )
            self.done.append(state)
        except JobLostError:
            pass

    @rule(seconds=st.sampled_from([1, 59, 61, 3600]))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.records.put_back_lost(now=self.now)

    @rule()
    def is_called_off(self):
        self.records.ask_cancel(self.job.id, now=self.now)

    @rule()
    def is_asked_for_again(self):
        job, is_new = self.records.add(INDEX, asked_by="x", now=self.now)
        before = self.records.get(self.job.id)
        assert is_new == (before.state not in LIVE)
        if is_new:
            self.job, self.claims, self.done = job, {}, []

    @invariant()
    def one_ends_it_once(self):
        assert len(self.done) <= 1
        if self.done:
            assert self.records.get(self.job.id).state is self.done[0]

    @invariant()
    def it_is_tried_so_often_and_not_more(self):
        assert self.records.get(self.job.id).n_tries <= MOST_TRIES

    def teardown(self):
        self.engine.dispose()


TestWorkers = Workers.TestCase
TestWorkers.settings = hypothesis_settings(max_examples=6, stateful_step_count=14, deadline=None)
