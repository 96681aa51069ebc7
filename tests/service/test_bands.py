"""Quantities lie within bounds; the bounds tile the line."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search import bands as of_bands
from service.search.bands import MOST_BANDS, bands_among, bands_in, quantities_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("价值9000元", ["3,000元以上不满1万元"]),
        ("价值一万元", ["1万元以上不满3万元"]),
        ("共计2.5亿元", ["1亿元以上不满3亿元"]),
        ("血液乙醇含量为186毫克/100毫升", ["180毫克/100毫升以上不满200毫克/100毫升"]),
        ("血液酒精含量201mg/100ml", ["200毫克/100毫升以上"]),
        ("含量79.9毫克/百毫升", ["20毫克/100毫升以上不满80毫克/100毫升"]),
        ("海洛因0.5克", ["不满1克"]),
        ("立木蓄积8.6立方米，109株", ["3立方米以上不满10立方米", "100株以上不满300株"]),
        ("赔偿5元，又赔偿6元", ["3元以上不满10元"]),
        ("没有数额", []),
    ],
)
def test_pairs(text, expected):
    assert [str(band) for band in bands_in(text)] == expected


@given(st.integers(1, 10**12))
def test_every_sum_lies_within_its_band(number):
    (band,) = bands_in(f"共{number}元")
    assert band.low <= Decimal(number)
    assert band.high is not None
    assert number < band.high


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="甲乙，。二零", max_size=60),
            st.sampled_from(["3000元", "1.5万元", "¥20，000", "8.6立方米", "86mg/100ml", "三百元"]),
        ),
        max_size=4,
    )
)
def test_quantities_are_found_wherever_they_stand(parts):
    text = "，".join(f"{words}，{quantity}。" for words, quantity in parts)
    alone = {band for _, quantity in parts for band in bands_in(f"，{quantity}。")}
    assert set(bands_in(text)) == alone


@given(st.lists(st.integers(1, 10**9), max_size=20))
def test_a_text_has_few_bands_each_once(numbers):
    bands = bands_in("，".join(f"{number}元" for number in numbers))
    assert len(bands) <= MOST_BANDS
    assert len(set(bands)) == len(bands)


UNITS = [
    "元",
    "圆",
    "块",
    "克",
    "千克",
    "公斤",
    "kg",
    "Kg",
    "\u212ag",
    "立方米",
    "立方",
    "毫升",
    "亩",
]
NOISE = [
    "角",
    "分",
    "分钱",
    "株",
    "m",
    "G",
    "¥",
    "\uffe5",
    "毫克/100毫升",
    "MG/100ML",
    "米",
    "升",
    "斤",
    "方",
]
PIECES = st.lists(
    st.sampled_from([*UNITS, *NOISE, "三", "5", "0.5", "万", "余", "，", "甲" * 20]), max_size=14
).map("".join)


@given(PIECES)
def test_units_are_met_where_each_by_itself_would_be(text):
    plain = re.compile("[元圆块克株亩¥\uffe5]|立方米|毫升|mg|kg|公斤", re.IGNORECASE)
    met = [match.span() for match in of_bands._UNIT.finditer(text)]
    assert met == [match.span() for match in plain.finditer(text)]


@given(PIECES)
def test_what_is_passed_over_holds_no_quantity(text):
    found = quantities_in(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(of_bands, "_OF_MONEY", re.compile(""))
        patched.setattr(of_bands, "_OF_QUANTITIES", re.compile(""))
        assert quantities_in(text) == found


@given(PIECES, PIECES)
def test_wanted_bands_are_those_of_all(text, other):
    wanted = frozenset(bands_in(other))
    assert bands_among(text, wanted) == tuple(each for each in bands_in(text) if each in wanted)
