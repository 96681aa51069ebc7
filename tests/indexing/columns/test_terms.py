"""Counted words against a naive count, and their scores against the engine's."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.channels.lexical import LexicalWriter, TantivyLexical
from indexing.columns.terms import K1, B, bm25
from tests.indexing.tables import terms_table

N_WORDS = 12
TEXTS = st.lists(st.lists(st.integers(0, N_WORDS - 1), max_size=30), min_size=1, max_size=8)


def table_of(texts):
    return terms_table(texts, N_WORDS)


def naive_bm25(texts, asked, label):
    mean = max(1.0, sum(map(len, texts)) / len(texts))
    score = 0.0
    for word in asked:
        spread = sum(word in text for text in texts)
        rarity = math.log(1 + (len(texts) - spread + 0.5) / (spread + 0.5))
        count = texts[label].count(word)
        norm = K1 * (1 - B + B * len(texts[label]) / mean)
        score += rarity * (K1 + 1) * count / (count + norm)
    return score


@given(TEXTS, st.sets(st.integers(0, N_WORDS - 1), min_size=1), st.data())
def test_scores_are_those_of_the_formula(texts, asked, data):
    labels = data.draw(st.lists(st.integers(0, len(texts) - 1), unique=True))
    found = bm25(table_of(texts), np.asarray(sorted(asked), np.int32), np.asarray(labels, np.int64))
    assert found.tolist() == pytest.approx([naive_bm25(texts, asked, label) for label in labels])


@given(TEXTS)
def test_every_word_is_counted_once_per_judgment(texts):
    table = table_of(texts)
    for label, text in enumerate(texts):
        place = slice(table.starts[label], table.stops[label])
        assert table.words[place].tolist() == sorted(set(text))
        assert table.counts[place].tolist() == [text.count(word) for word in sorted(set(text))]
    assert table.lengths.tolist() == [len(text) for text in texts]
    for word in range(N_WORDS):
        assert table.spread[word] == sum(word in text for text in texts)


def test_a_word_repeated_without_end_is_counted_to_a_limit():
    table = table_of([[3] * 1000, [3] * 255])
    assert (table.counts.tolist(), table.lengths.tolist()) == ([255, 255], [255, 255])


def test_scores_agree_with_the_engine(tmp_path):
    # Short texts, whose length the engine keeps exactly.
    rng = np.random.default_rng(7)
    texts = [rng.integers(0, N_WORDS, rng.integers(1, 30)).tolist() for _ in range(40)]
    with LexicalWriter(tmp_path / "words") as writer:
        for label, text in enumerate(texts):
            writer.add(label, {"facts": [f"w{word}" for word in text], "reasoning": []})
    asked = [1, 4, 9]
    ranking = TantivyLexical(tmp_path / "words").search(
        {"facts": {f"w{word}": 1.0 for word in asked}}, depth=len(texts)
    )
    found = bm25(table_of(texts), np.asarray(asked, np.int32), ranking.labels)
    assert found.tolist() == pytest.approx(ranking.scores.tolist(), rel=1e-4)
