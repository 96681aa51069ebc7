"""The audit trail as the 安全审计员 reads it: lines, filters, and whether the trail is whole."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from service.audit_trail.desk import Wanted
from service.audit_trail.model import Finding, Outcome
from service.court_time import COURT_TIME
from service.edge.context import edge_of, note
from service.edge.downloads import save_as
from service.edge.forms import read_form
from service.errors import MalformedRequestError
from service.web.rendering import page

router = APIRouter(include_in_schema=False)

_LINES: Final = 100
_LONGEST_NUMBER: Final = 12


@router.get("/audit-trail")
def audit_trail(request: Request) -> HTMLResponse:
    """Show the newest lines, or those that are asked for."""
    return _render(request)


@router.post("/audit-trail")
async def verify(request: Request) -> Response:
    """Look through the whole trail and say whether it is whole."""
    await (await read_form(request)).close()
    return await run_in_threadpool(_verify, request)


@router.get("/audit-trail/export")
def export(
    request: Request,
    first: str = "",
    last: str = "",
    account: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Send the lines of some days and of somebody, or all, as a file of JSON with their digests.

    Cost: reads them once; they are sent while they are read.
    """
    edge, name = edge_of(request), account.strip()
    since, until = _span(first, last)
    known = edge.desk.find(name) if name else None
    if name and known is None:
        raise MalformedRequestError(problems=("account: there is none of this name",))
    subject = f"{first or '…'}/{last or '…'}{f' {name}' if name else ''}"
    note(request, action="trail.export", subject=subject)
    return StreamingResponse(
        edge.trail.exported(
            since=since, until=until, account_id=None if known is None else known.id
        ),
        media_type="application/x-ndjson",
        headers=save_as("audit-trail.jsonl"),
    )


def _span(first: str, last: str) -> tuple[datetime | None, datetime | None]:
    """Return the moments between which two days lie, both counted in.

    Raises:
        MalformedRequestError: One of them is no day.
    """
    since = None if not first else _begin_of(_day(first))
    until = None if not last else _begin_of(_day(last) + timedelta(days=1))
    return since, until


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise MalformedRequestError(problems=("first, last: expected 2026-01-31",)) from None


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, COURT_TIME)


def _verify(request: Request) -> HTMLResponse:
    note(request, action="trail.verify", subject="")
    return _render(request, finding=edge_of(request).trail.look_through())


def _render(request: Request, finding: Finding | None = None) -> HTMLResponse:
    edge = edge_of(request)
    name = request.query_params.get("account", "").strip()
    subject = request.query_params.get("subject", "").strip()
    ended = request.query_params.get("outcome", "")
    below = request.query_params.get("below", "")
    days = {each: request.query_params.get(each, "").strip() for each in ("first", "last")}
    since, until = _span(**days)
    account = edge.desk.find(name) if name else None
    is_unknown = bool(name) and account is None
    wanted = Wanted(
        limit=_LINES,
        below=_number(below),
        account_id=None if account is None else account.id,
        subject=subject or None,
        outcome=next((each for each in Outcome if each.value == ended), None),
        since=since,
        until=until,
    )
    lines = () if is_unknown else edge.trail.newest(wanted)
    kept = {"account": name, "subject": subject, "outcome": ended, **days}
    older = {**{key: value for key, value in kept.items() if value}, "below": ""}
    if len(lines) == _LINES:
        older["below"] = str(lines[-1].number)
    return page(
        request,
        "audit_trail.html",
        lines=lines,
        asked=kept,
        outcomes=tuple(Outcome),
        is_unknown=is_unknown,
        older=f"/audit-trail?{urlencode(older)}" if older["below"] else None,
        finding=finding,
    )


def _number(words: str) -> int | None:
    is_number = words.isascii() and words.isdigit() and len(words) <= _LONGEST_NUMBER
    return int(words) if is_number else None
