"""What is kept of whole texts, for searches that compare no facts?

Similar cases are found by parts of a judgment. Whoever looks for a string, a provision or a case
number asks about all of it: which characters stand side by side, what is cited, what is named.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

import orjson

from corpus.judgment import Judgment
from indexing.arrays import UNREADABLE, read_arrays, write_arrays
from indexing.character_pairs import JoinedPairs, PairTable, PairWriter
from indexing.citing import CitationRow, CitationTable, citations_of
from indexing.errors import DamagedSnapshotError
from indexing.naming import JoinedNames, NameRow, NameTable, names_of
from indexing.packed_runs import read_runs, write_runs

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

    def citations(self, order: Sequence[int]) -> tuple[CitationRow, ...]:
        """Return the citations, in order of label."""
        return tuple(self._citations[place] for place in order)

    def write(self, folder: Path, order: Sequence[int]) -> None:
        """Write pairs and names of all of them.

        Args:
            folder: The segment that is being written.
            order: The places of the judgments as they came, in order of label.
        """
        labels = [0] * len(order)
        for label, place in enumerate(order):
            labels[place] = label
        write_pairs(folder, self._pairs.table(labels))
        write_names(folder, [self._names[place] for place in order])


def write_pairs(folder: Path, pairs: PairTable) -> None:
    """Write the pairs of characters of a segment."""
    write_runs(folder, _PAIRS, pairs.entries)
    write_arrays(folder, _PAIRS, {"dropped": pairs.dropped})


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


def write_names(folder: Path, rows: Sequence[NameRow]) -> None:
    """Write how the papers of a segment are known."""
    told = [asdict(row) for row in rows]
    (folder / _NAMES).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


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
