"""Working days: by the week, by the yearly notice, and as the court enters them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.actors import Role
from service.errors import NotPermittedError
from service.parameters.errors import CalendarLineError
from service.parameters.working_days import (
    NATIONAL_UNTIL,
    CalendarDay,
    CourtCalendar,
    days_in,
)
from service.store.parameter_records import ParameterRecords
from tests.service.conftest import GOOD_PASSWORD

NOW = datetime(2026, 3, 2, tzinfo=UTC)
UNKNOWN = NATIONAL_UNTIL + 1


@pytest.fixture
def calendar(engine):
    return CourtCalendar(records=ParameterRecords(engine))


@pytest.fixture
def put(calendar, desk, clock):
    office = desk.add(
        name="office",
        display_name="审管办",
        password=GOOD_PASSWORD,
        roles=[Role.SECRETARY],
        now=clock(),
    )

    def enter(*lines):
        days = days_in("\n".join(("日期,类型,依据", *lines)))
        calendar.put(office, days, now=NOW)

    return enter


@pytest.mark.parametrize(
    ("day", "n_days", "expected"),
    [
        ("2026-03-05", 5, "2026-03-12"),  # over one weekend
        ("2026-09-24", 1, "2026-09-28"),  # 中秋节 from Friday to Sunday
        ("2026-09-30", 1, "2026-10-08"),  # 国庆节
        ("2026-10-08", 2, "2026-10-10"),  # that Saturday is worked (调休)
        ("2026-02-13", 1, "2026-02-14"),  # so is the Saturday before 春节
        ("2026-03-07", 0, "2026-03-07"),
    ],
)
def test_working_days_follow_the_notice_of_the_year(calendar, day, n_days, expected):
    assert calendar.working_days_after(date.fromisoformat(day), n_days).isoformat() == expected


def test_what_the_court_enters_goes_first_and_the_last_entry_stands(calendar, put):
    thursday = date(2026, 3, 5)
    put("2026-03-06,放假,本院通知", "2026-03-07,上班,本院通知")
    assert calendar.working_days_after(thursday, 1) == date(2026, 3, 7)
    assert CalendarDay(day=date(2026, 3, 6), is_working=False, source="本院通知") in calendar.year(
        2026
    )
    put("2026-03-06,上班,更正")
    assert calendar.working_days_after(thursday, 1) == date(2026, 3, 6)


def test_a_year_without_a_notice_goes_by_the_week_until_it_is_entered(calendar, put):
    assert not calendar.knows(UNKNOWN)
    assert calendar.year(UNKNOWN) == ()
    friday = date(UNKNOWN, 6, 1)
    friday += timedelta(days=(4 - friday.weekday()) % 7)
    assert calendar.working_days_after(friday, 1) == friday + timedelta(days=3)
    put(f"{friday + timedelta(days=3)},放假,通知")
    assert calendar.knows(UNKNOWN)
    assert calendar.working_days_after(friday, 1) == friday + timedelta(days=4)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("日期,类型\n2027-10-01,放假", 1),
        ("日期,类型,依据\n十月一日,放假,通知", 2),
        ("日期,类型,依据\n2027-10-01,放假,通知\n2027-10-02,休,通知", 3),
        ("日期,类型,依据\n2027-10-01,放假, ", 2),
    ],
)
def test_a_line_that_says_too_little_is_refused(text, line):
    with pytest.raises(CalendarLineError) as refusal:
        days_in(text)
    assert refusal.value.line == line


def test_others_enter_nothing(calendar, desk, clock):
    judge = desk.add(
        name="li", display_name="李", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )
    with pytest.raises(NotPermittedError):
        calendar.put(judge, days_in("日期,类型,依据\n2027-10-01,放假,通知"), now=NOW)
