"""An invitation is read back by another hand, and tells a calendar nothing that is secret."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from service.referral.papers.invitation import Invitation, write_invitation

INVITATION = Invitation(
    meeting_id="m1",
    edition=4,
    name="2026年第3次专业法官会议",
    place="第一会议室，三楼",
    begins_at=datetime(2026, 3, 9, 1, tzinfo=UTC),
    minutes=90,
    told_at=datetime(2026, 3, 2, 1, tzinfo=UTC),
)


def event_of(invitation):
    calendar = Calendar.from_ical(write_invitation(invitation))
    return calendar, calendar.events[0]


def test_what_is_written_is_read_back():
    calendar, event = event_of(INVITATION)
    assert calendar["METHOD"] == "PUBLISH"
    assert str(event["SUMMARY"]) == INVITATION.name
    assert str(event["LOCATION"]) == INVITATION.place
    assert event.start == INVITATION.begins_at
    assert event.end == datetime(2026, 3, 9, 2, 30, tzinfo=UTC)
    assert event["SEQUENCE"] == 4
    assert event["CLASS"] == "CONFIDENTIAL"


def test_a_later_edition_takes_the_place_of_an_earlier_one():
    moved = replace(INVITATION, edition=5, begins_at=datetime(2026, 3, 10, 1, tzinfo=UTC))
    _, first = event_of(INVITATION)
    _, second = event_of(moved)
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_a_meeting_that_is_called_off_is_cancelled_in_the_calendar():
    calendar, event = event_of(replace(INVITATION, is_off=True))
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")


def test_equal_invitations_give_equal_bytes():
    assert write_invitation(INVITATION) == write_invitation(replace(INVITATION))


def test_an_empty_agenda_still_takes_time():
    _, event = event_of(replace(INVITATION, minutes=0))
    assert event.end > event.start
