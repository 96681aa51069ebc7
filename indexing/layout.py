"""Which file of a snapshot holds what?

Everything is plain JSON, text and numpy arrays beside the two folders of the engines, so that a
snapshot can be read, and its digests checked, without this program.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import JudgmentId
from indexing.bigrams import BigramTable
from indexing.elements import ElementTable
from indexing.errors import DamagedSnapshotError
from indexing.filters import FilterColumns
from indexing.passages import PassageKind
from indexing.terms import TermTable

LEXICAL = "lexical"
ENCODER = "encoder"
VECTORS = "judgments.faiss"
PASSAGE_VECTORS = "passage_vectors.npy"
PASSAGE_WORDS = "passage_words.npy"
_COLUMNS_JSON = "columns.json"
_COLUMNS = "columns.npz"
_PASSAGES = "passages.npz"
_WORDS = "words.txt"
_ELEMENTS = "elements.npz"
_ELEMENTS_JSON = "elements.json"
_BIGRAMS = "bigrams.npz"
_BIGRAM_CODES = "bigram_codes.npy"
_TERMS = "terms_{}.npz"
_TERM_WORDS = "term_words_{}.npy"
_TERM_COUNTS = "term_counts_{}.npy"
_WORD_SPREAD = "word_spread.npy"
_FAMILIES = "families.npy"
_KINDS = tuple(PassageKind)
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTable:
    """Where the passages of each judgment stand.

    Attributes:
        starts: Where each judgment's passages begin, by label; one more at the end.
        kinds: Place in the order of :class:`PassageKind`, by passage.
        begins: Offset of the first character in the judgment's text.
        ends: Offset behind the last character.
        word_starts: Where each passage's words begin in the table of words; one more at the end.
    """

    starts: NDArray[np.int64]
    kinds: NDArray[np.int8]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]
    word_starts: NDArray[np.int64]

    def kind(self, passage: int) -> PassageKind:
        """Return what a passage tells."""
        return _KINDS[int(self.kinds[passage])]

    @staticmethod
    def place_of(kind: PassageKind) -> int:
        """Return the number under which a kind is kept."""
        return _KINDS.index(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """The words of all passages.

    Attributes:
        places: Each word's number.
        spread: In how many judgments each word occurs, by number.
    """

    places: dict[str, int]
    spread: NDArray[np.int32]


def write_columns(folder: Path, columns: FilterColumns) -> None:
    """Write what filters ask about."""
    row = {"ids": list(columns.ids), "names": {k: list(v) for k, v in columns.names.items()}}
    (folder / _COLUMNS_JSON).write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    arrays: dict[str, Any] = {f"code_{name}": codes for name, codes in columns.codes.items()}
    np.savez(
        folder / _COLUMNS,
        decided=columns.decided,
        cause_starts=columns.cause_starts,
        causes=columns.causes,
        **arrays,
    )


def read_columns(folder: Path) -> FilterColumns:
    """Read what filters ask about.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_columns` gives.
    """
    try:
        row = json.loads((folder / _COLUMNS_JSON).read_text("utf-8"))
        with np.load(folder / _COLUMNS, allow_pickle=False) as arrays:
            codes = {
                name.removeprefix("code_"): arrays[name]
                for name in arrays.files
                if name.startswith("code_")
            }
            return FilterColumns(
                ids=tuple(JudgmentId(judgment_id) for judgment_id in row["ids"]),
                names=MappingProxyType({k: tuple(v) for k, v in row["names"].items()}),
                codes=MappingProxyType(codes),
                decided=arrays["decided"],
                cause_starts=arrays["cause_starts"],
                causes=arrays["causes"],
            )
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the columns cannot be read") from error


def write_passages(folder: Path, passages: PassageTable) -> None:
    """Write where the passages stand."""
    np.savez(
        folder / _PASSAGES,
        starts=passages.starts,
        kinds=passages.kinds,
        begins=passages.begins,
        ends=passages.ends,
        word_starts=passages.word_starts,
    )


def read_passages(folder: Path) -> PassageTable:
    """Read where the passages stand.

    Raises:
        DamagedSnapshotError: The file is not of the form that :func:`write_passages` gives.
    """
    try:
        with np.load(folder / _PASSAGES, allow_pickle=False) as arrays:
            return PassageTable(**{name: arrays[name] for name in arrays.files})
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the passages cannot be read") from error


def write_words(folder: Path, words: WordTable) -> None:
    """Write the words in order of their numbers, and their spread."""
    ordered = sorted(words.places, key=words.places.__getitem__)
    (folder / _WORDS).write_text("\n".join(ordered), "utf-8")
    np.save(folder / _WORD_SPREAD, words.spread)


def read_words(folder: Path) -> WordTable:
    """Read the words and their spread.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_words` gives.
    """
    try:
        words = (folder / _WORDS).read_text("utf-8").split("\n")
        spread = np.load(folder / _WORD_SPREAD, allow_pickle=False)
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the words cannot be read") from error
    return WordTable(places={word: place for place, word in enumerate(words)}, spread=spread)


def read_vectors(folder: Path) -> NDArray[np.float16]:
    """Map the vectors of all passages into memory.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    return _mapped(folder / PASSAGE_VECTORS)


