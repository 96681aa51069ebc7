"""How do the fields of the forms of a pending case become what the desks take?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from service.errors import CaseFieldError, MalformedRequestError
from service.pending.model import PendingCase, Stage
from service.pending.opening import CaseEntry
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.pending.typed_lines import typed_panel, typed_parties

MemberT = TypeVar("MemberT", bound=StrEnum)

_BETWEEN = re.compile(r"[；;\n]")
_LONGEST_ANSWER = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A case that a party submitted, as typed.

    Attributes:
        submitted_by: Who.
        submitted_on: When.
        kind: What it is.
        number: Its number.
    """

    submitted_by: str
    submitted_on: date
    kind: SubmittedKind
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The court's answer to it, as typed.

    Attributes:
        number: Number of the record.
        place: Where the court answers.
        response: The answer.
    """

    number: int
    place: ResponsePlace
    response: str


def entry_of_form(fields: Mapping[str, str], case: PendingCase) -> CaseEntry:
    """Return what a form says of a case; a field that it lacks stays.

    Raises:
        CaseFieldError: A line or date that cannot be read.
        MalformedRequestError: A stage that does not exist.
    """
    parties = fields.get("parties")
    panel = fields.get("panel")
    elements = fields.get("elements")
    return CaseEntry(
        case_number=fields.get("case_number"),
        court=fields.get("court"),
        elements=None if elements is None else tuple(_BETWEEN.split(elements)),
        parties=None if parties is None else typed_parties(parties, case.parties),
        handling_judge=fields.get("handling_judge"),
        panel=None if panel is None else typed_panel(panel),
        filed_on=day_of(fields, "filed_on"),
        due_on=day_of(fields, "due_on"),
        happened_on=day_of(fields, "happened_on"),
        stage=member_of(fields, "stage", Stage) if fields.get("stage") else None,
        issues=_lines(fields, "issues"),
        intended_provisions=_lines(fields, "intended_provisions"),
        intended_ruling=fields.get("intended_ruling"),
    )


def submission_of_form(fields: Mapping[str, str]) -> Submission:
    """Return a submitted case.

    Raises:
        CaseFieldError: There is no day that can be read.
        MalformedRequestError: A kind that does not exist.
    """
    day = day_of(fields, "submitted_on")
    if day is None:
        raise CaseFieldError(field="submitted_on", value="", accepted="提交日期，如 2026-03-01")
    return Submission(
        submitted_by=fields.get("submitted_by", ""),
        submitted_on=day,
        kind=member_of(fields, "kind", SubmittedKind),
        number=fields.get("number", ""),
    )


def answer_of_form(fields: Mapping[str, str]) -> Answer:
    """Return the answer to a submitted case.

    Raises:
        MalformedRequestError: No number of a record, or a place that does not exist.
    """
    number = fields.get("answers", "")
    if not (number.isascii() and number.isdigit()):
        raise MalformedRequestError(problems=("answers: expected the number of a record",))
    return Answer(
        number=int(number),
        place=member_of(fields, "place", ResponsePlace),
        response=fields.get("response", "")[:_LONGEST_ANSWER],
    )


def member_of(fields: Mapping[str, str], name: str, members: type[MemberT]) -> MemberT:
    """Return a member of a closed vocabulary.

    Raises:
        MalformedRequestError: There is none of this token.
    """
    try:
        return members(fields.get(name, ""))
    except ValueError:
        accepted = ", ".join(members)
        raise MalformedRequestError(problems=(f"{name}: expected one of {accepted}",)) from None


def day_of(fields: Mapping[str, str], name: str) -> date | None:
    """Return a day, or None where the field is empty.

    Raises:
        CaseFieldError: It is none.
    """
    words = fields.get(name, "").strip()
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise CaseFieldError(field=name, value=words, accepted="日期，如 2026-03-01") from None


def _lines(fields: Mapping[str, str], name: str) -> tuple[str, ...] | None:
    words = fields.get(name)
    return None if words is None else tuple(words.splitlines())
