from datetime import date

import pytest

from corpus.body_facts import read_cause, read_charges, read_provisions
from corpus.codec import decode_judgment, encode_judgment
from corpus.judgment import CaseType, Judgment, RawJudgment, Section, SectionKind, SourceRecord
from corpus.reading import read_judgment
from corpus.spans import Extracted, Span

CRIMINAL = (
    "甲省乙市丙区人民法院\n刑事判决书\n（2020）吉0104刑初9号\n"
    "公诉机关丙区人民检察院。\n被告人张三，男，公民身份号码00000019000101001X，汉族。\n辩护人李四，某律师事务所律师。\n"
    "丙区人民检察院指控被告人张三犯盗窃罪，于2020年5月1日向本院提起公诉。本院依法公开开庭审理了本案。现已审理终结。\n"
    "经审理查明，被告人张三窃得现金三千元。\n"
    "本院认为，被告人张三的行为已构成盗窃罪。被告人张三系自首，可以从轻处罚。"
    "依照《中华人民共和国刑法》第二百六十四条、第六十七条第一款、第五十二条、第五十三条之规定，判决如下：\n"
    "一、被告人张三犯盗窃罪，判处拘役三个月，并处罚金人民币二千元；\n二、责令被告人张三退赔被害人人民币三千元。\n"
    "如不服本判决，可在接到判决书的第二日起十日内上诉于乙市中级人民法院。\n"
    "审判长王五\n人民陪审员赵六\n人民陪审员孙七\n二〇二〇年六月一日\n书记员周八"
)


def read(text, *, key=None):
    raw = RawJudgment(text=text, source=SourceRecord(name="t", place="t", format="t"))
    judgment = read_judgment(raw, today=date(2026, 1, 1), identity_key=key)
    assert isinstance(judgment, Judgment)
    return judgment


def test_a_criminal_judgment_is_read_whole():
    judgment = read(CRIMINAL)
    assert [charge.value for charge in judgment.charges] == ["盗窃罪"]
    assert [p.value.article for p in judgment.provisions] == [264, 67, 52, 53]
    assert [f"{p.value.role}:{p.value.name}" for p in judgment.parties] == [
        "prosecution:丙区人民检察院",
        "accused:张三",
        "defender:李四",
    ]
    assert [m.value.name for m in judgment.panel] == ["王五", "赵六", "孙七", "周八"]
    assert judgment.cause is None
    (accused,) = judgment.outcome.criminal.accused
    assert accused.value.final.term.months == 3
    assert accused.value.final.fine_fen == 200000
    assert [c.value.kind for c in judgment.outcome.criminal.circumstances] == ["surrender"]


def every_span(value):
    """Yield all spans in a value made of dataclasses and tuples."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from every_span(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from every_span(getattr(value, name))


def test_every_fact_points_into_the_text():
    judgment = read(CRIMINAL)
    spans = list(every_span(judgment))
    assert len(spans) > 20
    assert all(span.of(judgment.text) is not None for span in spans)


def test_a_judgment_with_its_outcome_survives_encoding():
    judgment = read(CRIMINAL)
    assert decode_judgment(encode_judgment(judgment)) == judgment


def test_identity_numbers_are_hashed_with_the_key_given():
    hashes = {party.value.identity_hash for party in read(CRIMINAL, key=b"k").parties}
    assert len(hashes) == 2
    assert {party.value.identity_hash for party in read(CRIMINAL).parties} == {None}


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("依照《民法典》第一条、第二条、第一条之规定，", [1, 2]),  # each once, in order
        ("", [7]),  # nothing in the section: looked for before the ruling
    ],
)
def test_provisions_of_the_basis(basis, expected):
    reasoning = "本院认为，应予支持。依照《民法典》第七条之规定，判决如下："
    text = basis + reasoning
    sections = (Section(SectionKind.LEGAL_BASIS, Span(0, len(basis)), "test"),)
    assert [p.value.article for p in read_provisions(text, sections)] == expected


def test_charges_come_from_the_reasoning_where_the_ruling_names_none():
    text = "本院认为，原判认定上诉人构成诈骗罪正确。"
    sections = (Section(SectionKind.REASONING, Span(0, len(text)), "test"),)
    assert [c.value for c in read_charges(text, sections, None, title="")] == ["诈骗罪"]


def test_a_charge_of_the_title_must_stand_in_the_text():
    assert read_charges("盗窃罪", (), None, title="张某盗窃一审刑事判决书") == (
        Extracted("盗窃罪", Span(0, 3), "given:title"),
    )
    assert read_charges("无", (), None, title="张某盗窃一审刑事判决书") == ()


def test_the_cause_comes_from_the_procedure_then_from_the_title():
    text = "原告张三与被告李四民间借贷纠纷一案"
    sections = (Section(SectionKind.PROCEDURE, Span(0, len(text)), "test"),)
    title = "张三与李四买卖合同纠纷一审民事判决书"
    civil = CaseType.CIVIL
    assert read_cause(text, sections, case_type=civil, title=title).value == "民间借贷纠纷"
    found = read_cause("因买卖合同纠纷", (), case_type=civil, title=title)
    assert (found.value, found.rule) == ("买卖合同纠纷", "given:title")
    assert read_cause("无", (), case_type=civil, title=title) is None
    assert read_cause(text, sections, case_type=CaseType.CRIMINAL, title=title) is None
