from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import JudgmentId
from indexing.learning.pairs import TrainingText
from indexing.learning.text_pairs import CAUSE, as_letters, text_batches, text_of

NONE = np.empty(0, dtype=np.int64)


def training_text(facts, *, reasoning=(), labels=(), statute=None, name="j"):
    return TrainingText(
        judgment_id=JudgmentId(name),
        facts=tuple(facts),
        reasoning=tuple(reasoning),
        labels=tuple(labels),
        statute=statute,
    )


LETTERS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(LETTERS, min_size=1, max_size=6))
def test_letters_spell_the_sentences(sentences):
    facts = as_letters(training_text(sentences)).facts
    pieces = [
        text_of(facts.words[facts.starts[place] : facts.starts[place + 1]])
        for place in range(facts.size)
    ]
    assert pieces == sentences


def corpus(size):
    """Judgments of which each sentence names its judgment, part and place; three causes."""
    return [
        training_text(
            [f"事{chr(0x4E00 + n)}{part}。" for part in "甲乙丙丁"],
            reasoning=[f"理{chr(0x4E00 + n)}{part}。" for part in "甲乙"],
            labels=["天地人"[n % 3] + "罪"],
            name=f"j{n:02}",
        )
        for n in range(size)
    ]


def batches(size=12, *, opposed=None, limit_pairs=1_000, epochs=1, batch=4, seed=1):
    texts = [as_letters(text) for text in corpus(size)]
    near = [np.array([(n + 3) % size]) for n in range(size)]
    return text_batches(
        texts,
        near,
        opposed or [NONE] * size,
        epochs=epochs,
        limit_pairs=limit_pairs,
        limit_letters=100,
        batch=batch,
        rng=np.random.default_rng(seed),
    )


def test_each_judgment_gives_a_pair_of_each_sort():
    sorts = Counter(pair.sort for part in batches() for pair in part)
    assert sorts == {"facts_reasoning": 12, "facts_halves": 12, "facts_near": 12, CAUSE: 12}


def test_causes_stand_among_themselves_and_each_once():
    found = [part for part in batches(epochs=2) if part[0].sort == CAUSE]
    assert found
    for part in found:
        assert {pair.sort for pair in part} == {CAUSE}
        assert len({pair.right for pair in part}) == len(part) >= 2


def test_a_cause_stands_beside_facts_of_it():
    for part in batches():
        for pair in part:
            if pair.sort == CAUSE:
                number = ord(pair.left[1]) - 0x4E00
                assert pair.right == "天地人"[number % 3] + "罪"


def test_hard_negatives_are_of_the_part_that_the_right_side_is_of():
    opposed = [np.array([(n + 1) % 12]) if n % 2 else NONE for n in range(12)]
    found = batches(opposed=opposed)
    hard = [pair for part in found for pair in part if pair.hard_negative is not None]
    assert len(hard) == 18
    for pair in hard:
        assert pair.sides == (pair.left, pair.right, pair.hard_negative)
        assert pair.hard_negative[0] == ("理" if pair.sort == "facts_reasoning" else "事")
        assert ord(pair.hard_negative[1]) - 0x4E00 == (ord(pair.left[1]) - 0x4E00 + 1) % 12
    for part in found:
        assert len({len(pair.sides) for pair in part}) == 1


def test_batches_are_bounded_and_teach_something():
    for limit in (0, 5, 17, 40):
        found = batches(limit_pairs=limit, batch=4)
        drawn = sum(len(part) for part in found if part[0].sort != CAUSE)
        assert drawn <= max(limit - 12, 0)
        assert all(2 <= len(part) <= 4 for part in found)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_seed_decides(seed):
    assert batches(seed=seed) == batches(seed=seed)
    assert batches(seed=seed) != batches(seed=seed + 10)
