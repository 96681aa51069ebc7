"""Long work: told while it runs, stopped where all is stored, gone on with by the same words."""

import multiprocessing
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from service.actors import Role
from service.jobs.board import JobBoard
from service.jobs.desk import JobDesk
from service.jobs.errors import JobRunningError, JobStoppedError, JobUnknownError
from service.jobs.model import JobKind, JobState
from tests.service.conftest import GOOD_PASSWORD, form_token_of

WORDS = ("ingest", "/papers", "--source", "s")
NOW = datetime(2026, 3, 2, tzinfo=UTC)


class Ticking:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        self.now += timedelta(seconds=2)
        return self.now


@pytest.fixture
def board(tmp_path):
    return JobBoard(tmp_path)


def work(board, kind=JobKind.INGEST, words=WORDS):
    return board.working(kind, words, clock=Ticking())


@contextmanager
def stopped(board):
    """Work until somebody stops it."""
    try:
        with work(board) as running:
            yield running
    except JobStoppedError:
        return
    pytest.fail("nobody stopped it")


def test_a_work_tells_how_far_it_is_and_how_it_ended(board):
    assert board.job(JobKind.INGEST) is None
    with work(board) as running:
        assert board.job(JobKind.INGEST).state is JobState.RUNNING
        running.show("ingest", 3, 10)
        job = board.job(JobKind.INGEST)
        assert (job.stage, job.n_done, job.n_all, job.goes_on) == ("ingest", 3, 10, False)
    job = board.job(JobKind.INGEST)
    assert (job.state, job.words, job.goes_on) == (JobState.DONE, WORDS, False)


def test_a_work_is_not_written_down_more_than_once_a_second(board):
    clock = Ticking()
    with board.working(JobKind.INGEST, WORDS, clock=lambda: clock.now) as running:
        running.show("ingest", 1, 9)
        running.show("ingest", 2, 9)
        assert board.job(JobKind.INGEST).n_done == 1
        running.show("ingest", 9, 9)
        assert board.job(JobKind.INGEST).n_done == 9


def test_a_work_is_stopped_at_its_next_step_and_can_go_on(board):
    with stopped(board) as running:
        running.show("ingest", 1, 10)
        board.stop(JobKind.INGEST)
        assert board.is_stopping(JobKind.INGEST)
        running.show("ingest", 2, 10)
    job = board.job(JobKind.INGEST)
    assert (job.state, job.goes_on, job.n_done) == (JobState.STOPPED, True, 1)
    # The wish of before does not stop who goes on.
    with work(board) as running:
        running.show("ingest", 2, 10)
    assert board.job(JobKind.INGEST).state is JobState.DONE


def test_what_nobody_does_is_not_stopped(board):
    board.stop(JobKind.INDEX)
    with work(board):
        pass
    board.stop(JobKind.INGEST)
    assert not board.is_stopping(JobKind.INGEST)


def test_a_refused_work_says_so(board):
    with pytest.raises(ZeroDivisionError), work(board):
        raise ZeroDivisionError
    assert board.job(JobKind.INGEST).state is JobState.FAILED


def test_two_do_not_work_at_one_kind(board):
    with work(board):
        with pytest.raises(JobRunningError), work(board):
            pytest.fail("both work")
        with work(board, JobKind.INDEX, ("index",)):
            assert {board.job(kind).state for kind in JobKind} == {JobState.RUNNING}


def killed(data, begun):
    with JobBoard(data).working(JobKind.INDEX, ("index", "--force"), clock=Ticking()) as running:
        running.show("words", 5, 10)
        begun.set()
        multiprocessing.Event().wait()


def test_a_work_whose_process_was_killed_is_told_from_one_that_runs(board, tmp_path):
    context = multiprocessing.get_context("fork")
    begun = context.Event()
    worker = context.Process(target=killed, args=(tmp_path, begun))
    worker.start()
    assert begun.wait(20)
    assert board.job(JobKind.INDEX).state is JobState.RUNNING
    worker.kill()
    worker.join()
    job = board.job(JobKind.INDEX)
    assert (job.state, job.goes_on, job.n_done) == (JobState.BROKEN, True, 5)


