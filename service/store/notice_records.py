"""How do notices stand in the database? What was sent is never changed, only marked read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

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
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.closed.concealing import Concealer
from service.notices.model import KeptNotice, Notice, NoticeKind, Recipient
from service.store.mention_records import note_mentions, owner_of
from service.store.people_tables import accounts
from service.store.writing import writing

_OWNER: Final = "notice"

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were sent"),
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
)

# What somebody was told of, and by which notice: nobody is told of one thing twice.
notice_keys = Table(
    "notice_keys",
    metadata,
    Column("key", String(160), primary_key=True),
    Column("recipient", String(64), primary_key=True),
    Column("notice_id", ForeignKey("notices.id", ondelete="CASCADE"), nullable=False, index=True),
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
        self._conceal = Concealer(engine)

    def add(self, notice: Notice, *, at: datetime) -> bool:
        """Store a notice unless its recipient was told of any of its keys; tell whether it is new.

        Whatever becomes of it, its recipient counts as told of all of its keys.
        """
        with writing(self._engine) as connection:
            return _add(connection, notice, at)

    def of(self, reader: Reader, *, most: int, skip: int = 0) -> tuple[KeptNotice, ...]:
        """Return notices to a reader, those that wait first, then the newest."""
        waits = and_(notices.c.read_at.is_(None), ~_is_muted(reader))
        wanted = (
            select(notices, _is_muted(reader).label("is_muted"))
            .where(_is_to(reader))
            .order_by(case((waits, 0), else_=1), notices.c.id.desc())
            .limit(most)
            .offset(skip)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
            keys = _keys_of(connection, [row.id for row in rows])
        return self._conceal.each(
            [(_kept(row, keys.get(row.id, ())), owner_of(_OWNER, row.id)) for row in rows]
        )

    def count(self, reader: Reader) -> int:
        """Return how many notices a reader ever got."""
        wanted = select(func.count()).select_from(notices).where(_is_to(reader))
        with self._engine.connect() as connection:
            return int(connection.execute(wanted).scalar_one())

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
        with writing(self._engine) as connection:
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
        with writing(self._engine) as connection:
            row = connection.execute(wanted).one_or_none()
            if row is None:
                return False
            _put_mute(connection, reader.account_id, row.kind, row.subject, is_muted=is_muted)
        return True


def _add(connection: Connection, notice: Notice, at: datetime) -> bool:
    told = select(notice_keys.c.key, notice_keys.c.notice_id).where(
        notice_keys.c.recipient == notice.to.name, notice_keys.c.key.in_(notice.keys)
    )
    known = {row.key: row.notice_id for row in connection.execute(told)}
    notice_id = min(known.values()) if known else put_notice(connection, notice, at)
    new = [key for key in dict.fromkeys(notice.keys) if key not in known]
    if new:
        connection.execute(
            insert(notice_keys),
            [{"key": key, "recipient": notice.to.name, "notice_id": notice_id} for key in new],
        )
    return not known


def put_notice(connection: Connection, notice: Notice, at: datetime) -> int:
    """Write a notice within a transaction of somebody who keeps what it tells of; return its id."""
    key = connection.execute(
        insert(notices).values(
            recipient=notice.to.name,
            account_id=notice.to.account_id,
            kind=notice.kind.value,
            subject=notice.subject,
            address=notice.address,
            sentence=notice.sentence,
            why=notice.why,
            created_at=at,
        )
    ).inserted_primary_key
    if key is None:  # pragma: no cover - every supported database returns the key
        raise RuntimeError("the database returned no key")
    number = int(key[0])
    note_mentions(connection, (owner_of(_OWNER, number),), (notice.sentence, *notice.keys))
    return number


def _keys_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    wanted = (
        select(notice_keys.c.notice_id, notice_keys.c.key)
        .where(notice_keys.c.notice_id.in_(ids))
        .order_by(notice_keys.c.key)
    )
    for row in connection.execute(wanted):
        found[row.notice_id] = (*found.get(row.notice_id, ()), row.key)
    return found


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


def _kept(row: Row[Any], keys: tuple[str, ...]) -> KeptNotice:
    return KeptNotice(
        number=row.id,
        notice=Notice(
            kind=NoticeKind(row.kind),
            keys=keys,
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
