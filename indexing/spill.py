"""Where do the passages of a whole corpus wait while they are indexed?

Judgments come as a stream and in any order; indexing reads their passages in order of id, twice.
They wait in one temporary file, so that memory holds offsets only.
"""

import os
from array import array
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from corpus.judgment import Judgment, JudgmentId
from indexing.filters import FilterRow, row_of
from indexing.layout import PassageTable
from indexing.passages import Passage


class PassageSpill:
    """Passages of judgments in a temporary file, read back in order of id."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._rows: list[FilterRow] = []
        self._seen: set[JudgmentId] = set()
        self._first = array("q", [0])
        self._kinds = array("b")
        self._begins = array("l")
        self._ends = array("l")
        self._bytes = array("q", [0])

    @property
    def rows(self) -> tuple[FilterRow, ...]:
        """Return what filters ask about, in the order in which judgments came."""
        return tuple(self._rows)

    def add(self, judgment: Judgment, passages: tuple[Passage, ...]) -> bool:
        """Keep a judgment's passages; False when that judgment is here already."""
        if judgment.id in self._seen:
            return False
        self._seen.add(judgment.id)
        self._rows.append(row_of(judgment))
        for passage in passages:
            encoded = passage.span.of(judgment.text).encode("utf-8", "replace")
            self._file.write(encoded)
            self._bytes.append(self._bytes[-1] + len(encoded))
            self._kinds.append(PassageTable.place_of(passage.kind))
            self._begins.append(passage.span.start)
            self._ends.append(passage.span.end)
        self._first.append(len(self._kinds))
        return True

    def finish(self) -> None:
        """Bring what was added to the file, before anything is read."""
        self._file.flush()

    def order(self) -> list[int]:
        """Return the places of judgments in ascending order of id."""
        return sorted(range(len(self._rows)), key=lambda place: self._rows[place].judgment_id)

    def passages_of(self, place: int) -> range:
        """Return the places of a judgment's passages."""
        return range(self._first[place], self._first[place + 1])

    def kind_of(self, passage: int) -> int:
        """Return the kind of a passage, as :meth:`PassageTable.place_of` numbers it."""
        return self._kinds[passage]

    def texts_of(self, place: int) -> list[str]:
        """Return the texts of a judgment's passages."""
        passages = self.passages_of(place)
        if not passages:
            return []
        begin = self._bytes[passages.start]
        # pread keeps no place in the file, so that two threads may read at once.
        block = os.pread(self._file.fileno(), self._bytes[passages.stop] - begin, begin)
        return [
            block[self._bytes[passage] - begin : self._bytes[passage + 1] - begin].decode()
            for passage in passages
        ]

    def table(self, word_counts: "array[int]") -> PassageTable:
        """Return where all passages stand, in order of judgment id.

        Args:
            word_counts: How many words each passage has, in that order.
        """
        order = self.order()
        picked = [passage for place in order for passage in self.passages_of(place)]
        offsets = np.cumsum([0, *(len(self.passages_of(p)) for p in order)], dtype=np.int64)
        return PassageTable(
            starts=offsets[:-1],
            stops=offsets[1:],
            kinds=np.asarray([self._kinds[p] for p in picked], dtype=np.int8),
            begins=np.asarray([self._begins[p] for p in picked], dtype=np.int32),
            ends=np.asarray([self._ends[p] for p in picked], dtype=np.int32),
            word_starts=np.cumsum([0, *word_counts], dtype=np.int64),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
