"""Which judgments are closed, of what class, and by whom?

A closed judgment takes no part in the corpus: it leaves it as one that was superseded, so that
nothing is indexed, counted or related with it, and the store answers whoever asks for it as for
a judgment that was never there. What was written when stays: closing and opening again add rows.

Source: 法释〔2016〕19号 art. 4.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from corpus.errors import ClosingError, JudgmentNotFoundError
from corpus.judgment import JudgmentId
from corpus.privacy.sensitivity import Sensitivity
from corpus.store.columns import UtcDateTime
from corpus.store.engine import write_transaction
from corpus.store.filing import SUPERSEDED
from corpus.store.overlays import renew, restate
from corpus.store.records import judgment_of, record_of
from corpus.store.tables import judgments, metadata, sources

LEAST_REASON: Final = 4
"""Characters of a reason at least."""

OPEN: Final = judgments.c.closed_as.is_(None)
"""What holds of a judgment that is not closed."""

closings = Table(
    "closings",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in time"),
    Column("judgment_id", ForeignKey("judgments.id"), nullable=False, index=True),
    Column("closed_as", String(32), comment="empty where it was opened again"),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """That somebody closed a judgment, or opened it again.

    Attributes:
        judgment_id: Which judgment.
        kind: As what it was closed; None where it was opened again.
        reason: Why, in words.
        author: Who.
        at: When, aware.
    """

    judgment_id: JudgmentId
    kind: Sensitivity | None
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedJudgment:
    """What may be told of a judgment that is closed: nothing of its text.

    Attributes:
        case_number: Canonical form; None where the text states none.
        court: Name of the court; None where the text states none.
        closing: As what, why, by whom and when it was last closed.
    """

    case_number: str | None
    court: str | None
    closing: Closing


class SqlClosings:
    """Closed judgments in the database of a judgment store.

    Args:
        engine: The engine of the :class:`corpus.store.sql.SqlJudgmentStore`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(
        self, judgment_id: JudgmentId, kind: Sensitivity, *, reason: str, author: str, at: datetime
    ) -> Closing:
        """Close a judgment, or say anew as what it is closed; effects and relations follow.

        Raises:
            JudgmentNotFoundError: It is not stored.
            ClosingError: No reason is given.
        """
        closing = Closing(
            judgment_id=judgment_id, kind=kind, reason=_said(reason), author=author, at=at
        )
        with write_transaction(self._engine) as connection:
            _write(connection, closing)
            _leave(connection, [judgment_id])
            renew(connection, (), gone=[judgment_id])
        return closing

    def reopen(self, judgment_id: JudgmentId, *, reason: str, author: str, at: datetime) -> Closing:
        """Open a closed judgment again; it is found once the next index is built.

        Raises:
            JudgmentNotFoundError: No such judgment is closed.
            ClosingError: No reason is given.
        """
        closing = Closing(
            judgment_id=judgment_id, kind=None, reason=_said(reason), author=author, at=at
        )
        with write_transaction(self._engine) as connection:
            if not closed_among(connection, [judgment_id]):
                raise JudgmentNotFoundError(judgment_id)
            _write(connection, closing)
            _return(connection, judgment_id)
        return closing

    def ids(self) -> frozenset[JudgmentId]:
        """Return the judgments that are closed.

        Cost: one look at an index, 0.1 ms where few are closed.
        """
        statement = select(judgments.c.id).where(judgments.c.closed_as.is_not(None))
        with self._engine.connect() as connection:
            return frozenset(JudgmentId(each) for each in connection.execute(statement).scalars())

    def standing(self) -> tuple[ClosedJudgment, ...]:
        """Return what is closed now, the last closed first."""
        statement = (
            select(closings, judgments.c.case_number, judgments.c.court)
            .join(judgments)
            .where(judgments.c.closed_as.is_not(None))
            .order_by(closings.c.id.desc())
        )
        found: dict[str, ClosedJudgment] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(statement):
                closed = ClosedJudgment(
                    case_number=row.case_number,
                    court=row.court,
                    closing=_closing(
                        row.judgment_id, row.closed_as, row.reason, row.author, row.at
                    ),
                )
                found.setdefault(row.judgment_id, closed)
        return tuple(found.values())

    def history(self, judgment_id: JudgmentId) -> tuple[Closing, ...]:
        """Return how a judgment was closed and opened, in order of time."""
        statement = (
            select(closings).where(closings.c.judgment_id == judgment_id).order_by(closings.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(
                _closing(row.judgment_id, row.closed_as, row.reason, row.author, row.at)
                for row in connection.execute(statement)
            )


def closed_among(connection: Connection, ids: Iterable[JudgmentId]) -> frozenset[JudgmentId]:
    """Return which of some hundred judgments are closed."""
    statement = select(judgments.c.id).where(
        judgments.c.id.in_(sorted(ids)), judgments.c.closed_as.is_not(None)
    )
    return frozenset(JudgmentId(each) for each in connection.execute(statement).scalars())


def keep_closed(connection: Connection, ids: Iterable[JudgmentId]) -> frozenset[JudgmentId]:
    """Take out again what a source brought anew although it is closed; return which."""
    closed = closed_among(connection, ids)
    _leave(connection, closed)
    return closed


def _said(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < LEAST_REASON:
        raise ClosingError(reason=words, least=LEAST_REASON)
    return words


def _write(connection: Connection, closing: Closing) -> None:
    result = connection.execute(
        update(judgments)
        .where(judgments.c.id == closing.judgment_id)
        .values(closed_as=closing.kind)
    )
    if not result.rowcount:
        raise JudgmentNotFoundError(closing.judgment_id)
    connection.execute(
        insert(closings),
        {
            "judgment_id": closing.judgment_id,
            "closed_as": closing.kind,
            "reason": closing.reason,
            "author": closing.author,
            "at": closing.at,
        },
    )


def _leave(connection: Connection, ids: Iterable[JudgmentId]) -> None:
    connection.execute(
        update(judgments).where(judgments.c.id.in_(sorted(ids))).values(is_current=False)
    )


def _return(connection: Connection, judgment_id: JudgmentId) -> None:
    """Take a judgment back into the corpus, where a source still holds it."""
    held = select(sources.c.id).where(
        sources.c.judgment_id == judgment_id, sources.c.standing != SUPERSEDED
    )
    if connection.execute(held.limit(1)).first() is None:
        return
    connection.execute(
        update(judgments).where(judgments.c.id == judgment_id).values(is_current=True)
    )
    row = connection.execute(
        select(judgments.c.reading, judgments.c.text).where(judgments.c.id == judgment_id)
    ).one()
    stored = judgment_of(reading=row.reading, text=row.text)
    renew(connection, [record_of(stored, reader_version=0, digest="")])
    restate(connection, [judgment_id])


def _closing(judgment_id: str, kind: str | None, reason: str, author: str, at: datetime) -> Closing:
    return Closing(
        judgment_id=JudgmentId(judgment_id),
        kind=None if kind is None else Sensitivity(kind),
        reason=reason,
        author=author,
        at=at,
    )
