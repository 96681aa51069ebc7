"""What matches a question is what its pages list, whole and in order of id."""

from dataclasses import replace

import pytest

from service.search.filtering import filter_of
from service.search.methods.desk import answer_by_method
from service.search.methods.matching import matching_ids
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import Relation, SearchMethod

QUESTIONS = [
    MethodQuestion(method=SearchMethod.STATUTE, words="合同法第二百条"),
    MethodQuestion(method=SearchMethod.STATUTE, words="刑法 或 民法典"),
    MethodQuestion(method=SearchMethod.KEYWORD, words="利息 -诈骗"),
    MethodQuestion(method=SearchMethod.KEYWORD, words="不得计入本金"),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.words)
@pytest.mark.parametrize("case_types", [[], ["civil"]])
def test_words_and_provisions_match_every_judgment_that_meets_them(search, question, case_types):
    asked = replace(question, filter=filter_of({"case_types": case_types}), limit=200)
    listed = answer_by_method(asked, search)
    ids = matching_ids(replace(asked, limit=1), search, most_ranked=2)
    assert ids == tuple(sorted(hit.similar.judgment.id for hit in listed.hits))
    assert len(ids) == listed.n_hits


def test_a_number_matches_the_case_and_those_that_name_it(search):
    question = MethodQuestion(method=SearchMethod.CASE, words="指导性案例24号")
    listed = answer_by_method(replace(question, limit=100), search)
    named = {hit.similar.judgment.id for hit in listed.hits if hit.relation is not Relation.ALIKE}
    assert set(matching_ids(question, search, most_ranked=5)) == named
    assert len(named) > 1


@pytest.mark.parametrize("most", [1, 3, 7])
@pytest.mark.parametrize("method", [SearchMethod.FACTS, SearchMethod.ISSUE])
def test_of_an_order_the_first_match(search, method, most):
    words = "预先扣除的利息不得计入本金"
    asked = MethodQuestion(method=method, words=words, text=words)
    listed = answer_by_method(replace(asked, limit=most), search)
    ids = matching_ids(replace(asked, offset=5), search, most_ranked=most)
    assert ids == tuple(sorted(hit.similar.judgment.id for hit in listed.hits))
