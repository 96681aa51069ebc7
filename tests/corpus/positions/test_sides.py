"""Is the side found that words name?"""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.positions.sides import sides_of
from corpus.relations.model import Side
from tests.corpus.positions.reasoned import civil

SIDES = sides_of(civil("借贷关系成立。"))
WORDS = {
    "反诉原告": Side.ANSWERING,
    "反诉被告": Side.ASKING,
    "原被告": None,
    "被告人": Side.ACCUSED,
    "原告": Side.ASKING,
    "被告": Side.ANSWERING,
    "甲川": Side.ASKING,
    "乙山": Side.ANSWERING,
}
"""What parts are made of; longest first, as an ordinary pattern would look for them."""
ORACLE = re.compile("|".join(WORDS))


@given(st.lists(st.sampled_from([*WORDS, "对", "由", "，", "反诉"]), max_size=8).map("".join))
def test_of_words_inside_each_other_the_longest_counts(text):
    named = [WORDS[match.group()] for match in ORACLE.finditer(text)]
    told = [side for side in named if side is not None]
    assert SIDES.first(text, 0, len(text)) is (told[0] if told else None)
    assert SIDES.last(text, 0, len(text)) is (told[-1] if told else None)


def test_only_the_part_is_looked_at():
    text = "原告认为，应由被告承担。"
    assert SIDES.first(text, 5, len(text)) is Side.ANSWERING
    assert SIDES.last(text, 0, 4) is Side.ASKING
    assert SIDES.last(text, 3, 7) is None


def test_an_object_bears_nothing():
    text = "乙山应对原告承担责任。"
    assert SIDES.bearer(text, 0, len(text)) is Side.ANSWERING
    assert SIDES.bearer(text, 2, len(text)) is None


@pytest.mark.parametrize("sentence", ["乙山逾期未偿还甲川借款，应承担", "乙山拖欠甲川货款，应承担"])
def test_whom_something_is_owed_to_bears_nothing(sentence):
    assert SIDES.bearer(sentence, 0, len(sentence)) is Side.ANSWERING


@pytest.mark.parametrize(
    ("plaintiff", "defendant", "side"),
    [
        ("甲川", "乙山", Side.ANSWERING),
        ("甲川", "某财产保险股份有限公司", Side.ANSWERING),
        ("某财产保险股份有限公司", "乙山", Side.ASKING),
        ("某财产保险股份有限公司", "另一财产保险股份有限公司", Side.ANSWERING),
    ],
)
def test_an_insurer_stands_where_the_parties_say(plaintiff, defendant, side):
    judgment = civil("借贷关系成立。")
    asks, answers = (
        replace(fact, value=replace(fact.value, name=name))
        for fact, name in zip(judgment.parties, (plaintiff, defendant), strict=True)
    )
    sides = sides_of(replace(judgment, parties=(asks, answers)))
    assert sides.first("保险人", 0, 3) is side
    assert sides.first("保险公司", 0, 4) is side
