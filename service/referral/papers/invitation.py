"""How does a meeting come into somebody's calendar (.ics)?

Name, time and place alone: calendars lie on telephones and mail servers, and what a meeting
discusses is secret.

Source: RFC 5545, RFC 7986; written by the icalendar library, which this module alone knows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

CALENDAR_TYPE: Final = "text/calendar; charset=utf-8"
_PRODUCER: Final = "-//Tongpan//Meetings//ZH"
_SHORTEST: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A meeting as a calendar knows it.

    Attributes:
        meeting_id: The meeting; an invitation with the same id takes the place of an earlier one.
        edition: How often the meeting was acted on; the higher one stands.
        name: What it is called.
        place: Where; may be empty.
        begins_at: When it begins, aware.
        minutes: How long its agenda takes.
        told_at: When it was put like this, aware.
        is_off: Whether it was called off.
    """

    meeting_id: str
    edition: int
    name: str
    place: str
    begins_at: datetime
    minutes: int
    told_at: datetime
    is_off: bool = False


def write_invitation(invitation: Invitation) -> bytes:
    """Return an invitation as .ics; equal invitations give equal bytes.

    Example:
        >>> from datetime import UTC
        >>> nine = datetime(2026, 3, 9, 1, tzinfo=UTC)
        >>> written = write_invitation(Invitation(meeting_id="m1", edition=4, name="第3次会议",
        ...     place="第一会议室", begins_at=nine, minutes=90, told_at=nine))
        >>> [line for line in written.decode().splitlines() if line.startswith("DT")]
        ['DTSTART:20260309T010000Z', 'DTEND:20260309T023000Z', 'DTSTAMP:20260309T010000Z']
    """
    # Loaded by whoever sends for one: every start of the server would wait for it.
    from icalendar import Calendar, Event  # noqa: PLC0415

    event = Event()
    lasts = max(timedelta(minutes=invitation.minutes), _SHORTEST)
    event.add("summary", invitation.name)
    event.add("dtstart", invitation.begins_at)
    event.add("dtend", invitation.begins_at + lasts)
    event.add("dtstamp", invitation.told_at)
    event.add("uid", invitation.meeting_id)
    event.add("sequence", invitation.edition)
    event.add("status", "CANCELLED" if invitation.is_off else "CONFIRMED")
    event.add("class", "CONFIDENTIAL")
    if invitation.place:
        event.add("location", invitation.place)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if invitation.is_off else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
