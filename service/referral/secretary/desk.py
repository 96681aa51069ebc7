"""What does a secretary of conference or committee see at once, find again and put together?

A secretary sees the matters that their office keeps and those in which they take part themselves:
whoever keeps the conference alone does not learn of the committee's items here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.referral.access import OF_COURT, Access
from service.referral.committee.vocabulary import ItemState as CommitteeState
from service.referral.committee.vocabulary import MeetingState
from service.referral.conference.board import ConferenceBoard
from service.referral.conference.vocabulary import ConferenceState, ItemState
from service.referral.course.acts import MatterKind, Part
from service.referral.course.trail import WrittenAct
from service.referral.errors import TrailBrokenError
from service.referral.papers import committee_item, conference_item
from service.referral.papers.compiling import KeptMinutes, compile_minutes
from service.referral.papers.desk import PaperDesk
from service.referral.papers.paper import Paper
from service.referral.referrals.model import ReferralState
from service.referral.referrals.reading import ReferralReader
from service.referral.secretary.gaps import (
    Missing,
    gaps_of_committee_item,
    gaps_of_conference_item,
    gaps_of_referral,
)
from service.referral.secretary.monthly import bounds_of, monthly_summary
from service.referral.secretary.vocabulary import Gap
from service.store.matter_records import ListedMatter, MatterRecords, Wanted

_K = MatterKind
MOST_OPENED: Final = 15
"""Most matters of a kind that are looked through for what is missing: the last moved."""
MOST_LISTED: Final = 30
"""Most matters of a kind that a list holds: the last moved."""
MOST_COMPILED: Final = 50
"""Most items whose minutes are compiled into one paper."""
_DAYS_AHEAD: Final = 14
_OF_COMMITTEE: Final = frozenset({Part.COMMITTEE_SECRETARY, Part.PRESIDENT})
_COMMITTEE_KINDS: Final = (_K.COMMITTEE_MEETING, _K.COMMITTEE_ITEM)
_MEETINGS: Final = (_K.CONFERENCE, _K.COMMITTEE_MEETING)

_WAITING: Final[Mapping[MatterKind, tuple[StrEnum, ...]]] = MappingProxyType(
    {
        _K.CONFERENCE: (ConferenceState.PLANNED, ConferenceState.CONVENED, ConferenceState.RUNNING),
        _K.CONFERENCE_ITEM: (ItemState.RECONSIDERING,),
        _K.COMMITTEE_MEETING: (MeetingState.PLANNED, MeetingState.IN_SESSION),
        _K.COMMITTEE_ITEM: (CommitteeState.IN_EXECUTION, CommitteeState.DIFFERS),
    }
)
_TO_BE_LOOKED_AT: Final[Mapping[MatterKind, tuple[StrEnum, ...]]] = MappingProxyType(
    {
        _K.REFERRAL: (ReferralState.OPEN,),
        _K.CONFERENCE_ITEM: (ItemState.DELIVERED, ItemState.SIGNING),
        _K.COMMITTEE_ITEM: (CommitteeState.MATERIALS_SENT, CommitteeState.DECIDED),
    }
)
_PAST: Final[Mapping[MatterKind, tuple[StrEnum, ...]]] = MappingProxyType(
    {
        _K.CONFERENCE: (ConferenceState.CLOSED,),
        _K.CONFERENCE_ITEM: (
            ItemState.SIGNING,
            ItemState.RECONSIDERING,
            ItemState.ADOPTED,
            ItemState.NOT_ADOPTED,
            ItemState.UNDECIDED,
            ItemState.ADVISED,
            ItemState.ENDED,
            ItemState.REPORTED_UP,
            ItemState.ARCHIVED,
        ),
        _K.COMMITTEE_MEETING: (MeetingState.CLOSED,),
        _K.COMMITTEE_ITEM: (
            CommitteeState.MINUTES_APPROVED,
            CommitteeState.IN_EXECUTION,
            CommitteeState.DIFFERS,
            CommitteeState.CONFORMS,
            CommitteeState.ARCHIVED,
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete:
    """A matter from which something is missing."""

    matter: ListedMatter
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a secretary sees at once.

    Attributes:
        came_in: How many referrals are in which state.
        newest: Referrals that wait to be looked at, the last moved first.
        incomplete: Matters from which something is missing.
        due: Meetings, reconsiderations and judgments due within two weeks, or overdue, the
            earliest first.
        meetings: Meetings that are planned or go on, the earliest first.
    """

    came_in: Mapping[ReferralState, int]
    newest: tuple[ListedMatter, ...]
    incomplete: tuple[Incomplete, ...]
    due: tuple[ListedMatter, ...]
    meetings: tuple[ListedMatter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretaryDesk:
    """The desk of the secretaries.

    Attributes:
        records: The stored matters.
        access: Tells who takes which part.
        referrals: Shows referrals.
        board: Lists what goes on at the judges' conference.
        papers: Makes papers.
    """

    records: MatterRecords
    access: Access
    referrals: ReferralReader
    board: ConferenceBoard
    papers: PaperDesk

    def overview(self, actor: Actor, *, now: datetime) -> Overview:
        """Return what a secretary sees at once.

        Cost: a dozen queries, and about a millisecond for each of at most 45 matters that are
        looked through.
        """
        until = court_day(now) + timedelta(days=_DAYS_AHEAD)
        found = {kind: self._listed(actor, kind, states) for kind, states in _WAITING.items()}
        meetings = [each for kind in _MEETINGS for each in found[kind]]
        waiting = [each for some in found.values() for each in some]
        proposed = self._listed(actor, _K.REFERRAL, (ReferralState.PROPOSED,))
        return Overview(
            came_in=self._came_in(actor),
            newest=proposed,
            incomplete=tuple(self._incomplete(actor)),
            due=_by_day(each for each in waiting if _day(each) <= until),
            meetings=_by_day(meetings),
        )

    def past(self, actor: Actor, *, words: str = "") -> tuple[ListedMatter, ...]:
        """Return past meetings and discussed items whose name or question holds all words.

        Cost: a query for each of four kinds.
        """
        found = (self._listed(actor, kind, states, words=words) for kind, states in _PAST.items())
        listed = [each for some in found for each in some]
        return tuple(sorted(listed, key=lambda each: (-_day(each).toordinal(), each.id)))

    def compiled(self, item_ids: tuple[str, ...], *, actor: Actor) -> Paper:
        """Return the minutes of several items as one paper.

        Raises:
            PageNotFoundError: One of them does not exist for this person or has no minutes, or
                none is asked for, or too many are.
        """
        wanted = tuple(dict.fromkeys(item_ids))
        if not 1 <= len(wanted) <= MOST_COMPILED:
            raise PageNotFoundError(what=f"minutes of {len(wanted)} items")
        kept = [self._minutes(each, actor) for each in wanted]
        return compile_minutes(kept, court=self.access.roster.colleague(actor).court)

    def monthly(self, month: date, *, actor: Actor, now: datetime) -> Paper:
        """Return the summary of a month, for those whose office keeps the matters of the court.

        Raises:
            PageNotFoundError: The account holds no such office, or the month has not begun.

        Cost: one grouped query over the acts of the month.
        """
        since, until = bounds_of(month)
        if self.access.roster.parts_of(actor).isdisjoint(OF_COURT) or now < since:
            raise PageNotFoundError(what=f"summary of {month:%Y-%m}")
        court = self.access.roster.colleague(actor).court
        counts = self.records.count_acts(since, until, courts=(court,))
        if not self._keeps_committee(actor):
            counts = {each: n for each, n in counts.items() if each[0] not in _COMMITTEE_KINDS}
        return monthly_summary(counts, court=court, month=month, now=now)

    def _listed(
        self, actor: Actor, kind: MatterKind, states: tuple[StrEnum, ...], *, words: str = ""
    ) -> tuple[ListedMatter, ...]:
        wanted = replace(
            self._seen_by(actor, kind),
            kinds=(kind,),
            states=tuple(state.value for state in states),
            words=words,
        )
        return self.records.find(wanted, most=MOST_LISTED)

    def _seen_by(self, actor: Actor, kind: MatterKind) -> Wanted:
        if kind in _COMMITTEE_KINDS and not self._keeps_committee(actor):
            return Wanted(account_id=actor.account_id, hidden_from=actor.account_id)
        return replace(self.access.seen_by(actor), hidden_from=actor.account_id)

    def _keeps_committee(self, actor: Actor) -> bool:
        return not self.access.roster.parts_of(actor).isdisjoint(_OF_COMMITTEE)

    def _came_in(self, actor: Actor) -> Mapping[ReferralState, int]:
        wanted = replace(self._seen_by(actor, _K.REFERRAL), kinds=(_K.REFERRAL,))
        counts = self.records.count_by_state(wanted)
        return {ReferralState(state): n for (_, state), n in counts.items()}

    def _incomplete(self, actor: Actor) -> Iterator[Incomplete]:
        for kind, states in _TO_BE_LOOKED_AT.items():
            listed = self._listed(actor, kind, states)[:MOST_OPENED]
            written = self.records.acts_of_some([each.id for each in listed])
            for each in listed:
                missing = self._looked_through(each, written.get(each.id, ()))
                if missing:
                    yield Incomplete(matter=each, missing=missing)

    def _looked_through(
        self, listed: ListedMatter, written: Sequence[WrittenAct]
    ) -> tuple[Missing, ...]:
        """Return what is missing; one matter that was tampered with does not shut the desk."""
        try:
            return tuple(self._gaps(listed, written))
        except TrailBrokenError:
            return (Missing(gap=Gap.TRAIL),)

    def _gaps(self, listed: ListedMatter, written: Sequence[WrittenAct]) -> Iterator[Missing]:
        match listed.outline.kind:
            case MatterKind.REFERRAL:
                referrals = self.referrals.ledger
                yield from gaps_of_referral(referrals.opened_from(listed.id, written).matter)
            case MatterKind.CONFERENCE_ITEM:
                items = self.board.books.items
                yield from gaps_of_conference_item(items.opened_from(listed.id, written).matter)
            case MatterKind.COMMITTEE_ITEM:
                book = self.papers.committee.items
                yield from gaps_of_committee_item(book.opened_from(listed.id, written).matter)

    def _minutes(self, item_id: str, actor: Actor) -> KeptMinutes:
        match self.records.kind_of(item_id):
            case MatterKind.CONFERENCE_ITEM:
                return self._of_conference(item_id, actor)
            case MatterKind.COMMITTEE_ITEM:
                return self._of_committee(item_id, actor)
            case _:
                raise PageNotFoundError(what=f"item {item_id}")

    def _of_conference(self, item_id: str, actor: Actor) -> KeptMinutes:
        of = self.papers.conference_file(item_id, actor=actor)
        paper = conference_item.minutes(of)
        where = of.item.placement
        return KeptMinutes(
            question=of.item.suggestion.question,
            meeting=of.meeting,
            held_on=None if where is None else court_day(where.at),
            number=paper.number,
            edition=of.edition,
            blocks=paper.blocks,
        )

    def _of_committee(self, item_id: str, actor: Actor) -> KeptMinutes:
        of = self.papers.committee_file(item_id, actor=actor)
        paper = committee_item.minutes(of)
        where = of.item.scheduling
        return KeptMinutes(
            question=of.item.application.title,
            meeting=of.meeting,
            held_on=None if where is None else where.held_on,
            number=paper.number,
            edition=of.edition,
            blocks=paper.blocks,
        )


def _day(listed: ListedMatter) -> date:
    return listed.outline.due_on or date.max


def _by_day(listed: Iterator[ListedMatter] | list[ListedMatter]) -> tuple[ListedMatter, ...]:
    return tuple(sorted(listed, key=lambda each: (_day(each), each.id)))
