"""How does a judge check a draft, answer what was found, and see what a new version resolved?

Who handles a case checks its drafts and alone sees the checks: to everybody else, also to others
of the panel and to those who lead, they do not exist until that judge refers a finding.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from corpus.spans import value_of
from indexing.columns.filters import SearchFilter
from service.actors import Actor
from service.court_time import court_day
from service.drafts.looking import Asked, DraftLooker, Looked
from service.drafts.model import DraftFinding, GivenAnswer
from service.drafts.reading import read_draft
from service.drafts.record import CheckState, DraftCheck, DraftCheckId
from service.drafts.vocabulary import DraftAnswer
from service.errors import DraftReasonError, PageNotFoundError
from service.pending.asking import asked_by_case, condition_of_case, question_of_case
from service.pending.handling import is_handled_by
from service.pending.model import PendingCase
from service.pending.search_desk import CaseSearchDesk
from service.search.question import Question
from service.store.draft_records import DraftRecords
from service.verdicts.desk import VerdictDesk
from service.verdicts.model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDesk:
    """Checks drafts, and keeps checks and answers.

    Attributes:
        looker: Looks at them.
        verdicts: What judges said of hits.
        marks: What parties submitted.
        records: The stored checks.
    """

    looker: DraftLooker
    verdicts: VerdictDesk
    marks: CaseSearchDesk
    records: DraftRecords

    def look(self, text: str, *, court: str | None = None, now: datetime) -> Looked:
        """Check a draft that belongs to no case; nothing is kept.

        Args:
            text: The draft.
            court: Name of the court that rules; None for that of the draft.
            now: When.

        Raises:
            NotAJudgmentError: The text is no ruling.
            RequestError: It is too short or too long.
            IndexingError: The index cannot be used.

        Cost: that of a search tier by tier, and some milliseconds for each of up to 120 judgments.
        """
        draft = read_draft(text, today=court_day(now))
        own = value_of(draft.court)
        elements = tuple(each.value for each in draft.charges)
        question = Question(text=draft.text, charges=elements)
        named = court or (None if own is None else own.name)
        return self.looker.look(
            Asked(
                draft=draft,
                question=question,
                court=named,
                said={},
                party_cases=(),
                today=court_day(now),
            )
        )

    def check(
        self,
        case: PendingCase,
        text: str,
        *,
        file_name: str | None = None,
        actor: Actor,
        now: datetime,
    ) -> DraftCheck:
        """Check a draft of a case and keep what was found.

        The very same draft with the very same findings is not kept twice.

        Raises:
            PageNotFoundError: Another judge handles the case.
            NotAJudgmentError: The text is no ruling.
            RequestError: It is too short or too long.
            IndexingError: The index cannot be used.

        Cost: as of :meth:`look`.
        """
        _require(case, actor)
        draft = read_draft(text, today=court_day(now))
        given = self.verdicts.standing_for(asked_by_case(case), account_id=actor.account_id)
        looked = self.looker.look(
            Asked(
                draft=draft,
                question=question_of_case(case, condition=_condition_of(case)),
                court=case.court,
                said={each.judgment_id: each.verdict for each in given},
                party_cases=self.marks.party_cases(case.id),
                today=court_day(now),
            )
        )
        kept = self.records.of_case(case.id, account_id=actor.account_id)
        if kept and (kept[0].text, kept[0].findings) == (looked.text, looked.findings):
            return kept[0]
        check_id = self.records.add(
            case.id,
            account_id=actor.account_id,
            checked_at=now,
            file_name=file_name,
            text=looked.text,
            snapshot_id=looked.snapshot_id,
            n_like=looked.n_like,
            not_compared=looked.not_compared,
            findings=looked.findings,
        )
        return self.state(case, check_id, actor=actor).check

    def state(self, case: PendingCase, check_id: str | None = None, *, actor: Actor) -> CheckState:
        """Return a check of a case with its answers; None is the latest.

        Raises:
            PageNotFoundError: Another judge handles the case, or there is no such check.
        """
        _require(case, actor)
        checks = self.records.of_case(case.id, account_id=actor.account_id)
        wanted = [each for each in checks if check_id in {None, each.id}]
        if not wanted:
            raise PageNotFoundError(what=f"check of a draft of case {case.id}")
        check = wanted[0]
        before = next((each for each in checks if each.number == check.number - 1), None)
        keys = {each.key for each in check.findings}
        history = self.records.answers(case.id, account_id=actor.account_id)
        return CheckState(
            check=check,
            answers=_standing(history, keys),
            history=history,
            resolved=()
            if before is None
            else tuple(each for each in before.findings if each.key not in keys),
            checks=checks,
        )

    def answer(
        self,
        case: PendingCase,
        check_id: str,
        finding_key: str,
        answer: DraftAnswer,
        *,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> CheckState:
        """Keep what the handling judge says of a finding; earlier answers stay as history.

        That the one like case of a finding is none is kept as the verdict on it too, so that later
        searches and checks leave it out.

        Raises:
            PageNotFoundError: Another judge handles the case, or there is no such finding.
            DraftReasonError: An explanation without words.
            VerdictReasonError: 不是类案 without the reason that the settings ask for.
        """
        state = self.state(case, check_id, actor=actor)
        finding = state.check.finding(finding_key)
        if finding is None or answer not in offered(finding):
            raise PageNotFoundError(what=f"finding {finding_key}")
        reason = reason.strip()
        if answer is DraftAnswer.EXPLAIN and not reason:
            raise DraftReasonError(answer=answer.value)
        if answer is DraftAnswer.NOT_ALIKE and len(finding.cases) == 1:
            self.verdicts.give(
                asked_by_case(case),
                judgment_id=finding.cases[0].judgment_id,
                verdict=Verdict.NOT_SIMILAR,
                reason=reason,
                snapshot_id=state.check.snapshot_id or "",
                ranker="draft_check",
                account_id=actor.account_id,
                now=now,
            )
        self.records.add_answer(
            DraftCheckId(state.check.id),
            finding_key,
            answer=answer,
            reason=reason,
            account_id=actor.account_id,
            at=now,
        )
        return self.state(case, check_id, actor=actor)


def offered(finding: DraftFinding) -> tuple[DraftAnswer, ...]:
    """Return the answers that a finding can be given: 不是类案 only where it rests on cases."""
    return tuple(
        answer for answer in DraftAnswer if answer is not DraftAnswer.NOT_ALIKE or finding.cases
    )


def _require(case: PendingCase, actor: Actor) -> None:
    if not is_handled_by(case, actor):
        raise PageNotFoundError(what=f"case {case.id}")


def _condition_of(case: PendingCase) -> SearchFilter:
    """Return what may be compared with a case: of a civil or administrative one its own cause."""
    condition = condition_of_case(case)
    return condition if case.cause is None else replace(condition, causes=frozenset({case.cause}))


def _standing(history: tuple[GivenAnswer, ...], keys: set[str]) -> dict[str, GivenAnswer]:
    """Return the last answer to each finding that there is."""
    return {each.key: each for each in history if each.key in keys}
