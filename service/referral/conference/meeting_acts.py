"""What do the acts on a meeting of the judges' conference say?"""

from dataclasses import dataclass
from datetime import datetime

from service.referral.conference.item_acts import NamedHost
from service.referral.conference.vocabulary import MajorityBase
from service.referral.roster.model import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a meeting begins with, with what the court had set that day.

    Attributes:
        name: What it is called, such as 2026年第3次民事审判专业法官会议.
        court: Full name of the court.
        division: Division; empty across divisions.
        host: Who hosts, and at which level.
        at: When it begins, in UTC.
        place: Where.
        minimum: Least number of judges, the host counted.
        majority: Over half of whom a majority is.
        lead_days: How many days before it the materials are sent.
        n_observers: How many judges of basic courts sit in.
    """

    name: str
    court: str
    division: str
    host: NamedHost
    at: datetime
    place: str
    minimum: int
    majority: MajorityBase
    lead_days: int
    n_observers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Another time and place."""

    at: datetime
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """An item on the agenda.

    Attributes:
        item_id: The item.
        title: Its question.
        group: What it is grouped by: items of one group are discussed one after the other.
        minutes: How long it is to take.
    """

    item_id: str
    title: str
    group: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """The agenda in another order, or with other times.

    Attributes:
        seen: Version of the agenda that was rearranged: a later one is not overwritten.
        lines: All its lines.
    """

    seen: int
    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Judges who are asked to take part, or others who are asked to sit in."""

    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account of those who were asked."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Whether somebody who was asked will come."""

    will_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOf:
    """One item of the agenda."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDown:
    """How the discussion of an item ended.

    Attributes:
        item_id: The item.
        is_done: Whether it was summed up; else it was put off, and leaves the agenda.
    """

    item_id: str
    is_done: bool
