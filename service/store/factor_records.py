"""How are second factors and recovery codes kept?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, func, insert, select, update

from service.store.people_tables import recovery_codes, second_factors
from service.store.writing import writing

NO_STEP = 0
"""The last step of a factor of which no code was used yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRecord:
    """A second factor as stored.

    Attributes:
        secret: The secret, encrypted; None until a first code confirmed it.
        offered: A secret, encrypted, that waits for the code that confirms it, or None.
        enrolled_at: Since when the secret holds.
        n_codes: Recovery codes that were not used yet.
    """

    secret: str | None
    offered: str | None
    enrolled_at: datetime | None
    n_codes: int


class FactorRecords:
    """The stored second factors. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, account_id: int) -> FactorRecord | None:
        """Return the factor of an account, or None."""
        n_codes = (
            select(func.count())
            .where(recovery_codes.c.account_id == account_id)
            .scalar_subquery()
            .label("n_codes")
        )
        with self._engine.connect() as connection:
            row = connection.execute(
                select(second_factors, n_codes).where(second_factors.c.account_id == account_id)
            ).one_or_none()
        if row is None:
            return None
        return FactorRecord(
            secret=row.secret,
            offered=row.offered,
            enrolled_at=row.enrolled_at,
            n_codes=row.n_codes,
        )

    def offer(self, account_id: int, offered: str) -> None:
        """Store a secret that its owner is to confirm; one that holds stays beside it."""
        with writing(self._engine) as connection:
            changed = connection.execute(
                update(second_factors)
                .where(second_factors.c.account_id == account_id)
                .values(offered=offered)
            ).rowcount
            if not changed:
                connection.execute(
                    insert(second_factors).values(
                        account_id=account_id, offered=offered, last_step=NO_STEP
                    )
                )

    def confirm(self, account_id: int, *, step: int, digests: Iterable[str], now: datetime) -> None:
        """Let the offered secret hold from now on, with new recovery codes in place of all old.

        Args:
            account_id: Whose.
            step: The time step whose code confirmed it; it is used up.
            digests: Digests of the recovery codes.
            now: When.
        """
        with writing(self._engine) as connection:
            connection.execute(
                update(second_factors)
                .where(second_factors.c.account_id == account_id)
                .values(
                    secret=second_factors.c.offered,
                    offered=None,
                    enrolled_at=now,
                    last_step=step,
                )
            )
            connection.execute(
                delete(recovery_codes).where(recovery_codes.c.account_id == account_id)
            )
            for digest in digests:
                connection.execute(
                    insert(recovery_codes).values(account_id=account_id, digest=digest)
                )

    def use_step(self, account_id: int, step: int) -> bool:
        """Use up a time step; tells False where it, or a later one, was used before.

        Compared and written by the database in one statement, so that of two requests that come
        with one code side by side one passes.
        """
        with writing(self._engine) as connection:
            changed = connection.execute(
                update(second_factors)
                .where(second_factors.c.account_id == account_id, second_factors.c.last_step < step)
                .values(last_step=step)
            ).rowcount
        return changed == 1

    def use_code(self, account_id: int, digest: str) -> bool:
        """Use up a recovery code; tells False where there is none such."""
        with writing(self._engine) as connection:
            gone = connection.execute(
                delete(recovery_codes).where(
                    recovery_codes.c.account_id == account_id, recovery_codes.c.digest == digest
                )
            ).rowcount
        return gone == 1

    def remove(self, account_id: int) -> bool:
        """Forget the factor and the codes of an account; tells whether there was one."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(recovery_codes).where(recovery_codes.c.account_id == account_id)
            )
            gone = connection.execute(
                delete(second_factors).where(second_factors.c.account_id == account_id)
            ).rowcount
        return gone == 1
