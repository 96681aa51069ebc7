"""The queue wakes workers on both kinds, holds numbers alone, and is no part of a backup."""

import json
import sqlite3
import threading

import pytest
from sqlalchemy import inspect, text

from service.jobs.waking import Duties, HueyQueue
from service.store.database import prepare_database
from service.store.records_copy import AllRecords
from tests.databases import POSTGRESQL, SQLITE


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def address(request, tmp_path):
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path / 'tongpan.db'}"
    return request.getfixturevalue("postgres").prepared()


@pytest.fixture
def engine(address):
    made = prepare_database(address)
    yield made
    made.dispose()


@pytest.fixture
def queue(engine, address, tmp_path):
    made = HueyQueue(engine, address=address, data=tmp_path)
    yield made
    made.close()


def messages(engine, folder):
    if engine.dialect.name == "sqlite":
        with sqlite3.connect(folder / "queue.db") as connection:
            found = connection.execute("SELECT data FROM task ORDER BY id").fetchall()
        connection.close()
    else:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT data FROM huey_task ORDER BY id")).all()
    return [json.loads(bytes(data)) for (data,) in found]


def test_a_message_is_json_with_a_number_and_nothing_else(queue, engine, tmp_path):
    queue.send(7)
    (message,) = messages(engine, tmp_path)
    assert message["args"] == [7]
    assert set(message) == {"id", "name", "args", "expires"}


def test_a_worker_is_woken_by_another_process_of_the_same_records(queue, engine, address, tmp_path):
    carried, is_there = [], threading.Event()

    def carry(number):
        carried.append(number)
        is_there.set()

    sender = HueyQueue(engine, address=address, data=tmp_path)
    consumer = queue.consumer(Duties(carry=carry, look=lambda: None))
    # The signals of the process belong to the tests.
    consumer._set_signal_handlers = lambda: None
    consumer.start()
    try:
        sender.send(3)
        assert is_there.wait(10)
    finally:
        consumer.stop(graceful=True)
        sender.close()
    assert carried == [3]
    assert not [each for each in messages(engine, tmp_path) if each["args"]]


def test_the_tables_of_the_queue_are_no_records(queue, engine):
    queue.send(1)
    with AllRecords(engine).reading() as reading:
        assert not [name for name in reading.names if name.startswith("huey")]
    if engine.dialect.name == "postgresql":
        assert inspect(engine).has_table("huey_task")
