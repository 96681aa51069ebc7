"""Does the answer to an argument say what the matter is?"""

import pytest

from corpus.positions.answers import read_answer
from corpus.positions.claims import read_claimed
from corpus.positions.sides import sides_of
from corpus.spans import Span
from tests.corpus.positions.reasoned import criminal

SIDES = sides_of(criminal("被告人的行为已构成盗窃罪。"))
# Sentence, of what, and whether it is that.
ANSWERED = (
    ("辩护人关于被告人不属于累犯的意见符合事实，应予采纳。", "累犯", False),
    ("辩护人提出被告人不构成共同犯罪的意见，经查与事实不符，不予采纳。", "共同犯罪", True),
    ("公诉机关关于被告人系属主犯的指控，证据不足，不予支持。", "主犯", False),
    ("辩护人关于成立自首的意见，予以采纳。", "自首", True),
)
UNTOLD = (
    "辩护人关于被告人属于自首的意见。",
    "辩护人关于被告人属于自首、不属于累犯的意见，不予采纳。",
    "辩护人关于量刑过重的意见不予采纳。",
    "关于是否属于自首，辩护人的意见予以采纳。",
)


def read(text):
    span = Span(0, len(text))
    return [
        (said.predicate, said.about, said.is_affirmed)
        for said in read_claimed(text, span, SIDES, read_answer(text, span))
    ]


@pytest.mark.parametrize(("text", "about", "affirms"), ANSWERED)
def test_an_answer_affirms_or_denies_what_was_argued(text, about, affirms):
    assert read(text) == [("属于", about, affirms)]


@pytest.mark.parametrize("text", UNTOLD)
def test_an_answer_to_several_things_or_to_none_says_nothing(text):
    assert read(text) == []
