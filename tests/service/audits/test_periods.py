from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audits.errors import PeriodError
from service.audits.model import AuditOrder, AuditScope, Rhythm
from service.audits.periods import LastPeriod, day_of, last_period, time_of, times_of

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1))


def order(first, last):
    return AuditOrder(court=None, scope=AuditScope.EVERYWHERE, first=first, last=last)


@pytest.mark.parametrize(
    ("words", "is_last", "day"),
    [
        ("2026-03-02", False, date(2026, 3, 2)),
        ("2026-12", True, date(2026, 12, 31)),  # the month after belongs to another year
        ("2024-02", True, date(2024, 2, 29)),
        ("2026", False, date(2026, 1, 1)),
        (" 2026 ", True, date(2026, 12, 31)),
    ],
)
def test_days_are_read(words, is_last, day):
    assert day_of(words, is_last=is_last) == day


@pytest.mark.parametrize("words", ["", "昨天", "2026-13", "2026-02-30", "2026-1-1-1", "1-2-3-4"])
def test_what_is_no_day_is_refused(words):
    with pytest.raises(PeriodError):
        day_of(words)


@pytest.mark.parametrize(
    ("first", "last", "rhythm"),
    [
        (date(2026, 2, 1), date(2026, 2, 28), Rhythm.MONTH),
        (date(2026, 2, 23), date(2026, 3, 1), Rhythm.WEEK),
        (date(2026, 1, 1), date(2026, 3, 31), Rhythm.QUARTER),
        (date(2025, 1, 1), date(2025, 12, 31), Rhythm.YEAR),
        (date(2025, 1, 2), date(2025, 12, 31), Rhythm.FREE),
        (date(2025, 1, 1), date(2025, 12, 30), Rhythm.FREE),
    ],
)
def test_the_rhythm_follows_from_the_days(first, last, rhythm):
    assert order(first, last).rhythm is rhythm


@given(DAYS, st.sampled_from(LastPeriod))
def test_the_last_period_is_whole_and_past(today, which):
    first, last = last_period(which, today=today)
    assert first <= last < today
    rhythm = {"last_week": Rhythm.WEEK, "last_month": Rhythm.MONTH, "last_year": Rhythm.YEAR}
    assert order(first, last).rhythm is rhythm[which]


@given(DAYS, st.integers(min_value=0, max_value=4000))
def test_every_day_of_a_period_stands_on_its_time_line(first, days):
    last = date.fromordinal(first.toordinal() + days)
    times = times_of(order(first, last))
    assert len(set(times)) == len(times) <= max(24, days // 365 + 2)
    for day in (first, last, date.fromordinal((first.toordinal() + last.toordinal()) // 2)):
        assert time_of(day, times) in times