@pytest.mark.parametrize("damage", ["", "{", '{"kind": "index"}'])
def test_a_record_that_cannot_be_read_is_none(board, tmp_path, damage):
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "index.json").write_text(damage, "utf-8")
    assert board.job(JobKind.INDEX) is None


def test_the_desk_starts_afresh_goes_on_and_starts_nothing_twice(board):
    started = []
    desk = JobDesk(board=board, start=started.append)
    desk.run(JobKind.INDEX, now=NOW)
    assert board.job(JobKind.INDEX, now=NOW).state is JobState.STARTING
    with pytest.raises(JobRunningError):
        desk.run(JobKind.INDEX, now=NOW)
    with pytest.raises(JobUnknownError):
        desk.run(JobKind.INGEST, now=NOW)
    assert not desk.may_run(JobKind.INGEST, now=NOW)
    with stopped(board) as running:
        with pytest.raises(JobRunningError):
            desk.run(JobKind.INGEST, now=NOW)
        desk.stop(JobKind.INGEST)
        running.show("ingest", 1, 2)
    desk.run(JobKind.INGEST, now=NOW)
    assert started == [("index",), WORDS]
    with work(board):
        pass
    # What is done is not gone on with.
    assert not desk.may_run(JobKind.INGEST, now=NOW)


def test_a_work_can_be_stopped_before_its_process_speaks(board):
    board.announce(JobKind.INGEST, WORDS, now=NOW)
    board.stop(JobKind.INGEST)
    with stopped(board) as running:
        running.show("ingest", 1, 2)
    board.announce(JobKind.INGEST, WORDS, now=NOW)
    assert not board.is_stopping(JobKind.INGEST)


def test_a_process_that_never_spoke_is_given_up(board):
    board.announce(JobKind.INDEX, ("index",), now=NOW)
    late = NOW + timedelta(minutes=5)
    assert board.job(JobKind.INDEX, now=NOW).state is JobState.STARTING
    assert board.job(JobKind.INDEX, now=late).state is JobState.BROKEN
    desk = JobDesk(board=board, start=lambda words: None)
    assert desk.may_run(JobKind.INDEX, now=late)


@pytest.fixture
def admin(client, desk, clock):
    desk.add(
        name="admin",
        display_name="管理员",
        password=GOOD_PASSWORD,
        roles=[Role.ADMINISTRATOR],
        now=clock(),
    )
    page = client.get("/sign-in")
    typed = {"name": "admin", "password": GOOD_PASSWORD, "form_token": form_token_of(page)}
    assert client.post("/sign-in", data=typed).status_code == 303
    return client


def press(admin, **fields):
    token = form_token_of(admin.get("/system"))
    return admin.post("/system/jobs", data={**fields, "form_token": token})


def test_the_administrator_watches_stops_and_goes_on(admin, edge, jobs_started):
    board = edge.jobs.board
    assert "tongpan ingest" in admin.get("/system").text
    with stopped(board) as running:
        running.show("ingest", 300, 1200)
        page = admin.get("/system").text
        assert "300/1,200" in page
        assert 'http-equiv="refresh"' in page
        assert press(admin, kind="ingest", act="stop").status_code == 303
        assert "正在停止" in admin.get("/system").text
        refused = press(admin, kind="ingest", act="run")
        assert (refused.status_code, "正在进行" in refused.text) == (409, True)
        running.show("ingest", 301, 1200)
    page = admin.get("/system").text
    assert "已停止" in page
    assert 'http-equiv="refresh"' not in page
    assert press(admin, kind="ingest", act="run").status_code == 303
    assert press(admin, kind="index", act="run").status_code == 303
    assert admin.get("/system").text.count("正在启动") == 2
    assert jobs_started == [WORDS, ("index",)]


@pytest.mark.parametrize("fields", [{"kind": "index"}, {"kind": "x", "act": "run"}, {}])
def test_only_what_the_page_offers_is_done(admin, jobs_started, fields):
    assert press(admin, **fields).status_code in {400, 422}
    assert jobs_started == []
