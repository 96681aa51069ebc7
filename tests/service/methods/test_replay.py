"""A kept search asked again: the same on its snapshot, and every change told on a newer one."""

import json
from dataclasses import replace

import pytest

from corpus.judgment import Effectiveness
from indexing.errors import SnapshotGoneError
from service.api.method_encoding import decode_kept, encode_kept, encode_method_answer
from service.errors import MalformedRequestError
from service.search.keeper import IndexKeeper
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod, SortOrder
from service.search.question import Question
from service.search.replay import keep, keep_similar, replay
from service.search.service import SearchService
from tests.service.methods.conftest import FIRST, Source, build
from tests.service.papers import DAYS, Shelf, read

NEW = read(FIRST.format(serial=9, day_in_words=DAYS[9]), external_id="first9")
QUESTIONS = [
    MethodQuestion(method=SearchMethod.KEYWORD, words="预先扣除"),
    MethodQuestion(method=SearchMethod.STATUTE, words="合同法第200条", sort=SortOrder.DATE),
    MethodQuestion(method=SearchMethod.CASE, words="（2019）吉0123民初7号"),
    MethodQuestion(method=SearchMethod.ISSUE, words="预先扣除的利息能否计入本金"),
    MethodQuestion(method=SearchMethod.FACTS, words="戊某向丁某出借二十万元"),
]


@pytest.fixture(scope="module")
def small(judgments):
    return tuple(judgments[-12:])


@pytest.fixture
def house(small, tmp_path, settings):
    """A search over snapshots of its own, which a test may add to."""
    build(small, tmp_path / "index")
    source = Source(tmp_path / "index")
    shelf = Shelf({each.id: each for each in (*small, NEW)})
    keeper = IndexKeeper(source, check_seconds=0, monotonic=lambda: 0.0)
    return SearchService(shelf, keeper, settings)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.method)
def test_on_the_same_snapshot_the_list_is_the_same(house, question):
    kept = decode_kept(encode_kept(keep(answer_by_method(question, house))).model_dump_json())
    replayed = replay(kept, house)
    assert kept.hits
    assert replayed.same.is_same_list
    assert replayed.current is None
    assert (replayed.same.gone, replayed.same.new, replayed.same.moved) == ((), (), ())


def test_on_a_newer_snapshot_every_change_is_told(house, small, tmp_path):
    question = MethodQuestion(method=SearchMethod.KEYWORD, words="预先扣除", sort=SortOrder.DATE)
    answer = answer_by_method(question, house)
    kept = keep(answer)
    gone = answer.hits[0].similar.judgment.id
    build([*(each for each in small if each.id != gone), NEW], tmp_path / "index")
    house.store.judgments[answer.hits[1].similar.judgment.id] = replace(
        house.store.get(answer.hits[1].similar.judgment.id), effect=Effectiveness.REVOKED
    )
    replayed = replay(kept, house)
    assert replayed.kept.snapshot_id == "index-000001"
    assert replayed.same.is_same_list
    now = replayed.current
    assert now.answer.coverage.snapshot_id == "index-000002"
    assert not now.is_same_list
    assert [(each.judgment_id, each.was, each.is_indexed) for each in now.gone] == [
        (gone, 1, False)
    ]
    assert now.new == (NEW.id,)
    assert [each.effect for each in now.effects] == [Effectiveness.REVOKED]
    ranks = {hit.judgment_id: hit.rank for hit in kept.hits}
    for moved in now.moved:
        assert ranks[moved.judgment_id] == moved.was != moved.rank


def test_a_snapshot_that_is_not_kept_is_said_to_be_gone(house):
    kept = replace(keep(answer_by_method(QUESTIONS[0], house)), snapshot_id="index-000009")
    replayed = replay(kept, house)
    assert replayed.same is None
    assert isinstance(replayed.trouble, SnapshotGoneError)
    assert replayed.trouble.kept == ("index-000001",)
    assert replayed.current.is_same_list


def test_a_search_for_similar_cases_is_kept_as_one_by_facts(house):
    question = Question(text="戊某向丁某出借二十万元，预先扣除利息", limit=5)
    replayed = replay(keep_similar(question, house.similar(question)), house)
    assert replayed.same.is_same_list
    assert not replayed.same.is_other_ranker


def test_a_kept_search_is_read_from_the_whole_answer_too(house):
    answer = answer_by_method(QUESTIONS[0], house)
    whole = encode_method_answer(answer).model_dump_json()
    assert decode_kept(whole) == keep(answer)


def test_without_effects_and_quotes_only_the_order_counts(house):
    kept = keep(answer_by_method(QUESTIONS[0], house))
    bare = replace(kept, hits=tuple(replace(hit, effect=None, quotes=None) for hit in kept.hits))
    assert replay(bare, house).same.is_same_list


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"kept": 3}', json.dumps({"hits": []})])
def test_what_is_no_kept_search_is_refused(content):
    with pytest.raises(MalformedRequestError):
        decode_kept(content)
