"""Audits are started, stopped and gone on with here, by those who may run them."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.audits.errors import EmptyAuditError, PeriodError
from service.audits.model import AuditOrder, AuditScope, RunState
from service.audits.periods import LastPeriod, day_of, last_period
from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import MalformedRequestError
from service.web.divergence.audit_pages import render_audits
from service.web.divergence.audit_view import BoardFilter
from service.web.pieces.case_entry import member_of
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)


@router.post("/audits")
async def start_audit(request: Request) -> Response:
    """Start the audit of a period; the run is shown with its progress."""
    return await run_in_threadpool(_start, request, await _fields(request))


@router.post("/audits/{run_id}/progress")
async def change_progress(request: Request, run_id: str) -> Response:
    """Stop a run that is under way, or go on with one that was ended."""
    return await run_in_threadpool(_change, request, run_id, await _fields(request))


async def _fields(request: Request) -> dict[str, str]:
    form = await read_form(request)
    fields = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return fields


def _start(request: Request, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    try:
        order = _order(request, fields)
        run = edge.audit_launcher.launch(order, asked_by=actor_of(request).name, now=edge.clock())
    except (PeriodError, EmptyAuditError) as refused:
        return render_audits(request, BoardFilter(), status=400, notice=sentence_of(refused))
    note(request, action="start_audit", subject=run.id)
    return RedirectResponse(f"/audits/{run.id}", status_code=303)


def _change(request: Request, run_id: str, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    run = edge.audits.run(run_id)
    act = fields.get("act", "")
    if act == "stop":
        edge.audit_launcher.stop(run)
    elif act == "go_on":
        if run.state is not RunState.FINISHED:
            run = edge.audit_launcher.launch(
                run.order, asked_by=actor_of(request).name, now=edge.clock()
            )
    else:
        raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))
    note(request, action=f"audit_{act}", subject=run.id)
    return RedirectResponse(f"/audits/{run.id}", status_code=303)


def _order(request: Request, fields: Mapping[str, str]) -> AuditOrder:
    """Return what is to be audited.

    Raises:
        PeriodError: The days are none.
        MalformedRequestError: A value is none of those offered.
    """
    edge = edge_of(request)
    own = edge.tiers.book.own
    scope = member_of(fields, "scope", AuditScope)
    if own is None and scope is not AuditScope.EVERYWHERE:
        raise MalformedRequestError(problems=("scope: this installation knows no court",))
    first, last = _days(fields, today=court_day(edge.clock()))
    court = None if own is None else own.name
    return AuditOrder(court=court, scope=scope, first=first, last=last)


def _days(fields: Mapping[str, str], *, today: date) -> tuple[date, date]:
    first, last = fields.get("first", ""), fields.get("last", "")
    period = member_of(fields, "period", LastPeriod) if fields.get("period") else None
    # Days that are typed say more than a choice that nobody made.
    if period is not None and not first and not last:
        return last_period(period, today=today)
    return day_of(first or last), day_of(last or first, is_last=True)
