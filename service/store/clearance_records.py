"""How do clearances for closed judgments stand in the database? Ended ones stay."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    update,
)

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.closed.model import Asked, Clearance
from service.store.people_tables import accounts

clearances = Table(
    "clearances",
    metadata,
    Column("number", Integer, primary_key=True, comment="in order of giving"),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("ground", Text, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("granted_by", String(64), nullable=False),
    Column("granted_at", UtcDateTime, nullable=False),
    Column("revoked_by", String(64)),
    Column("revoked_at", UtcDateTime),
    Column("revoked_because", Text, nullable=False),
)

# Built once: every request of whoever reads judgments asks it.
_HELD = select(clearances.c.kind).where(
    clearances.c.account_id == bindparam("account_id"),
    clearances.c.revoked_at.is_(None),
    clearances.c.from_on <= bindparam("day"),
    clearances.c.until_on >= bindparam("day"),
)
_ALL = (
    select(clearances, accounts.c.name.label("account"), accounts.c.display_name)
    .join(accounts, accounts.c.id == clearances.c.account_id)
    .order_by(clearances.c.number.desc())
)


class ClearanceRecords:
    """The stored clearances. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, account_id: int, asked: Asked, *, by: str, at: datetime) -> Clearance:
        """Keep a clearance and return it."""
        with self._engine.begin() as connection:
            key = connection.execute(
                insert(clearances).values(
                    account_id=account_id,
                    kind=asked.kind.value,
                    ground=asked.ground,
                    from_on=asked.from_on,
                    until_on=asked.until_on,
                    granted_by=by,
                    granted_at=at,
                    revoked_because="",
                )
            ).inserted_primary_key
            number = (key or (0,))[0]
            return _clearance(connection.execute(_ALL.where(clearances.c.number == number)).one())

    def revoke(self, number: int, *, because: str, by: str, at: datetime) -> bool:
        """End a clearance for good; tell whether one of this number stood."""
        with self._engine.begin() as connection:
            result = connection.execute(
                update(clearances)
                .where(clearances.c.number == number, clearances.c.revoked_at.is_(None))
                .values(revoked_by=by, revoked_at=at, revoked_because=because)
            )
        return bool(result.rowcount)

    def held(self, account_id: int, *, day: date) -> frozenset[Sensitivity]:
        """Return the classes that an account is cleared for on a day."""
        with self._engine.connect() as connection:
            found = connection.execute(_HELD, {"account_id": account_id, "day": day}).scalars()
            return frozenset(Sensitivity(each) for each in found)

    def all(self, *, most: int | None = None, skip: int = 0) -> tuple[Clearance, ...]:
        """Return clearances that were ever given, the last one first.

        Args:
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        with self._engine.connect() as connection:
            found = connection.execute(_ALL.limit(most).offset(skip))
            return tuple(_clearance(row) for row in found)

    def count(self) -> int:
        """Return how many clearances were ever given."""
        counted = select(func.count()).select_from(clearances)
        with self._engine.connect() as connection:
            return int(connection.execute(counted).scalar_one())

    def of_account(self, account_id: int) -> tuple[Clearance, ...]:
        """Return the clearances that an account was ever given, the last one first."""
        wanted = _ALL.where(clearances.c.account_id == account_id)
        with self._engine.connect() as connection:
            return tuple(_clearance(row) for row in connection.execute(wanted))


def _clearance(row: Row[Any]) -> Clearance:
    fields = row._asdict()
    fields["kind"] = Sensitivity(row.kind)
    return Clearance(**fields)
