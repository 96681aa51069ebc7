"""The keys of relations follow ingest, correction and withdrawal, in any order of arrival."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest

from corpus.codec import decode_plain, encode_plain
from corpus.relations.keys import search_keys
from corpus.relations.model import Traits
from corpus.store.correcting import SqlCorrections
from corpus.store.relation_records import SqlRelations
from corpus.store.sql import SqlJudgmentStore
from tests.corpus.relations.suits import Suit
from tests.quick_databases import open_blank

FIRST = Suit()
AGAIN = replace(FIRST, serial=9, year=2024, filed="2024年5月9日", decided="二〇二四年七月一日")
ALONE = replace(
    FIRST,
    serial=5,
    plaintiff="王山，男，1990年1月1日出生，住丙市乙街1号",
    defendant="赵六，男，1991年1月1日出生，住丙市乙街2号",
    story="被告于2022年3月3日向原告借款7000元。",
    filed="2023年5月1日",
)
SUITS = (FIRST, AGAIN, ALONE)


@pytest.fixture
def engine(tmp_path):
    engine = open_blank(tmp_path / "c.db")
    yield engine
    engine.dispose()


def found(relations, traits, **bounds):
    given = {"near": None, "per_key": 60, "in_all": 400, "with_pending": True} | bounds
    return relations.candidates(search_keys(traits), but={traits.id}, **given)


@pytest.mark.parametrize("order", list(permutations(SUITS)))
def test_any_order_of_arrival_gives_the_same_candidates(engine, order):
    store, relations = SqlJudgmentStore(engine), SqlRelations(engine)
    for suit in order:
        store.put([suit.judgment])
    assert set(found(relations, FIRST.traits).traits) == {AGAIN.judgment.id}
    assert set(found(relations, ALONE.traits).traits) == set()
    assert relations.n_unknown() == 0


def test_traits_come_back_as_they_were(engine):
    SqlJudgmentStore(engine).put([FIRST.judgment])
    traits = FIRST.traits
    assert SqlRelations(engine).traits([traits.id]) == {traits.id: traits}
    assert decode_plain(Traits, encode_plain(traits)) == traits


def test_a_text_replaced_by_its_source_is_found_no_more(engine):
    store, relations = SqlJudgmentStore(engine), SqlRelations(engine)
    store.put([FIRST.judgment, AGAIN.judgment])
    other = replace(ALONE.judgment, source=AGAIN.judgment.source)
    store.put([other])
    assert set(found(relations, FIRST.traits).traits) == set()
    assert AGAIN.judgment.id not in relations.traits([AGAIN.judgment.id])
    store.put([AGAIN.judgment])
    assert set(found(relations, FIRST.traits).traits) == {AGAIN.judgment.id}


def test_a_correction_changes_by_what_a_judgment_is_found(engine):
    store, relations = SqlJudgmentStore(engine), SqlRelations(engine)
    store.put([FIRST.judgment])
    SqlCorrections(engine).correct(
        FIRST.judgment.id,
        field="cause",
        new="买卖合同纠纷",
        author="某",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        reason="误读",
    )
    assert relations.traits([FIRST.judgment.id])[FIRST.judgment.id].cause == "买卖合同纠纷"


def test_pending_cases_are_noted_changed_and_forgotten(engine):
    store, relations = SqlJudgmentStore(engine), SqlRelations(engine)
    store.put([FIRST.judgment])
    pending = replace(AGAIN.traits, id="c1", is_pending=True)
    relations.note_pending(pending)
    assert set(found(relations, FIRST.traits).traits) == {"c1"}
    assert set(found(relations, FIRST.traits, with_pending=False).traits) == set()
    relations.note_pending(replace(pending, judge="孙二"))
    assert relations.traits(["c1"])["c1"].judge == "孙二"
    relations.forget_pending("c1")
    relations.forget_pending("c1")
    relations.forget_pending(FIRST.judgment.id)
    assert set(found(relations, FIRST.traits).traits) == set()
    assert set(relations.traits([FIRST.judgment.id])) == {FIRST.judgment.id}
    with pytest.raises(ValueError, match="expected a pending case"):
        relations.note_pending(FIRST.traits)


def test_a_key_of_many_is_walked_through_from_the_nearest_day(engine):
    relations = SqlRelations(engine)
    own = FIRST.traits
    for n in range(40):
        day = own.filed_on.replace(year=2000 + n)
        relations.note_pending(replace(own, id=f"c{n:02}", is_pending=True, filed_on=day))
    near = own.filed_on.toordinal()
    answer = found(relations, replace(own, id="own"), near=near, per_key=4, in_all=4)
    assert set(answer.traits) == {"c21", "c22", "c23", "c24"}
    assert {(each.n_papers, each.n_looked_at) for each in answer.cut} == {(40, 4)}
    # Where all lie on one side of the day, as many are looked at.
    late = own.filed_on.replace(year=1990).toordinal()
    answer = found(relations, replace(own, id="own"), near=late, per_key=4, in_all=4)
    assert set(answer.traits) == {"c00", "c01", "c02", "c03"}
    few = found(relations, replace(own, id="own"), near=near, per_key=60, in_all=400)
    assert len(few.traits) == 40
    assert few.cut == ()
