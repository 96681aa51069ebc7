"""How do verdicts stand in the database? They are added, never changed and never taken out."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    exists,
    func,
    insert,
    select,
)

from corpus.judgment import JudgmentId
from corpus.store.clearance import OPEN, readable
from corpus.store.columns import UtcDateTime
from corpus.store.tables import judgments, metadata
from service.closed.concealing import Concealer
from service.store.mention_records import note_mentions, owner_of
from service.store.people_tables import accounts
from service.store.writing import writing
from service.verdicts.model import AskedBy, GivenVerdict, StandingVerdict, Verdict

_OWNER: Final = "verdict"

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were given"),
    Column("asked_digest", String(64), nullable=False),
    Column("asked_text", Text, comment="may name people; never logged"),
    Column("asked_judgment_id", String(64)),
    Column("charges", Text, nullable=False, comment="JSON list of what the file told"),
    # A judgment of which people have spoken cannot be deleted, nor can those who spoke.
    Column("judgment_id", ForeignKey("judgments.id"), nullable=False, index=True),
    Column("verdict", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("snapshot_id", String(128), nullable=False),
    Column("ranker", String(128), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_verdicts_asked_digest_judgment_id", "asked_digest", "judgment_id"),
)


class VerdictRecords:
    """The stored verdicts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def add(
        self,
        asked: AskedBy,
        *,
        judgment_id: JudgmentId,
        verdict: Verdict,
        reason: str,
        snapshot_id: str,
        ranker: str,
        account_id: int,
        now: datetime,
    ) -> None:
        """Store a verdict; the earlier ones stay as history."""
        with writing(self._engine) as connection:
            number = connection.execute(
                insert(verdicts).values(
                    asked_digest=asked.digest,
                    asked_text=asked.text,
                    asked_judgment_id=asked.judgment_id,
                    charges=json.dumps(asked.charges, ensure_ascii=False),
                    judgment_id=judgment_id,
                    verdict=verdict.value,
                    reason=reason,
                    snapshot_id=snapshot_id,
                    ranker=ranker,
                    account_id=account_id,
                    at=now,
                )
            ).inserted_primary_key
            note_mentions(connection, (owner_of(_OWNER, (number or (0,))[0]),), (reason,))

    def standing_for(
        self, asked: AskedBy, judgment_ids: Sequence[JudgmentId]
    ) -> tuple[GivenVerdict, ...]:
        """Return what each person last said of judgments for a question, latest first.

        What was said of a judgment that has been closed since, and that whoever asks may not
        read, is left out here and below: it is compared with nothing any more.
        """
        wanted = _joined().where(
            _of(readable()),
            verdicts.c.asked_digest == asked.digest,
            verdicts.c.judgment_id.in_(judgment_ids),
            verdicts.c.id.in_(_last_ids()),
        )
        with self._engine.connect() as connection:
            found = tuple(_given(connection, wanted))
        return self._conceal.each(found)

    def all_standing_for(self, asked: AskedBy) -> tuple[GivenVerdict, ...]:
        """Return what each person last said of any judgment for a question, latest first."""
        wanted = _joined().where(
            verdicts.c.asked_digest == asked.digest,
            verdicts.c.id.in_(_last_ids()),
            _of(readable()),
        )
        with self._engine.connect() as connection:
            found = tuple(_given(connection, wanted))
        return self._conceal.each(found)

    def standing(self) -> tuple[GivenVerdict, ...]:
        """Return what each person last said of each judgment for each question, latest first.

        Of closed judgments nothing: what is learned from it serves everybody.
        """
        wanted = _joined().where(verdicts.c.id.in_(_last_ids()), _of(OPEN))
        with self._engine.connect() as connection:
            return tuple(given for given, _ in _given(connection, wanted))

    def standing_in_short(self) -> tuple[StandingVerdict, ...]:
        """Return the same without questions and authors, for counting; in order of giving."""
        wanted = (
            select(verdicts.c.asked_digest, verdicts.c.judgment_id, verdicts.c.verdict)
            .where(verdicts.c.id.in_(_last_ids()), _of(OPEN))
            .order_by(verdicts.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(
                StandingVerdict(
                    asked_digest=row.asked_digest,
                    judgment_id=JudgmentId(row.judgment_id),
                    verdict=Verdict(row.verdict),
                )
                for row in connection.execute(wanted)
            )

    def of_account(self, account_id: int, *, offset: int, limit: int) -> tuple[GivenVerdict, ...]:
        """Return all that somebody said, latest first, what was replaced included."""
        wanted = _joined().where(verdicts.c.account_id == account_id).offset(offset).limit(limit)
        with self._engine.connect() as connection:
            found = tuple(_given(connection, wanted))
        return self._conceal.each(found)


def _of(holds: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that what is held to be so is so of the judgment of a verdict."""
    return exists().where(judgments.c.id == verdicts.c.judgment_id, holds)


def _last_ids() -> Select[tuple[int]]:
    return select(func.max(verdicts.c.id)).group_by(
        verdicts.c.asked_digest, verdicts.c.judgment_id, verdicts.c.account_id
    )


def _joined() -> Select[tuple[object, ...]]:
    return (
        select(
            verdicts,
            accounts.c.display_name,
            accounts.c.name,
            verdicts.c.id.in_(_last_ids()).label("is_standing"),
        )
        .join(accounts, accounts.c.id == verdicts.c.account_id)
        .order_by(verdicts.c.id.desc())
    )


def _given(
    connection: Connection, wanted: Select[tuple[object, ...]]
) -> Iterable[tuple[GivenVerdict, str]]:
    for row in connection.execute(wanted):
        asked_judgment_id = row.asked_judgment_id
        given = GivenVerdict(
            asked=AskedBy(
                text=row.asked_text,
                judgment_id=None if asked_judgment_id is None else JudgmentId(asked_judgment_id),
                charges=tuple(json.loads(row.charges)),
            ),
            judgment_id=JudgmentId(row.judgment_id),
            verdict=Verdict(row.verdict),
            reason=row.reason,
            snapshot_id=row.snapshot_id,
            ranker=row.ranker,
            account_id=row.account_id,
            author=row.display_name or row.name,
            at=row.at,
            is_standing=bool(row.is_standing),
        )
        yield given, owner_of(_OWNER, row.id)
