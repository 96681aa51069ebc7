"""A time limit runs, is extended and deducted from, and warns at the share that the court set."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.referral.course.acts import Act, Doer, Part
from service.referral.errors import ActPartError, RuleBrokenError
from service.referral.limits.course import COURSE
from service.referral.limits.model import (
    Begun,
    Deducted,
    Extended,
    LimitState,
    TimeLimit,
    months_later,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
START = date(2026, 1, 1)


def doer(*parts):
    return Doer(account_id=7, name="某", parts=frozenset(parts))


JUDGE, PRESIDENT = doer(Part.HANDLING_JUDGE), doer(Part.PRESIDENT)


def begun(due=date(2026, 7, 1), thirds=2):
    return Begun(pending_id="p", court="某院", began_on=START, due_on=due, thirds=thirds)


def go(*acts):
    limit = None
    for name, content, who in acts:
        act = Act(name=name, doer=who, at=NOW, reason="因", content=content)
        limit = COURSE.apply(limit, act)
    return limit


BEGIN = ("begin", begun(), JUDGE)


def deduct(first, last):
    return ("deduct", Deducted(first=first, last=last), JUDGE)


def test_an_extension_and_a_deduction_move_the_last_day():
    limit = go(
        BEGIN,
        ("extend", Extended(months=6, approved_by="院长"), PRESIDENT),
        deduct(date(2026, 2, 1), date(2026, 2, 10)),
    )
    assert limit.due_on == date(2027, 1, 11)
    assert limit.n_deducted == 10


@pytest.mark.parametrize(
    ("acts", "rule"),
    [
        ((("begin", begun(due=START), JUDGE),), "limit_days"),
        ((BEGIN, ("extend", Extended(months=0, approved_by="院长"), PRESIDENT)), "limit_extension"),
        ((BEGIN, ("extend", Extended(months=3, approved_by=" "), PRESIDENT)), "limit_extension"),
        ((BEGIN, deduct(date(2026, 2, 2), date(2026, 2, 1))), "limit_deduction"),
        ((BEGIN, deduct(date(2025, 2, 1), date(2025, 2, 2))), "limit_deduction"),
        (
            (
                BEGIN,
                deduct(date(2026, 2, 1), date(2026, 2, 9)),
                deduct(date(2026, 2, 9), date(2026, 2, 11)),
            ),
            "limit_deduction",
        ),
    ],
)
def test_days_that_cannot_be(acts, rule):
    with pytest.raises(RuleBrokenError) as refusal:
        go(*acts)
    assert refusal.value.rule == rule


def test_a_judge_extends_nothing():
    with pytest.raises(ActPartError):
        go(BEGIN, ("extend", Extended(months=3, approved_by="院长"), JUDGE))


SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 20)), max_size=4)


@given(st.integers(1, 12), st.integers(0, 6), SPANS, st.integers(1, 3))
def test_the_warning_comes_on_the_day_on_which_the_share_is_used(months, more, spans, thirds):
    deductions = []
    for offset, length in spans:
        first = START + timedelta(days=offset)
        new = Deducted(first=first, last=first + timedelta(days=length))
        if all(new.last < each.first or each.last < new.first for each in deductions):
            deductions.append(new)
    limit = TimeLimit(
        state=LimitState.RUNNING,
        begun=begun(due=months_later(START, months), thirds=thirds),
        extended=more,
        deductions=tuple(deductions),
    )
    whole = (months_later(limit.begun.due_on, more) - START).days

    def used(day):
        passed = (START + timedelta(days=n) for n in range((day - START).days))
        return sum(not any(d.first <= each <= d.last for d in deductions) for each in passed)

    # Counted day by day: the first day on which the share is used and that itself counts.
    day = START
    while used(day) * 3 < whole * thirds or any(d.first <= day <= d.last for d in deductions):
        day += timedelta(days=1)
    assert limit.warns_on == day
    assert limit.is_warned(day)
    assert not limit.is_warned(day - timedelta(days=1))
    assert limit.warns_on <= limit.due_on + timedelta(days=limit.n_deducted)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_later_keeps_the_day_or_takes_the_last(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
