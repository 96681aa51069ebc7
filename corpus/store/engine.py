"""How is the database opened, and what is one write?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from corpus.errors import StoreConflictError, StoreError, StoreUnavailableError, StoreValueError

_BUSY_SECONDS: Final = 30
"""How long a SQLite connection waits for another writer before it gives up."""

_SYNCHRONOUS: Final = "FULL"
"""When SQLite waits for the disk. With a write-ahead log ``NORMAL`` never corrupts, but a loss of
power may take back commits that were acknowledged; ``FULL`` syncs the log after each of them.

Source: https://www.sqlite.org/pragma.html#pragma_synchronous
"""

_PAGE_BYTES: Final = 2048
"""How large the pages of a new file of SQLite are; one that is there keeps its own.

A judgment takes a page and some more that nothing else stands in, the last of them half empty. With
2,048 bytes .4 KiB of a judgment go that 4,096 leave empty; with 1,024 it would be .05 more, for
trees that are a level deeper. A file keeps its pages until it is written anew as a whole.

Source: https://www.sqlite.org/fileformat2.html#ovflpgs; https://www.sqlite.org/pragma.html#pragma_page_size
"""

_LOGGED_BYTES: Final = 1000 * 4096
"""From so many on the log is taken over into the file: SQLite's own bound with its own pages."""

_CORPUS_LANE: Final = 0x544F4E47
"""Key of the advisory lock that lets one ingest at a time write to PostgreSQL ("TONG")."""

_READING: Final = "REPEATABLE READ"
_WRITING: Final = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolParameters:
    """How many connections to PostgreSQL a process holds, and how long it waits for what.

    Attributes:
        size: Connections that are kept open.
        overflow: Connections more, while many ask at once.
        wait_seconds: How long one waits for a connection of the pool.
        recycle_seconds: Age at which a connection is made anew; firewalls drop old ones.
        connect_seconds: How long making one may take.
        statement_seconds: How long one statement may take; 0 sets no bound.
    """

    size: int = 5
    overflow: int = 10
    wait_seconds: int = 10
    recycle_seconds: int = 1800
    connect_seconds: int = 5
    statement_seconds: int = 0


STANDARD_POOL: Final = PoolParameters()


class _Pool(QueuePool):
    """A pool that tells of having none left as the store tells of everything else."""

    def connect(self) -> PoolProxiedConnection:
        try:
            return super().connect()
        except PoolTimeoutError as error:
            raise StoreUnavailableError("every connection is in use") from error


def open_engine(
    url: str, *, checks_foreign_keys: bool = True, pool: PoolParameters = STANDARD_POOL
) -> Engine:
    """Open a database by its URL.

    SQLite runs with a write-ahead log (readers never wait for the writer), with foreign keys
    checked, and with transactions that really begin where they are begun. What it has committed
    outlives a loss of power, as far as the disk keeps what it says it has. On both kinds, what one
    connection reads between beginning and end is of one moment.

    Args:
        url: ``sqlite:////path/to/file.db`` or ``postgresql+psycopg://user@host/name``.
        checks_foreign_keys: False only for migrations: SQLite changes a table by copying and
            dropping it, and a drop would delete the rows of other tables that point to it.
        pool: Of a server; a file knows none of its bounds.

    Raises:
        StoreError: The URL is none, or of another database.
    """
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise StoreError(f"cannot read database URL: {error}") from error
    if backend == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, poolclass=_Pool)
        event.listen(engine, "connect", _set_up_sqlite)
        if checks_foreign_keys:
            event.listen(engine, "connect", _check_foreign_keys)
        event.listen(engine, "begin", _begin_sqlite)
    elif backend == "postgresql":
        engine = _open_postgres(url, pool)
    else:
        raise StoreError(
            f"database {backend!r} met; expected sqlite:///FILE or postgresql+psycopg://…"
        )
    event.listen(engine, "handle_error", _as_store_error)
    return engine


