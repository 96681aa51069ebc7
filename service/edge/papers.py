"""How does a paper of a meeting, an item or a rule go to whoever asked for it, by either door?"""

from datetime import date

from fastapi import Request
from starlette.responses import Response

from service.edge.context import note
from service.edge.downloads import WORD_TYPE, attachment
from service.errors import PageNotFoundError
from service.referral.papers.invitation import CALENDAR_TYPE, Invitation, write_invitation
from service.referral.papers.paper import Paper, print_paper
from service.referral.papers.vocabulary import MeetingPaper
from service.referral.rules.model import UpwardForm


def word_file(request: Request, paper: Paper, *, subject: str) -> Response:
    """Return a paper as a file, after noting that it was printed."""
    note(request, action="print_meeting_paper", subject=subject)
    return attachment(print_paper(paper), name=paper.file_name, media_type=WORD_TYPE)


def calendar_file(invitation: Invitation) -> Response:
    """Return a meeting as a file for the calendar."""
    written = write_invitation(invitation)
    return attachment(written, name=f"{invitation.name}.ics", media_type=CALENDAR_TYPE)


def kind_of(token: str) -> MeetingPaper:
    """Return the paper that an address names.

    Raises:
        PageNotFoundError: There is none of that name.
    """
    if token not in set(MeetingPaper):
        raise PageNotFoundError(what="paper of an unknown name")
    return MeetingPaper(token)


def form_of(token: str) -> UpwardForm:
    """Return the paper for the court above that an address names.

    Raises:
        PageNotFoundError: There is none of that name.
    """
    if token not in set(UpwardForm):
        raise PageNotFoundError(what="paper of an unknown name")
    return UpwardForm(token)


def month_of(words: str) -> date:
    """Return the first day of a month that an address names as ``2026-03``.

    Raises:
        PageNotFoundError: There is no such month.
    """
    try:
        return date.fromisoformat(f"{words}-01")
    except ValueError:
        raise PageNotFoundError(what="month that there is not") from None
