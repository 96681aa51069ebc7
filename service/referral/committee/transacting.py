"""What moves with an act on an item, whole or not at all?

The meeting that has it on its agenda, the referral that it grew out of, and the votes that lie
sealed. Nothing here reads over another connection: the writer waits for nobody.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from service.referral.committee.course import DISCUSSED
from service.referral.committee.discussing import ballot_key
from service.referral.committee.items import Item
from service.referral.committee.meetings import AgendaEntry, ItemNamed, Meeting
from service.referral.committee.saying import (
    Allowed,
    FileSaid,
    FilterSaid,
    MaterialsSaid,
    OpenSaid,
    ScheduleSaid,
    SendSaid,
    VoteSaid,
    filed_of,
    filtering_of,
    materials_of,
    opening_of,
    registration_of,
    scheduling_of,
    sent_of,
)
from service.referral.committee.sittings import Revealed, Sitting
from service.referral.committee.vocabulary import ItemAct, ItemState, MeetingAct
from service.referral.committee.voting import OpenedVote, Seal, Vote, commitment_to, is_well_formed
from service.referral.course.acts import MACHINE, Act
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.errors import ActContentError
from service.referral.referrals.course import DECIDED
from service.referral.referrals.model import (
    Force,
    Referral,
    ReferralAct,
    ReferralState,
    Returned,
)
from service.store.matter_records import MatterWork
from service.store.sealed_vote_records import (
    drop_sealed_votes,
    put_sealed_vote,
    take_sealed_votes,
)

_A, _S = ItemAct, ItemState
_NONCE_BYTES: Final = 32
RETURNS: Final[Mapping[ItemState, str]] = MappingProxyType(
    {
        _S.REFUSED: "refused",
        _S.OUT_OF_SCOPE: "out_of_scope",
        _S.WITHDRAWN: "withdrawn",
        _S.IN_EXECUTION: "decided",
    }
)
"""States in which an item hands its referral back, and how it ended then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWork:
    """One transaction on an item and on what moves with it.

    Attributes:
        work: The transaction.
        items: The book of items.
        meetings: The book of meetings.
        referrals: The book of referrals.
        allowed: What the court has set for the day.
        day: The day.
    """

    work: MatterWork
    items: Ledger[Item]
    meetings: Ledger[Meeting]
    referrals: Ledger[Referral]
    allowed: Allowed
    day: date

    def do(self, item_id: str, act: Act) -> OpenMatter[Item]:
        """Do an act whose content is what a person said; return the item behind all that follows.

        Raises:
            ReferralError: One of the acts is refused; the transaction is to be given up.
        """
        before = self.items.open_in(self.work, item_id).matter
        if isinstance(act.content, VoteSaid):
            return self._seal(item_id, before, act, act.content)
        self._reach_meeting(item_id, before, act)
        content = self._content(before, act)
        done = self.items.perform_in(self.work, item_id, replace(act, content=content))
        if act.name in {_A.VOID_BALLOT, _A.POSTPONE}:
            drop_sealed_votes(self.work, item_id)
        if act.name == _A.LEAVE:
            done = self._reveal_when_all_are_in(done, act)
        return self._follow(before, done, act)

    def _seal(self, item_id: str, item: Item, act: Act, said: VoteSaid) -> OpenMatter[Item]:
        """Keep the seal in the trail and the vote aside; open all where it was the last."""
        opened = _opened(item.sitting, act, said)
        seal = Seal(ballot=said.ballot, commitment=_commitment(item.sitting, opened))
        done = self.items.perform_in(self.work, item_id, replace(act, content=seal))
        put_sealed_vote(self.work, item_id, opened)
        return self._follow(item, self._reveal_when_all_are_in(done, act), act)

    def _reveal_when_all_are_in(self, done: OpenMatter[Item], act: Act) -> OpenMatter[Item]:
        sitting = done.matter.sitting
        is_voting = done.matter.state is _S.VOTING and sitting is not None
        if not is_voting or sitting is None or sitting.awaited or not sitting.has_quorum:
            return done
        votes = take_sealed_votes(self.work, done.id)
        reveal = Act(name=_A.REVEAL, doer=MACHINE, at=act.at, content=Revealed(votes=votes))
        return self.items.perform_in(self.work, done.id, reveal)

    def _content(self, item: Item, act: Act) -> object:
        """Return what the act says, of what the person said and what the machine knows."""
        content = act.content
        if isinstance(content, FilterSaid):
            content = filtering_of(content, self.allowed)
        elif isinstance(content, MaterialsSaid):
            content = materials_of(content, self.allowed)
        elif isinstance(content, ScheduleSaid):
            content = scheduling_of(content, self._meeting(content.meeting_id))
        elif isinstance(content, OpenSaid):
            meeting_id = _meeting_of(item)
            meeting = self._meeting(meeting_id)
            content = opening_of(content, item, meeting, meeting_id, allowed=self.allowed)
        elif isinstance(content, SendSaid):
            content = sent_of(content, self.allowed)
        elif isinstance(content, FileSaid):
            content = filed_of(content, item, self.day)
        elif act.name == _A.APPROVE_MINUTES:
            content = registration_of(self.work, item, act.at)
        return content

    def _reach_meeting(self, item_id: str, item: Item, act: Act) -> None:
        """Let the meeting move first: an item is not opened that its meeting does not take up."""
        if isinstance(act.content, ScheduleSaid):
            said = act.content
            entry = AgendaEntry(item_id=item_id, title=item.application.title, minutes=said.minutes)
            self._on_meeting(said.meeting_id, MeetingAct.ADD_ITEM, act, entry)
        elif act.name == _A.UNSCHEDULE:
            named = ItemNamed(item_id=item_id)
            self._on_meeting(_meeting_of(item), MeetingAct.REMOVE_ITEM, act, named)
        elif isinstance(act.content, OpenSaid):
            named = ItemNamed(item_id=item_id)
            self._on_meeting(_meeting_of(item), MeetingAct.TAKE_UP, act, named)

    def _follow(self, before: Item, done: OpenMatter[Item], act: Act) -> OpenMatter[Item]:
        """Let meeting and referral follow where the discussion or the item is over."""
        item = done.matter
        machine = Act(name="", doer=MACHINE, at=act.at)
        if before.state in DISCUSSED and item.state not in DISCUSSED and item.sitting is not None:
            named = ItemNamed(item_id=done.id)
            meeting_id = item.sitting.opening.meeting_id
            self._on_meeting(meeting_id, MeetingAct.FINISH_ITEM, machine, named)
        referral_id = item.application.referral_id
        if referral_id and item.state in RETURNS and item.state is not before.state:
            self._return(referral_id, done, machine)
        return done

    def _return(self, referral_id: str, done: OpenMatter[Item], act: Act) -> None:
        """Hand the referral back; what is decided on reconsidering takes the place of what was."""
        referral = self.referrals.open_in(self.work, referral_id).matter
        item = done.matter
        back = Returned(
            item_id=done.id,
            outcome=RETURNS[item.state],
            words=_words_of_end(item, done.acts[-1].act.reason),
            goes_on=Force.NONE,
        )
        name = _way_back(referral, back, is_decided=item.state is _S.IN_EXECUTION)
        if name is not None:
            self.referrals.perform_in(self.work, referral_id, replace(act, name=name, content=back))

    def _meeting(self, meeting_id: str) -> Meeting:
        return self.meetings.open_in(self.work, meeting_id).matter

    def _on_meeting(self, meeting_id: str, name: MeetingAct, act: Act, content: object) -> None:
        self.meetings.perform_in(
            self.work, meeting_id, replace(act, name=name.value, content=content)
        )


