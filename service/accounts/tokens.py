"""What may a program do that comes with a token?

Whoever owns an account gives a program a token for some of what the account may do. It opens the
interface and no page, ends by a day, and may be ended before by its owner or by the
安全保密管理员. Whatever it is for, it never reaches further than its owner does at that moment.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from service.accounts.errors import TokenNotFoundError, TokenScopeError, TokenTermError
from service.accounts.factors import FactorDesk
from service.actors import Actor, Scope, scopes_of
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.token_records import TokenRecord

MARK: Final = "tp_"
"""What every token begins with, so that one that got lost is known for what it is."""

_PREFIX_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_PREFIX_RANDOM: Final = 8
_NAME_CHARACTERS: Final = 64
# Sparing the database a write per request.
_USED_STEP: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A new token.

    Attributes:
        token: The token itself; told once, kept nowhere.
        prefix: Its first characters, by which it is known.
        expires_at: When it ends.
    """

    token: str
    prefix: str
    expires_at: datetime


def is_program_token(token: str) -> bool:
    """Tell whether a token is, by its form, one of a program and not of a session."""
    return token.startswith(MARK)


class TokenDesk:
    """The one door to tokens of programs.

    Args:
        records: The stored accounts with their tokens.
        factors: Tells which roles need a second factor; without it their tokens open nothing.
        settings: Say for how long a token may hold.
    """

    def __init__(self, records: AccountRecords, factors: FactorDesk, settings: Settings) -> None:
        self._accounts = records
        self._factors = factors
        self._records = records.tokens
        self._most_days = settings.token_days

    def give(
        self, actor: Actor, *, name: str, scopes: Sequence[Scope], days: int, now: datetime
    ) -> Given:
        """Make a token for a program of one's own.

        Args:
            actor: Its owner.
            name: What it is for, in the owner's words.
            scopes: What it may be used for.
            days: After how many days it ends.
            now: From when.

        Raises:
            TokenScopeError: None was named, or one that opens nothing to the owner.
            TokenTermError: The days are none, or more than the settings allow.
        """
        offered = scopes_of(actor.roles)
        beyond = [scope for scope in scopes if scope not in offered]
        if beyond or not scopes:
            raise TokenScopeError(scope=beyond[0] if beyond else "", offered=offered)
        if not 1 <= days <= self._most_days:
            raise TokenTermError(days=days, most=self._most_days)
        letters = (secrets.choice(_PREFIX_LETTERS) for _ in range(_PREFIX_RANDOM))
        prefix = MARK + "".join(letters)
        token = f"{prefix}_{secrets.token_urlsafe(32)}"
        expires_at = now + timedelta(days=days)
        self._records.add(
            actor.account_id,
            name=(name.strip() or prefix)[:_NAME_CHARACTERS],
            prefix=prefix,
            digest=_digest(token),
            scopes=tuple(scopes),
            now=now,
            expires_at=expires_at,
        )
        return Given(token=token, prefix=prefix, expires_at=expires_at)

    def actor_of(self, token: str, *, now: datetime) -> Actor | None:
        """Return on whose behalf a program acts and how far, or None where a token is none.

        The roles are those that the owner holds now: what the owner has lost, the token has.
        """
        found = self._records.find(_digest(token))
        if found is None or not is_live(found, now=now):
            return None
        owner = self._accounts.find(found.owner)
        if owner is None or not owner.is_enabled:
            return None
        if found.used_at is None or now - found.used_at >= _USED_STEP:
            self._records.touch(found.id, now=now)
        return Actor(
            account_id=owner.id,
            name=owner.name,
            display_name=owner.display_name,
            roles=owner.roles,
            must_change=owner.must_change,
            must_enrol=not owner.has_factor and self._factors.is_needed(owner.roles),
            token=found.prefix,
            scopes=found.scopes,
        )

    def of_account(
        self, account_id: int, *, most: int | None = None, skip: int = 0
    ) -> tuple[TokenRecord, ...]:
        """Return the tokens of an account, the newest first; those that ended stay on the list.

        Args:
            account_id: Whose.
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        return self._records.of_account(account_id, most=most, skip=skip)

    def count_of_account(self, account_id: int) -> int:
        """Return how many tokens :meth:`of_account` returns in all."""
        return self._records.count_of_account(account_id)

    def all(self) -> tuple[TokenRecord, ...]:
        """Return every token, by name of the account, the newest first."""
        return self._records.all()

    def live(self, *, now: datetime, most: int, skip: int) -> tuple[TokenRecord, ...]:
        """Return some of the tokens that hold, by name of the account, the newest first.

        Args:
            now: When.
            most: How many at most.
            skip: How many are passed over.
        """
        return self._records.all(live_at=now, most=most, skip=skip)

    def count_live(self, *, now: datetime) -> int:
        """Return how many tokens hold."""
        return self._records.count(live_at=now)

    def revoke_own(self, actor: Actor, prefix: str, *, now: datetime) -> None:
        """End a token of one's own.

        Raises:
            TokenNotFoundError: The account has none of this prefix.
        """
        found = self._records.find_prefix(prefix)
        if found is None or found.account_id != actor.account_id:
            raise TokenNotFoundError(prefix=prefix)
        self._records.revoke(found.id, by=actor.name, now=now)

    def revoke(self, prefix: str, *, by: str, now: datetime) -> None:
        """End a token of anybody.

        Raises:
            TokenNotFoundError: None has this prefix.
        """
        found = self._records.find_prefix(prefix)
        if found is None:
            raise TokenNotFoundError(prefix=prefix)
        self._records.revoke(found.id, by=by, now=now)


def is_live(token: TokenRecord, *, now: datetime) -> bool:
    """Tell whether a token is neither revoked nor over."""
    return token.revoked_at is None and now < token.expires_at


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
