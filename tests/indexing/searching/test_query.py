"""What of a question is compared, and which issues it states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.searching.query import (
    MOST_ISSUES,
    Query,
    QueryKind,
    QueryParts,
    cut_issues,
    parts_of,
    told_enough,
)

FILE = """某法院
民事判决书
原告甲诉称：乙借款不还，请求判令还款。
经审理查明：2024年1月，甲向乙转账十万元。
本案的争议焦点为：借款是否实际交付；利息应当如何计算。
本院认为，转账即为交付。
判决如下：乙还款。"""


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("本案争议焦点是合同是否有效。", ["合同是否有效"]),
        (
            "本院归纳本案争议焦点为：1．被告是否违约；2．违约金是否过高。\n关于第一个争议焦点，……",
            ["被告是否违约", "违约金是否过高"],
        ),
        (
            "本案争议焦点：\n（一）承包合同效力如何？\n（二）损失如何认定？\n关于（一），本院认为",
            ["承包合同效力如何", "损失如何认定"],
        ),
        (
            "双方的争议焦点在于，被告是否应当承担赔偿责任。另外。",
            ["被告是否应当承担赔偿责任"],
        ),
        # a rate is no number of a list
        (
            "第一，借款利率1.5%是否合法；第二，是否应由保证人承担。",
            ["借款利率1.5%是否合法", "是否应由保证人承担"],
        ),
        ("", []),
        ("争议焦点：。", []),
    ],
)
def test_issues_are_cut_one_by_one(text, issues):
    assert list(cut_issues(text)) == issues


@given(st.text(alphabet="一二1.、；。？\n（）争议焦点为：甲乙是否", max_size=200))
def test_issues_are_few_and_words_of_the_text(text):
    issues = cut_issues(text)
    assert len(issues) <= MOST_ISSUES
    assert len(set(issues)) == len(issues)


def test_a_file_is_compared_by_its_parts():
    parts = parts_of(Query(text=FILE, kind=QueryKind.FILE))
    assert "转账十万元" in parts.facts
    assert "请求判令还款" in parts.claims
    assert parts.issues == ("借款是否实际交付", "利息应当如何计算")
    assert "转账即为交付" in parts.reasoning
    assert "判决如下" not in parts.told


def test_parts_that_somebody_chose_go_before_the_text():
    chosen = QueryParts(facts="只看这些")
    assert parts_of(Query(text=FILE, kind=QueryKind.FILE, parts=chosen)) is chosen


PASTED = (
    "某市人民检察院第四分院指控，某日4时许，被告人甲某吸食毒品后药性发作，持木板殴打被害人乙某，"
    "致其在送医院途中死亡。到案后自愿如实供述。庭审中，公诉机关举示了相应的证据证实上述事实。"
    "某市人民检察院第四分院认为，被告人甲某故意非法伤害他人身体，致一人死亡。"
)


@pytest.mark.parametrize(
    ("facts", "is_whole"),
    [("指控", True), ("甲" * 12, True), ("甲 " * 12, True), ("甲" * 20, False), ("甲" * 40, False)],
)
def test_a_text_whose_facts_are_hardly_read_is_taken_whole(facts, is_whole):
    parts = QueryParts(facts=facts, reasoning="本院认为，构成犯罪。")
    found = told_enough(parts, PASTED)
    assert found == (QueryParts(facts=PASTED) if is_whole else parts)


def test_what_was_pasted_out_of_a_paper_is_searched_by_what_happened():
    told = parts_of(Query(text=PASTED, kind=QueryKind.FILE)).told
    assert "持木板殴打" in told
