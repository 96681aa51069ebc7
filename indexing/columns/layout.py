"""Which file of a segment holds what?

Everything is plain JSON, text and numpy arrays beside the two folders of the engines, so that a
snapshot can be read, and its digests checked, without this program. What stands here was cut,
counted and encoded once and never changes; what of it lives is told by
:mod:`indexing.snapshots.living`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.columns.bigrams import BigramTable
from indexing.columns.passage_tables import PassageTable
from indexing.columns.terms import TermTable
from indexing.errors import DamagedSnapshotError
from indexing.packing.arrays import (
    UNREADABLE,
    read_array,
    read_arrays,
    write_arrays,
)
from indexing.packing.packed_runs import PackedRuns, read_runs
from indexing.packing.scaled_rows import ScaledRows

LEXICAL = "lexical"
ENCODER = "encoder"
VECTORS = "judgments.faiss"
PASSAGE_VECTORS = "passage_vectors.npy"
PASSAGE_SCALES = "passage_vectors.scales.npy"
PASSAGE_WORDS = "passage_words"
BIGRAMS = "bigrams"
TERMS = "terms_{}"
SPREAD = "spread"
"""Stem of the files that tell in how many living judgments each word and pair stands."""

_PASSAGES = "passages"
_WORDS = "words.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """The words of all passages.

    Attributes:
        places: Each word's number.
        spread: In how many judgments each word occurs, by number.
    """

    places: dict[str, int]
    spread: NDArray[np.int32]


def write_passages(folder: Path, passages: PassageTable) -> None:
    """Write where the passages of one segment stand, those of each judgment behind the last."""
    write_arrays(
        folder,
        _PASSAGES,
        {
            "starts": _offsets(passages.starts, passages.stops),
            "kinds": passages.kinds,
            "begins": passages.begins,
            "ends": passages.ends,
        },
    )


def read_passages(folder: Path, words: PackedRuns) -> PassageTable:
    """Read where the passages of one segment stand.

    Args:
        folder: The segment.
        words: The words of its passages, which tell where those of each begin.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_passages` gives.
    """
    arrays = read_arrays(folder, _PASSAGES, ("starts", "kinds", "begins", "ends"))
    offsets = arrays.pop("starts")
    return PassageTable(starts=offsets[:-1], stops=offsets[1:], word_starts=words.starts, **arrays)


def write_words(folder: Path, words: Sequence[str]) -> None:
    """Write the words that a segment brought, in order of their numbers."""
    (folder / _WORDS).write_text("\n".join(words), "utf-8")


def read_words(folder: Path) -> tuple[str, ...]:
    """Read the words that a segment brought.

    Raises:
        DamagedSnapshotError: The file cannot be read.
    """
    try:
        text = (folder / _WORDS).read_text("utf-8")
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the words cannot be read") from error
    return tuple(text.split("\n")) if text else ()


def read_vectors(folder: Path) -> ScaledRows:
    """Map the vectors of all passages into memory.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    return ScaledRows(
        values=read_array(folder / PASSAGE_VECTORS), scales=read_array(folder / PASSAGE_SCALES)
    )


def read_passage_words(folder: Path) -> PackedRuns:
    """Map the words of all passages into memory.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    return read_runs(folder, PASSAGE_WORDS)


def read_bigrams(folder: Path, spread: NDArray[np.int32]) -> BigramTable:
    """Read the pairs of characters.

    Args:
        folder: The segment.
        spread: In how many judgments of the whole index each pair occurs.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    codes = read_runs(folder, BIGRAMS)
    offsets = codes.starts.astype(np.int64)
    return BigramTable(starts=offsets[:-1], stops=offsets[1:], codes=codes, spread=spread)


def read_terms(folder: Path, field: str) -> TermTable:
    """Read the counted words of one part of the judgments of a segment.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    stem = TERMS.format(field)
    words = read_runs(folder, stem)
    offsets = words.starts.astype(np.int64)
    arrays = read_arrays(folder, stem, ("lengths", "spread", "counts"))
    return TermTable(starts=offsets[:-1], stops=offsets[1:], words=words, **arrays)


def _offsets(starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return runs that stand one behind the other as one array, with the end of the last."""
    return np.append(starts, stops[-1]) if len(stops) else np.zeros(1, dtype=np.int64)
