"""The doctor says what is wrong with a database and what to do."""

from dataclasses import replace

import pytest

from service.database_health import database_check, wanted_connections
from service.settings import Settings
from service.store.server_facts import DatabaseFacts, facts_of

WELL = DatabaseFacts(
    is_server=True,
    version="16.4",
    major=16,
    encoding="UTF8",
    may_create=True,
    most_connections=97,
    is_durable=True,
    n_bytes=5 << 20,
    revision="0024",
)
SETTINGS = Settings(workers=2)


def test_a_server_that_is_well_is_told_with_its_figures():
    check = database_check(WELL, SETTINGS)
    assert check.is_well
    assert check.words == "PostgreSQL 16.4，UTF8，5 MB，结构 0024，连接至多用 34/97"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"major": 12, "version": "12.1"}, "过旧"),
        ({"encoding": "SQL_ASCII"}, "UTF8"),
        ({"may_create": False}, "CREATE"),
        ({"is_durable": False}, "fsync"),
        ({"most_connections": 30}, "TONGPAN_DATABASE_POOL"),
    ],
)
def test_what_is_wrong_with_a_server_is_said(changed, words):
    check = database_check(replace(WELL, **changed), SETTINGS)
    assert not check.is_well
    assert words in check.words


def test_without_a_worker_fewer_connections_are_wanted():
    assert wanted_connections(Settings(workers=1, job_worker=False)) == 15


def test_a_file_is_told_by_its_size(engine, settings):
    facts = facts_of(engine)
    assert database_check(facts, settings).is_well
    assert facts.encoding in {"UTF-8", "UTF8"}
    assert facts.n_bytes > 0


def test_a_server_tells_its_facts(postgres):
    from service.store.database import prepare_database

    engine = prepare_database(postgres.prepared())
    facts = facts_of(engine)
    engine.dispose()
    assert (facts.encoding, facts.may_create) == ("UTF8", True)
    assert facts.major >= 14
    # The tests' server does not wait for the disk, which the doctor would say.
    assert not facts.is_durable
