"""Texts and readings that an earlier program wrote plain are packed, and can be had plain again."""

import json

import pytest
from alembic import command
from sqlalchemy import text

from corpus.store.engine import open_engine, write_transaction
from corpus.store.lineage_records import SqlLineage
from corpus.store.relation_records import SqlRelations
from corpus.store.sql import SqlJudgmentStore
from service.store.database import migration_config, prepare_database
from tests.corpus.judgments import judgment_named
from tests.databases import POSTGRESQL, SQLITE

N_JUDGMENTS = 503
"""More than are packed at once."""


@pytest.fixture(params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.slow)])
def url(request, tmp_path):
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path / 'tongpan.db'}"
    return request.getfixturevalue("postgres").empty(None)


def move_back(url, revision):
    engine = open_engine(url, checks_foreign_keys=False)
    with write_transaction(engine) as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    return engine


def everything(engine, ids):
    store = SqlJudgmentStore(engine)
    lineage = SqlLineage(engine)
    return (
        store.get_many(ids),
        SqlRelations(engine).traits(ids),
        [lineage.of(each) for each in ids[:3]],
        store.digest(),
    )


def test_what_was_plain_is_packed_and_can_be_had_plain_again(url):
    engine = prepare_database(url)
    judgments = [judgment_named(number) for number in range(N_JUDGMENTS)]
    ids = [each.id for each in judgments]
    SqlJudgmentStore(engine).put(judgments)
    before = everything(engine, ids)
    engine.dispose()

    engine = move_back(url, "0022")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, text, reading FROM judgments")).all()
        papers = connection.execute(text("SELECT paper FROM lineage_papers")).scalars().all()
    engine.dispose()
    assert {row.id: row.text for row in rows} == {each.id: each.text for each in judgments}
    assert all(json.loads(row.reading)["id"] == row.id for row in rows)
    assert {json.loads(each)["id"] for each in papers} == set(ids)

    engine = prepare_database(url)
    assert everything(engine, ids) == before
    engine.dispose()


def test_room_that_packing_left_is_given_back(tmp_path):
    path = tmp_path / "tongpan.db"
    engine = prepare_database(f"sqlite:///{path}")
    long = [judgment_named(number, court="甲县人民法院" * 2_000) for number in range(20)]
    SqlJudgmentStore(engine).put(long)
    engine.dispose()
    engine = move_back(f"sqlite:///{path}", "0022")
    engine.dispose()
    plain = path.stat().st_size
    prepare_database(f"sqlite:///{path}").dispose()
    assert path.stat().st_size < plain / 2
