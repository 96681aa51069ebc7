"""What does a referral start from, and what of it is filled in before a person looks at it?

From a finding of divergence, a finding about a draft, a search report, a cluster of an audit, or
nothing. Everything is taken anew from where it stands when the referral is made; what a person may
not open there cannot be referred from there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import Judgment, JudgmentId
from service.actors import Actor
from service.audits.desk import AuditDesk
from service.case_divergence.answers import GivenAnswer, topic_of
from service.case_divergence.desk import DivergenceDesk
from service.divergence.model import DivergenceOrigin
from service.drafts.desk import DraftDesk
from service.errors import PageNotFoundError
from service.pending.desk import PendingDesk
from service.pending.model import PendingCase
from service.referral.referrals.evidence import (
    freeze_cluster,
    freeze_draft_finding,
    freeze_finding,
    freeze_report,
    positions_of_cluster,
    positions_of_finding,
)
from service.referral.referrals.grounds import (
    Vantage,
    grounds_of_cluster,
    grounds_of_draft,
    grounds_of_finding,
)
from service.referral.referrals.model import Evidence, HeldPosition, Way
from service.referral.referrals.routing import Ground
from service.referral.roster.desk import RosterDesk
from service.reports.desk import ReportDesk
from service.reports.record import Report
from service.tiers.hierarchy import CourtBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """From what somebody refers.

    Attributes:
        way: How it came.
        pending_id: The pending case; empty where there is none.
        finding: Key of the finding of divergence, or about the draft.
        check: The check of the draft.
        report: The search report.
        run: The audit.
        cluster: Key of its cluster.
    """

    way: Way
    pending_id: str = ""
    finding: str = ""
    check: str = ""
    report: str = ""
    run: str = ""
    cluster: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """What is filled in.

    Attributes:
        start: From what.
        case: The pending case; None where there is none.
        court: Court that it belongs to; empty where nothing tells.
        cause: Charge or cause; may be empty.
        question: The question as the source words it; a person puts it better.
        positions: The sides.
        evidence: What it rests on.
        told: Grounds of the routing table that the machine tells.
    """

    start: Start
    case: PendingCase | None
    court: str
    cause: str = ""
    question: str = ""
    positions: tuple[HeldPosition, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    told: frozenset[Ground] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralStarter:
    """Fills in what a referral starts from.

    Attributes:
        pending: Pending cases.
        divergence: Where like cases were decided differently.
        drafts: Checks of drafts.
        reports: Search reports.
        audits: Audits.
        judgment: Gives a stored judgment.
        book: Which court is above which.
        roster: Tells of which court somebody is.
        is_four_class: Tells whether a pending case is marked as one of the four classes.
    """

    pending: PendingDesk
    divergence: DivergenceDesk
    drafts: DraftDesk
    reports: ReportDesk
    audits: AuditDesk
    judgment: Callable[[JudgmentId], Judgment]
    book: CourtBook
    roster: RosterDesk
    is_four_class: Callable[[str], bool]

    def prefill(self, start: Start, *, actor: Actor, now: datetime) -> Prefilled:
        """Return what is filled in.

        Raises:
            PageNotFoundError: What it starts from is not there for this person.
            HandlingJudgeError: What was found for a case is its handling judge's.
            RequestError: The case cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: from a finding that of finding it again, 1 to 2 s; else some milliseconds.
        """
        filled = self._begun(start, actor)
        if start.way is Way.FINDING:
            filled = self._from_finding(filled, actor, now)
        elif start.way is Way.DRAFT_CHECK:
            filled = self._from_draft(filled, actor)
        elif start.way is Way.AUDIT:
            filled = self._from_audit(filled, actor)
        return self._with_report(filled, actor)

    def _begun(self, start: Start, actor: Actor) -> Prefilled:
        court = self.roster.colleague(actor).court
        if not start.pending_id:
            return Prefilled(start=start, case=None, court=court)
        case = self.pending.find(start.pending_id, account_id=actor.account_id)
        return Prefilled(
            start=start,
            case=case,
            court=case.court or court,
            cause=next(iter(case.elements), ""),
            question=next(iter(case.issues), ""),
            told=frozenset({Ground.FOUR_CLASS} if self.is_four_class(case.id) else ()),
        )

    def _from_finding(self, begun: Prefilled, actor: Actor, now: datetime) -> Prefilled:
        case = _case_of(begun)
        found = self.divergence.of_case(case, actor=actor, now=now)
        key = begun.start.finding
        finding = next((each for each in found.findings if each.key == key), None)
        if finding is None:
            raise PageNotFoundError(what=f"finding {key}")
        gathered = found.gathered
        titles = {key: each.title for key, each in gathered.judgments.items()}
        vantage = Vantage(
            own_id=gathered.own_id,
            court=begun.court,
            above=frozenset(self.book.above(begun.court)),
        )
        return replace(
            begun,
            cause=finding.cause or begun.cause,
            question=finding.heading,
            positions=positions_of_finding(finding, own_id=gathered.own_id),
            evidence=(
                freeze_finding(
                    finding, titles, snapshot_id=gathered.snapshot_id, own_id=gathered.own_id
                ),
            ),
            told=begun.told
            | grounds_of_finding(finding, gathered.judgments, vantage)
            | _of_answer(found.answers.get(topic_of(finding))),
        )

    def _from_draft(self, begun: Prefilled, actor: Actor) -> Prefilled:
        start = begun.start
        state = self.drafts.state(_case_of(begun), start.check, actor=actor)
        finding = state.check.finding(start.finding)
        if finding is None:
            raise PageNotFoundError(what=f"finding {start.finding}")
        answer = state.answers.get(finding.key)
        return replace(
            begun,
            question=finding.sentence,
            positions=tuple(
                HeldPosition(words=each.words, judgment_ids=(each.judgment_id,), n_judgments=1)
                for each in finding.cases
                if each.words
            ),
            evidence=(freeze_draft_finding(state.check, finding, answer),),
            told=begun.told
            | grounds_of_draft(finding, self._stored(each.judgment_id for each in finding.cases)),
        )

    def _from_audit(self, begun: Prefilled, actor: Actor) -> Prefilled:
        run = self.audits.run(begun.start.run)
        cluster = self.audits.cluster(run, begun.start.cluster, actor=actor).cluster
        return replace(
            begun,
            court=begun.court or run.order.court or "",
            cause=cluster.cause,
            question=cluster.question,
            positions=positions_of_cluster(cluster),
            evidence=(freeze_cluster(run, cluster),),
            told=grounds_of_cluster(cluster),
        )

    def _with_report(self, filled: Prefilled, actor: Actor) -> Prefilled:
        """Add the report of the case, or the one that it starts from."""
        report = self._report(filled, actor)
        if report is None:
            return filled
        version = self.reports.version(report)
        issues = version.content.pending.issues
        return replace(
            filled,
            cause=filled.cause or report.cause,
            question=filled.question or next(iter(issues), ""),
            evidence=(*filled.evidence, freeze_report(report, version)),
        )

    def _report(self, filled: Prefilled, actor: Actor) -> Report | None:
        if filled.start.report:
            return self.reports.find(filled.start.report, actor=actor)
        if filled.case is None:
            return None
        return next(iter(self.reports.of_case(filled.case.id, actor=actor)), None)

    def _stored(self, ids: Iterable[JudgmentId]) -> Mapping[str, Judgment]:
        found: dict[str, Judgment] = {}
        for judgment_id in ids:
            try:
                found[judgment_id] = self.judgment(judgment_id)
            except JudgmentNotFoundError:
                continue
        return found


def _of_answer(given: GivenAnswer | None) -> frozenset[Ground]:
    """Return what the judge's own answer to a finding says."""
    is_of_leaders = given is not None and given.origin is DivergenceOrigin.LEADERS_AND_PANEL
    return frozenset({Ground.LEADERS_DIFFER} if is_of_leaders else ())


def _case_of(begun: Prefilled) -> PendingCase:
    if begun.case is None:
        raise PageNotFoundError(what="case")
    return begun.case
