"""How is a question by any method answered? One door for pages, interface and command line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from corpus.judgment import Judgment
from indexing.columns.filters import SearchFilter
from service.errors import (
    KeywordMissingError,
    PageTooDeepError,
    ProvisionUnreadError,
    QueryMissingError,
    QueryTooLongError,
)
from service.search.answer import QuotedPassage
from service.search.index import SearchIndex
from service.search.methods.by_case import answer_by_case
from service.search.methods.by_facts import answer_by_facts
from service.search.methods.by_issue import answer_by_issue
from service.search.methods.by_keyword import answer_by_keyword
from service.search.methods.by_statute import answer_by_statute
from service.search.methods.keyword_words import read_keywords
from service.search.methods.model import MethodAnswer, MethodQuestion
from service.search.methods.statute_words import read_statutes
from service.search.methods.vocabulary import SearchMethod
from service.search.question import clean_text
from service.search.service import SearchService

MOST_CHARACTERS = 1_000
"""Longer words are no keywords, provisions, number or issue."""

_WITHOUT_TEXT = frozenset({SearchMethod.CASE, SearchMethod.KEYWORD})
Answering = Callable[[MethodQuestion, SearchService, SearchIndex], MethodAnswer]
_ANSWERING: Mapping[SearchMethod, Answering] = MappingProxyType(
    {
        SearchMethod.FACTS: answer_by_facts,
        SearchMethod.ISSUE: answer_by_issue,
        SearchMethod.KEYWORD: answer_by_keyword,
        SearchMethod.STATUTE: answer_by_statute,
        SearchMethod.CASE: answer_by_case,
    }
)


def answer_by_method(
    question: MethodQuestion, search: SearchService, *, index: SearchIndex | None = None
) -> MethodAnswer:
    """Answer a question by its method.

    Args:
        question: What is asked.
        search: The search of the installation.
        index: The index that answers; None takes the current one.

    Raises:
        RequestError: It cannot be answered as asked.
        JudgmentNotFoundError: The judgment asked by is not stored.
        NotReadyError: Nothing is indexed yet.
        IndexingError: The index cannot be used, or there is no word to search by.

    Cost: tens of milliseconds, but for keywords that stand in most judgments: see
    :mod:`service.search.methods.keyword_matching`.
    """
    question = checked_question(question, search)
    with search.turn:
        found = search.keeper.current() if index is None else index
        return _ANSWERING[question.method](question, search, found)


def checked_question(question: MethodQuestion, search: SearchService) -> MethodQuestion:
    """Return the question with its words and text cleaned.

    Raises:
        QueryMissingError: Nothing is asked for.
        QueryTooLongError: More characters than are read.
        PageTooDeepError: Hits beyond the depth that is listed.
        KeywordMissingError: No keyword is required.
        ProvisionUnreadError: No provision can be made of the words.
    """
    words = clean_text(question.words)
    text = None if question.text is None else clean_text(question.text) or None
    most = search.settings.query_characters
    for each, limit in ((words, MOST_CHARACTERS), (text or "", most)):
        if len(each) > limit:
            raise QueryTooLongError(n_characters=len(each), most=limit)
    told = (words, question.judgment_id, *(() if question.method in _WITHOUT_TEXT else (text,)))
    if not any(told):
        raise QueryMissingError
    deepest = search.settings.ranked_hits
    if question.offset + question.limit > deepest:
        raise PageTooDeepError(asked=question.offset + question.limit, most=deepest)
    if question.method is SearchMethod.KEYWORD and not read_keywords(words, cut=_whole).required:
        raise KeywordMissingError(words=words)
    if question.method is SearchMethod.STATUTE and words and not read_statutes(words).wanted:
        raise ProvisionUnreadError(words=words)
    return replace(question, words=words, text=text)


def passages_by_method(
    judgment: Judgment, question: MethodQuestion, search: SearchService
) -> tuple[QuotedPassage, ...]:
    """Return the passages of one judgment that answer a question, in order of its text.

    Raises:
        RequestError: The question cannot be answered as asked.
        NotReadyError: Nothing is indexed yet.
        IndexingError: The index cannot be used.
    """
    alone = SearchFilter(among=frozenset({judgment.id}))
    answer = answer_by_method(replace(question, filter=alone, offset=0, limit=1), search)
    passages = {each.span: each for hit in answer.hits for each in hit.similar.passages}
    return tuple(passages[span] for span in sorted(passages))


def _whole(word: str) -> tuple[str, ...]:
    return (word,)
