"""Numbers of words and their spread, against a naive count."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexing.words import numbering
from indexing.words.numbering import Spread, WordNumbers, distinct

TEXTS = st.lists(st.lists(st.text("甲乙丙丁", min_size=1, max_size=2), max_size=20), max_size=8)


@given(TEXTS)
def test_numbers_follow_the_order_of_first_meeting(texts):
    numbers = WordNumbers()
    found = [numbers.of(text).tolist() for text in texts]
    met = list(dict.fromkeys(word for text in texts for word in text))
    assert found == [[met.index(word) for word in text] for text in texts]
    assert list(numbers) == met


@given(st.lists(st.integers(0, 2**32 - 1), max_size=40))
def test_distinct_numbers_are_those_of_the_library(drawn):
    numbers = np.asarray(drawn, dtype=np.uint32)
    found = distinct(numbers)
    assert found.dtype == numbers.dtype
    assert found.tolist() == np.unique(numbers).tolist()


@given(st.lists(st.sets(st.integers(0, 300_000), max_size=20), max_size=6))
def test_spread_counts_judgments(judgments):
    spread = Spread()
    for numbers in judgments:
        spread.add(np.asarray(sorted(numbers), dtype=np.int32))
    expected = Counter(number for numbers in judgments for number in numbers)
    size = max(expected, default=0) + 1
    counts = spread.counts(size)
    at_once = Spread()
    at_once.add_counts(
        np.asarray(list(expected), dtype=np.int32),
        np.asarray(list(expected.values()), dtype=np.int32),
    )
    assert at_once.counts(size).tolist() == counts.tolist()
    assert len(counts) == size
    assert {place: counts[place] for place in np.flatnonzero(counts).tolist()} == expected


def test_spread_of_nothing_is_zero_at_any_size():
    assert Spread().counts(numbering._FIRST_SIZE + 5).tolist() == [0] * (numbering._FIRST_SIZE + 5)
