"""Peers that know words alone: bm25s and rank_bm25, given the words of texts and queries.

Both score by BM25 over all judgments; neither filters, explains, or takes up a new text without
being built anew.

Source: Lù, BM25S: Orders of magnitude faster lexical search via eager sparse scoring, 2024.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import numpy as np

from evaluation.errors import MeasurementError
from evaluation.performance.disk import bytes_of
from indexing.columns.terms import K1, B

Words: TypeAlias = Sequence[Sequence[str]]

_EXTRA: Final = "not installed; install the extra peers"


class LexicalPeer(Protocol):
    """Ranks judgments by words."""

    def search(self, words: Sequence[str], *, depth: int) -> list[int]:
        """Return the numbers of the best judgments, best first."""

    def bytes_on_disk(self, folder: Path) -> int | None:
        """Save it in an empty folder and return the bytes; None where it cannot be saved."""


class Bm25sPeer:
    """bm25s, its scores counted when it is built; numpy backend, one thread."""

    def __init__(self, texts: Words) -> None:
        """Index texts.

        Raises:
            MeasurementError: bm25s is not installed.
        """
        try:
            import bm25s  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise MeasurementError("bm25s", _EXTRA) from error
        self._index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
        self._index.index([list(words) for words in texts], show_progress=False)

    def search(self, words: Sequence[str], *, depth: int) -> list[int]:
        """Return the numbers of the best judgments, best first."""
        found, _ = self._index.retrieve([list(words)], k=depth, show_progress=False, n_threads=0)
        return [int(each) for each in found[0]]

    def bytes_on_disk(self, folder: Path) -> int | None:
        """Save it in an empty folder and return the bytes."""
        self._index.save(str(folder), show_progress=False)
        return bytes_of(folder.rglob("*"))


class RankBm25Peer:
    """rank_bm25, a dictionary for each text, scored in Python; it has no form on disk."""

    def __init__(self, texts: Words) -> None:
        """Index texts.

        Raises:
            MeasurementError: rank_bm25 is not installed.
        """
        try:
            from rank_bm25 import BM25Okapi  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise MeasurementError("rank_bm25", _EXTRA) from error
        self._index = BM25Okapi([list(words) for words in texts], k1=K1, b=B)

    def search(self, words: Sequence[str], *, depth: int) -> list[int]:
        """Return the numbers of the best judgments, best first."""
        scores = self._index.get_scores(list(words))
        best = np.argpartition(-scores, min(depth, len(scores) - 1))[:depth]
        return [int(each) for each in best[np.argsort(-scores[best], kind="stable")]]

    def bytes_on_disk(self, folder: Path) -> int | None:
        """Return None: it could only be pickled."""
        del folder
        return None
