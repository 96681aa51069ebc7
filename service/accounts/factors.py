"""What does one prove beside the password?

A second factor is a secret that a telephone keeps and makes codes of six digits from, a new one
each half minute. Who has lost the telephone signs in with a recovery code, each good for once, or
has the factor removed by the 安全保密管理员.

Source: RFC 6238 (TOTP) and RFC 4226 with the figures that every authenticator takes: SHA-1, six
digits, steps of thirty seconds; one step to each side is taken for clocks that differ (section
5.2), and no code twice (the same section).
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

import pyotp
from cryptography.fernet import Fernet, InvalidToken

from service.accounts.errors import FactorCodeError
from service.accounts.sealing import sealing_cipher
from service.actors import Role
from service.errors import SettingsError
from service.settings import Settings
from service.store.factor_records import FactorRecord, FactorRecords

ISSUER: Final = "同判"
N_RECOVERY_CODES: Final = 10
_STEPS_ASIDE: Final = 1
_CODE_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_GROUPS: Final = 3
_GROUP_LETTERS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A secret that its owner is to take into an authenticator and confirm with a code.

    Attributes:
        secret: The secret in base 32, for typing.
        uri: The same as an ``otpauth`` address, for scanning.
    """

    secret: str
    uri: str


class FactorDesk:
    """The one door to second factors.

    Args:
        records: The stored factors.
        settings: Say which roles need one, and where the key lies that encrypts the secrets.

    Raises:
        SettingsError: A role of the settings does not exist.
    """

    def __init__(self, records: FactorRecords, settings: Settings) -> None:
        self._records = records
        self._settings = settings
        self._needing = _roles_of(settings.second_factor_roles)

    def is_needed(self, roles: Sequence[Role]) -> bool:
        """Tell whether an account of these roles has to have a second factor."""
        return not self._needing.isdisjoint(roles)

    def find(self, account_id: int) -> FactorRecord | None:
        """Return what is stored of the factor of an account, or None."""
        return self._records.find(account_id)

    def offer(self, account_id: int, *, name: str) -> Offer:
        """Make a secret for an account; it holds once :meth:`confirm` has seen a code of it."""
        secret = pyotp.random_base32()
        self._records.offer(account_id, self._cipher.encrypt(secret.encode()).decode())
        return _offer(secret, name)

    def offered(self, account_id: int, *, name: str) -> Offer | None:
        """Return the secret that waits for its code, or None."""
        found = self._records.find(account_id)
        if found is None or found.offered is None:
            return None
        return _offer(self._opened(found.offered), name)

    def confirm(self, account_id: int, code: str, *, now: datetime) -> tuple[str, ...]:
        """Let the offered secret hold, and return the recovery codes, which are told this once.

        Raises:
            FactorCodeError: The code is none of it.
        """
        found = self._records.find(account_id)
        if found is None or found.offered is None:
            raise FactorCodeError
        step = _step_of(self._opened(found.offered), code, now=now)
        if step is None:
            raise FactorCodeError
        codes = tuple(_recovery_code() for _ in range(N_RECOVERY_CODES))
        self._records.confirm(account_id, step=step, digests=map(_digest, codes), now=now)
        return codes

    def passes(self, account_id: int, code: str, *, now: datetime) -> bool:
        """Tell whether a code proves the factor, and use it up.

        A code of the authenticator that was used before, or is older than one that was, proves
        nothing; a recovery code is good for once.
        """
        found = self._records.find(account_id)
        if found is None or found.secret is None:
            return False
        step = _step_of(self._opened(found.secret), code, now=now)
        if step is not None:
            return self._records.use_step(account_id, step)
        return self._records.use_code(account_id, _digest(code))

    def remove(self, account_id: int) -> bool:
        """Forget the factor of an account; tells whether there was one."""
        return self._records.remove(account_id)

    def _opened(self, encrypted: str) -> str:
        try:
            return self._cipher.decrypt(encrypted.encode()).decode()
        except InvalidToken as error:
            # The key is not the one that the records were written under.
            raise SettingsError(
                name="TONGPAN_DATA",
                reason="secret.key does not open the second factors; restore it from the backup",
            ) from error

    @cached_property
    def _cipher(self) -> Fernet:
        return sealing_cipher(self._settings, purpose=b"tongpan second factor")


def _roles_of(words: str) -> frozenset[Role]:
    known = {role.value: role for role in Role}
    named = [word.strip() for word in words.split(",") if word.strip()]
    unknown = [word for word in named if word not in known]
    if unknown:
        raise SettingsError(
            name="TONGPAN_SECOND_FACTOR_ROLES",
            reason=f"no role {unknown[0][:32]!r}; expected some of {', '.join(known)}",
        )
    return frozenset(known[word] for word in named)


def _offer(secret: str, name: str) -> Offer:
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
    return Offer(secret=secret, uri=uri)


def _step_of(secret: str, code: str, *, now: datetime) -> int | None:
    """Return the time step that a code belongs to, or None where it is none of the secret."""
    typed = "".join(code.split())
    totp = pyotp.TOTP(secret)
    current = totp.timecode(now)
    fitting = [
        step
        for step in range(current - _STEPS_ASIDE, current + _STEPS_ASIDE + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode())
    ]
    return fitting[-1] if fitting else None


def _recovery_code() -> str:
    """Return a code of about 74 bits, which a person can copy from paper."""
    return "-".join(
        "".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUP_LETTERS))
        for _ in range(_CODE_GROUPS)
    )


def _digest(code: str) -> str:
    """Return under what a recovery code is kept; it is random, so that no slow hash is needed."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(b"recovery:" + plain.encode()).hexdigest()
