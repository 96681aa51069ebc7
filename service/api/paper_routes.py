"""Which addresses has the interface for papers: meetings, items, rules, the secretary's?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from service.api.routes import refused
from service.edge.context import actor_of, edge_of
from service.edge.downloads import CalendarFile, WordFile
from service.edge.papers import calendar_file, form_of, kind_of, month_of, word_file

router = APIRouter(
    prefix="/api/v1", default_response_class=WordFile, responses=refused(401, 403, 404)
)


@router.get("/conferences/{conference_id}/papers/{paper}", summary="法官会议的文书（Word）")
def conference_paper(request: Request, conference_id: str, paper: str) -> Response:
    """Return a paper of a meeting: agenda, notice, attendance or pack."""
    desk = edge_of(request).referral.papers
    made = desk.of_conference(conference_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=conference_id)


@router.get(
    "/conferences/{conference_id}/invitation",
    summary="法官会议的日历邀请",
    response_class=CalendarFile,
)
def conference_invitation(request: Request, conference_id: str) -> Response:
    """Return a meeting for the calendar (.ics); it tells no question."""
    desk = edge_of(request).referral.papers
    return calendar_file(desk.invitation_to_conference(conference_id, actor=actor_of(request)))


@router.get("/conference-items/{item_id}/papers/{paper}", summary="法官会议议题的文书（Word）")
def conference_item_paper(request: Request, item_id: str, paper: str) -> Response:
    """Return a paper of an item: record or minutes."""
    desk = edge_of(request).referral.papers
    made = desk.of_conference_item(item_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=item_id)


@router.get("/committee-meetings/{meeting_id}/papers/{paper}", summary="审委会会议的文书（Word）")
def committee_paper(request: Request, meeting_id: str, paper: str) -> Response:
    """Return a paper of a meeting: agenda, notice, attendance or pack."""
    desk = edge_of(request).referral.papers
    made = desk.of_committee(meeting_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=meeting_id)


@router.get(
    "/committee-meetings/{meeting_id}/invitation",
    summary="审委会会议的日历邀请",
    response_class=CalendarFile,
)
def committee_invitation(request: Request, meeting_id: str) -> Response:
    """Return a meeting for the calendar (.ics); it tells no question."""
    desk = edge_of(request).referral.papers
    return calendar_file(desk.invitation_to_committee(meeting_id, actor=actor_of(request)))


@router.get("/committee-items/{item_id}/papers/{paper}", summary="审委会议题的文书（Word）")
def committee_item_paper(request: Request, item_id: str, paper: str) -> Response:
    """Return a paper of an item: application, record, minutes, decision or public_decision."""
    desk = edge_of(request).referral.papers
    made = desk.of_committee_item(item_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=item_id)


@router.get("/rules/{rule_id}/papers/{paper}", summary="裁判规则上报的文书（Word）")
def rule_paper(request: Request, rule_id: str, paper: str) -> Response:
    """Return a rule as divergence_application or library_candidate, to those who keep rules."""
    desk = edge_of(request).referral.upward
    made = desk.of_rule(rule_id, form_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=rule_id)


@router.get("/referrals/{referral_id}/application", summary="法律适用分歧解决申请（Word）")
def referral_application(request: Request, referral_id: str) -> Response:
    """Return a referral that was sent up as an application to resolve a divergence."""
    edge = edge_of(request)
    made = edge.referral.upward.of_referral(referral_id, actor=actor_of(request), now=edge.clock())
    return word_file(request, made, subject=referral_id)


@router.get("/secretary/monthly", summary="月度通报（Word）")
def monthly(request: Request, month: Annotated[str, Query(pattern=r"^\d{4}-\d{2}$")]) -> Response:
    """Return the summary of a month, which names nobody."""
    edge = edge_of(request)
    desk, day = edge.referral.secretary, month_of(month)
    made = desk.monthly(day, actor=actor_of(request), now=edge.clock())
    return word_file(request, made, subject=month)


@router.get("/secretary/minutes", summary="多次会议纪要的汇编（Word）")
def compiled(request: Request, item: Annotated[list[str], Query()] = []) -> Response:  # noqa: B006 - read by FastAPI
    """Return the minutes of several items as one paper."""
    made = edge_of(request).referral.secretary.compiled(tuple(item), actor=actor_of(request))
    return word_file(request, made, subject="compiled_minutes")
