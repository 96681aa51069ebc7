"""What every engine of candidates must do. A subclass gives the fixture ``world``."""

import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from indexing.channels.lexical import FIELDS
from indexing.columns.layout import WordTable
from tests.conformance.vector_index import oracle, unit
from tests.indexing.tables import terms_table

WORDS = tuple(f"词{chr(0x4E00 + place)}" for place in range(12))
DIMENSION = 4


@dataclass(frozen=True)
class Paper:
    """A judgment as an engine is told of it.

    Attributes:
        name: Its id.
        facts: Numbers of words.
        reasoning: Numbers of words.
        corner: Which unit vector; None for the zero vector.
        year: When it was decided.
    """

    name: str
    facts: tuple[int, ...]
    reasoning: tuple[int, ...]
    corner: int | None
    year: int

    @property
    def texts(self):
        return {name: [WORDS[n] for n in getattr(self, name)] for name in FIELDS}

    @property
    def vector(self):
        rows = np.eye(DIMENSION, dtype=np.float32)
        return np.zeros(DIMENSION, dtype=np.float32) if self.corner is None else rows[self.corner]


def numbers(most):
    return st.lists(st.integers(0, len(WORDS) - 1), max_size=most).map(tuple)


PAPERS = st.dictionaries(
    st.integers(0, 19).map(lambda n: f"j{n:02d}"),
    st.builds(
        lambda facts, reasoning, corner, year: (facts, reasoning, corner, year),
        numbers(9),
        numbers(5),
        st.one_of(st.none(), st.integers(0, DIMENSION - 1)),
        st.integers(2018, 2021),
    ),
    min_size=1,
    max_size=14,
).map(lambda drawn: {name: Paper(name, *rest) for name, rest in drawn.items()})
STEPS = st.lists(st.tuples(PAPERS, st.sets(st.integers(0, 19), max_size=4)), max_size=2)
QUESTIONS = st.lists(
    st.tuples(numbers(6), numbers(3), st.integers(0, DIMENSION - 1), st.sampled_from([1, 3, 50])),
    min_size=1,
    max_size=2,
)


# Making a smaller case of one that failed takes minutes here, and the cases are small.
WALK = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}


def bm25(texts, terms, *, k1=1.2, b=0.75):
    """Return the score of each text by the formula of Robertson, as naively as it reads."""
    scores = [0.0] * len(texts)
    for name, words in terms.items():
        counts = [Counter(text[name]) for text in texts]
        # A mean below one word is taken for one.
        mean = max(1.0, sum(map(len, (text[name] for text in texts))) / len(texts))
        for word, weight in words.items():
            spread = sum(word in each for each in counts)
            rarity = math.log(1 + (len(texts) - spread + 0.5) / (spread + 0.5))
            for place, each in enumerate(counts):
                norm = k1 * (1 - b + b * len(texts[place][name]) / mean)
                scores[place] += weight * rarity * each[word] * (k1 + 1) / (each[word] + norm)
    return scores


def counted_tables(papers):
    """Return the words of papers, counted: what a snapshot holds whichever engine finds."""
    places = {word: place for place, word in enumerate(WORDS)}
    tables = {}
    for name in FIELDS:
        tables[name] = terms_table([getattr(paper, name) for paper in papers], len(WORDS))
    held = [set(paper.facts) | set(paper.reasoning) for paper in papers]
    spread = np.asarray([sum(n in each for each in held) for n in range(len(WORDS))], np.int32)
    return WordTable(places=places, spread=spread), tables


