"""How well does an encoder find what belongs together in judgments it was not trained on?

No label is needed: the facts of a judgment should find its own reasoning among the reasonings of
all judgments held out, and one half of its facts the other half.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexing.learning.encoders import with_unit_length
from indexing.learning.pairs import CountedText

VectorsOf: TypeAlias = Callable[[Sequence[NDArray[np.int32]]], NDArray[np.float32]]
_Text = TypeVar("_Text")

LEAST_HELD_OUT: Final = 2
LIMIT_HELD_OUT: Final = 500
_HELD_OUT_EVERY: Final = 20
REASONING: Final = "MRR facts to own reasoning"
HALVES: Final = "MRR half of facts to other half"
FIGURES: Final = MappingProxyType(
    {
        REASONING: "mean reciprocal rank of a judgment's own reasoning, asked by its facts",
        HALVES: "mean reciprocal rank of every second sentence of the facts, asked by the others",
    }
)


def parted(
    texts: Sequence[_Text], *, limit: int = LIMIT_HELD_OUT
) -> tuple[list[_Text], list[_Text]]:
    """Return the texts to train on, and those kept apart: a twentieth, and at most ``limit``.

    The order is that of the ids, which are digests: every so manieth is a random part.

    Example:
        >>> [len(part) for part in parted(range(100))]
        [95, 5]
        >>> [len(part) for part in parted(range(19))]
        [19, 0]
    """
    if len(texts) < _HELD_OUT_EVERY:
        return list(texts), []
    step = max(_HELD_OUT_EVERY, -(-len(texts) // limit))
    kept = [text for place, text in enumerate(texts) if place % step]
    return kept, list(texts[::step])


def held_out_figures(vectors_of: VectorsOf, texts: Sequence[CountedText]) -> dict[str, float]:
    """Return the figures of :data:`FIGURES`; none where fewer than two judgments are left.

    Args:
        vectors_of: Gives a row of length one for each text.
        texts: Judgments that were not trained on.

    Cost: four vectors per judgment, and the square of their number; 0.5 s for 500 with vectors of
    words.
    """
    whole = [text for text in texts if len(text.facts.words) and len(text.reasoning.words)]
    cut = [text for text in texts if text.facts.size > 1]
    sides = {
        REASONING: ([t.facts.words for t in whole], [t.reasoning.words for t in whole]),
        HALVES: ([_every_other(t, 0) for t in cut], [_every_other(t, 1) for t in cut]),
    }
    return {
        name: _mean_reciprocal_rank(vectors_of(left), vectors_of(right))
        for name, (left, right) in sides.items()
        if len(left) >= LEAST_HELD_OUT
    }


def random_floor(n_texts: int) -> float:
    """Return the mean reciprocal rank that random order gives among so many.

    Example:
        >>> random_floor(2)
        0.75
    """
    return float(np.mean(1.0 / np.arange(1, n_texts + 1)))


def _every_other(text: CountedText, first: int) -> NDArray[np.int32]:
    facts = text.facts
    parts = [
        facts.words[facts.starts[place] : facts.starts[place + 1]]
        for place in range(first, facts.size, 2)
    ]
    return np.concatenate(parts)


def means_of_words(
    weights: NDArray[np.float32], texts: Sequence[NDArray[np.int32]]
) -> NDArray[np.float32]:
    """Return the means of word vectors, each of length one, or zero where a text has no word.

    Args:
        weights: A vector per word.
        texts: Numbers of words.
    """
    rows = np.zeros((len(texts), weights.shape[1]), dtype=np.float32)
    for row, words in zip(rows, texts, strict=True):
        if len(words):
            weights.take(words, axis=0).mean(axis=0, out=row)
    return with_unit_length(rows)


def _mean_reciprocal_rank(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    likeness = left @ right.T
    own = np.diagonal(likeness)[:, None]
    # Whoever is as near as the own one stands before it.
    ranks = (likeness >= own).sum(axis=1)
    return float(np.mean(1.0 / np.maximum(ranks, 1)))
