"""How are stops and parties' cases of the search of a pending case kept?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from corpus.judgment import JudgmentId
from service.errors import CaseFieldError, PageNotFoundError, StopReasonError
from service.pending.model import PendingCaseId
from service.pending.search_model import (
    PartyCase,
    ResponsePlace,
    SubmittedKind,
    TierStop,
)
from service.store.case_search_records import CaseSearchRecords


class NumberedJudgments(Protocol):
    """Finds judgments by their numbers."""

    def ids_of_number(self, printed: str) -> Sequence[JudgmentId]:
        """Return the judgments of a case number or library number as printed, in order of id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSearchDesk:
    """Keeps stops and parties' cases of pending cases.

    Who may open a case is asked before, at the desk of pending cases.

    Attributes:
        records: The stored ones.
        numbered: Finds what a party submitted.
    """

    records: CaseSearchRecords
    numbered: NumberedJudgments

    def stop_at(
        self, pending_id: PendingCaseId, tier: str, *, reason: str, account_id: int, now: datetime
    ) -> None:
        """Note that a case's search ends at a tier; what stands below stays visible.

        Raises:
            StopReasonError: No reason is given.
        """
        reason = reason.strip()
        if not reason:
            raise StopReasonError(tier=tier)
        self.records.stop(pending_id, tier=tier, reason=reason, at=now, account_id=account_id)

    def go_on(self, pending_id: PendingCaseId, *, account_id: int, now: datetime) -> None:
        """Note that a search that had ended at a tier goes on."""
        self.records.stop(pending_id, tier=None, reason="", at=now, account_id=account_id)

    def standing_stop(self, pending_id: PendingCaseId) -> TierStop | None:
        """Return where the search of a case ended, or None where it did not."""
        return self.records.standing_stop(pending_id)

    def submit(
        self,
        pending_id: PendingCaseId,
        *,
        submitted_by: str,
        submitted_on: date,
        kind: SubmittedKind,
        number: str,
        account_id: int,
        now: datetime,
    ) -> int:
        """Put down a case that a party submitted; return the number of the record.

        Raises:
            CaseFieldError: Nobody submitted it, it has no number, or the day is to come.
        """
        submitted_by, number = submitted_by.strip(), number.strip()
        if not submitted_by:
            raise CaseFieldError(field="submitted_by", value="", accepted="提交人的姓名或名称")
        if not number:
            raise CaseFieldError(
                field="number", value="", accepted="案号、指导性案例编号或入库编号"
            )
        if submitted_on > now.date():
            raise CaseFieldError(
                field="submitted_on", value=submitted_on.isoformat(), accepted="不晚于今天的日期"
            )
        found = self.numbered.ids_of_number(number)
        return self.records.add_party_case(
            pending_id,
            submitted_by=submitted_by,
            submitted_on=submitted_on,
            kind=kind,
            number=number,
            judgment_id=found[0] if found else None,
            at=now,
            account_id=account_id,
        )

    def answer(
        self,
        pending_id: PendingCaseId,
        party_case_number: int,
        *,
        place: ResponsePlace,
        response: str,
        now: datetime,
    ) -> None:
        """Write the court's answer to a submitted case.

        Raises:
            PageNotFoundError: The case has no such record.
        """
        if not self.records.answer_party_case(
            pending_id, party_case_number, place=place, response=response.strip(), at=now
        ):
            raise PageNotFoundError(what=f"submitted case {party_case_number}")

    def party_cases(self, pending_id: PendingCaseId) -> tuple[PartyCase, ...]:
        """Return the cases that parties submitted, in order of recording."""
        return self.records.party_cases(pending_id)