@dataclass
class Asked:
    """An engine, and what it should answer from."""

    engine: object
    papers: list = field(default_factory=list)

    def holds(self, questions, allowed=None):
        """Hold every answer against numpy."""
        texts = [paper.texts for paper in self.papers]
        vectors = np.stack([paper.vector for paper in self.papers])
        for facts, reasoning, corner, depth in questions:
            terms = {
                "facts": {WORDS[n]: 1.0 for n in facts},
                "reasoning": {WORDS[n]: 0.5 for n in reasoning},
            }
            scores = np.asarray(bm25(texts, terms)).round(9) if any(terms.values()) else []
            right = [n for n in range(len(scores)) if scores[n] > 0]
            right = [n for n in right if allowed is None or allowed[n]]
            right.sort(key=lambda n: (-np.float32(scores[n]), n))
            found = self.engine.lexical(terms, depth=depth, allowed=allowed)
            assert found.labels.tolist() == right[:depth]
            assert found.scores == pytest.approx([scores[n] for n in right[:depth]], rel=1e-5)
            query = np.eye(DIMENSION, dtype=np.float32)[corner]
            near = self.engine.dense(query, depth=depth, allowed=allowed)
            assert near.labels.tolist() == oracle(vectors, query, depth=depth, allowed=allowed)


class CandidateEngineConformance:
    """Conformance of an :class:`indexing.engines.seam.CandidateEngine`."""

    @pytest.fixture
    def world(self):
        """Return a function from papers to a world that has ``engine``, ``papers`` and ``grow``."""
        raise NotImplementedError

    def walk(self, world, first, steps, questions, data):
        grown = world(first)
        readers = [Asked(grown.engine(), list(grown.papers))]
        for came, leaving in steps:
            left = {f"j{n:02d}" for n in leaving} - came.keys()
            grown.grow(came, left)
            readers.append(Asked(grown.engine(), list(grown.papers)))
        # Whoever reads an older state goes on reading it.
        for asked in readers:
            asked.holds(questions)
            allowed = data.draw(
                st.lists(st.booleans(), min_size=len(asked.papers), max_size=len(asked.papers))
            )
            asked.holds(questions, np.asarray(allowed, dtype=np.bool_))

    @settings(max_examples=6, **WALK)
    @given(PAPERS, STEPS, QUESTIONS, st.data())
    def test_answers_are_those_of_numpy_whatever_came_and_left(
        self, world, first, steps, questions, data
    ):
        self.walk(world, first, steps, questions, data)

    @pytest.mark.slow
    @settings(max_examples=150, **WALK)
    @given(PAPERS, STEPS, QUESTIONS, st.data())
    def test_answers_are_those_of_numpy_on_many_walks(self, world, first, steps, questions, data):
        self.walk(world, first, steps, questions, data)

    def test_equal_judgments_stand_in_order_of_label_under_any_filter(self, world):
        alike = {f"j{n:02d}": Paper(f"j{n:02d}", (1, 2), (3,), 1, 2020) for n in range(20)}
        asked = Asked(world(alike).engine(), list(alike.values()))
        for depth in (1, 7, 20):
            asked.holds([((1,), (), 1, depth), ((1,), (3,), 0, depth)])
            for share in (0.0, 0.3, 0.9):
                allowed = np.random.default_rng(depth).random(20) < share
                asked.holds([((1,), (), 1, depth)], allowed)

    def test_a_mean_length_that_has_moved_changes_no_answer(self, world):
        short = {f"j{n:02d}": Paper(f"j{n:02d}", (n, n + 1), (), 0, 2018) for n in range(8)}
        long = {
            f"j{n:02d}": Paper(f"j{n:02d}", tuple(range(12)) * 3, (1,), 1, 2019)
            for n in range(8, 16)
        }
        grown = world(short)
        grown.grow(long, set())
        asked = Asked(grown.engine(), list(grown.papers))
        asked.holds([((3, 4), (), 1, depth) for depth in (1, 2, 5, 20)])

    def test_nothing_is_found_by_no_word_and_at_no_depth(self, world):
        engine = world({"j00": Paper("j00", (1,), (), 0, 2020)}).engine()
        assert engine.lexical({"facts": {}}, depth=5).labels.tolist() == []
        assert engine.lexical({"facts": {"无此词": 1.0}}, depth=5).labels.tolist() == []
        assert engine.lexical({"facts": {WORDS[1]: 1.0}}, depth=0).labels.tolist() == []
        vector = unit(np.ones((1, DIMENSION)))[0]
        assert engine.dense(vector, depth=0).labels.tolist() == []
        nobody = np.zeros(1, dtype=np.bool_)
        assert engine.dense(vector, depth=3, allowed=nobody).labels.tolist() == []
