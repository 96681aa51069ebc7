"""Invented loans that turn on one question, with the answers that a test gives."""

from dataclasses import replace
from datetime import date

from corpus.judgment import Effectiveness, Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from service.divergence.cases import compared_case

LENDERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
JOINT = "借款以{b}个人名义所借，但用于共同经营，系夫妻共同债务，{c}应共同偿还。"
OWN = "借款明显超出家庭日常生活需要，原告没有举证证明用于共同生活，不属于夫妻共同债务。"
_PAPER = """{court}人民法院
民事判决书
（{year}）辽0102民初{serial}号
原告：{a}某，男。
被告：{b}某，男。
被告：{c}某，女。
原告{a}某与被告{b}某、{c}某民间借贷纠纷一案，本院于{year}年3月2日立案后，依法进行了审理。现已审理终结。
原告{a}某诉称：被告{b}某借款三万元，请求判令二被告共同偿还。
被告{c}某辩称：未在借条上签字，不应共同偿还。
经审理查明：{year}年1月3日，{b}某向{a}某借款三万元，出具借条，用于木材生意。借条仅有{b}某签名，{b}某与{c}某系夫妻。
本案争议焦点为：夫妻一方以个人名义所借款项是否属于夫妻共同债务。
本院认为，{holding}依照《中华人民共和国民法典》第六百七十五条、第一千零六十四条之规定，判决如下：
{ruling}
审判长 {judge}
二〇二{digit}年九月三日
书记员 王书
"""
_OTHER = """某县人民法院
民事判决书
（2022）辽0123民初{serial}号
原告：{a}某，男。
被告：{b}某，男。
原告{a}某与被告{b}某民间借贷纠纷一案，本院依法进行了审理。现已审理终结。
经审理查明：{b}某向{a}某借款五万元购买车辆，约定月息一分，到期后经催要未还，双方有微信聊天记录。
本院认为，{b}某逾期未还借款，构成违约，约定的利率未超过上限，应当按照约定支付利息。依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：
被告{b}某于十日内偿还原告{a}某借款五万元及利息。
审判员 丁一
二〇二二年九月三日
书记员 王书
"""


def read(text: str, name: str) -> Judgment:
    source = SourceRecord(name="t", place=name, external_id=name, format="text")
    judgment = read_judgment(RawJudgment(text=text, source=source), today=date(2026, 1, 1))
    if not isinstance(judgment, Judgment):
        raise TypeError(judgment)
    return judgment


def loan(serial, *, joint, court="甲县", judge="丁一", year=2022, refused=False, **more):
    """Return one of the loans."""
    a, b, c = LENDERS[serial], LENDERS[-1 - serial], "陆"
    holding = (JOINT if joint else OWN).format(b=b + "某", c=c + "某")
    ruling = f"一、被告{b}某于十日内偿还原告{a}某借款三万元。\n"
    if joint:
        ruling += f"二、被告{c}某对上述债务承担共同偿还责任。"
    else:
        ruling += "二、驳回原告的其他诉讼请求。"
    if refused:
        ruling = "驳回原告的诉讼请求。"
    text = _PAPER.format(
        a=a, b=b, c=c, holding=holding, ruling=ruling, serial=serial + 1,
        court=court, judge=judge, year=year, digit="〇一二三四五六"[year - 2020],
    )  # fmt: skip
    case = compared_case(read(text, str(serial)), effect=Effectiveness.IN_EFFECT)
    return replace(case, **more)


def other(serial):
    """Return a loan that does not turn on the question."""
    text = _OTHER.format(a=LENDERS[serial % 20], b=LENDERS[-1 - serial % 20], serial=serial + 100)
    return compared_case(read(text, f"o{serial}"), effect=Effectiveness.IN_EFFECT)
