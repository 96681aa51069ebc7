from datetime import date

import pytest

from corpus.judgment import CaseType, Judgment, RawJudgment, Rejected, SectionKind, SourceRecord
from corpus.reading import read_judgment
from corpus.spans import value_of

TODAY = date(2026, 11, 23)
CIVIL = """江苏省南京市鼓楼区人民法院
民 事 判 决 书
（2020）苏0106民初12号
原告：甲公司，住所地南京市。
被告：乙某，男，1980年1月1日出生，汉族，住南京市。
原告甲公司诉被告乙某买卖合同纠纷一案，本院于2020年1月3日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。
原告甲公司诉称：被告欠货款1000元。
被告乙某辩称：已经付清。
本院经审理查明：2019年被告收货未付款。
本院认为，合同依法成立，被告应当付款。依照《中华人民共和国合同法》第一百五十九条规定，判决如下：
一、被告乙某于本判决生效之日起十日内支付原告甲公司货款1000元；
二、驳回原告甲公司的其他诉讼请求。
案件受理费50元，由被告乙某负担。
如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于江苏省南京市中级人民法院。
审判员 丙某
二〇二〇年三月五日
书记员 丁某
"""


def raw(text: str) -> RawJudgment:
    return RawJudgment(text=text, source=SourceRecord(name="t", place="t:1", format="txt"))


def read(text: str) -> Judgment:
    judgment = read_judgment(raw(text), today=TODAY)
    assert isinstance(judgment, Judgment)
    return judgment


def test_head_and_date_are_read_with_their_words():
    judgment = read(CIVIL)
    assert str(value_of(judgment.case_number)) == "（2020）苏0106民初12号"
    assert value_of(judgment.court).name == "江苏省南京市鼓楼区人民法院"
    assert value_of(judgment.decided_on) == date(2020, 3, 5)
    assert judgment.case_number.span.of(judgment.text) == "（2020）苏0106民初12号"


@pytest.mark.parametrize("layout", ["lines", "blanks", "nothing"])
def test_sections_do_not_depend_on_line_breaks(layout):
    joiner = {"lines": "\n", "blanks": " ", "nothing": ""}[layout]
    judgment = read(joiner.join(CIVIL.split("\n")))
    kinds = [section.kind for section in judgment.sections]
    assert kinds == [
        SectionKind.HEAD,
        SectionKind.PARTIES,
        SectionKind.PROCEDURE,
        SectionKind.CLAIMS,
        SectionKind.DEFENCES,
        SectionKind.FACTS,
        SectionKind.REASONING,
        SectionKind.LEGAL_BASIS,
        SectionKind.DISPOSITION,
        SectionKind.COSTS,
        SectionKind.APPEAL_NOTICE,
        SectionKind.SIGNATURE,
    ]


def test_sections_tile_the_text():
    judgment = read(CIVIL)
    assert "".join(section.span.of(judgment.text) for section in judgment.sections) == CIVIL


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("判决如下", "too_short"),
        ("天气预报。" * 30, "no_judgment"),
    ],
)
def test_what_is_no_judgment_is_rejected_with_its_reason(text, code):
    rejected = read_judgment(raw(text), today=TODAY)
    assert isinstance(rejected, Rejected)
    assert (rejected.code, rejected.place) == (code, "t:1")


def test_ruling_items_are_separate():
    judgment = read(CIVIL)
    assert [span.of(judgment.text)[:2] for span in judgment.disposition] == ["一、", "二、"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("原告甲要求被告人保财险公司赔偿。", CaseType.CIVIL),
        ("原告甲要求被告人民财产保险公司赔偿。", CaseType.CIVIL),
        ("原告甲、被告人乙到庭。", CaseType.CRIMINAL),
        ("原告甲依照《中华人民共和国行政诉讼法》起诉。", CaseType.ADMINISTRATIVE),
    ],
)
def test_without_a_head_the_parties_tell_the_kind_of_case(words, expected):
    judgment = read(f"{words}\n本院认为，应予支持。判决如下：\n被告赔偿原告100元。\n审判员乙某")
    assert value_of(judgment.case_type) is expected
