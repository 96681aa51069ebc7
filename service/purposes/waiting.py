"""Does the procedure itself call somebody to a meeting paper: does an act wait for them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from service.actors import Actor
from service.errors import PageNotFoundError
from service.referral.committee.desk import CommitteeDesk
from service.referral.conference.item_desk import ItemDesk
from service.referral.conference.meeting_desk import MeetingDesk
from service.referral.course.acts import MatterKind
from service.referral.course.course import Move

# Offered to those who lead whenever the matter goes on; nobody waits for them.
_AT_ANY_TIME: Final = frozenset(
    {"name_host", "withdraw", "recuse", "declare_recusal", "postpone", "note_prevented", "excuse"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Tells whether a paper waits for somebody.

    Attributes:
        items: Items of the judges' conference.
        conferences: Its meetings.
        committee: The adjudication committee.
    """

    items: ItemDesk
    conferences: MeetingDesk
    committee: CommitteeDesk

    def waits_for(self, actor: Actor, kind: MatterKind, matter_id: str) -> bool:
        """Tell whether an act waits for somebody; a referral and a mark are brought to them.

        Cost: replays the acts of the matter.
        """
        try:
            match kind:
                case MatterKind.CONFERENCE_ITEM:
                    return _waits(self.items.open(matter_id, actor=actor).moves)
                case MatterKind.CONFERENCE:
                    return _waits(self.conferences.open(matter_id, actor=actor).moves)
                case MatterKind.COMMITTEE_ITEM:
                    return _waits(self.committee.open_item(matter_id, actor=actor).moves)
                case MatterKind.COMMITTEE_MEETING:
                    return _waits(self.committee.open_meeting(matter_id, actor=actor).moves)
                case _:
                    return True
        except PageNotFoundError:
            return False


def _waits(moves: Sequence[Move[Any]]) -> bool:
    return any(move.name.value not in _AT_ANY_TIME for move in moves)