def _way_back(referral: Referral, back: Returned, *, is_decided: bool) -> ReferralAct | None:
    """Return how an item reaches its referral; None where that has gone another way since."""
    if referral.state is ReferralState.BEFORE_COMMITTEE:
        return ReferralAct.RETURN_FROM_COMMITTEE
    stood = referral.committee
    is_own = stood is not None and referral.item_ids[-1:] == (stood.item_id,) == (back.item_id,)
    if is_decided and is_own and stood != back and referral.state in DECIDED:
        return ReferralAct.DECIDE_ANEW
    return None


def _meeting_of(item: Item) -> str:
    return "" if item.scheduling is None else item.scheduling.meeting_id


def _opened(sitting: Sitting | None, act: Act, said: VoteSaid) -> OpenedVote:
    vote = Vote(stand=said.stand, option=said.option, reasons=said.reasons.strip())
    ballot = None if sitting is None else sitting.ballot
    if ballot is not None and not is_well_formed(vote, ballot):
        raise ActContentError(act=act.name, problems=("vote: names none of the options",))
    nonce = secrets.token_hex(_NONCE_BYTES)
    return OpenedVote(member=act.doer.account_id, vote=vote, nonce=nonce)


def _commitment(sitting: Sitting | None, opened: OpenedVote) -> str:
    # Without a ballot the table refuses the act, whatever it says.
    key = "" if sitting is None else ballot_key(sitting)
    return commitment_to(opened.vote, member=opened.member, ballot=key, nonce=opened.nonce)


def _words_of_end(item: Item, reason: str) -> str:
    return reason if item.minutes is None else item.minutes.decision
