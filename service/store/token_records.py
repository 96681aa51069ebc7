"""How are the tokens of programs kept?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, Select, func, insert, select, update

from service.actors import Scope
from service.store.people_tables import accounts, api_tokens
from service.store.writing import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRecord:
    """A token as stored.

    Attributes:
        id: Its number.
        account_id: Whose it is.
        owner: The name of that account.
        name: What it is for, in the words of its owner.
        prefix: Its first characters, by which it is known.
        scopes: What it may be used for, in order of their tokens.
        created_at: When it was made.
        expires_at: When it ends.
        used_at: When it was last used, to the minute, or None.
        revoked_at: When it was revoked, or None.
        revoked_by: By which account, or None.
    """

    id: int
    account_id: int
    owner: str
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    revoked_by: str | None


class TokenRecords:
    """The stored tokens. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self,
        account_id: int,
        *,
        name: str,
        prefix: str,
        digest: str,
        scopes: tuple[Scope, ...],
        now: datetime,
        expires_at: datetime,
    ) -> None:
        """Store a new token."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(api_tokens).values(
                    account_id=account_id,
                    name=name,
                    prefix=prefix,
                    digest=digest,
                    scopes=",".join(sorted(set(scopes))),
                    created_at=now,
                    expires_at=expires_at,
                )
            )

    def find(self, digest: str) -> TokenRecord | None:
        """Return the token of a digest, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(_ALL.where(api_tokens.c.digest == digest)).one_or_none()
        return None if row is None else _token(row)

    def find_prefix(self, prefix: str) -> TokenRecord | None:
        """Return the token that begins so, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(_ALL.where(api_tokens.c.prefix == prefix)).one_or_none()
        return None if row is None else _token(row)

    def of_account(
        self, account_id: int, *, most: int | None = None, skip: int = 0
    ) -> tuple[TokenRecord, ...]:
        """Return the tokens of an account, the newest first."""
        wanted = _ALL.where(api_tokens.c.account_id == account_id)
        return self._listed(wanted.order_by(api_tokens.c.id.desc()), most=most, skip=skip)

    def count_of_account(self, account_id: int) -> int:
        """Return how many tokens an account was ever given."""
        return self._counted(_ALL.where(api_tokens.c.account_id == account_id))

    def all(
        self, *, live_at: datetime | None = None, most: int | None = None, skip: int = 0
    ) -> tuple[TokenRecord, ...]:
        """Return tokens, by name of the account, the newest first.

        Args:
            live_at: Those that hold at this moment; None for all.
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        wanted = _living(live_at).order_by(accounts.c.name, api_tokens.c.id.desc())
        return self._listed(wanted, most=most, skip=skip)

    def count(self, *, live_at: datetime | None = None) -> int:
        """Return how many tokens :meth:`all` returns in all."""
        return self._counted(_living(live_at))

    def _listed(
        self, wanted: Select[Any], *, most: int | None, skip: int
    ) -> tuple[TokenRecord, ...]:
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.limit(most).offset(skip)).all()
        return tuple(map(_token, rows))

    def _counted(self, wanted: Select[Any]) -> int:
        counted = select(func.count()).select_from(wanted.subquery())
        with self._engine.connect() as connection:
            return int(connection.execute(counted).scalar_one())

    def touch(self, token_id: int, *, now: datetime) -> None:
        """Note that the token was used."""
        with writing(self._engine) as connection:
            connection.execute(
                update(api_tokens).where(api_tokens.c.id == token_id).values(used_at=now)
            )

    def revoke(self, token_id: int, *, by: str, now: datetime) -> None:
        """End a token for good; one that is revoked stays as it was."""
        with writing(self._engine) as connection:
            connection.execute(
                update(api_tokens)
                .where(api_tokens.c.id == token_id, api_tokens.c.revoked_at.is_(None))
                .values(revoked_at=now, revoked_by=by)
            )


_ALL = select(api_tokens, accounts.c.name.label("owner")).join(
    accounts, accounts.c.id == api_tokens.c.account_id
)


def _living(at: datetime | None) -> Select[Any]:
    if at is None:
        return _ALL
    return _ALL.where(api_tokens.c.revoked_at.is_(None), api_tokens.c.expires_at > at)


def _token(row: Row[tuple[object, ...]]) -> TokenRecord:
    return TokenRecord(
        id=row.id,
        account_id=row.account_id,
        owner=row.owner,
        name=row.name,
        prefix=row.prefix,
        scopes=tuple(Scope(each) for each in row.scopes.split(",") if each),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
    )
