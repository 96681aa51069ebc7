"""How do notices stand in the database? What was sent is never changed, only marked read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.notices.model import KeptNotice, Notice, NoticeKind, Recipient
from service.store.people_tables import accounts

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were sent"),
    Column("key", String(160), nullable=False, comment="sent once to each recipient"),
    Column("recipient", String(64), nullable=False, index=True, comment="name of who is told"),
    Column(
        "account_id",
        ForeignKey("accounts.id", ondelete="CASCADE"),
        index=True,
        comment="empty: whoever alone bears the name",
    ),
    Column("kind", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("address", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("read_at", UtcDateTime),
    UniqueConstraint("key", "recipient"),
)

notice_mutes = Table(
    "notice_mutes",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("subject", String(64), primary_key=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads.

    Attributes:
        account_id: Their account.
        name: The name under which they are told too; None where a name is not enough.
    """

    account_id: int
    name: str | None


class NoticeRecords:
    """The stored notices."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, notice: Notice, *, at: datetime) -> bool:
        """Store a notice; tell whether it was new."""
        try:
            with self._engine.begin() as connection:
                connection.execute(
                    insert(notices).values(
                        key=notice.key,
                        recipient=notice.to.name,
                        account_id=notice.to.account_id,
                        kind=notice.kind.value,
                        subject=notice.subject,
                        address=notice.address,
                        sentence=notice.sentence,
                        why=notice.why,
                        created_at=at,
                    )
                )
        except IntegrityError:
            if self.holds(notice.key, notice.to.name):
                return False
            raise
        return True

    def holds(self, key: str, recipient: str) -> bool:
        """Tell whether a notice of a key was sent to a name."""
        wanted = select(notices.c.id).where(notices.c.key == key, notices.c.recipient == recipient)
        with self._engine.connect() as connection:
            return connection.execute(wanted).first() is not None

    def of(self, reader: Reader, *, most: int) -> tuple[KeptNotice, ...]:
        """Return the newest notices to a reader, newest first."""
        wanted = (
            select(notices, _is_muted(reader).label("is_muted"))
            .where(_is_to(reader))
            .order_by(notices.c.id.desc())
            .limit(most)
        )
        with self._engine.connect() as connection:
            return tuple(_kept(row) for row in connection.execute(wanted))

    def n_unread(self, reader: Reader) -> int:
        """Return how many notices to a reader are neither read nor muted."""
        wanted = (
            select(func.count())
            .select_from(notices)
            .where(_is_to(reader), notices.c.read_at.is_(None), ~_is_muted(reader))
        )
        with self._engine.connect() as connection:
            return int(connection.execute(wanted).scalar_one())

    def mark_read(self, reader: Reader, number: int | None, *, at: datetime) -> bool:
        """Mark a notice read, or all; tell whether the reader has any such."""
        own = _is_to(reader) if number is None else and_(_is_to(reader), notices.c.id == number)
        with self._engine.begin() as connection:
            has_any = connection.execute(select(notices.c.id).where(own)).first() is not None
            connection.execute(
                update(notices).where(own, notices.c.read_at.is_(None)).values(read_at=at)
            )
        return has_any

    def mute(self, reader: Reader, number: int, *, is_muted: bool) -> bool:
        """Mute kind and subject of a notice, or tell of them again; tell whether it is there."""
        wanted = select(notices.c.kind, notices.c.subject).where(
            _is_to(reader), notices.c.id == number
        )
        with self._engine.begin() as connection:
            row = connection.execute(wanted).one_or_none()
            if row is None:
                return False
            _put_mute(connection, reader.account_id, row.kind, row.subject, is_muted=is_muted)
        return True


def _put_mute(
    connection: Connection, account_id: int, kind: str, subject: str, *, is_muted: bool
) -> None:
    own = {"account_id": account_id, "kind": kind, "subject": subject}
    connection.execute(
        delete(notice_mutes).where(*(notice_mutes.c[name] == value for name, value in own.items()))
    )
    if is_muted:
        connection.execute(insert(notice_mutes).values(**own))


def _is_to(reader: Reader) -> ColumnElement[bool]:
    """Tell which notices are a reader's: those to the account, or to a name that nobody shares."""
    to_account = notices.c.account_id == reader.account_id
    if not reader.name:
        return to_account
    namesake = exists().where(
        accounts.c.display_name == reader.name,
        accounts.c.id != reader.account_id,
        accounts.c.is_enabled.is_(True),
    )
    to_name = and_(notices.c.account_id.is_(None), notices.c.recipient == reader.name, ~namesake)
    return or_(to_account, to_name)


def _is_muted(reader: Reader) -> ColumnElement[bool]:
    return exists().where(
        notice_mutes.c.account_id == reader.account_id,
        notice_mutes.c.kind == notices.c.kind,
        notice_mutes.c.subject == notices.c.subject,
    )


def _kept(row: Row[Any]) -> KeptNotice:
    return KeptNotice(
        number=row.id,
        notice=Notice(
            kind=NoticeKind(row.kind),
            key=row.key,
            to=Recipient(name=row.recipient, account_id=row.account_id),
            subject=row.subject,
            address=row.address,
            sentence=row.sentence,
            why=row.why,
        ),
        created_at=row.created_at,
        read_at=row.read_at,
        is_muted=bool(row.is_muted),
    )
