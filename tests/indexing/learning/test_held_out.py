import json
from functools import partial

import numpy as np
import pytest

from indexing.learning.held_out import (
    HALVES,
    REASONING,
    held_out_figures,
    means_of_words,
    random_floor,
)
from indexing.learning.pairs import CountedText, Sentences, training_text_of
from indexing.learning.training import TrainingParameters, train_encoder
from indexing.words.segmentation import Segmenter
from tests.indexing.made import make_corpus


def text(facts, reasoning):
    parts = [np.array(part, dtype=np.int32) for part in facts]
    starts = np.cumsum([0, *map(len, parts)])
    return CountedText(
        facts=Sentences(np.concatenate(parts), starts),
        reasoning=Sentences(np.array(reasoning, dtype=np.int32), np.array([0, len(reasoning)])),
        label=None,
    )


VECTORS_OF = partial(means_of_words, np.eye(5, dtype=np.float32))


def test_what_belongs_together_is_found_first():
    texts = [text([[1], [1]], [1]), text([[2], [2]], [2]), text([[3], [3]], [3])]
    assert held_out_figures(VECTORS_OF, texts) == {REASONING: 1.0, HALVES: 1.0}


def test_ties_count_against():
    texts = [text([[1], [2]], [4]), text([[1], [3]], [4])]
    assert held_out_figures(VECTORS_OF, texts) == {REASONING: 0.5, HALVES: 0.5}


def test_others_reasoning_stands_before():
    texts = [text([[1]], [2]), text([[2]], [1])]
    assert held_out_figures(VECTORS_OF, texts) == {REASONING: 0.5}


@pytest.mark.parametrize("size", [0, 1])
def test_too_few_have_no_figures(size):
    assert held_out_figures(VECTORS_OF, [text([[1], [2]], [1])] * size) == {}


def test_random_order_gives_the_floor():
    rng = np.random.default_rng(1)
    ranks = rng.integers(1, 51, size=100_000)
    assert np.mean(1 / ranks) == pytest.approx(random_floor(50), abs=0.003)


def test_the_card_tells_what_was_done(tmp_path):
    parameters = TrainingParameters(dimension=16, nested_dimensions=(8,), batch=32, epochs=1)
    ticks = iter([10.0, 12.5])
    train_encoder(
        [training_text_of(judgment) for judgment in make_corpus(80)],
        tmp_path,
        segmenter=Segmenter(),
        parameters=parameters,
        corpus_digest="abc",
        monotonic=lambda: next(ticks),
    )
    record = json.loads((tmp_path / "training.json").read_text("utf-8"))
    page = (tmp_path / "README.md").read_text("utf-8")
    assert (record["n_judgments"], record["n_held_out"], record["seconds"]) == (76, 4, 2.5)
    assert record["floor"] == pytest.approx(random_floor(4))
    assert set(record["pairs"]) == {"facts_reasoning", "facts_halves", "facts_near"}
    for told in ("corpus digest: abc", "76 trained on, 4 held out", "seed: 1", "| 0.521 |"):
        assert told in page
