"""How are all records written out as text, and read into an empty database of either kind?

The tables are taken as the database describes them, not as this program does: what an older
program wrote is read back under its own schema and brought up to date afterwards.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, TextIO

from sqlalchemy import Connection, Engine, MetaData, Table, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from corpus.errors import StoreError, StoreVersionError
from corpus.store.engine import open_engine, write_transaction
from service.store.database import (
    expected_version,
    known_versions,
    migration_config,
    prepare_database,
    schema_version,
)
from service.store.server_facts import DatabaseFacts, facts_of
from service.store.widening import widen

_BATCH: Final = 500
_VERSION_TABLE: Final = "alembic_version"
_QUEUE_TABLES: Final = "huey_"
# Marks of what JSON has no word for.
_MOMENT: Final = "@moment"
_DAY: Final = "@day"
_BYTES: Final = "@bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCount:
    """How many rows a table has.

    Attributes:
        name: The table.
        n_rows: Its rows.
    """

    name: str
    n_rows: int


class RecordsReader:
    """All records of a database as they stand at one moment.

    Opened, it holds one transaction: whoever writes meanwhile is not seen and is not kept waiting.
    """

    def __init__(self, connection: Connection, tables: tuple[Table, ...], revision: str) -> None:
        self._connection = connection
        self._tables = tables
        self.revision = revision

    @property
    def names(self) -> tuple[str, ...]:
        """Return the tables, each behind those that it points to."""
        return tuple(table.name for table in self._tables)

    def write(self, name: str, out: TextIO) -> int:
        """Write the rows of a table as JSON, one each, in order of its key; return how many."""
        table = next(each for each in self._tables if each.name == name)
        every = select(table).order_by(*table.primary_key.columns)
        n_rows = 0
        with self._connection.execute(every, execution_options={"yield_per": _BATCH}) as rows:
            for row in rows:
                values = {key: _packed(value) for key, value in row._asdict().items()}
                out.write(json.dumps(values, ensure_ascii=False) + "\n")
                n_rows += 1
        return n_rows


class AllRecords:
    """The records of an open database, whatever tables they stand in."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def facts(self) -> DatabaseFacts:
        """Return how the database stands.

        Raises:
            StoreError: It cannot be reached.
        """
        return facts_of(self._engine)

    @contextmanager
    def reading(self) -> Iterator[RecordsReader]:
        """Give the records of one moment.

        Raises:
            StoreVersionError: The database holds no schema.
        """
        revision = schema_version(self._engine)
        if revision is None:
            raise StoreVersionError(None, expected_version())
        is_sqlite = self._engine.dialect.name == "sqlite"
        engine = self._engine
        if not is_sqlite:
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection, connection.begin():
            # In SQLite the moment is that of the first read, which finding the tables is.
            yield RecordsReader(connection, _tables(connection), revision)


def fill_records(url: str, *, revision: str, tables: Iterator[tuple[str, TextIO]]) -> None:
    """Make an empty database hold given rows, and bring it up to date; all of it or nothing.

    Args:
        url: As for :func:`corpus.store.engine.open_engine`; it must hold no schema yet.
        revision: The schema that the rows were written under.
        tables: The tables in the order of :attr:`RecordsReader.names`, each with its lines.

    Raises:
        StoreError: The database holds something already, or refuses the rows.
        StoreVersionError: A newer program wrote the rows.
    """
    if revision not in known_versions():
        raise StoreVersionError(revision, expected_version())
    engine = open_engine(url, checks_foreign_keys=False)
    try:
        if schema_version(engine) is not None:
            raise StoreError("the database holds records already; restore into an empty one")
        with write_transaction(engine) as connection:
            # Loaded only here: every start of the server would wait for it.
            from alembic import command  # noqa: PLC0415

            config = migration_config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            widen(connection)
            known = {table.name: table for table in _tables(connection)}
            # What migrations put there themselves is among the rows that come.
            for table in reversed(list(known.values())):
                connection.execute(delete(table))
            for name, lines in tables:
                _fill(connection, known[name], lines)
    except DBAPIError as error:
        raise StoreError(f"the database refuses the rows: {error.orig}") from error
    finally:
        engine.dispose()
    prepare_database(url).dispose()


def count_rows(url: str) -> tuple[TableCount, ...]:
    """Return how many rows each table of a database has.

    Raises:
        StoreError: The database cannot be reached.
    """
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            return tuple(
                TableCount(
                    name=table.name,
                    n_rows=connection.execute(select(func.count()).select_from(table)).scalar_one(),
                )
                for table in _tables(connection)
            )
    finally:
        engine.dispose()


def _tables(connection: Connection) -> tuple[Table, ...]:
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if _is_of_records(table.name))


def _is_of_records(name: str) -> bool:
    # What the queue library keeps beside them wakes workers and tells nothing of its own.
    return name != _VERSION_TABLE and not name.startswith(_QUEUE_TABLES)


def _fill(connection: Connection, table: Table, lines: TextIO) -> None:
    is_naive = connection.dialect.name == "sqlite"
    batch: list[dict[str, object]] = []
    for line in lines:
        values = json.loads(line)
        batch.append({key: _unpacked(value, is_naive=is_naive) for key, value in values.items()})
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            batch.clear()
    if batch:
        connection.execute(insert(table), batch)
    if not is_naive:
        _move_sequence(connection, table)


def _move_sequence(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows behind those that were given with their numbers."""
    key = table.autoincrement_column
    if key is None:
        return
    sequence = select(func.pg_get_serial_sequence(table.name, key.name))
    if (name := connection.execute(sequence).scalar_one()) is not None:
        highest = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(name, highest, False)))  # noqa: FBT003 - SQL


def _packed(value: object) -> object:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return {_MOMENT: aware.isoformat()}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, bytes):
        return {_BYTES: base64.b64encode(value).decode("ascii")}
    return value


def _unpacked(value: object, *, is_naive: bool) -> object:
    if not isinstance(value, dict):
        return value
    ((mark, said),) = value.items()
    if mark == _MOMENT:
        moment = datetime.fromisoformat(said)
        return moment.replace(tzinfo=None) if is_naive else moment
    return date.fromisoformat(said) if mark == _DAY else base64.b64decode(said)
