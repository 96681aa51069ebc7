"""How is a divergence referred, worked on, merged and handed on?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Span
from service.actors import Actor
from service.errors import PageNotFoundError
from service.notices.desk import NoticeDesk
from service.pending.model import PendingCase, PendingCaseId
from service.referral.access import doer_of
from service.referral.course.acts import MACHINE, Act
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import (
    ActContentError,
    ActNotOfferedError,
    ReferralError,
    RuleBrokenError,
)
from service.referral.referrals.checklist import Item, checklist, holding
from service.referral.referrals.course import COURSE
from service.referral.referrals.evidence import freeze_quote, freeze_report
from service.referral.referrals.likeness import Asked, Like
from service.referral.referrals.model import (
    Attachment,
    ChecklistAnswer,
    Evidence,
    EvidenceKind,
    Force,
    HeldPosition,
    MergedInto,
    Proposal,
    Rechecked,
    Referral,
    ReferralAct,
    Returned,
    SentOn,
    TakenIn,
    Target,
    Way,
)
from service.referral.referrals.reading import (
    BY_OTHERS,
    OpenReferral,
    ReferralList,
    ReferralReader,
    parts_of_proposer,
    type_of,
)
from service.referral.referrals.rechecking import rechecked
from service.referral.referrals.routing import Ground, lines_for, origin_of
from service.referral.referrals.standing import Looked, Sources, look_again
from service.referral.referrals.starting import Prefilled, ReferralStarter, Start
from service.referral.referrals.telling import notices_of, notices_to_heads
from service.reports.desk import ReportDesk
from service.reports.record import Report, VersionLine
from service.reports.states import is_finished
from service.store.matter_records import MatterRecords, Wanted


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
class Cited:
    """What is attached: words of a judgment, or a search report; they are frozen by the desk.

    Attributes:
        judgment_id: The judgment; empty where a report is attached.
        words: Words of it, word for word.
        report_id: The report; empty where words are attached.
    """

    judgment_id: str = ""
    words: str = ""
    report_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDesk:
    """The one door to referrals.

    Attributes:
        reader: Shows them to those who may see them.
        starter: Fills in what a referral starts from.
        reports: Search reports.
        judgment: Gives a stored judgment.
        notices: Tells those concerned.
        opposed: Gives the pending cases of a court whose opinion goes against that of a case.
    """

    reader: ReferralReader
    starter: ReferralStarter
    reports: ReportDesk
    judgment: Callable[[JudgmentId], Judgment]
    notices: NoticeDesk
    opposed: Callable[[PendingCase], Iterable[PendingCase]]

    @property
    def records(self) -> MatterRecords:
        """The stored matters, for transactions over several."""
        return self.reader.records

    @property
    def ledger(self) -> Ledger[Referral]:
        """The book of referrals, for transactions over several matters."""
        return self.reader.ledger

    def whole(self, referral_id: str) -> Referral:
        """Return a referral with the closed judgments that it rests on, to be carried on by an act.

        What an organ takes over is what was frozen, whoever hands it over; it is never shown so.

        Raises:
            PageNotFoundError: There is no such referral.
        """
        return self.ledger.open_whole(referral_id).matter

    def listed(self, actor: Actor, wanted: Wanted, *, skip: int = 0) -> ReferralList:
        """Return referrals that somebody may see, as :meth:`ReferralReader.listed` does."""
        return self.reader.listed(actor, wanted, skip=skip)

    def open(self, referral_id: str, *, actor: Actor, now: datetime) -> OpenReferral:
        """Return a referral, as :meth:`ReferralReader.open` does.

        Raises:
            PageNotFoundError: There is no such referral for this person.
            TrailBrokenError: Its acts were tampered with.
        """
        return self.reader.open(referral_id, actor=actor, now=now)

    def look_again(self, opened: OpenReferral) -> tuple[Looked, ...]:
        """Hold the evidence of a referral against what it was taken from.

        Cost: reads every judgment that is quoted, some milliseconds each.
        """
        return self.look_at(opened.referral.evidence)

    def look_at(self, evidence: Iterable[Evidence]) -> tuple[Looked, ...]:
        """Hold frozen evidence against what it was taken from, wherever it was carried to.

        Cost: reads every judgment that is quoted, some milliseconds each.
        """
        sources = Sources(judgment=self.judgment, report_line=self._report_line)
        return tuple(look_again(each, sources) for each in evidence)

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

    def items_before(
        self, filled: Prefilled, answers: tuple[ChecklistAnswer, ...] = ()
    ) -> tuple[Item, ...]:
        """Return the must-refer checklist of what is about to be referred."""
        return checklist(filled.told, answers, case_type=type_of(filled.case))

    def like_before(self, filled: Prefilled, *, actor: Actor, now: datetime) -> tuple[Like, ...]:
        """Return open referrals on a like question that somebody may see, before theirs is made."""
        asked = Asked(
            id="",
            court=filled.court,
            cause=filled.cause,
            question=filled.question,
            positions=filled.positions,
        )
        return self.reader.like_to(asked, actor, now)

    def propose(
        self, filled: Prefilled, entry: Entry, *, actor: Actor, now: datetime
    ) -> OpenMatter[Referral]:
        """Make a referral.

        Raises:
            ActPartError: Whoever asks neither hears the case nor leads or keeps anything there.
            RuleBrokenError: It puts no question.
        """
        proposal = self._proposal(filled, entry)
        place = self.reader.access.place_of(
            proposal.court, proposal.division, _ids(proposal.pending_id)
        )
        parts = self.reader.access.parts(actor, place) | parts_of_proposer(proposal, actor)
        act = Act(
            name=ReferralAct.PROPOSE,
            doer=doer_of(actor, frozenset(parts)),
            at=now,
            content=proposal,
        )
        return self._told(self.ledger.begin(act))

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
        """Do an act; merging moves the other referral too.

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
        opened = self._up_to_date(self.open(referral_id, actor=actor, now=now), actor, now)
        asked = Act(name=name, doer=opened.doer, at=now, reason=reason.strip())
        try:
            act = replace(asked, content=self._content_of(asked, data, opened, actor))
        except ReferralError as refusal:
            self.ledger.note(referral_id, asked, refusal)
            raise
        if isinstance(act.content, MergedInto):
            return self._told(self._merge(opened, act, actor=actor))
        return self._told(self.ledger.perform(referral_id, act))

    def _up_to_date(self, opened: OpenReferral, actor: Actor, now: datetime) -> OpenReferral:
        """Keep by what the checklist has changed, so that the act is judged by what holds now."""
        if opened.changed is None or all(
            move.name is not ReferralAct.RECHECK for move in COURSE.offered(opened.referral)
        ):
            return opened
        act = Act(name=ReferralAct.RECHECK, doer=MACHINE, at=now, content=opened.changed)
        self.ledger.perform(opened.id, act)
        return self.open(opened.id, actor=actor, now=now)

    def _told(self, opened: OpenMatter[Referral]) -> OpenMatter[Referral]:
        now = opened.acts[-1].act.at
        access = self.reader.access
        self.notices.send(notices_of(opened, access), now=now)
        self.notices.send(notices_to_heads(opened, access, self.opposed), now=now)
        return opened

    def _merge(self, other: OpenReferral, merge: Act, *, actor: Actor) -> OpenMatter[Referral]:
        """Merge a referral into another; both move, or neither."""
        now = merge.at
        into = self.open(merge.content_as(MergedInto).referral_id, actor=actor, now=now)
        if other.id == into.id:
            raise ActNotOfferedError(act=merge.name, state=other.referral.state, offered=())
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
        found = self.reports.records.of_cases(pending_ids)
        return next((each for each in found if is_finished(each.state)), None)

    def _content_of(self, asked: Act, data: object, opened: OpenReferral, actor: Actor) -> object:
        contents = COURSE.contents()
        if asked.name not in contents or asked.name in BY_OTHERS:
            offered = tuple(move.name.value for move in opened.moves)
            state = opened.referral.state.value
            raise ActNotOfferedError(act=asked.name, state=state, offered=offered)
        if asked.name == ReferralAct.RECHECK:
            return self._looked_at_anew(opened, actor, asked.at)
        if asked.name != ReferralAct.ATTACH:
            return read_content(asked.name, data, contents[asked.name])
        # What is attached is frozen here: nobody hands in words that stand nowhere.
        cited = replace(asked, content=read_content(asked.name, data, Cited)).content_as(Cited)
        return Attachment(evidence=(self._frozen(cited, actor),))

    def _looked_at_anew(self, opened: OpenReferral, actor: Actor, now: datetime) -> Rechecked:
        """Return what the source tells now, 1 to 2 s for a finding; the same where it is gone.

        Raises:
            RuleBrokenError: Nothing has changed.
        """
        told: set[Ground] = set()
        starts = starts_of(opened.referral)
        for start in starts:
            try:
                told |= self.starter.prefill(start, actor=actor, now=now).told
            except PageNotFoundError:
                # What was found then is not found any more: it tells nothing.
                continue
        items = self.reader.items_with(opened, told) if starts else opened.items
        found = rechecked(opened.referral, items)
        if found is None:
            raise RuleBrokenError(
                rule="recheck",
                sentence="the checklist stands as it stood",
                words="应当提交的情形没有变化。",
            )
        return found

    def _frozen(self, cited: Cited, actor: Actor) -> Evidence:
        if cited.report_id:
            report = self.reports.find(cited.report_id, actor=actor)
            return freeze_report(report, self.reports.version(report))
        if not (cited.judgment_id and cited.words):
            problem = "judgment_id, words: expected both, or a report_id"
            raise ActContentError(act=ReferralAct.ATTACH, problems=(problem,))
        judgment = self.judgment(JudgmentId(cited.judgment_id))
        start = judgment.text.find(cited.words)
        if start < 0:
            problem = "words: do not stand in the judgment word for word"
            raise ActContentError(act=ReferralAct.ATTACH, problems=(problem,))
        return freeze_quote(judgment, Span(start, start + len(cited.words)))

    def _proposal(self, filled: Prefilled, entry: Entry) -> Proposal:
        case = filled.case
        items = self.items_before(filled, entry.answers)
        grounds = holding(items)
        four_class = Ground.FOUR_CLASS in grounds
        lines = lines_for(grounds, four_class=four_class)
        first = lines[0] if lines else None
        return Proposal(
            way=filled.start.way,
            origin=origin_of(grounds).value,
            question=entry.question.strip(),
            court=filled.court,
            division="" if case is None else self.reader.access.division_of(case),
            cause=filled.cause,
            pending_id=None if case is None else case.id,
            case_number="" if case is None or case.case_number is None else str(case.case_number),
            judge_ids=() if case is None else self.reader.access.pending.members(case.id),
            positions=filled.positions if entry.positions is None else entry.positions,
            evidence=filled.evidence,
            proposed_text=entry.proposed_text.strip(),
            grounds=tuple(ground.value for ground in grounds),
            target=Target.CONFERENCE if first is None else first.target,
            force=Force.MAY if first is None else first.force_in(four_class=four_class),
            four_class=four_class,
            checked=entry.answers,
        )

    def _report_line(self, report_id: str) -> VersionLine | None:
        try:
            report = self.reports.records.find(report_id)
        except PageNotFoundError:
            return None
        return self.reports.version(report).line


def starts_of(referral: Referral) -> tuple[Start, ...]:
    """Return from which findings of its case a referral started."""
    pending = referral.proposal.pending_id or ""
    return tuple(
        Start(way=Way.FINDING, pending_id=pending, finding=each.of)
        for each in referral.proposal.evidence
        if each.kind is EvidenceKind.FINDING and pending
    )


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
