"""Cases as those see them who lead, manage or review: on a stated ground, and put down."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.case_number import read_case_number
from corpus.errors import CaseNumberError
from service.actors import Permission
from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.errors import PageNotFoundError
from service.purposes.model import SubjectKind
from service.referral.flags.model import FlagState
from service.referral.referrals.model import ReferralState
from service.store.matter_records import Wanted
from service.web.cases.case_pages import frame_of, own_case
from service.web.cases.case_view import card_of_case
from service.web.rendering import page

router = APIRouter(include_in_schema=False)

_NOT_FOUND = "没有您可以依职权查阅的这一案号的待决案件。"
_GOING = tuple(
    each.value
    for each in ReferralState
    if each not in {ReferralState.CLOSED, ReferralState.WITHDRAWN}
)


@router.get("/supervised-cases")
def board(request: Request) -> HTMLResponse:
    """Show what the law brings to whoever asks, and what they looked into."""
    return _render_board(request)


@router.post("/supervised-cases")
async def open_by_number(request: Request) -> Response:
    """Lead to the case of a number, which asks for the ground."""
    fields = await read_fields(request)
    return await run_in_threadpool(_open_by_number, request, fields)


@router.get("/supervised-cases/{pending_id}")
def supervised_case(request: Request, pending_id: str) -> Response:
    """Show a case to whoever stated a ground; what its panel thinks of it is not shown."""
    edge, actor = edge_of(request), actor_of(request)
    desk, now = edge.referral.purposes, edge.clock()
    purpose = desk.admit(actor, SubjectKind.PENDING_CASE, pending_id, now=now)
    if purpose is None:
        return RedirectResponse(f"/cases/{pending_id}", status_code=303)
    case = desk.case(pending_id)
    note(request, action="look_into_case", subject=case.id)
    return page(
        request,
        "supervised_case.html",
        case=case,
        card=card_of_case(case, today=court_day(now)),
        purpose=purpose,
        flags=edge.referral.flags.of_case(case, actor=actor),
        may_see_flags=actor.may(Permission.TAKE_PART_IN_REFERRALS),
    )


@router.get("/cases/{pending_id}/looks")
def looks(request: Request, pending_id: str) -> HTMLResponse:
    """Show those who hear a case who looked into it from outside (谁看过)."""
    case = own_case(request, pending_id)
    note(request, action="read_looks", subject=case.id)
    return page(
        request,
        "case_looks.html",
        status=200,
        looks=edge_of(request).referral.purposes.who_looked(case.id),
        **frame_of(request, case, view="looks"),
    )


def _open_by_number(request: Request, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    typed = fields.get("number", "")[:64]
    note(request, action="look_for_case", subject="")
    try:
        number = str(read_case_number(typed.strip()))
        case = edge.referral.purposes.numbered(number, actor=actor_of(request), now=edge.clock())
    except (CaseNumberError, PageNotFoundError):
        # A number that is none, one that no case bears and one out of reach are told alike.
        return _render_board(request, status=404, notice=_NOT_FOUND, typed=typed)
    return RedirectResponse(f"/supervised-cases/{case.id}", status_code=303)


def _render_board(
    request: Request, *, status: int = 200, notice: str = "", typed: str = ""
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    desks = edge.referral
    return page(
        request,
        "supervised_cases.html",
        status=status,
        notice=notice,
        typed=typed,
        flags=desks.flags.listed(actor, states=(FlagState.CONFIRMED.value,)),
        referrals=desks.referrals.listed(actor, Wanted(states=_GOING)).matters,
        own=desks.purposes.own(actor),
        now=edge.clock(),
        flag_state=FlagState,
        referral_state=ReferralState,
    )
