"""Rounded vectors give next to what the vectors give, and each row gives it by itself."""

import numpy as np
import pytest

from indexing.packing.arrays import JoinedRows
from indexing.packing.scaled_rows import ScaledRows, scaled

RNG = np.random.default_rng(8)
ROWS = RNG.standard_normal((60, 64)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
ASKED = ROWS[:5] + 0.1


@pytest.mark.parametrize("asked", ASKED)
def test_products_are_those_of_the_vectors_up_to_rounding(asked):
    wanted = ROWS @ asked
    # Half a step for each number, of which some 64 add up as chance has it.
    bound = 5 * 0.5 * np.abs(ROWS).max() / 127 * np.linalg.norm(asked)
    assert np.abs(scaled(ROWS).products(0, 60, asked) - wanted).max() < bound


def test_a_row_is_rounded_whatever_stands_beside_it():
    alone = [scaled(row[np.newaxis]) for row in ROWS]
    together = scaled(ROWS)
    assert np.array_equal(np.concatenate([each.values for each in alone]), together.values)
    assert np.array_equal(np.concatenate([each.scales for each in alone]), together.scales)


def test_rows_are_found_in_any_order_and_segment():
    one, other = scaled(ROWS[:20]), scaled(ROWS[20:])
    joined = ScaledRows(
        values=JoinedRows([one.values, other.values]),
        scales=JoinedRows([one.scales, other.scales]),
    )
    places = np.array([55, 3, 20, 19])
    wanted = scaled(ROWS).products_at(places, ASKED[0])
    assert len(joined) == len(ROWS)
    assert np.allclose(joined.products_at(places, ASKED[0]), wanted, atol=1e-6)
    assert np.allclose(
        joined.products(20, 30, ASKED[0]), scaled(ROWS).products(20, 30, ASKED[0]), atol=1e-6
    )


def test_zeros_and_nothing_at_all_are_kept():
    zeros = scaled(np.zeros((2, 4), dtype=np.float32))
    assert zeros.products(0, 2, np.ones(4, dtype=np.float32)).tolist() == [0.0, 0.0]
    nothing = scaled(np.empty((0, 4), dtype=np.float32))
    assert nothing.products(0, 0, np.ones(4, dtype=np.float32)).tolist() == []


def test_the_largest_number_of_a_row_is_kept_and_none_wraps_around():
    rows = scaled(ROWS)
    assert np.abs(rows.values).max(axis=1).tolist() == [127] * len(ROWS)
    assert np.array_equal(np.sign(rows.values[ROWS > 0.05]), np.sign(ROWS[ROWS > 0.05]))
