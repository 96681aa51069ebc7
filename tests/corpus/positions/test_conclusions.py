"""Is what a sentence affirms and denies read, and nothing that somebody else argued?"""

import pytest

from corpus.positions.abouts import normal_about
from corpus.positions.conclusions import read_conclusions
from corpus.positions.denial import is_denied
from corpus.positions.predicates import PREDICATES
from corpus.positions.sides import sides_of
from corpus.spans import Span
from tests.corpus.positions.reasoned import civil

SIDES = sides_of(civil("双方借贷关系成立。"))

# Sentence, and what it says: predicate, about, affirmed.
SAID = (
    ("案涉停车场属于道路。", [("属于", "道路", True)]),
    ("该区域不能认定为道路。", [("属于", "道路", False)]),
    ("被告人的行为不构成危险驾驶罪。", [("构成", "危险驾驶罪", False)]),
    ("应当以盗窃罪定罪处罚。", [("构成", "盗窃罪", True)]),
    ("案涉合同无效。", [("有效", "合同", False)]),
    ("不应据此认定合同无效。", [("有效", "合同", True)]),
    ("现有证据不足以证明其具有非法占有目的。", [("具有", "非法占有目的", False)]),
    ("乙山应承担连带清偿责任。", [("承担", "连带清偿责任", True)]),
    ("销售款30200元应当予以追缴。", [("追缴", "销售款", True)]),
    ("对其销售所得不予追缴。", [("追缴", "销售所得", False)]),
    ("甲川的诉讼请求不予支持。", [("支持", "诉讼请求", False)]),
    ("乙山关于货款的抗辩不能成立。", [("成立", "货款抗辩", False)]),
    ("甲川的请求于法无据。", [("有据", "请求", False)]),
    ("残疾赔偿金应以农村居民标准计算为29872元。", [("计算", "残疾赔偿金农村居民标准", True)]),
    ("约定的利率未超过年利率24%。", [("超过", "年利率", False)]),
    ("双方所签合同属无效合同。", [("有效", "签合同属", False)]),
    ("该协议自始不发生法律效力。", [("有效", "协议自始", False)]),
    ("该约定对第三人不产生法律效力。", [("有效", "约定", False)]),
    ("该决议自通过之日起发生法律效力。", [("有效", "决议自通过日起", True)]),
    ("合同对双方均有约束力。", [("有效", "合同", True)]),
    ("故不作自首认定。", [("属于", "自首", False)]),
    ("对其应以抢劫既遂论。", [("属于", "抢劫既遂", True)]),
)
SILENT = (
    "合同是否有效，双方各执一词。",
    "辩护人提出，被告人的行为不构成盗窃罪，属于民事纠纷。",
    "甲川与乙山系朋友关系的事实清楚的时候。",
    "被告支付了五万元。",
    "前次判决不准离婚后，",
    "",
)


@pytest.mark.parametrize(("sentence", "expected"), SAID)
def test_what_is_affirmed_and_denied_is_read_with_what_it_is_about(sentence, expected):
    found = read_conclusions(sentence, Span(0, len(sentence)), SIDES)
    assert [(said.predicate, said.about, said.is_affirmed) for said in found] == expected


@pytest.mark.parametrize("sentence", SILENT)
def test_what_others_argue_or_what_is_asked_or_told_is_no_conclusion(sentence):
    assert read_conclusions(sentence, Span(0, len(sentence)), SIDES) == ()


def test_the_court_takes_the_word_again_behind_an_argument():
    sentence = "辩护人提出，本案属于民事纠纷，经查，被告人构成盗窃罪。"
    found = read_conclusions(sentence, Span(0, len(sentence)), SIDES)
    assert [(said.predicate, said.about) for said in found] == [("构成", "盗窃罪")]


@pytest.mark.parametrize("word", sorted(PREDICATES))
def test_every_predicate_has_a_denial(word):
    assert is_denied(f"不应{word}", 0, 2)
    assert not is_denied(f"应当{word}", 0, 2)


def test_like_conclusions_of_different_people_read_alike():
    one = normal_about("甲川关于其与乙山之间借贷关系的抗辩", SIDES.names)
    other = normal_about("王某甲关于其与某某有限公司借贷关系的抗辩")
    assert one == other == "借贷关系抗辩"
