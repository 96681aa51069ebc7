"""Who is it that asks? Accounts are made, sign in, stay a while and leave here."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NoReturn

from service.accounts.errors import AccountNameError, SeparatedRolesError, WeakPasswordError
from service.accounts.passwords import check_password, fits, hash_password, needs_rehash
from service.actors import SEPARATED, Actor, Role
from service.errors import SignInRefusedError, TooManyFailuresError
from service.settings import Settings
from service.store.account_records import AccountRecord, AccountRecords

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,31}")
# Sparing the database a write per request; far below any idle limit.
_SEEN_STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """An open session.

    Attributes:
        token: The secret that proves it; told once, kept nowhere.
        actor: Who signed in.
        expires_at: When it ends at the latest.
    """

    token: str
    actor: Actor
    expires_at: datetime


class AccountDesk:
    """The one door to accounts and sessions."""

    def __init__(self, records: AccountRecords, settings: Settings) -> None:
        self._records = records
        self._settings = settings

    def add(
        self,
        *,
        name: str,
        display_name: str,
        password: str,
        roles: Sequence[Role],
        now: datetime,
        must_change: bool = False,
    ) -> Actor:
        """Make an account; ``must_change`` where its owner is to choose another password first.

        Raises:
            AccountNameError: The name has a wrong form.
            AccountExistsError: The name is taken.
            SeparatedRolesError: The roles are those of several administrators.
            WeakPasswordError: The password breaks the rules.
        """
        _require_separate(roles)
        if not _NAME.fullmatch(name):
            raise AccountNameError(name=name)
        check_password(password, name=name, least=self._settings.password_characters)
        return _actor(
            self._records.add(
                name=name,
                display_name=(display_name.strip() or name)[:64],
                password_hash=hash_password(password),
                roles=roles,
                must_change=must_change,
                now=now,
            )
        )

    def find(self, name: str) -> AccountRecord | None:
        """Return the account of a name, or None."""
        return self._records.find(name)

    def known_name(self, typed: str) -> str:
        """Return what was typed as a name where an account has it, else nothing.

        Whoever types the password into the wrong field must not find it in a log.
        """
        account = self._records.find(typed.strip().casefold())
        return "" if account is None else account.name

    def all(self) -> tuple[AccountRecord, ...]:
        """Return every account in order of name."""
        return self._records.all()

    def set_roles(self, name: str, roles: Sequence[Role]) -> None:
        """Set which roles an account holds from now on.

        Raises:
            AccountNotFoundError: No account has the name.
            SeparatedRolesError: The roles are those of several administrators.
        """
        _require_separate(roles)
        self._records.set_roles(self._records.get(name).id, roles)

    def change_own(self, actor: Actor, *, current: str, password: str, now: datetime) -> None:
        """Change one's own password; every session of the account ends.

        Raises:
            SignInRefusedError: The current password is wrong.
            TooManyFailuresError: It was wrong too often.
            WeakPasswordError: The new one breaks the rules, or is the old one.
        """
        failures = self._records.failures(actor.name)
        if failures and failures.locked_until and failures.locked_until > now:
            raise TooManyFailuresError(until=failures.locked_until)
        if not fits(self._records.get(actor.name).password_hash, current):
            self._refuse(actor.name, now=now)
        if current == password:
            raise WeakPasswordError(reason="it is the password before")
        self.set_password(actor.name, password)

    def set_password(self, name: str, password: str, *, must_change: bool = False) -> None:
        """Set a new password; open sessions end, a lock on the name ends too.

        Args:
            name: Whose.
            password: The new one.
            must_change: Its owner is to choose another before anything else.

        Raises:
            AccountNotFoundError: No account has the name.
            WeakPasswordError: The password breaks the rules.
        """
        account = self._records.get(name)
        check_password(password, name=name, least=self._settings.password_characters)
        self._records.set_password(account.id, hash_password(password), must_change=must_change)
        self._records.forget_failures(name)

    def set_enabled(self, name: str, *, is_enabled: bool) -> None:
        """Open or close an account; closing ends its sessions.

        Raises:
            AccountNotFoundError: No account has the name.
        """
        self._records.set_enabled(self._records.get(name).id, is_enabled=is_enabled)

    def sign_in(self, name: str, password: str, *, now: datetime) -> SignedIn:
        """Open a session.

        Name unknown, password wrong and account closed give the same answer after the same work.

        Raises:
            SignInRefusedError: Name and password do not fit.
            TooManyFailuresError: The name is locked for a while.
        """
        typed = name.strip().casefold()[:64]
        failures = self._records.failures(typed)
        if failures and failures.locked_until and failures.locked_until > now:
            raise TooManyFailuresError(until=failures.locked_until)
        account = self._records.find(typed)
        is_right = fits(account.password_hash if account else _nobodys_hash(), password)
        if account is None or not is_right or not account.is_enabled:
            self._refuse(typed, now=now)
        if failures:
            self._records.forget_failures(typed)
        if needs_rehash(account.password_hash):
            self._records.replace_hash(account.id, hash_password(password))
        token = secrets.token_urlsafe(32)
        expires_at = now + timedelta(hours=self._settings.session_hours)
        self._records.open_session(
            account.id, token_digest=_digest(token), now=now, expires_at=expires_at
        )
        return SignedIn(token=token, actor=_actor(account), expires_at=expires_at)

    def actor_of(self, token: str, *, now: datetime) -> Actor | None:
        """Return whose session a token proves, or None when it proves none.

        A session that was idle for too long or has reached its end is closed on the way.
        """
        digest = _digest(token)
        session = self._records.find_session(digest)
        if session is None or not session.account.is_enabled:
            return None
        idle_until = session.seen_at + timedelta(minutes=self._settings.idle_minutes)
        if now >= session.expires_at or now >= idle_until:
            self._records.close_session(digest)
            return None
        if now - session.seen_at >= _SEEN_STEP:
            self._records.touch_session(digest, now=now)
        return _actor(session.account)

    def sign_out(self, token: str) -> None:
        """End a session; an unknown one is already ended."""
        self._records.close_session(_digest(token))

    def _refuse(self, name: str, *, now: datetime) -> NoReturn:
        lock = timedelta(minutes=self._settings.lockout_minutes)
        failures = self._records.add_failure(
            name,
            now=now,
            forget_before=now - lock,
            lock_at=self._settings.lockout_failures,
            locked_until=now + lock,
        )
        if failures.locked_until:
            raise TooManyFailuresError(until=failures.locked_until)
        raise SignInRefusedError


def _actor(account: AccountRecord) -> Actor:
    return Actor(
        account_id=account.id,
        name=account.name,
        display_name=account.display_name,
        roles=account.roles,
        must_change=account.must_change,
    )


def _require_separate(roles: Sequence[Role]) -> None:
    held = SEPARATED.intersection(roles)
    if len(held) > 1:
        raise SeparatedRolesError(roles=tuple(sorted(role.value for role in held)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """A hash that no password fits, so that an unknown name costs as much time as a known one."""
    return hash_password(secrets.token_urlsafe(32))
