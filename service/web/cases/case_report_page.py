"""The search reports of a pending case."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from indexing.errors import IndexingError
from service.edge.context import actor_of, edge_of, note, reach_of
from service.edge.forms import read_form
from service.errors import NotReadyError, ReportError, RequestError
from service.pending.asking import asked_by_case
from service.pending.model import PendingCase
from service.verdicts.model import Verdict
from service.web.cases.case_pages import frame_of, own_case
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)


@router.get("/cases/{pending_id}/report")
def case_reports(request: Request, pending_id: str) -> HTMLResponse:
    """List the reports of a case, with the button that makes one."""
    return render_reports(request, own_case(request, pending_id))


@router.post("/cases/{pending_id}/report")
async def make_report(request: Request, pending_id: str) -> Response:
    """Make a report of the search, or write what is new into one."""
    form = await read_form(request)
    named = form.get("report_id")
    await form.close()
    report_id = named if isinstance(named, str) and named else None
    return await run_in_threadpool(_make, request, pending_id, report_id)


def render_reports(
    request: Request, case: PendingCase, *, status: int = 200, notice: str = ""
) -> HTMLResponse:
    """Show the reports of a case and what stands ready for another."""
    edge, actor = edge_of(request), actor_of(request)
    own = edge.reports.of_case(case.id, actor=actor)
    given = edge.verdicts.standing_for(asked_by_case(case), account_id=actor.account_id)
    return page(
        request,
        "case_report.html",
        status=status,
        **frame_of(request, case, view="report"),
        notice=notice,
        reports=[(each, edge.reports.may_change(each, actor=actor)) for each in own],
        n_similar=sum(each.verdict is Verdict.SIMILAR for each in given),
        n_judged=len(given),
        stop=edge.case_search.standing_stop(case.id),
    )


def _make(request: Request, pending_id: str, report_id: str | None) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    case = own_case(request, pending_id)
    reach, now = reach_of(request), edge.clock()
    try:
        if report_id is None:
            report = edge.case_reporter.draft(case, actor=actor, reach=reach, now=now)
        else:
            standing = edge.reports.find(report_id, actor=actor)
            report = edge.case_reporter.renew(standing, case, actor=actor, reach=reach, now=now)
    except (RequestError, ReportError, NotReadyError, IndexingError) as refused:
        return render_reports(request, case, status=400, notice=sentence_of(refused))
    note(request, action="make_report", subject=report.id)
    return RedirectResponse(f"/reports/{report.id}", status_code=303)
