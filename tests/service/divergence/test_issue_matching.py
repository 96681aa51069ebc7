import pytest

from service.divergence.issue_matching import matched_stances
from tests.service.divergence.papers import case_of, loan

UNCLEAR = "双方对保证方式没有约定，被告赵某应承担连带保证责任"
UNCLEAR_TOO = "保证方式约定不明，应按照连带责任保证承担保证责任，孙某要求被告赵某连带清偿的请求成立"
RATE = "约定的利率超过合同成立时一年期贷款市场报价利率四倍的部分，本院不予支持"


def paper(number, *reasons, cause="民间借贷纠纷"):
    heading = f"原告孙某与被告李某{cause}一案，本院依法进行了审理。"
    text = loan(number, reason="。".join(reasons))
    return text.replace("原告孙某，被告李某，民间借贷纠纷。", heading)


def matches(one, other):
    return [
        (stance.holding, near.holding, like)
        for stance, matched in matched_stances(case_of(one), [case_of(other)])
        for near, like in matched
    ]


@pytest.mark.parametrize("reasons", [(RATE, UNCLEAR_TOO), (UNCLEAR_TOO, RATE)])
def test_one_issue_in_other_words_is_told(reasons):
    ((own, near, like),) = matches(paper(1, UNCLEAR), paper(2, *reasons))
    assert UNCLEAR in own
    assert UNCLEAR_TOO in near
    assert like == 1


def test_another_issue_is_not_taken_for_it():
    assert matches(paper(1, UNCLEAR), paper(2, RATE)) == []


@pytest.mark.parametrize("cause", ["买卖合同纠纷", "民间借贷纠纷"])
def test_the_same_words_are_told_whatever_the_cause(cause):
    ((own, near, _),) = matches(paper(1, UNCLEAR, cause=cause), paper(2, UNCLEAR, cause=cause))
    assert own == near


@pytest.mark.parametrize("cause", ["买卖合同纠纷", "离婚纠纷"])
def test_without_one_model_of_names_for_both_the_words_alone_tell(cause):
    assert matches(paper(1, UNCLEAR, cause=cause), paper(2, UNCLEAR_TOO)) == []
