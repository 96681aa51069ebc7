"""What is kept of whole texts, for searches that compare no facts?

Similar cases are found by parts of a judgment. Whoever looks for a string, a provision or a case
number asks about all of it: which characters stand side by side, what is cited, what is named.
"""

import json
import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from corpus.judgment import Judgment
from indexing.columns.character_pairs import (
    JoinedPairs,
    PairBlocks,
    PairTable,
    PairWriter,
    packed_entries,
)
from indexing.columns.citing import CitationTable, CitationWriter, citations_of
from indexing.columns.naming import JoinedNames, NameRow, NameTable, names_of
from indexing.errors import DamagedSnapshotError
from indexing.packing.arrays import UNREADABLE, read_arrays, write_arrays
from indexing.packing.packed_runs import RunsFile, read_runs

_PAIRS: Final = "pairs"
_NAMES: Final = "names.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTexts:
    """What is known of whole texts, by label.

    Attributes:
        pairs: In which judgments characters stand side by side.
        citations: Which provisions they cite.
        names: How they are known, and which papers they name.
    """

    pairs: PairTable | JoinedPairs
    citations: CitationTable
    names: NameTable | JoinedNames


class WholeTextWriter:
    """Collects judgments in any order, each once; pairs and names wait in files."""

    def __init__(self, waiting: Callable[[str], BinaryIO]) -> None:
        """Begin.

        Args:
            waiting: Opens an empty file of a name to write and read, and closes it one day.
        """
        self._pairs = PairWriter(waiting("pairs"))
        self._names = _NameSpill(waiting("names"))
        self._citations = CitationWriter()

    def add(self, judgment: Judgment) -> None:
        """Take the next judgment.

        Cost: about 1 ms for 7,400 characters.
        """
        self._pairs.add(judgment.text)
        self._citations.add(citations_of(judgment))
        self._names.add(names_of(judgment))

    def citations(self, order: Sequence[int]) -> CitationTable:
        """Return the citations, in order of label."""
        return self._citations.table(order)

    def write(self, folder: Path, order: Sequence[int]) -> None:
        """Write pairs and names of all of them.

        Args:
            folder: The segment that is being written.
            order: The places of the judgments as they came, in order of label.
        """
        labels = [0] * len(order)
        for label, place in enumerate(order):
            labels[place] = label
        write_pairs(folder, self._pairs.blocks(labels))
        _write_told(folder, self._names.read(order))


class _NameSpill:
    """How papers are known, waiting in a file in the form in which they are kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._begins = array("q", [0])

    def add(self, row: NameRow) -> None:
        self._begins.append(self._begins[-1] + self._file.write(_told(row).encode()))

    def read(self, order: Iterable[int]) -> Iterator[str]:
        self._file.flush()
        for place in order:
            begin = self._begins[place]
            size = self._begins[place + 1] - begin
            yield os.pread(self._file.fileno(), size, begin).decode()


def write_pairs(folder: Path, pairs: PairBlocks) -> None:
    """Write the pairs of characters of a segment, range after range."""
    entries = RunsFile(folder, _PAIRS)
    for numbers, sizes in packed_entries(pairs.blocks, pairs.size):
        entries.add(numbers, sizes)
    entries.close()
    write_arrays(folder, _PAIRS, {"dropped": pairs.dropped()})


def read_pairs(folder: Path, *, size: int) -> PairTable:
    """Read the pairs of characters of a segment.

    Args:
        folder: The segment.
        size: How many judgments it has.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    dropped = read_arrays(folder, _PAIRS, ("dropped",))["dropped"]
    return PairTable(size=size, entries=read_runs(folder, _PAIRS), dropped=dropped)


def write_names(folder: Path, rows: Iterable[NameRow]) -> None:
    """Write how the papers of a segment are known, one after the other."""
    _write_told(folder, map(_told, rows))


def _told(row: NameRow) -> str:
    return json.dumps(asdict(row), ensure_ascii=False)


def _write_told(folder: Path, rows: Iterable[str]) -> None:
    with (folder / _NAMES).open("w", encoding="utf-8") as file:
        file.write("[")
        for number, row in enumerate(rows):
            file.write(f", {row}" if number else row)
        file.write("]")


def read_names(folder: Path, *, size: int) -> NameTable:
    """Return how the papers of a segment are known; it is read when it is asked.

    The file is held from now on, for the folder may be removed while somebody still answers.

    Args:
        folder: The segment.
        size: How many judgments it has.

    Raises:
        DamagedSnapshotError: There is no such file.
    """
    try:
        with (folder / _NAMES).open("rb") as file:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the names cannot be read") from error
    return NameTable(lambda: _names_in(mapped, folder), size=size)


def _names_in(mapped: mmap, folder: Path) -> tuple[NameRow, ...]:
    try:
        return tuple(
            NameRow(title=row["title"], own=tuple(row["own"]), named=tuple(row["named"]))
            for row in orjson.loads(memoryview(mapped))
        )
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the names cannot be read") from error
