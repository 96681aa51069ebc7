"""What is kept of the check of a draft?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from service.drafts.model import DraftFinding, GivenAnswer
from service.pending.model import PendingCaseId

DraftCheckId = NewType("DraftCheckId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """A draft as it was checked.

    Attributes:
        id: Random and unguessable.
        pending_id: The case.
        number: From 1 within the case and the account, in order of checking.
        account_id: The handling judge who checked it, and who alone sees it.
        checked_at: When, in UTC.
        file_name: Name of the file that the text came from, or None.
        text: The draft, cleaned; quotes count in it.
        snapshot_id: The index that like cases were found in; None where none was searched.
        n_like: With how many like cases it was compared.
        not_compared: Why it was not compared with like cases, in Chinese; empty where it was.
        findings: What was found, in order.
    """

    id: DraftCheckId
    pending_id: PendingCaseId
    number: int
    account_id: int
    checked_at: datetime
    file_name: str | None
    text: str
    snapshot_id: str | None
    n_like: int
    not_compared: str
    findings: tuple[DraftFinding, ...]

    def finding(self, key: str) -> DraftFinding | None:
        """Return the finding of a key, None where there is none."""
        return next((each for each in self.findings if each.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckState:
    """A check with what its judge said, and what became of what the last version had.

    Attributes:
        check: The check.
        answers: What stands of each answered finding, by key.
        history: All answers on the case, in order of giving.
        resolved: Findings of the check before that this one no longer has.
        checks: All checks of the case, latest first, without their findings' cases.
    """

    check: DraftCheck
    answers: Mapping[str, GivenAnswer]
    history: Sequence[GivenAnswer]
    resolved: tuple[DraftFinding, ...]
    checks: tuple[DraftCheck, ...]

    @property
    def n_open(self) -> int:
        """How many findings are not answered."""
        return sum(each.key not in self.answers for each in self.check.findings)
