"""Databases in which many act at once: a file of SQLite, and a server of PostgreSQL."""

import pytest

from service.store.database import prepare_database


@pytest.fixture
def postgres_engine(postgres):
    """A database of a server, with all tables."""
    made = prepare_database(postgres.prepared())
    yield made
    made.dispose()
