"""Searching by one disputed issue, and by facts through the common door."""

import pytest

from indexing.columns.filters import SearchFilter
from indexing.errors import EmptyQueryError
from indexing.passages import PassageKind
from service.search.methods.desk import answer_by_method, passages_by_method
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.question import Question

ISSUE = "预先扣除的利息能否计入本金"


def ask(search, words, **more):
    return answer_by_method(MethodQuestion(method=SearchMethod.ISSUE, words=words, **more), search)


def test_the_passage_that_settles_it_is_quoted(search, shelf):
    answer = ask(search, ISSUE)
    best = answer.hits[0].similar
    assert "预先" in best.passages[0].text
    for hit in answer.hits:
        text = shelf.get(hit.similar.judgment.id).text
        for passage in hit.similar.passages:
            assert passage.kind is PassageKind.REASONING
            assert passage.text == passage.span.of(text)


def test_conditions_hold_and_pages_cut_one_list(search):
    condition = SearchFilter(causes=frozenset({"离婚纠纷"}))
    whole = ask(search, "抚养费如何承担", filter=condition, limit=8)
    assert {hit.similar.judgment.cause.value for hit in whole.hits} == {"离婚纠纷"}
    page = ask(search, "抚养费如何承担", filter=condition, offset=3, limit=5)
    assert page.hits == whole.hits[3:8]


def test_an_issue_of_no_words_is_refused(search):
    with pytest.raises(EmptyQueryError):
        ask(search, "？？")


def test_by_facts_the_list_is_that_of_the_search_for_similar_cases(search):
    facts = "原告借款二十万元给被告，到期未还"
    by_method = answer_by_method(MethodQuestion(method=SearchMethod.FACTS, words=facts), search)
    assert [hit.similar for hit in by_method.hits] == list(
        search.similar(Question(text=facts)).hits
    )


def test_of_one_judgment_the_same_passages_are_told(search, shelf):
    question = MethodQuestion(method=SearchMethod.ISSUE, words=ISSUE)
    hit = answer_by_method(question, search).hits[0].similar
    alone = passages_by_method(shelf.get(hit.judgment.id), question, search)
    assert sorted(alone, key=lambda each: each.span) == sorted(
        hit.passages, key=lambda each: each.span
    )
