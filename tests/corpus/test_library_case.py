from datetime import date

import pytest

from corpus.judgment import (
    CaseType,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    RawJudgment,
    SectionKind,
    SourceRecord,
)
from corpus.library_case import read_library_case
from corpus.reading import read_judgment
from corpus.spans import Unreadable, value_of

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


ENTRY = """入库编号：2025-08-1-100-900
邵某某盗窃案
——窃取他人已经伐倒的林木应当如何定罪
关键词：刑事 盗窃罪 林木
基本案情：2024年5月22日，被告人邵某某盗走林木。
云溪林区基层人民法院于2024年10月28日作出（2024）吉7701刑初14号判决：被告人邵某某犯盗窃罪，判处拘役三个月。
裁判理由：法院生效裁判认为：应以盗窃罪论处。
裁判要旨：伐倒的林木是他人财物。
关联索引：《中华人民共和国刑法》第二百六十四条
一审：云溪林区基层人民法院（2024）吉7701刑初14号判决（2024年10月28日）
二审：吉林省松岭林区中级人民法院（2025）吉77刑终3号裁定（2025年1月6日）
"""


def test_a_guiding_case_says_number_day_keywords_and_publisher():
    judgment = read(GUIDING)
    assert value_of(judgment.library_number) == "指导性案例999号"
    assert value_of(judgment.decided_on) == date(2020, 1, 1)
    assert [word.value for word in judgment.keywords] == ["买卖合同", "违约金"]
    assert value_of(judgment.court).level is CourtLevel.SUPREME
    assert value_of(judgment.instance) is Instance.FIRST
    assert value_of(judgment.cause) == "买卖合同纠纷"


def test_a_reference_case_is_parted_though_result_and_index_have_no_headings():
    judgment = read(ENTRY)
    assert [section.kind for section in judgment.sections] == [
        SectionKind.HEAD,
        SectionKind.FACTS,
        SectionKind.DISPOSITION,
        SectionKind.REASONING,
        SectionKind.LEGAL_BASIS,
        SectionKind.ANNEX,
    ]
    assert [p.value.article for p in judgment.provisions] == [264]


def test_a_reference_case_has_the_day_and_instance_of_the_last_judgment_behind_it():
    judgment = read(ENTRY)
    assert value_of(judgment.library_number) == "2025-08-1-100-900"
    assert value_of(judgment.decided_on) == date(2025, 1, 6)
    assert value_of(judgment.instance) is Instance.SECOND
    assert [charge.value for charge in judgment.charges] == ["盗窃罪"]
    assert [word.span.of(judgment.text) for word in judgment.keywords] == ["盗窃罪", "林木"]


@pytest.mark.parametrize(
    ("old", "new", "field", "kind"),
    [
        ("入库编号：2025-08-1-100-900", "入库编号：2025第九号", "library_number", Unreadable),
        ("（2025年1月6日）", "（2035年1月6日）", "decided_on", Unreadable),  # a day to come
    ],
)
def test_what_cannot_be_believed_is_unreadable(old, new, field, kind):
    assert isinstance(getattr(read(ENTRY.replace(old, new)), field), kind)


@pytest.mark.parametrize("line", ["关键词\n", "", "关键词 民事\n"])
def test_without_keywords_there_are_none(line):
    text = GUIDING.replace("关键词 民事 买卖合同 违约金\n", line)
    assert read(text).keywords == ()


def test_a_judgment_has_no_library_number():
    judgment = read(
        "甲市人民法院\n民事判决书\n（2020）吉0101民初1号\n原告甲。\n本院认为，应当付款。判决如下：\n付款。"
    )
    assert judgment.library_number is None
    assert judgment.keywords == ()


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


def test_a_case_that_lost_its_line_breaks_keeps_its_parts():
    judgment = read(GUIDING.replace("\n", ""))
    assert [s.kind for s in judgment.sections] == [s.kind for s in read(GUIDING).sections]
    assert value_of(judgment.decided_on) == date(2020, 1, 1)


TWO_INSTANCES = ENTRY.replace(
    "判处拘役三个月。\n",
    "判处拘役三个月。宣判后，被告人提出上诉。\n吉林省松岭林区中级人民法院于2025年1月6日作出（2025）吉77刑终3号裁定：驳回上诉，维持原判。\n",
)


@pytest.mark.parametrize(
    ("text", "rulings"),
    [
        (GUIDING, ["被告付款。"]),
        (ENTRY, ["被告人邵某某犯盗窃罪，判处拘役三个月。"]),
        (TWO_INSTANCES, ["被告人邵某某犯盗窃罪，判处拘役三个月。", "驳回上诉，维持原判。"]),
        # told without the words that open a ruling: the part as it stands
        (
            GUIDING.replace("作出（2018）苏01民初1号民事判决：被告付款。", "判令付款。"),
            ["裁判结果\n甲市人民法院于2018年5月6日判令付款。"],
        ),
    ],
)
def test_the_ruling_is_what_was_ordered(text, rulings):
    judgment = read(text)
    assert [item.of(judgment.text) for item in judgment.disposition] == rulings
