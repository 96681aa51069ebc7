"""What typed provisions ask for, pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search.methods.statute_words import read_statutes

CRIMINAL = "《中华人民共和国刑法》"
CIVIL = "《中华人民共和国民法典》"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("刑法第二百六十四条", [f"{CRIMINAL}第264条"]),
        ("刑法264条", [f"{CRIMINAL}第264条"]),
        ("刑法264", [f"{CRIMINAL}第264条"]),
        ("《刑法》第264条", [f"{CRIMINAL}第264条"]),
        ("《民法典》第563条第1款", [f"{CIVIL}第563条第1款"]),
        ("民法典563条1款4项", [f"{CIVIL}第563条第1款第4项"]),
        ("《民法典》第563条第1款第（四）项", [f"{CIVIL}第563条第1款第4项"]),
        ("刑法第一百三十三条之一", [f"{CRIMINAL}第133条之1"]),
        ("刑法133条之1", [f"{CRIMINAL}第133条之1"]),
        ("刑法第67条第1款、第3款和第72条", [
            f"{CRIMINAL}第67条第1款", f"{CRIMINAL}第67条第3款", f"{CRIMINAL}第72条",
        ]),
        ("民诉法", ["《中华人民共和国民事诉讼法》"]),
        ("民诉法，刑法264条", ["《中华人民共和国民事诉讼法》", f"{CRIMINAL}第264条"]),
        ("依照《中华人民共和国劳动合同法》的规定", ["《中华人民共和国劳动合同法》"]),
        ("民间借贷司法解释第25条", [
            "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》第25条",
        ]),
        ("《某市林业条例》第3条", ["《某市林业条例》第3条"]),
    ],
)  # fmt: skip
def test_provisions_are_read_as_they_are_typed(words, wanted):
    query = read_statutes(words)
    assert [str(each) for each in query.wanted] == wanted
    assert query.unread == ()
    assert not query.is_any


@pytest.mark.parametrize(
    "words", ["刑法264条 或 266条", "刑法264条或者刑法266条", "刑法264条|266条"]
)
def test_either_takes_any(words):
    query = read_statutes(words)
    assert [each.article for each in query.wanted] == [264, 266]
    assert query.is_any


def test_either_inside_a_title_is_no_sign():
    assert not read_statutes("《甲或者乙管理办法》第3条").is_any


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("第264条", ("第264条",)),
        ("今天天气不错", ("今天天气不错",)),
        ("盗窃 刑法264条", ("盗窃",)),
        ("", ()),
    ],
)
def test_what_nothing_is_understood_of_is_told(words, unread):
    assert read_statutes(words).unread == unread


@given(
    st.text(st.sampled_from("刑民法典《》第条款项之一二十0123、或和 -（）"), max_size=40)
    | st.text()
)
def test_nothing_that_can_be_typed_is_an_error(words):
    read_statutes(words)
