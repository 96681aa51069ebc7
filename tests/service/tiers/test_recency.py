"""Which judgments are of the last three years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.settings import Settings
from service.tiers.model import DateBasis
from service.tiers.recency import months_before, window_of

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "is_recent"),
    [
        (date(2023, 3, 1), False),
        (date(2023, 3, 2), True),
        (date(2026, 3, 2), True),
        (None, False),
    ],
)
def test_the_window_rolls_with_the_day_of_the_search(day, is_recent):
    assert window_of(Settings(), today=TODAY, filed_on=date(2020, 1, 1)).holds(day) is is_recent


def test_the_court_sets_how_it_is_counted():
    settings = Settings(recent_months=24, recent_from="filing", recent_basis="decision")
    window = window_of(settings, today=TODAY, filed_on=date(2025, 12, 31))
    assert window.begins == date(2023, 12, 31)
    assert window.counted_from == date(2025, 12, 31)
    assert window.basis is DateBasis.DECISION
    assert window_of(settings, today=TODAY, filed_on=None).counted_from == TODAY


@given(day=st.dates(date(1950, 1, 1), date(2100, 1, 1)), months=st.integers(1, 600))
def test_going_back_months_lands_in_the_right_month_on_the_same_day_or_the_last(day, months):
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    is_last = (earlier + timedelta(days=1)).month != earlier.month
    assert earlier.day == day.day or (is_last and earlier.day < day.day)
