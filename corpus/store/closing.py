"""Which judgments are closed, of what class, and by whom?

A closed judgment takes no part in the corpus: it leaves it as one that was superseded, so that
nothing is indexed, counted or related with it. The store answers whoever has no clearance for its
class (:mod:`corpus.store.clearance`) as for a judgment that was never there. What was written when
stays: closing and opening again add rows.

Source: 法释〔2016〕19号 art. 4.
"""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final, Self

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from corpus.case_number import read_case_number
from corpus.errors import CaseNumberError, ClosingError, JudgmentNotFoundError
from corpus.judgment import JudgmentId
from corpus.privacy.sensitivity import Sensitivity
from corpus.store.clearance import cleared, readable
from corpus.store.columns import UtcDateTime
from corpus.store.engine import write_transaction
from corpus.store.filing import SUPERSEDED
from corpus.store.overlays import renew, restate
from corpus.store.records import judgment_of, record_of
from corpus.store.tables import judgments, metadata, sources

LEAST_REASON: Final = 4
"""Characters of a reason at least."""

_READ_AT_ONCE: Final = 100

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


# Built once: every search asks it.
_N_CLOSINGS: Final = select(func.count()).select_from(closings)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedEntry:
    """A closed judgment as whoever withholds it has to know it.

    Attributes:
        kind: As what it is closed.
        case_number: Canonical form; None where the text states none.
        title: Its title; names parties.
    """

    kind: Sensitivity
    case_number: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedBook:
    """What is closed at one moment.

    Attributes:
        state: Grows whenever something is closed or opened.
        entries: By judgment.
    """

    state: int
    entries: Mapping[JudgmentId, ClosedEntry]

    @property
    def ids(self) -> frozenset[JudgmentId]:
        """The closed judgments."""
        return frozenset(self.entries)


class SqlClosings:
    """Closed judgments in the database of a judgment store.

    Args:
        engine: The engine of the :class:`corpus.store.sql.SqlJudgmentStore`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._book = ClosedBook(state=0, entries={})

    def close(
        self, judgment_id: JudgmentId, kind: Sensitivity, *, reason: str, author: str, at: datetime
    ) -> Closing:
        """Close a judgment, or say anew as what it is closed; effects and relations follow.

        Raises:
            JudgmentNotFoundError: It is not stored.
            ClosingError: No reason is given.
        """
        closing = Closing(
            judgment_id=judgment_id, kind=kind, reason=said(reason), author=author, at=at
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
            judgment_id=judgment_id, kind=None, reason=said(reason), author=author, at=at
        )
        with write_transaction(self._engine) as connection:
            if not closed_among(connection, [judgment_id]):
                raise JudgmentNotFoundError(judgment_id)
            _write(connection, closing)
            _return(connection, judgment_id)
        return closing

    def named(self, words: str) -> tuple[JudgmentId, ...]:
        """Return the stored judgments of an id or a case number, closed or not, in order of id.

        One number stands on every paper of its case. For whoever keeps the closed judgments:
        the answer tells what is stored.
        """
        wanted = judgments.c.id == words.strip()
        with contextlib.suppress(CaseNumberError):
            wanted |= judgments.c.case_number == str(read_case_number(words))
        statement = select(judgments.c.id).where(wanted).order_by(judgments.c.id)
        with self._engine.connect() as connection:
            return tuple(JudgmentId(each) for each in connection.execute(statement).scalars())

    def ids(self) -> frozenset[JudgmentId]:
        """Return the judgments that are closed.

        Cost: one look at the end of a table, 0.1 ms; reads all that are closed after a change.
        """
        return self.book().ids

    def book(self) -> "ClosedBook":
        """Return what is closed now.

        Cost: as for :meth:`ids`.
        """
        with self._engine.connect() as connection:
            # Whatever is closed or opened adds a row in its own transaction. Counted, since of two
            # that run at once the one with the smaller number may end last.
            state = connection.execute(_N_CLOSINGS).scalar_one()
            if self._book.state != state:
                rows = connection.execute(
                    select(
                        judgments.c.id,
                        judgments.c.closed_as,
                        judgments.c.case_number,
                        judgments.c.title,
                    ).where(judgments.c.closed_as.is_not(None))
                ).all()
                self._book = ClosedBook(
                    state=state,
                    entries={
                        JudgmentId(row.id): ClosedEntry(
                            kind=Sensitivity(row.closed_as),
                            case_number=row.case_number,
                            title=row.title,
                        )
                        for row in rows
                    },
                )
            return self._book

    def readable(self, words: Sequence[str], *, limit: int) -> tuple[JudgmentId, ...]:
        """Return closed judgments that whoever asks now may read, the last decided first.

        Args:
            words: Each has to stand in the text, or be the case number.
            limit: How many at most.

        Cost: reads the texts of all that may be read, where there are words.
        """
        columns = (judgments.c.id, judgments.c.case_number, judgments.c.text)
        statement = (
            select(*(columns if words else columns[:1]))
            .where(judgments.c.closed_as.in_(sorted(cleared())))
            # A day that was not read comes last, in every database.
            .order_by(judgments.c.decided_on.is_(None), judgments.c.decided_on.desc())
            .order_by(judgments.c.id)
        )
        wanted = tuple(_Wanted.of(word) for word in words)
        with (
            self._engine.connect() as connection,
            connection.execute(statement, execution_options={"yield_per": _READ_AT_ONCE}) as rows,
        ):
            found = (row.id for row in rows if all(each.is_in(row) for each in wanted))
            return tuple(JudgmentId(each) for each in islice(found, limit))

    def standing(
        self, *, among: Sequence[JudgmentId] | None = None, skip: int = 0, limit: int | None = None
    ) -> tuple[ClosedJudgment, ...]:
        """Return what is closed now, the last closed first.

        Args:
            among: Only these; None for all.
            skip: How many are passed over.
            limit: How many at most; None for all.
        """
        last = select(func.max(closings.c.id)).group_by(closings.c.judgment_id)
        statement = (
            select(closings, judgments.c.case_number, judgments.c.court)
            .join(judgments)
            .where(judgments.c.closed_as.is_not(None), closings.c.id.in_(last))
            .order_by(closings.c.id.desc())
            .offset(skip)
            .limit(limit)
        )
        if among is not None:
            statement = statement.where(judgments.c.id.in_(among))
        with self._engine.connect() as connection:
            return tuple(
                ClosedJudgment(
                    case_number=row.case_number,
                    court=row.court,
                    closing=_closing(
                        row.judgment_id, row.closed_as, row.reason, row.author, row.at
                    ),
                )
                for row in connection.execute(statement)
            )

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


def hidden_among(connection: Connection, ids: Iterable[JudgmentId]) -> frozenset[JudgmentId]:
    """Return which of some hundred judgments whoever asks now may not read."""
    statement = select(judgments.c.id).where(judgments.c.id.in_(sorted(ids)), ~readable())
    return frozenset(JudgmentId(each) for each in connection.execute(statement).scalars())


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


def said(reason: str) -> str:
    """Return a reason as it is kept.

    Raises:
        ClosingError: It is none.
    """
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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word that a closed judgment has to hold.

    Attributes:
        word: The word, small letters.
        number: The case number that it is, or None.
    """

    word: str
    number: str | None

    @classmethod
    def of(cls, word: str) -> Self:
        number = None
        with contextlib.suppress(CaseNumberError):
            number = str(read_case_number(word))
        return cls(word.lower(), number)

    def is_in(self, row: Row[Any]) -> bool:
        is_own = self.number is not None and row.case_number == self.number
        return is_own or self.word in row.text.lower()


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
