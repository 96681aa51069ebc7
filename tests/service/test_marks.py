"""The rarest words of a question that a passage holds are marked where they stand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.search.marks import Marker

LETTERS = "甲乙丙"
WORDS = st.lists(st.text(LETTERS, max_size=4), max_size=8)
TEXT = st.text(LETTERS + "，", max_size=30)


def rarest(words, texts, most):
    wide = dict.fromkeys(word for word in words if len(word) > 1)
    return [word for word in wide if any(word in text for text in texts)][:most]


@given(WORDS, TEXT, st.integers(1, 4))
def test_what_is_marked_is_every_character_of_the_rarest_words(words, text, most):
    covered = {
        place
        for word in rarest(words, [text], most)
        for start in range(len(text))
        if text.startswith(word, start)
        for place in range(start, start + len(word))
    }
    marks = Marker(words).marks_in(text, most=most)
    assert {place for mark in marks for place in range(mark.start, mark.end)} == covered
    assert all(before.end < behind.start for before, behind in pairwise(marks))


@given(WORDS, st.lists(TEXT, max_size=3), st.integers(1, 4))
def test_words_of_several_texts_are_those_of_any(words, texts, most):
    marker = Marker(words)
    expected = tuple(rarest(words, texts, most))
    assert marker.words_in(*texts, most=most) == expected
    # What was looked at is remembered, and told again as it was.
    assert marker.words_in(*texts, most=most) == expected
