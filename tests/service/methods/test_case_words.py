"""Which case is meant, pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search.methods.case_words import read_case_words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("（2023）吉01民初1号", "（2023）吉01民初1号"),
        ("(2023)吉01民初0001号", "（2023）吉01民初1号"),
        ("[2023] 吉01 民初 第1号", "（2023）吉01民初1号"),
        ("2023吉01民初1号", "（2023）吉01民初1号"),
        ("2023）吉01民初1号", "（2023）吉01民初1号"),
        ("〔2014〕民一终字第00174号", "（2014）民一终字第174号"),
        ("见（2021）吉0123刑初3号之一判决", "（2021）吉0123刑初3号之一"),
    ],
)
def test_case_numbers_of_any_print_are_read(words, number):
    query = read_case_words(words)
    assert [str(each) for each in query.numbers] == [number]
    assert query.title == ()


@pytest.mark.parametrize(
    ("words", "library"),
    [
        ("指导性案例24号", "指导性案例24号"),
        ("指导案例 024 号", "指导性案例24号"),
        ("24号指导案例", "指导性案例24号"),
        ("指导案例第24号", "指导性案例24号"),
        ("入库编号：2023-16-2-103-005", "2023-16-2-103-005"),
    ],
)
def test_numbers_of_collections_are_read(words, library):
    assert read_case_words(words).library == (library,)


def test_ids_and_titles_are_read():
    assert read_case_words("j0123456789abcdef0123").ids == ("j0123456789abcdef0123",)
    assert read_case_words("荣某 “交通事故”").title == ("荣某", "交通事故")
    assert read_case_words(" ，").is_empty


@given(
    st.text(st.sampled_from("（）()[]2023吉01民初字第号之一指导案例-j0 "), max_size=40) | st.text()
)
def test_nothing_that_can_be_typed_is_an_error(words):
    read_case_words(words)
