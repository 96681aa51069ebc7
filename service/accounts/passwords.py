"""Is a password good enough, and how is it kept?

Length counts and what everybody tries does not pass; nobody has to mix signs or to change a
password for its age (NIST SP 800-63B section 5.1.1.2).

Source of the hash: argon2id with the low-memory profile of RFC 9106 section 4 (64 MiB, 3 passes),
the default of argon2-cffi.
"""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.accounts.common_passwords import is_common
from service.accounts.errors import WeakPasswordError

# A longer password only costs the server hashing time.
MOST_CHARACTERS = 200
_READABLE = "abcdefghijkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()


def check_password(password: str, *, name: str, least: int) -> None:
    """Pass silently when a password may be used.

    Args:
        password: The password.
        name: The account that it is for.
        least: Fewest characters.

    Raises:
        WeakPasswordError: Too short, too long, made of too few different characters, it holds
            the name of the account, or everybody tries it.
    """
    if len(password) < least:
        raise WeakPasswordError(reason=f"expected at least {least} characters")
    if len(password) > MOST_CHARACTERS:
        raise WeakPasswordError(reason=f"expected at most {MOST_CHARACTERS} characters")
    if len(set(password)) < 5:
        raise WeakPasswordError(reason="expected at least 5 different characters")
    if name.casefold() in password.casefold():
        raise WeakPasswordError(reason="it holds the name of the account")
    if is_common(password):
        raise WeakPasswordError(reason="it is one of those that are tried first")


def hash_password(password: str) -> str:
    """Return the argon2 hash of a password, salt and parameters in it."""
    return _hasher.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Tell whether a password is the one that was hashed."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(password_hash: str) -> bool:
    """Tell whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def random_password(*, groups: int = 4, length: int = 5) -> str:
    """Return a password that a person can read aloud, of about 100 bits.

    Example:
        >>> len(random_password()), random_password() == random_password()
        (23, False)
    """
    return "-".join(
        "".join(secrets.choice(_READABLE) for _ in range(length)) for _ in range(groups)
    )
