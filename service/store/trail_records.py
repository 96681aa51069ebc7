"""How is the audit trail stored: lines are added behind, and never changed?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.audit_trail.chain import chained
from service.audit_trail.model import START, Deed, Head, Line, Outcome
from service.store.people_tables import access_log
from service.store.writing import writing

# No column points to another table: what was done stays when an account goes.
trail = Table(
    "trail",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("account_id", Integer),
    Column("doer", String(64), nullable=False),
    Column("roles", String(128), nullable=False),
    Column("action", String(128), nullable=False),
    Column("subject", String(256), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("detail", String(64), nullable=False),
    Column("purpose", String(256), nullable=False),
    Column("request_id", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_trail_at", "at"),
    Index("ix_trail_account_id_at", "account_id", "at"),
    Index("ix_trail_subject", "subject"),
)

_BATCH: Final = 1000


class TrailRecords:
    """The stored lines of the audit trail."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, deed: Deed, *, key: bytes) -> Head:
        """Add a line behind the last one; one writer at a time, on both databases.

        Raises:
            StoreError: The database refuses to write.
        """
        with writing(self._engine) as connection:
            return _append(connection, [deed], key=key)[-1]

    def append_all(self, deeds: Sequence[Deed], *, key: bytes) -> tuple[Head, ...]:
        """Add lines behind the last one, in one transaction; one writer at a time.

        Raises:
            StoreError: The database refuses to write; then none of them was added.
        """
        with writing(self._engine) as connection:
            return _append(connection, deeds, key=key)

    def put_away(self, deed: Deed, *, before: datetime, key: bytes) -> tuple[Head, int]:
        """Remove the lines older than a moment and write down, in the same transaction, that.

        Args:
            deed: Says who put them away; its subject is completed here.
            before: Lines of this moment and later stay.
            key: The key of the trail.

        Returns:
            The last line that was removed and how many were; number 0 where none was.

        Raises:
            StoreError: The database refuses to write.
        """
        with writing(self._engine) as connection:
            # Times may step back where clocks do; what stays begins at the first younger line.
            younger = select(func.min(trail.c.number)).where(trail.c.at >= before)
            stays = connection.execute(younger).scalar()
            ending = select(trail.c.number, trail.c.digest).order_by(trail.c.number.desc()).limit(1)
            if stays is not None:
                ending = ending.where(trail.c.number < stays)
            last = connection.execute(ending).one_or_none()
            if last is None:
                return Head(number=0, digest=START), 0
            told = replace(deed, subject=f"{last.number} {last.digest}")
            _append(connection, [told], key=key)
            gone = connection.execute(delete(trail).where(trail.c.number <= last.number))
            # What was logged before there was a trail is older than its first line.
            connection.execute(delete(access_log))
            return Head(number=last.number, digest=last.digest), gone.rowcount

    def lines(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        account_id: int | None = None,
    ) -> Iterator[Line]:
        """Give lines in order of number, without holding all of them in memory.

        Args:
            since: First moment of what is wanted; by default from the beginning.
            until: Moment before which it ends; by default without end.
            account_id: Only those of this account; by default of everybody.
        """
        wanted = select(trail).order_by(trail.c.number)
        if account_id is not None:
            wanted = wanted.where(trail.c.account_id == account_id)
        if since is not None:
            wanted = wanted.where(trail.c.at >= since)
        if until is not None:
            wanted = wanted.where(trail.c.at < until)
        with self._engine.connect() as connection:
            for rows in connection.execute(wanted).partitions(_BATCH):
                yield from map(_line, rows)

    def page(
        self,
        *,
        limit: int,
        below: int | None = None,
        account_id: int | None = None,
        subject: str | None = None,
        outcome: Outcome | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Line, ...]:
        """Return the newest lines that fit, newest first.

        Args:
            limit: How many at most.
            below: Only lines whose number is smaller.
            account_id: Only those of this account.
            subject: Only those that touched exactly this.
            outcome: Only those that ended so.
            since: Only from this moment on.
            until: Only before this moment.
        """
        wanted = select(trail).order_by(trail.c.number.desc()).limit(limit)
        for column, value in (
            (trail.c.account_id, account_id),
            (trail.c.subject, subject),
            (trail.c.outcome, outcome),
        ):
            if value is not None:
                wanted = wanted.where(column == value)
        if below is not None:
            wanted = wanted.where(trail.c.number < below)
        if since is not None:
            wanted = wanted.where(trail.c.at >= since)
        if until is not None:
            wanted = wanted.where(trail.c.at < until)
        with self._engine.connect() as connection:
            return tuple(map(_line, connection.execute(wanted)))

    def older_log(self) -> tuple[tuple[object, ...], ...]:
        """Return the rows that were logged before there was a trail, in their order."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(access_log).order_by(access_log.c.id)).all()
        return tuple(tuple(row) for row in rows)


# Built once: every request asks and adds.
_NEWEST: Final = select(trail.c.number, trail.c.digest).order_by(trail.c.number.desc()).limit(1)
_ADDING: Final = insert(trail)
_DEED: Final = tuple(Deed.__dataclass_fields__)


def _append(connection: Connection, deeds: Sequence[Deed], *, key: bytes) -> tuple[Head, ...]:
    last = connection.execute(_NEWEST).one_or_none()
    number, before = (0, START) if last is None else (last.number, last.digest)
    heads: list[Head] = []
    rows: list[dict[str, object]] = []
    for deed in deeds:
        number += 1
        before = chained(deed, number=number, before=before, key=key).digest
        heads.append(Head(number=number, digest=before))
        told = {name: getattr(deed, name) for name in _DEED}
        rows.append({"number": number, "digest": before, **told})
    connection.execute(_ADDING, rows)
    return tuple(heads)


def _line(row: Row[tuple[object, ...]]) -> Line:
    values = row._asdict()
    number, digest = values.pop("number"), values.pop("digest")
    values["outcome"] = Outcome(values["outcome"])
    return Line(number=number, deed=Deed(**values), digest=digest)
