"""The cutter against the tokenizer that it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.learning.pairs import training_text_of
from indexing.words.cutting import WordCutter, batches_of
from indexing.words.segmentation import Segmenter
from indexing.words.unigram import cutter_of, make_tokenizer
from tests.indexing.made import make_corpus

SEGMENTER = Segmenter()
TEXTS = ["".join(training_text_of(judgment).facts) for judgment in make_corpus(12)]
FOUND = {word for text in TEXTS for word in SEGMENTER.words(text)} | {"qq", "酒后驾驶", "mm"}
WORDS = sorted(FOUND | {letter for word in FOUND for letter in word})
TOKENIZER = make_tokenizer(WORDS, SEGMENTER.log_probabilities(WORDS))
CUTTER = cutter_of(TOKENIZER)


def by_tokenizer(texts):
    found = TOKENIZER.encode_batch_fast(list(texts), add_special_tokens=False)
    return [[number for number in one.ids if number] for one in found]


def by_cutter(texts):
    cut = CUTTER.cut(texts)
    return [
        cut.words[start:end].tolist()
        for start, end in zip(cut.starts[:-1], cut.starts[1:], strict=True)
    ]


@pytest.mark.parametrize(
    "texts",
    [
        TEXTS,
        [""],
        ["", "甲", "", "。"],
        ["\uff31\uff31转账qq甲\uff31", "㎡酒后㎜驾驶", "e\u0301q甲", "İq", "q酒后驾驶q"],
        ["酒后驾驶" * 3000, "x" * 300, "〇々甲\U00020000\U0010ffff乙"],
    ],
    ids=["judgments", "empty", "nearly empty", "other forms", "long and strange"],
)
def test_it_cuts_as_the_tokenizer_does(texts):
    assert by_cutter(texts) == by_tokenizer(texts)


@given(st.lists(st.text(st.sampled_from("甲被告人酒后驾驶车qQ\uff51，。 1㎡…\n〇")), max_size=5))
def test_it_cuts_any_text_as_the_tokenizer_does(texts):
    assert by_cutter(texts) == by_tokenizer(texts)


def test_no_text_has_no_words():
    assert CUTTER.cut([]).starts.tolist() == [0]


def test_a_letter_that_is_no_word_is_refused():
    with pytest.raises(ValueError, match="no word of its own"):
        WordCutter(["酒后"], [-1.0])


def test_another_tokenizer_has_no_cutter():
    other = make_tokenizer(WORDS, SEGMENTER.log_probabilities(WORDS))
    other.normalizer = None
    assert cutter_of(other) is None


@given(st.lists(st.text("甲", max_size=9)), st.integers(1, 12))
def test_batches_lose_nothing(texts, characters):
    batches = list(batches_of(texts, characters=characters))
    assert [text for batch in batches for text in batch] == texts
    assert all(batches)
