"""A judgment is held against the decision; what differs is told with the words of both."""

from datetime import date

import pytest

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from service.referral.committee.comparing import compare_with_decision
from service.referral.committee.directions import DIRECTIONS
from service.referral.committee.vocabulary import Aspect
from service.referral.committee.voting import Option, Ruling

THEFT = """长林春林区人民法院
刑事判决书
（2026）吉7501刑初12号
公诉机关长林春林区人民检察院。
被告人甲某，男，1990年1月1日出生。
公诉机关指控被告人甲某犯盗窃罪，向本院提起公诉。本院依法组成合议庭，公开开庭审理了本案。现已审理终结。
经审理查明，2025年5月1日，被告人甲某秘密窃取乙某手机一部，价值三千元。
本院认为，被告人甲某以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。{reasons}
依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
{ruling}
如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向长林春林区中级人民法院提出上诉。
审判长张某
二〇二六年三月二日
"""
LOAN = """长林春林区人民法院
民事判决书
（2026）吉7501民初12号
原告：甲某，男，汉族。
被告：乙某，男，汉族。
原告甲某与被告乙某民间借贷纠纷一案，本院受理后，依法组成合议庭，公开开庭进行了审理。现已审理终结。
原告甲某向本院提出诉讼请求：被告偿还借款本金100000元及利息。
本院经审理认定事实如下：2024年1月1日，被告向原告借款100000元。
本院认为，{reasons}
依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：
{ruling}
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于长林春林区中级人民法院。
审判长张某
二〇二六年三月二日
"""
CONVICTED = "被告人甲某犯盗窃罪，判处有期徒刑一年六个月，缓刑二年，并处罚金人民币三千元。"
PAID = (
    "一、被告乙某于本判决生效之日起十日内偿还原告甲某借款本金100000元；\n"
    "二、驳回原告甲某的其他诉讼请求。"
)


def read(form, ruling, reasons=""):
    raw = RawJudgment(
        text=form.format(ruling=ruling, reasons=reasons),
        source=SourceRecord(name="test", place="1", format="text"),
    )
    judgment = read_judgment(raw, today=date(2026, 3, 3))
    assert isinstance(judgment, Judgment)
    return judgment


def differing(decision, judgment):
    found = compare_with_decision(decision, judgment)
    for each in found.differences:
        assert judgment.text[each.start : each.end] == each.judged_quote
        assert each.decided_quote in decision.words
    return {each.aspect for each in found.differences}


@pytest.mark.parametrize(
    ("ruling", "aspects"),
    [
        (Ruling(), set()),
        (Ruling(direction="criminal.convicted", charges=("盗窃罪",), months=18), set()),
        (Ruling(direction="criminal.acquitted"), {Aspect.DIRECTION}),
        (Ruling(direction="criminal.exempt"), {Aspect.DIRECTION}),
        (Ruling(charges=("侵占罪",)), {Aspect.CHARGE}),
        (Ruling(charges=("盗窃罪", "侵占罪")), {Aspect.CHARGE}),
        (Ruling(months=24), {Aspect.TERM}),
        (Ruling(probation_months=0), {Aspect.PROBATION}),
        (Ruling(probation_months=24, fine_fen=300_000), set()),
        (Ruling(fine_fen=0), {Aspect.FINE}),
        (Ruling(fine_fen=500_000), {Aspect.FINE}),
    ],
)
def test_fields_of_a_decision_are_held_against_a_criminal_judgment(ruling, aspects):
    assert differing(Option(words="按合议庭意见", ruling=ruling), read(THEFT, CONVICTED)) == aspects


@pytest.mark.parametrize(
    ("words", "aspects"),
    [
        (CONVICTED, set()),
        ("被告人甲某犯盗窃罪，判处有期徒刑一年六个月，缓刑二年", set()),
        ("被告人甲某犯盗窃罪，判处有期徒刑一年六个月", {Aspect.PROBATION}),
        ("被告人甲某犯盗窃罪，判处有期徒刑二年，缓刑二年", {Aspect.TERM}),
        ("被告人甲某犯侵占罪，判处有期徒刑一年六个月，缓刑二年", {Aspect.CHARGE}),
        ("被告人甲某无罪", {Aspect.DIRECTION}),
    ],
)
def test_words_of_a_decision_are_read_as_a_ruling(words, aspects):
    assert differing(Option(words=words), read(THEFT, CONVICTED)) == aspects


@pytest.mark.parametrize(
    ("words", "ruling", "aspects"),
    [
        ("", Ruling(direction="civil.partly_supported", amount_fen=10_000_000), set()),
        ("", Ruling(direction="civil.dismissed"), {Aspect.DIRECTION}),
        ("", Ruling(amount_fen=8_000_000), {Aspect.AMOUNT}),
        ("被告偿还原告借款本金100000元；驳回原告的其他诉讼请求", Ruling(), set()),
        ("被告偿还原告借款本金90000元；驳回原告的其他诉讼请求", Ruling(), {Aspect.AMOUNT}),
        ("驳回原告的诉讼请求", Ruling(), {Aspect.DIRECTION}),
        ("驳回原告的起诉", Ruling(), {Aspect.DIRECTION}),
    ],
)
def test_a_civil_judgment_is_held_against_it(words, ruling, aspects):
    option = Option(words=words or "按合议庭意见", ruling=ruling)
    assert differing(option, read(LOAN, PAID, "借款合同有效，被告应当偿还借款。")) == aspects


@pytest.mark.parametrize(
    ("decided", "reasons", "aspects"),
    [
        ("借款合同有效", "借款合同有效，被告应当偿还借款。", set()),
        ("借款合同无效", "借款合同有效，被告应当偿还借款。", {Aspect.CONCLUSION}),
        ("借款合同有效", "借款合同无效，被告应当返还借款。", {Aspect.CONCLUSION}),
        ("保证合同无效", "借款合同有效，被告应当偿还借款。", set()),
    ],
)
def test_what_the_reasoning_holds_is_not_the_contrary(decided, reasons, aspects):
    assert differing(Option(words=decided + "。"), read(LOAN, PAID, reasons)) == aspects


def test_what_cannot_be_read_is_untold_and_no_agreement():
    judgment = read(THEFT, "被告人甲某犯盗窃罪，判处有期徒刑一年六个月，并处罚金人民币三千元。")
    found = compare_with_decision(
        Option(words="维持", ruling=Ruling(amount_fen=100, months=18)), judgment
    )
    assert found.untold == (Aspect.AMOUNT,)
    assert found.compared == (Aspect.TERM,)
    assert found.differences == ()


def test_every_direction_has_its_words():
    assert len(set(DIRECTIONS.values())) == len(DIRECTIONS)
