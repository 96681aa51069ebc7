"""The gauge of emptiness is learned and cross-validated."""

import numpy as np
import pytest

from evaluation.errors import MeasurementError
from evaluation.retrieval.emptiness import GaugedRanking, cross_validate, learn_gauge


def rankings(*, apart, n=40, seed=0):
    rng = np.random.default_rng(seed)
    made = []
    for number in range(n):
        for kind, middle in (("there", apart), ("withheld", 0.0)):
            made.append(
                GaugedRanking(group=f"q{number}", kind=kind, inputs=rng.normal(middle, 1.0, size=4))
            )
    return made


def test_what_is_plainly_apart_is_told_apart():
    errors = cross_validate(rankings(apart=8.0))
    assert errors["withheld/false_nonempty"] == 0.0
    assert errors["doubted"] <= 0.2


def test_what_is_alike_is_not_told_apart():
    errors = cross_validate(rankings(apart=0.0))
    assert errors["withheld/false_nonempty"] > 0.8
    assert errors["missed"] < 0.2


def test_the_milder_word_doubts_more_and_is_surer_less():
    errors = cross_validate(rankings(apart=2.0))
    assert errors["doubted"] >= errors["missed"]
    assert errors["withheld/false_sure"] <= errors["withheld/false_nonempty"]


def test_the_same_rankings_give_the_same_gauge():
    first, second = (learn_gauge(rankings(apart=1.0)) for _ in range(2))
    assert np.array_equal(first.weights, second.weights)
    assert (first.bias, first.nothing_below) == (second.bias, second.nothing_below)


def test_one_sort_teaches_nothing():
    with pytest.raises(MeasurementError):
        learn_gauge([one for one in rankings(apart=1.0) if one.kind == "there"])
