"""How does a judge learn where the like cases of a case were decided differently?

Hints, never verdicts: the machine finds and explains, the handling judge decides. Nothing of what
it finds for a pending case is told to anybody else until that judge refers it.

Source: 法发〔2020〕24号 art. 9-11; 法发〔2021〕30号 art. 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.judgment import Judgment, JudgmentId
from corpus.spans import value_of
from indexing.columns.filters import SearchFilter
from service.actors import Actor
from service.case_divergence.answers import NEEDS_REASON, AnswerKind, GivenAnswer, topic_of
from service.case_divergence.bearing import by_bearing
from service.case_divergence.gathering import PER_GROUP, gather
from service.case_divergence.model import CaseDivergence, Gathered
from service.case_divergence.standard import asking_of, standard_of
from service.court_time import court_day
from service.divergence.cases import compared_case
from service.divergence.finding import find_divergences
from service.divergence.model import ComparedCase, DivergenceOrigin, Finding
from service.divergence.sentencing import expectation_of
from service.errors import AnswerReasonError, HandlingJudgeError, PageNotFoundError
from service.pending.asking import asked_by_case, condition_of_case, question_of_case
from service.pending.handling import draft_of_case, is_handled_by
from service.pending.model import PendingCase, PendingCaseId
from service.search.question import Question
from service.search.service import SearchService
from service.settings import Settings
from service.store.divergence_records import DivergenceRecords
from service.tiers.desk import TierDesk
from service.verdicts.desk import VerdictDesk
from service.verdicts.model import AskedBy, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DivergenceDesk:
    """Compares cases with their like, and keeps what judges answer.

    Attributes:
        tiers: Finds like cases, tier by tier.
        search: Gives stored judgments.
        verdicts: What judges said of hits.
        records: What they said of findings.
        settings: From where on a finding is shown.
    """

    tiers: TierDesk
    search: SearchService
    verdicts: VerdictDesk
    records: DivergenceRecords
    settings: Settings

    def of_case(self, case: PendingCase, *, actor: Actor, now: datetime) -> CaseDivergence:
        """Return what was found for a pending case.

        Args:
            case: The case, open to whoever asks.
            actor: Who asks.
            now: When.

        Raises:
            HandlingJudgeError: Another judge handles it.
            UnknownCourtError: The court of the case is no court.
            RequestError: The case cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: that of a search tier by tier, and some milliseconds for each of up to 120 judgments.
        """
        require_handling(case, actor)
        draft = draft_of_case(case)
        gathered = self._gathered(
            question_of_case(case, condition=_condition_of(case)),
            case.court,
            self._said(asked_by_case(case), actor),
            own=None if draft is None else compared_case(draft, is_draft=True),
            case=case,
            now=now,
        )
        findings = self._found(gathered, court=case.court, now=now)
        return CaseDivergence(
            gathered=gathered,
            findings=by_bearing(findings, own_id=gathered.own_id, issues=case.issues),
            answers=self.records.standing(case.id),
        )

    def of_judgment(
        self, judgment_id: JudgmentId, *, actor: Actor, now: datetime
    ) -> CaseDivergence:
        """Return what was found for a stored judgment: it is one of those compared.

        Args:
            judgment_id: The judgment.
            actor: Who asks; what they said of similar judgments of this one counts.
            now: When.

        Raises:
            JudgmentNotFoundError: It is not stored.
            RequestError: It cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: as of a pending case.
        """
        judgment = self.search.judgment(judgment_id)
        gathered = self._gathered(
            Question(judgment_id=judgment_id),
            None,
            self._said(AskedBy(judgment_id=judgment_id), actor),
            own=compared_case(judgment),
            case=None,
            now=now,
        )
        findings = self._found(gathered, court=_court_of(judgment), now=now)
        return CaseDivergence(
            gathered=gathered,
            findings=by_bearing(findings, own_id=judgment_id, issues=()),
            answers={},
        )

    def answer(
        self,
        case: PendingCase,
        finding_key: str,
        kind: AnswerKind,
        *,
        reason: str,
        actor: Actor,
        now: datetime,
        origin: DivergenceOrigin | None = None,
    ) -> Finding:
        """Keep what the handling judge says of a finding; return the finding.

        What was said before of the same question stays as history. Where in the court the
        divergence comes from may be told with it: what leaders think stands in no judgment.

        Raises:
            HandlingJudgeError: Another judge handles the case.
            AnswerReasonError: The answer needs a reason and has none.
            PageNotFoundError: The case has no such finding.
            RequestError: The case cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        reason = reason.strip()
        if kind in NEEDS_REASON and not reason:
            raise AnswerReasonError(kind=kind.value)
        found = self.of_case(case, actor=actor, now=now)
        finding = next((each for each in found.findings if each.key == finding_key), None)
        if finding is None:
            raise PageNotFoundError(what=f"finding {finding_key}")
        self.records.add(
            case.id,
            finding_key=finding.key,
            topic=topic_of(finding),
            kind=kind,
            reason=reason,
            account_id=actor.account_id,
            at=now,
            origin=origin,
        )
        return finding

    def history(self, pending_id: PendingCaseId) -> tuple[GivenAnswer, ...]:
        """Return all that was said of findings of a case, in order of saying."""
        return self.records.all_of(pending_id)

    def _said(self, asked: AskedBy, actor: Actor) -> Mapping[JudgmentId, Verdict]:
        given = self.verdicts.standing_for(asked, account_id=actor.account_id)
        return {each.judgment_id: each.verdict for each in given}

    def _gathered(
        self,
        question: Question,
        court: str | None,
        said: Mapping[JudgmentId, Verdict],
        *,
        own: ComparedCase | None,
        case: PendingCase | None,
        now: datetime,
    ) -> Gathered:
        answer = self.tiers.search(
            question,
            today=court_day(now),
            court=court,
            filed_on=None if case is None else case.filed_on,
            per_tier=PER_GROUP,
        )
        return gather(
            answer,
            said,
            self.search.judgments,
            own=own,
            with_unknown=self.settings.divergence_unknown_effect,
        )

    def _found(
        self, gathered: Gathered, *, court: str | None, now: datetime
    ) -> tuple[Finding, ...]:
        return find_divergences(
            gathered.cases,
            standard=standard_of(self.settings),
            asking=asking_of(self.tiers.book, self.settings, court=court, today=court_day(now)),
            expectation=expectation_of(self.settings.snapshot_root / gathered.snapshot_id),
        )


def require_handling(case: PendingCase, actor: Actor) -> None:
    """Pass silently when somebody handles a case.

    Raises:
        HandlingJudgeError: Another judge does.
    """
    if not is_handled_by(case, actor):
        raise HandlingJudgeError(pending_id=case.id)


def _condition_of(case: PendingCase) -> SearchFilter:
    """Return what may be compared with a case: of a civil or administrative one its own cause.

    Which charge like facts are is a question of its own, so that criminal cases are told apart by
    their likeness.
    """
    condition = condition_of_case(case)
    return condition if case.cause is None else replace(condition, causes=frozenset({case.cause}))


def _court_of(judgment: Judgment) -> str | None:
    court = value_of(judgment.court)
    return None if court is None else court.name
