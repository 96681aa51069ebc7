"""How is the database opened, and what is one write?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import StoreError

_BUSY_SECONDS = 30
"""How long a SQLite connection waits for another writer before it gives up."""

_SYNCHRONOUS = "FULL"
"""When SQLite waits for the disk. With a write-ahead log ``NORMAL`` never corrupts, but a loss of
power may take back commits that were acknowledged; ``FULL`` syncs the log after each of them.

Source: https://www.sqlite.org/pragma.html#pragma_synchronous
"""

_WRITER_LOCK = 0x544F4E47
"""Key of the advisory lock that lets one ingest at a time write to PostgreSQL ("TONG")."""


def open_engine(url: str, *, checks_foreign_keys: bool = True) -> Engine:
    """Open a database by its URL.

    SQLite runs with a write-ahead log (readers never wait for the writer), with foreign keys
    checked, and with transactions that really begin where they are begun. What it has committed
    outlives a loss of power, as far as the disk keeps what it says it has.

    Args:
        url: ``sqlite:////path/to/file.db`` or ``postgresql+psycopg://user@host/name``.
        checks_foreign_keys: False only for migrations: SQLite changes a table by copying and
            dropping it, and a drop would delete the rows of other tables that point to it.

    Raises:
        StoreError: The URL is none, or of another database.
    """
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise StoreError(f"cannot read database URL: {error}") from error
    if backend == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        if checks_foreign_keys:
            event.listen(engine, "connect", _check_foreign_keys)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    raise StoreError(f"database {backend!r} met; expected sqlite:///FILE or postgresql+psycopg://…")


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    sqlite = cast("sqlite3.Connection", connection)
    # The driver's own idea of when a transaction begins leaves the first reads outside of it.
    sqlite.isolation_level = None
    sqlite.execute("PRAGMA journal_mode=WAL")
    sqlite.execute(f"PRAGMA synchronous={_SYNCHRONOUS}")


def _check_foreign_keys(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cast("sqlite3.Connection", connection).execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("tongpan_writes", False)
    # A transaction that reads first and writes later would fail at once, without waiting, when
    # another writer came in between; taking the lock at the start makes it wait its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """Open a transaction for writing; one at a time, whole or not at all.

    Raises:
        StoreError: The database is locked, full, read-only, or refuses the values.
    """
    try:
        with (
            engine.connect().execution_options(tongpan_writes=True) as connection,
            connection.begin(),
        ):
            if engine.dialect.name == "postgresql":
                lock = text("SELECT pg_advisory_xact_lock(:key)")
                connection.execute(lock, {"key": _WRITER_LOCK})
            yield connection
    except DBAPIError as error:
        raise StoreError(f"the database refuses to write: {error.orig}") from error
