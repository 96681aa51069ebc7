"""Searching by a case: the case, who names it, what is like it."""

import pytest

from corpus.spans import value_of
from indexing.columns.filters import SearchFilter
from service.errors import QueryMissingError
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import Aspect, Relation, SearchMethod


def ask(search, words="", **more):
    question = MethodQuestion(method=SearchMethod.CASE, words=words, **{"limit": 20, **more})
    return answer_by_method(question, search)


def numbers(answer, relation):
    return [
        str(value_of(hit.similar.judgment.case_number))
        for hit in answer.hits
        if hit.relation is relation
    ]


@pytest.mark.parametrize(
    "printed", ["（2019）吉0123民初7号", "(2019)吉0123民初0007号", "2019吉0123民初7号"]
)
def test_a_number_finds_the_paper_then_those_that_name_it_then_those_like_it(search, printed):
    answer = ask(search, printed)
    assert numbers(answer, Relation.ITSELF) == ["（2019）吉0123民初7号"]
    assert sorted(numbers(answer, Relation.CITING)) == [
        "（2020）吉01民终7号",
        "（2020）吉01民终8号",
    ]
    relations = [hit.relation for hit in answer.hits]
    assert relations == sorted(relations, key=list(Relation).index)
    alike = numbers(answer, Relation.ALIKE)
    assert alike[0] == "（2019）吉0123民初8号"
    assert [hit.similar.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))


def test_the_words_that_name_it_are_quoted(search, shelf):
    answer = ask(search, "（2019）吉0123民初7号")
    for hit in answer.hits:
        if hit.relation is Relation.CITING:
            (passage,) = hit.similar.passages
            assert passage.text == passage.span.of(shelf.get(hit.similar.judgment.id).text)
            assert [m.of(passage.text) for m in passage.marks] == ["（2019）吉0123民初7号"]


@pytest.mark.parametrize("words", ["指导性案例24号", "指导案例第24号", "24号指导案例"])
def test_a_guiding_case_is_found_by_its_number(search, words):
    answer = ask(search, words)
    itself = [h for h in answer.hits if h.relation is Relation.ITSELF]
    assert [hit.similar.judgment.source.external_id for hit in itself] == ["guiding24"]
    # 指导案例 024 号 in the papers that follow it is the same case.
    assert set(numbers(answer, Relation.CITING)) >= {
        "（2019）吉0123民初7号",
        "（2019）吉0123民初8号",
    }


def test_a_case_can_be_found_by_title_and_by_id(search, judgments):
    answer = ask(search, "荣某 交通事故")
    assert answer.hits[0].similar.judgment.source.external_id == "guiding24"
    guiding = answer.hits[0].similar.judgment.id
    assert ask(search, guiding).hits[0].similar.judgment.id == guiding
    assert ask(search, judgment_id=guiding).hits[0].similar.judgment.id == guiding


def test_of_a_case_that_is_not_stored_it_is_said_how_its_number_was_read(search):
    answer = ask(search, "（2001）云99民初1号")
    assert answer.hits == ()
    told = {each.aspect: each.words for each in answer.understood}
    assert "法院代字“云99”" in told[Aspect.NUMBER]
    assert told[Aspect.STORED] == "库中没有该案文书"


def test_pages_cut_one_list(search):
    whole = [h.similar.judgment.id for h in ask(search, "（2019）吉0123民初7号").hits]
    parts = [
        hit.similar.judgment.id
        for offset in range(0, 20, 2)
        for hit in ask(search, "（2019）吉0123民初7号", offset=offset, limit=2).hits
    ]
    assert parts == whole


def test_conditions_hold_for_all_and_what_they_hide_is_said(search):
    condition = SearchFilter(causes=frozenset({"离婚纠纷"}))
    answer = ask(search, "（2019）吉0123民初7号", filter=condition)
    assert all(value_of(h.similar.judgment.cause) == "离婚纠纷" for h in answer.hits)
    (told,) = [each.words for each in answer.understood if each.aspect is Aspect.STORED]
    assert told == "库中有该案文书 1 篇，符合筛选条件的 0 篇"


def test_nothing_is_no_question(search):
    with pytest.raises(QueryMissingError):
        ask(search, "  ")
