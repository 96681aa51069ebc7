"""How is an item put, decided, discussed and given back, each act in one transaction?

What an act on an item makes of its meeting and of its referral is written with it, or nothing is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.notices.desk import NoticeDesk
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.referral.conference.asking import (
    ASKED_OF_ITEM,
    HostChoice,
    PreventedChoice,
    SignatureChoice,
    Suggested,
)
from service.referral.conference.books import ConferenceBooks
from service.referral.conference.counting import onward
from service.referral.conference.item import ConferenceItem
from service.referral.conference.item_acts import Prevented, Seating, Signing, Suggestion
from service.referral.conference.item_course import COURSE
from service.referral.conference.meeting import Conference
from service.referral.conference.meeting_acts import ItemOf, LaidDown
from service.referral.conference.telling import reminded_of_item, told_of_item
from service.referral.conference.turns import item_moves
from service.referral.conference.vocabulary import ConferenceAct, ItemAct, ItemState
from service.referral.course.acts import MACHINE, Act, Doer, MatterKind, Part
from service.referral.course.course import Move
from service.referral.course.ledger import OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import ActNotOfferedError, ReferralError
from service.referral.referrals.desk import ReferralDesk
from service.referral.referrals.model import Force, Returned, Target
from service.referral.referrals.reading import OpenReferral
from service.referral.roster.model import Seat
from service.store.matter_records import MatterWork, Wanted, new_matter_id

_MOST_REMINDED: Final = 500
_LEAVES_AGENDA: Final = frozenset({ItemAct.POSTPONE, ItemAct.WITHDRAW})
_GIVES_BACK: Final[Mapping[str, str]] = {
    ItemAct.DECLINE: "declined",
    ItemAct.REFUSE: "refused",
    ItemAct.WITHDRAW: "withdrawn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """An item as one person sees it.

    Attributes:
        open: The item with its acts.
        doer: Who looks, in their parts.
        moves: What they can do here now.
    """

    open: OpenMatter[ConferenceItem]
    doer: Doer
    moves: tuple[Move[ConferenceItem], ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.open.id

    @property
    def item(self) -> ConferenceItem:
        """The item."""
        return self.open.matter


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDesk:
    """The one door to items of conferences.

    Attributes:
        books: Items and meetings.
        referrals: Referrals.
        parameters: What the court set.
        notices: Tells whom it concerns.
    """

    books: ConferenceBooks
    referrals: ReferralDesk
    parameters: ParameterBook
    notices: NoticeDesk

    def open(self, item_id: str, *, actor: Actor) -> OpenItem:
        """Return an item.

        Raises:
            PageNotFoundError: There is no such item for this person.
            TrailBrokenError: Its acts were tampered with.
        """
        opened = self.books.items.open(item_id)
        doer = self.books.doer_in_item(opened.matter, actor)
        if not doer.parts:
            raise PageNotFoundError(what=f"conference_item {item_id}")
        return OpenItem(open=opened, doer=doer, moves=item_moves(opened.matter, doer))

    def suggest(
        self,
        referral_id: str,
        asked: Suggested,
        *,
        actor: Actor,
        now: datetime,
    ) -> OpenMatter[ConferenceItem]:
        """Put a referral to a conference; the item begins and the referral moves, or neither.

        Raises:
            PageNotFoundError: There is no such referral for this person.
            ReferralError: One of the acts is refused.
        """
        source = self.referrals.open(referral_id, actor=actor, now=now)
        item_id = new_matter_id()
        send = self.referrals.sending(source, Target.CONFERENCE, item_id=item_id, now=now)
        begin = Act(
            name=ItemAct.SUGGEST,
            doer=source.doer,
            at=now,
            content=self._suggestion(source, asked),
        )
        try:
            with self.books.records.write() as work:
                self.referrals.ledger.perform_in(work, referral_id, send)
                return self.books.items.perform_in(work, item_id, begin)
        except ReferralError as refusal:
            self.referrals.ledger.note(referral_id, send, refusal)
            raise

    def act(
        self, item_id: str, name: str, data: object, *, reason: str, actor: Actor, now: datetime
    ) -> OpenMatter[ConferenceItem]:
        """Do an act on an item, with what it makes of its meeting and its referral.

        Args:
            item_id: Which.
            name: Token of the act.
            data: What it says, as plain data.
            reason: Why.
            actor: Who does it.
            now: When.

        Raises:
            PageNotFoundError: There is no such item for this person.
            ReferralError: The act is refused.
        """
        opened = self.open(item_id, actor=actor)
        asked = Act(name=name, doer=opened.doer, at=now, reason=reason.strip())
        try:
            act = replace(asked, content=self._content(opened, name, data, now))
            with self.books.records.write() as work:
                moved = self.books.items.perform_in(work, item_id, act)
                self._follow(work, moved, act)
        except ReferralError as refusal:
            self.books.items.note(item_id, asked, refusal)
            raise
        self.notices.send(told_of_item(item_id, moved.matter), now=now)
        return moved

    def remind(self, *, now: datetime) -> int:
        """Tell the panels whose time to reconsider ends tomorrow or is over; each once.

        Returns:
            How many notices are new.

        Cost: a query, and the acts of each such item.
        """
        wanted = Wanted(
            kinds=(MatterKind.CONFERENCE_ITEM,),
            states=(ItemState.RECONSIDERING.value,),
            due_by=court_day(now) + timedelta(days=1),
        )
        found = self.books.records.find(wanted, most=_MOST_REMINDED)
        told = (reminded_of_item(each.id, self.books.items.open(each.id).matter) for each in found)
        return self.notices.send((each for some in told for each in some), now=now)

    def _suggestion(self, source: OpenReferral, asked: Suggested) -> Suggestion:
        referral = self.referrals.whole(source.id)
        first = referral.proposal
        access = self.books.access
        place = access.place_of(first.court, first.division, referral.pending_ids)
        people = sorted(access.people(place))
        judges = {who for who, part in people if part is Part.HANDLING_JUDGE}
        panel = {who for who, part in people if part in _OTHERS_OF_PANEL} - judges
        heads = {who for who, part in people if part in _HEADS} - judges - panel
        return Suggestion(
            ground=asked.ground,
            question=referral.question,
            focuses=tuple(focus.strip() for focus in asked.focuses if focus.strip()),
            court=first.court,
            division=first.division,
            cause=first.cause,
            referral_id=source.id,
            pending_id=first.pending_id,
            case_number=first.case_number,
            judge_ids=tuple(sorted(judges)),
            panel_ids=tuple(sorted(panel)),
            head_ids=tuple(sorted(heads)),
            views=tuple(dict.fromkeys(each.words for each in referral.positions)),
            opinions=referral.opinions,
            evidence=referral.evidence,
            four_class=first.four_class,
            force=referral.force,
        )

    def _content(self, opened: OpenItem, name: str, data: object, now: datetime) -> object:
        if name not in ASKED_OF_ITEM:
            offered = tuple(move.name.value for move in opened.moves)
            raise ActNotOfferedError(act=name, state=opened.item.state.value, offered=offered)
        given = read_content(name, data, ASKED_OF_ITEM[name])
        if isinstance(given, HostChoice):
            return self.books.host(given.account_id, given.level)
        if name == ItemAct.OPEN:
            return self._seating(opened.item)
        if isinstance(given, SignatureChoice):
            return Signing(version=given.version, reconsider_by=self._reconsider_by(now))
        if isinstance(given, PreventedChoice):
            by = self._reconsider_by(now)
            return Prevented(account_id=given.account_id, on=given.on, reconsider_by=by)
        return given

    def _reconsider_by(self, now: datetime) -> date:
        day = court_day(now)
        n_days = self.parameters.number(Parameter.CONFERENCE_RECONSIDERATION_DAYS, day)
        return self.parameters.calendar.working_days_after(day, n_days)

    def _seating(self, item: ConferenceItem) -> Seating:
        if item.placement is None or item.host is None:
            state = item.state.value
            raise ActNotOfferedError(act=ItemAct.OPEN, state=state, offered=())
        meeting = self.books.meetings.open(item.placement.conference_id).matter
        here = set(meeting.present) - item.recused - {item.host.seat.account_id}
        put = item.suggestion
        return Seating(
            host=item.host.seat,
            participants=_those(item.participants, here),
            observers=_those(item.observers, here),
            reporters=self._reporters(put.judge_ids + put.panel_ids),
            minimum=meeting.plan.minimum,
            majority=meeting.plan.majority,
        )

    def _reporters(self, account_ids: tuple[int, ...]) -> tuple[Seat, ...]:
        # Whoever hears the case introduces it, whether the roster knows their rank or not.
        known = {each.account_id for each in self.books.access.roster.records.of(account_ids)}
        named = {each.id: each for each in self.books.access.accounts.some(account_ids)}
        listed = self.books.seats(tuple(each for each in account_ids if each in known))
        others = (
            Seat(
                account_id=account,
                name=named[account].display_name,
                court="",
                rank=None,
                ranked_since=None,
            )
            for account in account_ids
            if account not in known and account in named
        )
        return (*listed, *others)

    def _follow(self, work: MatterWork, moved: OpenMatter[ConferenceItem], act: Act) -> None:
        before = COURSE.replay(moved.acts[:-1], matter_id=moved.id)
        if before is None:
            raise AssertionError("an act that follows begins no item")
        if before.placement is not None:
            self._follow_at_meeting(work, moved.id, before.placement.conference_id, act)
        back = _returned(moved.id, before, act)
        if back is not None and before.suggestion.referral_id:
            ledger = self.referrals.ledger
            done = self.referrals.returning(Target.CONFERENCE, back, now=act.at)
            ledger.perform_in(work, before.suggestion.referral_id, done)

    def _follow_at_meeting(
        self, work: MatterWork, item_id: str, conference_id: str, act: Act
    ) -> None:
        if act.name not in {ItemAct.OPEN, ItemAct.SUMMARISE, *_LEAVES_AGENDA}:
            return
        following = _at_meeting(self.books.meeting_in(work, conference_id), item_id, act)
        if following is not None:
            self.books.meetings.perform_in(work, conference_id, following)


_OTHERS_OF_PANEL: Final = frozenset({Part.PRESIDING_JUDGE, Part.PANEL_MEMBER})
_HEADS: Final = frozenset({Part.DIVISION_HEAD, Part.TEAM_LEADER})


def _at_meeting(meeting: Conference, item_id: str, act: Act) -> Act | None:
    """Return what an act on an item does at its meeting; None for nothing."""
    if act.name == ItemAct.OPEN:
        return _by_machine(ConferenceAct.TAKE_UP, ItemOf(item_id=item_id), act)
    if meeting.running == item_id:
        is_done = act.name == ItemAct.SUMMARISE
        return _by_machine(ConferenceAct.LAY_DOWN, LaidDown(item_id=item_id, is_done=is_done), act)
    is_waiting = meeting.line(item_id) is not None and item_id not in meeting.done
    if act.name in _LEAVES_AGENDA and is_waiting:
        return _by_machine(ConferenceAct.REMOVE_ITEM, ItemOf(item_id=item_id), act)
    return None


def _by_machine(name: ConferenceAct, content: object, act: Act) -> Act:
    return Act(name=name, doer=MACHINE, at=act.at, reason=act.reason, content=content)


def _returned(item_id: str, before: ConferenceItem, act: Act) -> Returned | None:
    """Return what goes back to the referral; None where the item goes on."""
    if act.name in _GIVES_BACK:
        return Returned(item_id=item_id, outcome=_GIVES_BACK[act.name], words=act.reason)
    if act.name not in {ItemAct.END, ItemAct.REPORT_UP}:
        return None
    opinion = "" if before.summary is None else before.summary.words
    panel = "" if before.reconsideration is None else before.reconsideration.words
    return Returned(
        item_id=item_id,
        outcome=before.state.value,
        words="\n".join(words for words in (opinion, panel) if words),
        goes_on=onward(before) if act.name == ItemAct.REPORT_UP else Force.NONE,
    )


def _those(seats: tuple[Seat, ...], here: set[int]) -> tuple[Seat, ...]:
    return tuple(seat for seat in seats if seat.account_id in here)
