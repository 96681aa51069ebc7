"""Is an empty finding told?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.errors import RankerError
from indexing.searching.emptiness import (
    EmptinessGauge,
    Finding,
    gauge_inputs,
    read_gauge,
    shipped_gauge,
    write_gauge,
)
from indexing.searching.ranking import FEATURES

N = len(FEATURES)
NUMBERS = st.floats(min_value=0, max_value=1, allow_nan=False)
MATRICES = st.lists(st.lists(NUMBERS, min_size=N, max_size=N), min_size=1, max_size=12)


@pytest.fixture
def gauge():
    return EmptinessGauge(
        means=np.zeros(2 * N),
        scales=np.ones(2 * N),
        weights=np.ones(2 * N),
        bias=-2.0,
        doubtful_below=0.5,
        nothing_below=0.2,
    )


@pytest.mark.parametrize(
    ("most", "finding"),
    [(0.0, Finding.NOTHING), (0.05, Finding.DOUBTFUL), (1.0, Finding.SIMILAR)],
)
def test_the_more_alike_the_surer(gauge, most, finding):
    assert gauge.finding(np.full((10, N), most)) is finding


def test_no_ranking_is_no_finding(gauge):
    assert gauge.finding(np.empty((0, N))) is Finding.NOTHING


@given(rows=MATRICES, seed=st.integers(0, 9))
def test_inputs_do_not_depend_on_the_order_of_the_ranking(rows, seed):
    features = np.asarray(rows)
    shuffled = np.random.default_rng(seed).permutation(features)
    assert np.array_equal(gauge_inputs(features), gauge_inputs(shuffled))


@given(rows=MATRICES)
def test_the_most_is_never_less_than_the_mean(rows):
    inputs = gauge_inputs(np.asarray(rows))
    assert np.all(inputs[:N] >= inputs[N:] - 1e-12)


def test_what_is_written_is_read_again(gauge, tmp_path):
    path = tmp_path / "gauge.json"
    write_gauge(path, gauge, about={"command": "made by hand"})
    again = read_gauge(path.read_text("utf-8"))
    features = np.full((3, N), 0.1)
    assert again is not None
    assert again.probability(features) == gauge.probability(features)
    assert replace(again, means=0, scales=0, weights=0) == replace(
        gauge, means=0, scales=0, weights=0
    )


def test_a_gauge_for_other_features_is_not_used(gauge, tmp_path, monkeypatch):
    path = tmp_path / "gauge.json"
    write_gauge(path, gauge, about={})
    monkeypatch.setattr("indexing.searching.emptiness.fingerprint_of_features", lambda: "others")
    assert read_gauge(path.read_text("utf-8")) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}'])
def test_a_damaged_gauge_is_refused(text):
    with pytest.raises(RankerError):
        read_gauge(text)


def test_the_shipped_gauge_is_ordered():
    gauge = shipped_gauge()
    assert gauge is not None, "run `python -m evaluation emptiness` again for the new features"
    assert 0 < gauge.nothing_below <= gauge.doubtful_below < 1
    assert len(gauge.weights) == 2 * N
