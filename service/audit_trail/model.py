"""What does one line of the audit trail say, and what can be wrong with the trail?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

START: Final = "0" * 64
"""Digest that stands before the first line."""


class Outcome(StrEnum):
    """How an act ended: carried out, refused, or failed by a fault of ours."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class FlawKind(StrEnum):
    """What can be found wrong with a trail.

    ``HEAD_RENEWED``: a line says that the head was missing, or not ours, when it was written. What
    was cut off before it no longer shows by the file, only by a head that was kept elsewhere.
    """

    EDITED = "edited"
    MISSING = "missing"
    CUT_OFF = "cut_off"
    HEAD_GONE = "head_gone"
    HEAD_FORGED = "head_forged"
    HEAD_RENEWED = "head_renewed"
    OLDER_LOG = "older_log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody did, before it stands in the trail.

    Attributes:
        at: When, aware.
        account_id: Whose account, or None without one (command line, before signing in).
        doer: Sign-in name then, or the name of the account of the machine; never a real name.
        roles: Tokens of the roles then, in order, parted by commas.
        action: What: method and address of the request, a token of ours, or words of a command.
        subject: What it touched: ids, never a text.
        outcome: How it ended.
        detail: Code of the refusal, else empty.
        purpose: Why it was looked at (履职依据) where that is asked for, else empty.
        request_id: The request, or empty for a command.
    """

    at: datetime
    account_id: int | None
    doer: str
    roles: str
    action: str
    subject: str
    outcome: Outcome
    detail: str = ""
    purpose: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A deed that stands in the trail.

    Attributes:
        number: 1 for the first ever.
        deed: What was done.
        digest: Keyed digest over all of this and over the digest before, 64 hexadecimal digits.
    """

    number: int
    deed: Deed
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far the trail had come; kept outside of the database.

    Attributes:
        number: Of the last line; 0 before the first.
        digest: Of the last line.
    """

    number: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something that is wrong with a trail.

    Attributes:
        kind: What.
        number: The line where it shows.
    """

    kind: FlawKind
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What looking through a whole trail gave.

    Attributes:
        n_lines: How many lines stand there.
        first: Number of the first one, above 1 where older ones were lawfully put away; 0 for none.
        head: The last line.
        flaws: What is wrong, in order of lines; at most 100 are told.
    """

    n_lines: int
    first: int
    head: Head
    flaws: tuple[Flaw, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.flaws
