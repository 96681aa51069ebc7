"""Which papers of a meeting or an item can somebody have, and how are they made?

Whoever may not open the matter gets no paper of it; whoever may gets what the page shows them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from service.actors import Actor
from service.errors import PageNotFoundError
from service.referral.committee.desk import CommitteeDesk
from service.referral.committee.desk import OpenItem as OpenCommitteeItem
from service.referral.committee.items import Item
from service.referral.committee.vocabulary import MeetingState
from service.referral.conference.item import ConferenceItem
from service.referral.conference.item_desk import ItemDesk
from service.referral.conference.meeting_desk import MeetingDesk
from service.referral.conference.vocabulary import ConferenceState
from service.referral.course.acts import MatterKind
from service.referral.papers import (
    committee_item,
    committee_meeting,
    conference_item,
    conference_meeting,
)
from service.referral.papers.committee_item import CommitteeFile
from service.referral.papers.committee_meeting import SessionFile
from service.referral.papers.conference_item import ItemFile
from service.referral.papers.conference_meeting import MeetingFile, sent_at
from service.referral.papers.invitation import Invitation
from service.referral.papers.paper import Paper, edition_of
from service.referral.papers.vocabulary import MeetingPaper
from service.referral.rules.model import RuleState
from service.store.account_records import AccountRecords
from service.store.matter_records import MatterRecords, Wanted

FileT = TypeVar("FileT")

_K = MeetingPaper
_OF_CONFERENCE: Final[Mapping[MeetingPaper, Callable[[MeetingFile], Paper]]] = MappingProxyType(
    {
        _K.AGENDA: conference_meeting.agenda,
        _K.NOTICE: conference_meeting.notice,
        _K.ATTENDANCE: conference_meeting.attendance,
        _K.PACK: conference_meeting.pack,
    }
)
_OF_CONFERENCE_ITEM: Final[Mapping[MeetingPaper, Callable[[ItemFile], Paper]]] = MappingProxyType(
    {_K.RECORD: conference_item.record, _K.MINUTES: conference_item.minutes}
)
_OF_COMMITTEE: Final[Mapping[MeetingPaper, Callable[[SessionFile], Paper]]] = MappingProxyType(
    {
        _K.AGENDA: committee_meeting.agenda,
        _K.NOTICE: committee_meeting.notice,
        _K.ATTENDANCE: committee_meeting.attendance,
        _K.PACK: committee_meeting.pack,
    }
)
_OF_COMMITTEE_ITEM: Final[Mapping[MeetingPaper, Callable[[CommitteeFile], Paper]]] = (
    MappingProxyType(
        {
            _K.APPLICATION: committee_item.application,
            _K.RECORD: committee_item.record,
            _K.MINUTES: committee_item.minutes,
            _K.DECISION: committee_item.decision,
            _K.PUBLIC_DECISION: committee_item.public_decision,
        }
    )
)
OF_CONFERENCE: Final = tuple(_OF_CONFERENCE)
"""Papers that every meeting of the judges' conference has."""
OF_COMMITTEE: Final = tuple(_OF_COMMITTEE)
"""Papers that every meeting of the committee has."""
_PUBLISHED: Final = tuple(state.value for state in RuleState if state is not RuleState.DRAFT)
_MOST_RULES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDesk:
    """Makes the papers of meetings and items, for whoever may open them.

    Attributes:
        conferences: Meetings of the judges' conference.
        conference_items: Their items.
        committee: The committee.
        records: The stored matters.
        accounts: Tells names.
    """

    conferences: MeetingDesk
    conference_items: ItemDesk
    committee: CommitteeDesk
    records: MatterRecords
    accounts: AccountRecords

    def of_conference(self, conference_id: str, kind: MeetingPaper, *, actor: Actor) -> Paper:
        """Return a paper of a meeting of the judges' conference.

        Raises:
            PageNotFoundError: There is no such meeting for this person, or no such paper.
        """
        opened = self.conferences.open(conference_id, actor=actor)
        judges = {each for item in opened.items.values() for each in item.suggestion.judge_ids}
        named = self.accounts.some(tuple(sorted(judges)))
        of = MeetingFile(
            meeting=opened.meeting,
            items=opened.items,
            edition=edition_of(opened.id, opened.open.acts),
            sent_at=sent_at(opened.open.acts),
            names={each.id: each.display_name or each.name for each in named},
        )
        return _made(_OF_CONFERENCE, kind)(of)

    def of_conference_item(self, item_id: str, kind: MeetingPaper, *, actor: Actor) -> Paper:
        """Return a paper of an item of the judges' conference.

        Raises:
            PageNotFoundError: There is no such item for this person, or no such paper yet.
        """
        return _made(_OF_CONFERENCE_ITEM, kind)(self.conference_file(item_id, actor=actor))

    def of_committee(self, meeting_id: str, kind: MeetingPaper, *, actor: Actor) -> Paper:
        """Return a paper of a meeting of the committee.

        Raises:
            PageNotFoundError: There is no such meeting for this person, or no such paper.
        """
        seen = self.committee.open_meeting(meeting_id, actor=actor)
        opened = (self._committee_item(each.item_id, actor) for each in seen.agenda)
        of = SessionFile(
            meeting=seen.meeting,
            items={each.id: each.item for each in opened if each is not None},
            edition=edition_of(seen.id, seen.acts),
        )
        return _made(_OF_COMMITTEE, kind)(of)

    def of_committee_item(self, item_id: str, kind: MeetingPaper, *, actor: Actor) -> Paper:
        """Return a paper of an item of the committee.

        Raises:
            PageNotFoundError: There is no such item for this person, or no such paper yet.
        """
        return _made(_OF_COMMITTEE_ITEM, kind)(self.committee_file(item_id, actor=actor))

    def conference_file(self, item_id: str, *, actor: Actor) -> ItemFile:
        """Return what the papers of an item of the judges' conference are made of.

        Raises:
            PageNotFoundError: There is no such item for this person.
        """
        opened = self.conference_items.open(item_id, actor=actor)
        where = opened.item.placement
        meetings = self.conferences.books.meetings
        return ItemFile(
            item=opened.item,
            edition=edition_of(item_id, opened.open.acts),
            meeting="" if where is None else meetings.open(where.conference_id).matter.plan.name,
            rules=self._rules(opened.item.suggestion.referral_id),
        )

    def committee_file(self, item_id: str, *, actor: Actor) -> CommitteeFile:
        """Return what the papers of an item of the committee are made of.

        Raises:
            PageNotFoundError: There is no such item for this person.
        """
        seen = self.committee.open_item(item_id, actor=actor)
        return CommitteeFile(
            item=seen.item,
            acts=seen.acts,
            edition=edition_of(item_id, seen.acts),
            meeting="" if seen.meeting is None else seen.meeting.convening.title,
            recordings=() if seen.meeting is None else seen.meeting.recordings,
        )

    def invitation_to_conference(self, conference_id: str, *, actor: Actor) -> Invitation:
        """Return a meeting of the judges' conference as a calendar knows it.

        Raises:
            PageNotFoundError: There is no such meeting for this person.
        """
        opened = self.conferences.open(conference_id, actor=actor)
        meeting, edition = opened.meeting, edition_of(opened.id, opened.open.acts)
        return Invitation(
            meeting_id=opened.id,
            edition=edition.n_acts,
            name=meeting.plan.name,
            place=meeting.plan.place,
            begins_at=meeting.plan.at,
            minutes=sum(each.minutes for each in meeting.agenda),
            told_at=edition.moved_at,
            is_off=meeting.state is ConferenceState.CANCELLED,
        )

    def invitation_to_committee(self, meeting_id: str, *, actor: Actor) -> Invitation:
        """Return a meeting of the committee as a calendar knows it.

        Raises:
            PageNotFoundError: There is no such meeting for this person.
        """
        seen = self.committee.open_meeting(meeting_id, actor=actor)
        called, edition = seen.meeting.convening, edition_of(seen.id, seen.acts)
        return Invitation(
            meeting_id=seen.id,
            edition=edition.n_acts,
            name=called.title,
            place=called.place,
            begins_at=called.starts_at,
            minutes=sum(each.minutes for each in seen.agenda),
            told_at=edition.moved_at,
            is_off=seen.meeting.state is MeetingState.CANCELLED,
        )

    def _committee_item(self, item_id: str, actor: Actor) -> OpenCommitteeItem | None:
        """Return an item of an agenda; None where it is not open to whoever asks."""
        if not item_id:
            return None
        try:
            return self.committee.open_item(item_id, actor=actor)
        except PageNotFoundError:
            return None

    def _rules(self, referral_id: str) -> tuple[str, ...]:
        if not referral_id:
            return ()
        wanted = Wanted(kinds=(MatterKind.RULE,), states=_PUBLISHED, parent_id=referral_id)
        found = self.records.find(wanted, most=_MOST_RULES)
        return tuple(each.outline.title for each in found)


def papers_of_conference_item(item: ConferenceItem) -> tuple[MeetingPaper, ...]:
    """Return which papers an item of the judges' conference has by now."""
    record = (_K.RECORD,) if conference_item.has_record(item) else ()
    return (*record, _K.MINUTES) if conference_item.has_minutes(item) else record


def papers_of_committee_item(item: Item) -> tuple[MeetingPaper, ...]:
    """Return which papers an item of the committee has by now."""
    is_there = {
        _K.APPLICATION: True,
        _K.RECORD: committee_item.has_record(item),
        _K.MINUTES: committee_item.has_minutes(item),
        _K.DECISION: committee_item.has_decision(item),
        _K.PUBLIC_DECISION: committee_item.has_public_part(item),
    }
    return tuple(kind for kind, has in is_there.items() if has)


def _made(
    makers: Mapping[MeetingPaper, Callable[[FileT], Paper]], kind: MeetingPaper
) -> Callable[[FileT], Paper]:
    if kind not in makers:
        raise PageNotFoundError(what=f"paper {kind}")
    return makers[kind]
