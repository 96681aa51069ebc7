"""A question by method survives being written down."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import CourtLevel, JudgmentId
from indexing.columns.filters import SearchFilter
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod, SortOrder, TextPart
from service.search.methods.written import (
    question_of_row,
    read_question,
    row_of_question,
    write_question,
)

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)
QUESTIONS = st.builds(
    MethodQuestion,
    method=st.sampled_from(SearchMethod),
    words=WORDS.map(lambda words: " ".join(words.split())),
    part=st.sampled_from(TextPart),
    sort=st.sampled_from(SortOrder),
    text=st.none() | WORDS.map(str.strip).filter(bool),
    judgment_id=st.none() | st.just(JudgmentId("j0123456789abcdef0123")),
)


@given(QUESTIONS)
def test_text_read_back_is_the_question(question):
    assert read_question(write_question(question)) == question


@given(QUESTIONS)
def test_data_read_back_is_the_question(question):
    assert question_of_row(row_of_question(question)) == question


def test_conditions_and_page_are_kept_as_data():
    question = MethodQuestion(
        method=SearchMethod.STATUTE,
        words="刑法264条",
        charges=("盗窃罪",),
        filter=SearchFilter(
            court_levels=frozenset({CourtLevel.HIGH}), decided_from=date(2020, 1, 2)
        ),
        offset=10,
        limit=5,
    )
    assert question_of_row(row_of_question(question)) == question


def test_headings_inside_the_pasted_text_stay_text():
    text = "【案情】\n甲盗窃。\n【检索内容】\n别的"
    question = MethodQuestion(method=SearchMethod.STATUTE, words="刑法264条", text=text)
    assert read_question(write_question(question)) == question


@pytest.mark.parametrize(
    "text",
    ["", "甲盗窃。", "【案情】\n甲盗窃。", "【检索方法】\n占卜", "先【检索方法】\n关键词检索"],
)
def test_other_texts_are_no_question_by_method(text):
    assert read_question(text) is None
