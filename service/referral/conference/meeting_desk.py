"""How is a meeting planned, convened and held, with all items of its agenda?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.notices.desk import NoticeDesk
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.referral.access import doer_of
from service.referral.conference.asking import (
    ASKED_OF_MEETING,
    AccountChoice,
    ItemChoice,
    PlanChoice,
)
from service.referral.conference.books import ConferenceBooks
from service.referral.conference.item import ConferenceItem
from service.referral.conference.item_acts import Delivery, Placement
from service.referral.conference.meeting import Conference, is_excused
from service.referral.conference.meeting_acts import AgendaLine, Invited, ItemOf, Plan
from service.referral.conference.rota import Turns, next_observers
from service.referral.conference.telling import told_of_item, told_of_meeting
from service.referral.conference.turns import meeting_moves
from service.referral.conference.vocabulary import ConferenceAct, ItemAct, ItemState, MajorityBase
from service.referral.course.acts import MACHINE, Act, Doer, MatterKind, Nothing, Part
from service.referral.course.course import Move
from service.referral.course.ledger import OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import ActNotOfferedError, ReferralError
from service.referral.roster.model import Seat, seat_of
from service.store.matter_records import MatterWork

_TO_BE_DELIVERED: Final = frozenset({ItemState.SCHEDULED, ItemState.DELIVERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeeting:
    """A meeting as one person sees it.

    Attributes:
        open: The meeting with its acts.
        doer: Who looks, in their parts.
        moves: What they can do here now.
        items: By id those items of the agenda that are open to them.
    """

    open: OpenMatter[Conference]
    doer: Doer
    moves: tuple[Move[Conference], ...]
    items: Mapping[str, ConferenceItem]

    @property
    def id(self) -> str:
        """Its id."""
        return self.open.id

    @property
    def meeting(self) -> Conference:
        """The meeting."""
        return self.open.matter


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDesk:
    """The one door to meetings of the judges' conference.

    Attributes:
        books: Items and meetings.
        parameters: What the court set.
        notices: Tells whom it concerns.
    """

    books: ConferenceBooks
    parameters: ParameterBook
    notices: NoticeDesk

    def open(self, conference_id: str, *, actor: Actor) -> OpenMeeting:
        """Return a meeting.

        Raises:
            PageNotFoundError: There is no such meeting for this person.
            TrailBrokenError: Its acts were tampered with.

        Cost: replays every item of its agenda, about a millisecond each.
        """
        opened = self.books.meetings.open(conference_id)
        doer = self.books.doer_in_meeting(opened.matter, actor)
        if not doer.parts:
            raise PageNotFoundError(what=f"conference {conference_id}")
        items = {each.item_id: self._item(each.item_id) for each in opened.matter.agenda}
        return OpenMeeting(
            open=opened,
            doer=doer,
            moves=meeting_moves(opened.matter, doer),
            items={
                item_id: item
                for item_id, item in items.items()
                if self.books.doer_in_item(item, actor).parts
            },
        )

    def plan(self, asked: PlanChoice, *, actor: Actor, now: datetime) -> OpenMatter[Conference]:
        """Plan a meeting, with what the court has set for its day.

        Raises:
            ActPartError: Whoever asks neither leads nor keeps conferences.
            RuleBrokenError: The host may not host at this level.
        """
        court = self.books.access.roster.colleague(actor).court
        parts = self.books.office_parts(court, asked.division, actor)
        day = court_day(asked.at) if asked.at.tzinfo else court_day(now)
        plan = Plan(
            name=asked.name.strip(),
            court=court,
            division=asked.division.strip(),
            host=self.books.host(asked.host, asked.level),
            at=asked.at,
            place=asked.place.strip(),
            minimum=self.parameters.number(Parameter.CONFERENCE_MINIMUM, day),
            majority=MajorityBase(self.parameters.choice(Parameter.CONFERENCE_MAJORITY, day)),
            lead_days=self.parameters.number(Parameter.CONFERENCE_LEAD_DAYS, day),
            n_observers=self.parameters.number(Parameter.CONFERENCE_OBSERVERS, day),
        )
        doer = doer_of(actor, parts)
        return self.books.meetings.begin(
            Act(name=ConferenceAct.PLAN, doer=doer, at=now, content=plan)
        )

    def act(
        self,
        conference_id: str,
        name: str,
        data: object,
        *,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> OpenMatter[Conference]:
        """Do an act on a meeting, with what it makes of the items of its agenda.

        Raises:
            PageNotFoundError: There is no such meeting, or no such item, for this person.
            ReferralError: The act is refused.
        """
        opened = self.open(conference_id, actor=actor)
        asked = Act(name=name, doer=opened.doer, at=now, reason=reason.strip())
        try:
            act = replace(asked, content=self._content(opened, name, data, actor))
            with self.books.records.write() as work:
                moved = self.books.meetings.perform_in(work, conference_id, act)
                items = self._follow(work, moved, act)
                if act.name == ConferenceAct.REPLY:
                    moved, items = self._go_on_to_the_next(work, moved, act)
        except ReferralError as refusal:
            self.books.meetings.note(conference_id, asked, refusal)
            raise
        told = [told_of_meeting(conference_id, moved.matter)]
        told += [told_of_item(each.id, each.matter) for each in items]
        self.notices.send((each for some in told for each in some), now=now)
        return moved

    def observers_next(self, meeting: Conference) -> tuple[Seat, ...]:
        """Return whose turn it is to sit in, as many as the court had set and are missing."""
        pool = [
            seat_of(each)
            for each in self.books.access.roster.records.all()
            if each.is_judge and each.court != meeting.plan.court
        ]
        kept = self.books.records.turns(MatterKind.CONFERENCE, Part.OBSERVER)
        return next_observers(
            pool,
            {who: Turns(n=n, last=last) for who, (n, last) in kept.items()},
            n=max(meeting.plan.n_observers - len(meeting.observers), 0),
            without={
                *(seat.account_id for seat in meeting.everybody),
                *(each.seat.account_id for each in meeting.excused),
            },
        )

    def _content(self, opened: OpenMeeting, name: str, data: object, actor: Actor) -> object:
        if name not in ASKED_OF_MEETING:
            offered = tuple(move.name.value for move in opened.moves)
            raise ActNotOfferedError(act=name, state=opened.meeting.state.value, offered=offered)
        given = read_content(name, data, ASKED_OF_MEETING[name])
        if isinstance(given, ItemChoice):
            return self._line(given, actor)
        if isinstance(given, AccountChoice):
            seats = self.books.seats(given.account_ids)
            if name == ConferenceAct.CALL_OBSERVERS and not seats:
                seats = self.observers_next(opened.meeting)
            return Invited(seats=seats)
        return given

    def _line(self, given: ItemChoice, actor: Actor) -> AgendaLine:
        item = self._item(given.item_id)
        if not self.books.doer_in_item(item, actor).parts:
            raise PageNotFoundError(what=f"conference_item {given.item_id}")
        put = item.suggestion
        return AgendaLine(
            item_id=given.item_id,
            title=put.question,
            group=given.group.strip() or put.cause,
            minutes=given.minutes,
        )

    def _item(self, item_id: str) -> ConferenceItem:
        return self.books.items.open(item_id).matter

    def _follow(
        self, work: MatterWork, moved: OpenMatter[Conference], act: Act
    ) -> list[OpenMatter[ConferenceItem]]:
        """Do on the items what an act on their meeting means for them."""
        meeting, items = moved.matter, self.books.items
        if act.name == ConferenceAct.ADD_ITEM:
            item_id = act.content_as(AgendaLine).item_id
            return [items.perform_in(work, item_id, _placing(moved, act))]
        if act.name == ConferenceAct.REMOVE_ITEM:
            item_id = act.content_as(ItemOf).item_id
            postpone = replace(act, name=ItemAct.POSTPONE, content=Nothing())
            return [items.perform_in(work, item_id, postpone)]
        if act.name == ConferenceAct.RESCHEDULE:
            placing = _placing(moved, act)
            return [items.perform_in(work, each.item_id, placing) for each in meeting.agenda]
        if act.name == ConferenceAct.SEND_OUT:
            return [
                items.perform_in(work, each.item_id, self._delivering(meeting, each, act))
                for each in meeting.agenda
                if self._item(each.item_id).state in _TO_BE_DELIVERED
            ]
        return []

    def _go_on_to_the_next(
        self, work: MatterWork, moved: OpenMatter[Conference], act: Act
    ) -> tuple[OpenMatter[Conference], list[OpenMatter[ConferenceItem]]]:
        """Ask whose turn is next where an observer cannot come, and send them the materials."""
        meeting = moved.matter
        has_gone = is_excused(meeting, act.doer.account_id)
        seats = self.observers_next(meeting) if has_gone else ()
        if not seats:
            return moved, []
        calling = Act(
            name=ConferenceAct.CALL_OBSERVERS,
            doer=MACHINE,
            at=act.at,
            reason=f"{act.doer.name}不能列席，依轮次递补",
            content=Invited(seats=seats),
        )
        called = self.books.meetings.perform_in(work, moved.id, calling)
        items = [
            self.books.items.perform_in(
                work, each.item_id, self._delivering(called.matter, each, calling)
            )
            for each in called.matter.agenda
            if self._item(each.item_id).state in _TO_BE_DELIVERED
        ]
        return called, items

    def _delivering(self, meeting: Conference, line: AgendaLine, act: Act) -> Act:
        item = self._item(line.item_id)
        put = item.suggestion
        shut_out = {*put.judge_ids, *put.panel_ids} | item.recused
        host = () if item.host is None else (item.host.seat,)
        judges = {seat.account_id: seat for seat in (*meeting.judges, *host)}
        content = Delivery(
            participants=tuple(s for s in judges.values() if s.account_id not in shut_out),
            observers=tuple(s for s in meeting.observers if s.account_id not in shut_out),
        )
        return replace(act, name=ItemAct.DELIVER, content=content)


def _placing(moved: OpenMatter[Conference], act: Act) -> Act:
    plan = moved.matter.plan
    content = Placement(conference_id=moved.id, at=plan.at, place=plan.place)
    return replace(act, name=ItemAct.PLACE, content=content)
