"""A work is killed at any moment, and what it said before is known."""

import sqlite3
import time

import pytest

from evaluation.endurance.kills.looking import _database
from evaluation.endurance.kills.ready import DATABASE
from evaluation.endurance.kills.suite import _Child, _figures, _Result
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


def test_lost_acknowledged_acts_are_counted_apart():
    result = _Result(n_runs=2, n_killed=1, n_acknowledged=7)
    result.problems["votes: 1 acknowledged and lost"] += 1
    result.problems["database: torn"] += 2
    figures = _figures({Work.VOTE: result})
    assert (figures["lost_acknowledged"], figures["other_problems"]) == (1, 2)


def test_a_row_that_points_nowhere_is_found(tmp_path):
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE b (a INTEGER REFERENCES a (id))")
        assert list(_database(tmp_path)) == []
        connection.execute("INSERT INTO b VALUES (7)")
    connection.close()
    assert len(list(_database(tmp_path))) == 1
