"""Are stated issues found, each with the passage that answers it?"""

import pytest

from corpus.positions.holdings import cut_sentences
from corpus.positions.model import IssueSource
from corpus.positions.questions import find_asked
from corpus.positions.stated import find_stated
from corpus.spans import Span

LISTS = (
    ("本案的争议焦点为：一、借款是否交付；二、利息如何计算。", ["借款是否交付", "利息如何计算"]),
    ("本案争议焦点是借款是否交付。", ["借款是否交付"]),
    (
        "双方的争议焦点归纳如下：1.合同是否有效？2.责任如何承担？关于合同，",
        ["合同是否有效？", "责任如何承担？"],
    ),
    ("争议焦点有：（一）合同效力；（二）违约责任。（一）关于合同效力。", ["合同效力", "违约责任"]),
    ("双方对事实没有争议。", []),
)


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_the_list_of_disputed_issues_is_cut_into_issues(text, expected):
    issues, end = find_stated(text, Span(0, len(text)))
    assert [issue.value for issue in issues] == expected
    assert all(issue.span.of(text) == issue.value for issue in issues)
    assert 0 <= end <= len(text)


def asked(text):
    part = Span(0, len(text))
    return [
        (each.source, each.question.value, each.passage.of(text))
        for each in find_asked(text, part, cut_sentences(text, part))
    ]


def test_an_issue_is_matched_to_the_passage_that_answers_it():
    text = (
        "本案的争议焦点为：一、借款是否交付；二、利息如何计算。\n"
        "关于借款是否实际交付的问题。转账凭证可以证明款项已经交付。借款合同成立。\n"
        "关于利息的计算。约定的利率超过上限，超过部分不予支持。\n综上，判决如下。"
    )
    first, second = asked(text)[:2]
    assert first[:2] == (IssueSource.STATED, "借款是否交付")
    assert first[2].endswith("借款合同成立。")
    assert second[1] == "利息如何计算"
    assert second[2].endswith("不予支持。")


def test_an_issue_is_matched_by_its_number():
    text = (
        "本案的争议焦点为：一、甲是否适格；二、款项性质。\n"
        "关于第二个焦点，款项属于借款。\n关于第一个焦点，甲为适格原告，抗辩不能成立。"
    )
    passages = {question: passage for _, question, passage in asked(text)}
    assert "适格原告" in passages["甲是否适格"]
    assert "属于借款" in passages["款项性质"]


def test_what_a_party_argues_runs_to_its_answer():
    text = "辩护人提出被告人系自首的意见。经查，被告人系被抓获归案。该意见不能成立，不予采纳。后文属于他事。"
    source, question, passage = asked(text)[0]
    assert source is IssueSource.CONTEST
    assert "自首" in question
    assert passage.endswith("不予采纳。")
