"""Databases whose schema is moved to that of an earlier program and forwards again."""

import pytest
from alembic import command

from corpus.store.engine import open_engine, write_transaction
from service.store.database import migration_config
from tests.databases import POSTGRESQL, SQLITE


@pytest.fixture(params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.slow)])
def url(request, tmp_path):
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path / 'tongpan.db'}"
    return request.getfixturevalue("postgres").empty(None)


@pytest.fixture
def moved_back():
    """Give what moves a database to an earlier schema and opens it there."""

    def move(url, revision):
        engine = open_engine(url, checks_foreign_keys=False)
        with write_transaction(engine) as connection:
            config = migration_config()
            config.attributes["connection"] = connection
            command.downgrade(config, revision)
        return engine

    return move
