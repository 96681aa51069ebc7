"""Rows of several segments are those of one array; runs of them are what slices are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexing.packing.arrays import JoinedRows, places_of_runs

PARTS = st.lists(st.lists(st.integers(0, 99), max_size=6), min_size=1, max_size=4)


@st.composite
def parts_and_runs(draw):
    """Return parts, and runs that each lie in one of them; some are empty."""
    parts = draw(PARTS)
    runs, begin = [], 0
    for part in parts:
        places = st.integers(0, len(part))
        for one, other in draw(st.lists(st.tuples(places, places), max_size=4)):
            runs.append((begin + min(one, other), begin + max(one, other)))
        begin += len(part)
    return parts, draw(st.permutations(runs))


@given(parts_and_runs())
def test_runs_are_slices_of_all_rows_whatever_the_segments(made):
    parts, runs = made
    whole = np.asarray([each for part in parts for each in part], dtype=np.int32)
    starts = np.asarray([start for start, _ in runs], dtype=np.int64)
    stops = np.asarray([stop for _, stop in runs], dtype=np.int64)
    expected = [each for start, stop in runs for each in whole[start:stop].tolist()]
    joined = JoinedRows([np.asarray(part, dtype=np.int32) for part in parts])
    places = places_of_runs(starts, stops)
    assert whole[places].tolist() == expected
    found = joined.take(places)
    assert found.dtype == np.int32
    assert found.tolist() == expected
