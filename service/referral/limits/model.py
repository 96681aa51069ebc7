"""What is the time limit of a case (审限), and what extends it?

Source: 民事诉讼法 art. 152, 183; 行政诉讼法 art. 81, 88; 刑事诉讼法 art. 208;
长林春林区中院 实施意见 (2021) art. 7.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from corpus.case_number import CaseNumber

_MONTHS: Final = 12
_THIRDS: Final = 3


class LimitState(StrEnum):
    """Whether it runs: 计算中, 已结案."""

    RUNNING = "running"
    ENDED = "ended"


class LimitAct(StrEnum):
    """What can be done with a time limit."""

    BEGIN = "begin"
    EXTEND = "extend"
    DEDUCT = "deduct"
    END = "end"


STATUTORY: Final[Mapping[str, int]] = MappingProxyType(
    {"民初": 6, "民终": 3, "行初": 6, "行终": 3, "刑初": 2}
)
"""Months of the time limit by the type of the case number; other procedures are not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The beginning of a time limit.

    Attributes:
        pending_id: The case.
        case_number: Its number as shown; may be empty.
        court: Its court.
        division: Division; may be empty.
        began_on: From which day it runs.
        due_on: Last day, before anything extends it.
        thirds: At how many thirds of it the judge is warned, as the court had set it that day.
    """

    pending_id: str
    court: str
    began_on: date
    due_on: date
    thirds: int
    case_number: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """An extension (延长).

    Attributes:
        months: By how many months.
        approved_by: Who approved it.
    """

    months: int
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deducted:
    """Days that do not count (扣除), such as those of an appraisal, the first and last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A time limit as its acts made it.

    Attributes:
        state: Whether it runs.
        begun: What it began with.
        extended: Months that it was extended by.
        deductions: Days that do not count, in order of deducting; none overlap.
    """

    state: LimitState
    begun: Begun
    extended: int = 0
    deductions: tuple[Deducted, ...] = ()

    @property
    def n_deducted(self) -> int:
        """How many days do not count."""
        return sum((each.last - each.first).days + 1 for each in self.deductions)

    @property
    def due_on(self) -> date:
        """The last day."""
        return months_later(self.begun.due_on, self.extended) + timedelta(days=self.n_deducted)

    @property
    def warns_on(self) -> date:
        """The first day on which the share of the limit is used at which the judge is warned.

        Example:
            >>> begun = Begun(pending_id="p", court="", began_on=date(2026, 1, 1),
            ...     due_on=date(2026, 7, 1), thirds=2)
            >>> limit = TimeLimit(state=LimitState.RUNNING, begun=begun)
            >>> limit.warns_on.isoformat()
            '2026-05-02'
            >>> replaced = TimeLimit(state=LimitState.RUNNING, begun=begun, extended=3)
            >>> replaced.due_on.isoformat(), replaced.warns_on.isoformat()
            ('2026-10-01', '2026-07-02')
        """
        whole = (months_later(self.begun.due_on, self.extended) - self.begun.began_on).days
        needed = -(-whole * self.begun.thirds // _THIRDS)
        day = self.begun.began_on + timedelta(days=needed)
        for each in sorted(self.deductions, key=lambda one: one.first):
            if each.first <= day:
                day += timedelta(days=(each.last - each.first).days + 1)
        return day

    def is_warned(self, today: date) -> bool:
        """Tell whether the judge is warned today."""
        return self.state is LimitState.RUNNING and today >= self.warns_on


def statutory_months(number: CaseNumber | None) -> int | None:
    """Return the months that the law gives a case by the type of its number; None if not told.

    Example:
        >>> from corpus.case_number import read_case_number
        >>> statutory_months(read_case_number("（2026）吉0104民初12号"))
        6
        >>> statutory_months(read_case_number("（2026）吉0104执12号")) is None
        True
    """
    return None if number is None else STATUTORY.get(number.type_code)


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, the last of the month where it has no such day.

    Example:
        >>> months_later(date(2025, 8, 31), 6).isoformat()
        '2026-02-28'
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
