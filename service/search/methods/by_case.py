"""Answers by a case: the case itself, the papers that name it, the cases like it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.case_number import CaseNumber
from corpus.judgment import Judgment
from service.search.index import SearchIndex
from service.search.methods.by_facts import ranked_by_likeness
from service.search.methods.case import FoundCase, find_case, model_of, stretches_naming
from service.search.methods.case_words import CaseQuery, read_case_words
from service.search.methods.listing import Shown, hits_of, judgments_at, mask_of, n_allowed
from service.search.methods.model import MethodAnswer, MethodHit, MethodQuestion, Understood
from service.search.methods.vocabulary import Aspect, OrderRule, Relation
from service.search.service import SearchService

# A case has few papers; words of a title may be those of hundreds.
_MOST_PAPERS = 20


def answer_by_case(
    question: MethodQuestion, search: SearchService, index: SearchIndex
) -> MethodAnswer:
    """Return the papers of a case, those that name it, and those like it, in this order.

    Of a case that is not stored only the papers that name it can be found; the answer says what
    was understood of the number.

    Raises:
        JudgmentNotFoundError: The store has lost a judgment of the index.
    """
    query = read_case_words(question.words)
    if question.judgment_id is not None:
        query = replace(query, ids=(*query.ids, question.judgment_id))
    found = find_case(query, index.snapshot)
    mask = mask_of(question.filter, index)
    papers = [label for label in found.papers if mask is None or mask[label]]
    naming = [label for label in found.naming if mask is None or mask[label]]
    named = _named(question, search, index, found=found, papers=papers, naming=naming)
    model = model_of(judgments_at(found.papers[:_MOST_PAPERS], index.snapshot, search))
    alike, n_alike = _alike(question, search, index, model=model, known=(*papers, *naming))
    return MethodAnswer(
        question=question,
        understood=tuple(_understood(query, found, n_listed=len(papers))),
        hits=(*named, *alike),
        n_hits=len(papers) + len(naming) + n_alike,
        n_allowed=n_allowed(mask, index),
        order=OrderRule.RELATION,
        coverage=search.describe(index)[0],
    )


def _named(
    question: MethodQuestion,
    search: SearchService,
    index: SearchIndex,
    *,
    found: FoundCase,
    papers: Sequence[int],
    naming: Sequence[int],
) -> tuple[MethodHit, ...]:
    """Return the hits of the page that are the case or name it."""
    listed = [*((each, Relation.ITSELF) for each in papers)]
    listed += [(each, Relation.CITING) for each in naming]
    page = listed[question.offset : question.offset + question.limit]
    judgments = judgments_at([label for label, _ in page], index.snapshot, search)
    shown = [
        Shown(
            judgment=judgment,
            reasons=(),
            passages=stretches_naming(judgment, found.keys) if relation is Relation.CITING else (),
            relation=relation,
        )
        for (_, relation), judgment in zip(page, judgments, strict=True)
    ]
    return hits_of(shown, offset=question.offset)


def _alike(
    question: MethodQuestion,
    search: SearchService,
    index: SearchIndex,
    *,
    model: Judgment | None,
    known: Sequence[int],
) -> tuple[tuple[MethodHit, ...], int]:
    """Return the hits of the page that are like the case, and how many there are in all."""
    if model is None:
        return (), 0
    skipped = frozenset(index.columns.ids[label] for label in known)
    condition = replace(question.filter, excluding=question.filter.excluding | skipped)
    start = max(0, question.offset - len(known))
    room = question.offset + question.limit - len(known) - start
    answer = ranked_by_likeness(
        replace(
            question,
            text=None,
            judgment_id=model.id,
            filter=condition,
            offset=start,
            limit=max(room, 1),
        ),
        search,
        index,
    )
    hits = tuple(
        MethodHit(
            similar=replace(hit.similar, rank=hit.similar.rank + len(known)),
            relation=Relation.ALIKE,
        )
        for hit in answer.hits
    )
    return hits if room > 0 else (), answer.n_hits


def _understood(query: CaseQuery, found: FoundCase, *, n_listed: int) -> Iterator[Understood]:
    for number in query.numbers:
        yield Understood(aspect=Aspect.NUMBER, words=_number_words(number))
    for library in query.library:
        yield Understood(aspect=Aspect.NUMBER, words=library)
    for judgment_id in query.ids:
        yield Understood(aspect=Aspect.PAPER, words=judgment_id)
    if query.title:
        yield Understood(aspect=Aspect.TITLE, words="、".join(query.title))
    told = f"库中有该案文书 {len(found.papers)} 篇" if found.papers else "库中没有该案文书"
    if n_listed < len(found.papers):
        told += f"，符合筛选条件的 {n_listed} 篇"
    yield Understood(aspect=Aspect.STORED, words=told)


def _number_words(number: CaseNumber) -> str:
    """Say how a number was taken apart, so that a wrong reading is seen."""
    court = f"法院代字“{number.court_code}”，" if number.court_code else ""
    kind = f"类型代字“{number.specialty_code}{number.type_code}”"
    return f"{number}（{number.year}年，{court}{kind}，案件编号 {number.serial}）"
