"""How do stated purposes, and the looks on them, stand in the database?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.closed.concealing import Concealer
from service.purposes.model import Purpose, PurposeGround, SubjectKind
from service.store.mention_records import note_mentions
from service.store.writing import writing

purposes = Table(
    "purposes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("subject", String(32), nullable=False),
    Column("pending_id", String(32), nullable=False, index=True, comment="empty: about no case"),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("name", String(64), nullable=False),
    Column("office", String(128), nullable=False),
    Column("ground", String(32), nullable=False),
    Column("words", Text, nullable=False, comment="may tell of the case, never logged"),
    Column("is_by_part", Boolean, nullable=False),
    Column("stated_at", UtcDateTime, nullable=False),
    Column("valid_until", UtcDateTime, nullable=False),
    Column("n_looks", Integer, nullable=False),
    Column("looked_at", UtcDateTime),
    Index("ix_purposes_account_id_subject", "account_id", "subject"),
)

# Built once: every opening of a paper from outside asks it.
_VALID = (
    select(purposes)
    .where(
        purposes.c.account_id == bindparam("account_id"),
        purposes.c.kind == bindparam("kind"),
        purposes.c.subject == bindparam("subject"),
        purposes.c.valid_until > bindparam("now"),
    )
    .order_by(purposes.c.number.desc())
    .limit(1)
)


class PurposeRecords:
    """The stored purposes; what was stated is never changed, only looks are counted."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def add(self, purpose: Purpose) -> Purpose:
        """Keep a purpose and return it with its number; the one given counts for nothing."""
        values = {name: getattr(purpose, name) for name in _COLUMNS}
        values |= {"kind": purpose.kind.value, "ground": purpose.ground.value}
        with writing(self._engine) as connection:
            number = connection.execute(insert(purposes).values(values)).inserted_primary_key
            note_mentions(connection, (purpose.pending_id, purpose.subject), (purpose.words,))
            row = connection.execute(
                select(purposes).where(purposes.c.number == (number or (0,))[0])
            ).one()
        return _purpose(row)

    def valid(
        self, *, account_id: int, kind: SubjectKind, subject: str, now: datetime
    ) -> Purpose | None:
        """Return the last purpose of somebody for a subject that still holds, or None."""
        given = {"account_id": account_id, "kind": kind.value, "subject": subject, "now": now}
        with self._engine.connect() as connection:
            row = connection.execute(_VALID, given).one_or_none()
        return None if row is None else _purpose(row)

    def look(self, number: int, *, now: datetime) -> None:
        """Count one more look on a purpose."""
        with writing(self._engine) as connection:
            connection.execute(
                update(purposes)
                .where(purposes.c.number == number)
                .values(n_looks=purposes.c.n_looks + 1, looked_at=now)
            )

    def on_case(self, pending_id: str) -> tuple[Purpose, ...]:
        """Return the purposes on which a case was looked into, the last one first."""
        wanted = (
            select(purposes)
            .where(purposes.c.pending_id == pending_id, purposes.c.n_looks > 0)
            .order_by(purposes.c.looked_at.desc(), purposes.c.number.desc())
        )
        return self._shown(wanted)

    def on_matters(self, ids: Sequence[str]) -> tuple[Purpose, ...]:
        """Return the purposes on which some matters were looked into, in no order that counts."""
        if not ids:
            return ()
        wanted = select(purposes).where(
            purposes.c.kind == SubjectKind.MATTER.value,
            purposes.c.subject.in_(ids),
            purposes.c.n_looks > 0,
        )
        return self._shown(wanted)

    def of_account(self, account_id: int, *, most: int) -> tuple[Purpose, ...]:
        """Return what somebody stated, the last one first."""
        wanted = (
            select(purposes)
            .where(purposes.c.account_id == account_id)
            .order_by(purposes.c.number.desc())
            .limit(most)
        )
        return self._shown(wanted)

    def _shown(self, wanted: Select[Any]) -> tuple[Purpose, ...]:
        with self._engine.connect() as connection:
            found = tuple(_purpose(row) for row in connection.execute(wanted))
        return self._conceal(found)


_COLUMNS = tuple(column.name for column in purposes.columns if column.name != "number")


def _purpose(row: Row[Any]) -> Purpose:
    fields = row._asdict()
    fields["kind"] = SubjectKind(row.kind)
    fields["ground"] = PurposeGround(row.ground)
    return Purpose(**fields)
