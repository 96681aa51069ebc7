"""States are told by groups, and say what a row for each judgment would say."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from corpus.judgment import Effectiveness
from corpus.store.correcting import SqlCorrections
from corpus.store.sql import SqlJudgmentStore
from corpus.store.states import StoreStates
from corpus.store.tables import judgments
from tests.corpus.judgments import judgment_named
from tests.quick_databases import open_blank

BY = {"author": "王法官", "at": datetime(2024, 5, 6, tzinfo=UTC), "reason": "核对原件"}
MANY = [judgment_named(number) for number in range(60)]


@pytest.fixture
def engine(tmp_path):
    engine = open_blank(tmp_path / "s.db")
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine):
    """Sixty judgments, some of another effect, some read by a newer edition."""
    store = SqlJudgmentStore(engine)
    effects = (Effectiveness.UNKNOWN, Effectiveness.IN_EFFECT)
    store.put([replace(each, effect=effects[at % 2]) for at, each in enumerate(MANY[:40])])
    SqlJudgmentStore(engine, reader_version=99).put(MANY[40:])
    return store


def row_by_row(engine):
    columns = judgments.c
    with engine.connect() as connection:
        rows = connection.execute(
            select(columns.id, columns.reader_version, columns.effect).where(columns.is_current)
        ).all()
    return {row.id: f"{row.reader_version}:{row.effect}:" for row in rows}


def plain_digest(states):
    lines = "".join(f"{each}:{state}\n" for each, state in sorted(states.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def test_groups_say_what_a_row_for_each_judgment_says(engine, store):
    states, plain = store.states(), row_by_row(engine)
    assert len(states.ids_in) == len(set(plain.values())) > 2
    assert {each: state for state, ids in states.ids_in.items() for each in ids} == plain
    assert all(list(ids) == sorted(ids) for ids in states.ids_in.values())
    assert states.ids() == sorted(each.id for each in MANY)
    assert states.digest() == store.digest() == plain_digest(plain)


def test_who_was_set_right_has_a_state_of_its_own(engine, store):
    before = store.states()
    people = SqlCorrections(engine)
    for each in MANY[:2]:
        people.correct(each.id, field="cause", new="甲", **BY)
    people.correct(MANY[2].id, field="cause", new="乙", **BY)
    after = store.states()
    own = [set(ids) for state, ids in after.ids_in.items() if state not in before.ids_in]
    # The first two say the same of a judgment each, but stand in different effects.
    assert sorted(map(sorted, own)) == sorted([each.id] for each in MANY[:3])
    assert after.ids() == before.ids()
    then, now = before.versions(), after.versions()
    assert {each for each in now if now[each] != then[each]} == {each.id for each in MANY[:3]}


def test_an_empty_store_has_no_state(engine):
    states = SqlJudgmentStore(engine).states()
    assert (states.ids(), states.versions(), states.ids_in) == ([], {}, {})
    assert states.digest() == hashlib.sha256().hexdigest()


@given(st.dictionaries(st.from_regex(r"j[0-9a-f]{20}", fullmatch=True), st.sampled_from("abc")))
def test_the_digest_and_the_numbers_follow_states_alone(plain):
    ids_in = {state: sorted(k for k, v in plain.items() if v == state) for state in "cab"}
    states = StoreStates(ids_in)
    assert states.digest() == plain_digest(plain)
    numbers = states.versions()
    assert numbers.keys() == plain.keys()
    assert len(set(numbers.values())) == len(set(plain.values()))
    assert all(0 < number < 2**64 for number in numbers.values())
