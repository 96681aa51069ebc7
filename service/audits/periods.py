"""Which days does an audit cover, and by what is its time line cut?"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from service.audits.errors import PeriodError
from service.audits.model import AuditOrder

_LONGEST_BY_MONTH: Final = 24
"""A period of more months is told by years."""


class LastPeriod(StrEnum):
    """Periods that a plan of weekly or monthly runs names without knowing the day."""

    WEEK = "last_week"
    MONTH = "last_month"
    YEAR = "last_year"


def last_period(which: LastPeriod, *, today: date) -> tuple[date, date]:
    """Return first and last day of the last whole week, month or year.

    Example:
        >>> [day.isoformat() for day in last_period(LastPeriod.MONTH, today=date(2026, 3, 2))]
        ['2026-02-01', '2026-02-28']
        >>> [day.isoformat() for day in last_period(LastPeriod.WEEK, today=date(2026, 3, 2))]
        ['2026-02-23', '2026-03-01']
    """
    match which:
        case LastPeriod.WEEK:
            monday = today - timedelta(days=today.weekday())
            return monday - timedelta(days=7), monday - timedelta(days=1)
        case LastPeriod.MONTH:
            last = today.replace(day=1) - timedelta(days=1)
            return last.replace(day=1), last
        case LastPeriod.YEAR:
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


def day_of(words: str, *, is_last: bool = False) -> date:
    """Return a day as somebody typed it: 2026-03-02, 2026-03 or 2026.

    Args:
        words: The day.
        is_last: Whether a month or year means its last day.

    Raises:
        PeriodError: It is no day.

    Example:
        >>> day_of("2026-02", is_last=True).isoformat(), day_of("2026").isoformat()
        ('2026-02-28', '2026-01-01')
    """
    parts = words.strip().split("-")
    try:
        match [int(part) for part in parts]:
            case [year]:
                return date(year, 12, 31) if is_last else date(year, 1, 1)
            case [year, month]:
                following = date(year + month // 12, month % 12 + 1, 1)
                return following - timedelta(days=1) if is_last else date(year, month, 1)
            case [year, month, day]:
                return date(year, month, day)
            case _:
                raise PeriodError(words=words)
    except (ValueError, OverflowError):
        raise PeriodError(words=words) from None


def times_of(order: AuditOrder) -> tuple[str, ...]:
    """Return the months of a period, or its years where it is long, in order.

    Example:
        >>> from service.audits.model import AuditScope
        >>> times_of(AuditOrder(court=None, scope=AuditScope.EVERYWHERE,
        ...     first=date(2025, 12, 5), last=date(2026, 2, 1)))
        ('2025-12', '2026-01', '2026-02')
    """
    first = order.first.year * 12 + order.first.month - 1
    last = order.last.year * 12 + order.last.month - 1
    if last - first + 1 > _LONGEST_BY_MONTH:
        return tuple(str(year) for year in range(order.first.year, order.last.year + 1))
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1))


def time_of(day: date, times: tuple[str, ...]) -> str:
    """Return the month or year of a time line in which a day lies."""
    return f"{day.year}-{day.month:02}" if "-" in times[0] else str(day.year)
