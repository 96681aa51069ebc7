"""Whoever works, the results are the same; whoever cannot work, says why."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path

import pytest

from corpus import workforce
from corpus.errors import SchedulerError, WorkerLostError
from corpus.ingest import ingest
from corpus.reader_version import READER_VERSION
from corpus.workforce import ALONE, Gang, Workforce, edition, gathered
from tests.corpus.clusters import dask_cluster
from tests.corpus.ingest.test_ingest import TODAY, new_store, sums, write_lines
from tests.corpus.judgments import text_of, tiny_reader


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise ValueError(number)


def die(_: int) -> None:
    os._exit(3)


@pytest.mark.parametrize(
    ("force", "is_alone", "is_elsewhere"),
    [
        (ALONE, True, False),
        (Workforce(processes=2), False, False),
        (Workforce(processes=1, scheduler="tcp://127.0.0.1:8786"), False, False),
        (Workforce(processes=1, scheduler="tcp://localhost:8786"), False, False),
        (Workforce(processes=8, scheduler="tls://10.1.2.3:8786"), False, True),
    ],
)
def test_who_works_is_told_by_where_they_are(force, is_alone, is_elsewhere):
    assert (force.is_alone, force.is_elsewhere) == (is_alone, is_elsewhere)


def test_a_scheduler_that_does_not_answer_is_refused(monkeypatch):
    monkeypatch.setattr(workforce, "_PATIENCE_SECONDS", 0.2)
    force = Workforce(processes=1, scheduler="tcp://127.0.0.1:1")
    with pytest.raises(SchedulerError, match="no answer"), gathered(force):
        pass


@pytest.mark.parametrize("address", ["", "nonsense", "http://127.0.0.1:1", "tcp://"])
def test_an_address_of_another_form_is_refused(monkeypatch, address):
    monkeypatch.setattr(workforce, "_PATIENCE_SECONDS", 0.2)
    force = Workforce(processes=1, scheduler=address)
    with pytest.raises(SchedulerError, match=r"tcp://HOST:PORT"), gathered(force):
        pass


def minus(lent: int, number: int) -> int:
    return lent - number


def test_results_come_in_order_and_few_tasks_are_under_way():
    asked, most = 0, 0

    def tasks():
        nonlocal asked
        for number in range(40):
            asked += 1
            yield number

    with ThreadPoolExecutor(2) as pool:
        gang = Gang(executor=pool, size=2, are_elsewhere=False, lend=lambda value: value)
        for done, (task, result) in enumerate(gang.in_order(minus, tasks(), 100), start=1):
            assert (task, result) == (done - 1, 100 - task)
            most = max(most, asked - done)
    assert asked == 40
    assert most < 3 * gang.size
    assert list(gang.in_order(minus, [], 100)) == []


@pytest.fixture(scope="module")
def scheduler():
    """Two workers and a scheduler, processes of this machine."""
    with dask_cluster(workers=2) as address:
        yield address


@pytest.mark.slow
def test_it_gives_what_processes_give(scheduler):
    numbers = range(20)
    for force in (Workforce(processes=2), Workforce(processes=1, scheduler=scheduler)):
        with gathered(force) as gang:
            assert gang.size == 2
            waiting = [gang.executor.submit(double, number) for number in numbers]
            assert [each.result() for each in waiting] == [double(n) for n in numbers]
            assert {each.result() for each in as_completed(waiting)} == set(range(0, 40, 2))


@pytest.mark.slow
def test_what_is_lent_is_there_when_the_task_begins(scheduler):
    for force in (Workforce(processes=2), Workforce(processes=1, scheduler=scheduler)):
        with gathered(force) as gang:
            lent = gang.lend(1_000)
            found = [result for _, result in gang.in_order(minus, range(9), lent)]
            assert found == [1_000 - number for number in range(9)]


_WAITING = """
import os, sys
from corpus.workforce import Workforce, gathered
if __name__ == "__main__":
    with gathered(Workforce(processes=1)) as gang:
        print(gang.executor.submit(os.getpid).result(), flush=True)
        sys.stdin.read()
"""


def is_alive(process: int) -> bool:
    # Who has ended and is not asked about yet still has a number.
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.slow
def test_processes_end_with_the_one_that_began_them(tmp_path):
    program = tmp_path / "waiting.py"
    program.write_text(_WAITING)
    paths = {"PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(
        [sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=paths
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert is_alive(worker)
        parent.kill()
    ends = time.monotonic() + 10
    while is_alive(worker) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not is_alive(worker)


@pytest.mark.slow
def test_an_error_of_the_work_comes_back_as_it_was(scheduler):
    force = Workforce(processes=1, scheduler=scheduler)
    with pytest.raises(ValueError, match="7"), gathered(force) as gang:
        gang.executor.submit(refuse, 7).result()


@pytest.mark.slow
def test_a_task_that_kills_its_workers_is_given_up(scheduler):
    with (
        pytest.raises(WorkerLostError),
        gathered(Workforce(processes=1, scheduler=scheduler)) as gang,
    ):
        gang.executor.submit(die, 1).result()


@pytest.mark.slow
def test_it_fills_the_store_as_this_machine_does(scheduler, tmp_path):
    path = write_lines(
        tmp_path / "court.jsonl", [{"id": n, "text": text_of(n // 2)} for n in range(300)]
    )
    alone, many = (new_store(tmp_path / name) for name in ("alone.db", "many.db"))
    force = Workforce(processes=1, scheduler=scheduler)
    reports = [
        ingest(path, store, today=TODAY, workforce=each, reader=tiny_reader)
        for store, each in ((alone, ALONE), (many, force))
    ]
    assert sums(reports[0]) == sums(reports[1])
    assert many.digest() == alone.digest()
    assert list(many.iterate()) == list(alone.iterate())
    for store in (alone, many):
        store._engine.dispose()


@pytest.mark.slow
def test_workers_of_another_edition_are_refused():
    preload = "import corpus.workforce as its; its.READER_VERSION = 0"
    with dask_cluster(workers=1, preload=preload) as other:
        force = Workforce(processes=1, scheduler=other)
        with pytest.raises(SchedulerError, match="a worker runs"), gathered(force):
            pass
    assert edition().endswith(f"/{READER_VERSION}")
