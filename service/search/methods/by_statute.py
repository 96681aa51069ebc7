"""Answers by the provisions that a judgment cites."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.judgment import Judgment, JudgmentId
from indexing.columns.citing import WantedProvision
from service.errors import ProvisionUnreadError
from service.search.index import SearchIndex
from service.search.methods.by_facts import ranked_by_likeness
from service.search.methods.listing import (
    Shown,
    hits_of,
    judgments_at,
    mask_of,
    n_allowed,
)
from service.search.methods.model import MethodAnswer, MethodHit, MethodQuestion, Understood
from service.search.methods.statute import (
    Citing,
    articles_of_text,
    find_citing,
    find_sharing,
    in_order,
    main_articles,
    met_by,
    relation_of,
    stretches_citing,
    successors_of,
)
from service.search.methods.statute_words import StatuteQuery, read_statutes
from service.search.methods.vocabulary import Aspect, OrderRule, Relation, SortOrder
from service.search.service import SearchService

_MOST_NAMED = 6


def answer_by_statute(
    question: MethodQuestion, search: SearchService, index: SearchIndex
) -> MethodAnswer:
    """Return the judgments that cite provisions, or those that a paper cites too.

    Raises:
        ProvisionUnreadError: Without words the paper cites no provision.
        JudgmentNotFoundError: The judgment asked by is not stored.
    """
    if not question.words:
        return _by_shared(question, search, index)
    query = read_statutes(question.words)
    mask = mask_of(question.filter, index)
    citing = find_citing(query, index.snapshot.whole.citations, mask)
    if question.text or question.judgment_id:
        answer = _by_likeness(question, search, index, query=query, citing=citing)
    else:
        answer = _listed(question, search, index, wanted=query.wanted, citing=citing)
    return replace(
        answer,
        understood=tuple(_understood(query)),
        unread=query.unread,
        successors=successors_of(query.wanted),
        n_allowed=n_allowed(mask, index),
    )


def _by_shared(question: MethodQuestion, search: SearchService, index: SearchIndex) -> MethodAnswer:
    """Return the judgments that rest on the same articles as a paper, the most shared first."""
    excluding: tuple[JudgmentId, ...] = ()
    if question.judgment_id is not None:
        judgment = search.judgment(question.judgment_id)
        articles = main_articles(found.value for found in judgment.provisions)
        excluding = (judgment.id,)
    else:
        articles = articles_of_text(question.text or "")
    if not articles:
        raise ProvisionUnreadError(words="")
    mask = mask_of(question.filter, index, excluding=excluding)
    citing = find_sharing(articles, index.snapshot.whole.citations, mask)
    answer = _listed(question, search, index, wanted=articles, citing=citing)
    return replace(
        answer,
        order=OrderRule.NEWEST if question.sort is SortOrder.DATE else OrderRule.SHARED_THEN_NEWEST,
        understood=tuple(
            Understood(aspect=Aspect.SHARED, words=str(article)) for article in articles
        ),
        successors=successors_of(articles),
        n_allowed=n_allowed(mask, index),
    )


def _listed(
    question: MethodQuestion,
    search: SearchService,
    index: SearchIndex,
    *,
    wanted: Sequence[WantedProvision],
    citing: Sequence[Citing],
) -> MethodAnswer:
    ordered = in_order(citing, sort=question.sort, snapshot=index.snapshot)
    page = ordered[question.offset : question.offset + question.limit]
    judgments = judgments_at([each.label for each in page], index.snapshot, search)
    shown = [
        Shown(
            judgment=judgment,
            reasons=tuple(_reasons(judgment, wanted)),
            passages=stretches_citing(judgment, wanted),
            relation=relation_of(each),
        )
        for each, judgment in zip(page, judgments, strict=True)
    ]
    return MethodAnswer(
        question=question,
        understood=(),
        hits=hits_of(shown, offset=question.offset),
        n_hits=len(ordered),
        n_allowed=index.columns.n_shown,
        order=OrderRule.NEWEST if question.sort is SortOrder.DATE else OrderRule.BASIS_THEN_NEWEST,
        coverage=search.describe(index)[0],
    )


def _by_likeness(
    question: MethodQuestion,
    search: SearchService,
    index: SearchIndex,
    *,
    query: StatuteQuery,
    citing: Sequence[Citing],
) -> MethodAnswer:
    """Order what cites the provisions by likeness to the facts."""
    ids = index.columns.ids
    of = {ids[each.label]: relation_of(each) for each in citing}
    among = frozenset(of)
    if question.filter.among is not None:
        among &= question.filter.among
    answer = ranked_by_likeness(
        replace(question, filter=replace(question.filter, among=among)), search, index
    )
    return replace(
        answer,
        question=question,
        hits=tuple(_cited(hit, of[hit.similar.judgment.id], query) for hit in answer.hits),
    )


def _cited(hit: MethodHit, relation: Relation, query: StatuteQuery) -> MethodHit:
    cited = [
        each.value
        for each in hit.similar.judgment.provisions
        if any(wanted.is_met_by(each.value) for wanted in query.wanted)
    ]
    told = "、".join(dict.fromkeys(str(each) for each in cited))
    reasons = (f"裁判依据：{told}", *hit.similar.reasons) if told else hit.similar.reasons
    return MethodHit(similar=replace(hit.similar, reasons=reasons), relation=relation)


def _reasons(judgment: Judgment, wanted: Sequence[WantedProvision]) -> Iterator[str]:
    basis = met_by(judgment, wanted)
    if basis:
        more = f"等 {len(basis)} 处" if len(basis) > _MOST_NAMED else ""
        yield f"裁判依据：{'、'.join(str(each) for each in basis[:_MOST_NAMED])}{more}"
    others = [str(each) for each in wanted if not any(each.is_met_by(found) for found in basis)]
    if others and not basis:
        yield "仅在说理中提及，裁判依据未引用"


def _understood(query: StatuteQuery) -> Iterator[Understood]:
    for each in query.wanted:
        yield Understood(aspect=Aspect.PROVISIONS, words=str(each))
    if len(query.wanted) > 1:
        yield Understood(
            aspect=Aspect.COMBINATION, words="引用其一即可" if query.is_any else "须同时引用"
        )
