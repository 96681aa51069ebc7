"""Which parts does somebody take by office, whatever the matter?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from service.actors import Actor, Permission
from service.referral.course.acts import Part
from service.referral.roster.model import Colleague, Office
from service.store.roster_records import RosterRecords

PART_OF_OFFICE: Final[Mapping[Office, Part]] = MappingProxyType(
    {
        Office.PRESIDENT: Part.PRESIDENT,
        Office.VICE_PRESIDENT: Part.VICE_PRESIDENT,
        Office.STANDING_MEMBER: Part.COMMITTEE_MEMBER,
        Office.COMMITTEE_MEMBER: Part.COMMITTEE_MEMBER,
        Office.DIVISION_HEAD: Part.DIVISION_HEAD,
        Office.DEPUTY_DIVISION_HEAD: Part.DIVISION_HEAD,
        Office.TEAM_LEADER: Part.TEAM_LEADER,
        Office.CONFERENCE_SECRETARY: Part.CONFERENCE_SECRETARY,
        Office.COMMITTEE_SECRETARY: Part.COMMITTEE_SECRETARY,
        Office.OVERSIGHT_OFFICE: Part.OVERSIGHT_OFFICE,
    }
)
"""The part that each office takes; a senior judge (资深法官) takes none by office alone."""

_OF_SECRETARIES: Final = frozenset(
    {Part.CONFERENCE_SECRETARY, Part.COMMITTEE_SECRETARY, Part.OVERSIGHT_OFFICE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDesk:
    """Keeps the roster, and tells what somebody's offices are.

    Attributes:
        records: The stored entries.
        court: Full name of this court; that of whoever stands in no roster.
    """

    records: RosterRecords
    court: str

    def colleague(self, actor: Actor) -> Colleague:
        """Return the entry of an account; one without rank and offices where it has none."""
        found = self.records.find(actor.account_id)
        return found or Colleague(
            account_id=actor.account_id,
            name=actor.display_name,
            court=self.court,
            division="",
            rank=None,
            ranked_since=None,
            offices=frozenset(),
        )

    def parts_of(self, actor: Actor) -> frozenset[Part]:
        """Return the parts that an account takes by its offices, and by its desk.

        Whoever keeps referrals (审管办) takes the parts of the secretaries in their court, unless
        the roster says which of them. Of what court whoever stands in no roster is, the
        installation says; where it names none, they keep nothing.
        """
        return parts_of_entry(actor, self.colleague(actor))

    def put(self, actor: Actor, people: Sequence[Colleague]) -> None:
        """Write entries anew.

        Raises:
            NotPermittedError: The account does not keep the roster.
        """
        actor.require(Permission.KEEP_ROSTER)
        self.records.put(people)


def parts_of_entry(actor: Actor, own: Colleague) -> frozenset[Part]:
    """Return the parts that an account takes by its entry, as :meth:`RosterDesk.parts_of` does."""
    parts = frozenset(PART_OF_OFFICE[each] for each in own.offices if each in PART_OF_OFFICE)
    keeps = actor.may(Permission.KEEP_REFERRALS) and bool(own.court)
    if keeps and parts.isdisjoint(_OF_SECRETARIES):
        return parts | _OF_SECRETARIES
    return parts
