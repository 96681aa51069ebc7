"""Which referrals does somebody see, and what of each?

A referral is seen by those who hear its cases, those who lead their divisions and the court, the
offices that keep it, and whoever proposed it. To everybody else it does not exist.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from corpus.judgment import CaseType
from service.actors import Actor, Permission
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.pending.model import PendingCase
from service.referral.access import Access, doer_of
from service.referral.course.acts import Doer, MatterKind, Part
from service.referral.course.course import Move
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.referrals.checklist import Item, checklist, holding
from service.referral.referrals.course import COURSE
from service.referral.referrals.grounds import BY_FINDING, grounds_of_panel
from service.referral.referrals.likeness import MERGEABLE, Asked, Like, asked_by, like_ones
from service.referral.referrals.model import (
    Proposal,
    Rechecked,
    Referral,
    ReferralAct,
    Target,
    Way,
)
from service.referral.referrals.rechecking import rechecked
from service.referral.referrals.routing import Ground, Line, lines_for
from service.store.matter_records import ListedMatter, MatterRecords, Outline, Wanted
from service.tiers.hierarchy import CourtBook

BY_OTHERS: Final = frozenset(
    {
        ReferralAct.PROPOSE,
        ReferralAct.SEND_TO_CONFERENCE,
        ReferralAct.SEND_TO_COMMITTEE,
        ReferralAct.RETURN_FROM_CONFERENCE,
        ReferralAct.RETURN_FROM_COMMITTEE,
        ReferralAct.DECIDE_ANEW,
        ReferralAct.MAKE_RULE,
        ReferralAct.TAKE_IN,
    }
)
"""Acts that begin with another matter, or are done by the machine: not asked for here."""
_WAYS_ON: Final[Mapping[StrEnum, Target]] = MappingProxyType(
    {
        ReferralAct.SEND_TO_CONFERENCE: Target.CONFERENCE,
        ReferralAct.SEND_TO_COMMITTEE: Target.COMMITTEE,
    }
)
_LIVE: Final = frozenset({Ground.FOUR_CLASS, Ground.NO_MAJORITY, Ground.MINORITY_ASKS})
PER_PAGE: Final = 50
_MOST_COMPARED: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReferral:
    """A referral as one person sees it.

    Attributes:
        open: The referral with its acts.
        doer: Who looks, in their parts.
        moves: What they can do here now; a rule may still stand against it.
        ways_on: Bodies that they can send it to now.
        items: The must-refer checklist as it stands.
        changed: By what that differs from when it was last kept; None where it does not.
        lines: Lines of the routing table that apply, the strongest first.
        like: Open referrals on a like question that they may see too.
        cases: Its pending cases that they may open.
    """

    open: OpenMatter[Referral]
    doer: Doer
    moves: tuple[Move[Referral], ...]
    ways_on: tuple[Target, ...]
    items: tuple[Item, ...]
    changed: Rechecked | None
    lines: tuple[Line, ...]
    like: tuple[Like, ...]
    cases: tuple[PendingCase, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.open.id

    @property
    def referral(self) -> Referral:
        """The referral."""
        return self.open.matter


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralList:
    """A page of referrals that somebody may see.

    Attributes:
        matters: Those of this page, the last moved first.
        n: How many there are.
        by_state: How many of each state there are, whatever state was asked for.
    """

    matters: tuple[ListedMatter, ...]
    n: int
    by_state: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralReader:
    """Shows referrals to those who may see them.

    Attributes:
        records: The stored matters.
        access: Tells who takes which part.
        parameters: What the court sets.
        book: Which court is above which.
        is_four_class: Tells whether a pending case is marked as one of the four classes.
    """

    records: MatterRecords
    access: Access
    parameters: ParameterBook
    book: CourtBook
    is_four_class: Callable[[str], bool]

    @property
    def ledger(self) -> Ledger[Referral]:
        """The book of referrals, for transactions over several matters."""
        return Ledger(course=COURSE, records=self.records, outline=self._outline)

    def listed(self, actor: Actor, wanted: Wanted, *, skip: int = 0) -> ReferralList:
        """Return referrals that somebody may see.

        Args:
            actor: Who asks.
            wanted: States, cause and words; who asks bounds the rest.
            skip: How many to pass.

        Cost: two queries over an index.
        """
        seen = self.access.seen_by(actor)
        bounded = replace(
            wanted,
            kinds=(MatterKind.REFERRAL,),
            account_id=seen.account_id,
            courts=seen.courts,
        )
        counts = self.records.count_by_state(replace(bounded, states=()))
        by_state = {state: n for (_, state), n in counts.items()}
        return ReferralList(
            matters=self.records.find(bounded, most=PER_PAGE, skip=skip),
            n=sum(
                n for state, n in by_state.items() if not wanted.states or state in wanted.states
            ),
            by_state=by_state,
        )

    def open(self, referral_id: str, *, actor: Actor, now: datetime) -> OpenReferral:
        """Return a referral.

        Raises:
            PageNotFoundError: There is no such referral for this person.
            TrailBrokenError: Its acts were tampered with.
        """
        opened = self.ledger.open(referral_id)
        doer = self._doer(opened.matter, actor)
        if not doer.parts:
            raise PageNotFoundError(what=f"referral {referral_id}")
        offered = COURSE.offered(opened.matter, doer.parts)
        cases = self._cases(opened.matter, actor)
        items = self._items(opened.matter, cases)
        return OpenReferral(
            open=opened,
            doer=doer,
            moves=tuple(move for move in offered if move.name not in BY_OTHERS),
            ways_on=tuple(_WAYS_ON[move.name] for move in offered if move.name in _WAYS_ON),
            items=items,
            changed=rechecked(opened.matter, items),
            lines=_lines(items),
            like=self._like(opened, actor, now),
            cases=cases,
        )

    def like_to(self, asked: Asked, actor: Actor, now: datetime) -> tuple[Like, ...]:
        """Return open referrals on a like question that somebody may see."""
        seen = self.access.seen_by(actor)
        wanted = replace(
            seen,
            kinds=(MatterKind.REFERRAL,),
            states=tuple(state.value for state in sorted(MERGEABLE)),
            cause=asked.cause,
        )
        others = [
            Asked(
                id=each.id,
                court=each.outline.court,
                cause=each.outline.cause,
                question=each.outline.title,
                positions=(),
            )
            for each in self.records.find(wanted, most=_MOST_COMPARED)
        ]
        return like_ones(
            asked,
            others,
            least=self.parameters.number(Parameter.LIKE_QUESTION_SHARE, court_day(now)),
            above=self.book.above,
        )

    def items_with(self, opened: OpenReferral, told: Collection[Ground]) -> tuple[Item, ...]:
        """Return the checklist of a referral with what findings tell now, not what they told."""
        referral = opened.referral
        kept = tuple(each for each in referral.grounds if Ground(each) not in BY_FINDING)
        now = (*kept, *(each.value for each in told if each.value not in kept))
        return self._items(replace(referral, grounds=now), opened.cases)

    def _items(self, referral: Referral, cases: Sequence[PendingCase]) -> tuple[Item, ...]:
        answered = {each.ground for each in referral.proposal.checked}
        kept = {Ground(each) for each in referral.grounds if each not in answered}
        # Whether a mark stands and what the panel says is looked up, not remembered.
        told = kept - _LIVE if referral.pending_ids else kept
        told |= grounds_of_panel(referral.opinions)
        if any(self.is_four_class(each) for each in referral.pending_ids):
            told.add(Ground.FOUR_CLASS)
        case_type = type_of(cases[0]) if cases else None
        return checklist(told, referral.proposal.checked, case_type=case_type)

    def _like(self, opened: OpenMatter[Referral], actor: Actor, now: datetime) -> tuple[Like, ...]:
        if opened.matter.state not in MERGEABLE:
            return ()
        return self.like_to(asked_by(opened.id, opened.matter), actor, now)

    def _doer(self, referral: Referral, actor: Actor) -> Doer:
        proposal = referral.proposal
        place = self.access.place_of(proposal.court, proposal.division, referral.pending_ids)
        parts = self.access.parts(actor, place)
        if referral.proposed_by == actor.account_id:
            parts |= parts_of_proposer(proposal, actor)
        return doer_of(actor, parts)

    def _cases(self, referral: Referral, actor: Actor) -> tuple[PendingCase, ...]:
        find = self.access.pending.find
        found = (find(each, account_id=actor.account_id) for each in referral.pending_ids)
        return tuple(case for case in found if case is not None)

    def _outline(self, referral: Referral) -> Outline:
        proposal = referral.proposal
        place = self.access.place_of(proposal.court, proposal.division, referral.pending_ids)
        return Outline(
            kind=MatterKind.REFERRAL,
            state=referral.state.value,
            title=referral.question,
            court=proposal.court,
            division=proposal.division,
            cause=proposal.cause,
            pending_id=proposal.pending_id,
            parent_id=referral.merged_into or None,
            people=self.access.people(place) | _proposer(referral),
        )


def _lines(items: Collection[Item]) -> tuple[Line, ...]:
    grounds = holding(items)
    return lines_for(grounds, four_class=Ground.FOUR_CLASS in grounds)


def _proposer(referral: Referral) -> frozenset[tuple[int, Part]]:
    """Return for lists whoever proposed it, where neither the case nor an office says so."""
    if referral.proposal.way is Way.AUDIT:
        return frozenset({(referral.proposed_by, Part.OVERSIGHT_OFFICE)})
    if referral.proposal.pending_id is None:
        return frozenset({(referral.proposed_by, Part.HANDLING_JUDGE)})
    return frozenset()


def parts_of_proposer(proposal: Proposal, actor: Actor) -> frozenset[Part]:
    """Return what whoever proposes takes part as, beside the case and their offices.

    A judge who asks without a case answers for the question as for a case of theirs; an auditor
    acts for the office that audits.
    """
    if proposal.way is Way.AUDIT and actor.may(Permission.REVIEW_FINDINGS):
        return frozenset({Part.OVERSIGHT_OFFICE})
    if proposal.pending_id is None and actor.may(Permission.WORK_ON_CASES):
        return frozenset({Part.HANDLING_JUDGE})
    return frozenset()


def type_of(case: PendingCase | None) -> CaseType | None:
    """Return the kind of a case; None where there is none, or it is not told."""
    return None if case is None else case.case_type
