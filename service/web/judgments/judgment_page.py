"""The page of a judgment: its text, what was read of it, its line of papers, its corrections."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import CorrectionError
from corpus.judgment import Judgment, JudgmentId
from corpus.library_case import library_parts
from corpus.privacy.sensitivity import propose_sensitivity
from corpus.spans import Span
from indexing.errors import IndexingError
from indexing.passages import PassageKind
from service.actors import Permission
from service.closed.classes import CLASSES
from service.edge.context import Edge, actor_of, author_of, edge_of, note
from service.edge.forms import read_form
from service.errors import CorrectionValueError, NotReadyError
from service.reading.correcting import span_of_quote
from service.search.answer import QuotedPassage
from service.search.methods.desk import passages_by_method
from service.search.methods.written import read_question
from service.search.question import Question
from service.web.judgments.judgment_view import (
    counting_for,
    fact_views,
    form_of,
    further_views,
    laid_out,
    people_of,
    provisions_of,
)
from service.web.judgments.lineage_view import LineageView, lineage_view
from service.web.pieces.asked import Asked, asked_by
from service.web.pieces.hit_view import card_of
from service.web.pieces.library_view import library_mark, standing_now
from service.web.pieces.masked_display import (
    MASKED,
    is_masked,
    masked_passages,
    masking_of,
    with_masking,
)
from service.web.pieces.text_view import lay_out
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_PLACE = re.compile(r"(?P<start>\d{1,9})-(?P<end>\d{1,9})")
_OWN_FORMS = ("parties", "provisions", "effect", "title")
"""Fields that stand on the page apart from the list of properties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCorrection:
    """What was typed into a form that was refused, so that nothing is lost.

    Attributes:
        field: Name of the field.
        value: What was to stand there.
        quote: Words given as proof.
        reason: Why.
    """

    field: str
    value: str
    quote: str
    reason: str


@router.get("/judgments/{judgment_id}")
def judgment_page(request: Request, judgment_id: str) -> HTMLResponse:
    """Show a judgment, with the passages that answer a question marked where one is named."""
    asked = asked_by(request)
    note(request, action="read_judgment", subject=judgment_id)
    return _render(request, JudgmentId(judgment_id), asked)


@router.post("/judgments/{judgment_id}/corrections")
async def correct(request: Request, judgment_id: str) -> Response:
    """Set a field right, or take its corrections back."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_correct, request, JudgmentId(judgment_id), fields)


def _correct(request: Request, judgment_id: JudgmentId, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    judgment = edge.search.judgment(judgment_id)
    typed = TypedCorrection(
        field=fields.get("field", ""),
        value=fields.get("value", ""),
        quote=fields.get("quote", ""),
        reason=fields.get("reason", ""),
    )
    author = author_of(actor_of(request))
    try:
        if fields.get("restore"):
            edge.reading.restore(
                judgment_id, field=typed.field, author=author, at=edge.clock(), reason=typed.reason
            )
        else:
            edge.reading.correct(
                judgment,
                field=typed.field,
                new=typed.value,
                author=author,
                at=edge.clock(),
                reason=typed.reason,
                span=span_of_quote(judgment, typed.quote),
            )
    except (CorrectionValueError, CorrectionError) as error:
        return _render(
            request, judgment_id, None, status=400, notice=sentence_of(error), typed=typed
        )
    note(request, action="correct_judgment", subject=f"{judgment_id} {typed.field}"[:64])
    return RedirectResponse(f"/judgments/{judgment_id}#corrections", status_code=303)


def _render(
    request: Request,
    judgment_id: JudgmentId,
    asked: Asked | None,
    *,
    status: int = 200,
    notice: str | None = None,
    typed: TypedCorrection | None = None,
) -> HTMLResponse:
    edge = edge_of(request)
    stored = edge.search.judgment(judgment_id)
    closed_as = edge.closed.kind_of(stored.id)
    if closed_as is not None:
        note(request, action="read_closed_judgment", subject=judgment_id)
    place = _quoted_place(request, stored)
    passages = place or (() if asked is None else _passages(edge, stored, asked.question))
    masking = masking_of(stored, request)
    judgment = masking.judgment
    quoted = laid_out(masked_passages(passages, masking))
    corrections = edge.reading.views(judgment_id)
    here = f"/judgments/{judgment_id}" + ("" if asked is None else f"?{asked.query}")
    back = None if asked is None else asked.back
    return page(
        request,
        "judgment.html",
        status=status,
        notice=notice,
        typed=typed,
        judgment=judgment,
        card=card_of(judgment),
        back=None if back is None else with_masking(back, request),
        related_address=with_masking(f"/judgments/{judgment_id}/related", request),
        is_masked=is_masked(request),
        masked_switch=here
        if is_masked(request)
        else f"{here}{'&' if '?' in here else '?'}{MASKED}=on",
        n_quotes=len(quoted.passages),
        quotes_called="所引用的段落" if place else "与检索内容相似的段落",
        divergence_address=with_masking(f"/judgments/{judgment_id}/divergence", request),
        may_see_divergence=actor_of(request).may(Permission.SEE_DIVERGENCE),
        parts_of_text=lay_out(
            judgment.text,
            library_parts(judgment.text) or judgment.sections,
            passages=quoted.passages,
            marks=quoted.marks,
        ),
        facts=fact_views(judgment, corrections),
        forms={name: form_of(judgment, name) for name in _OWN_FORMS},
        counting={name: counting_for(corrections, name) for name in _OWN_FORMS},
        further=further_views(judgment, corrections),
        people=people_of(judgment),
        provisions=provisions_of(judgment),
        closed=None if closed_as is None else CLASSES[closed_as],
        sensitivity=propose_sensitivity(stored),
        lineage=_lineage(edge, stored),
        library=library_mark(standing_now(request).get(judgment_id), request),
        library_history=edge.library.history(judgment_id),
        corrections=corrections,
        hide=masking.words,
        may_correct=actor_of(request).may(Permission.CORRECT_READINGS) and not is_masked(request),
    )


def _quoted_place(request: Request, judgment: Judgment) -> tuple[QuotedPassage, ...]:
    """Return the place that a quote elsewhere leads to (``?at=START-END``), where it is one."""
    found = _PLACE.fullmatch(request.query_params.get("at", ""))
    if found is None or not int(found["start"]) < int(found["end"]) <= len(judgment.text):
        return ()
    span = Span(int(found["start"]), int(found["end"]))
    text = span.of(judgment.text)
    return (QuotedPassage(text=text, span=span, kind=PassageKind.REASONING, marks=()),)


def _passages(edge: Edge, judgment: Judgment, question: Question) -> Sequence[QuotedPassage]:
    by_method = read_question(question.text or "")
    try:
        if by_method is not None:
            return passages_by_method(judgment, by_method, edge.search)
        return edge.search.passages_in(judgment, question)
    except (IndexingError, NotReadyError):
        # The judgment can be read whatever becomes of the index.
        return ()


def _lineage(edge: Edge, judgment: Judgment) -> LineageView | None:
    lineage = edge.reading.lineage.of(judgment.id)
    chain = lineage.chain_of(judgment.id)
    if chain is None:
        return None
    stored = {paper.id: edge.search.judgment(paper.id) for paper in chain.papers}
    return lineage_view(lineage, judgment, stored)
