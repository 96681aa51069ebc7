"""What does the administrator see: one page on how the installation stands?

The 系统管理员 keeps the machine and sees no judgment, no case and no line of the trail: of accounts
who there is, of audits how far they are, of the trail whether its end is whole.
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from indexing.errors import IndexingError
from service.edge.context import edge_of, note
from service.edge.forms import read_fields
from service.errors import MalformedRequestError, ServiceError
from service.jobs.errors import JobError
from service.jobs.model import JobKind
from service.ranking.words import in_use_words
from service.reading.quality_words import lines_of
from service.web.job_view import job_lines
from service.web.rendering import page
from service.web.system_view import (
    last_runs,
    role_counts,
    setting_lines,
    snapshot_lines,
    trail_state,
)
from service.web.wording import sentence_of

router = APIRouter(include_in_schema=False)


@router.get("/system")
def system_page(request: Request) -> HTMLResponse:
    """Show checks, index, jobs, trail, accounts, courts and settings."""
    return _render(request)


@router.post("/system/jobs")
async def change_job(request: Request) -> Response:
    """Start, stop or go on with long work."""
    return await run_in_threadpool(_change_job, request, await read_fields(request))


def _change_job(request: Request, fields: Mapping[str, str]) -> Response:
    kind = next((each for each in JobKind if each.value == fields.get("kind")), None)
    act, desk = fields.get("act", ""), edge_of(request).jobs
    if kind is None or act not in {"run", "stop"}:
        raise MalformedRequestError(problems=("kind and act: expected those of the page",))
    note(request, action=f"job_{act}", subject=kind.value)
    try:
        if act == "stop":
            desk.stop(kind)
        else:
            desk.run(kind, now=edge_of(request).clock())
    except JobError as refused:
        return _render(request, notice=sentence_of(refused), status=409)
    return RedirectResponse("/system#jobs", status_code=303)


def _render(request: Request, *, notice: str = "", status: int = 200) -> HTMLResponse:
    edge = edge_of(request)
    try:
        coverage = edge.search.coverage()
    except (IndexingError, ServiceError):
        coverage = None
    accounts = edge.desk.all()
    quality = edge.reading.quality.quality()
    return page(
        request,
        "system.html",
        status=status,
        notice=notice,
        jobs=job_lines(edge),
        checks=edge.checks(),
        coverage=coverage,
        snapshots=snapshot_lines(edge, now=edge.clock()),
        quality_lines=() if quality.tally is None else lines_of(quality.tally),
        ingests=quality.runs,
        ranking_words=in_use_words(edge.ranking.status()),
        runs=last_runs(edge),
        trail=trail_state(edge),
        accounts=accounts,
        role_counts=role_counts(accounts),
        court=edge.tiers.book.own,
        superiors=sorted(edge.tiers.book.superiors.items()),
        settings=setting_lines(edge),
    )
