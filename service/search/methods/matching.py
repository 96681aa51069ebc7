"""Which judgments match a question at all, without a page of them?"""

from dataclasses import replace

from corpus.judgment import JudgmentId
from service.search.index import SearchIndex
from service.search.methods.case import find_case
from service.search.methods.case_words import read_case_words
from service.search.methods.desk import answer_by_method, checked_question
from service.search.methods.keyword_matching import find_holding
from service.search.methods.keyword_words import read_keywords
from service.search.methods.listing import mask_of
from service.search.methods.model import MethodQuestion
from service.search.methods.statute import find_citing
from service.search.methods.statute_words import read_statutes
from service.search.methods.vocabulary import SearchMethod
from service.search.service import SearchService


def matching_ids(
    question: MethodQuestion, search: SearchService, *, most_ranked: int
) -> tuple[JudgmentId, ...]:
    """Return the judgments that match a question, in order of id.

    Words, provisions and numbers are met or not, so that every judgment that meets them matches.
    An order by likeness has no end: there the first ones match.

    Args:
        question: What is asked; its page counts for nothing.
        search: The search of the installation.
        most_ranked: How many of an order by likeness match.

    Raises:
        RequestError: It cannot be answered as asked.
        JudgmentNotFoundError: The judgment asked by is not stored.
        NotReadyError: Nothing is indexed yet.
        IndexingError: The index cannot be used.

    Cost: as :func:`service.search.methods.desk.answer_by_method`, without reading the hits.
    """
    question = checked_question(replace(question, offset=0, limit=most_ranked), search)
    with search.turn:
        index = search.keeper.current()
        if question.words and question.method is SearchMethod.KEYWORD:
            return _of_labels(_holding(question, search, index), index)
        if question.words and question.method is SearchMethod.STATUTE:
            return _of_labels(_citing(question, index), index)
        if question.words and question.method is SearchMethod.CASE:
            return _of_labels(_naming(question, index), index)
        answer = answer_by_method(question, search, index=index)
        return tuple(sorted(hit.similar.judgment.id for hit in answer.hits))


def _of_labels(labels: tuple[int, ...], index: SearchIndex) -> tuple[JudgmentId, ...]:
    ids = index.columns.ids
    return tuple(sorted(ids[label] for label in labels))


def _holding(
    question: MethodQuestion, search: SearchService, index: SearchIndex
) -> tuple[int, ...]:
    query = read_keywords(question.words, cut=index.snapshot.segmenter.words)
    found = find_holding(
        query,
        part=question.part,
        snapshot=index.snapshot,
        store=search.store,
        mask=mask_of(question.filter, index),
    )
    return tuple(each.label for each in found)


def _citing(question: MethodQuestion, index: SearchIndex) -> tuple[int, ...]:
    citations = index.snapshot.whole.citations
    mask = mask_of(question.filter, index)
    found = find_citing(read_statutes(question.words), citations, mask)
    return tuple(each.label for each in found)


def _naming(question: MethodQuestion, index: SearchIndex) -> tuple[int, ...]:
    found = find_case(read_case_words(question.words), index.snapshot)
    mask = mask_of(question.filter, index)
    return tuple(
        label for label in (*found.papers, *found.naming) if mask is None or bool(mask[label])
    )
