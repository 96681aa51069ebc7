"""The power by which figures grow, on curves whose power is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.errors import MeasurementError
from evaluation.performance.growth.fit import fit_power

SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000]


@given(power=st.floats(-1, 3), factor=st.floats(1e-3, 1e3))
@settings(max_examples=40)
def test_a_power_is_found_exactly(power: float, factor: float) -> None:
    fit = fit_power(SIZES, [factor * size**power for size in SIZES])
    assert fit.exponent == pytest.approx(power, abs=1e-9)
    assert fit.factor == pytest.approx(factor, rel=1e-6)
    assert fit.at(50_000) == pytest.approx(factor * 50_000**power, rel=1e-6)
    assert fit.low == pytest.approx(power, abs=1e-5)
    assert fit.high == pytest.approx(power, abs=1e-5)


def test_n_log_n_lies_a_little_above_linear_and_a_start_below() -> None:
    assert 1.05 < fit_power(SIZES, [n * np.log(n) for n in SIZES]).exponent < 1.12
    assert fit_power(SIZES, [5 + n / 1000 for n in SIZES]).exponent < 1


def test_the_interval_holds_the_true_power_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        noisy = [size**0.8 * float(np.exp(rng.normal(0, 0.1))) for size in SIZES]
        fit = fit_power(SIZES, noisy)
        assert fit.low is not None
        assert fit.high is not None
        held += fit.low <= 0.8 <= fit.high
    assert 0.92 < held / 400 < 0.98


def test_two_sizes_have_a_power_and_no_interval() -> None:
    fit = fit_power([100, 10_000], [1, 10])
    assert (fit.exponent, fit.low, fit.high) == (pytest.approx(0.5), None, None)


@pytest.mark.parametrize(
    ("sizes", "values"),
    [([10], [1]), ([10, 10], [1, 2]), ([10, 20], [1]), ([10, 20], [0, 1]), ([0, 20], [1, 1])],
)
def test_what_has_no_power_is_refused(sizes: list[float], values: list[float]) -> None:
    with pytest.raises(MeasurementError):
        fit_power(sizes, values)
