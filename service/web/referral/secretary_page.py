"""The desk of the secretaries: what came in, what is missing, what is due, past meetings."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.papers import month_of, word_file
from service.referral.committee.vocabulary import ItemState as CommitteeState
from service.referral.committee.vocabulary import MeetingState
from service.referral.conference.vocabulary import ConferenceState, ItemState
from service.referral.course.acts import MatterKind
from service.referral.referrals.model import ReferralState
from service.web.rendering import page

router = APIRouter(include_in_schema=False)

ADDRESSES = {
    MatterKind.REFERRAL: "/referrals",
    MatterKind.CONFERENCE: "/conferences",
    MatterKind.CONFERENCE_ITEM: "/conference-items",
    MatterKind.COMMITTEE_MEETING: "/committee-meetings",
    MatterKind.COMMITTEE_ITEM: "/committee-items",
}
"""Where the page of each kind of matter stands."""
STATES = {
    MatterKind.REFERRAL: ReferralState,
    MatterKind.CONFERENCE: ConferenceState,
    MatterKind.CONFERENCE_ITEM: ItemState,
    MatterKind.COMMITTEE_MEETING: MeetingState,
    MatterKind.COMMITTEE_ITEM: CommitteeState,
}
"""The states of each kind of matter."""


@router.get("/secretary")
def secretary(request: Request, words: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """Show the desk of a secretary."""
    note(request, action="read_secretary_desk", subject="")
    edge, actor = edge_of(request), actor_of(request)
    desk, now = edge.referral.secretary, edge.clock()
    return page(
        request,
        "secretary.html",
        words=words,
        has_office=bool(edge.referral.roster.parts_of(actor)),
        overview=desk.overview(actor, now=now),
        past=desk.past(actor, words=words),
        referral_states=tuple(ReferralState),
        addresses=ADDRESSES,
        states=STATES,
        today=court_day(now),
        month=f"{court_day(now):%Y-%m}",
    )


@router.get("/secretary/monthly.docx")
def monthly(request: Request, month: Annotated[str, Query(pattern=r"^\d{4}-\d{2}$")]) -> Response:
    """Give the summary of a month."""
    edge = edge_of(request)
    made = edge.referral.secretary.monthly(
        month_of(month), actor=actor_of(request), now=edge.clock()
    )
    return word_file(request, made, subject=month)


@router.get("/secretary/minutes.docx")
def compiled(request: Request, item: Annotated[list[str], Query()] = []) -> Response:  # noqa: B006 - read by FastAPI
    """Give the minutes of several items as one paper."""
    made = edge_of(request).referral.secretary.compiled(tuple(item), actor=actor_of(request))
    return word_file(request, made, subject="compiled_minutes")
