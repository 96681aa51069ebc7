"""Which judgments are told in near words and are yet of another kind?

Such a judgment is the mistake that a search by words makes, and so what an encoder learns most
from not to make: near in words, under another charge or cause, ruled by another article.

Source: Karpukhin et al., EMNLP 2020 (negatives that a lexical ranking puts first).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from indexing.learning.pairs import CountedText, TrainingText

# A query by its weightiest words finds what one by all words finds, at a tenth of the time.
_WORDS_ASKED = 30
_CANDIDATES = 24
_KEPT = 4
# Nearer than this it is the same story, told by two instances that named it differently.
_SAME_STORY = 0.8
_SLICE = 500


def hard_negatives(
    texts: Sequence[TrainingText], counted: Sequence[CountedText], *, size: int
) -> list[NDArray[np.int64]]:
    """Return for each judgment the places of up to four near in words and of another kind.

    Of another kind is what shares no charge or cause and whose first cited article is another; a
    judgment whose charge or article is not known has no hard negatives and is none.

    Args:
        texts: Judgments.
        counted: The same as numbers of words.
        size: How many words there are.

    Cost: 3 s for 9,000 judgments; the square of their number, in slices of 500.
    """
    told = _weighed(counted, size)
    asked = _weightiest(told)
    labels = _numbered([text.labels[0] if text.labels else None for text in texts])
    statutes = _numbered([text.statute for text in texts])
    is_known = (labels >= 0) & (statutes >= 0)
    found = [np.empty(0, dtype=np.int64) for _ in texts]
    for start in range(0, len(texts), _SLICE):
        likeness = (asked[start : start + _SLICE] @ told.T).toarray()
        for row, scores in enumerate(likeness):
            place = start + row
            if is_known[place]:
                others = is_known & (labels != labels[place]) & (statutes != statutes[place])
                found[place] = _nearest(place, np.where(others, scores, 0.0), told, texts)
    return found


def _weighed(texts: Sequence[CountedText], size: int) -> "csr_matrix[np.float32]":
    """Return a row of length one per judgment: the words of its facts, rare ones heavier."""
    rows = [np.unique(text.facts.words, return_counts=True) for text in texts]
    words = np.concatenate([numbers for numbers, _ in rows])
    rarity = np.log((1 + len(texts)) / (1 + np.bincount(words, minlength=size)))
    cells = [(1.0 + np.log(counts)) * rarity[numbers] for numbers, counts in rows]
    values = np.concatenate([cell / (np.linalg.norm(cell) or 1.0) for cell in cells])
    starts = np.cumsum([0, *(len(cell) for cell in cells)])
    return csr_matrix((values.astype(np.float32), words, starts), shape=(len(texts), size))


def _weightiest(table: "csr_matrix[np.float32]") -> "csr_matrix[np.float32]":
    """Return the rows with their weightiest words alone."""
    parts = []
    for begin, end in zip(table.indptr[:-1], table.indptr[1:], strict=True):
        order = np.argsort(-table.data[begin:end], kind="stable")[:_WORDS_ASKED]
        parts.append(begin + np.sort(order))
    cells = np.concatenate(parts)
    starts = np.cumsum([0, *(len(part) for part in parts)])
    return csr_matrix((table.data[cells], table.indices[cells], starts), shape=table.shape)


def _numbered(names: Sequence[str | None]) -> NDArray[np.int64]:
    """Return a number per name, -1 where there is none."""
    numbers = {name: place for place, name in enumerate(sorted({*names} - {None}, key=str))}
    return np.asarray([numbers.get(name, -1) for name in names], dtype=np.int64)


def _nearest(
    place: int,
    scores: NDArray[np.float32],
    told: "csr_matrix[np.float32]",
    texts: Sequence[TrainingText],
) -> NDArray[np.int64]:
    order = np.argsort(-scores, kind="stable")[:_CANDIDATES]
    order = order[scores[order] > 0.0]
    likeness = (told[order] @ told[place].T).toarray().ravel()
    labels = set(texts[place].labels)
    kept = [
        other
        for other, value in zip(order.tolist(), likeness.tolist(), strict=True)
        if value < _SAME_STORY and labels.isdisjoint(texts[other].labels)
    ]
    return np.asarray(kept[:_KEPT], dtype=np.int64)
