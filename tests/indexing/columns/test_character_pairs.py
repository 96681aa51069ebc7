"""No judgment that holds a string may be missing among the candidates."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.columns.character_pairs import BUCKETS, PairWriter, folded, pairs_of
from indexing.columns.whole_texts import read_pairs, write_pairs

SIGNS = st.text(st.sampled_from("盗伐林木甲乙，（A a\uff41\uff211\uff11"), max_size=30)


def table_of(texts, labels=None):
    with TemporaryDirectory() as folder:
        writer = PairWriter(BytesIO())
        for text in texts:
            writer.add(text)
        labels = range(len(texts)) if labels is None else labels
        write_pairs(Path(folder), writer.blocks(labels))
        return read_pairs(Path(folder), size=len(texts))


@given(st.lists(SIGNS, min_size=1, max_size=12), st.data())
def test_every_holder_is_a_candidate(texts, data):
    table = table_of(texts)
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    phrase = text[start : start + data.draw(st.integers(1, 8))]
    candidates = table.candidates(phrase)
    holders = [n for n, each in enumerate(texts) if folded(phrase) in folded(each)]
    assert candidates is None or set(holders) <= set(candidates.tolist())


@pytest.mark.parametrize("widest", [1, 1_000, 1 << 22])
def test_entries_are_found_whatever_pairs_share_a_run(monkeypatch, widest):
    monkeypatch.setattr("indexing.columns.character_pairs._WIDEST", widest)
    texts = ["甲乙丙", "乙丙丁戊", "", "戊己", "甲乙"]
    table = table_of(texts)
    wanted = sorted(
        code * len(texts) + label for label, each in enumerate(texts) for code in pairs_of(each)
    )
    assert table.between(0, BUCKETS).tolist() == wanted
    cut = int(pairs_of("乙丙")[0])
    assert table.between(cut, cut + 1).tolist() == [cut * 5, cut * 5 + 1]
    assert table.between(cut + 1, BUCKETS).tolist() == [n for n in wanted if n >= cut * 5 + 5]
    assert table.candidates("乙丙").tolist() == [0, 1]


def test_pairs_that_waited_in_many_pieces_are_those_of_one(monkeypatch):
    texts = [f"第{n}件甲乙{chr(0x4E00 + 7 * n)}丙{'丁' * (n % 3)}" for n in range(1_100)]
    labels = np.random.default_rng(2).permutation(len(texts)).tolist()
    whole = table_of(texts, labels)
    monkeypatch.setattr("indexing.columns.character_pairs._AT_ONCE", 50)
    pieces = table_of(texts, labels)
    every = whole.between(0, BUCKETS)
    assert len(every) > 2_000
    assert np.array_equal(pieces.between(0, BUCKETS), every)
    assert np.array_equal(pieces.dropped, whole.dropped)
    wanted = {
        code * len(texts) + label
        for text, label in zip(texts, labels, strict=True)
        for code in pairs_of(text).tolist()
        if code not in set(whole.dropped.tolist())
    }
    assert every.tolist() == sorted(wanted)


def test_a_table_of_no_text_holds_nothing():
    table = table_of([])
    assert table.candidates("甲乙").tolist() == []
    assert table.between(0, BUCKETS).tolist() == []


def test_candidates_are_few_where_pairs_are_rare(monkeypatch):
    monkeypatch.setattr("indexing.columns.character_pairs._MANY", 40)
    texts = [f"第{n}件，被告人盗窃财物" for n in range(40)]
    texts[7] += "后将松树砍伐"
    table = table_of(texts)
    assert table.candidates("松树").tolist() == [7]
    assert table.candidates("松树砍伐").tolist() == [7]
    assert table.candidates("砍伐松树").tolist() == []
    # A pair of every text tells nothing, and is not kept.
    assert table.candidates("被告人") is None
    assert table.candidates("松") is None


def test_labels_may_come_in_any_order():
    texts = ["甲乙", "丙丁", "甲乙丙", "戊", "己", "庚", "辛", "壬"]
    table = table_of(texts, [7, 6, 5, 4, 3, 2, 1, 0])
    assert table.candidates("甲乙").tolist() == [5, 7]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\uff2c\uff30\uff32", "lpr"),
        ("（2020）", "(2020)"),
        ("　", " "),
        ("甲\uff21\uff11", "甲a1"),
    ],
)
def test_width_and_case_do_not_count(one, other):
    assert folded(one) == other
    assert np.array_equal(pairs_of(one), pairs_of(other))


@given(st.text(max_size=40))
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)
