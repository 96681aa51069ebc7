"""Texts and readings that an earlier program wrote plain are packed, and can be had plain again."""

import json

from sqlalchemy import text

from corpus.store.lineage_records import SqlLineage
from corpus.store.relation_records import SqlRelations
from corpus.store.sql import SqlJudgmentStore
from service.store.database import prepare_database
from tests.corpus.judgments import judgment_named

N_JUDGMENTS = 503
"""More than are packed at once."""


def everything(engine, ids):
    store = SqlJudgmentStore(engine)
    lineage = SqlLineage(engine)
    return (
        store.get_many(ids),
        SqlRelations(engine).traits(ids),
        [lineage.of(each) for each in ids[:3]],
        store.digest(),
    )


def test_what_was_plain_is_packed_and_can_be_had_plain_again(url, moved_back):
    engine = prepare_database(url)
    judgments = [judgment_named(number) for number in range(N_JUDGMENTS)]
    ids = [each.id for each in judgments]
    SqlJudgmentStore(engine).put(judgments)
    before = everything(engine, ids)
    engine.dispose()

    engine = moved_back(url, "0022")
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


def test_room_that_packing_left_is_given_back(moved_back, tmp_path):
    path = tmp_path / "tongpan.db"
    engine = prepare_database(f"sqlite:///{path}")
    long = [judgment_named(number, court="甲县人民法院" * 2_000) for number in range(20)]
    SqlJudgmentStore(engine).put(long)
    engine.dispose()
    engine = moved_back(f"sqlite:///{path}", "0022")
    engine.dispose()
    plain = path.stat().st_size
    prepare_database(f"sqlite:///{path}").dispose()
    assert path.stat().st_size < plain / 2
