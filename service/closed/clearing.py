"""Who is cleared for which classes of closed judgments?

Clearances are given by whoever keeps the closed judgments (安全保密管理员), who reads none of them,
and hold for people: the token of a program carries none. What somebody may read is asked anew with
every request, so that ending a clearance, or taking away the desk that it was given for, holds at
once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.clearance import NOBODY
from service.accounts.errors import AccountNotFoundError
from service.actors import SEPARATED, Role
from service.closed.classes import CLASSES
from service.closed.errors import (
    ClearanceGoneError,
    ClearanceGroundError,
    ClearanceOwnError,
    ClearanceRoleError,
    ClearanceTermError,
)
from service.closed.model import Asked, Clearance
from service.court_time import court_day
from service.store.account_records import AccountRecords
from service.store.clearance_records import ClearanceRecords

LEAST_WORDS: Final = 4
"""Characters of a ground, or of a reason, at least."""

_MOST_WORDS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceDesk:
    """Gives clearances and ends them.

    Attributes:
        records: The stored ones.
        accounts: Whose they are.
    """

    records: ClearanceRecords
    accounts: AccountRecords

    def held(self, account_id: int, roles: Iterable[Role], *, day: date) -> frozenset[Sensitivity]:
        """Return the classes that somebody may read on a day: cleared, and still at such a desk.

        Cost: a query, 0.1 ms; none for desks that are cleared for nothing.
        """
        desks = frozenset(roles)
        open_to_desk = frozenset(kind for kind, row in CLASSES.items() if row.roles & desks)
        if not open_to_desk or desks & SEPARATED:
            return NOBODY
        return self.records.held(account_id, day=day) & open_to_desk

    def give(self, asked: Asked, *, by: str, now: datetime) -> Clearance:
        """Clear somebody for a class.

        Args:
            asked: Whom, for what, on what ground and for which days.
            by: Sign-in name of who gives it, or the account of the machine.
            now: When.

        Raises:
            AccountNotFoundError: No account has the name.
            ClearanceOwnError: It is one's own, or one that keeps closed judgments.
            ClearanceRoleError: Its desks may not be cleared for the class.
            ClearanceTermError: The days are none, or too many.
            ClearanceGroundError: No ground is given.
        """
        account = self.accounts.find(asked.account.strip().casefold())
        if account is None:
            raise AccountNotFoundError(name=asked.account)
        if account.name == by or SEPARATED.intersection(account.roles):
            raise ClearanceOwnError(name=account.name)
        row = CLASSES[asked.kind]
        if not row.roles.intersection(account.roles):
            raise ClearanceRoleError(
                kind=asked.kind.value,
                roles=tuple(role.value for role in account.roles),
                needed=tuple(sorted(role.value for role in row.roles)),
            )
        days = (asked.until_on - asked.from_on).days + 1
        if not 1 <= days <= row.most_days or asked.until_on < court_day(now):
            raise ClearanceTermError(most_days=row.most_days)
        kept = replace(asked, account=account.name, ground=_said(asked.ground))
        return self.records.add(account.id, kept, by=by, at=now)

    def end(self, number: int, *, because: str, by: str, now: datetime) -> None:
        """End a clearance for good; what it opened is closed with the next request.

        Raises:
            ClearanceGroundError: No reason is given.
            ClearanceGoneError: No clearance of this number stands.
        """
        if not self.records.revoke(number, because=_said(because), by=by, at=now):
            raise ClearanceGoneError(number=number)

    def all(self, *, most: int | None = None, skip: int = 0) -> tuple[Clearance, ...]:
        """Return clearances that were ever given, the last one first.

        Args:
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        return self.records.all(most=most, skip=skip)

    def count(self) -> int:
        """Return how many clearances were ever given."""
        return self.records.count()

    def own(self, account_id: int) -> tuple[Clearance, ...]:
        """Return the clearances that somebody was ever given, the last one first."""
        return self.records.of_account(account_id)


def _said(words: str) -> str:
    said = " ".join(words.split())[:_MOST_WORDS]
    if len(said) < LEAST_WORDS:
        raise ClearanceGroundError(least=LEAST_WORDS)
    return said
