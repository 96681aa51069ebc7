"""From every earlier schema, with rows in every table, to this one: nothing is lost on the way.

The chain is built once. Before each step every table that is there gets a row more, so that what
each program before this one could have written goes all the way.
"""

from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, insert, text
from sqlalchemy.types import (
    Boolean,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
)

from corpus.errors import StoreVersionError
from corpus.packing import packed, unpacked
from corpus.store.engine import open_engine, write_transaction
from service.store.database import (
    expected_version,
    migration_config,
    open_database,
    prepare_database,
)
from service.store.widening import widen

VERSION = "alembic_version"
PACKED = {
    "judgments": {"text", "reading"},
    "relation_papers": {"traits", "found_by"},
    "lineage_papers": {"paper"},
}
"""Columns that hold packed text since 0023; before, they held it plain."""


def revisions():
    """Return all revisions, the oldest first."""
    script = ScriptDirectory.from_config(migration_config())
    return [each.revision for each in script.walk_revisions()][::-1]


def upgrade(engine, revision):
    with write_transaction(engine) as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def tables_of(engine):
    found = MetaData()
    found.reflect(engine)
    return {table.name: table for table in found.sorted_tables if table.name != VERSION}


def value_for(column, n):
    kind = column.type
    # Booleans are told apart from numbers first: they are numbers to some databases.
    if isinstance(kind, Boolean):
        return n % 2 == 0
    if isinstance(kind, (Integer, Numeric, Float)):
        return n
    if isinstance(kind, DateTime):
        moment = datetime(2026, 1, 1 + n, tzinfo=UTC)
        return moment if kind.timezone else moment.replace(tzinfo=None)
    if isinstance(kind, Date):
        return date(2026, 1, 1 + n)
    if isinstance(kind, LargeBinary):
        return f"案{n}".encode()
    if isinstance(kind, String):
        words = f"v{n}{column.name}"
        return words[: kind.length] if kind.length else words
    raise AssertionError(f"{column}: no value for {kind!r}")


def add_rows(engine, tables, n):
    """Give every table a row of its own, pointing to rows that the same round added."""
    with write_transaction(engine) as connection:
        added = {}
        for name, table in tables.items():
            row = {}
            for column in table.columns:
                keys = [key for key in column.foreign_keys if key.column.table.name in added]
                if keys:
                    row[column.name] = added[keys[0].column.table.name][keys[0].column.name]
                elif column.foreign_keys and column.nullable:
                    row[column.name] = None
                elif column.name in PACKED.get(name, ()) and isinstance(column.type, LargeBinary):
                    row[column.name] = packed(f"v{n}{column.name}")
                else:
                    row[column.name] = value_for(column, n)
            connection.execute(insert(table), row)
            added[name] = row


def rows_of(engine, tables):
    """Return the rows of every table by its name, each as a mapping; packed texts as they read."""
    with engine.connect() as connection:
        return {
            name: [
                {
                    column: unpacked(bytes(value))
                    if column in PACKED.get(name, ()) and not isinstance(value, str)
                    else value
                    for column, value in row._mapping.items()
                }
                for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            ]
            for name in tables
        }


def lost(before, after):
    """Return what of the rows is not there any more, in the columns that were kept."""
    missing = []
    for name, rows in before.items():
        now = after.get(name)
        if now is None:
            missing.append(f"table {name}")
            continue
        kept = set(now[0]) if now else set()
        for row in rows:
            wanted = {column: value for column, value in row.items() if column in kept}
            if not any({column: each[column] for column in wanted} == wanted for each in now):
                missing.append(f"{name} {row}")
    return missing


def walk_the_chain(url):
    """Upgrade step by step; return what was lost and the number of rows at the end."""
    engine = open_engine(url, checks_foreign_keys=False)
    missing, before = [], {}
    try:
        for n, revision in enumerate(revisions(), start=1):
            upgrade(engine, revision)
            tables = tables_of(engine)
            missing += [f"{revision}: {each}" for each in lost(before, rows_of(engine, tables))]
            add_rows(engine, tables, n)
            before = rows_of(engine, tables)
        return missing, before
    finally:
        engine.dispose()


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('chain') / 'tongpan.db'}"
    return url, *walk_the_chain(url)


def test_no_step_loses_a_row_or_a_column_that_it_keeps(walked):
    _, missing, _ = walked
    assert missing == []


def test_rows_of_every_earlier_program_arrived(walked):
    _, _, rows = walked
    n_revisions = len(revisions())
    # The tables of the first program have had a row before each step and one behind the last.
    assert max(len(each) for each in rows.values()) == n_revisions
    assert all(rows.values())


def test_what_arrived_is_whole_and_opens_as_this_program_writes_it(walked):
    url, _, _ = walked
    engine = prepare_database(url)
    try:
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    finally:
        engine.dispose()
    open_database(url).dispose()


@pytest.mark.parametrize("revision", revisions()[:-1])
def test_an_earlier_schema_is_not_opened_unasked(tmp_path, revision):
    url = f"sqlite:///{tmp_path / 'tongpan.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {VERSION} (version_num VARCHAR(32))"))
        connection.execute(text(f"INSERT INTO {VERSION} VALUES ('{revision}')"))
    engine.dispose()
    with pytest.raises(StoreVersionError) as refusal:
        open_database(url)
    assert (refusal.value.found, refusal.value.expected) == (revision, expected_version())


@pytest.mark.slow
def test_no_step_loses_a_row_on_postgresql(postgres):
    url = postgres.empty(None)
    missing, rows = walk_the_chain(url)
    assert missing == []
    assert max(len(each) for each in rows.values()) == len(revisions())
    engine = open_engine(url)
    with write_transaction(engine) as connection:
        widen(connection)
    assert lost(rows, rows_of(engine, tables_of(engine))) == []
    engine.dispose()
    open_database(url).dispose()
