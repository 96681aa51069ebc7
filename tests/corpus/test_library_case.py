from datetime import date

import pytest

from corpus.judgment import (
    CaseType,
    DocumentKind,
    Effectiveness,
    Judgment,
    RawJudgment,
    SectionKind,
    SourceRecord,
)
from corpus.library_case import read_library_case
from corpus.reading import read_judgment
from corpus.spans import value_of

GUIDING = """指导案例999号
甲公司诉乙公司买卖合同纠纷案
（最高人民法院审判委员会讨论通过 2020年1月1日发布）
关键词 民事 买卖合同 违约金
裁判要点
买受人逾期付款的，应当承担违约责任。
相关法条
《中华人民共和国合同法》第一百零七条
基本案情
原告甲公司诉称：被告欠款。
裁判结果
甲市人民法院于2018年5月6日作出（2018）苏01民初1号民事判决：被告付款。
裁判理由
法院生效裁判认为：被告应当付款。
"""
REFERENCE = GUIDING.replace("指导案例999号", "入库编号 2024-08-2-084-009").replace(
    "裁判要点", "裁判要旨"
)


def read(text):
    raw = RawJudgment(text=text, source=SourceRecord(name="t", place="t:1", format="txt"))
    judgment = read_judgment(raw, today=date(2026, 1, 1))
    assert isinstance(judgment, Judgment)
    return judgment


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (GUIDING, DocumentKind.GUIDING_CASE),
        (REFERENCE, DocumentKind.REFERENCE_CASE),
        (GUIDING.replace("指导案例999号", "指导性案例 999 号"), DocumentKind.GUIDING_CASE),
        (GUIDING.replace("裁判要点", "【裁判要点】"), DocumentKind.GUIDING_CASE),
    ],
)
def test_the_kind_is_told_by_mark_and_headings(text, kind):
    judgment = read(text)
    assert value_of(judgment.document_kind) is kind
    assert judgment.effect is Effectiveness.IN_EFFECT
    assert value_of(judgment.case_type) is CaseType.CIVIL


def test_the_parts_are_those_of_a_judgment():
    assert [section.kind for section in read(GUIDING).sections] == [
        SectionKind.HEAD,
        SectionKind.REASONING,
        SectionKind.LEGAL_BASIS,
        SectionKind.FACTS,
        SectionKind.DISPOSITION,
        SectionKind.REASONING,
    ]


def test_the_number_of_the_judgment_below_is_quoted_not_own():
    judgment = read(GUIDING)
    assert judgment.case_number is None
    assert [str(n.value) for n in judgment.quoted_case_numbers] == ["（2018）苏01民初1号"]


def test_the_title_is_that_of_the_case():
    assert read(GUIDING).title == "指导案例999号 甲公司诉乙公司买卖合同纠纷案"


@pytest.mark.parametrize(
    "text",
    [
        "甲市人民法院\n民事判决书\n原告主张参照指导案例24号。\n基本案情如上。\n裁判结果如下。",  # cites one
        "关键词 民事\n裁判要点\n甲。\n基本案情\n乙。",  # headings without a mark
        "",
    ],
)
def test_a_text_that_lacks_mark_or_headings_is_no_library_case(text):
    assert read_library_case(text) is None
