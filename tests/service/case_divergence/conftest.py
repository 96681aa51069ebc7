"""The house of the tests over seven appeals that answer one question in two ways."""

import pytest

from corpus.store.sql import SqlJudgmentStore
from service.store.database import prepare_database
from tests.service.case_divergence.suits import appeals


@pytest.fixture(scope="session")
def judgments():
    return appeals()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments):
    path = tmp_path_factory.mktemp("appeals") / "tongpan.db"
    engine = prepare_database(f"sqlite:///{path}")
    SqlJudgmentStore(engine).put(judgments)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path
