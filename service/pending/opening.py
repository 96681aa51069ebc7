"""What of a pending case comes from its paper, and what from whoever opens it?

What somebody says goes before what the paper tells. Of what neither says nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from corpus.case_number import CaseNumber, read_case_number
from corpus.cause import canonical_charge, known_cause
from corpus.cause.causes import cause_names
from corpus.cause.charges import charge_names
from corpus.court import read_court_name
from corpus.judgment import CaseType, Role
from corpus.pending_file import read_pending_file
from corpus.pending_told import ToldCase, read_told_case
from indexing.searching.query import Query, QueryKind, parts_of
from service.errors import CaseFieldError
from service.pending.model import (
    PanelMember,
    PaperKind,
    PendingCase,
    PendingCaseId,
    PendingParty,
    Stage,
)
from service.search.question import kind_of

LONGEST_LINE = 300
MOST_ROWS = 200
_AS_SAID = ("filed_on", "due_on", "happened_on", "stage", "parties", "panel")
_NEAR = 3
_LEAST_LIKE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """What somebody says of a pending case; None leaves a thing as the paper tells it.

    Attributes:
        case_number: In any printed variant.
        court: Full or short name.
        elements: Charges, or the one cause.
        parties: Those who take part.
        handling_judge: Name.
        panel: The panel.
        filed_on: Day of filing.
        due_on: Last day of the time limit.
        happened_on: Day of the facts.
        stage: How far it has come.
        issues: Disputed issues.
        intended_provisions: What is meant to be applied.
        intended_ruling: What is meant to be ruled.
    """

    case_number: str | None = None
    court: str | None = None
    elements: tuple[str, ...] | None = None
    parties: tuple[PendingParty, ...] | None = None
    handling_judge: str | None = None
    panel: tuple[PanelMember, ...] | None = None
    filed_on: date | None = None
    due_on: date | None = None
    happened_on: date | None = None
    stage: Stage | None = None
    issues: tuple[str, ...] | None = None
    intended_provisions: tuple[str, ...] | None = None
    intended_ruling: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """The paper that a case is opened from.

    Attributes:
        text: Cleaned.
        file_name: Name of the file that it came from, or None.
        external_id: Id of the case in the case system, or None.
    """

    text: str
    file_name: str | None = None
    external_id: str | None = None


def open_case(
    paper: CasePaper,
    *,
    pending_id: PendingCaseId,
    account_id: int,
    now: datetime,
    identity_key: bytes | None = None,
) -> PendingCase:
    """Return a case as its paper alone tells it.

    Args:
        paper: The paper.
        pending_id: Its new id.
        account_id: Who opens it.
        now: When.
        identity_key: Key of the hash of identity numbers; without it none is kept.

    Cost: that of reading a judgment, some milliseconds.
    """
    told = read_told_case(paper.text, today=now.date(), identity_key=identity_key)
    return PendingCase(
        id=pending_id,
        case_number=told.case_number,
        case_type=told.case_type,
        court=None if told.court is None else told.court.name,
        cause=told.cause,
        charges=told.charges,
        parties=_parties(told),
        handling_judge="",
        panel=(),
        filed_on=None,
        due_on=None,
        happened_on=None,
        stage=Stage.IN_TRIAL,
        issues=_issues(paper.text),
        intended_provisions=(),
        intended_ruling="",
        paper=paper_kind(paper.text),
        text=paper.text,
        file_name=paper.file_name,
        external_id=paper.external_id,
        opened_by=account_id,
        opened_at=now,
        changed_at=now,
    )


def with_entry(case: PendingCase, entry: CaseEntry, *, now: datetime) -> PendingCase:
    """Return a case with what somebody says of it.

    Raises:
        CaseNumberError: The number has no known form.
        CaseFieldError: A court, charge or cause that no table knows, days in the wrong order, or
            something too long.
    """
    # The names of fields are those of the case; each is of the type that the case has.
    said: dict[str, Any] = {
        name: value for name in _AS_SAID if (value := getattr(entry, name)) is not None
    }
    for name in ("handling_judge", "intended_ruling"):
        words = getattr(entry, name)
        said |= {} if words is None else {name: words.strip()}
    for name in ("issues", "intended_provisions"):
        lines = getattr(entry, name)
        said |= {} if lines is None else {name: _lines(name, lines)}
    if entry.case_number is not None:
        said["case_number"] = _number(entry.case_number)
    if entry.court is not None:
        said["court"] = _court(entry.court)
    changed = replace(case, **said, changed_at=now)
    if entry.elements is not None:
        changed = _with_elements(changed, entry.elements)
    if changed.case_type is None and changed.case_number is not None:
        changed = replace(changed, case_type=_type_of(changed.case_number))
    _check_days(changed)
    return changed


def paper_kind(text: str) -> PaperKind:
    """Tell what a paper is.

    Example:
        >>> paper_kind("被告人醉酒驾驶小型轿车，被民警查获。").value
        'facts'
    """
    if read_pending_file(text) is not None:
        return PaperKind.FILE
    return PaperKind.DRAFT if kind_of(text) is QueryKind.FILE else PaperKind.FACTS


def _parties(told: ToldCase) -> tuple[PendingParty, ...]:
    return tuple(
        PendingParty(
            name=party.name, role=party.role, kind=party.kind, identity_hash=party.identity_hash
        )
        for party in told.parties
        if party.role is not Role.OTHER
    )


def _issues(text: str) -> tuple[str, ...]:
    if read_pending_file(text) is not None:
        return ()
    return parts_of(Query(text=text, kind=kind_of(text))).issues


def _number(printed: str) -> CaseNumber | None:
    printed = printed.strip()
    return read_case_number(printed) if printed else None


def _type_of(number: CaseNumber) -> CaseType | None:
    return next((kind for sign, kind in _SIGNS if sign in number.type_code), None)


_SIGNS = (
    ("刑", CaseType.CRIMINAL),
    ("民", CaseType.CIVIL),
    ("行", CaseType.ADMINISTRATIVE),
    ("赔", CaseType.COMPENSATION),
    ("执", CaseType.ENFORCEMENT),
)


def _court(printed: str) -> str | None:
    printed = printed.strip()
    if not printed:
        return None
    court = read_court_name(printed)
    if court is None:
        raise CaseFieldError(
            field="court", value=printed, accepted="法院全称，如 吉林省高级人民法院"
        )
    return court.name


def _with_elements(case: PendingCase, names: Sequence[str]) -> PendingCase:
    names = [name.strip() for name in names if name.strip()]
    charges = [canonical_charge(name) for name in names]
    if names and all(charges):
        found = tuple(dict.fromkeys(charge for charge in charges if charge is not None))
        return replace(case, charges=found, cause=None, case_type=CaseType.CRIMINAL)
    causes = [known_cause(name) for name in names]
    unknown = next((name for name, cause in zip(names, causes, strict=True) if cause is None), None)
    if unknown is not None:
        near = get_close_matches(
            unknown, (*charge_names(), *cause_names()), n=_NEAR, cutoff=_LEAST_LIKE
        )
        accepted = "案由或罪名的全称" + (f"，如 {'、'.join(near)}" if near else "")
        raise CaseFieldError(field="elements", value=unknown, accepted=accepted)
    if len(causes) > 1:
        raise CaseFieldError(field="elements", value="；".join(names), accepted="一个案由")
    cause = causes[0] if causes else None
    return replace(case, charges=(), cause=None if cause is None else cause.name)


def _lines(field: str, lines: Sequence[str]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    too_long = next((line for line in kept if len(line) > LONGEST_LINE), None)
    if too_long is not None:
        raise CaseFieldError(field=field, value=too_long, accepted=f"每行不超过 {LONGEST_LINE} 字")
    return kept[:MOST_ROWS]


def _check_days(case: PendingCase) -> None:
    if case.filed_on is not None and case.due_on is not None and case.due_on < case.filed_on:
        raise CaseFieldError(
            field="due_on", value=case.due_on.isoformat(), accepted="不早于立案日期的日期"
        )
    if case.happened_on is not None and case.happened_on > case.opened_at.date():
        raise CaseFieldError(
            field="happened_on", value=case.happened_on.isoformat(), accepted="不晚于今天的日期"
        )
