"""What does a person say of an act, where the desk adds what only the court's records know?

A person names an account; the seat with its rank, the offices and what the court had set that day
are added from the roster and the parameters, and stand in the act from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from service.referral.conference.item_course import COURSE as ITEM_COURSE
from service.referral.conference.meeting_course import COURSE as MEETING_COURSE
from service.referral.conference.vocabulary import ConferenceAct, Ground, ItemAct, Level
from service.referral.course.acts import Nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """How a referral is put to a conference.

    Attributes:
        ground: Why.
        focuses: What exactly is to be discussed.
    """

    ground: Ground
    focuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HostChoice:
    """Who hosts, and where the conference is held."""

    account_id: int
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureChoice:
    """Which version of the minutes is signed."""

    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventedChoice:
    """Who cannot sign, and on which day."""

    account_id: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoice:
    """What is planned.

    Attributes:
        name: What the meeting is called.
        division: Division; empty across divisions.
        host: Account of the host.
        level: Where it is held.
        at: When, with its zone.
        place: Where.
    """

    name: str
    division: str
    host: int
    level: Level
    at: datetime
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChoice:
    """Which item is put on the agenda.

    Attributes:
        item_id: The item.
        minutes: How long it is to take.
        group: What it is grouped by; empty takes its charge or cause.
    """

    item_id: str
    minutes: int
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChoice:
    """Who is asked; nobody named leaves it to the rota, where there is one."""

    account_ids: tuple[int, ...] = ()


BY_DESK: Final = frozenset({ItemAct.SUGGEST, ItemAct.PLACE, ItemAct.DELIVER})
"""Acts on an item that begin elsewhere: with a referral, or on a meeting."""
BY_MACHINE: Final = frozenset({ConferenceAct.PLAN, ConferenceAct.TAKE_UP, ConferenceAct.LAY_DOWN})
"""Acts on a meeting that begin elsewhere, or that follow from an act on an item."""

_ITEM_CHOICES: Final[Mapping[str, type]] = {
    ItemAct.SUBMIT: HostChoice,
    ItemAct.NAME_HOST: HostChoice,
    ItemAct.OPEN: Nothing,
    ItemAct.SIGN: SignatureChoice,
    ItemAct.NOTE_PREVENTED: PreventedChoice,
}
_MEETING_CHOICES: Final[Mapping[str, type]] = {
    ConferenceAct.ADD_ITEM: ItemChoice,
    ConferenceAct.INVITE: AccountChoice,
    ConferenceAct.CALL_OBSERVERS: AccountChoice,
}

ASKED_OF_ITEM: Final[Mapping[str, type]] = MappingProxyType(
    {
        name: kind
        for name, kind in ({**ITEM_COURSE.contents(), **_ITEM_CHOICES}).items()
        if name not in BY_DESK
    }
)
"""By act what a person says of an item."""
ASKED_OF_MEETING: Final[Mapping[str, type]] = MappingProxyType(
    {
        name: kind
        for name, kind in ({**MEETING_COURSE.contents(), **_MEETING_CHOICES}).items()
        if name not in BY_MACHINE
    }
)
"""By act what a person says of a meeting."""
