"""The papers of meetings, items and rules as files: .docx, and invitations for the calendar."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.edge.context import actor_of, edge_of
from service.edge.papers import calendar_file, kind_of, word_file
from service.referral.rules.model import UpwardForm

router = APIRouter(include_in_schema=False)


@router.get("/conferences/{conference_id}/{paper}.docx")
def conference_paper(request: Request, conference_id: str, paper: str) -> Response:
    """Give a paper of a meeting of the judges' conference."""
    desk = edge_of(request).referral.papers
    made = desk.of_conference(conference_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=conference_id)


@router.get("/conferences/{conference_id}/invitation.ics")
def conference_invitation(request: Request, conference_id: str) -> Response:
    """Give a meeting of the judges' conference for the calendar."""
    desk = edge_of(request).referral.papers
    return calendar_file(desk.invitation_to_conference(conference_id, actor=actor_of(request)))


@router.get("/conference-items/{item_id}/{paper}.docx")
def conference_item_paper(request: Request, item_id: str, paper: str) -> Response:
    """Give a paper of an item of the judges' conference."""
    desk = edge_of(request).referral.papers
    made = desk.of_conference_item(item_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=item_id)


@router.get("/committee-meetings/{meeting_id}/{paper}.docx")
def committee_paper(request: Request, meeting_id: str, paper: str) -> Response:
    """Give a paper of a meeting of the committee."""
    desk = edge_of(request).referral.papers
    made = desk.of_committee(meeting_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=meeting_id)


@router.get("/committee-meetings/{meeting_id}/invitation.ics")
def committee_invitation(request: Request, meeting_id: str) -> Response:
    """Give a meeting of the committee for the calendar."""
    desk = edge_of(request).referral.papers
    return calendar_file(desk.invitation_to_committee(meeting_id, actor=actor_of(request)))


@router.get("/committee-items/{item_id}/{paper}.docx")
def committee_item_paper(request: Request, item_id: str, paper: str) -> Response:
    """Give a paper of an item of the committee."""
    desk = edge_of(request).referral.papers
    made = desk.of_committee_item(item_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=item_id)


@router.get("/rules/{rule_id}/application.docx")
def rule_application(request: Request, rule_id: str) -> Response:
    """Give a rule as an application to resolve a divergence, to those who keep rules."""
    return _upward(request, rule_id, UpwardForm.DIVERGENCE_APPLICATION)


@router.get("/rules/{rule_id}/library-candidate.docx")
def rule_candidate(request: Request, rule_id: str) -> Response:
    """Give a rule as a candidate for the case library, to those who keep rules."""
    return _upward(request, rule_id, UpwardForm.LIBRARY_CANDIDATE)


@router.get("/referrals/{referral_id}/application.docx")
def referral_application(request: Request, referral_id: str) -> Response:
    """Give a referral that was sent up as an application to resolve a divergence."""
    edge = edge_of(request)
    made = edge.referral.upward.of_referral(referral_id, actor=actor_of(request), now=edge.clock())
    return word_file(request, made, subject=referral_id)


def _upward(request: Request, rule_id: str, form: UpwardForm) -> Response:
    made = edge_of(request).referral.upward.of_rule(rule_id, form, actor=actor_of(request))
    return word_file(request, made, subject=rule_id)
