"""Answers by keyword."""

from collections.abc import Iterator

from corpus.judgment import Judgment
from service.labels import label_of
from service.search.index import SearchIndex
from service.search.methods.keyword_matching import (
    find_holding,
    in_order,
    spans_in,
    stretches_with,
)
from service.search.methods.keyword_words import KeywordQuery, read_keywords
from service.search.methods.listing import (
    Shown,
    hits_of,
    judgments_at,
    mask_of,
    n_allowed,
    page_of,
)
from service.search.methods.model import MethodAnswer, MethodQuestion, Understood
from service.search.methods.vocabulary import Aspect, OrderRule, SortOrder
from service.search.service import SearchService


def answer_by_keyword(
    question: MethodQuestion, search: SearchService, index: SearchIndex
) -> MethodAnswer:
    """Return the judgments that hold the words.

    Raises:
        JudgmentNotFoundError: The store has lost a judgment of the index.
    """
    snapshot = index.snapshot
    query = read_keywords(question.words, cut=snapshot.segmenter.words)
    mask = mask_of(question.filter, index)
    holding = find_holding(
        query, part=question.part, snapshot=snapshot, store=search.store, mask=mask
    )
    labels = page_of(in_order(holding, sort=question.sort, snapshot=snapshot), question)
    counts = {each.label: each.counts for each in holding}
    shown = [
        _shown(judgment, query, question, counts=counts[label], label=label, index=index)
        for label, judgment in zip(labels, judgments_at(labels, snapshot, search), strict=True)
    ]
    return MethodAnswer(
        question=question,
        understood=tuple(_understood(query)),
        hits=hits_of(shown, offset=question.offset),
        n_hits=len(holding),
        n_allowed=n_allowed(mask, index),
        order=OrderRule.NEWEST if question.sort is SortOrder.DATE else OrderRule.DENSITY,
        coverage=search.describe(index)[0],
    )


def _shown(
    judgment: Judgment,
    query: KeywordQuery,
    question: MethodQuestion,
    *,
    counts: tuple[int, ...],
    label: int,
    index: SearchIndex,
) -> Shown:
    spans = spans_in(judgment, label, part=question.part, snapshot=index.snapshot)
    told = "，".join(
        f"{'或'.join(str(word) for word in group)} {count} 处"
        for group, count in zip(query.required, counts, strict=True)
    )
    return Shown(
        judgment=judgment,
        reasons=(f"{label_of(question.part)}中出现：{told}",),
        passages=stretches_with(judgment, query, spans=spans),
    )


def _understood(query: KeywordQuery) -> Iterator[Understood]:
    for group in query.required:
        yield Understood(aspect=Aspect.REQUIRED, words=" 或 ".join(str(word) for word in group))
    for word in query.excluded:
        yield Understood(aspect=Aspect.EXCLUDED, words=str(word))
