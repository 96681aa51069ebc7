"""The store keeps effects right, whatever arrives first, and whatever leaves again."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.judgment import Effectiveness, JudgmentId
from corpus.lineage.tracing import trace
from corpus.listed import ListedJudgment
from corpus.store.engine import write_transaction
from corpus.store.lineage_records import (
    SqlLineage,
    decode_paper,
    encode_paper,
    refresh_lineage,
    stored_effects,
)
from corpus.store.sql import SqlJudgmentStore
from tests.corpus.judgments import judgments
from tests.corpus.test_lineage import (
    AFFIRMED,
    FIRST,
    RETRIAL,
    SECOND,
    civil_first,
    read,
    retrial,
    webs,
)
from tests.quick_databases import open_blank

REVISED = retrial(f"一、撤销吉林省长春市中级人民法院{SECOND}民事判决；\n二、驳回乙公司的诉讼请求。")
PAPERS = {
    name: replace(read(text), source=replace(read(text).source, place=name))
    for name, text in (("first", civil_first()), ("second", AFFIRMED), ("retrial", REVISED))
}


@pytest.fixture
def engine(tmp_path):
    engine = open_blank(tmp_path / "c.db")
    yield engine
    engine.dispose()


def effect_of(store, name):
    return store.get(PAPERS[name].id).effect


@pytest.mark.parametrize("order", list(permutations(PAPERS)))
def test_any_order_of_arrival_gives_the_same_effects(engine, order):
    store = SqlJudgmentStore(engine)
    for name in order:
        store.put([PAPERS[name]])
    assert [effect_of(store, name) for name in PAPERS] == [
        Effectiveness.REVISED_ON_RETRIAL,
        Effectiveness.REVISED_ON_RETRIAL,
        Effectiveness.IN_EFFECT,
    ]
    assert dict(store.facets()["effect"]) == {"revised_on_retrial": 2, "in_effect": 1}


def test_the_reason_names_the_later_paper_and_iterate_says_the_same(engine):
    store = SqlJudgmentStore(engine)
    store.put([PAPERS["first"]])
    before = store.digest()
    store.put([PAPERS["second"]])
    loaded = {judgment.id: judgment for judgment in store.iterate()}[PAPERS["first"].id]
    assert loaded.effect is Effectiveness.IN_EFFECT
    assert SECOND in loaded.effect_reason
    assert store.get_listed([loaded.id]) == (ListedJudgment.of(loaded),)
    assert store.digest() != before


def test_another_reading_of_the_lower_judgment_keeps_what_came_after(engine):
    SqlJudgmentStore(engine).put(list(PAPERS.values()))
    newer = SqlJudgmentStore(engine, reader_version=99)
    newer.put([PAPERS["first"]])
    assert effect_of(newer, "first") is Effectiveness.REVISED_ON_RETRIAL


def test_a_later_paper_that_leaves_the_corpus_takes_its_effect_with_it(engine):
    store = SqlJudgmentStore(engine)
    store.put([PAPERS["first"], PAPERS["second"]])
    other = read(AFFIRMED.replace(FIRST, "（2019）吉0103民初8号"))
    # The same place of the source now holds another text.
    store.put([replace(other, source=PAPERS["second"].source)])
    assert effect_of(store, "first") is Effectiveness.UNKNOWN
    assert dict(store.facets()["effect"])["unknown"] == 1
    store.put([PAPERS["second"]])
    assert effect_of(store, "first") is Effectiveness.IN_EFFECT


def test_the_chain_of_a_judgment_is_found_from_any_of_its_papers(engine):
    store = SqlJudgmentStore(engine)
    store.put([PAPERS["first"], PAPERS["retrial"]])
    assert len(SqlLineage(engine).of(PAPERS["first"].id).chains[0].papers) == 1
    store.put([PAPERS["second"]])
    for each in PAPERS.values():
        (chain,) = SqlLineage(engine).of(each.id).chains
        assert [str(paper.number) for paper in chain.papers] == [FIRST, SECOND, RETRIAL]
    assert SqlLineage(engine).of(JudgmentId("jnone")).chains == ()


@given(webs())
def test_a_paper_survives_its_json(papers):
    assert [decode_paper(encode_paper(paper)) for paper in papers] == papers


@settings(
    max_examples=12,
    deadline=None,  # every example makes databases on disk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    web=webs(),
    some=st.lists(judgments(source_name="s"), min_size=6, max_size=6, unique_by=lambda j: j.id),
    rng=st.randoms(),
)
def test_what_is_stored_piece_by_piece_equals_the_whole_traced_at_once(
    tmp_path_factory, web, some, rng
):

    engine = open_blank(tmp_path_factory.mktemp("l") / "c.db")
    places = [
        replace(j, source=replace(j.source, external_id=None, place=str(i)))
        for i, j in enumerate(some)
    ]
    SqlJudgmentStore(engine).put(places)
    names = {paper.id: judgment.id for paper, judgment in zip(web, places, strict=False)}
    papers = [replace(paper, id=names[paper.id]) for paper in web]
    rng.shuffle(papers)
    with write_transaction(engine) as connection:
        refresh_lineage(connection, [], [j.id for j in places])
        for paper in papers:
            refresh_lineage(connection, [paper])
        found = stored_effects(connection, [paper.id for paper in papers])
    whole = trace(papers).effects
    assert found == {key: effect for key, effect in whole.items() if effect.decided_by}
    engine.dispose()
