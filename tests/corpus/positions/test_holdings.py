"""Which sentences without a verb of the table take a position, and which only tell or lead on?"""

import pytest

from corpus.positions.holdings import cut_sentences, read_sentences
from corpus.positions.sides import sides_of
from corpus.spans import Span
from tests.corpus.positions.reasoned import civil

SIDES = sides_of(civil("双方借贷关系成立。"))
HELD = (
    ("2020年8月19日以前以24%为上限，其后为15.4%。", "计算"),
    ("自2021年3月1日起，为一年期贷款市场报价利率的四倍。", "计算"),
    ("这笔钱只是朋友之间的人情往来。", "是"),
)
TOLD = (
    "甲川与乙山于2020年1月3日约定的利率为24%。",
    "甲川诉请的是借款五万元，以借条为凭。",
    "综合本案的性质、情节和后果，",
    "本院认为，借款人提前还款的，应当按照实际借款期间计算利息。",
    "本案的争议焦点是：未经股东会决议提供的担保是否有效。",
)


def read(text):
    return read_sentences(text, cut_sentences(text, Span(0, len(text))), SIDES)[0]


@pytest.mark.parametrize(("text", "predicate"), HELD)
def test_a_plain_sentence_of_the_court_takes_a_position(text, predicate):
    sentence = read(text)
    assert sentence.holds
    assert [said.predicate for said in sentence.conclusions] == [predicate]


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_or_leads_on_takes_none(text):
    assert not read(text).holds
