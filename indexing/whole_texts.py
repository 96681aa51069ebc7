"""What is kept of whole texts, for searches that compare no facts?

Similar cases are found by parts of a judgment. Whoever looks for a string, a provision or a case
number asks about all of it: which characters stand side by side, what is cited, what is named.
"""

import json
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment
from corpus.provision import Provision
from indexing.character_pairs import PairTable, PairWriter
from indexing.citing import CitationRow, CitationTable, citation_table, citations_of
from indexing.errors import DamagedSnapshotError
from indexing.naming import NameRow, NameTable, names_of

_PAIRS = "pairs.npz"
_PAIR_LABELS = "pair_labels.npy"
_CITATIONS = "citations.npz"
_PROVISIONS = "provisions.json"
_NAMES = "names.json"
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTexts:
    """What is known of whole texts, by label.

    Attributes:
        pairs: In which judgments characters stand side by side.
        citations: Which provisions they cite.
        names: How they are known, and which papers they name.
    """

    pairs: PairTable
    citations: CitationTable
    names: NameTable


class WholeTextWriter:
    """Collects judgments in any order, each once."""

    def __init__(self) -> None:
        self._pairs = PairWriter()
        self._citations: list[CitationRow] = []
        self._names: list[NameRow] = []

    def add(self, judgment: Judgment) -> None:
        """Take the next judgment.

        Cost: about 1 ms for 7,400 characters.
        """
        self._pairs.add(judgment.text)
        self._citations.append(citations_of(judgment))
        self._names.append(names_of(judgment))

    def write(self, folder: Path, order: Sequence[int]) -> None:
        """Write all of them.

        Args:
            folder: The snapshot that is being written.
            order: The places of the judgments as they came, in order of label.
        """
        labels = array("l", bytes(len(order) * array("l").itemsize))
        for label, place in enumerate(order):
            labels[place] = label
        _write_pairs(folder, self._pairs.table(labels))
        _write_citations(folder, citation_table([self._citations[place] for place in order]))
        rows = [asdict(self._names[place]) for place in order]
        (folder / _NAMES).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def read_whole_texts(folder: Path) -> WholeTexts:
    """Read what is known of whole texts; the large array is mapped into memory.

    Raises:
        DamagedSnapshotError: The files are not of the form that :class:`WholeTextWriter` gives.
    """
    try:
        return WholeTexts(
            pairs=_read_pairs(folder), citations=_read_citations(folder), names=_read_names(folder)
        )
    except _UNREADABLE as error:
        reason = "what is known of whole texts cannot be read"
        raise DamagedSnapshotError(str(folder), reason) from error


def _write_pairs(folder: Path, pairs: PairTable) -> None:
    np.savez(folder / _PAIRS, size=pairs.size, codes=pairs.codes, starts=pairs.starts)
    np.save(folder / _PAIR_LABELS, pairs.labels)


def _read_pairs(folder: Path) -> PairTable:
    labels: NDArray[np.integer] = np.load(
        folder / _PAIR_LABELS, mmap_mode="r", allow_pickle=False
    ).view(np.ndarray)
    with np.load(folder / _PAIRS, allow_pickle=False) as arrays:
        return PairTable(
            size=int(arrays["size"]),
            codes=arrays["codes"],
            starts=arrays["starts"],
            labels=labels,
        )


def _write_citations(folder: Path, citations: CitationTable) -> None:
    rows = [asdict(each) for each in citations.provisions]
    (folder / _PROVISIONS).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    np.savez(
        folder / _CITATIONS,
        starts=citations.starts,
        codes=citations.codes,
        is_basis=citations.is_basis,
    )


def _read_citations(folder: Path) -> CitationTable:
    rows = json.loads((folder / _PROVISIONS).read_text("utf-8"))
    with np.load(folder / _CITATIONS, allow_pickle=False) as arrays:
        return CitationTable(
            provisions=tuple(Provision(**row) for row in rows),
            **{name: arrays[name] for name in arrays.files},
        )


def _read_names(folder: Path) -> NameTable:
    rows = json.loads((folder / _NAMES).read_text("utf-8"))
    return NameTable(
        rows=tuple(
            NameRow(title=row["title"], own=tuple(row["own"]), named=tuple(row["named"]))
            for row in rows
        )
    )
