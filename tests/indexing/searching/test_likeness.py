"""Many words at once are the words one by one, also on the bounds between them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexing.searching.likeness import likeness_of, likenesses_of

GRADES = st.floats(-1.0, 4.0) | st.sampled_from([0.5, 1.5, 2.5])


@given(st.lists(GRADES, max_size=20), st.booleans())
def test_many_words_are_those_of_each(grades, is_told):
    found = likenesses_of(np.asarray(grades, dtype=np.float64), is_told=is_told)
    assert found == [likeness_of(grade, is_told=is_told) for grade in grades]