def read_passage_words(folder: Path) -> NDArray[np.int32]:
    """Map the words of all passages into memory.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    return _mapped(folder / PASSAGE_WORDS)


def write_elements(folder: Path, elements: ElementTable) -> None:
    """Write what the judgments are about in law."""
    (folder / _ELEMENTS_JSON).write_text(
        json.dumps(list(elements.names), ensure_ascii=False), "utf-8"
    )
    np.savez(
        folder / _ELEMENTS,
        starts=elements.starts,
        codes=elements.codes,
        is_ruled=elements.is_ruled,
        mentions=elements.mentions,
        predicted=elements.predicted,
        probable=elements.probable,
    )


def read_elements(folder: Path) -> ElementTable:
    """Read what the judgments are about in law.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_elements` gives.
    """
    try:
        names = tuple(
            str(name) for name in json.loads((folder / _ELEMENTS_JSON).read_text("utf-8"))
        )
        with np.load(folder / _ELEMENTS, allow_pickle=False) as arrays:
            return ElementTable(names=names, **{name: arrays[name] for name in arrays.files})
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the elements cannot be read") from error


def write_bigrams(folder: Path, bigrams: BigramTable) -> None:
    """Write the pairs of characters of the facts of each judgment."""
    np.savez(folder / _BIGRAMS, starts=bigrams.starts, spread=bigrams.spread)
    np.save(folder / _BIGRAM_CODES, bigrams.codes)


def read_bigrams(folder: Path) -> BigramTable:
    """Read the pairs of characters; the large array is mapped into memory.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_bigrams` gives.
    """
    codes = _mapped(folder / _BIGRAM_CODES)
    try:
        with np.load(folder / _BIGRAMS, allow_pickle=False) as arrays:
            return BigramTable(codes=codes, starts=arrays["starts"], spread=arrays["spread"])
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the pairs of characters cannot be read") from error


def write_families(folder: Path, families: NDArray[np.int32]) -> None:
    """Write the family of every judgment."""
    np.save(folder / _FAMILIES, families)


def read_families(folder: Path) -> NDArray[np.int32]:
    """Read the family of every judgment, by label.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    families: NDArray[np.int32] = _mapped(folder / _FAMILIES)
    return families


def write_terms(folder: Path, field: str, terms: TermTable) -> None:
    """Write the counted words of one part of all judgments."""
    np.savez(
        folder / _TERMS.format(field),
        starts=terms.starts,
        lengths=terms.lengths,
        spread=terms.spread,
        occurrences=terms.occurrences,
    )
    np.save(folder / _TERM_WORDS.format(field), terms.words)
    np.save(folder / _TERM_COUNTS.format(field), terms.counts)


def read_terms(folder: Path, field: str) -> TermTable:
    """Read the counted words of one part; the large arrays are mapped into memory.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_terms` gives.
    """
    words = _mapped(folder / _TERM_WORDS.format(field))
    counts = _mapped(folder / _TERM_COUNTS.format(field))
    try:
        with np.load(folder / _TERMS.format(field), allow_pickle=False) as arrays:
            return TermTable(
                words=words, counts=counts, **{name: arrays[name] for name in arrays.files}
            )
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the counted words cannot be read") from error


def _mapped(path: Path) -> NDArray[Any]:
    try:
        # A plain view: slicing the memmap class itself costs ten times as much.
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(path), "numpy cannot read it") from error
    return array
