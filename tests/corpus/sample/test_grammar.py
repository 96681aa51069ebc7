import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sample.chance import Chance
from corpus.sample.figures import chinese_number, plain_money, term
from corpus.sample.grammar import PhraseError, Speaker, load_book, parse_phrase

BOOKS = (
    "common",
    "criminal",
    "civil",
    "administrative",
    "appeal",
    "guiding",
    "pending",
    "issues_criminal",
    "issues_civil",
    "theft",
    "timber_theft",
    "overcutting",
    "drunk_driving",
    "injury",
    "traffic_crime",
    "fraud",
    "lending",
    "sale",
    "forest_contract",
    "labour",
    "traffic_tort",
    "divorce",
    "forest_penalty",
)


@pytest.mark.parametrize("book", BOOKS)
def test_books_are_well_formed_and_hold_no_doubled_marks(book):
    for phrases in load_book(book).values():
        assert phrases


@pytest.mark.parametrize(
    "text",
    [
        "[甲|乙",  # an open bracket
        "{day",  # an open slot
        "甲]乙",  # a bracket that was never opened
        "甲|乙",  # a choice outside brackets
    ],
)
def test_a_damaged_phrase_is_refused(text):
    with pytest.raises(PhraseError):
        parse_phrase(text)


def test_an_unknown_slot_names_itself():
    speak = Speaker(("common",), chance=Chance("x"))
    with pytest.raises(PhraseError, match="no_such_slot"):
        speak("no_such_slot")


def test_a_missing_value_names_the_slot():
    speak = Speaker(("criminal", "common"), chance=Chance("x"))
    with pytest.raises(PhraseError, match="prosecution"):
        speak("prosecution")


@given(st.integers(min_value=0, max_value=99_999_999))
def test_chinese_numbers_have_no_doubled_noughts(value):
    text = chinese_number(value)
    assert "零零" not in text
    assert not (text.endswith("零") and value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10, "十"),  # not 一十
        (110, "一百一十"),  # inside a number 一十
        (1_010, "一千零一十"),
        (10_005, "一万零五"),
        (100_010, "十万零一十"),  # ten ten-thousands
        (20_000_000, "二千万"),
    ],
)
def test_chinese_numbers(value, text):
    assert chinese_number(value) == text


def test_money_and_terms():
    assert plain_money(1_000_050) == "10000.5元"
    assert term(12) == "一年"
    assert term(15) == "一年三个月"
