"""Keys that an earlier program wrote find the same papers, and can be taken out, there and back."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from corpus.packing import unpacked
from corpus.relations.keys import index_keys, search_keys
from corpus.store.relation_records import SqlRelations
from corpus.store.sql import SqlJudgmentStore
from service.store.database import prepare_database
from tests.corpus.judgments import judgment_named
from tests.corpus.relations.suits import Suit

FIRST = Suit()
AGAIN = replace(FIRST, serial=9, year=2024, filed="2024年5月9日", decided="二〇二四年七月一日")
OWN = replace(FIRST.traits, id="own")
PENDING = replace(AGAIN.traits, id="c1", is_pending=True)


def without_a_day(traits):
    paper = replace(traits.paper, decided_on=None)
    return replace(traits, paper=paper, filed_on=None, filed_words=None)


DAYLESS = replace(without_a_day(AGAIN.traits), id="c2", is_pending=True)
N_OTHERS = 503
"""More papers than are moved at once."""


@pytest.fixture
def filled(url):
    engine = prepare_database(url)
    SqlJudgmentStore(engine).put(
        [FIRST.judgment, AGAIN.judgment, *map(judgment_named, range(N_OTHERS))]
    )
    relations = SqlRelations(engine)
    for each in (PENDING, DAYLESS):
        relations.note_pending(each)
    yield engine
    engine.dispose()


def answers(engine):
    """Return what is found and counted near some days, all keys of one wide and narrow."""
    relations, keys = SqlRelations(engine), search_keys(OWN)
    day = OWN.day.toordinal()
    found = [
        relations.candidates(
            keys, but=(), near=near, per_key=most, in_all=most, with_pending=with_pending
        )
        for near in (None, day, day + 900)
        for most in (1, 2, 60)
        for with_pending in (True, False)
    ]
    counts = [
        relations.count_under(keys, first=first, last=last, with_paper="own", with_pending=True)
        for first in (None, 1, day)
        for last in (None, day, day + 1_000)
    ]
    return found, counts


def rows(engine, statement):
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def test_papers_are_found_as_before_by_keys_that_an_earlier_program_wrote(filled, url, moved_back):
    before = answers(filled)
    assert len(set(before[1])) > 1
    keys = rows(filled, "SELECT key, paper_id FROM relation_keys ORDER BY key, paper_id")
    filled.dispose()

    earlier = moved_back(url, "0026")
    wanted = "SELECT key, paper_id FROM relation_keys ORDER BY key, paper_id"
    assert rows(earlier, wanted) == keys
    told = dict(rows(earlier, "SELECT DISTINCT paper_id, day FROM relation_keys"))
    assert told["c2"] is None
    assert told["c1"] == PENDING.day.toordinal()
    earlier.dispose()

    again = prepare_database(url)
    assert answers(again) == before
    assert rows(again, wanted) == keys
    written = dict(rows(again, "SELECT paper_id, found_by FROM relation_papers"))
    assert {of: tuple(json.loads(unpacked(bytes(each)))) for of, each in written.items()} == {
        **{of: tuple(sorted(key for key, whose in keys if whose == of)) for of in written},
        "c1": index_keys(PENDING),
    }
    again.dispose()


def test_a_paper_of_an_earlier_program_leaves_no_key_behind(filled, url, moved_back):
    filled.dispose()
    moved_back(url, "0026").dispose()
    engine = prepare_database(url)
    relations = SqlRelations(engine)
    relations.note_pending(without_a_day(PENDING))
    relations.forget_pending("c2")
    left = dict(rows(engine, "SELECT DISTINCT paper_id, day FROM relation_keys"))
    assert "c2" not in left
    assert left["c1"] == 0
    relations.forget_pending("c1")
    assert rows(engine, "SELECT 1 FROM relation_keys WHERE paper_id IN ('c1', 'c2')") == []
    engine.dispose()


def test_a_paper_without_a_day_is_looked_at_last_and_counts_on_no_day(filled):
    relations, keys = SqlRelations(filled), search_keys(OWN)
    day = OWN.day.toordinal()
    counted = {
        bounds: relations.count_under(
            keys, first=bounds[0], last=bounds[1], with_paper="own", with_pending=True
        )
        for bounds in ((None, None), (None, day + 1_000), (1, None))
    }
    assert counted == {(None, None): 5, (None, day + 1_000): 4, (1, None): 4}
    latest = relations.candidates(
        keys, but=(), near=None, per_key=1, in_all=9, with_pending=True
    ).traits
    assert "c1" in latest
    assert "c2" not in latest