def _open_postgres(url: str, pool: PoolParameters) -> Engine:
    try:
        return create_engine(
            url,
            poolclass=_Pool,
            pool_size=pool.size,
            max_overflow=pool.overflow,
            pool_timeout=pool.wait_seconds,
            pool_recycle=pool.recycle_seconds,
            # Asks each connection whether it still lives before it is given out.
            pool_pre_ping=True,
            # What is read in several statements is of one moment, as SQLite's log gives it.
            isolation_level=_READING,
            connect_args={
                "connect_timeout": pool.connect_seconds,
                "application_name": "tongpan",
                "options": f"-c statement_timeout={pool.statement_seconds * 1000}",
                # A server that is gone without a word is noticed by what it does not confirm.
                "keepalives_idle": 30,
                "keepalives_interval": 10,
                "keepalives_count": 3,
                "tcp_user_timeout": 60_000,
            },
        )
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"no driver for {make_url(url).drivername}: {error}; expected postgresql+psycopg://… "
            "with the extra `postgres` installed"
        ) from error


def _as_store_error(context: ExceptionContext) -> Exception | None:
    """Return as what an error of the driver is told; None leaves it as it is."""
    error = context.sqlalchemy_exception
    if isinstance(error, OperationalError | InterfaceError):
        return StoreUnavailableError(_first_line(error))
    if isinstance(error, IntegrityError):
        return StoreConflictError(_first_line(error))
    if isinstance(error, DataError):
        return StoreValueError(_first_line(error))
    return None


def _first_line(error: DBAPIError) -> str:
    """Return what went wrong without the lines that quote rows: they may name people."""
    return str(error.orig).partition("\n")[0]


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    sqlite = cast("sqlite3.Connection", connection)
    # The driver's own idea of when a transaction begins leaves the first reads outside of it.
    sqlite.isolation_level = None
    # Only before anything is written, the log's own mark in the file included.
    sqlite.execute(f"PRAGMA page_size={_PAGE_BYTES}")
    sqlite.execute("PRAGMA journal_mode=WAL")
    (page,) = sqlite.execute("PRAGMA page_size").fetchone()
    sqlite.execute(f"PRAGMA wal_autocheckpoint={_LOGGED_BYTES // page}")
    sqlite.execute(f"PRAGMA synchronous={_SYNCHRONOUS}")


def _check_foreign_keys(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cast("sqlite3.Connection", connection).execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("tongpan_writes", False):
        # A transaction that reads first and writes later would fail at once, without waiting, when
        # another writer came in between; taking the lock at the start makes it wait its turn.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # Every request begins some, and this one asks nothing of the file that could fail: the
        # driver takes a quarter of the time when it is told without the library around it.
        cast("sqlite3.Connection", connection.connection.dbapi_connection).execute("BEGIN")


@contextmanager
def write_transaction(engine: Engine, *, lane: int = _CORPUS_LANE) -> Iterator[Connection]:
    """Open a transaction for writing; one at a time, whole or not at all.

    What is read in it is what stands when it writes, if whoever writes that takes the same lane.

    Args:
        engine: From :func:`open_engine`.
        lane: Key of an advisory lock: in PostgreSQL those of one lane wait for one another.
            SQLite has one lane for all.

    Raises:
        StoreConflictError: A row that is to be one of its kind is there already.
        StoreError: The database is locked, full, read-only, out of reach, or refuses the values.
    """
    is_server = engine.dialect.name == "postgresql"
    try:
        with (
            engine.connect().execution_options(tongpan_writes=True) as connection,
            connection.begin(),
        ):
            if is_server:
                # A moment fixed at the first statement would lie before the lock that this waits
                # for. Said in SQL: the driver's own way meets a lost connection unwatched.
                connection.exec_driver_sql(_WRITING)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": lane})
            yield connection
    except IntegrityError as error:
        raise StoreConflictError(_first_line(error)) from error
    except DBAPIError as error:
        raise StoreError(f"the database refuses to write: {_first_line(error)}") from error
