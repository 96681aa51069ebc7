"""What is told of like cases that wait for their judgments (在审类案)?"""

from dataclasses import dataclass
from enum import StrEnum

from service.pending.model import PendingCase, PendingCaseId


class Direction(StrEnum):
    """Which way a judge means to answer an issue, and nothing else of a draft."""

    GRANTED = "granted"
    REFUSED = "refused"
    FOR_ASKING = "for_asking"
    FOR_ANSWERING = "for_answering"
    FOR_ACCUSED = "for_accused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One issue that two cases are meant to answer in opposed ways, as one side is told of it.

    Attributes:
        issue: The issue in words of one's own paper; empty where it states none.
        own: How one means to answer it oneself.
        other: How the other means to.
    """

    issue: str
    own: Direction
    other: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A like case, as far as those are told who may not open it: where it lies and what about.

    Attributes:
        id: Its id; nobody is led to it who may not open it.
        number: Its number; empty where not told.
        court: Its court; empty where not told.
        judge: Its handling judge; empty where not told.
        subject: Charges or cause.
        is_open: Whether whoever asks may open it.
    """

    id: PendingCaseId
    number: str
    court: str
    judge: str
    subject: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """Like cases of one series, or a single one.

    Attributes:
        neighbours: The like cases, by number; several only where they are one series (系列案).
        issue: The issue that they share with the case, in words of the case's own paper; empty
            where only the facts are alike.
        likeness: How far the facts are alike, the greatest of the series, in [0, 1].
        conflicts: Issues that are meant to be answered in opposed ways.
    """

    neighbours: tuple[Neighbour, ...]
    issue: str
    likeness: float
    conflicts: tuple[Conflict, ...]


def neighbour_of(case: PendingCase, *, is_open: bool) -> Neighbour:
    """Return what of a pending case is told to colleagues."""
    return Neighbour(
        id=case.id,
        number="" if case.case_number is None else str(case.case_number),
        court=case.court or "",
        judge=case.handling_judge,
        subject="、".join(case.elements),
        is_open=is_open,
    )
