"""Which days does the court work, and which day lies so many working days later?

A day is as the court has entered it; else as the yearly notice of the State Council's office says
(放假和调休), in the years that the calendar of `chinesecalendar` covers; else Monday to Friday.

Source: 国务院办公厅关于部分节假日安排的通知, each November for the year to come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from chinese_calendar.constants import holidays, workdays

from service.actors import Actor, Permission
from service.parameters.errors import CalendarLineError
from service.store.parameter_records import ParameterRecords, SetDay
from service.typed_tables import read_table

COLUMNS: Final = ("日期", "类型", "依据")
"""The first line of a table of days."""
KINDS: Final[Mapping[str, bool]] = {"放假": False, "上班": True}
"""By name of a kind of day whether the court works then."""
NATIONAL_SINCE: Final = min(holidays).year
"""First year whose notice the installed calendar knows."""
NATIONAL_UNTIL: Final = max(holidays).year
"""Last year whose notice the installed calendar knows."""
_NOTICE: Final = "国务院办公厅{year}年部分节假日安排的通知"
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day that is not what its day of the week is, or that the court entered.

    Attributes:
        day: The day.
        is_working: Whether the court works.
        source: On what that rests.
    """

    day: date
    is_working: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtCalendar:
    """The calendar of this court.

    Attributes:
        records: The days that the court entered.
    """

    records: ParameterRecords

    def working_days_after(self, day: date, n_days: int) -> date:
        """Return the day that lies so many working days later; the day itself does not count.

        Cost: a query for the days that the court entered behind it.
        """
        own = {each.day: each.is_working for each in self.records.days(day, date.max)}
        moved, left = day, n_days
        while left > 0:
            moved += timedelta(days=1)
            left -= own.get(moved, _is_national_working_day(moved))
        return moved

    def year(self, year: int) -> tuple[CalendarDay, ...]:
        """Return the days of a year off their week, in order; what the court entered goes first."""
        first, end = date(year, 1, 1), date(year + 1, 1, 1)
        found = {
            day: CalendarDay(day=day, is_working=is_working, source=_NOTICE.format(year=year))
            for days, is_working in ((holidays, False), (workdays, True))
            for day in days
            if day.year == year and _works_by_week(day) != is_working
        }
        for each in self.records.days(first, end):
            found[each.day] = CalendarDay(
                day=each.day, is_working=each.is_working, source=each.source
            )
        return tuple(found[day] for day in sorted(found))

    def knows(self, year: int) -> bool:
        """Tell whether the holidays of a year are known, from the notice or from the court."""
        if NATIONAL_SINCE <= year <= NATIONAL_UNTIL:
            return True
        return bool(self.records.days(date(year, 1, 1), date(year + 1, 1, 1)))

    def put(self, actor: Actor, days: tuple[CalendarDay, ...], *, now: datetime) -> None:
        """Enter days, all of them or none; earlier entries are kept and stand no more.

        Raises:
            NotPermittedError: The account may not.
        """
        actor.require(Permission.SET_PARAMETERS)
        self.records.add_days(
            SetDay(
                day=each.day,
                is_working=each.is_working,
                source=each.source,
                set_by=actor.account_id,
                set_at=now,
            )
            for each in days
        )


def days_in(text: str) -> tuple[CalendarDay, ...]:
    r"""Return the days of a table (.csv), in its order.

    Args:
        text: The table, its first line the names of :data:`COLUMNS` in any order.

    Raises:
        CalendarLineError: A line that is none, or says not what the day is or on what that rests.

    Example:
        >>> days_in("日期,类型,依据\n2027-10-01,放假,国办发明电〔2026〕1号\n")[0].is_working
        False
    """
    table = read_table(text)
    if set(COLUMNS) - set(table.columns):
        raise CalendarLineError(line=1, value="、".join(table.columns), accepted="、".join(COLUMNS))
    if table.broken_line is not None:
        raise CalendarLineError(line=table.broken_line, value="", accepted="引号成对的一行")
    return tuple(_day(number, row) for number, row in enumerate(table.rows, start=2))


def _day(line: int, row: Mapping[str, str | None]) -> CalendarDay:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        day = date.fromisoformat(told["日期"])
    except ValueError:
        raise CalendarLineError(line=line, value=told["日期"], accepted="2027-01-31") from None
    if told["类型"] not in KINDS:
        raise CalendarLineError(line=line, value=told["类型"], accepted="、".join(KINDS))
    if not told["依据"]:
        raise CalendarLineError(line=line, value="", accepted="依据，例如放假通知的文号")
    return CalendarDay(day=day, is_working=KINDS[told["类型"]], source=told["依据"])


def _is_national_working_day(day: date) -> bool:
    return day in workdays or (_works_by_week(day) and day not in holidays)


def _works_by_week(day: date) -> bool:
    return day.weekday() < _SATURDAY
