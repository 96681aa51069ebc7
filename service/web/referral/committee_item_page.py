"""The page of an item of the committee: what is asked, who speaks next, what was decided."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.referral.committee.course import DISCUSSED
from service.referral.committee.desk import CommitteeDesk, OpenItem
from service.referral.committee.directions import DIRECTIONS
from service.referral.committee.vocabulary import Filter, ItemAct, ItemState, MeetingState
from service.referral.committee.words import EXEMPTION_WORDS
from service.referral.course.acts import Part
from service.referral.errors import ReferralError
from service.referral.papers.desk import papers_of_committee_item
from service.web.referral.committee_forms import LONGEST, MOST_OPTIONS, application_of, item_content
from service.web.referral.matter_history import history_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)


@router.get("/committee/items/new")
def new_item(request: Request) -> HTMLResponse:
    """Show a referral on which the committee is to be asked."""
    return _render_new(request, request.query_params.get("referral", ""), {})


@router.post("/committee/items/new")
async def ask(request: Request) -> Response:
    """Ask the committee."""
    fields = await read_fields(request)
    return await run_in_threadpool(_ask, request, fields)


@router.get("/committee-items/{item_id}")
def item(request: Request, item_id: str) -> HTMLResponse:
    """Show an item, to those who take part in it and do not stand aside."""
    note(request, action="read_committee_item", subject=item_id)
    return _render(request, item_id)


@router.post("/committee-items/{item_id}")
async def act(request: Request, item_id: str) -> Response:
    """Do an act that the page offers."""
    fields = await read_fields(request)
    return await run_in_threadpool(_act, request, item_id, fields)


def _render_new(
    request: Request,
    referral_id: str,
    fields: Mapping[str, str],
    *,
    status: int = 200,
    notice: str = "",
) -> HTMLResponse:
    edge = edge_of(request)
    opened = edge.referral.referrals.open(referral_id, actor=actor_of(request), now=edge.clock())
    return page(
        request,
        "committee_item_new.html",
        status=status,
        notice=notice,
        typed=dict(fields),
        opened=opened,
        grounds=edge.referral.committee.grounds(edge.clock()),
        exemptions=EXEMPTION_WORDS,
        longest=LONGEST,
    )


def _ask(request: Request, fields: Mapping[str, str]) -> Response:
    edge, referral_id = edge_of(request), fields.get("referral", "")
    try:
        begun = edge.referral.committee.apply(
            referral_id, application_of(fields), actor=actor_of(request), now=edge.clock()
        )
    except ReferralError as refused:
        return _render_new(request, referral_id, fields, status=400, notice=sentence_of(refused))
    note(request, action="ask_committee", subject=begun.id)
    return RedirectResponse(f"/committee-items/{begun.id}", status_code=303)


def _render(
    request: Request,
    item_id: str,
    *,
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    desk = edge.referral.committee
    seen = desk.open_item(item_id, actor=actor)
    found = seen.item
    seats = () if found.scheduling is None else found.scheduling.body.seats
    body = found.sitting.opening.body.seats if found.sitting is not None else seats
    return page(
        request,
        "committee_item.html",
        status=status,
        notice=notice,
        typed=dict(typed or {}),
        seen=seen,
        item=found,
        is_discussed=found.state in DISCUSSED,
        names={seat.account_id: seat.name for seat in (*seats, *body)},
        has_voted=_has_voted(seen),
        meetings=_meetings(desk, seen, request),
        member_id=_speaks_for(seen),
        filters=tuple(Filter),
        directions=DIRECTIONS,
        exemptions=EXEMPTION_WORDS,
        numbers=range(1, MOST_OPTIONS + 1),
        history=history_of(seen.acts, ItemAct, ItemState),
        papers_of=papers_of_committee_item(seen.item),
        today=court_day(edge.clock()).isoformat(),
        longest=LONGEST,
    )


def _has_voted(seen: OpenItem) -> bool:
    sitting = seen.item.sitting
    return sitting is not None and seen.doer.account_id in {each.member for each in sitting.seals}


def _speaks_for(seen: OpenItem) -> int:
    """Return whose statement the form takes: the next one's where the secretary writes."""
    sitting = seen.item.sitting
    turn = None if sitting is None else sitting.next_speaker
    if turn is not None and seen.doer.takes(Part.COMMITTEE_SECRETARY):
        return turn.account_id
    return seen.doer.account_id


def _meetings(desk: CommitteeDesk, seen: OpenItem, request: Request) -> list[tuple[str, str]]:
    """Return the meetings that an item may be put on, where that is offered."""
    if all(move.name is not ItemAct.SCHEDULE for move in seen.moves):
        return []
    going = {MeetingState.PLANNED.value, MeetingState.IN_SESSION.value}
    board = desk.board(actor_of(request))
    return [(each.id, each.outline.title) for each in board.meetings if each.outline.state in going]


def _act(request: Request, item_id: str, fields: Mapping[str, str]) -> Response:
    edge, name = edge_of(request), fields.get("act", "")
    try:
        edge.referral.committee.act(
            item_id,
            name,
            item_content(name, fields),
            reason=fields.get("reason", "")[:LONGEST],
            actor=actor_of(request),
            now=edge.clock(),
        )
    except ReferralError as refused:
        # What was typed is shown again, except of a vote: it goes nowhere but under its seal.
        typed = {} if name == ItemAct.SEAL_VOTE else fields
        return _render(request, item_id, status=400, notice=sentence_of(refused), typed=typed)
    note(request, action="act_on_committee_item", subject=item_id)
    return RedirectResponse(f"/committee-items/{item_id}", status_code=303)
