"""How does the roster (花名册) stand in the database?"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Engine,
    ForeignKey,
    Row,
    Select,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
)
from sqlalchemy import delete as remove

from corpus.store.tables import metadata
from service.referral.roster.model import Colleague, Office, Rank
from service.store.people_tables import accounts
from service.store.writing import writing

colleagues = Table(
    "colleagues",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("court", Text, nullable=False, index=True),
    Column("division", Text, nullable=False),
    Column("rank", String(32), comment="empty: no judge"),
    Column("ranked_since", Date),
    Column("offices", Text, nullable=False, comment="JSON list"),
    Column("bodies", Text, nullable=False, comment="JSON list"),
)

# Statements are built once: nearly every step of a matter asks who somebody is, and building one
# takes longer than its answer.
_ENTRIES = (
    select(colleagues, accounts.c.display_name.label("name"))
    .join(accounts, accounts.c.id == colleagues.c.account_id)
    .order_by(colleagues.c.account_id)
)
_ENTRY = _ENTRIES.where(colleagues.c.account_id == bindparam("account_id"))
_ENTRIES_OF = _ENTRIES.where(colleagues.c.account_id.in_(bindparam("ids", expanding=True)))
_OPEN = _ENTRIES.where(accounts.c.is_enabled.is_(True))
_OPEN_OF_COURT = _OPEN.where(colleagues.c.court == bindparam("court"))


class RosterRecords:
    """The stored roster."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, people: Sequence[Colleague]) -> None:
        """Write entries of the roster anew, whole or not at all; the others stay."""
        with writing(self._engine) as connection:
            connection.execute(
                remove(colleagues).where(
                    colleagues.c.account_id.in_([each.account_id for each in people])
                )
            )
            if people:
                connection.execute(insert(colleagues), [_values(each) for each in people])

    def find(self, account_id: int) -> Colleague | None:
        """Return the entry of an account, or None."""
        found = self._read(_ENTRY, account_id=account_id)
        return found[0] if found else None

    def of(self, account_ids: Collection[int]) -> tuple[Colleague, ...]:
        """Return the entries of some accounts, in order of account."""
        return self._read(_ENTRIES_OF, ids=list(account_ids))

    def of_court(self, court: str) -> tuple[Colleague, ...]:
        """Return the entries of a court whose accounts are open, in order of account."""
        return self._read(_OPEN_OF_COURT, court=court)

    def all(self) -> tuple[Colleague, ...]:
        """Return all entries whose accounts are open, in order of account."""
        return self._read(_OPEN)

    def _read(self, query: Select[Any], **values: object) -> tuple[Colleague, ...]:
        with self._engine.connect() as connection:
            return tuple(_colleague(row) for row in connection.execute(query, values))


def _values(colleague: Colleague) -> dict[str, Any]:
    return {
        "account_id": colleague.account_id,
        "court": colleague.court,
        "division": colleague.division,
        "rank": None if colleague.rank is None else colleague.rank.value,
        "ranked_since": colleague.ranked_since,
        "offices": json.dumps(sorted(office.value for office in colleague.offices)),
        "bodies": json.dumps(sorted(colleague.bodies), ensure_ascii=False),
    }


def _colleague(row: Row[Any]) -> Colleague:
    return Colleague(
        account_id=row.account_id,
        name=row.name,
        court=row.court,
        division=row.division,
        rank=None if row.rank is None else Rank(row.rank),
        ranked_since=row.ranked_since,
        offices=frozenset(Office(office) for office in json.loads(row.offices)),
        bodies=frozenset(json.loads(row.bodies)),
    )
