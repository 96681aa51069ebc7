"""Does a judgment tell its positions issue by issue, and does every text?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Section, SectionKind
from corpus.positions.model import Answer, IssueSource
from corpus.positions.reading import read_positions
from corpus.relations.model import Side
from corpus.spans import Span
from tests.corpus.positions.reasoned import civil, criminal

BASE = civil("借贷关系成立。")
WORDS = (
    "本案的争议焦点为：", "一、", "二、", "借款是否交付", "；", "。", "，", "关于利息的问题", "辩护人提出",
    "不予支持", "不能成立", "构成盗窃罪", "属于", "应当承担", "举证责任", "24%", "年利率", "四倍", "\n",
    "甲川", "乙山", "本院认为", "“", "”", "《民法典》第五百条", "综上", "驳回起诉", "第一个焦点", "未", "不",
)  # fmt: skip


def shaped(reasoning):
    section = Section(SectionKind.REASONING, Span(0, len(reasoning)), "test")
    return replace(BASE, text=reasoning, sections=(section,), outcome=None)


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map("".join))
def test_any_reasoning_is_read_and_every_span_lies_in_it(reasoning):
    for position in read_positions(shaped(reasoning)):
        assert position.passage.end <= len(reasoning)
        assert position.passage.holds(position.holding)
        spans = [said.span for said in position.conclusions]
        spans += [figure.span for figure in position.figures]
        spans += [fact.span for fact in (position.answer, position.burden) if fact is not None]
        assert all(position.holding.holds(span) for span in spans)
        assert all(position.passage.holds(fact.span) for fact in position.provisions)
        if position.question is not None:
            assert position.question.span.of(reasoning) == position.question.value


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_no_sentence_takes_two_positions_and_reading_twice_reads_the_same(reasoning):
    positions = read_positions(shaped(reasoning))
    holdings = [position.holding for position in positions]
    assert len(holdings) == len(set(holdings))
    assert positions == read_positions(shaped(reasoning))


def test_each_issue_has_its_own_position():
    judgment = civil(
        "本案的争议焦点为：一、借贷关系是否成立；二、利息如何计算。\n"
        "关于借贷关系是否成立的问题。转账凭证与录音相互印证，借贷关系成立，乙山关于货款的抗辩不能成立。\n"
        "关于利息的计算。约定的年利率24%超过一年期贷款市场报价利率的四倍，超过部分不予支持。\n"
    )
    first, second, ruling = read_positions(judgment)
    assert first.source is IssueSource.STATED
    assert first.question is not None
    assert first.question.value == "借贷关系是否成立"
    assert first.favours is Side.ASKING
    assert second.answer is not None
    assert second.answer.value is Answer.PARTLY
    assert ruling.source is IssueSource.RULING


def test_the_ruling_is_a_position_of_its_own():
    guilty = read_positions(criminal("被告人丙林的行为已构成盗窃罪。"))
    assert [fact.value for fact in guilty[-1].charges] == ["盗窃罪"]
    assert [fact.value for fact in guilty[0].charges] == ["盗窃罪"]
    innocent = read_positions(
        criminal("指控的罪名不能成立，被告人的行为不构成犯罪。", "被告人丙林无罪。")
    )
    assert innocent[-1].favours is Side.ACCUSED
    assert not innocent[0].conclusions[-1].is_affirmed


@pytest.mark.parametrize(
    ("ruling", "is_procedural"),
    [("驳回原告甲川的起诉。", True), ("驳回原告甲川的诉讼请求。", False)],
)
def test_a_suit_that_is_not_heard_is_no_claim_that_is_refused(ruling, is_procedural):
    position = read_positions(civil("原告的请求没有法律依据。", ruling))[-1]
    assert position.source is IssueSource.RULING
    assert position.is_procedural is is_procedural


@pytest.mark.parametrize(
    ("holding", "is_procedural"),
    [
        ("甲川与案涉房屋没有利害关系，应裁定驳回。", True),
        ("该争议应先由行政机关处理，裁定驳回，不作实体审理。", True),
        ("甲川请求双倍返还没有依据，应予驳回。", False),
    ],
)
def test_a_holding_that_sends_the_parties_away_is_told_without_its_object(holding, is_procedural):
    first = read_positions(civil(holding))[0]
    assert first.source is not IssueSource.RULING
    assert first.is_procedural is is_procedural


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《中华人民共和国民法典》第六百七十五条规定，借款人应当按照约定的期限返还借款。",
        "本案事实清楚，证据确实、充分。",
        "辩护人提出被告人属于从犯的辩护观点。",
    ],
)
def test_law_and_facts_and_arguments_are_no_positions(sentence):
    assert [each for each in read_positions(civil(sentence)) if each.source != "ruling"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "此等款项自当归入遗产范围。",
        "上诉人所述难谓允洽。",
        "欠条与转账的金额对得上，钱是借的，借钱这回事坐实了。",
    ],
)
def test_a_wording_that_no_rule_knows_is_a_position_all_the_same(sentence):
    first = read_positions(civil(sentence))[0]
    assert first.source is IssueSource.HOLDING
    assert first.holding.of(civil(sentence).text).endswith(sentence)
