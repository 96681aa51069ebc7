"""How does a case come before the tool, and who may open it?

A case is open to the account that opened it and to those that it was given to: the panel and
whoever prepares it. To everybody else it does not exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from service.errors import PageNotFoundError
from service.pending.model import PendingCase, PendingCaseId, Stage
from service.pending.opening import CaseEntry, CasePaper, open_case, with_entry
from service.search.question import Question, checked
from service.settings import Settings
from service.store.pending_records import PendingRecords, new_pending_id


class CaseWatcher(Protocol):
    """Somebody who has to know which cases are pending."""

    def note_case(self, case: PendingCase) -> None:
        """Take a case in, or what is new of it."""
        ...

    def forget_case(self, pending_id: PendingCaseId) -> None:
        """Take a case out; nothing happens where it is not there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingDesk:
    """Opens cases, changes them and finds them again.

    Attributes:
        records: The stored ones.
        settings: Limits of a text.
        identity_key: Key of the hash of identity numbers.
        watchers: Told of every case that is opened or changed.
    """

    records: PendingRecords
    settings: Settings
    identity_key: bytes | None = None
    watchers: tuple[CaseWatcher, ...] = ()

    def open(
        self,
        paper: CasePaper,
        entry: CaseEntry,
        *,
        account_id: int,
        members: Sequence[int] = (),
        now: datetime,
    ) -> PendingCase:
        """Open a case.

        A case of the case system that is here already is not opened twice: what is new of it is
        written, and its members stay.

        Args:
            paper: Its paper; the text is cleaned here.
            entry: What somebody says of it.
            account_id: Who opens it.
            members: Further accounts that may open it.
            now: When.

        Raises:
            QueryTooShortError: The text has hardly a word.
            QueryTooLongError: It is longer than the settings allow.
            CaseNumberError: The number has no known form.
            CaseFieldError: Something that the case cannot take.
            PageNotFoundError: The case of this external id was opened by somebody else.
        """
        text = checked(Question(text=paper.text), self.settings).text or ""
        paper = CasePaper(text=text, file_name=paper.file_name, external_id=paper.external_id)
        known = None
        if paper.external_id is not None:
            known = self.records.find_external(paper.external_id)
        if known is not None and account_id not in self.records.members(known.id):
            raise PageNotFoundError(what=f"case {paper.external_id}")
        pending_id = new_pending_id() if known is None else known.id
        case = open_case(
            paper,
            pending_id=pending_id,
            account_id=account_id,
            now=now,
            identity_key=self.identity_key,
        )
        case = with_entry(case, entry, now=now)
        if known is None:
            self.records.add(case, members=(account_id, *members))
        else:
            case = _kept_origin(case, known)
            self.records.change(case)
            self.records.admit(case.id, members)
        self._tell(case)
        return case

    def change(
        self, pending_id: str, entry: CaseEntry, *, account_id: int, now: datetime
    ) -> PendingCase:
        """Write what is new of a case.

        Raises:
            PageNotFoundError: There is no such case for this account.
            CaseNumberError: The number has no known form.
            CaseFieldError: Something that the case cannot take.
        """
        case = with_entry(self.find(pending_id, account_id=account_id), entry, now=now)
        self.records.change(case)
        self._tell(case)
        return case

    def find(self, pending_id: str, *, account_id: int) -> PendingCase:
        """Return a case that an account may open.

        Raises:
            PageNotFoundError: There is no such case for this account.
        """
        case = self.records.find(pending_id, account_id=account_id)
        if case is None:
            raise PageNotFoundError(what=f"case {pending_id}")
        return case

    def of_account(
        self, account_id: int, *, words: str = "", most: int | None = None, skip: int = 0
    ) -> tuple[PendingCase, ...]:
        """Return the cases that an account may open, those due first.

        Args:
            account_id: The account.
            words: Each stands in the number, a charge, the cause or the name of a party.
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        return self.records.of_account(account_id, words=words, most=most, skip=skip)

    def count_of_account(self, account_id: int, *, words: str = "") -> int:
        """Return how many cases :meth:`of_account` returns in all."""
        return self.records.count_of_account(account_id, words=words)

    def ids_of_account(self, account_id: int) -> frozenset[PendingCaseId]:
        """Return the ids of the cases that an account may open; no text is read."""
        return self.records.ids_of_account(account_id)

    def members(self, pending_id: PendingCaseId) -> tuple[int, ...]:
        """Return the accounts that may open a case, ascending."""
        return self.records.members(pending_id)

    def admit(self, pending_id: str, members: Sequence[int], *, account_id: int) -> None:
        """Let further accounts open a case.

        Raises:
            PageNotFoundError: There is no such case for the account that lets them.
        """
        case = self.find(pending_id, account_id=account_id)
        self.records.admit(case.id, members)

    def _tell(self, case: PendingCase) -> None:
        for watcher in self.watchers:
            if case.stage is Stage.CLOSED:
                watcher.forget_case(case.id)
            else:
                watcher.note_case(case)


def _kept_origin(case: PendingCase, known: PendingCase) -> PendingCase:
    """Return what is new of a case, opened by whom and when it was."""
    return replace(case, opened_by=known.opened_by, opened_at=known.opened_at)
