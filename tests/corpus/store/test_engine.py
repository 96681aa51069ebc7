"""What was committed stays, what is read is of one moment, and the driver speaks as the store."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    event,
    func,
    insert,
    select,
    text,
)

from corpus.errors import StoreConflictError, StoreError, StoreUnavailableError, StoreValueError
from corpus.store import engine as engine_module
from corpus.store.engine import PoolParameters, open_engine, write_transaction
from tests.databases import POSTGRESQL, SQLITE

tables = MetaData()
things = Table(
    "things",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), unique=True),
)
SMALL = PoolParameters(size=1, overflow=0, wait_seconds=1, connect_seconds=2, statement_seconds=1)


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def address(request, tmp_path):
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path / 'things.db'}"
    return request.getfixturevalue("postgres").empty(None)


@pytest.fixture
def engine(address):
    made = open_engine(address)
    tables.create_all(made)
    yield made
    made.dispose()


def add(engine, name):
    with write_transaction(engine) as connection:
        connection.execute(insert(things).values(name=name))


def count(connection):
    return connection.execute(select(func.count()).select_from(things)).scalar_one()


def test_what_one_connection_reads_is_of_one_moment(engine):
    with engine.connect() as connection:
        assert count(connection) == 0
        add(engine, "meanwhile")
        assert count(connection) == 0
    with engine.connect() as connection:
        assert count(connection) == 1


def test_writers_read_what_stands_and_lose_no_count(engine):
    def one_more(number):
        with write_transaction(engine) as connection:
            highest = connection.execute(select(func.coalesce(func.max(things.c.id), 0))).scalar()
            connection.execute(insert(things).values(id=highest + 1, name=str(number)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one_more, range(24)))
    with engine.connect() as connection:
        ids = connection.execute(select(things.c.id).order_by(things.c.id)).scalars().all()
    assert ids == list(range(1, 25))


def test_a_row_that_is_there_already_is_a_conflict(engine):
    add(engine, "one")
    with pytest.raises(StoreConflictError):
        add(engine, "one")


def test_a_reader_of_no_table_is_told_as_the_store(engine):
    with pytest.raises(Exception) as caught, engine.connect() as connection:
        connection.execute(text("SELECT * FROM nothing"))
    assert "nothing" in str(caught.value)


@pytest.fixture
def server(postgres):
    """An engine with one connection on a server, and an engine that is told of nothing."""
    address = postgres.empty(None)
    one, other = open_engine(address, pool=SMALL), open_engine(postgres.address("postgres"))
    tables.create_all(one)
    yield one, other
    one.dispose()
    other.dispose()


def test_a_character_that_the_server_cannot_hold_is_told(server):
    with pytest.raises(StoreValueError):
        add(server[0], "a\0b")


def test_who_finds_every_connection_in_use_is_told_so_in_time(server):
    with server[0].connect(), pytest.raises(StoreUnavailableError, match="in use"):
        server[0].connect()


def test_a_statement_that_takes_too_long_is_ended(server):
    with server[0].connect() as connection, pytest.raises(StoreUnavailableError):
        connection.execute(text("SELECT pg_sleep(5)"))
    add(server[0], "afterwards")


def test_a_lost_connection_is_told_and_the_next_one_works(server):
    one, other = server
    with one.connect() as connection:
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with other.connect() as elsewhere:
            elsewhere.execute(text("SELECT pg_terminate_backend(:n)"), {"n": number})
        with pytest.raises(StoreUnavailableError):
            connection.execute(text("SELECT 1"))
    add(one, "afterwards")
    with one.connect() as connection:
        assert count(connection) == 1


def test_a_connection_lost_before_a_write_begins_is_told_too(server):
    one, other = server
    with one.connect() as connection:
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()

    def terminate(*_):
        with other.connect() as elsewhere:
            elsewhere.execute(text("SELECT pg_terminate_backend(:n)"), {"n": number})

    # Given out as living, and gone before its first statement.
    event.listen(one, "begin", terminate, once=True)
    with pytest.raises(StoreUnavailableError):
        add(one, "lost")
    add(one, "afterwards")


def test_lanes_of_writers_do_not_wait_for_one_another(server):
    one, _ = server
    wide = open_engine(one.url, pool=PoolParameters(statement_seconds=1))
    with write_transaction(wide, lane=1), write_transaction(wide, lane=2):
        pass
    with (
        write_transaction(wide, lane=1),
        pytest.raises(StoreError),
        write_transaction(wide, lane=1),
    ):
        pass
    wide.dispose()


def test_where_no_server_listens_is_told_in_time(tmp_path):
    engine = open_engine(f"postgresql+psycopg://nobody@/none?host={tmp_path}", pool=SMALL)
    with pytest.raises(StoreUnavailableError):
        engine.connect()


def test_nothing_of_a_row_is_told(engine):
    add(engine, "张三")
    with pytest.raises(StoreConflictError) as caught:
        add(engine, "张三")
    assert "张三" not in str(caught.value)


FULL = 2
"""As SQLite counts: https://www.sqlite.org/pragma.html#pragma_synchronous."""


@pytest.fixture
def as_shipped():
    """The module as it is outside of tests, which do not wait for the disk."""
    spec = spec_from_file_location("engine_as_shipped", engine_module.__file__)
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("checks_foreign_keys", [True, False])
def test_a_commit_outlives_a_loss_of_power(as_shipped, tmp_path, checks_foreign_keys):
    engine = as_shipped.open_engine(
        f"sqlite:///{tmp_path / 'x.db'}", checks_foreign_keys=checks_foreign_keys
    )
    with engine.connect() as connection:
        told = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    engine.dispose()
    assert told == ["wal", FULL, int(checks_foreign_keys)]


def test_a_new_file_has_small_pages_and_one_that_is_there_keeps_its_own(tmp_path):
    for name, given, expected, logged in (
        ("new.db", None, 2048, 2000),
        ("old.db", 4096, 4096, 1000),
    ):
        path = tmp_path / name
        if given is not None:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute(f"PRAGMA page_size={given}")
                connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)")
        engine = open_engine(f"sqlite:///{path}")
        tables.create_all(engine)
        add(engine, "one")
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA page_size").scalar_one() == expected
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            asked = connection.exec_driver_sql("PRAGMA wal_autocheckpoint")
            assert asked.scalar_one() == logged
            assert count(connection) == 1
        engine.dispose()
