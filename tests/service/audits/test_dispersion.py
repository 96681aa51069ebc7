import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audits.dispersion import (
    dispersion_of_range,
    dispersion_of_votes,
    evenness_of,
    wilson_interval,
)
from service.audits.model import Measure
from service.audits.words import INSUFFICIENT, share_words
from service.divergence.model import RangeMark, RangeView

VOTES = st.lists(
    st.fractions(min_value=0, max_value=500, max_denominator=12).map(float), min_size=1, max_size=6
)


def test_the_interval_is_that_of_the_formula():
    # 2 of 10: (0.2 + z²/20 ± z √(0.16/10 + z²/400)) / (1 + z²/10)
    z = 1.959963984540054
    found = wilson_interval(2, 10)
    middle, spread = 0.2 + z**2 / 20, z * math.sqrt(0.16 / 10 + z**2 / 400)
    assert found.low == pytest.approx((middle - spread) / (1 + z**2 / 10))
    assert found.high == pytest.approx((middle + spread) / (1 + z**2 / 10))


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 5), (6, 5)])
def test_there_is_no_interval_of_a_share_that_is_none(part, whole):
    with pytest.raises(ValueError, match="expected a part"):
        wilson_interval(part, whole)


@given(VOTES)
def test_a_share_lies_in_its_interval(votes):
    found = dispersion_of_votes(votes)
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1


@given(VOTES)
def test_the_order_of_positions_changes_nothing(votes):
    one, other = dispersion_of_votes(votes), dispersion_of_votes(votes[::-1])
    assert one.share == pytest.approx(other.share)
    assert one.evenness == pytest.approx(other.evenness)


def test_evenness_is_entropy_over_its_most():
    # -(3/4 log 3/4 + 1/4 log 1/4) / log 2
    expected = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25)) / math.log(2)
    assert evenness_of([3, 1]) == pytest.approx(expected)
    assert evenness_of([3, 1, 0]) == pytest.approx(expected)


def test_below_the_least_number_the_word_is_insufficient():
    assert share_words(dispersion_of_votes([3, 1])) == INSUFFICIENT
    assert share_words(dispersion_of_votes([3, 2])).startswith("40%")


def test_of_a_range_the_share_outside_counts():
    marks = tuple(
        RangeMark(judgment_id=f"j{n}", actual=actual, low=10, middle=15, high=20)
        for n, actual in enumerate((9, 10, 15, 20, 30, 12))
    )
    found = dispersion_of_range(RangeView(unit="月", marks=marks, coverage=0.9))
    assert found.measure is Measure.OUTSIDE
    assert found.share == pytest.approx(2 / 6)
    assert found.evenness is None
