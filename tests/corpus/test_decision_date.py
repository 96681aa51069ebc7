from datetime import date

import pytest

from corpus.decision_date import read_decision_date
from corpus.spans import Ambiguous, Extracted, Unreadable, Withheld

TODAY = date(2024, 6, 1)


def read(text):
    return read_decision_date(text, 0, len(text), today=TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("审判长甲某\n二〇一八年五月七日\n书记员乙某", date(2018, 5, 7)),
        ("审判员甲某 二○一七年十二月二十八日 书记员乙某", date(2017, 12, 28)),  # another round sign
        ("审判员甲某2018年5月7日书记员乙某", date(2018, 5, 7)),  # no breaks, Arabic
        ("二０一六年七月十三日", date(2016, 7, 13)),
    ],
)
def test_the_day_of_the_signature_is_read(text, day):
    reading = read(text)
    assert isinstance(reading, Extracted)
    assert reading.value == day


@pytest.mark.parametrize("text", ["二〇二四年六月二日", "二〇九九年一月一日", "一九〇〇年一月一日"])
def test_a_day_that_cannot_be_is_unreadable_with_a_reason(text):
    reading = read(text)
    assert isinstance(reading, Unreadable)
    assert "不可信" in reading.reason


@pytest.mark.parametrize(
    "text", ["审判长甲某 二O一年十月十四日 书记员", "二○一八年二月六无 书记员乙"]
)
def test_a_date_that_lost_a_figure_is_unreadable(text):
    assert isinstance(read(text), Unreadable)


def test_no_date_is_none():
    assert read("审判长甲某\n书记员乙某") is None


def test_a_masked_day_is_withheld():
    assert isinstance(read("审判长甲某\n二〇一四年××月××日\n书记员乙某"), Withheld)


def test_the_date_on_its_own_line_goes_before_one_in_a_note():
    reading = read("审判长甲某\n二〇一八年五月七日\n书记员乙某\n本件于2018年6月1日核对")
    assert reading.value == date(2018, 5, 7)


def test_two_signed_days_are_both_kept():
    reading = read("审判长甲某\n二〇一八年五月七日\n二〇一八年五月八日")
    assert isinstance(reading, Ambiguous)
    assert len(reading.candidates) == 2
