"""How are accounts, sessions and failures to sign in kept?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from corpus.errors import StoreConflictError
from service.accounts.errors import AccountExistsError, AccountNotFoundError
from service.actors import Role
from service.store.factor_records import FactorRecords
from service.store.people_tables import (
    account_roles,
    accounts,
    second_factors,
    sessions,
    sign_in_failures,
)
from service.store.token_records import TokenRecords
from service.store.writing import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRecord:
    """An account as stored.

    Attributes:
        id: Its number.
        name: Name that one signs in with.
        display_name: Name shown on the screen.
        password_hash: Argon2 hash with its own salt and parameters.
        is_enabled: Whether one can sign in with it.
        created_at: When it was made.
        roles: In order of their tokens.
        must_change: Whether somebody else gave the password, so that its owner has to change it.
        has_factor: Whether a second factor is asked for beside the password.
    """

    id: int
    name: str
    display_name: str
    password_hash: str
    is_enabled: bool
    created_at: datetime
    roles: tuple[Role, ...]
    must_change: bool = False
    has_factor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """A session as stored.

    Attributes:
        account: Whose it is.
        seen_at: When a request last came with it, to the minute.
        expires_at: When it ends at the latest.
        awaits_factor: Whether the second factor is still to come, so that it opens nothing.
    """

    account: AccountRecord
    seen_at: datetime
    expires_at: datetime
    awaits_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRecord:
    """A session as its owner sees it.

    Attributes:
        token_digest: Under which it is kept.
        device: From which kind of device it was opened; empty where that was not told.
        created_at: When it was opened.
        seen_at: When a request last came with it, to the minute.
        expires_at: When it ends at the latest.
    """

    token_digest: str
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRecord:
    """Failures in a row to sign in under one name.

    Attributes:
        count: How many.
        last_at: When the last one was.
        locked_until: Until when nobody signs in under the name, or None.
    """

    count: int
    last_at: datetime
    locked_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAccounts:
    """Which accounts a list holds.

    Attributes:
        words: Each has to stand in the sign-in name or the name on the screen.
        role: Only those that hold it; None for all.
        is_enabled: Only those that are open, or closed; None for all.
    """

    words: str = ""
    role: Role | None = None
    is_enabled: bool | None = None


class AccountRecords:
    """The stored accounts. Every method is one transaction.

    Attributes:
        factors: Their second factors.
        tokens: Their tokens for programs.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.factors = FactorRecords(engine)
        self.tokens = TokenRecords(engine)

    def add(
        self,
        *,
        name: str,
        display_name: str,
        password_hash: str,
        roles: Sequence[Role],
        must_change: bool,
        now: datetime,
    ) -> AccountRecord:
        """Store a new account.

        Raises:
            AccountExistsError: The name is taken.
        """
        values = {
            "name": name,
            "display_name": display_name,
            "password_hash": password_hash,
            "is_enabled": True,
            "created_at": now,
            "must_change": must_change,
        }
        try:
            with writing(self._engine) as connection:
                key = connection.execute(
                    insert(accounts).values(values).returning(accounts.c.id)
                ).scalar_one()
                for role in sorted(set(roles)):
                    connection.execute(
                        insert(account_roles).values(account_id=key, role=role.value)
                    )
        except StoreConflictError as error:
            raise AccountExistsError(name=name) from error
        return self.get(name)

    def find(self, name: str) -> AccountRecord | None:
        """Return the account of a name, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == name)).one_or_none()
            return None if row is None else _account(connection, row)

    def get(self, name: str) -> AccountRecord:
        """Return the account of a name.

        Raises:
            AccountNotFoundError: None has it.
        """
        found = self.find(name)
        if found is None:
            raise AccountNotFoundError(name=name)
        return found

    def all(self) -> tuple[AccountRecord, ...]:
        """Return every account in order of name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.name)).all()
            return tuple(_account(connection, row) for row in rows)

    def find_some(
        self, wanted: WantedAccounts, *, most: int, skip: int = 0
    ) -> tuple[AccountRecord, ...]:
        """Return accounts in order of name."""
        found = _where(select(accounts), wanted).order_by(accounts.c.name)
        with self._engine.connect() as connection:
            rows = connection.execute(found.limit(most).offset(skip)).all()
            return tuple(_account(connection, row) for row in rows)

    def count(self, wanted: WantedAccounts) -> int:
        """Return how many accounts there are of those wanted."""
        counted = select(func.count()).select_from(_where(select(accounts.c.id), wanted).subquery())
        with self._engine.connect() as connection:
            return int(connection.execute(counted).scalar_one())

    def some(self, account_ids: Collection[int]) -> tuple[AccountRecord, ...]:
        """Return accounts by their numbers, ascending; numbers that no account has are passed."""
        wanted = select(accounts).where(accounts.c.id.in_(sorted(account_ids)))
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(accounts.c.id)).all()
            return tuple(_account(connection, row) for row in rows)

    def set_roles(self, account_id: int, roles: Sequence[Role]) -> None:
        """Store which roles the account holds from now on, in place of those before."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(account_roles).where(account_roles.c.account_id == account_id)
            )
            for role in sorted(set(roles)):
                connection.execute(
                    insert(account_roles).values(account_id=account_id, role=role.value)
                )

    def set_password(self, account_id: int, password_hash: str, *, must_change: bool) -> None:
        """Store a new hash and end every session of the account."""
        with writing(self._engine) as connection:
            connection.execute(
                update(accounts)
                .where(accounts.c.id == account_id)
                .values(password_hash=password_hash, must_change=must_change)
            )
            connection.execute(delete(sessions).where(sessions.c.account_id == account_id))

    def replace_hash(self, account_id: int, password_hash: str) -> None:
        """Store the same password hashed with newer parameters; sessions stay."""
        with writing(self._engine) as connection:
            connection.execute(
                update(accounts)
                .where(accounts.c.id == account_id)
                .values(password_hash=password_hash)
            )

    def set_enabled(self, account_id: int, *, is_enabled: bool) -> None:
        """Open or close the account; closing ends its sessions."""
        with writing(self._engine) as connection:
            connection.execute(
                update(accounts).where(accounts.c.id == account_id).values(is_enabled=is_enabled)
            )
            if not is_enabled:
                connection.execute(delete(sessions).where(sessions.c.account_id == account_id))

    def open_session(
        self,
        account_id: int,
        *,
        token_digest: str,
        now: datetime,
        expires_at: datetime,
        awaits_factor: bool = False,
        device: str = "",
    ) -> None:
        """Store a session, forget the failures before it and the sessions that are over."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
            connection.execute(
                insert(sessions).values(
                    token_digest=token_digest,
                    account_id=account_id,
                    created_at=now,
                    seen_at=now,
                    expires_at=expires_at,
                    awaits_factor=awaits_factor,
                    device=device,
                )
            )

    def find_session(self, token_digest: str) -> SessionRecord | None:
        """Return the session of a token digest, or None."""
        with self._engine.connect() as connection:
            rows = connection.execute(_OF_SESSION, {"token_digest": token_digest}).all()
        if not rows:
            return None
        first = rows[0]
        return SessionRecord(
            account=_account_of(
                first,
                [row.role for row in rows if row.role is not None],
                is_enrolled=first.enrolled_at is not None,
            ),
            seen_at=first.seen_at,
            expires_at=first.expires_at,
            awaits_factor=first.awaits_factor,
        )

    def touch_session(self, token_digest: str, *, now: datetime) -> None:
        """Note that a request came with the session."""
        with writing(self._engine) as connection:
            connection.execute(
                update(sessions).where(sessions.c.token_digest == token_digest).values(seen_at=now)
            )

    def close_session(self, token_digest: str) -> None:
        """End a session; an unknown one is already ended."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.token_digest == token_digest))

    def sessions_of(self, account_id: int) -> tuple[DeviceRecord, ...]:
        """Return the sessions of an account that open something, the last used first."""
        wanted = select(sessions).where(
            sessions.c.account_id == account_id, sessions.c.awaits_factor.is_(False)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(
                wanted.order_by(sessions.c.seen_at.desc(), sessions.c.token_digest)
            ).all()
        return tuple(
            DeviceRecord(
                token_digest=row.token_digest,
                device=row.device,
                created_at=row.created_at,
                seen_at=row.seen_at,
                expires_at=row.expires_at,
            )
            for row in rows
        )

    def close_sessions(self, account_id: int) -> None:
        """End every session of an account."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.account_id == account_id))

    def failures(self, name: str) -> FailureRecord | None:
        """Return the failures in a row under a name, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(sign_in_failures).where(sign_in_failures.c.name == name)
            ).one_or_none()
        if row is None:
            return None
        return FailureRecord(
            count=row.n_failures, last_at=row.last_at, locked_until=row.locked_until
        )

    def add_failure(
        self,
        name: str,
        *,
        now: datetime,
        forget_before: datetime,
        lock_at: int,
        locked_until: datetime,
    ) -> FailureRecord:
        """Count one more failure under a name and lock it when the count is reached.

        Args:
            name: The name that was typed.
            now: When.
            forget_before: Failures whose last one is older count no more, under any name.
            lock_at: The count that locks.
            locked_until: Until when the lock holds.
        """
        with writing(self._engine) as connection:
            connection.execute(
                delete(sign_in_failures).where(sign_in_failures.c.last_at < forget_before)
            )
            # Counted by the database in one statement, so that guesses sent side by side
            # cannot share a number.
            counted = connection.execute(
                update(sign_in_failures)
                .where(sign_in_failures.c.name == name)
                .values(n_failures=sign_in_failures.c.n_failures + 1, last_at=now)
                .returning(sign_in_failures.c.n_failures)
            ).scalar_one_or_none()
            if counted is None:
                counted = 1
                connection.execute(
                    insert(sign_in_failures).values(
                        name=name, n_failures=1, last_at=now, locked_until=None
                    )
                )
            until = locked_until if counted >= lock_at else None
            if until is not None:
                connection.execute(
                    update(sign_in_failures)
                    .where(sign_in_failures.c.name == name)
                    .values(locked_until=until)
                )
        return FailureRecord(count=counted, last_at=now, locked_until=until)

    def forget_failures(self, name: str) -> None:
        """Start counting under a name from nought."""
        with writing(self._engine) as connection:
            connection.execute(delete(sign_in_failures).where(sign_in_failures.c.name == name))


def _where(query: Select[Any], wanted: WantedAccounts) -> Select[Any]:
    for word in wanted.words.split():
        query = query.where(
            accounts.c.name.contains(word.casefold(), autoescape=True)
            | accounts.c.display_name.contains(word, autoescape=True)
        )
    if wanted.role is not None:
        query = query.where(
            exists().where(
                account_roles.c.account_id == accounts.c.id,
                account_roles.c.role == wanted.role.value,
            )
        )
    if wanted.is_enabled is not None:
        query = query.where(accounts.c.is_enabled.is_(wanted.is_enabled))
    return query


# Built once: every request asks it, and gets a row for each role.
_OF_SESSION: Final = (
    select(
        accounts,
        second_factors.c.enrolled_at,
        sessions.c.seen_at,
        sessions.c.expires_at,
        sessions.c.awaits_factor,
        account_roles.c.role,
    )
    .join(sessions, sessions.c.account_id == accounts.c.id)
    .outerjoin(account_roles, account_roles.c.account_id == accounts.c.id)
    .outerjoin(second_factors, second_factors.c.account_id == accounts.c.id)
    .where(sessions.c.token_digest == bindparam("token_digest"))
    .order_by(account_roles.c.role)
)
_ROLES: Final = (
    select(account_roles.c.role)
    .where(account_roles.c.account_id == bindparam("account_id"))
    .order_by(account_roles.c.role)
)
_FACTOR: Final = select(second_factors.c.enrolled_at).where(
    second_factors.c.account_id == bindparam("account_id")
)


def _account(connection: Connection, row: Row[tuple[object, ...]]) -> AccountRecord:
    roles = connection.execute(_ROLES, {"account_id": row.id}).scalars().all()
    factor = connection.execute(_FACTOR, {"account_id": row.id}).scalar_one_or_none()
    return _account_of(row, roles, is_enrolled=factor is not None)


def _account_of(
    row: Row[tuple[object, ...]], roles: Sequence[str], *, is_enrolled: bool
) -> AccountRecord:
    return AccountRecord(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        password_hash=row.password_hash,
        is_enabled=row.is_enabled,
        created_at=row.created_at,
        roles=tuple(Role(role) for role in roles),
        must_change=row.must_change,
        has_factor=is_enrolled,
    )
