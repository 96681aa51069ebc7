"""The reviewer's workbench: which clusters wait for this person, and what is answered?"""

from enum import StrEnum
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from service.audits.desk import require_finished
from service.audits.errors import AuditError
from service.audits.telling import cluster_facts, cluster_notes, position_name
from service.audits.words import agreement_words
from service.audits.workbench import ReviewAnswer, ReviewReason, ReviewState
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import MalformedRequestError
from service.web.divergence.audit_pages import render_cluster, results_for
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_LONGEST = 1000
MemberT = TypeVar("MemberT", bound=StrEnum)


@router.get("/audits/{run_id}/review")
def audit_review(request: Request, run_id: str) -> HTMLResponse:
    """Show the next cluster that waits for this person, and how many do."""
    run = edge_of(request).audits.run(run_id)
    require_finished(run)
    results = results_for(request, run)
    waiting = [each for each in results.reported if each.review.is_open]
    found = waiting[0] if waiting else None
    note(request, action="review_audit", subject=run.id)
    return page(
        request,
        "audit_review.html",
        notice="",
        run=run,
        found=found,
        facts=() if found is None else cluster_facts(found, results),
        notes=() if found is None else cluster_notes(found.cluster),
        positions=()
        if found is None
        else tuple((position_name(at), each) for at, each in enumerate(found.cluster.positions)),
        n_waiting=len(waiting),
        n_disputed=sum(each.review.settles for each in waiting),
        n_reported=len(results.reported),
        n_settled=sum(each.review.state is ReviewState.SETTLED for each in results.reported),
        agreement=agreement_words(results.agreement),
        answers=tuple(ReviewAnswer),
        reasons=tuple(ReviewReason),
    )


@router.post("/audits/{run_id}/clusters/{key}")
async def answer_cluster(request: Request, run_id: str, key: str) -> Response:
    """Take what a reviewer answered."""
    form = await read_form(request)
    return await run_in_threadpool(_answer, request, run_id, key, form)


@router.post("/audits/{run_id}/reversals")
async def mark_reversal(request: Request, run_id: str) -> Response:
    """Take a person's mark on a reversed case."""
    form = await read_form(request)
    return await run_in_threadpool(_mark, request, run_id, form)


def _answer(request: Request, run_id: str, key: str, form: FormData) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    run = edge.audits.run(run_id)
    answer = _member(ReviewAnswer, form, "answer")
    reason = _member(ReviewReason, form, "reason") if _words(form, "reason") else None
    try:
        edge.audits.read(
            run,
            key,
            answer,
            reason=reason,
            words=_words(form, "words"),
            actor=actor,
            now=edge.clock(),
        )
    except AuditError as error:
        found = edge.audits.cluster(run, key, actor=actor)
        return render_cluster(request, run, found, status=409, notice=sentence_of(error))
    note(request, action="read_finding", subject=f"{run.id}/{key}")
    address = f"/audits/{run.id}/clusters/{key}#review"
    if _words(form, "next"):
        address = f"/audits/{run.id}/review"
    return RedirectResponse(address, status_code=303)


def _mark(request: Request, run_id: str, form: FormData) -> Response:
    edge = edge_of(request)
    run = edge.audits.run(run_id)
    mark = edge.audits.mark(
        run,
        _words(form, "judgment"),
        is_court_above_wrong=_words(form, "wrong") == "yes",
        words=_words(form, "words"),
        actor=actor_of(request),
        now=edge.clock(),
    )
    note(request, action="mark_reversal", subject=mark.judgment_id)
    return RedirectResponse(f"/audits/{run.id}/reversals#{mark.judgment_id}", status_code=303)


def _words(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""


def _member(kind: type[MemberT], form: FormData, name: str) -> MemberT:
    try:
        return kind(_words(form, name))
    except ValueError:
        raise MalformedRequestError(
            problems=(f"{name}: expected one of {', '.join(kind)}",)
        ) from None
