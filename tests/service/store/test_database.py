"""The database is made, migrated and checked."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Integer, String, insert, inspect, select, text

from corpus.errors import StoreError, StoreVersionError
from corpus.store.tables import metadata
from service.store.database import (
    expected_version,
    known_versions,
    migration_config,
    open_database,
    prepare_database,
    schema_version,
)
from service.store.people_tables import accounts
from tests.databases import POSTGRESQL, SQLITE

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.slow)])
def url(request, tmp_path):
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path / 'tongpan.db'}"
    return request.getfixturevalue("postgres").empty(None)


def test_migrations_make_exactly_the_tables_of_the_code(url):
    engine = prepare_database(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": compared})
        found = compare_metadata(context, metadata)
    engine.dispose()
    assert found == []


def test_migrations_make_exactly_these_tables_on_postgresql_too(postgres):
    test_migrations_make_exactly_the_tables_of_the_code(postgres.prepared())


def compared(context, _inspected, _told, inspected_type, told_type):
    """Pass over columns that are wider in PostgreSQL on purpose."""
    if context.dialect.name == "postgresql":
        for kind in (String, Integer):
            if isinstance(inspected_type, kind) and isinstance(told_type, kind):
                return False
    return None


def test_postgresql_holds_what_sqlite_holds_in_its_order(postgres):
    engine = prepare_database(postgres.prepared())
    long, huge = "甲" * 300, 2**40
    with engine.begin() as connection:
        for name in ("b", "A", "a", "B", "_", "乙", "一", "丁"):
            connection.execute(
                insert(accounts).values(
                    name=name * 40,
                    display_name=long,
                    password_hash="",
                    is_enabled=True,
                    created_at=NOW,
                )
            )
        connection.execute(text("SELECT setval('accounts_id_seq', :huge)"), {"huge": huge})
        number = connection.execute(
            insert(accounts)
            .values(name="z", display_name="", password_hash="", is_enabled=True, created_at=NOW)
            .returning(accounts.c.id)
        ).scalar_one()
        names = connection.execute(select(accounts.c.name).order_by(accounts.c.name)).scalars()
        assert [name[0] for name in names] == sorted("bAaB_乙一丁z")
        narrow = connection.execute(
            text(
                "SELECT table_name, column_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
                " AND (data_type IN ('integer', 'character varying')"
                "      OR data_type = 'text' AND collation_name IS DISTINCT FROM 'C')"
            )
        ).all()
    engine.dispose()
    assert number == huge + 1
    assert narrow == []


def test_preparing_again_changes_nothing_and_loses_nothing(url):
    engine = prepare_database(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO ingest_runs (started_at, source_name, place, reader_version, accepted,"
                " unchanged, rejected) VALUES ('2026-01-01', 's', 'p', 1, 0, 0, 0)"
            )
        )
    engine.dispose()
    again = prepare_database(url)
    assert schema_version(again) == expected_version()
    with again.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM ingest_runs")).scalar_one() == 1
    again.dispose()


def test_an_empty_database_is_refused_until_it_is_prepared(url):
    with pytest.raises(StoreVersionError) as refusal:
        open_database(url)
    assert refusal.value.found is None
    prepare_database(url).dispose()
    open_database(url).dispose()


def test_a_database_of_a_newer_program_is_neither_opened_nor_migrated(url):
    engine = prepare_database(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for door in (open_database, prepare_database):
        with pytest.raises(StoreVersionError) as refusal:
            door(url)
        assert refusal.value.found == "9999"


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "no.db"
    path.write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(StoreError):
        open_database(f"sqlite:///{path}")


@pytest.mark.parametrize("other", ["", "not a url", "mysql://host/name"])
def test_other_databases_are_refused_with_the_accepted_form(other):
    with pytest.raises(StoreError):
        open_database(other)


def test_migrations_run_with_and_normal_work_without_the_foreign_key_exemption(tmp_path):
    engine = prepare_database(f"sqlite:///{tmp_path / 'tongpan.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    engine.dispose()


def test_the_revisions_that_are_read_at_the_start_are_those_of_alembic():
    script = ScriptDirectory.from_config(migration_config())
    assert expected_version() == script.get_current_head()
    assert known_versions() == {each.revision for each in script.walk_revisions()}


def test_every_migration_can_be_taken_back(url):
    engine = prepare_database(url)
    with engine.begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
