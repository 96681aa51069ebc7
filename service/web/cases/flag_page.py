"""The pages of the four classes (四类案件) and of the time limit of a case."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import PageNotFoundError
from service.pending.model import PendingCase
from service.referral.errors import ReferralError
from service.referral.flags.desk import PER_PAGE
from service.referral.flags.model import Disposition, FlagAct, FlagState, SubItem
from service.referral.limits.model import LimitAct
from service.web.cases.case_pages import frame_of, own_case
from service.web.cases.flag_view import history_of, limit_history_of
from service.web.pieces.case_entry import member_of
from service.web.pieces.paging import Paging, at_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_LONGEST = 2_000
_LIMIT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    LimitAct.BEGIN: ("began_on", "due_on"),
    LimitAct.EXTEND: ("months", "approved_by"),
    LimitAct.DEDUCT: ("first", "last"),
}
_NOT_FOUND = "没有由您承办或者主管的这一案号的待决案件。"


@router.get("/flags")
def flags(request: Request) -> HTMLResponse:
    """List the marks that whoever asks sees."""
    return _render_list(request)


@router.post("/flags")
async def mark_case(request: Request) -> Response:
    """Mark a case by its number: for those who lead."""
    fields = await _fields(request)
    return await run_in_threadpool(_mark, request, fields)


@router.get("/flags/{flag_id}")
def flag(request: Request, flag_id: str) -> HTMLResponse:
    """Show a mark with what can be done now and its history."""
    note(request, action="read_flag", subject=flag_id)
    return _render(request, flag_id)


@router.post("/flags/{flag_id}")
async def act(request: Request, flag_id: str) -> Response:
    """Do an act that the page offers."""
    fields = await _fields(request)
    return await run_in_threadpool(_act, request, flag_id, fields)


@router.get("/cases/{pending_id}/flags")
def case_flags(request: Request, pending_id: str) -> HTMLResponse:
    """Show the marks and the time limit of a case."""
    return _render_case(request, own_case(request, pending_id))


@router.post("/cases/{pending_id}/flags")
async def mark_own_case(request: Request, pending_id: str) -> Response:
    """Propose a mark of a case that one hears."""
    fields = await _fields(request)
    return await run_in_threadpool(_mark_own, request, pending_id, fields)


@router.post("/cases/{pending_id}/limit")
async def change_limit(request: Request, pending_id: str) -> Response:
    """Begin the time limit of a case, or do an act on it."""
    fields = await _fields(request)
    return await run_in_threadpool(_change_limit, request, pending_id, fields)


async def _fields(request: Request) -> dict[str, str]:
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return fields


def _render_list(
    request: Request,
    *,
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    desk, actor = edge_of(request).referral.flags, actor_of(request)
    paging = Paging(
        n=desk.count(actor),
        asked_for=at_of(request.query_params.get("at", "")),
        path="/flags",
        per_page=PER_PAGE,
    )
    return page(
        request,
        "flags.html",
        status=status,
        notice=notice,
        typed=dict(typed or {}),
        found=desk.listed(actor, skip=paging.skip),
        paging=paging,
        state_of=FlagState,
        sub_items=tuple(SubItem),
    )


def _mark(request: Request, fields: Mapping[str, str]) -> Response:
    desk, actor = edge_of(request).referral.flags, actor_of(request)
    try:
        case = desk.case_numbered(fields.get("number", "").strip(), actor=actor)
    except PageNotFoundError:
        return _render_list(request, status=400, notice=_NOT_FOUND, typed=fields)
    try:
        made = desk.propose(
            case,
            member_of(fields, "sub_item", SubItem),
            because=fields.get("because", "")[:_LONGEST],
            actor=actor,
            now=edge_of(request).clock(),
        )
    except ReferralError as refused:
        return _render_list(request, status=400, notice=sentence_of(refused), typed=fields)
    note(request, action="mark_case", subject=case.id)
    return RedirectResponse(f"/flags/{made.id}", status_code=303)


def _render(request: Request, flag_id: str, *, status: int = 200, notice: str = "") -> HTMLResponse:
    opened = edge_of(request).referral.flags.open(flag_id, actor=actor_of(request))
    return page(
        request,
        "flag.html",
        status=status,
        notice=notice,
        opened=opened,
        flag=opened.flag,
        history=history_of(opened.open.acts),
        dispositions=tuple(Disposition),
        longest=_LONGEST,
    )


def _act(request: Request, flag_id: str, fields: Mapping[str, str]) -> Response:
    name = fields.get("act", "")
    try:
        edge_of(request).referral.flags.act(
            flag_id,
            name,
            _content_of(name, fields),
            reason=fields.get("reason", "")[:_LONGEST],
            actor=actor_of(request),
            now=edge_of(request).clock(),
        )
    except ReferralError as refused:
        return _render(request, flag_id, status=400, notice=sentence_of(refused))
    note(request, action="act_on_flag", subject=flag_id)
    return RedirectResponse(f"/flags/{flag_id}", status_code=303)


def _content_of(name: str, fields: Mapping[str, str]) -> dict[str, object]:
    if name == FlagAct.ANSWER:
        return {"number": fields.get("number", ""), "words": fields.get("words", "")[:_LONGEST]}
    if name == FlagAct.CLOSE:
        return {"disposition": fields.get("disposition") or None}
    return {"by": fields["by"]} if fields.get("by") else {}


def _render_case(
    request: Request, case: PendingCase, *, status: int = 200, notice: str = ""
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    today = court_day(edge.clock())
    edge.referral.limits.warn(now=edge.clock())
    limit = edge.referral.limits.of_case(case, actor=actor)
    kept = None if limit.open is None else limit.open.matter
    return page(
        request,
        "case_flags.html",
        status=status,
        **frame_of(request, case, view="flags"),
        notice=notice,
        flags=edge.referral.flags.of_case(case, actor=actor),
        sub_items=tuple(SubItem),
        limit=limit,
        kept=kept,
        is_warned=kept is not None and kept.is_warned(today),
        n_left=None if kept is None else (kept.due_on - today).days,
        limit_history=() if limit.open is None else limit_history_of(limit.open.acts),
        longest=_LONGEST,
    )


def _mark_own(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    case = own_case(request, pending_id)
    try:
        made = edge_of(request).referral.flags.propose(
            case,
            member_of(fields, "sub_item", SubItem),
            because=fields.get("because", "")[:_LONGEST],
            actor=actor_of(request),
            now=edge_of(request).clock(),
        )
    except ReferralError as refused:
        return _render_case(request, case, status=400, notice=sentence_of(refused))
    note(request, action="mark_case", subject=case.id)
    return RedirectResponse(f"/flags/{made.id}", status_code=303)


def _change_limit(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    case, name = own_case(request, pending_id), fields.get("act", "")
    try:
        edge_of(request).referral.limits.act(
            case,
            name,
            {each: fields.get(each, "")[:_LONGEST] for each in _LIMIT_FIELDS.get(name, ())},
            reason=fields.get("reason", "")[:_LONGEST],
            actor=actor_of(request),
            now=edge_of(request).clock(),
        )
    except ReferralError as refused:
        return _render_case(request, case, status=400, notice=sentence_of(refused))
    note(request, action="change_time_limit", subject=case.id)
    return RedirectResponse(f"/cases/{case.id}/flags", status_code=303)
