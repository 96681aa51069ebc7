"""The papers of meetings and items as files: .docx, and invitations for the calendar."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.edge.context import actor_of, edge_of, note
from service.edge.downloads import WORD_TYPE, attachment
from service.errors import PageNotFoundError
from service.referral.papers.invitation import CALENDAR_TYPE, Invitation, write_invitation
from service.referral.papers.paper import Paper, print_paper
from service.referral.papers.vocabulary import MeetingPaper

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
    return _calendar(desk.invitation_to_conference(conference_id, actor=actor_of(request)))


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
    return _calendar(desk.invitation_to_committee(meeting_id, actor=actor_of(request)))


@router.get("/committee-items/{item_id}/{paper}.docx")
def committee_item_paper(request: Request, item_id: str, paper: str) -> Response:
    """Give a paper of an item of the committee."""
    desk = edge_of(request).referral.papers
    made = desk.of_committee_item(item_id, kind_of(paper), actor=actor_of(request))
    return word_file(request, made, subject=item_id)


def kind_of(token: str) -> MeetingPaper:
    """Return the paper that an address names.

    Raises:
        PageNotFoundError: There is none of that name.
    """
    if token not in set(MeetingPaper):
        raise PageNotFoundError(what="paper of an unknown name")
    return MeetingPaper(token)


def word_file(request: Request, paper: Paper, *, subject: str) -> Response:
    """Return a paper as a file, after noting that it was printed."""
    note(request, action="print_meeting_paper", subject=subject)
    return attachment(print_paper(paper), name=paper.file_name, media_type=WORD_TYPE)


def _calendar(invitation: Invitation) -> Response:
    written = write_invitation(invitation)
    return attachment(written, name=f"{invitation.name}.ics", media_type=CALENDAR_TYPE)
