"""What is known of a report beside what it states?"""

from dataclasses import dataclass
from datetime import datetime

from service.reports.content import ReportContent
from service.reports.states import ReportMove, ReportState
from service.reports.vocabulary import FileClass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSignature:
    """Who signed a version.

    Attributes:
        by: Name of the handling judge.
        at: When.
        version: The version that was signed.
    """

    by: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """A version as it was stored; versions are added, never changed.

    Attributes:
        number: From 1.
        content: What it states.
        digest: SHA-256 of the canonical JSON of the content.
        author: Name of the person who made it.
        at: When.
    """

    number: int
    content: ReportContent
    digest: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMade:
    """A line of the log of moves.

    Attributes:
        move: What was done.
        source: State before.
        target: State after.
        version: The version that stood.
        reason: Why, or where to; may be empty.
        author: Name of the person who did it.
        at: When.
    """

    move: ReportMove
    source: ReportState
    target: ReportState
    version: int
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A stored report without its content.

    Attributes:
        id: Random and unguessable; part of the address of its page.
        number: Report number (报告编号).
        case_number: Number of the pending case.
        cause: What that case is about.
        pending_case_id: The pending case, or None.
        state: How far it has come.
        version: Number of the version that stands.
        file_class: The volume that it goes to.
        handling_account_id: Account of the handling judge, who alone signs.
        preparing_account_id: Account that made it.
        signature: The signature that stands, or None.
        opened_at: When it was made.
        changed_at: When it last changed.
    """

    id: str
    number: str
    case_number: str
    cause: str
    pending_case_id: str | None
    state: ReportState
    version: int
    file_class: FileClass
    handling_account_id: int
    preparing_account_id: int
    signature: ReportSignature | None
    opened_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a printed report says of itself.

    Attributes:
        state: How far the report has come.
        version: Number of the version printed; 0 for one that is not stored.
        digest: Digest of what it states.
        file_class: The volume that it goes to.
        signature: The signature of this version, or None.
        made_at: When this version was made.
    """

    state: ReportState
    version: int
    digest: str
    file_class: FileClass
    signature: ReportSignature | None
    made_at: datetime


def imprint_of(report: Report, version: ReportVersion) -> Imprint:
    """Return what a version says of itself in print; only the signed version is signed."""
    signature = report.signature
    is_signed = signature is not None and signature.version == version.number
    is_standing = version.number == report.version
    return Imprint(
        state=report.state if is_standing else _state_of_older(is_signed=is_signed),
        version=version.number,
        digest=version.digest,
        file_class=report.file_class,
        signature=signature if is_signed else None,
        made_at=version.at,
    )


def _state_of_older(*, is_signed: bool) -> ReportState:
    return ReportState.SIGNED if is_signed else ReportState.DRAFT
