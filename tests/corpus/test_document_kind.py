import pytest

from corpus.document_kind import instance_of_type_code, read_head
from corpus.judgment import CaseType, DocumentKind, Instance
from corpus.spans import Ambiguous, Extracted, Unreadable, Withheld, value_of

COURT = "江苏省南京市鼓楼区人民法院"
NUMBER = "（2020）苏0106民初12号"


@pytest.mark.parametrize(
    "text",
    [
        f"{COURT}\n民事判决书\n{NUMBER}\n原告甲公司。",
        f"{COURT} 民事判决书 {NUMBER} 原告甲公司。",
        f"{COURT}民事判决书{NUMBER}原告甲公司。",
        f"{COURT}\n民 事 判 决 书\n{NUMBER}\n原告甲公司。",
        f"甲公司与乙某买卖合同纠纷一审民事判决书 {COURT} 民事判决书 {NUMBER} 原告甲公司。",  # portal title
        f"中华人民共和国\n{COURT}\n民事判决书\n{NUMBER}\n原告甲公司。",
        f"文书内容 {COURT} 民事判决书 {NUMBER} 原告甲公司。",
        f"\n\n  {COURT}\n民事判决书\n{NUMBER}\n原告甲公司。",
        f"13{COURT}\n民事判决书\n{NUMBER}\n原告甲公司。",  # stray figures
        f"{COURT} p t；”〉民事判决书 {NUMBER} 原告甲公司。",  # rests of markup
    ],
)
def test_the_head_is_found_by_its_order(text):
    head = read_head(text)
    assert value_of(head.court).name == COURT
    assert value_of(head.document_kind) is DocumentKind.PANJUE
    assert value_of(head.case_type) is CaseType.CIVIL
    assert str(value_of(head.case_number)) == NUMBER
    assert text[head.end :].strip().startswith("原告甲公司")


@pytest.mark.parametrize(
    ("title", "kind", "case_type"),
    [
        ("刑事附带民事判决书", DocumentKind.PANJUE, CaseType.CRIMINAL),
        ("行政裁定书", DocumentKind.CAIDING, CaseType.ADMINISTRATIVE),
        ("行政赔偿裁定书", DocumentKind.CAIDING, CaseType.ADMINISTRATIVE),
        ("民事调解书", DocumentKind.TIAOJIE, CaseType.CIVIL),
        ("国家赔偿决定书", DocumentKind.JUEDING, CaseType.COMPENSATION),
        ("执行裁定书", DocumentKind.CAIDING, CaseType.ENFORCEMENT),
        ("驳回申诉通知书", DocumentKind.TONGZHI, None),
        ("申请回避决定书", DocumentKind.JUEDING, None),
    ],
)
def test_kind_and_case_type_stand_in_the_title(title, kind, case_type):
    head = read_head(f"{COURT}\n{title}\n（2020）苏0106刑初12号\n")
    assert value_of(head.document_kind) is kind
    if case_type is not None:
        assert value_of(head.case_type) is case_type


@pytest.mark.parametrize(
    ("code", "instance"),
    [
        ("民初", Instance.FIRST),
        ("刑重", Instance.FIRST),
        ("刑终", Instance.SECOND),
        ("民申", Instance.RETRIAL_REVIEW),
        ("民再", Instance.RETRIAL),
        ("刑再终", Instance.RETRIAL),
        ("行监", Instance.RETRIAL_REVIEW),
        ("执恢", Instance.ENFORCEMENT),
        ("民特", Instance.SPECIAL),
        ("刑更", Instance.SPECIAL),
        ("刑核", Instance.DEATH_REVIEW),
        ("行审", Instance.OTHER),
    ],
)
def test_the_type_code_tells_the_stage(code, instance):
    assert instance_of_type_code(code) is instance


def test_a_paper_of_death_review_without_number_tells_its_stage_in_words():
    text = "中华人民共和国最高人民法院\n刑事裁定书\n被告人甲某，男。\n经依法报请本院核准。现已复核终结。"
    assert value_of(read_head(text).instance) is Instance.DEATH_REVIEW


def test_the_courts_of_other_papers_in_the_body_are_no_head():
    text = "原告不服，2015年江苏省南京市中级人民法院民事判决书认定有误，故起诉。" * 3
    head = read_head(text)
    assert (head.court, head.document_kind, head.end) == (None, None, 0)


def test_a_sentence_about_another_court_is_no_head():
    text = "原告起诉。\n甲市乙区人民法院判决被告付款。\n被告不服。"
    assert read_head(text).end == 0


def test_a_head_without_number_ends_where_the_first_party_is_named():
    text = "广东省高级人民法院刑事判决书原公诉机关广东省深圳市人民检察院。"
    head = read_head(text)
    assert text[head.end :].startswith("原公诉机关")
    assert value_of(head.court).name == "广东省高级人民法院"


def test_a_missing_court_is_filled_in_by_its_code():
    head = read_head("刑事判决书 （2019）粤刑终12号 原公诉机关甲市人民检察院。")
    assert value_of(head.court).name == "广东省高级人民法院"
    assert head.court.rule == "court:code"


def test_court_and_number_of_two_provinces_are_both_kept():
    head = read_head("江苏省高级人民法院\n刑事判决书\n（2019）粤刑终12号\n")
    assert isinstance(head.court, Ambiguous)
    assert [c.value.name for c in head.court.candidates] == [
        "江苏省高级人民法院",
        "广东省高级人民法院",
    ]


@pytest.mark.parametrize("number", ["粤0282刑再2号", "曲刑初字第48号", "（20l4）长刑终字第153号"])
def test_a_number_in_no_known_form_is_unreadable(number):
    reading = read_head(f"{COURT}\n刑事判决书\n{number}\n公诉机关").case_number
    assert isinstance(reading, Unreadable)


def test_a_masked_number_is_withheld():
    reading = read_head(f"{COURT}\n刑事判决书\n（2015）×刑初字第××号\n公诉机关").case_number
    assert isinstance(reading, Withheld)


def test_every_fact_of_the_head_carries_its_words():
    text = f"{COURT}\n民事判决书\n{NUMBER}\n"
    head = read_head(text)
    assert isinstance(head.court, Extracted)
    assert head.court.span.of(text) == COURT
    assert head.document_kind.span.of(text) == "民事判决书"
