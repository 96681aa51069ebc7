"""What every index of words must do. A subclass gives the fixture ``build``."""

import math
from collections import Counter

import numpy as np
import pytest

FACTS = {"facts": 1.0}


def bm25(texts, terms, *, k1=1.2, b=0.75):
    """Return the score of each text by the formula of Robertson, as naively as it reads."""
    scores = [0.0] * len(texts)
    for field, words in terms.items():
        lengths = [len(text.get(field, ())) for text in texts]
        mean = sum(lengths) / len(texts)
        for word, weight in words.items():
            spread = sum(word in text.get(field, ()) for text in texts)
            rarity = math.log(1 + (len(texts) - spread + 0.5) / (spread + 0.5))
            for place, text in enumerate(texts):
                number = Counter(text.get(field, ()))[word]
                norm = k1 * (1 - b + b * lengths[place] / mean)
                scores[place] += weight * rarity * number * (k1 + 1) / (number + norm)
    return scores


def made_texts(size, *, seed=5):
    """Return texts of two fields from sixty words of uneven rarity, none over 40 words long."""
    rng = np.random.default_rng(seed)
    words = [f"词{chr(0x4E00 + place)}" for place in range(60)]
    shares = 1.0 / np.arange(1, 61)
    shares /= shares.sum()
    return [
        {
            "facts": [words[n] for n in rng.choice(60, size=rng.integers(1, 40), p=shares)],
            "reasoning": [words[n] for n in rng.choice(60, size=rng.integers(0, 12), p=shares)],
        }
        for _ in range(size)
    ]


class LexicalIndexConformance:
    """Conformance of an :class:`indexing.channels.lexical.LexicalIndex`."""

    @pytest.fixture
    def build(self):
        """Return a function from texts to an index of them under their places."""
        raise NotImplementedError

    @pytest.fixture
    def texts(self):
        return made_texts(300)

    @pytest.fixture
    def index(self, build, texts):
        return build(texts)

    TERMS = (
        {"facts": {"词丏": 1.0}},
        {"facts": {"词丏": 1.0, "词且": 1.0, "词丠": 1.0, "词一": 1.0}},
        {"facts": {"词丏": 2.0, "词且": 1.0}, "reasoning": {"词七": 0.5}},
    )

    @pytest.mark.parametrize("terms", TERMS)
    def test_scores_are_those_of_the_formula(self, index, texts, terms):
        expected = bm25(texts, terms)
        found = index.search(terms, depth=len(texts))
        # Engines keep a text's length in one byte: lengths up to 40 words are kept exactly.
        assert found.scores == pytest.approx([expected[n] for n in found.labels], rel=1e-4)
        assert set(found.labels.tolist()) == {n for n, score in enumerate(expected) if score > 0}

    @pytest.mark.parametrize("terms", TERMS)
    @pytest.mark.parametrize("depth", [1, 5, 50])
    def test_a_shallow_answer_is_the_head_of_a_deep_one(self, index, terms, depth):
        deep = index.search(terms, depth=1000)
        order = sorted(range(len(deep.labels)), key=lambda n: (-deep.scores[n], deep.labels[n]))
        assert order == list(range(len(order)))
        assert index.search(terms, depth=depth).labels.tolist() == deep.labels[:depth].tolist()

    @pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.99])
    @pytest.mark.parametrize("depth", [1, 20, 1000])
    def test_filtering_before_ranking_is_filtering_after_it(self, index, texts, share, depth):
        allowed = np.random.default_rng(1).random(len(texts)) < share
        for terms in self.TERMS:
            everything = index.search(terms, depth=len(texts))
            expected = [n for n in everything.labels.tolist() if allowed[n]][:depth]
            found = index.search(terms, depth=depth, allowed=allowed)
            assert found.labels.tolist() == expected

    def test_equal_texts_stand_in_order_of_label(self, build):
        index = build([{"facts": ["甲", "乙"]}] * 30 + [{"facts": ["甲"]}])
        found = index.search({"facts": {"甲": 1.0}}, depth=10)
        assert found.labels.tolist() == [30, *range(9)]

    def test_nothing_is_found_by_unknown_words_or_none(self, index):
        assert index.search({"facts": {"无此词": 1.0}}, depth=5).labels.tolist() == []
        assert index.search({"facts": {}}, depth=5).labels.tolist() == []
        assert index.search({"facts": {"词一": 1.0}}, depth=0).labels.tolist() == []
