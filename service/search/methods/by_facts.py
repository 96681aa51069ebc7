"""Answers by the facts: the search that there has always been, through the common door."""

from dataclasses import replace

from service.search.index import SearchIndex
from service.search.methods.model import MethodAnswer, MethodHit, MethodQuestion, Understood
from service.search.methods.vocabulary import Aspect, OrderRule
from service.search.question import Question
from service.search.service import SearchService

_SHOWN = 60


def answer_by_facts(
    question: MethodQuestion, search: SearchService, index: SearchIndex
) -> MethodAnswer:
    """Return the judgments most like facts, a paper or a stored judgment.

    Raises:
        RequestError: It cannot be answered as asked.
        JudgmentNotFoundError: The judgment asked by is not stored.
        IndexingError: There is no word to search by.
    """
    if question.text is None and question.judgment_id is None:
        question = replace(question, text=question.words, words="")
    return ranked_by_likeness(question, search, index)


def ranked_by_likeness(
    question: MethodQuestion, search: SearchService, index: SearchIndex
) -> MethodAnswer:
    """Return the judgments most like the text or judgment of a question.

    Raises:
        RequestError: It cannot be answered as asked.
        JudgmentNotFoundError: The judgment asked by is not stored.
        IndexingError: There is no word to search by.
    """
    answer = search.similar(
        Question(
            text=question.text if question.judgment_id is None else None,
            judgment_id=question.judgment_id,
            filter=question.filter,
            offset=question.offset,
            limit=question.limit,
            charges=question.charges,
        ),
        index=index,
    )
    told = " ".join(answer.used.parts.told.split())
    return MethodAnswer(
        question=question,
        understood=(Understood(aspect=Aspect.SENTENCE, words=told[:_SHOWN]),),
        hits=tuple(MethodHit(similar=hit) for hit in answer.hits),
        n_hits=answer.n_ranked,
        n_allowed=answer.n_allowed,
        order=OrderRule.LIKENESS,
        ranker=answer.ranker,
        coverage=answer.coverage,
    )
