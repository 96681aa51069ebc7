"""What is known of a report beside what it states?"""

from dataclasses import dataclass
from datetime import datetime

from service.reports.content import ReportContent
from service.reports.states import ReportMove, ReportState, is_finished
from service.reports.vocabulary import FileClass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSignature:
    """Who signed a version.

    Attributes:
        by: Name of the handling judge.
        at: When.
    """

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """What a list tells of a version.

    Attributes:
        number: From 1.
        digest: SHA-256 of the canonical JSON of the content.
        author: Name of the person who made it.
        at: When.
        signature: The last signature that was put under this version, or None.
    """

    number: int
    digest: str
    author: str
    at: datetime
    signature: ReportSignature | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """A version as it was stored; versions are added, never changed.

    Attributes:
        line: What a list tells of it.
        content: What it states.
    """

    line: VersionLine
    content: ReportContent


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
    opened_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a printed report says of itself.

    Attributes:
        state: How far the report has come; of an older version whether it was signed.
        version: Number of the version printed; 0 for one that is not stored.
        superseded_by: Number of the version that stands, where it is another one; else None.
        digest: Digest of what it states.
        file_class: The volume that it goes to.
        signature: The signature of this version, or None.
        made_at: When this version was made.
    """

    state: ReportState
    version: int
    superseded_by: int | None
    digest: str
    file_class: FileClass
    signature: ReportSignature | None
    made_at: datetime


def imprint_of(report: Report, line: VersionLine) -> Imprint:
    """Return what a version says of itself in print.

    A version that was signed keeps its signature when a later one stands; one that was sent back
    and still stands does not.
    """
    is_standing = line.number == report.version
    state = report.state
    if not is_standing:
        state = ReportState.DRAFT if line.signature is None else ReportState.SIGNED
    return Imprint(
        state=state,
        version=line.number,
        superseded_by=None if is_standing else report.version,
        digest=line.digest,
        file_class=report.file_class,
        signature=line.signature if is_finished(state) else None,
        made_at=line.at,
    )
