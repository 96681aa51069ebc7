"""Answers by one disputed issue."""

from corpus.judgment import Judgment
from indexing.searching.issue_search import SettledIssue, search_issue
from service.search.answer import QuotedPassage
from service.search.index import SearchIndex
from service.search.marks import SHORTEST, Marker
from service.search.methods.listing import Shown, hits_of, judgments_at, mask_of, n_allowed
from service.search.methods.model import MethodAnswer, MethodQuestion, Understood
from service.search.methods.vocabulary import Aspect, OrderRule
from service.search.service import SearchService


def answer_by_issue(
    question: MethodQuestion, search: SearchService, index: SearchIndex
) -> MethodAnswer:
    """Return the judgments that settle an issue like the one asked for, with their words on it.

    Raises:
        EmptyQueryError: There is no word to search by.
        JudgmentNotFoundError: The store has lost a judgment of the index.
    """
    issue = question.words or question.text or ""
    mask = mask_of(question.filter, index)
    result = search_issue(
        issue,
        index.snapshot,
        allowed=mask,
        depth=search.settings.ranked_hits,
        limit=question.offset + question.limit,
    )
    page = result.settled[question.offset :]
    judgments = judgments_at([each.label for each in page], index.snapshot, search)
    marker = Marker(result.words)
    return MethodAnswer(
        question=question,
        understood=(
            Understood(aspect=Aspect.SENTENCE, words=issue),
            Understood(
                aspect=Aspect.TERMS,
                words="、".join(word for word in result.words if len(word) >= SHORTEST),
            ),
        ),
        hits=hits_of(
            [
                _shown(judgment, settled, marker)
                for settled, judgment in zip(page, judgments, strict=True)
            ],
            offset=question.offset,
        ),
        n_hits=result.n_ranked,
        n_allowed=n_allowed(mask, index),
        order=OrderRule.ISSUE,
        coverage=search.describe(index)[0],
    )


def _shown(judgment: Judgment, settled: SettledIssue, marker: Marker) -> Shown:
    passages = tuple(
        QuotedPassage(
            text=passage.span.of(judgment.text),
            span=passage.span,
            kind=passage.kind,
            marks=marker.marks_in(passage.span.of(judgment.text)),
        )
        for passage in settled.passages
    )
    shared = marker.words_in(*(passage.text for passage in passages))
    return Shown(
        judgment=judgment,
        reasons=(f"说理涉及：{'、'.join(shared)}",) if shared else (),
        passages=passages,
    )
