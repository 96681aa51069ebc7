"""Several segments with dead rows answer as the formula over what lives."""

import numpy as np
import pytest

from indexing.channels.joined_lexical import JoinedLexical, SegmentPart, kept_lengths
from indexing.channels.lexical import FIELDS, LexicalWriter, TantivyLexical
from indexing.columns.layout import WordTable
from indexing.words.numbering import WordNumbers
from tests.conformance.lexical_index import LexicalIndexConformance, made_texts
from tests.indexing.tables import terms_table

DEAD = made_texts(40, seed=11)


def tables_of(texts, places, n_words):
    return {
        name: terms_table([places.of(text.get(name, ())) for text in texts], n_words)
        for name in FIELDS
    }


def joined(texts, folder, *, n_parts, dead=()):
    """Deal texts out to segments, with dead rows between those that live."""
    places = WordNumbers()
    for text in (*texts, *dead):
        for words in text.values():
            places.of(words)
    parts = []
    for number in range(n_parts):
        labels, rows = [], []
        for label in range(number, len(texts), n_parts):
            if dead and label % 5 == 0:
                labels.append(-1)
                rows.append(dead[label % len(dead)])
            labels.append(label)
            rows.append(texts[label])
        with LexicalWriter(folder / str(number)) as writer:
            for row, text in enumerate(rows):
                writer.add(row, text)
        is_plain = n_parts == 1 and not dead
        parts.append(
            SegmentPart(
                index=TantivyLexical(folder / str(number)),
                terms=tables_of(rows, places, len(places)),
                labels=None if is_plain else np.asarray(labels, dtype=np.int64),
            )
        )
    words = WordTable(places=places, spread=np.ones(len(places), dtype=np.int32))
    return JoinedLexical(parts, words=words, terms=tables_of(texts, places, len(places)))


class TestOneSegment(LexicalIndexConformance):
    @pytest.fixture
    def build(self, tmp_path):
        return lambda texts: joined(texts, tmp_path, n_parts=1)


class TestSegmentsWithDeadRows(LexicalIndexConformance):
    @pytest.fixture
    def build(self, tmp_path):
        return lambda texts: joined(texts, tmp_path, n_parts=3, dead=DEAD)


@pytest.mark.parametrize("depth", [1, 7, 60])
def test_however_texts_are_dealt_out_the_answer_is_the_same(tmp_path, depth):
    texts = made_texts(200, seed=4)
    alone = joined(texts, tmp_path / "one", n_parts=1)
    dealt = joined(texts, tmp_path / "four", n_parts=4, dead=made_texts(30, seed=8)[:30])
    allowed = np.random.default_rng(3).random(200) < 0.5
    for terms in LexicalIndexConformance.TERMS:
        for mask in (None, allowed):
            one = alone.search(terms, depth=depth, allowed=mask)
            other = dealt.search(terms, depth=depth, allowed=mask)
            assert one.labels.tolist() == other.labels.tolist()


def test_lengths_are_kept_as_the_engine_keeps_them(tmp_path):
    lengths = [3, 40, 41, 43, 100, 999]
    with LexicalWriter(tmp_path) as writer:
        for label, length in enumerate(lengths):
            writer.add(label, {"facts": ["甲"] + ["乙"] * (length - 1)})
    ranking = TantivyLexical(tmp_path).search({"facts": {"甲": 1.0}}, depth=10)
    found = dict(zip(ranking.labels.tolist(), ranking.scores.tolist(), strict=True))
    kept, mean = kept_lengths(np.asarray(lengths, dtype=np.float64)), sum(lengths) / len(lengths)
    rarity = np.log1p(0.5 / (len(lengths) + 0.5))
    expected = rarity * 2.2 / (1.0 + 1.2 * (0.25 + 0.75 * kept / mean))
    assert [found[label] for label in range(len(lengths))] == pytest.approx(expected, rel=1e-5)
