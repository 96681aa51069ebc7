"""How do answers to findings of divergence stand in the database? They are added, never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Engine, ForeignKey, Integer, Row, String, Table, Text, insert, select

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.case_divergence.answers import AnswerKind, GivenAnswer
from service.closed.concealing import Concealer
from service.divergence.model import DivergenceOrigin
from service.pending.model import PendingCaseId
from service.store.mention_records import note_mentions
from service.store.people_tables import accounts
from service.store.writing import writing

divergence_answers = Table(
    "divergence_answers",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were given"),
    Column(
        "pending_id",
        ForeignKey("pending_cases.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("finding_key", String(64), nullable=False),
    Column("topic", String(32), nullable=False, comment="digest of kind, cause and question"),
    Column("kind", String(32), nullable=False),
    Column("reason", Text, nullable=False, comment="may name people; never logged"),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("origin", String(32), comment="where in the court it comes from, as the judge told"),
)


class DivergenceRecords:
    """The stored answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def add(
        self,
        pending_id: PendingCaseId,
        *,
        finding_key: str,
        topic: str,
        kind: AnswerKind,
        reason: str,
        account_id: int,
        at: datetime,
        origin: DivergenceOrigin | None = None,
    ) -> None:
        """Store an answer; the earlier ones stay as history."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(divergence_answers).values(
                    pending_id=pending_id,
                    finding_key=finding_key,
                    topic=topic,
                    kind=kind.value,
                    reason=reason,
                    account_id=account_id,
                    at=at,
                    origin=None if origin is None else origin.value,
                )
            )
            note_mentions(connection, (pending_id,), (reason,))

    def all_of(self, pending_id: PendingCaseId) -> tuple[GivenAnswer, ...]:
        """Return all answers on a case, in order of giving."""
        wanted = (
            select(divergence_answers, accounts.c.display_name, accounts.c.name)
            .join(accounts, accounts.c.id == divergence_answers.c.account_id)
            .where(divergence_answers.c.pending_id == pending_id)
            .order_by(divergence_answers.c.id)
        )
        with self._engine.connect() as connection:
            found = tuple(_given(row) for row in connection.execute(wanted))
        return self._conceal(found)

    def standing(self, pending_id: PendingCaseId) -> Mapping[str, GivenAnswer]:
        """Return the last answer to each question of a case, by topic."""
        return {given.topic: given for given in self.all_of(pending_id)}


def _given(row: Row[Any]) -> GivenAnswer:
    return GivenAnswer(
        pending_id=PendingCaseId(row.pending_id),
        finding_key=row.finding_key,
        topic=row.topic,
        kind=AnswerKind(row.kind),
        reason=row.reason,
        account_id=row.account_id,
        author=row.display_name or row.name,
        at=row.at,
        origin=None if row.origin is None else DivergenceOrigin(row.origin),
    )
