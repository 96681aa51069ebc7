"""Who takes which part in what concerns a case, and so may see it?

Deliberation is need-to-know: the judges who hear the case, those who lead their division and their
court, and the offices that keep the matter. To everybody else it does not exist.

Source: 刑诉法解释 art. 53, 214; 法发〔2021〕2号 art. 13 [M]; 法发〔2021〕30号 art. 10 [M].
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from service.actors import Actor
from service.pending.handling import is_handled_by
from service.pending.model import PendingCase, PendingCaseId
from service.referral.course.acts import Doer, Part
from service.referral.roster.desk import PART_OF_OFFICE, RosterDesk, parts_of_entry
from service.store.account_records import AccountRecords
from service.store.matter_records import Wanted
from service.store.pending_records import PendingRecords

OF_JUDGES: Final = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE, Part.PANEL_MEMBER})
"""Parts of those who hear the case."""
OF_DIVISION: Final = frozenset({Part.DIVISION_HEAD, Part.TEAM_LEADER})
"""Parts of those who lead the division of the case."""
OF_COURT: Final = frozenset(
    {
        Part.VICE_PRESIDENT,
        Part.PRESIDENT,
        Part.CONFERENCE_SECRETARY,
        Part.COMMITTEE_SECRETARY,
        Part.OVERSIGHT_OFFICE,
    }
)
"""Parts of those who lead the court, and of the offices that keep matters of the whole court."""
_PRESIDING: Final = "审判长"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a matter belongs, and which cases it is about.

    Attributes:
        court: Full name of the court.
        divisions: Divisions of the cases; empty where no roster tells.
        pending_ids: Pending cases that it is about.
    """

    court: str
    divisions: frozenset[str]
    pending_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Tells who takes which part.

    Attributes:
        roster: Tells who holds which office.
        pending: Tells who hears a case.
        accounts: Tells whose account it is.
    """

    roster: RosterDesk
    pending: PendingRecords
    accounts: AccountRecords

    def parts(self, actor: Actor, place: Place) -> frozenset[Part]:
        """Return the parts that somebody takes today: by the case, and by office.

        Cost: a query for each case.
        """
        found = set(self.office_parts(actor, place))
        for pending_id in place.pending_ids:
            case = self.pending.find(pending_id, account_id=actor.account_id)
            if case is not None:
                found |= parts_in_case(case, actor)
        return frozenset(found)

    def office_parts(self, actor: Actor, place: Place) -> frozenset[Part]:
        """Return the parts that somebody takes by office alone."""
        own = self.roster.colleague(actor)
        if not own.court or own.court != place.court:
            return frozenset()
        parts = parts_of_entry(actor, own)
        is_near = own.division in place.divisions
        return parts & (OF_COURT | OF_DIVISION if is_near else OF_COURT)

    def people(self, place: Place) -> frozenset[tuple[int, Part]]:
        """Return who hears the cases and leads the division, for the lists of each.

        Those who lead the court, and its offices, see all of the court without standing here.
        """
        return frozenset((*self._judges(place.pending_ids), *self._heads(place)))

    def seen_by(self, actor: Actor, *, keepers: frozenset[Part] = OF_COURT) -> Wanted:
        """Return which matters a list may show somebody.

        Args:
            actor: Who looks.
            keepers: Parts that see all of their court; everybody else sees what they take part in.
        """
        own = self.roster.colleague(actor)
        if not own.court or parts_of_entry(actor, own).isdisjoint(keepers):
            return Wanted(account_id=actor.account_id)
        return Wanted(account_id=actor.account_id, courts=(own.court,))

    def place_of(self, court: str, division: str, pending_ids: Collection[str]) -> Place:
        """Return where a matter belongs that is about some cases.

        Args:
            court: Its court.
            division: The division that it began in; may be empty.
            pending_ids: The cases; the divisions of their judges belong to it too.
        """
        cases = self.pending.some([PendingCaseId(each) for each in pending_ids])
        divisions = {division, *(self.division_of(case) for case in cases)} - {""}
        return Place(court=court, divisions=frozenset(divisions), pending_ids=tuple(pending_ids))

    def division_of(self, case: PendingCase) -> str:
        """Return the division of the judge who handles a case; empty where no roster tells."""
        for member in self._members(case):
            if is_handled_by(case, member):
                return self.roster.colleague(member).division
        return ""

    def _judges(self, pending_ids: Collection[str]) -> Iterator[tuple[int, Part]]:
        for case in self.pending.some([PendingCaseId(each) for each in pending_ids]):
            for member in self._members(case):
                yield from ((member.account_id, part) for part in parts_in_case(case, member))

    def _members(self, case: PendingCase) -> Iterator[Actor]:
        for account in self.accounts.some(self.pending.members(case.id)):
            yield Actor(
                account_id=account.id,
                name=account.name,
                display_name=account.display_name,
                roles=account.roles,
            )

    def _heads(self, place: Place) -> Iterator[tuple[int, Part]]:
        for colleague in self.roster.records.of_court(place.court):
            if colleague.division not in place.divisions:
                continue
            parts = {PART_OF_OFFICE.get(office) for office in colleague.offices}
            yield from ((colleague.account_id, part) for part in OF_DIVISION if part in parts)


def parts_in_case(case: PendingCase, actor: Actor) -> frozenset[Part]:
    """Return the parts that somebody who may open a case takes in it, by name.

    Whoever prepares it and sits in no seat of the panel takes none.
    """
    parts = {Part.HANDLING_JUDGE} if is_handled_by(case, actor) else set()
    for seat in case.panel:
        if seat.name in {actor.display_name, actor.name}:
            parts.add(Part.PRESIDING_JUDGE if _PRESIDING in seat.title else Part.PANEL_MEMBER)
    return frozenset(parts)


def doer_of(actor: Actor, parts: frozenset[Part]) -> Doer:
    """Return who acts, in their parts."""
    return Doer(account_id=actor.account_id, name=actor.display_name or actor.name, parts=parts)
