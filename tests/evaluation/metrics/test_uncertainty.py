"""The interval and the paired test of the metrics."""

from itertools import product

import numpy as np
import pytest

from evaluation.errors import MetricInputError
from evaluation.metrics.bootstrap import bootstrap_interval
from evaluation.metrics.paired_test import paired_randomisation_p


def test_the_interval_holds_its_mean_and_narrows_with_n() -> None:
    values = [0.1, 0.9, 0.4, 0.6, 0.5]
    few = bootstrap_interval(values, rng=np.random.default_rng(3))
    many = bootstrap_interval(values * 20, rng=np.random.default_rng(3))
    assert few.mean == pytest.approx((0.1 + 0.9 + 0.4 + 0.6 + 0.5) / 5)
    assert few.low < few.mean < few.high
    assert few.n == 5
    assert many.n == 100
    assert many.high - many.low < few.high - few.low


def test_the_interval_agrees_with_the_normal_one_on_many_values() -> None:
    values = list(np.random.default_rng(5).normal(0.6, 0.1, size=400))
    interval = bootstrap_interval(values, rng=np.random.default_rng(6))
    half = 1.96 * float(np.std(values)) / 400**0.5
    assert interval.low == pytest.approx(interval.mean - half, abs=0.002)
    assert interval.high == pytest.approx(interval.mean + half, abs=0.002)


def test_the_same_seed_gives_the_same_interval() -> None:
    values = [0.2, 0.3, 0.9]
    first = bootstrap_interval(values, rng=np.random.default_rng(1))
    assert first == bootstrap_interval(values, rng=np.random.default_rng(1))


@pytest.mark.parametrize(("values", "level"), [([], 0.95), ([0.5], 1.0), ([0.5], 0.0)])
def test_an_interval_of_nothing_is_refused(values: list[float], level: float) -> None:
    with pytest.raises(MetricInputError):
        bootstrap_interval(values, rng=np.random.default_rng(1), level=level)


def test_the_paired_p_value_is_that_of_all_sign_vectors() -> None:
    difference = [0.3, 0.1, -0.05, 0.2, 0.15, -0.1, 0.25]
    observed = abs(sum(difference))
    exact = sum(
        abs(sum(sign * value for sign, value in zip(signs, difference, strict=True)))
        >= observed - 1e-12
        for signs in product((-1, 1), repeat=len(difference))
    ) / 2 ** len(difference)
    estimated = paired_randomisation_p(
        difference, [0.0] * len(difference), rng=np.random.default_rng(2)
    )
    assert estimated == pytest.approx(exact, abs=0.005)


def test_a_p_value_is_never_zero() -> None:
    better = [0.9] * 60
    worse = [0.1] * 60
    p = paired_randomisation_p(better, worse, rng=np.random.default_rng(2), draws=1000)
    # No random sign vector of 60 equals the observed one: b = 0, and p is (0 + 1) / (1000 + 1).
    assert p == 1 / 1001


def test_the_paired_test_does_not_care_which_system_comes_first() -> None:
    first, second = [0.5, 0.7, 0.2], [0.4, 0.9, 0.1]
    forwards = paired_randomisation_p(first, second, rng=np.random.default_rng(4))
    backwards = paired_randomisation_p(second, first, rng=np.random.default_rng(4))
    assert forwards == backwards


def test_values_of_different_queries_are_refused() -> None:
    with pytest.raises(MetricInputError, match="3 and 2 values"):
        paired_randomisation_p([1, 2, 3], [1, 2], rng=np.random.default_rng(1))
