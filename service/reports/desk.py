"""How is a report made, changed, moved, signed and printed, and who sees it?

A report is seen by its handling judge, by whoever made it and by those to whom its pending case is
open; once it is submitted also by those to whom reports are submitted. To everybody else it does
not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from corpus.judgment import Judgment, JudgmentId
from service.actors import Actor, Permission
from service.court_time import court_day
from service.errors import (
    PageNotFoundError,
    ReportBlockedError,
    ReportChangedError,
    ReportLockedError,
    ReportSignerError,
)
from service.pending.desk import PendingDesk
from service.pending.model import PendingCaseId
from service.reports.blocks import Block
from service.reports.content import ReportContent, quotes_of
from service.reports.layout import lay_out_report
from service.reports.paper.pdf import find_office, render_pdf
from service.reports.paper.word import render_word
from service.reports.quote import require_verbatim
from service.reports.record import MoveMade, Report, ReportVersion, imprint_of
from service.reports.rules import blocking, check
from service.reports.states import (
    Doer,
    ReportMove,
    ReportState,
    may_change,
    moves_from,
    step_of,
)
from service.settings import Settings
from service.store.report_records import ReportRecords, WantedReports

_HANDED_ON = (ReportState.SUBMITTED, ReportState.ARCHIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """The one door to search reports.

    Attributes:
        records: The stored ones.
        judgment_of: Gives a stored judgment, against which quotes are held.
        pending: Tells to whom a pending case is open.
        settings: Volume of the file, and how long a PDF may take.
    """

    records: ReportRecords
    judgment_of: Callable[[JudgmentId], Judgment]
    pending: PendingDesk
    settings: Settings

    def open(
        self,
        content: ReportContent,
        *,
        actor: Actor,
        now: datetime,
        handling_account_id: int | None = None,
        pending_case_id: str | None = None,
    ) -> Report:
        """Make a report.

        Args:
            content: What it states; without a number it gets the next one of the year.
            actor: Who makes it.
            now: When.
            handling_account_id: Who signs it; None for whoever makes it.
            pending_case_id: Its pending case, or None.

        Raises:
            ReportQuoteError: A quote does not stand where it says.
            JudgmentNotFoundError: A judgment that is quoted is not stored.
            PageNotFoundError: The pending case is not open to whoever makes the report.
        """
        require_verbatim(quotes_of(content), self._text_of)
        if pending_case_id is not None and not self._is_member(pending_case_id, actor):
            raise PageNotFoundError(what=f"case {pending_case_id}")
        report_id = self.records.add(
            content,
            number_of=number_words,
            file_class=self.settings.report_file_class,
            pending_case_id=pending_case_id,
            handling_account_id=handling_account_id or actor.account_id,
            preparing_account_id=actor.account_id,
            year=court_day(now).year,
            now=now,
        )
        return self.records.find(report_id)

    def find(self, report_id: str, *, actor: Actor) -> Report:
        """Return a report.

        Raises:
            PageNotFoundError: There is no such report for whoever asks.
        """
        report = self.records.find(report_id)
        is_handed_on = report.state in _HANDED_ON
        if self._works_on(report, actor) or (
            is_handed_on and actor.may(Permission.READ_SUBMITTED_REPORTS)
        ):
            return report
        raise PageNotFoundError(what=f"report {report_id}")

    def of_actor(
        self, actor: Actor, *, words: str = "", most: int | None = None, skip: int = 0
    ) -> tuple[Report, ...]:
        """Return the reports that somebody sees, changed last first.

        Args:
            actor: Who asks.
            words: Each stands in the number, the case number or the cause.
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        return self.records.find_some(_seen_by(actor, words=words), most=most, skip=skip)

    def count_of_actor(self, actor: Actor, *, words: str = "") -> int:
        """Return how many reports :meth:`of_actor` returns in all."""
        return self.records.count(_seen_by(actor, words=words))

    def of_case(self, pending_case_id: str, *, actor: Actor) -> tuple[Report, ...]:
        """Return the reports of a pending case that somebody sees, changed last first."""
        return self.records.find_some(_seen_by(actor, pending_case_id=pending_case_id))

    def version(self, report: Report, number: int | None = None) -> ReportVersion:
        """Return a version of a report; None is the one that stands.

        Raises:
            PageNotFoundError: There is none of this number.
        """
        return self.records.version(report.id, report.version if number is None else number)

    def change(
        self,
        report: Report,
        content: ReportContent,
        *,
        seen: int,
        actor: Actor,
        now: datetime,
    ) -> Report:
        """Store what a report states now, as a version beside the earlier ones.

        What waits for the judge's signature is changed without going back a step: the judge reads
        what stands.

        Args:
            report: The report.
            content: What it states now.
            seen: Number of the version that was looked at.
            actor: Who changes it.
            now: When.

        Raises:
            PageNotFoundError: Whoever asks reads it only.
            ReportLockedError: It is signed or void.
            ReportChangedError: Another version stands than the one looked at.
            ReportQuoteError: A quote does not stand where it says.
        """
        self._require_work(report, actor)
        if not may_change(report.state):
            raise ReportLockedError(state=report.state.value)
        if seen != report.version:
            raise ReportChangedError(expected=seen, found=report.version)
        require_verbatim(quotes_of(content), self._text_of)
        self.records.add_version(
            report, content, state=report.state, account_id=actor.account_id, now=now
        )
        return self.records.find(report.id)

    def move(
        self,
        report: Report,
        move: ReportMove,
        *,
        reason: str,
        seen: int,
        actor: Actor,
        now: datetime,
    ) -> Report:
        """Move a report on.

        Args:
            report: The report.
            move: What is done.
            reason: Why, or where to.
            seen: Number of the version that was looked at.
            actor: Who does it.
            now: When.

        Raises:
            PageNotFoundError: Whoever asks reads it only.
            ReportMoveError: The state does not offer the move.
            ReportMoveReasonError: It needs a reason.
            ReportSignerError: The move is the handling judge's.
            ReportChangedError: Another version stands than the one looked at.
            ReportBlockedError: Findings keep it from being signed.
        """
        self._require_work(report, actor)
        step = step_of(move, report.state, reason=reason)
        if seen != report.version:
            raise ReportChangedError(expected=seen, found=report.version)
        content = self.version(report).content
        if step.doer is Doer.HANDLING_JUDGE and actor.account_id != report.handling_account_id:
            raise ReportSignerError(responsible=content.search.responsible_judge)
        if step.needs_soundness:
            self._require_soundness(content, actor)
        made = MoveMade(
            move=move,
            source=report.state,
            target=step.target,
            version=report.version,
            reason=reason.strip(),
            author=actor.display_name or actor.name,
            at=now,
        )
        self.records.add_move(report, made, account_id=actor.account_id)
        return self.records.find(report.id)

    def offered(self, report: Report, *, actor: Actor) -> tuple[ReportMove, ...]:
        """Return the moves that somebody can make now, findings aside."""
        if not self._works_on(report, actor):
            return ()
        is_judge = actor.account_id == report.handling_account_id
        return tuple(
            move
            for move in moves_from(report.state)
            if is_judge or step_of(move, report.state, reason="-").doer is Doer.PREPARES
        )

    def may_change(self, report: Report, *, actor: Actor) -> bool:
        """Tell whether somebody can change what a report states now."""
        return may_change(report.state) and self._works_on(report, actor)

    def blocks(self, report: Report, version: ReportVersion) -> tuple[Block, ...]:
        """Return a version as it is printed."""
        return lay_out_report(version.content, imprint_of(report, version.line))

    def word(self, report: Report, version: ReportVersion) -> bytes:
        """Return a version as .docx; equal versions give equal bytes."""
        return render_word(self.blocks(report, version), imprint_of(report, version.line))

    def pdf(self, report: Report, version: ReportVersion) -> bytes:
        """Return a version as PDF.

        Raises:
            PdfUnavailableError: LibreOffice is absent, fails or takes too long.
        """
        return render_pdf(
            self.word(report, version), office=find_office(), seconds=self.settings.pdf_seconds
        )

    def _require_soundness(self, content: ReportContent, actor: Actor) -> None:
        responsible = content.search.responsible_judge
        if responsible != (actor.display_name or actor.name):
            raise ReportSignerError(responsible=responsible)
        findings = blocking(check(content))
        if findings:
            raise ReportBlockedError(
                rules=tuple(each.rule.value for each in findings),
                sentences=tuple(each.sentence for each in findings),
            )
        # What was stored may have been read again since: the judge signs for what stands now.
        require_verbatim(quotes_of(content), self._text_of)

    def _text_of(self, judgment_id: JudgmentId) -> str:
        return self.judgment_of(judgment_id).text

    def _require_work(self, report: Report, actor: Actor) -> None:
        if not self._works_on(report, actor):
            raise PageNotFoundError(what=f"report {report.id}")

    def _works_on(self, report: Report, actor: Actor) -> bool:
        own = {report.handling_account_id, report.preparing_account_id}
        return actor.account_id in own or self._is_member(report.pending_case_id, actor)

    def _is_member(self, pending_case_id: str | None, actor: Actor) -> bool:
        if pending_case_id is None:
            return False
        return actor.account_id in self.pending.members(PendingCaseId(pending_case_id))


def _seen_by(actor: Actor, *, words: str = "", pending_case_id: str | None = None) -> WantedReports:
    return WantedReports(
        account_id=actor.account_id,
        states=_HANDED_ON if actor.may(Permission.READ_SUBMITTED_REPORTS) else (),
        words=words,
        pending_case_id=pending_case_id,
    )


def number_words(year: int, serial: int) -> str:
    """Return a report number.

    Example:
        >>> number_words(2026, 12)
        '类检〔2026〕12号'
    """
    return f"类检〔{year}〕{serial}号"
