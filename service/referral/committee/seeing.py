"""Who sees an item or a meeting of the committee, and in which parts?

The judges of the case, the heads above them, the president and the secretaries from the
application on; the members of the body once it stands on their agenda; guests while it is
discussed. Whoever stands aside sees nothing of it any more, whatever their office: to them it does
not exist.

Source: 刑诉法解释 art. 53, 214; 法官法 art. 10; 法发〔2019〕20号 art. 14, 18 [M].
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.referral.access import OF_COURT, Access, Place
from service.referral.committee.course import DISCUSSED
from service.referral.committee.items import Item
from service.referral.committee.meetings import Meeting
from service.referral.committee.sittings import Sitting
from service.referral.committee.vocabulary import GuestKind
from service.referral.course.acts import MatterKind, Part
from service.store.matter_records import ListedMatter, Outline

KEEPERS: Final = OF_COURT - {Part.CONFERENCE_SECRETARY}
"""Parts by which somebody sees every item of their court."""
KEEPERS_OF_MEETINGS: Final = frozenset({Part.PRESIDENT, Part.COMMITTEE_SECRETARY})
"""Parts by which somebody sees every meeting of their court."""
_IN_VOTES: Final = frozenset(
    {Part.COMMITTEE_MEMBER, Part.HOST, Part.PRESIDENT, Part.COMMITTEE_SECRETARY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Tells who sees what.

    Attributes:
        access: Tells who takes which part by case and office.
    """

    access: Access

    def parts_in_item(
        self, item: Item, actor: Actor, *, meeting: Meeting | None = None
    ) -> frozenset[Part]:
        """Return the parts that somebody takes in an item; none where they stand aside.

        Args:
            item: The item.
            actor: Who.
            meeting: The meeting that it stands on, whose host may take it up.
        """
        account = actor.account_id
        if account in item.recused:
            return frozenset()
        office = self.access.parts(actor, self._place(item)) - {Part.CONFERENCE_SECRETARY}
        taken = {each.part for each in item.application.takers if each.account_id == account}
        found = {*office, *taken, *_of_sitting(item, account)}
        if meeting is not None and meeting.convening.host == account:
            found.add(Part.HOST)
        return frozenset(found)

    def parts_in_meeting(self, meeting: Meeting, actor: Actor) -> frozenset[Part]:
        """Return the parts that somebody takes in a meeting."""
        called, account = meeting.convening, actor.account_id
        place = Place(court=called.court, divisions=frozenset(), pending_ids=())
        found = set(self.access.office_parts(actor, place) & KEEPERS_OF_MEETINGS)
        if called.body.seat_of(account) is not None:
            found.add(Part.COMMITTEE_MEMBER)
        if called.host == account:
            found.add(Part.HOST)
        return frozenset(found)

    def people_of(self, item: Item) -> frozenset[tuple[int, Part]]:
        """Return who hears the case of an item and leads its division today."""
        return self.access.people(self._place(item))

    def outline_of_item(
        self, item: Item, *, people: frozenset[tuple[int, Part]] | None = None
    ) -> Outline:
        """Return what lists tell of an item.

        Args:
            item: The item.
            people: Who takes part by the case; None looks it up.
        """
        asked, put = item.application, item.scheduling
        shown = set(self.people_of(item) if people is None else people)
        shown |= {(each.account_id, each.part) for each in asked.takers}
        shown |= {(each, Part.COMMITTEE_MEMBER) for each in _members(item)}
        kept = {each for each in shown if each[0] not in item.recused}
        due_on = None if put is None else put.held_on
        return Outline(
            kind=MatterKind.COMMITTEE_ITEM,
            state=item.state.value,
            title=asked.title,
            court=asked.court,
            division=asked.division,
            cause=asked.cause,
            pending_id=asked.pending_id,
            parent_id=asked.referral_id or None,
            due_on=due_on if item.sent is None else item.sent.due_on,
            people=frozenset(kept | {(each, Part.RECUSED) for each in item.recused}),
        )

    def _place(self, item: Item) -> Place:
        asked = item.application
        pending = () if asked.pending_id is None else (asked.pending_id,)
        return self.access.place_of(asked.court, asked.division, pending)


def outline_of_meeting(meeting: Meeting) -> Outline:
    """Return what lists tell of a meeting."""
    called = meeting.convening
    return Outline(
        kind=MatterKind.COMMITTEE_MEETING,
        state=meeting.state.value,
        title=called.title,
        court=called.court,
        due_on=court_day(called.starts_at),
        people=frozenset((each.account_id, Part.COMMITTEE_MEMBER) for each in called.body.seats)
        | {(called.host, Part.HOST)},
    )


def as_seen(item: Item, parts: frozenset[Part]) -> Item:
    """Return an item as somebody sees it: who voted how is for the committee.

    Others learn the decision, its reasons that are public, and how the votes stood.
    """
    if not parts.isdisjoint(_IN_VOTES):
        return item
    minutes = item.minutes
    return replace(
        item,
        sitting=None if item.sitting is None else _without_votes(item.sitting),
        earlier=tuple(_without_votes(each) for each in item.earlier),
        minutes=None if minutes is None else replace(minutes, inner_reasons="", minority=""),
    )


def _without_votes(sitting: Sitting) -> Sitting:
    return replace(sitting, opened=())


def _members(item: Item) -> frozenset[int]:
    """Return the accounts of those whose body has the item, or had it."""
    bodies = [each.opening.body for each in (*item.earlier, item.sitting) if each is not None]
    if item.scheduling is not None:
        bodies.append(item.scheduling.body)
    return frozenset(seat.account_id for body in bodies for seat in body.seats)


def _of_sitting(item: Item, account: int) -> frozenset[Part]:
    found = {Part.COMMITTEE_MEMBER} if account in _members(item) else set()
    if item.sitting is not None and item.state in DISCUSSED:
        if item.sitting.opening.host == account:
            found.add(Part.HOST)
        for guest in item.sitting.opening.guests:
            if guest.account_id == account:
                is_other = guest.kind is GuestKind.OTHER
                found.add(Part.OBSERVER if is_other else Part.PROSECUTOR)
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What of the committee somebody may see.

    Attributes:
        items: Items of this page, the last moved first.
        n_items: How many there are.
        by_state: How many of each state there are.
        meetings: Meetings of this page, the last moved first.
        n_meetings: How many there are.
    """

    items: tuple[ListedMatter, ...]
    n_items: int
    by_state: Mapping[str, int]
    meetings: tuple[ListedMatter, ...]
    n_meetings: int
