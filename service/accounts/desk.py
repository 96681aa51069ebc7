"""Who is it that asks? Accounts are made, sign in, stay a while and leave here."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NoReturn, Protocol

from corpus.privacy.sensitivity import Sensitivity
from service.accounts.errors import AccountNameError, SeparatedRolesError, WeakPasswordError
from service.accounts.factors import FactorDesk, Offer
from service.accounts.passwords import check_password, fits, hash_password, needs_rehash
from service.accounts.tokens import Given, TokenDesk
from service.actors import SEPARATED, Actor, Role, Scope
from service.court_time import court_day
from service.errors import NotSignedInError, SignInRefusedError, TooManyFailuresError
from service.settings import Settings
from service.store.account_records import (
    AccountRecord,
    AccountRecords,
    DeviceRecord,
    WantedAccounts,
)

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,31}")
# Sparing the database a write per request; far below any idle limit.
_SEEN_STEP = timedelta(minutes=1)
# How long one may look for the telephone after the password was right.
_FACTOR_WAIT = timedelta(minutes=5)
_MARK_CHARACTERS = 16
_DEVICE_CHARACTERS = 64


class Held(Protocol):
    """Tells which classes of closed judgments somebody may read on a day."""

    def __call__(
        self, account_id: int, roles: Iterable[Role], /, *, day: date
    ) -> frozenset[Sensitivity]:
        """Return them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """An open session.

    Attributes:
        token: The secret that proves it; told once, kept nowhere.
        actor: Who signed in.
        expires_at: When it ends at the latest.
        awaits_factor: Whether the second factor is still to come: until then the token opens
            nothing and is good for :meth:`AccountDesk.complete` alone.
    """

    token: str
    actor: Actor
    expires_at: datetime
    awaits_factor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A session as its owner sees it.

    Attributes:
        mark: By which it is named; opens nothing.
        words: What kind of device it is from; empty where that was not told.
        opened_at: Since when.
        seen_at: When it was last used, to the minute.
        is_this: Whether it is the one that asks.
    """

    mark: str
    words: str
    opened_at: datetime
    seen_at: datetime
    is_this: bool


class AccountDesk:
    """The one door to accounts and sessions.

    Args:
        records: The stored ones.
        settings: How long sessions hold, and how passwords are made.
        held: Tells by account, desks and day which classes of closed judgments somebody may read.

    Attributes:
        factors: Second factors.
        tokens: Tokens of programs.

    Raises:
        SettingsError: A role that is to have a second factor does not exist.
    """

    def __init__(
        self, records: AccountRecords, settings: Settings, *, held: Held | None = None
    ) -> None:
        self._records = records
        self._settings = settings
        self._held = held
        self.factors = FactorDesk(records.factors, settings)
        self.tokens = TokenDesk(records, self.factors, settings)

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
        return self._actor(
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

    def find_some(
        self, wanted: WantedAccounts, *, most: int, skip: int = 0
    ) -> tuple[AccountRecord, ...]:
        """Return a part of the accounts that are wanted, in order of name."""
        return self._records.find_some(wanted, most=most, skip=skip)

    def count(self, wanted: WantedAccounts) -> int:
        """Return how many accounts there are of those wanted."""
        return self._records.count(wanted)

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
        self._require_password(actor, current, now=now)
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

    def offer_factor(self, actor: Actor, *, password: str, code: str, now: datetime) -> Offer:
        """Make a secret for one's own second factor, in place of the present one once confirmed.

        Args:
            actor: Whose.
            password: The password, once more: who finds an open browser sets up nothing.
            code: A code of the present factor or a recovery code; not read where there is none.
            now: When.

        Raises:
            SignInRefusedError: Password or code do not fit.
            TooManyFailuresError: They did not fit too often.
        """
        self._require_password(actor, password, now=now)
        account = self._records.get(actor.name)
        if account.has_factor and not self.factors.passes(account.id, code, now=now):
            self._refuse(actor.name, now=now)
        return self.factors.offer(account.id, name=account.name)

    def give_token(
        self,
        actor: Actor,
        *,
        password: str,
        name: str,
        scopes: Sequence[Scope],
        days: int,
        now: datetime,
    ) -> Given:
        """Make a token for a program of one's own, the password typed once more.

        Whoever finds an open browser does not take a token along that outlives it.

        Args:
            actor: Its owner.
            password: The owner's password.
            name: What it is for, in the owner's words.
            scopes: What it may be used for.
            days: After how many days it ends.
            now: From when.

        Raises:
            SignInRefusedError: The password is wrong.
            TooManyFailuresError: It was wrong too often.
            TokenScopeError: As for :meth:`TokenDesk.give`.
            TokenTermError: As for :meth:`TokenDesk.give`.
        """
        self._require_password(actor, password, now=now)
        return self.tokens.give(actor, name=name, scopes=scopes, days=days, now=now)

    def reset_factor(self, name: str) -> bool:
        """Forget the second factor of an account that lost it; its sessions end.

        Returns:
            Whether there was one.

        Raises:
            AccountNotFoundError: No account has the name.
        """
        account = self._records.get(name)
        self._records.close_sessions(account.id)
        return self.factors.remove(account.id)

    def sign_in(self, name: str, password: str, *, now: datetime, device: str = "") -> SignedIn:
        """Open a session, or where there is a second factor the way to one.

        Name unknown, password wrong and account closed give the same answer after the same work.

        Raises:
            SignInRefusedError: Name and password do not fit.
            TooManyFailuresError: The name is locked for a while.
        """
        typed = name.strip().casefold()[:64]
        self._require_unlocked(typed, now=now)
        account = self._records.find(typed)
        is_right = fits(account.password_hash if account else _nobodys_hash(), password)
        if account is None or not is_right or not account.is_enabled:
            self._refuse(typed, now=now)
        if needs_rehash(account.password_hash):
            self._records.replace_hash(account.id, hash_password(password))
        if account.has_factor:
            # Failures stay counted: else the password would buy new guesses at the code.
            return self._open(account, now=now, awaits_factor=True, device=device)
        self._records.forget_failures(typed)
        return self._open(account, now=now, awaits_factor=False, device=device)

    def sign_in_known(
        self, name: str, *, now: datetime, has_factor: bool, device: str = ""
    ) -> SignedIn:
        """Open a session for somebody whom an identity provider answers for.

        Args:
            name: The account.
            now: When.
            has_factor: Whether the provider answers for a second factor too.
            device: The kind of device.

        Raises:
            SignInRefusedError: No open account has the name.
        """
        account = self._records.find(name)
        if account is None or not account.is_enabled:
            raise SignInRefusedError
        waits = account.has_factor and not has_factor
        return self._open(account, now=now, awaits_factor=waits, device=device)

    def complete(self, token: str, code: str, *, now: datetime, device: str = "") -> SignedIn:
        """Open the session that waited for the code of the second factor, under another token.

        Raises:
            NotSignedInError: Nothing waits under this token, or not any more.
            SignInRefusedError: The code does not fit, or was used.
            TooManyFailuresError: The name is locked for a while.
        """
        account = self._waiting(token, now=now)
        if account is None:
            raise NotSignedInError
        self._require_unlocked(account.name, now=now)
        if not self.factors.passes(account.id, code, now=now):
            self._refuse(account.name, now=now)
        self._records.forget_failures(account.name)
        self._records.close_session(_digest(token))
        return self._open(account, now=now, awaits_factor=False, device=device)

    def waiting_name(self, token: str, *, now: datetime) -> str | None:
        """Return whose session waits under a token for the second factor, or None."""
        account = self._waiting(token, now=now)
        return None if account is None else account.name

    def actor_of(self, token: str, *, now: datetime) -> Actor | None:
        """Return whose session a token proves, or None when it proves none.

        A session that was idle for too long or has reached its end is closed on the way.
        """
        digest = _digest(token)
        session = self._records.find_session(digest)
        if session is None or session.awaits_factor or not session.account.is_enabled:
            return None
        idle_until = session.seen_at + timedelta(minutes=self._settings.idle_minutes)
        if now >= session.expires_at or now >= idle_until:
            self._records.close_session(digest)
            return None
        if now - session.seen_at >= _SEEN_STEP:
            self._records.touch_session(digest, now=now)
        actor = self._actor(session.account)
        if self._held is None:
            return actor
        held = self._held(actor.account_id, actor.roles, day=court_day(now))
        return replace(actor, cleared=held) if held else actor

    def sign_out(self, token: str) -> None:
        """End a session; an unknown one is already ended."""
        self._records.close_session(_digest(token))

    def devices(self, actor: Actor, *, token: str | None, now: datetime) -> tuple[Device, ...]:
        """Return the open sessions of an account, the last used first.

        Args:
            actor: Whose.
            token: The token that asks, or None.
            now: Those that are over by then are left out.
        """
        this = None if token is None else _digest(token)
        return tuple(
            Device(
                mark=each.token_digest[:_MARK_CHARACTERS],
                words=each.device,
                opened_at=each.created_at,
                seen_at=each.seen_at,
                is_this=each.token_digest == this,
            )
            for each in self._records.sessions_of(actor.account_id)
            if self._is_open(each, now=now)
        )

    def sign_out_device(self, actor: Actor, mark: str) -> None:
        """End the session of one's own that a mark names; an unknown one is already ended."""
        for each in self._records.sessions_of(actor.account_id):
            if each.token_digest[:_MARK_CHARACTERS] == mark:
                self._records.close_session(each.token_digest)

    def sign_out_everywhere(self, name: str) -> None:
        """End every session of an account.

        Raises:
            AccountNotFoundError: No account has the name.
        """
        self._records.close_sessions(self._records.get(name).id)

    def _open(
        self, account: AccountRecord, *, now: datetime, awaits_factor: bool, device: str
    ) -> SignedIn:
        token = secrets.token_urlsafe(32)
        lasting = timedelta(hours=self._settings.session_hours)
        expires_at = now + (_FACTOR_WAIT if awaits_factor else lasting)
        self._records.open_session(
            account.id,
            token_digest=_digest(token),
            now=now,
            expires_at=expires_at,
            awaits_factor=awaits_factor,
            device=device[:_DEVICE_CHARACTERS],
        )
        return SignedIn(
            token=token,
            actor=self._actor(account),
            expires_at=expires_at,
            awaits_factor=awaits_factor,
        )

    def _waiting(self, token: str, *, now: datetime) -> AccountRecord | None:
        session = self._records.find_session(_digest(token))
        if session is None or not session.awaits_factor or now >= session.expires_at:
            return None
        return session.account if session.account.is_enabled else None

    def _is_open(self, session: DeviceRecord, *, now: datetime) -> bool:
        idle = timedelta(minutes=self._settings.idle_minutes)
        return now < session.expires_at and now < session.seen_at + idle

    def _actor(self, account: AccountRecord) -> Actor:
        return Actor(
            account_id=account.id,
            name=account.name,
            display_name=account.display_name,
            roles=account.roles,
            must_change=account.must_change,
            must_enrol=not account.has_factor and self.factors.is_needed(account.roles),
        )

    def _require_password(self, actor: Actor, password: str, *, now: datetime) -> None:
        self._require_unlocked(actor.name, now=now)
        if not fits(self._records.get(actor.name).password_hash, password):
            self._refuse(actor.name, now=now)

    def _require_unlocked(self, name: str, *, now: datetime) -> None:
        failures = self._records.failures(name)
        if failures and failures.locked_until and failures.locked_until > now:
            raise TooManyFailuresError(until=failures.locked_until)

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
