"""Is it told how a court answers, who prevails, and on whom the burden lies?"""

import pytest

from corpus.positions.answers import read_answer, read_favours
from corpus.positions.burden import is_unproven, read_burden
from corpus.positions.conclusions import read_conclusions
from corpus.positions.model import Answer
from corpus.positions.sides import sides_of
from corpus.relations.model import Side
from corpus.spans import Span
from tests.corpus.positions.reasoned import civil, criminal

CIVIL = sides_of(civil("借贷关系成立。"))
CRIMINAL = sides_of(criminal("被告人的行为已构成盗窃罪。"))

ANSWERS = (
    ("对甲川的诉讼请求予以支持。", CIVIL, Answer.GRANTED, Side.ASKING),
    ("对甲川的诉讼请求不予支持。", CIVIL, Answer.REFUSED, Side.ANSWERING),
    ("乙山关于质量的抗辩不予支持。", CIVIL, Answer.REFUSED, Side.ASKING),
    ("乙山的抗辩理由成立。", CIVIL, Answer.GRANTED, Side.ANSWERING),
    ("超过部分不予支持。", CIVIL, Answer.PARTLY, None),
    ("不准离婚为宜。", CIVIL, Answer.REFUSED, Side.ANSWERING),
    ("乙山认为利息过高没有依据。", CIVIL, Answer.REFUSED, Side.ASKING),
    ("甲川认为应当双倍返还，没有依据。", CIVIL, Answer.REFUSED, Side.ANSWERING),
    ("乙山主张系货款，未完成举证责任，对甲川的请求予以支持。", CIVIL, Answer.GRANTED, Side.ASKING),
    ("辩护人的该意见不予采纳。", CRIMINAL, Answer.REFUSED, Side.ASKING),
    ("公诉机关关于逃逸的指控不予支持。", CRIMINAL, Answer.REFUSED, Side.ACCUSED),
    ("公诉机关指控的罪名成立。", CRIMINAL, Answer.GRANTED, Side.ASKING),
    ("鉴定意见可以采信。", CIVIL, Answer.GRANTED, None),
)
FAVOURS = (
    ("乙山应承担连带清偿责任。", CIVIL, Side.ASKING),
    ("乙山不承担还款责任。", CIVIL, Side.ANSWERING),
    ("被告人的行为构成盗窃罪。", CRIMINAL, Side.ASKING),
    ("属于正当防卫，不负刑事责任。", CRIMINAL, Side.ACCUSED),
    ("被告负全部责任，依法应对原告的损失承担赔偿责任。", CIVIL, Side.ASKING),
    ("双方为朋友。", CIVIL, None),
    ("该笔费用保险人不予负担。", CIVIL, Side.ANSWERING),
    ("存疑之处应作有利于被告人的解释。", CRIMINAL, Side.ACCUSED),
    ("起诉书所列的后两笔，证据单一，不予认定。", CRIMINAL, Side.ACCUSED),
    ("该份笔录不能作为定案的根据。", CRIMINAL, Side.ACCUSED),
    ("该份笔录可以作为定案的根据。", CRIMINAL, Side.ASKING),
)
BURDENS = (
    ("甲川未进一步提供证据，应承担举证不能的不利后果。", CIVIL, Side.ASKING, True),
    ("乙山作为用人单位拒不提供考勤记录，应承担不利后果。", CIVIL, Side.ANSWERING, True),
    ("证明蓄积量的责任在公诉机关，不能排除合理怀疑。", CRIMINAL, Side.ASKING, True),
    ("借贷合意由原告承担举证责任。", CIVIL, Side.ASKING, False),
    ("双方借贷关系成立。", CIVIL, None, False),
)


@pytest.mark.parametrize(("sentence", "sides", "answer", "favours"), ANSWERS)
def test_an_answer_favours_whoever_asked_or_their_opponent(sentence, sides, answer, favours):
    span = Span(0, len(sentence))
    found = read_answer(sentence, span)
    assert found is not None
    assert found.value is answer
    said = read_conclusions(sentence, span, sides)
    assert read_favours(sentence, span, sides, answer=found, conclusions=said) is favours


@pytest.mark.parametrize(("sentence", "sides", "favours"), FAVOURS)
def test_liability_and_guilt_favour_a_side(sentence, sides, favours):
    span = Span(0, len(sentence))
    said = read_conclusions(sentence, span, sides)
    assert read_favours(sentence, span, sides, answer=None, conclusions=said) is favours


@pytest.mark.parametrize(("sentence", "sides", "bearer", "unproven"), BURDENS)
def test_the_burden_of_proof_lies_on_a_side(sentence, sides, bearer, unproven):
    span = Span(0, len(sentence))
    found = read_burden(sentence, span, sides)
    assert (None if found is None else found.value) is bearer
    assert is_unproven(sentence, span) is unproven
