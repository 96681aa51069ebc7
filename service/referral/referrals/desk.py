"""How is a divergence referred, worked on, merged and handed on, and who sees it?

A referral is seen by those who hear its cases, those who lead their divisions and the court, the
offices that keep it, and whoever proposed it. To everybody else it does not exist.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from corpus.judgment import CaseType, Judgment, JudgmentId
from service.actors import Actor, Permission
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.pending.model import PendingCase, PendingCaseId
from service.referral.access import Access, Place, doer_of
from service.referral.course.acts import MACHINE, Act, Doer, MatterKind, Part
from service.referral.course.course import Move
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import ActNotOfferedError, ReferralError
from service.referral.referrals.checklist import Item, checklist, holding
from service.referral.referrals.course import COURSE
from service.referral.referrals.grounds import grounds_of_panel
from service.referral.referrals.likeness import MERGEABLE, Asked, Like, asked_by, like_ones
from service.referral.referrals.model import (
    ChecklistAnswer,
    Force,
    HeldPosition,
    MergedInto,
    Proposal,
    Referral,
    ReferralAct,
    Returned,
    SentOn,
    TakenIn,
    Target,
    Way,
)
from service.referral.referrals.routing import Ground, Line, lines_for, origin_of
from service.referral.referrals.standing import Looked, Sources, look_again
from service.referral.referrals.starting import Prefilled, ReferralStarter, Start
from service.reports.desk import ReportDesk
from service.reports.record import Report, VersionLine
from service.reports.states import is_finished
from service.store.matter_records import ListedMatter, MatterRecords, Outline, Wanted
from service.tiers.hierarchy import CourtBook

BY_OTHERS: Final = frozenset(
    {
        ReferralAct.PROPOSE,
        ReferralAct.SEND_TO_CONFERENCE,
        ReferralAct.SEND_TO_COMMITTEE,
        ReferralAct.RETURN_FROM_CONFERENCE,
        ReferralAct.RETURN_FROM_COMMITTEE,
        ReferralAct.MAKE_RULE,
        ReferralAct.MERGE,
        ReferralAct.TAKE_IN,
    }
)
"""Acts that touch another matter too: each has a door of its own."""
PER_PAGE: Final = 50
_MOST_COMPARED: Final = 2000
_JUDGES: Final = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a person says who refers.

    Attributes:
        question: The legal question, refined.
        positions: The sides; None takes those that were filled in.
        proposed_text: What is proposed; may be empty.
        answers: What is answered to the checklist.
    """

    question: str
    positions: tuple[HeldPosition, ...] | None = None
    proposed_text: str = ""
    answers: tuple[ChecklistAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReferral:
    """A referral as one person sees it.

    Attributes:
        open: The referral with its acts.
        doer: Who looks, in their parts.
        moves: What they can do now; a rule may still stand against it.
        items: The must-refer checklist as it stands.
        lines: Lines of the routing table that apply, the strongest first.
        like: Open referrals on a like question that they may see too.
        cases: Its pending cases that they may open.
    """

    open: OpenMatter[Referral]
    doer: Doer
    moves: tuple[Move[Referral], ...]
    items: tuple[Item, ...]
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
class ReferralDesk:
    """The one door to referrals.

    Attributes:
        records: The stored matters.
        access: Tells who takes which part.
        starter: Fills in what a referral starts from.
        reports: Search reports.
        parameters: What the court sets.
        book: Which court is above which.
        judgment: Gives a stored judgment.
    """

    records: MatterRecords
    access: Access
    starter: ReferralStarter
    reports: ReportDesk
    parameters: ParameterBook
    book: CourtBook
    judgment: Callable[[JudgmentId], Judgment]

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
        cases = self._cases(opened.matter, actor)
        items = self._items(opened.matter, cases)
        return OpenReferral(
            open=opened,
            doer=doer,
            moves=COURSE.offered(opened.matter, doer.parts),
            items=items,
            lines=self._lines(opened.matter, items),
            like=self._like(opened, actor, now),
            cases=cases,
        )

    def look_again(self, opened: OpenReferral) -> tuple[Looked, ...]:
        """Hold the evidence of a referral against what it was taken from.

        Cost: reads every judgment that is quoted, some milliseconds each.
        """
        sources = Sources(judgment=self.judgment, report_line=self._report_line)
        return tuple(look_again(each, sources) for each in opened.referral.evidence)

    def prefill(self, start: Start, *, actor: Actor, now: datetime) -> Prefilled:
        """Return what a referral starts from, before a person looks at it.

        Raises:
            PageNotFoundError: What it starts from is not there for this person.
            HandlingJudgeError: What was found for a case is its handling judge's.
            RequestError: The case cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        return self.starter.prefill(start, actor=actor, now=now)

    def like_before(self, filled: Prefilled, *, actor: Actor, now: datetime) -> tuple[Like, ...]:
        """Return open referrals on a like question that somebody may see, before theirs is made."""
        asked = Asked(
            id="",
            court=filled.court,
            cause=filled.cause,
            question=filled.question,
            positions=filled.positions,
        )
        return self._like_to(asked, actor, now)

    def propose(
        self, filled: Prefilled, entry: Entry, *, actor: Actor, now: datetime
    ) -> OpenMatter[Referral]:
        """Make a referral.

        Raises:
            ActPartError: Whoever asks neither hears the case nor leads or keeps anything there.
            RuleBrokenError: It puts no question.
        """
        proposal = self._proposal(filled, entry)
        place = self._place(proposal.court, proposal.division, _ids(proposal.pending_id))
        parts = self.access.parts(actor, place) | _parts_of_proposer(proposal, actor)
        act = Act(
            name=ReferralAct.PROPOSE,
            doer=doer_of(actor, frozenset(parts)),
            at=now,
            content=proposal,
        )
        return self.ledger.begin(act)

    def act(
        self,
        referral_id: str,
        name: str,
        data: object,
        *,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> OpenMatter[Referral]:
        """Do an act that touches this referral alone.

        Args:
            referral_id: Which.
            name: Token of the act.
            data: What it says, as plain data.
            reason: Why.
            actor: Who does it.
            now: When.

        Raises:
            PageNotFoundError: There is no such referral for this person.
            ReferralError: The act is refused.
        """
        opened = self.open(referral_id, actor=actor, now=now)
        asked = Act(name=name, doer=opened.doer, at=now, reason=reason.strip())
        try:
            act = replace(asked, content=_content_of(name, data, opened))
        except ReferralError as refusal:
            self.ledger.note(referral_id, asked, refusal)
            raise
        return self.ledger.perform(referral_id, act)

    def merge(
        self, referral_id: str, into_id: str, *, reason: str, actor: Actor, now: datetime
    ) -> OpenMatter[Referral]:
        """Merge a referral into another; both move, or neither.

        Raises:
            PageNotFoundError: One of them is not there for this person.
            ReferralError: One of the acts is refused.
        """
        other = self.open(referral_id, actor=actor, now=now)
        into = self.open(into_id, actor=actor, now=now)
        if other.id == into.id:
            raise ActNotOfferedError(act=ReferralAct.MERGE, state=other.referral.state, offered=())
        merge = Act(
            name=ReferralAct.MERGE,
            doer=other.doer,
            at=now,
            reason=reason.strip(),
            content=MergedInto(referral_id=into.id),
        )
        ledger = self.ledger
        try:
            with self.records.write() as work:
                merged = ledger.perform_in(work, other.id, merge)
                acts = [
                    Act(name=ReferralAct.TAKE_IN, doer=MACHINE, at=now, content=taken)
                    for taken in _taken_in(other.id, merged.matter)
                ]
                return [ledger.perform_in(work, into.id, act) for act in acts][-1]
        except ReferralError as refusal:
            ledger.note(other.id, merge, refusal)
            raise

    def sending(
        self,
        opened: OpenReferral,
        target: Target,
        *,
        item_id: str,
        exemption: str = "",
        reason: str = "",
        now: datetime,
    ) -> Act:
        """Return the act that hands a referral to a conference or the committee.

        The organ does it with ``ledger.perform_in`` in the transaction in which its item begins;
        V7 and V8 judge it there.

        Args:
            opened: The referral, as whoever sends it sees it.
            target: Conference or committee.
            item_id: The item that it becomes.
            exemption: Why no conference was held; empty where one was.
            reason: Why, where something is to be said.
            now: When.
        """
        report = self.signed_report(opened.referral.pending_ids)
        is_committee = target is Target.COMMITTEE
        return Act(
            name=ReferralAct.SEND_TO_COMMITTEE if is_committee else ReferralAct.SEND_TO_CONFERENCE,
            doer=opened.doer,
            at=now,
            reason=reason,
            content=SentOn(
                item_id=item_id,
                report_id="" if report is None else report.id,
                exemption=exemption,
            ),
        )

    def returning(self, source: Target, returned: Returned, *, now: datetime) -> Act:
        """Return the act that brings a referral back from a conference or the committee."""
        is_committee = source is Target.COMMITTEE
        return Act(
            name=ReferralAct.RETURN_FROM_COMMITTEE
            if is_committee
            else ReferralAct.RETURN_FROM_CONFERENCE,
            doer=MACHINE,
            at=now,
            content=returned,
        )

    def signed_report(self, pending_ids: Sequence[str]) -> Report | None:
        """Return the signed search report that was last changed of some cases, whoever sees it.

        Only whether and which: what it states is opened by those who may open it.
        """
        if not pending_ids:
            return None
        found = self.reports.records.open_to(0, pending_case_ids=pending_ids, states=())
        return next((each for each in found if is_finished(each.state)), None)

    def _proposal(self, filled: Prefilled, entry: Entry) -> Proposal:
        case = filled.case
        items = checklist(filled.told, entry.answers, case_type=_type_of(case))
        grounds = holding(items)
        four_class = Ground.FOUR_CLASS in grounds
        lines = lines_for(grounds, four_class=four_class)
        first = lines[0] if lines else None
        return Proposal(
            way=filled.start.way,
            origin=origin_of(grounds).value,
            question=entry.question.strip(),
            court=filled.court,
            division="" if case is None else self.access.division_of(case),
            cause=filled.cause,
            pending_id=None if case is None else case.id,
            case_number="" if case is None or case.case_number is None else str(case.case_number),
            judge_ids=() if case is None else self.access.pending.members(case.id),
            positions=filled.positions if entry.positions is None else entry.positions,
            evidence=filled.evidence,
            proposed_text=entry.proposed_text.strip(),
            grounds=tuple(ground.value for ground in grounds),
            target=Target.CONFERENCE if first is None else first.target,
            force=Force.MAY if first is None else first.force_in(four_class=four_class),
            four_class=four_class,
            checked=entry.answers,
        )

    def _items(self, referral: Referral, cases: Sequence[PendingCase]) -> tuple[Item, ...]:
        answered = {each.ground for each in referral.proposal.checked}
        told = {Ground(each) for each in referral.grounds if each not in answered}
        told |= grounds_of_panel(referral.opinions)
        if any(self.starter.is_four_class(each) for each in referral.pending_ids):
            told.add(Ground.FOUR_CLASS)
        case_type = _type_of(cases[0]) if cases else None
        return checklist(told, referral.proposal.checked, case_type=case_type)

    def _lines(self, referral: Referral, items: tuple[Item, ...]) -> tuple[Line, ...]:
        grounds = holding(items)
        four_class = referral.proposal.four_class or Ground.FOUR_CLASS in grounds
        return lines_for(grounds, four_class=four_class)

    def _like(self, opened: OpenMatter[Referral], actor: Actor, now: datetime) -> tuple[Like, ...]:
        if opened.matter.state not in MERGEABLE:
            return ()
        return self._like_to(asked_by(opened.id, opened.matter), actor, now)

    def _like_to(self, asked: Asked, actor: Actor, now: datetime) -> tuple[Like, ...]:
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

    def _doer(self, referral: Referral, actor: Actor) -> Doer:
        proposal = referral.proposal
        place = self._place(proposal.court, proposal.division, referral.pending_ids)
        parts = self.access.parts(actor, place)
        if referral.proposed_by == actor.account_id:
            parts |= _parts_of_proposer(proposal, actor)
        return doer_of(actor, parts)

    def _cases(self, referral: Referral, actor: Actor) -> tuple[PendingCase, ...]:
        find = self.access.pending.find
        found = (find(each, account_id=actor.account_id) for each in referral.pending_ids)
        return tuple(case for case in found if case is not None)

    def _place(self, court: str, division: str, pending_ids: Sequence[str]) -> Place:
        return self.access.place_of(court, division, pending_ids)

    def _outline(self, referral: Referral) -> Outline:
        proposal = referral.proposal
        place = self._place(proposal.court, proposal.division, referral.pending_ids)
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

    def _report_line(self, report_id: str) -> VersionLine | None:
        try:
            report = self.reports.records.find(report_id)
        except PageNotFoundError:
            return None
        return self.reports.version(report).line


def _proposer(referral: Referral) -> frozenset[tuple[int, Part]]:
    """Return for lists whoever proposed it, where neither the case nor an office says so."""
    if referral.proposal.way is Way.AUDIT:
        return frozenset({(referral.proposed_by, Part.OVERSIGHT_OFFICE)})
    if referral.proposal.pending_id is None:
        return frozenset({(referral.proposed_by, Part.HANDLING_JUDGE)})
    return frozenset()


def _parts_of_proposer(proposal: Proposal, actor: Actor) -> frozenset[Part]:
    """Return what whoever proposes takes part as, beside the case and their offices.

    A judge who asks without a case answers for the question as for a case of theirs; an auditor
    acts for the office that audits.
    """
    if proposal.way is Way.AUDIT and actor.may(Permission.REVIEW_FINDINGS):
        return frozenset({Part.OVERSIGHT_OFFICE})
    if proposal.pending_id is None and actor.may(Permission.WORK_ON_CASES):
        return frozenset({Part.HANDLING_JUDGE})
    return frozenset()


def _content_of(name: str, data: object, opened: OpenReferral) -> object:
    contents = COURSE.contents()
    if name not in contents or name in BY_OTHERS:
        offered = tuple(move.name.value for move in opened.moves)
        state = opened.referral.state.value
        raise ActNotOfferedError(act=name, state=state, offered=offered)
    return read_content(name, data, contents[name])


def _taken_in(referral_id: str, merged: Referral) -> tuple[TakenIn, ...]:
    """Return what the other referral takes in: one act for each case, so that none is lost."""
    first = TakenIn(
        referral_id=referral_id,
        pending_id=next(iter(merged.pending_ids), None),
        judge_ids=merged.judge_ids,
        positions=merged.positions,
        evidence=merged.evidence,
    )
    more = (
        TakenIn(referral_id=referral_id, pending_id=each, judge_ids=(), positions=(), evidence=())
        for each in merged.pending_ids[1:]
    )
    return (first, *more)


def _ids(pending_id: str | None) -> tuple[str, ...]:
    return () if pending_id is None else (PendingCaseId(pending_id),)


def _type_of(case: PendingCase | None) -> CaseType | None:
    return None if case is None else case.case_type
