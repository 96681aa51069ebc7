"""Words have the numbers that they would have if all judgments were cut in one go."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing.assembly.cut_words import cut_words
from indexing.assembly.table_files import WordFiles
from indexing.channels.lexical import FIELDS, LexicalWriter, TantivyLexical
from indexing.columns import layout
from indexing.columns.layout import read_terms
from indexing.columns.terms import MOST_COUNTED
from indexing.passages import PassageKind, PassageTexts
from indexing.words.numbering import distinct
from indexing.words.segmentation import Segmenter

SEGMENTER = Segmenter()
TEXT = st.lists(st.sampled_from(["借款", "利息", "被告人", "盗窃", "，", "甲"]), max_size=9).map(
    "".join
)
PAPER = st.lists(st.tuples(st.sampled_from(list(PassageKind)), TEXT), max_size=4).map(
    lambda found: PassageTexts(
        kinds=tuple(kind for kind, _ in found), texts=tuple(text for _, text in found)
    )
)
KINDS = {
    "facts": {PassageKind.FACTS},
    "reasoning": {PassageKind.ISSUES, PassageKind.REASONING},
}


class Told(dict):
    """An engine of words that keeps what it is told."""

    def add(self, label, words):
        self[label] = words


def written(folder, papers, engine, *, at_once, known=()):
    files = WordFiles(folder, known=known)
    for first in range(0, len(papers), at_once):
        files.add(cut_words(papers[first : first + at_once], segmenter=SEGMENTER), engine)
    return files, files.close()


def numbered(papers, known):
    """Number words one after the other, the plain way."""
    places = {word: place for place, word in enumerate(known)}
    return places, [
        [
            (kind, [places.setdefault(word, len(places)) for word in SEGMENTER.words(text)])
            for kind, text in zip(paper.kinds, paper.texts, strict=True)
        ]
        for paper in papers
    ]


@pytest.mark.parametrize("at_once", [1, 3, 100])
@settings(max_examples=12)
@given(papers=st.lists(PAPER, min_size=1, max_size=7))
def test_batches_do_not_show(tmp_path_factory, at_once, papers):
    known, engine = ("利息", "判决"), Told()
    folder = tmp_path_factory.mktemp("words")
    files, (passages, spread, fields) = written(
        folder, papers, engine, at_once=at_once, known=known
    )
    places, told = numbered(papers, known)
    assert list(files.places.items()) == list(places.items())
    every = [numbers for paper in told for _, numbers in paper]
    starts = passages.starts.tolist()
    assert [passages[a:b].tolist() for a, b in pairwise(starts)] == [
        distinct(np.asarray(numbers, dtype=np.int32)).tolist() for numbers in every
    ]
    held = [{number for _, numbers in paper for number in numbers} for paper in told]
    assert spread.tolist() == [sum(n in each for each in held) for n in range(len(places))]
    for name in FIELDS:
        table = read_terms(folder, name)
        assert fields[name].tolist() == table.spread.tolist()
        for label, paper in enumerate(told):
            numbers = [n for kind, found in paper if kind in KINDS[name] for n in found]
            place = slice(int(table.starts[label]), int(table.stops[label]))
            assert table.words[place].tolist() == sorted(set(numbers))
            assert table.counts[place].tolist() == [numbers.count(n) for n in sorted(set(numbers))]
            assert int(table.lengths[label]) == len(numbers)
            assert sorted(places[word] for word in engine[label][name]) == sorted(numbers)


def test_the_engine_is_told_a_word_as_often_as_it_is_counted(tmp_path):
    many = PassageTexts(kinds=(PassageKind.FACTS,), texts=("借款，" * 700,))
    some = PassageTexts(kinds=(PassageKind.FACTS,), texts=("借款，" * MOST_COUNTED,))
    few = PassageTexts(kinds=(PassageKind.REASONING,), texts=("借款",))
    with LexicalWriter(tmp_path / layout.LEXICAL) as writer:
        written(tmp_path, [few, many, some], writer, at_once=2)
    engine = TantivyLexical(tmp_path / layout.LEXICAL)
    found = engine.search({"facts": {"借款": 1.0}}, depth=3)
    assert (engine.size, found.labels.tolist()) == (3, [1, 2])
    assert found.scores[0] == found.scores[1]
