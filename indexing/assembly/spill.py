"""Where do the passages of a whole corpus wait while they are indexed?

Judgments come as a stream and in any order; indexing reads their passages in order of id, twice.
They wait in one temporary file, so that memory holds offsets only.
"""

import os
from array import array
from collections.abc import Sequence
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment
from indexing.columns.passage_tables import PassageTable, place_of
from indexing.packing.arrays import offsets_of, places_of_runs
from indexing.passages import Passage, PassageKind, PassageTexts

_KINDS: Final = tuple(PassageKind)


class PassageSpill:
    """Passages of judgments in a temporary file, read back in any order."""

    def __init__(self, file: BinaryIO) -> None:
        """Take an empty file to write and read; whoever gives it closes it."""
        self._file = file
        self._first = array("q", [0])
        self._kinds = array("b")
        self._begins = array("i")
        self._ends = array("i")
        self._bytes = array("q", [0])

    def add(self, judgment: Judgment, passages: tuple[Passage, ...]) -> None:
        """Keep the passages of the next judgment."""
        for passage in passages:
            encoded = passage.span.of(judgment.text).encode("utf-8", "replace")
            self._file.write(encoded)
            self._bytes.append(self._bytes[-1] + len(encoded))
            self._kinds.append(place_of(passage.kind))
            self._begins.append(passage.span.start)
            self._ends.append(passage.span.end)
        self._first.append(len(self._kinds))

    def flush(self) -> None:
        """Bring what was added to the file, before it is read."""
        self._file.flush()

    def count_of(self, place: int) -> int:
        """Return how many passages a judgment has."""
        return self._first[place + 1] - self._first[place]

    def texts_of(self, place: int) -> PassageTexts:
        """Return the passages of a judgment.

        Args:
            place: The judgment, by the order in which they came.
        """
        first, stop = self._first[place], self._first[place + 1]
        begin = self._bytes[first]
        # pread keeps no place in the file, so that two threads may read at once.
        block = os.pread(self._file.fileno(), self._bytes[stop] - begin, begin)
        return PassageTexts(
            kinds=tuple(_KINDS[kind] for kind in self._kinds[first:stop]),
            texts=tuple(
                block[self._bytes[passage] - begin : self._bytes[passage + 1] - begin].decode()
                for passage in range(first, stop)
            ),
        )

    def table(self, order: Sequence[int], word_starts: NDArray[Any]) -> PassageTable:
        """Return where all passages stand.

        Args:
            order: The places of the judgments as they came, in order of label.
            word_starts: Where the words of each passage begin, in that order; one more at the end.
        """
        first = np.asarray(self._first, dtype=np.int64)
        places = np.asarray(order, dtype=np.int64)
        picked = places_of_runs(first[places], first[places + 1])
        offsets = offsets_of(first[places + 1] - first[places])
        return PassageTable(
            starts=offsets[:-1],
            stops=offsets[1:],
            kinds=np.asarray(self._kinds, dtype=np.int8)[picked],
            begins=np.asarray(self._begins, dtype=np.int32)[picked],
            ends=np.asarray(self._ends, dtype=np.int32)[picked],
            word_starts=word_starts,
        )
