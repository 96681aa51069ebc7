"""What every index of vectors must do. A subclass gives the fixture ``build``."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def oracle(vectors, query, *, depth, allowed=None):
    """Compare every vector in numpy and order by ``(-score, label)``."""
    scores = vectors @ query
    labels = [n for n in range(len(vectors)) if allowed is None or allowed[n]]
    return sorted(labels, key=lambda label: (-scores[label], label))[:depth]


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


class VectorIndexConformance:
    """Conformance of an :class:`indexing.channels.vectors.VectorIndex`."""

    @pytest.fixture
    def build(self):
        """Return a function from rows to an index of them under their row numbers."""
        raise NotImplementedError

    @pytest.mark.parametrize("size", [1, 7, 500])
    @pytest.mark.parametrize("depth", [1, 10, 1000])
    @pytest.mark.parametrize("share", [None, 0.0, 0.05, 0.9])
    def test_answers_are_those_of_numpy(self, build, size, depth, share):
        rng = np.random.default_rng(size + depth)
        vectors = unit(rng.normal(size=(size, 16)))
        index = build(vectors)
        allowed = None if share is None else rng.random(size) < share
        for query in unit(rng.normal(size=(3, 16))):
            found = index.search(query, depth=depth, allowed=allowed)
            assert found.labels.tolist() == oracle(vectors, query, depth=depth, allowed=allowed)
            assert found.scores == pytest.approx((vectors @ query)[found.labels], abs=1e-6)

    @pytest.mark.parametrize("dimension", [3, 16, 37])
    def test_products_are_the_scores_of_a_search_to_the_last_digit(self, build, dimension):
        rng = np.random.default_rng(dimension)
        index = build(unit(rng.normal(size=(80, dimension))))
        labels = rng.permutation(80)[:33]
        for query in unit(rng.normal(size=(3, dimension))):
            found = index.search(query, depth=80)
            scores = dict(zip(found.labels.tolist(), found.scores.tolist(), strict=True))
            expected = [scores[label] for label in labels.tolist()]
            assert index.products(query, labels).tolist() == expected
        assert index.products(query, labels[:0]).tolist() == []

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.lists(st.integers(0, 3), min_size=1, max_size=60),
        st.integers(1, 70),
        st.data(),
    )
    def test_equal_scores_stand_in_order_of_label(self, build, corners, depth, data):
        vectors = np.eye(4, dtype=np.float32)[corners]
        allowed = np.asarray(
            data.draw(st.lists(st.booleans(), min_size=len(corners), max_size=len(corners)))
        )
        found = build(vectors).search(np.eye(4, dtype=np.float32)[0], depth=depth, allowed=allowed)
        expected = oracle(vectors, np.eye(4)[0], depth=depth, allowed=allowed)
        assert found.labels.tolist() == expected

    def test_the_size_is_the_number_of_vectors(self, build):
        assert build(np.eye(5, dtype=np.float32)).size == 5
