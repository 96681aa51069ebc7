"""How do checks of drafts and the answers to them stand in the database?

Both are added and never changed. Every question names the account that checked: nobody else's
checks are ever read, counted or listed.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.closed.concealing import Concealer
from service.drafts.codec import decode_findings, encode_findings
from service.drafts.model import DraftFinding, GivenAnswer
from service.drafts.record import DraftCheck, DraftCheckId
from service.drafts.vocabulary import DraftAnswer
from service.pending.model import PendingCaseId
from service.store.mention_records import note_mentions
from service.store.people_tables import accounts
from service.store.writing import writing

draft_checks = Table(
    "draft_checks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column(
        "pending_id",
        ForeignKey("pending_cases.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="from 1 within case and account"),
    Column("checked_at", UtcDateTime, nullable=False),
    Column("file_name", String(255)),
    Column("text", Text, nullable=False, comment="the draft; names people, never logged"),
    Column("snapshot_id", String(64)),
    Column("n_like", Integer, nullable=False),
    Column("not_compared", Text, nullable=False),
    Column("findings", Text, nullable=False, comment="JSON; quotes people, never logged"),
    UniqueConstraint("pending_id", "account_id", "number"),
)

draft_answers = Table(
    "draft_answers",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were given"),
    Column(
        "check_id",
        ForeignKey("draft_checks.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("finding_key", String(32), nullable=False),
    Column("answer", String(32), nullable=False),
    Column("reason", Text, nullable=False, comment="may name people; never logged"),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


class DraftRecords:
    """The stored checks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def add(
        self,
        pending_id: PendingCaseId,
        *,
        account_id: int,
        checked_at: datetime,
        file_name: str | None,
        text: str,
        snapshot_id: str | None,
        n_like: int,
        not_compared: str,
        findings: Sequence[DraftFinding],
    ) -> DraftCheckId:
        """Store a check beside the earlier ones and return its id."""
        check_id = DraftCheckId(secrets.token_hex(12))
        own = (draft_checks.c.pending_id == pending_id) & (draft_checks.c.account_id == account_id)
        with writing(self._engine) as connection:
            last = connection.execute(select(func.max(draft_checks.c.number)).where(own)).scalar()
            connection.execute(
                insert(draft_checks).values(
                    id=check_id,
                    pending_id=pending_id,
                    account_id=account_id,
                    number=(last or 0) + 1,
                    checked_at=checked_at,
                    file_name=file_name,
                    text=text,
                    snapshot_id=snapshot_id,
                    n_like=n_like,
                    not_compared=not_compared,
                    findings=(written := encode_findings(findings)),
                )
            )
            note_mentions(connection, (pending_id,), (written,))
        return check_id

    def of_case(self, pending_id: PendingCaseId, *, account_id: int) -> tuple[DraftCheck, ...]:
        """Return the checks that an account made of a case, latest first."""
        wanted = (
            select(draft_checks)
            .where(
                draft_checks.c.pending_id == pending_id,
                draft_checks.c.account_id == account_id,
            )
            .order_by(draft_checks.c.number.desc())
        )
        with self._engine.connect() as connection:
            found = tuple(_check(row) for row in connection.execute(wanted))
        # The text is the judge's own draft, in which the findings count: it stays as it is.
        return tuple(
            replace(each, findings=self._conceal(each.findings, beside=pending_id))
            for each in found
        )

    def add_answer(
        self,
        check_id: DraftCheckId,
        finding_key: str,
        *,
        answer: DraftAnswer,
        reason: str,
        account_id: int,
        at: datetime,
    ) -> None:
        """Store an answer; the earlier ones stay as history."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(draft_answers).values(
                    check_id=check_id,
                    finding_key=finding_key,
                    answer=answer.value,
                    reason=reason,
                    account_id=account_id,
                    at=at,
                )
            )
            case = select(draft_checks.c.pending_id).where(draft_checks.c.id == check_id)
            note_mentions(connection, (connection.execute(case).scalar_one(),), (reason,))

    def answers(self, pending_id: PendingCaseId, *, account_id: int) -> tuple[GivenAnswer, ...]:
        """Return what an account answered on its checks of a case, in order of giving."""
        wanted = (
            select(draft_answers, accounts.c.display_name, accounts.c.name)
            .join(draft_checks, draft_checks.c.id == draft_answers.c.check_id)
            .join(accounts, accounts.c.id == draft_answers.c.account_id)
            .where(
                draft_checks.c.pending_id == pending_id,
                draft_checks.c.account_id == account_id,
            )
            .order_by(draft_answers.c.id)
        )
        with self._engine.connect() as connection:
            found = tuple(_answer(row) for row in connection.execute(wanted))
        return self._conceal(found, beside=pending_id)


def _check(row: Row[Any]) -> DraftCheck:
    return DraftCheck(
        id=DraftCheckId(row.id),
        pending_id=PendingCaseId(row.pending_id),
        number=row.number,
        account_id=row.account_id,
        checked_at=row.checked_at,
        file_name=row.file_name,
        text=row.text,
        snapshot_id=row.snapshot_id,
        n_like=row.n_like,
        not_compared=row.not_compared,
        findings=decode_findings(row.text, row.findings),
    )


def _answer(row: Row[Any]) -> GivenAnswer:
    return GivenAnswer(
        key=row.finding_key,
        answer=DraftAnswer(row.answer),
        reason=row.reason,
        author=row.display_name or row.name,
        at=row.at,
    )
