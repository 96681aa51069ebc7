"""How is kept what people searched by?"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select

from service.store.people_tables import searches
from service.store.writing import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """What somebody searched by; exactly one of text and judgment is there.

    Attributes:
        id: Random and unguessable; part of the address of the results page.
        account_id: Whose it is; nobody else opens it.
        created_at: When it was asked first.
        text: The text as pasted or read from the file, or None.
        judgment_id: The stored judgment, or None.
        file_name: Name of the file that the text came from, or None.
    """

    id: str
    account_id: int
    created_at: datetime
    text: str | None
    judgment_id: str | None
    file_name: str | None


class ActivityRecords:
    """The stored searches."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add_search(
        self,
        account_id: int,
        *,
        now: datetime,
        text: str | None,
        judgment_id: str | None,
        file_name: str | None,
    ) -> SearchRecord:
        """Store what somebody searches by."""
        record = SearchRecord(
            id=secrets.token_hex(12),
            account_id=account_id,
            created_at=now,
            text=text,
            judgment_id=judgment_id,
            file_name=file_name,
        )
        with writing(self._engine) as connection:
            connection.execute(
                insert(searches).values(
                    id=record.id,
                    account_id=account_id,
                    created_at=now,
                    text=text,
                    judgment_id=judgment_id,
                    file_name=file_name,
                )
            )
        return record

    def find_search(self, search_id: str, *, account_id: int) -> SearchRecord | None:
        """Return a search of this account, or None; those of others do not exist for it."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(searches).where(
                    searches.c.id == search_id, searches.c.account_id == account_id
                )
            ).one_or_none()
        return None if row is None else SearchRecord(**row._asdict())

    def recent_searches(self, account_id: int, *, limit: int) -> tuple[SearchRecord, ...]:
        """Return the last searches of this account, newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(searches)
                .where(searches.c.account_id == account_id)
                .order_by(searches.c.created_at.desc(), searches.c.id)
                .limit(limit)
            ).all()
        return tuple(SearchRecord(**row._asdict()) for row in rows)

    def last_searches(self, *, limit: int) -> tuple[SearchRecord, ...]:
        """Return the last searches of all accounts, newest first; for what asks them again."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(searches).order_by(searches.c.created_at.desc(), searches.c.id).limit(limit)
            ).all()
        return tuple(SearchRecord(**row._asdict()) for row in rows)
