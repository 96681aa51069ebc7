"""What does the administrator see: one page on how the installation stands?

The 系统管理员 keeps the machine and sees no judgment, no case and no line of the trail: of accounts
who there is, of audits how far they are, of the trail whether its end is whole.
"""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from indexing.errors import IndexingError
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.errors import MalformedRequestError, ServiceError
from service.jobs.errors import JobError
from service.jobs.orders import index_order
from service.ranking.words import in_use_words
from service.reading.quality_words import lines_of
from service.web.rendering import page
from service.web.upkeep.job_view import job_lines, may_index
from service.web.upkeep.system_view import (
    last_runs,
    role_counts,
    setting_lines,
    snapshot_lines,
    trail_state,
)
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_LONGEST_NUMBER: Final = 12
_INDEX: Final = "index"


@router.get("/system")
def system_page(request: Request) -> HTMLResponse:
    """Show checks, index, jobs, trail, accounts, courts and settings."""
    return _render(request)


@router.post("/system/jobs")
async def change_job(request: Request) -> Response:
    """Ask for an index, call a job off, or begin one again."""
    return await run_in_threadpool(_change_job, request, await read_fields(request))


def _change_job(request: Request, fields: Mapping[str, str]) -> Response:
    edge, act, number = edge_of(request), fields.get("act", ""), fields.get("job", "")
    if act == _INDEX:
        job = edge.jobs.ask(index_order(), asked_by=actor_of(request).name, now=edge.clock())
        note(request, action="job_index", subject=str(job.id))
        return _to_jobs()
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
        raise MalformedRequestError(problems=("job: no number",))
    acts = {"cancel": edge.jobs.cancel, "retry": edge.jobs.retry}
    if act not in acts:
        raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))
    try:
        acts[act](int(number), now=edge.clock())
    except JobError as refused:
        return _render(request, job_notice=sentence_of(refused), status=409)
    note(request, action=f"job_{act}", subject=number)
    return _to_jobs()


def _to_jobs() -> Response:
    return RedirectResponse("/system#jobs", status_code=303)


def _render(request: Request, *, job_notice: str = "", status: int = 200) -> HTMLResponse:
    edge = edge_of(request)
    try:
        coverage = edge.search.coverage()
    except (IndexingError, ServiceError):
        coverage = None
    accounts = edge.desk.all()
    jobs = job_lines(edge)
    quality = edge.reading.quality.quality()
    return page(
        request,
        "system.html",
        status=status,
        job_notice=job_notice,
        checks=edge.checks(),
        coverage=coverage,
        snapshots=snapshot_lines(edge, now=edge.clock()),
        quality_lines=() if quality.tally is None else lines_of(quality.tally),
        ingests=quality.runs,
        ranking_words=in_use_words(edge.ranking.status()),
        jobs=jobs,
        staffing=edge.jobs.staffing(now=edge.clock()),
        may_index=may_index(jobs),
        runs=last_runs(edge),
        trail=trail_state(edge),
        accounts=accounts,
        role_counts=role_counts(accounts),
        court=edge.tiers.book.own,
        superiors=sorted(edge.tiers.book.superiors.items()),
        settings=setting_lines(edge),
    )
