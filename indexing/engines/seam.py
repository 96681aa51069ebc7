"""What does a search ask of an engine?

An engine finds candidates. What they weigh is counted from the tables of the snapshot, so that an
answer does not tell which engine gave it.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexing.channels.lexical import LexicalIndex, Terms
from indexing.channels.rankings import Ranking
from indexing.channels.vectors import VectorIndex


class CandidateEngine(Protocol):
    """Finds the judgments of one snapshot; safe to share between threads."""

    @property
    def kind(self) -> str:
        """Return its name, for whoever looks after the system."""

    def lexical(
        self, terms: Terms, *, depth: int, allowed: NDArray[np.bool_] | None = None
    ) -> Ranking:
        """Return the labels of the ``depth`` best judgments by words, by ``(-score, label)``.

        Args:
            terms: For each field the words with their weights.
            depth: How many at most.
            allowed: By label, whether it may be answered; None allows all.

        Raises:
            EngineError: The engine is away, or has not what the snapshot was filled with.
        """

    def dense(
        self, vector: NDArray[np.float32], *, depth: int, allowed: NDArray[np.bool_] | None = None
    ) -> Ranking:
        """Return the labels of the ``depth`` nearest judgments, by ``(-score, label)``.

        Args:
            vector: Of length one, shape (dimension,).
            depth: How many at most.
            allowed: By label, whether it may be answered; None allows all.

        Raises:
            EngineError: The engine is away, or has not what the snapshot was filled with.
        """


class EmbeddedEngine:
    """The files of the snapshot itself: an inverted index of words, and FAISS."""

    kind = "embedded"

    def __init__(self, words: LexicalIndex, vectors: VectorIndex) -> None:
        """Take the indexes of a snapshot, by label."""
        self._words = words
        self._vectors = vectors

    def lexical(
        self, terms: Terms, *, depth: int, allowed: NDArray[np.bool_] | None = None
    ) -> Ranking:
        """Return the labels of the ``depth`` best judgments by words, by ``(-score, label)``."""
        return self._words.search(terms, depth=depth, allowed=allowed)

    def dense(
        self, vector: NDArray[np.float32], *, depth: int, allowed: NDArray[np.bool_] | None = None
    ) -> Ranking:
        """Return the labels of the ``depth`` nearest judgments, by ``(-score, label)``."""
        return self._vectors.search(vector, depth=depth, allowed=allowed)
