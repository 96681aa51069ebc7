"""What is a meeting of the judges' conference, and what can be asked of it?"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from service.court_time import court_day
from service.referral.conference.meeting_acts import AgendaLine, Plan
from service.referral.conference.vocabulary import ConferenceState
from service.referral.roster.model import Seat

MOST_MINUTES: Final = 600
"""Longest time that an item of an agenda takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReply:
    """What somebody who was asked answered.

    Attributes:
        account_id: Who.
        will_come: Whether they come.
        reason: Why not.
    """

    account_id: int
    will_come: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcusedObserver:
    """Somebody who was asked to sit in and cannot; the turn stays theirs.

    Attributes:
        seat: Who.
        reason: Why.
    """

    seat: Seat
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A meeting as its acts made it.

    Attributes:
        state: How far it has come.
        plan: What it was planned as, with the time and place that stand now.
        agenda: The items, in their order.
        agenda_version: 0 for the empty agenda, one more for each change.
        invited: Judges who are asked to take part, without the host.
        observers: Those who are asked to sit in.
        excused: Those who were asked to and cannot.
        replies: What they answered, the last of each.
        present: Accounts that are here.
        running: The item that is discussed; empty where none is.
        done: Items that were discussed.
    """

    state: ConferenceState
    plan: Plan
    agenda: tuple[AgendaLine, ...] = ()
    agenda_version: int = 0
    invited: tuple[Seat, ...] = ()
    observers: tuple[Seat, ...] = ()
    excused: tuple[ExcusedObserver, ...] = ()
    replies: tuple[GivenReply, ...] = ()
    present: tuple[int, ...] = ()
    running: str = ""
    done: tuple[str, ...] = ()

    @property
    def judges(self) -> tuple[Seat, ...]:
        """Those who are asked to take part, the host last."""
        return (*self.invited, self.plan.host.seat)

    @property
    def everybody(self) -> tuple[Seat, ...]:
        """All who are asked."""
        return (*self.judges, *self.observers)

    def line(self, item_id: str) -> AgendaLine | None:
        """Return the line of an item; None where it is not on the agenda."""
        return next((each for each in self.agenda if each.item_id == item_id), None)


def present_judges(meeting: Conference) -> tuple[Seat, ...]:
    """Return the judges who are here, the host among them."""
    return tuple(seat for seat in meeting.judges if seat.account_id in meeting.present)


def is_excused(meeting: Conference, account_id: int) -> bool:
    """Tell whether somebody was asked to sit in and cannot."""
    return any(each.seat.account_id == account_id for each in meeting.excused)


def days_ahead(meeting: Conference, today: date) -> int:
    """Return how many days it is until the meeting; negative after it."""
    return (court_day(meeting.plan.at) - today).days


def is_short_notice(meeting: Conference, today: date) -> bool:
    """Tell whether materials that are sent today are sent later than the court had set.

    Source: 法发〔2021〕2号 art. 9 [M]: in good time; how many days is for each court to set.
    """
    return days_ahead(meeting, today) < meeting.plan.lead_days
