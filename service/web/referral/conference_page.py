"""The pages of the judges' conference: the board, and a meeting with all that can be done."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.parameters.table import DEFINITIONS, Parameter
from service.referral.conference.agenda import timetable
from service.referral.conference.item_course import BEFORE_SESSION
from service.referral.conference.meeting import (
    Conference,
    is_excused,
    is_short_notice,
    present_judges,
)
from service.referral.conference.meeting_course import COURSE
from service.referral.conference.meeting_desk import OpenMeeting
from service.referral.conference.next_steps import NEXT_OF_MEETING
from service.referral.conference.shown import shown_meeting
from service.referral.conference.vocabulary import (
    Column,
    ConferenceAct,
    ConferenceState,
    ItemState,
    Level,
)
from service.referral.errors import ReferralError
from service.referral.papers.desk import OF_CONFERENCE
from service.referral.roster.model import Colleague, in_speaking_order
from service.web.pieces.paging import At, Paging
from service.web.referral.conference_forms import LONGEST, meeting_content, plan_of
from service.web.referral.matter_history import history_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_SHOWN = (
    Parameter.CONFERENCE_MINIMUM,
    Parameter.CONFERENCE_MAJORITY,
    Parameter.CONFERENCE_LEAD_DAYS,
    Parameter.CONFERENCE_OBSERVERS,
)
_PAST = "past"
# What somebody is waited for stands open on the page; the rest opens when asked for.
_MAIN_ACTS = frozenset({ConferenceAct.REPLY, ConferenceAct.CHECK_IN, ConferenceAct.START})


@router.get("/conferences")
def conferences(
    request: Request,
    words: Annotated[str, Query(max_length=200)] = "",
    column: Annotated[str, Query(max_length=32)] = "",
    at: At = 1,
) -> HTMLResponse:
    """Show what goes on at the conference, as far as it is open to whoever looks.

    With a column, or the past, all of that, page by page.
    """
    if column == _PAST:
        return _render_past(request, at=at)
    chosen = next((each for each in Column if each.value == column), None)
    if chosen is not None:
        return _render_column(request, chosen, words=words, at=at)
    return _render_board(request, words=words)


@router.post("/conferences")
async def plan(request: Request) -> Response:
    """Plan a meeting."""
    fields = await read_fields(request)
    return await run_in_threadpool(_plan, request, fields)


@router.get("/conferences/{conference_id}")
def conference(request: Request, conference_id: str) -> HTMLResponse:
    """Show a meeting: its agenda, who comes, and what can be done now."""
    note(request, action="read_conference", subject=conference_id)
    return _render(request, conference_id)


@router.post("/conferences/{conference_id}")
async def act(request: Request, conference_id: str) -> Response:
    """Do an act that the page offers."""
    fields = await read_fields(request)
    return await run_in_threadpool(_act, request, conference_id, fields)


def _render_board(
    request: Request,
    *,
    words: str = "",
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    desks = edge.referral
    desks.remind(now=edge.clock())
    board = desks.conference_board.of(actor, words=words)
    me = desks.roster.colleague(actor)
    parts = desks.conferences.books.office_parts(me.court, me.division, actor)
    may_plan = bool(COURSE.offered(None, parts))
    return page(
        request,
        "conferences.html",
        status=status,
        notice=notice,
        words=words,
        board=board,
        columns=[(each, board.columns[each]) for each in Column if each is not Column.CLOSED],
        closed_column=Column.CLOSED,
        past_column=_PAST,
        state_of=ItemState,
        meeting_state=ConferenceState,
        may_plan=may_plan,
        hosts=desks.conferences.books.possible_hosts(me.court) if may_plan else (),
        levels=tuple(Level),
        division=me.division,
        typed=dict(typed or {}),
    )


def _render_column(request: Request, column: Column, *, words: str, at: int) -> HTMLResponse:
    board, actor = edge_of(request).referral.conference_board, actor_of(request)
    paging = Paging(
        n=board.count(actor, column, words=words),
        asked_for=at,
        path="/conferences",
        asked={"column": column.value, "words": words},
    )
    found = board.column(actor, column, words=words, most=paging.per_page, skip=paging.skip)
    return page(
        request,
        "conference_list.html",
        column=column,
        words=words,
        rows=found,
        address="/conference-items",
        state_of=ItemState,
        paging=paging,
    )


def _render_past(request: Request, *, at: int) -> HTMLResponse:
    board, actor = edge_of(request).referral.conference_board, actor_of(request)
    paging = Paging(
        n=board.count_past(actor), asked_for=at, path="/conferences", asked={"column": _PAST}
    )
    return page(
        request,
        "conference_list.html",
        column=None,
        words="",
        rows=board.past(actor, most=paging.per_page, skip=paging.skip),
        address="/conferences",
        state_of=ConferenceState,
        paging=paging,
    )


def _plan(request: Request, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    try:
        planned = edge.referral.conferences.plan(
            plan_of(fields), actor=actor_of(request), now=edge.clock()
        )
    except ReferralError as refused:
        return _render_board(request, status=400, notice=sentence_of(refused), typed=fields)
    note(request, action="plan_conference", subject=planned.id)
    return RedirectResponse(f"/conferences/{planned.id}", status_code=303)


def _render(
    request: Request,
    conference_id: str,
    *,
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    desk = edge.referral.conferences
    opened = desk.open(conference_id, actor=actor)
    meeting = shown_meeting(opened)
    names = {move.name for move in opened.moves}
    return page(
        request,
        "conference.html",
        status=status,
        notice=notice,
        typed=dict(typed or {}),
        opened=opened,
        meeting=meeting,
        timetable=timetable(meeting.agenda, begins_at=meeting.plan.at),
        speakers=in_speaking_order(meeting.judges, last=meeting.plan.host.seat.account_id),
        replies={each.account_id: each for each in meeting.replies},
        n_present=len(present_judges(meeting)),
        is_short=_waits(meeting) and is_short_notice(meeting, court_day(edge.clock())),
        items=opened.items,
        waiting=_admitted(request) if ConferenceAct.ADD_ITEM in names else (),
        judges=_not_asked(request, opened) if ConferenceAct.INVITE in names else (),
        observers_next=desk.observers_next(meeting)
        if ConferenceAct.CALL_OBSERVERS in names
        else (),
        sources=_sources(request, meeting),
        before_session=BEFORE_SESSION,
        next_step=NEXT_OF_MEETING.get(meeting.state, ""),
        main_acts=_MAIN_ACTS,
        papers_of=OF_CONFERENCE,
        history=history_of(opened.open.acts, ConferenceAct, ConferenceState),
        longest=LONGEST,
    )


def _act(request: Request, conference_id: str, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    desk = edge.referral.conferences
    name = fields.get("act", "")
    meeting = desk.open(conference_id, actor=actor).meeting
    try:
        moved = desk.act(
            conference_id,
            name,
            meeting_content(name, fields, meeting),
            reason=fields.get("reason", "")[:LONGEST],
            actor=actor,
            now=edge.clock(),
        )
    except ReferralError as refused:
        return _render(
            request, conference_id, status=400, notice=sentence_of(refused), typed=fields
        )
    note(request, action="act_on_conference", subject=conference_id)
    # Whoever is excused from sitting in does not see the meeting any more.
    is_shut = name == ConferenceAct.REPLY and is_excused(moved.matter, actor.account_id)
    return RedirectResponse(
        "/conferences" if is_shut else f"/conferences/{conference_id}", status_code=303
    )


def _waits(meeting: Conference) -> bool:
    return meeting.state in {ConferenceState.PLANNED, ConferenceState.CONVENED}


def _sources(request: Request, meeting: Conference) -> list[tuple[str, str]]:
    """Return on what the figures of the plan rest: what each is called, and its source."""
    book, day = edge_of(request).referral.parameters, court_day(meeting.plan.at)
    return [(DEFINITIONS[each].title, book.on(each, day).source) for each in _SHOWN]


def _admitted(request: Request) -> list[tuple[str, str, str]]:
    """Return the items that wait for a meeting: id, question, and charge or cause."""
    board = edge_of(request).referral.conference_board
    found = board.column(actor_of(request), Column.ADMITTED)
    return [(each.id, each.outline.title, each.outline.cause) for each in found]


def _not_asked(request: Request, opened: OpenMeeting) -> list[Colleague]:
    """Return the judges of the court who are not asked yet, those of the division first."""
    plan = opened.meeting.plan
    asked = {seat.account_id for seat in opened.meeting.everybody}
    judges = edge_of(request).referral.conferences.books.judges_of(plan.court)
    left = [each for each in judges if each.account_id not in asked]
    return sorted(left, key=lambda each: (each.division != plan.division, each.account_id))
