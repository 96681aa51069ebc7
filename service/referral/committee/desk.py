"""How does an item come before the committee and through it, and who sees it?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.parameters.book import ParameterBook
from service.referral.access import OF_JUDGES, Place, doer_of
from service.referral.committee.applications import Taker
from service.referral.committee.bodies import Body, bodies_of
from service.referral.committee.course import COURSE
from service.referral.committee.drawing_up import ApplicationEntry, application_of
from service.referral.committee.grounds import Ground, grounds_on
from service.referral.committee.heralding import Herald
from service.referral.committee.items import Item
from service.referral.committee.meeting_course import COURSE as MEETING_COURSE
from service.referral.committee.meetings import Convening, Meeting
from service.referral.committee.saying import (
    FileSaid,
    FilterSaid,
    MaterialsSaid,
    OpenSaid,
    ScheduleSaid,
    SendSaid,
    VoteSaid,
    allowed_on,
)
from service.referral.committee.seeing import (
    KEEPERS,
    KEEPERS_OF_MEETINGS,
    Board,
    Sight,
    as_seen,
    outline_of_meeting,
)
from service.referral.committee.transacting import ItemWork
from service.referral.committee.turns import item_moves
from service.referral.committee.vocabulary import ItemAct, ItemState, MeetingAct
from service.referral.course.acts import Act, Doer, KeptAct, MatterKind, Nothing
from service.referral.course.course import Move
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import ActNotOfferedError, ReferralError
from service.referral.referrals.desk import ReferralDesk
from service.referral.referrals.model import Target
from service.referral.referrals.reading import OpenReferral
from service.store.matter_records import (
    MatterRecords,
    new_matter_id,
)

SAID: Final[Mapping[str, type]] = MappingProxyType(
    {
        ItemAct.FILTER.value: FilterSaid,
        ItemAct.SCHEDULE.value: ScheduleSaid,
        ItemAct.SEND_MATERIALS.value: MaterialsSaid,
        ItemAct.OPEN.value: OpenSaid,
        ItemAct.SEAL_VOTE.value: VoteSaid,
        ItemAct.APPROVE_MINUTES.value: Nothing,
        ItemAct.SEND_DECISION.value: SendSaid,
        ItemAct.FILE_JUDGMENT.value: FileSaid,
    }
)
"""What a person says of acts to which the machine adds the rest."""
_BY_OTHERS: Final = frozenset({ItemAct.APPLY.value, ItemAct.REVEAL.value})
_OF_ITEMS: Final = frozenset(
    {
        MeetingAct.CONVENE.value,
        MeetingAct.ADD_ITEM.value,
        MeetingAct.REMOVE_ITEM.value,
        MeetingAct.TAKE_UP.value,
        MeetingAct.FINISH_ITEM.value,
    }
)
PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """An item as one person sees it.

    Attributes:
        id: Its id.
        item: The item, without what is not for them.
        doer: Who looks, in their parts.
        moves: What they can do now; a rule may still stand against it.
        acts: What was done, in order; what each says is shown by the item.
        meeting: The meeting that it stands on; None where on none.
    """

    id: str
    item: Item
    doer: Doer
    moves: tuple[Move[Item], ...]
    acts: tuple[KeptAct, ...]
    meeting: Meeting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A line of an agenda as one person sees it.

    Attributes:
        item_id: The item; empty where they stand aside.
        title: Its question; empty where they stand aside.
        minutes: How long it is given.
        state: How far it has come; None where they stand aside.
    """

    item_id: str
    title: str
    minutes: int
    state: ItemState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeeting:
    """A meeting as one person sees it.

    Attributes:
        id: Its id.
        meeting: The meeting; its agenda is told by ``agenda``.
        doer: Who looks, in their parts.
        moves: What they can do now.
        acts: What was done, in order.
        agenda: The agenda line by line.
    """

    id: str
    meeting: Meeting
    doer: Doer
    moves: tuple[Move[Meeting], ...]
    acts: tuple[KeptAct, ...]
    agenda: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEntry:
    """What the secretary says who calls a meeting.

    Attributes:
        title: What it is called.
        body: Name of the body.
        host: Account of whoever chairs.
        starts_at: When, aware.
        place: Where; may be empty.
    """

    title: str
    body: str
    host: int
    starts_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeDesk:
    """The one door to the committee.

    Attributes:
        records: The stored matters.
        sight: Tells who sees what.
        referrals: Referrals.
        parameters: What the court sets.
        herald: Tells those concerned.
    """

    records: MatterRecords
    sight: Sight
    referrals: ReferralDesk
    parameters: ParameterBook
    herald: Herald

    @property
    def items(self) -> Ledger[Item]:
        """The book of items."""
        return Ledger(course=COURSE, records=self.records, outline=self.sight.outline_of_item)

    @property
    def meetings(self) -> Ledger[Meeting]:
        """The book of meetings."""
        return Ledger(course=MEETING_COURSE, records=self.records, outline=outline_of_meeting)

    def board(
        self,
        actor: Actor,
        *,
        states: tuple[str, ...] = (),
        skip: int = 0,
        skip_meetings: int = 0,
    ) -> Board:
        """Return what somebody may see: what they may open, and no title beside it.

        Args:
            actor: Who looks.
            states: Only items in these states; empty for all.
            skip: How many items are passed over.
            skip_meetings: How many meetings are.

        Cost: four queries over an index.
        """
        seen_by, own = self.sight.access.seen_by, actor.account_id
        items = replace(
            seen_by(actor, keepers=KEEPERS), kinds=(MatterKind.COMMITTEE_ITEM,), hidden_from=own
        )
        meetings = replace(
            seen_by(actor, keepers=KEEPERS_OF_MEETINGS), kinds=(MatterKind.COMMITTEE_MEETING,)
        )
        by_state = {state: n for (_, state), n in self.records.count_by_state(items).items()}
        return Board(
            items=self.records.find(replace(items, states=states), most=PER_PAGE, skip=skip),
            n_items=sum(n for state, n in by_state.items() if not states or state in states),
            by_state=by_state,
            meetings=self.records.find(meetings, most=PER_PAGE, skip=skip_meetings),
            n_meetings=self.records.count(meetings),
        )

    def open_item(self, item_id: str, *, actor: Actor) -> OpenItem:
        """Return an item.

        Raises:
            PageNotFoundError: There is no such item for this person.
            TrailBrokenError: Its acts were tampered with.
        """
        opened = self.items.open(item_id)
        item = opened.matter
        meeting = None
        if item.scheduling is not None:
            meeting = self.meetings.open(item.scheduling.meeting_id).matter
        parts = self.sight.parts_in_item(item, actor, meeting=meeting)
        if not parts:
            raise PageNotFoundError(what=f"committee_item {item_id}")
        doer = doer_of(actor, parts)
        return OpenItem(
            id=item_id,
            item=as_seen(item, parts),
            doer=doer,
            moves=item_moves(item, doer),
            acts=opened.acts,
            meeting=meeting,
        )

    def open_meeting(self, meeting_id: str, *, actor: Actor) -> OpenMeeting:
        """Return a meeting.

        Raises:
            PageNotFoundError: There is no such meeting for this person.
            TrailBrokenError: Its acts were tampered with.

        Cost: opens each item of the agenda.
        """
        opened = self.meetings.open(meeting_id)
        parts = self.sight.parts_in_meeting(opened.matter, actor)
        if not parts:
            raise PageNotFoundError(what=f"committee_meeting {meeting_id}")
        return OpenMeeting(
            id=meeting_id,
            meeting=opened.matter,
            doer=doer_of(actor, parts),
            moves=tuple(
                each
                for each in MEETING_COURSE.offered(opened.matter, parts)
                if each.name.value not in _OF_ITEMS
            ),
            acts=opened.acts,
            agenda=self._agenda(opened.matter, actor),
        )

    def grounds(self, now: datetime) -> tuple[Ground, ...]:
        """Return the grounds on which the committee must or may be asked today."""
        return grounds_on(self.parameters, court_day(now))

    def bodies(self, actor: Actor) -> tuple[Body, ...]:
        """Return the bodies of the committee of somebody's court, as the roster has them."""
        court = self.sight.access.roster.colleague(actor).court
        return bodies_of(self.sight.access.roster.records.of_court(court), court=court)

    def apply(
        self, referral_id: str, entry: ApplicationEntry, *, actor: Actor, now: datetime
    ) -> OpenMatter[Item]:
        """Ask the committee: the item begins and the referral is handed over, or neither.

        Args:
            referral_id: The referral.
            entry: What they say.
            actor: Who asks.
            now: When.

        Raises:
            PageNotFoundError: There is no such referral for this person.
            ReferralError: One of the acts is refused.
        """
        referral = self.referrals.open(referral_id, actor=actor, now=now)
        item_id, day = new_matter_id(), court_day(now)
        # A question of no case belongs to the division of whoever asks.
        own = self.sight.access.roster.colleague(actor)
        division = referral.referral.proposal.division or own.division
        sending = self.referrals.sending(
            referral, Target.COMMITTEE, item_id=item_id, exemption=entry.exemption, now=now
        )
        asked = application_of(
            referral.id,
            self.referrals.whole(referral.id),
            entry,
            sent=sending,
            division=division,
            takers=self._takers(referral, division),
            parameters=self.parameters,
            day=day,
        )
        act = Act(name=ItemAct.APPLY, doer=referral.doer, at=now, content=asked)
        try:
            with self.records.write() as work:
                begun = self.items.perform_in(work, item_id, act)
                self.referrals.ledger.perform_in(work, referral.id, sending)
        except ReferralError as refusal:
            self.referrals.ledger.note(referral.id, sending, refusal)
            raise
        self.herald.tell(begun, now=now)
        return self.records.conceal(begun)

    def act(
        self,
        item_id: str,
        name: str,
        data: object,
        *,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> OpenMatter[Item]:
        """Do an act on an item, and what moves with it.

        Args:
            item_id: Which.
            name: Token of the act.
            data: What the person says, as plain data.
            reason: Why.
            actor: Who does it.
            now: When.

        Raises:
            PageNotFoundError: There is no such item for this person.
            ReferralError: The act is refused.
        """
        seen = self.open_item(item_id, actor=actor)
        asked = Act(name=name, doer=seen.doer, at=now, reason=reason.strip())
        try:
            act = replace(asked, content=_said(name, data, seen))
            done = self._perform(item_id, seen, act)
        except ReferralError as refusal:
            self.items.note(item_id, asked, refusal)
            raise
        self.herald.tell(done, now=now)
        return done

    def convene(self, entry: MeetingEntry, *, actor: Actor, now: datetime) -> OpenMatter[Meeting]:
        """Call a meeting of a body as the roster has it now.

        Raises:
            PageNotFoundError: There is no such body.
            ReferralError: The act is refused.
        """
        body = next((each for each in self.bodies(actor) if each.name == entry.body), None)
        if body is None:
            raise PageNotFoundError(what="body of the committee")
        court = self.sight.access.roster.colleague(actor).court
        place = Place(court=court, divisions=frozenset(), pending_ids=())
        called = Convening(
            title=entry.title.strip() or f"审判委员会{body.name}",
            court=court,
            body=body,
            host=entry.host,
            starts_at=entry.starts_at,
            place=entry.place.strip(),
        )
        parts = self.sight.access.office_parts(actor, place)
        act = Act(name=MeetingAct.CONVENE, doer=doer_of(actor, parts), at=now, content=called)
        return self.meetings.begin(act)

    def act_on_meeting(
        self,
        meeting_id: str,
        name: str,
        data: object,
        *,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> OpenMatter[Meeting]:
        """Do an act that touches a meeting alone.

        Raises:
            PageNotFoundError: There is no such meeting for this person.
            ReferralError: The act is refused.
        """
        seen = self.open_meeting(meeting_id, actor=actor)
        asked = Act(name=name, doer=seen.doer, at=now, reason=reason.strip())
        contents = MEETING_COURSE.contents()
        try:
            if name not in contents or name in _OF_ITEMS:
                offered = tuple(each.name.value for each in seen.moves)
                raise ActNotOfferedError(act=name, state=seen.meeting.state, offered=offered)
            act = replace(asked, content=read_content(name, data, contents[name]))
        except ReferralError as refusal:
            self.meetings.note(meeting_id, asked, refusal)
            raise
        return self.meetings.perform(meeting_id, act)

    def send_all_materials(
        self, meeting_id: str, titles: tuple[str, ...], *, reason: str, actor: Actor, now: datetime
    ) -> int:
        """Send the materials of every scheduled item of a meeting in one act; return how many.

        Raises:
            PageNotFoundError: There is no such meeting for this person.
            ReferralError: One of the items is refused; the others have been sent until then.
        """
        seen = self.open_meeting(meeting_id, actor=actor)
        waiting = [each for each in seen.agenda if each.state is ItemState.SCHEDULED]
        for each in waiting:
            self.act(
                each.item_id,
                ItemAct.SEND_MATERIALS,
                {"titles": list(titles)},
                reason=reason,
                actor=actor,
                now=now,
            )
        return len(waiting)

    def _perform(self, item_id: str, seen: OpenItem, act: Act) -> OpenMatter[Item]:
        # What is read of other tables is read before: in the transaction nobody is waited for.
        day = court_day(act.at)
        allowed = allowed_on(self.parameters, day)
        people = self.sight.people_of(seen.item)
        items = replace(
            self.items, outline=lambda item: self.sight.outline_of_item(item, people=people)
        )
        with self.records.write() as work:
            return ItemWork(
                work=work,
                items=items,
                meetings=self.meetings,
                referrals=self.referrals.ledger,
                allowed=allowed,
                day=day,
            ).do(item_id, act)

    def _takers(self, referral: OpenReferral, division: str) -> tuple[Taker, ...]:
        """Return who hears the case and leads its division, and whoever asks."""
        proposal = referral.referral.proposal
        access = self.sight.access
        place = access.place_of(proposal.court, division, referral.referral.pending_ids)
        own = {(referral.doer.account_id, part) for part in referral.doer.parts & OF_JUDGES}
        return tuple(
            Taker(account_id=account, part=part)
            for account, part in sorted(access.people(place) | own)
        )

    def _agenda(self, meeting: Meeting, actor: Actor) -> tuple[AgendaLine, ...]:
        lines = []
        for entry in meeting.agenda:
            item = self.items.open(entry.item_id).matter
            is_hidden = actor.account_id in item.recused
            lines.append(
                AgendaLine(
                    item_id="" if is_hidden else entry.item_id,
                    title="" if is_hidden else entry.title,
                    minutes=entry.minutes,
                    state=None if is_hidden else item.state,
                )
            )
        return tuple(lines)


def _said(name: str, data: object, seen: OpenItem) -> object:
    contents = COURSE.contents()
    if name not in contents or name in _BY_OTHERS:
        offered = tuple(each.name.value for each in seen.moves)
        raise ActNotOfferedError(act=name, state=seen.item.state.value, offered=offered)
    return read_content(name, data, SAID.get(name, contents[name]))
