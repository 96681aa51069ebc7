import numpy as np
import pytest

from indexing.learning.counting import count_words
from indexing.learning.hard_negatives import hard_negatives
from indexing.learning.pairs import training_text_of
from indexing.words.segmentation import Segmenter
from tests.indexing.learning.test_text_pairs import training_text
from tests.indexing.made import make_corpus

SEGMENTER = Segmenter()
THEFT = "被告人夜间翻窗进入小区住户家中窃得手机一部和现金若干，后将手机销赃。"
ROBBERY = "被告人夜间翻窗进入小区住户家中持刀威胁住户，抢得手机一部和现金若干。"
FELLING = "被告人未办理林木采伐许可证，雇人在山场砍伐松树，立木蓄积二十立方米。"
DRIVING = "被告人酒后驾驶小型轿车，被执勤交警查获，血液中乙醇含量为一百八十毫克。"


def found(*rows):
    texts = [
        training_text([facts], labels=labels, statute=statute) for facts, labels, statute in rows
    ]
    counted = count_words(texts, segmenter=SEGMENTER, limit=10_000)
    negatives = hard_negatives(texts, counted.texts, size=len(counted.vocabulary) + 1)
    return [places.tolist() for places in negatives]


def test_near_in_words_and_of_another_kind():
    places = found(
        (THEFT, ["盗窃罪"], "264"), (ROBBERY, ["抢劫罪"], "263"), (FELLING, ["滥伐林木罪"], "345")
    )
    assert places[0][0] == 1
    assert places[1][0] == 0


OTHERWISE = [
    ((ROBBERY, ["抢劫罪"], "264"), "the same statute"),
    ((ROBBERY, ["盗窃罪"], "263"), "the same charge"),
    ((ROBBERY, ["抢劫罪", "盗窃罪"], "263"), "one charge shared"),
    ((ROBBERY, [], "263"), "no charge"),
    ((ROBBERY, ["抢劫罪"], None), "no statute"),
    ((THEFT, ["抢劫罪"], "263"), "the same story"),
]


@pytest.mark.parametrize("other", [row for row, _ in OTHERWISE], ids=[why for _, why in OTHERWISE])
def test_what_is_no_hard_negative(other):
    theft = (THEFT, ["盗窃罪"], "264")
    rest = [(FELLING, ["滥伐林木罪"], "345"), (DRIVING, ["危险驾驶罪"], "133")]
    places = found(theft, other, *rest)
    assert 1 not in places[0]
    assert 0 not in places[1]


def test_never_of_the_same_charge_in_a_corpus():
    texts = [
        training_text(
            training_text_of(judgment).facts,
            labels=[judgment.charges[0].value],
            statute=judgment.charges[0].value,
        )
        for judgment in make_corpus(60)
    ]
    counted = count_words(texts, segmenter=SEGMENTER, limit=10_000)
    negatives = hard_negatives(texts, counted.texts, size=len(counted.vocabulary) + 1)
    assert sum(map(len, negatives)) > 100
    for place, others in enumerate(negatives):
        assert len(others) <= 4
        assert len(np.unique(others)) == len(others)
        assert all(texts[place].labels != texts[other].labels for other in others)
