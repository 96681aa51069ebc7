"""Who and what is a pending case about, as its first paper tells?

An indictment or a complaint names the parties, the court that it is addressed to and sometimes
the cause; a draft names all that a judgment names. What a paper does not tell is left out.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.case_number import CaseNumber, find_case_numbers
from corpus.cause import find_cause, known_cause
from corpus.court import read_court_name
from corpus.judgment import (
    CaseType,
    Court,
    Judgment,
    Party,
    RawJudgment,
    Role,
    SourceRecord,
)
from corpus.party import find_parties
from corpus.pending_file import PendingFile, PendingPaper, read_pending_file
from corpus.reading import read_judgment
from corpus.spans import Extracted, Reading, Span, value_of

_ADDRESSED: Final = re.compile(
    r"此[ \t\u3000]*(?:致|呈)[：:，,\s]{0,8}(?P<court>[\u4e00-\u9fff]{3,24}?法院)"
)
_PRESENT: Final = re.compile(
    r"(?:诉至|诉诸|起诉至|提起诉讼于|向)(?P<court>[\u4e00-\u9fff]{3,24}?法院)"
)
_CAUSE_LINE: Final = re.compile(r"案[ \u3000]{0,4}由[：:]\s*(?P<name>[\u4e00-\u9fff、（）]{2,40})")
_HEAD: Final = 200
_BESIDE: Final = frozenset({Role.COUNSEL, Role.DEFENDER, Role.REPRESENTATIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCase:
    """What a paper tells of a pending case.

    Attributes:
        case_number: Its number, where the head prints one.
        case_type: Criminal, civil, administrative.
        court: The court that the paper is addressed to, or whose draft it is.
        cause: Cause of action of a civil or administrative case.
        charges: Charges of a criminal case, main one first.
        parties: Those who take part, counsel left out, in order.
    """

    case_number: CaseNumber | None
    case_type: CaseType | None
    court: Court | None
    cause: str | None
    charges: tuple[str, ...]
    parties: tuple[Party, ...]


def read_told_case(text: str, *, today: date, identity_key: bytes | None = None) -> ToldCase:
    r"""Read what a paper tells of a pending case.

    Args:
        text: An indictment, a complaint, a draft, or an account that tells nothing of this.
        today: The day of reading; no paper is later.
        identity_key: Key of the hash of identity numbers; without it none is made.

    Example:
        >>> text = (
        ...     "民事起诉状\n原告：甲公司，住所地乙市。\n被告：张三，男。\n案由：买卖合同纠纷\n"
        ...     "诉讼请求：\n付款。\n事实与理由：\n收货后未付款。\n此致\n北京市海淀区人民法院"
        ... )
        >>> told = read_told_case(text, today=date(2026, 1, 1))
        >>> told.court.name, told.cause, [party.name for party in told.parties]
        ('北京市海淀区人民法院', '买卖合同纠纷', ['甲公司', '张三'])

    Cost: linear in the length of the text.
    """
    paper = read_pending_file(text)
    if paper is not None:
        return _of_first_paper(text, paper, identity_key)
    source = SourceRecord(name="pending", place="pending", format="text")
    read = read_judgment(
        RawJudgment(text=text, source=source), today=today, identity_key=identity_key
    )
    return _of_draft(read) if isinstance(read, Judgment) else _NOTHING


_NOTHING: Final = ToldCase(
    case_number=None, case_type=None, court=None, cause=None, charges=(), parties=()
)


def _of_first_paper(text: str, paper: PendingFile, identity_key: bytes | None) -> ToldCase:
    begins = min(part.start for part in (paper.facts, paper.claims) if part is not None)
    opening = Span(0, begins)
    numbers = find_case_numbers(text, 0, begins)
    is_criminal = paper.kind is PendingPaper.INDICTMENT
    case_type = CaseType.CRIMINAL if is_criminal else _civil_or_not(text[:_HEAD])
    return ToldCase(
        case_number=_own_number(numbers),
        case_type=case_type,
        court=_addressed(text, paper.facts.end) or _addressed(text, 0),
        cause=None if is_criminal else _cause(text, begins),
        charges=paper.charges,
        parties=_principals(find_parties(text, opening, identity_key=identity_key)),
    )


def _of_draft(read: Judgment) -> ToldCase:
    court = value_of(read.court)
    return ToldCase(
        case_number=value_of(read.case_number),
        case_type=value_of(read.case_type),
        court=court,
        cause=value_of(read.cause),
        charges=tuple(dict.fromkeys(charge.value for charge in read.charges)),
        parties=_principals(read.parties),
    )


def _own_number(numbers: tuple[Extracted[CaseNumber], ...]) -> CaseNumber | None:
    """Return the only number before the facts; of several none is known to be the case's own."""
    return numbers[0].value if len(numbers) == 1 else None


def _civil_or_not(head: str) -> CaseType:
    return CaseType.ADMINISTRATIVE if "行政" in head else CaseType.CIVIL


def _addressed(text: str, start: int) -> Court | None:
    found = _ADDRESSED.search(text, start) or _PRESENT.search(text, start)
    return None if found is None else read_court_name(found["court"])


def _cause(text: str, begins: int) -> str | None:
    line = _CAUSE_LINE.search(text)
    if line is not None:
        known = known_cause(line["name"])
        if known is not None:
            return known.name
    named: Reading[str] = find_cause(text, 0, begins)
    return value_of(named)


def _principals(parties: tuple[Extracted[Party], ...]) -> tuple[Party, ...]:
    return tuple(party.value for party in parties if party.value.role not in _BESIDE)
