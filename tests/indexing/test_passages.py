import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Section, SectionKind
from corpus.spans import Span
from indexing.passages import PassageKind, PassageLength, cut_passages, cut_windows
from tests.indexing.made import make_judgment

SHORT = PassageLength(limit_characters=12)

CASES = [
    ("甲来。乙走。", ["甲来。乙走。"]),  # fits
    ("甲来到南山林场。乙走到西河村。", ["甲来到南山林场。", "乙走到西河村。"]),  # two sentences
    (
        "甲说：“我来了。”乙走到西河村去。",
        ["甲说：“我来了。”", "乙走到西河村去。"],
    ),  # closing quote stays
    (
        "甲来到南山，乙走到西河村那边，丙。",
        ["甲来到南山，", "乙走到西河村那边，丙。"],
    ),  # no sentence end in reach
    ("一二三四五六七八九十甲乙丙丁", ["一二三四五六七八九十甲乙"[:12], "丙丁"]),  # no mark at all
    ("  甲来。\n", ["甲来。"]),  # blanks at the ends
    ("   ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "windows"), CASES)
def test_windows_end_with_sentences(text, windows):
    span = Span(0, len(text))
    assert [window.of(text) for window in cut_windows(text, span, length=SHORT)] == windows


@given(
    st.text(alphabet="甲乙丙。，；：“”\n 　", max_size=200),
    st.integers(min_value=3, max_value=40),
    st.data(),
)
def test_windows_hold_every_letter_once_in_order(text, limit, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    length = PassageLength(limit_characters=limit)
    windows = list(cut_windows(text, span, length=length))
    assert "".join("".join(w.of(text) for w in windows).split()) == "".join(span.of(text).split())
    assert all(0 < len(window) <= limit for window in windows)
    assert all(a.end <= b.start for a, b in pairwise(windows))
    assert all(window.of(text).strip() == window.of(text) for window in windows)


def test_a_judgment_gives_facts_reasoning_and_disposition():
    judgment = make_judgment("甲窃得手机。" * 200)
    kinds = [passage.kind for passage in cut_passages(judgment)]
    assert kinds == [PassageKind.FACTS] * 2 + [PassageKind.REASONING, PassageKind.DISPOSITION]
    assert all(passage.judgment_id == judgment.id for passage in cut_passages(judgment))


def test_a_judgment_without_known_parts_is_taken_whole_as_facts():
    judgment = make_judgment("甲窃得手机。")
    whole = Section(SectionKind.HEAD, Span(0, len(judgment.text)), "made")
    (passage,) = cut_passages(dataclasses.replace(judgment, sections=(whole,)))
    assert passage.kind is PassageKind.FACTS
    assert passage.span == Span(0, len(judgment.text))
