"""The pages of the adjudication committee: the board, and a meeting with all that can be done."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.referral.committee.vocabulary import ItemState, MeetingAct, MeetingState
from service.referral.course.acts import Part
from service.referral.errors import ReferralError
from service.referral.papers.desk import OF_COMMITTEE
from service.web.pieces.paging import Paging, at_of
from service.web.referral.committee_forms import LONGEST, meeting_content, meeting_of
from service.web.referral.matter_history import history_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

SEND_ALL = "send_all_materials"
"""The act by which the secretary sends the materials of a whole meeting."""


@router.get("/committee")
def committee(request: Request) -> HTMLResponse:
    """Show what of the committee somebody may see."""
    note(request, action="read_committee", subject="")
    return _render_board(request, {})


@router.post("/committee")
async def convene(request: Request) -> Response:
    """Call a meeting."""
    fields = await read_fields(request)
    return await run_in_threadpool(_convene, request, fields)


@router.get("/committee-meetings/{meeting_id}")
def meeting(request: Request, meeting_id: str) -> HTMLResponse:
    """Show a meeting, to those who take part in it."""
    note(request, action="read_committee_meeting", subject=meeting_id)
    return _render_meeting(request, meeting_id)


@router.post("/committee-meetings/{meeting_id}")
async def act_on_meeting(request: Request, meeting_id: str) -> Response:
    """Do an act that the page offers."""
    fields = await read_fields(request)
    return await run_in_threadpool(_act, request, meeting_id, fields)


def _render_board(
    request: Request, typed: Mapping[str, str], *, status: int = 200, notice: str = ""
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    desk = edge.referral.committee
    state = request.query_params.get("state", "")
    states = (state,) if state in set(ItemState) else ()
    # How many there are is told by the board of the first page.
    whole = desk.board(actor, states=states)
    kept = {"state": state if states else ""}
    items = Paging(
        n=whole.n_items,
        asked_for=at_of(request.query_params.get("at", "")),
        path="/committee",
        asked=kept,
    )
    meetings = Paging(
        n=whole.n_meetings,
        asked_for=at_of(request.query_params.get("meetings", "")),
        path="/committee",
        asked=kept,
        name="meetings",
        part="meetings",
    )
    is_first = items.at == meetings.at == 1
    board = (
        whole
        if is_first
        else desk.board(actor, states=states, skip=items.skip, skip_meetings=meetings.skip)
    )
    return page(
        request,
        "committee.html",
        status=status,
        notice=notice,
        typed=dict(typed),
        board=board,
        item_paging=items,
        meeting_paging=meetings,
        chosen=state,
        states=[(each, board.by_state[each]) for each in ItemState if each in board.by_state],
        bodies=desk.bodies(actor),
        grounds=desk.grounds(edge.clock()),
        may_convene=Part.COMMITTEE_SECRETARY in edge.referral.roster.parts_of(actor),
        item_state=ItemState,
        meeting_state=MeetingState,
        longest=LONGEST,
    )


def _convene(request: Request, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    try:
        begun = edge.referral.committee.convene(
            meeting_of(fields), actor=actor_of(request), now=edge.clock()
        )
    except ReferralError as refused:
        return _render_board(request, fields, status=400, notice=sentence_of(refused))
    note(request, action="convene_committee", subject=begun.id)
    return RedirectResponse(f"/committee-meetings/{begun.id}", status_code=303)


def _render_meeting(
    request: Request,
    meeting_id: str,
    *,
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    desk, actor = edge_of(request).referral.committee, actor_of(request)
    seen = desk.open_meeting(meeting_id, actor=actor)
    return page(
        request,
        "committee_meeting.html",
        status=status,
        notice=notice,
        typed=dict(typed or {}),
        seen=seen,
        meeting=seen.meeting,
        waiting=[each for each in seen.agenda if each.state is ItemState.SCHEDULED],
        send_all=SEND_ALL,
        papers_of=OF_COMMITTEE,
        is_secretary=seen.doer.takes(Part.COMMITTEE_SECRETARY),
        history=history_of(seen.acts, MeetingAct, MeetingState),
        longest=LONGEST,
    )


def _act(request: Request, meeting_id: str, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    desk, name = edge.referral.committee, fields.get("act", "")
    reason = fields.get("reason", "")[:LONGEST]
    try:
        if name == SEND_ALL:
            titles = tuple(fields.get("titles", "")[:LONGEST].splitlines())
            desk.send_all_materials(
                meeting_id, titles, reason=reason, actor=actor, now=edge.clock()
            )
        else:
            content = meeting_content(name, fields)
            desk.act_on_meeting(
                meeting_id, name, content, reason=reason, actor=actor, now=edge.clock()
            )
    except ReferralError as refused:
        return _render_meeting(
            request, meeting_id, status=400, notice=sentence_of(refused), typed=fields
        )
    note(request, action="act_on_committee_meeting", subject=meeting_id)
    return RedirectResponse(f"/committee-meetings/{meeting_id}", status_code=303)
