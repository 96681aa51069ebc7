"""How do search reports stand in the database?

Versions and the log of moves are added, never changed and never taken out; of the report itself
only what its last move and its last version say is written anew.
"""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    or_,
    select,
    update,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.closed.concealing import Concealer
from service.errors import PageNotFoundError, ReportChangedError
from service.reports.codec import canonical_json, decode_content, digest_of
from service.reports.content import ReportContent
from service.reports.record import MoveMade, Report, ReportSignature, ReportVersion, VersionLine
from service.reports.states import ReportMove, ReportState
from service.reports.vocabulary import FileClass
from service.store.mention_records import note_mentions
from service.store.pending_records import opened_by
from service.store.people_tables import accounts
from service.store.writing import writing

reports = Table(
    "reports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False, comment="from 1 within the year"),
    Column("number", Text, nullable=False),
    Column("case_number", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("pending_case_id", ForeignKey("pending_cases.id"), index=True),
    Column("state", String(32), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("file_class", String(32), nullable=False),
    Column("handling_account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("preparing_account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    UniqueConstraint("year", "serial"),
)

report_versions = Table(
    "report_versions",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", Text, nullable=False, comment="canonical JSON; names people, never logged"),
    Column("digest", String(64), nullable=False, comment="SHA-256 of content"),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

report_moves = Table(
    "report_moves",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were made"),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("move", String(32), nullable=False),
    Column("source", String(32), nullable=False),
    Column("target", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedReports:
    """Which reports a list holds.

    Attributes:
        account_id: Those that somebody may open: as handling judge, as the one who made them, or
            because the pending case is open to them.
        states: States in which a report is open to the account whosever it is.
        words: Each stands in the number, the case number or the cause.
        pending_case_id: Of one pending case.
    """

    account_id: int
    states: tuple[ReportState, ...] = ()
    words: str = ""
    pending_case_id: str | None = None


class ReportRecords:
    """The stored reports."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def add(
        self,
        content: ReportContent,
        *,
        number_of: Callable[[int, int], str],
        file_class: FileClass,
        pending_case_id: str | None,
        handling_account_id: int,
        preparing_account_id: int,
        year: int,
        now: datetime,
    ) -> str:
        """Store a new report with its first version and return its id.

        Args:
            content: What it states; a report without a number gets one.
            number_of: Makes a number of the year and the serial in it.
            file_class: The volume that it goes to.
            pending_case_id: A stored pending case, or None.
            handling_account_id: The handling judge.
            preparing_account_id: Who makes it.
            year: The year that it is counted in.
            now: When.
        """
        report_id = secrets.token_hex(12)
        with writing(self._engine) as connection:
            serial = 1 + (
                connection.execute(
                    select(func.max(reports.c.serial)).where(reports.c.year == year)
                ).scalar()
                or 0
            )
            numbered = replace(content, number=content.number or number_of(year, serial))
            connection.execute(
                insert(reports).values(
                    id=report_id,
                    year=year,
                    serial=serial,
                    **_told(numbered),
                    pending_case_id=pending_case_id,
                    state=ReportState.DRAFT.value,
                    version=1,
                    file_class=file_class.value,
                    handling_account_id=handling_account_id,
                    preparing_account_id=preparing_account_id,
                    opened_at=now,
                    changed_at=now,
                )
            )
            _add_version(
                connection,
                numbered,
                report_id=report_id,
                number=1,
                account_id=preparing_account_id,
                now=now,
            )
            _note(connection, report_id, numbered)
        return report_id

    def add_version(
        self,
        report: Report,
        content: ReportContent,
        *,
        state: ReportState,
        account_id: int,
        now: datetime,
    ) -> None:
        """Store a later version beside the earlier ones.

        Args:
            report: The report as it was looked at.
            content: What it states now.
            state: State after the change.
            account_id: Who changed it.
            now: When.

        Raises:
            ReportChangedError: It has changed since it was looked at.
        """
        number = report.version + 1
        with writing(self._engine) as connection:
            _write(
                connection,
                report,
                {**_told(content), "version": number, "state": state.value, "changed_at": now},
            )
            _add_version(
                connection,
                content,
                report_id=report.id,
                number=number,
                account_id=account_id,
                now=now,
            )
            _note(connection, report.id, content)

    def add_move(
        self,
        report: Report,
        made: MoveMade,
        *,
        account_id: int,
    ) -> None:
        """Write a move into the log and its target into the report, both or neither.

        Args:
            report: The report as it was looked at.
            made: The move; its author is taken from the account.
            account_id: Who made it.

        Raises:
            ReportChangedError: It has changed since it was looked at.
        """
        with writing(self._engine) as connection:
            _write(connection, report, {"state": made.target.value, "changed_at": made.at})
            connection.execute(
                insert(report_moves).values(
                    report_id=report.id,
                    move=made.move.value,
                    source=made.source.value,
                    target=made.target.value,
                    version=made.version,
                    reason=made.reason,
                    account_id=account_id,
                    at=made.at,
                )
            )
            note_mentions(connection, (report.id,), (made.reason,))

    def find(self, report_id: str) -> Report:
        """Return a report.

        Raises:
            PageNotFoundError: There is none of this id.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(reports).where(reports.c.id == report_id)).one_or_none()
        if row is None:
            raise PageNotFoundError(what=f"report {report_id}")
        return _report(row)

    def all(self) -> tuple[Report, ...]:
        """Return all reports, changed last first."""
        return self._listed(select(reports))

    def find_some(
        self, wanted: WantedReports, *, most: int | None = None, skip: int = 0
    ) -> tuple[Report, ...]:
        """Return the reports of a list, changed last first.

        Args:
            wanted: Which.
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        return self._listed(_where(select(reports), wanted), most=most, skip=skip)

    def count(self, wanted: WantedReports) -> int:
        """Return how many reports a list holds."""
        found = _where(select(reports.c.id), wanted).subquery()
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(found)).scalar_one())

    def of_cases(self, pending_case_ids: Sequence[str]) -> tuple[Report, ...]:
        """Return the reports of some cases, whoever may open them, changed last first."""
        return self._listed(select(reports).where(reports.c.pending_case_id.in_(pending_case_ids)))

    def version(self, report_id: str, number: int) -> ReportVersion:
        """Return a version.

        Raises:
            PageNotFoundError: There is none of this number.
        """
        line = next((each for each in self.versions(report_id) if each.number == number), None)
        if line is None:
            raise PageNotFoundError(what=f"version {number} of report {report_id}")
        wanted = select(report_versions.c.content).where(
            report_versions.c.report_id == report_id, report_versions.c.number == number
        )
        with self._engine.connect() as connection:
            text = connection.execute(wanted).scalar_one()
        content = decode_content(json.loads(text))
        return ReportVersion(line=line, content=self._conceal(content, beside=report_id))

    def versions(self, report_id: str) -> tuple[VersionLine, ...]:
        """Return what is told of all versions of a report, first one first."""
        signatures = {
            made.version: ReportSignature(by=made.author, at=made.at)
            for made in self.moves(report_id)
            if made.move is ReportMove.SIGN
        }
        told = report_versions.c
        wanted = (
            select(*(told.number, told.digest, told.at), accounts.c.name, accounts.c.display_name)
            .join(accounts, accounts.c.id == told.account_id)
            .where(told.report_id == report_id)
            .order_by(told.number)
        )
        with self._engine.connect() as connection:
            return tuple(
                VersionLine(
                    number=row.number,
                    digest=row.digest,
                    author=row.display_name or row.name,
                    at=row.at,
                    signature=signatures.get(row.number),
                )
                for row in connection.execute(wanted)
            )

    def moves(self, report_id: str) -> tuple[MoveMade, ...]:
        """Return the log of moves of a report, first one first."""
        wanted = (
            select(report_moves, accounts.c.name, accounts.c.display_name)
            .join(accounts, accounts.c.id == report_moves.c.account_id)
            .where(report_moves.c.report_id == report_id)
            .order_by(report_moves.c.id)
        )
        with self._engine.connect() as connection:
            found = tuple(
                MoveMade(
                    move=ReportMove(row.move),
                    source=ReportState(row.source),
                    target=ReportState(row.target),
                    version=row.version,
                    reason=row.reason,
                    author=row.display_name or row.name,
                    at=row.at,
                )
                for row in connection.execute(wanted)
            )
        return self._conceal(found, beside=report_id)

    def _listed(
        self, wanted: Select[Any], *, most: int | None = None, skip: int = 0
    ) -> tuple[Report, ...]:
        ordered = wanted.order_by(reports.c.changed_at.desc(), reports.c.id)
        with self._engine.connect() as connection:
            found = connection.execute(ordered.limit(most).offset(skip))
            return tuple(_report(row) for row in found)


def _where(query: Select[Any], wanted: WantedReports) -> Select[Any]:
    query = query.where(
        or_(
            reports.c.handling_account_id == wanted.account_id,
            reports.c.preparing_account_id == wanted.account_id,
            reports.c.pending_case_id.in_(opened_by(wanted.account_id)),
            reports.c.state.in_([state.value for state in wanted.states]),
        )
    )
    if wanted.pending_case_id is not None:
        query = query.where(reports.c.pending_case_id == wanted.pending_case_id)
    for word in wanted.words.split():
        told = (reports.c.number, reports.c.case_number, reports.c.cause)
        query = query.where(or_(*(each.contains(word, autoescape=True) for each in told)))
    return query


def _told(content: ReportContent) -> dict[str, str]:
    """Return what lists tell of a report."""
    return {
        "number": content.number,
        "case_number": content.pending.case_number,
        "cause": content.pending.cause,
    }


def _write(connection: Connection, seen: Report, values: dict[str, Any]) -> None:
    written = connection.execute(
        update(reports)
        .where(
            reports.c.id == seen.id,
            reports.c.version == seen.version,
            reports.c.state == seen.state.value,
        )
        .values(**values)
    )
    if written.rowcount == 0:
        found = connection.execute(
            select(reports.c.version).where(reports.c.id == seen.id)
        ).scalar_one()
        raise ReportChangedError(expected=seen.version, found=found)


def _add_version(
    connection: Connection,
    content: ReportContent,
    *,
    report_id: str,
    number: int,
    account_id: int,
    now: datetime,
) -> None:
    connection.execute(
        insert(report_versions).values(
            report_id=report_id,
            number=number,
            content=canonical_json(content),
            digest=digest_of(content),
            account_id=account_id,
            at=now,
        )
    )


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.id,
        number=row.number,
        case_number=row.case_number,
        cause=row.cause,
        pending_case_id=row.pending_case_id,
        state=ReportState(row.state),
        version=row.version,
        file_class=FileClass(row.file_class),
        handling_account_id=row.handling_account_id,
        preparing_account_id=row.preparing_account_id,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
    )


def _note(connection: Connection, report_id: str, content: ReportContent) -> None:
    """Note which judgments a version names, for itself and for its pending case."""
    case = select(reports.c.pending_case_id).where(reports.c.id == report_id)
    owners = (report_id, connection.execute(case).scalar_one())
    note_mentions(connection, owners, (canonical_json(content),))
