"""The text searched by is known again, however it is broken into lines or spelled in width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search.same_text import LEAST_CHARACTERS, AskedText

FACTS = "2020年5月3日22时许，被告人张某醉酒驾驶小型轿车（车牌号A12345）行至解放路口，被民警查获。"
JUDGMENT = f"某某人民法院刑事判决书\n\n经审理查明，{FACTS}\n上述事实，有证据证实。"


@pytest.mark.parametrize(
    "asked",
    [
        FACTS,
        FACTS.replace("，", ","),
        FACTS.replace("（", "(").replace("）", ")"),
        FACTS.replace("A12345", "\uff2112345"),
        "\n".join(FACTS),
        "\u3000\u3000" + FACTS + "\n",
        FACTS[3:-3],
    ],
)
def test_other_widths_and_other_lines_are_the_same_text(asked):
    assert AskedText(asked).is_in(JUDGMENT)


@pytest.mark.parametrize(
    "asked",
    [
        FACTS.replace("张某", "李某"),
        FACTS.replace("22时", "23时"),
        FACTS[: LEAST_CHARACTERS - 1],
        FACTS + "另查明。",
        "",
    ],
)
def test_any_other_word_or_a_short_phrase_is_not(asked):
    assert not AskedText(asked).is_in(JUDGMENT)


@given(st.integers(0, len(FACTS)), st.sampled_from(["\n", " ", "\u3000", "\r\n\t"]))
def test_white_space_anywhere_in_either_text_changes_nothing(place, space):
    broken = FACTS[:place] + space + FACTS[place:]
    assert AskedText(broken).is_in(JUDGMENT)
    assert AskedText(FACTS).is_in(JUDGMENT.replace(FACTS, broken))


def plainly(asked, text):
    def bare(each):
        return "".join(each.split())

    def folded(each):
        return bare(unicodedata.normalize("NFKC", each))

    is_long = len(folded(asked)) >= LEAST_CHARACTERS
    return is_long and (bare(asked) in bare(text) or folded(asked) in folded(text))


SIGNS = st.sampled_from(["甲", "乙", "丙", "，", ",", " ", "A", "\uff21", "1", "\uff11", "\n"])


@given(st.lists(SIGNS, min_size=38, max_size=50), st.data())
def test_it_is_the_same_text_where_a_plain_look_says_so(signs, data):
    asked = "".join(signs)
    text = list(f"前{asked}后")
    for _ in range(data.draw(st.integers(0, 2))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(SIGNS)
    assert AskedText(asked).is_in("".join(text)) is plainly(asked, "".join(text))
