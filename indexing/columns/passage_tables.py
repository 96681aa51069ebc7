"""Where do the passages of each judgment stand, in one segment or in several?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexing.passages import PassageKind

Places: TypeAlias = NDArray[np.int64]

_KINDS: Final = tuple(PassageKind)


def kind_at(place: int) -> PassageKind:
    """Return the kind that is kept under a number."""
    return _KINDS[place]


def place_of(kind: PassageKind) -> int:
    """Return the number under which a kind is kept."""
    return _KINDS.index(kind)


class Passages(Protocol):
    """Where the passages of each judgment stand."""

    @property
    def starts(self) -> Places:
        """Return where the passages of each judgment begin, by label."""
        ...

    @property
    def stops(self) -> Places:
        """Return where they end."""
        ...

    @property
    def kinds(self) -> NDArray[np.int8]:
        """Return the number of the kind of each passage."""
        ...

    def spans(self, places: Places) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return where some passages begin and end in the texts of their judgments."""
        ...

    def word_runs(self, places: Places) -> tuple[Places, Places]:
        """Return where the words of some passages begin and end in the table of words."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTable:
    """The passages of one segment; the first three attributes as for :class:`Passages`.

    Attributes:
        begins: Offset of the first character in the judgment's text, by passage.
        ends: Offset behind the last character.
        word_starts: Where each passage's words begin in the table of words; one more at the end.
    """

    starts: Places
    stops: Places
    kinds: NDArray[np.int8]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]
    word_starts: NDArray[Any]

    def spans(self, places: Places) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return where some passages begin and end in the texts of their judgments."""
        return self.begins[places], self.ends[places]

    def word_runs(self, places: Places) -> tuple[Places, Places]:
        """Return where the words of some passages begin and end in the table of words."""
        starts, ends = self.word_starts[places], self.word_starts[places + 1]
        return starts.astype(np.int64), ends.astype(np.int64)


class JoinedPassages:
    """The passages of several segments, one segment behind the other.

    What is asked of few passages stays where the segments have it, in files that all processes
    share: of a million judgments it is 200 MB.

    Attributes:
        starts: As for :class:`Passages`.
        stops: As for :class:`Passages`.
        kinds: As for :class:`Passages`.

    Example:
        >>> table = PassageTable(
        ...     starts=np.array([0]), stops=np.array([2]), kinds=np.array([0, 1], np.int8),
        ...     begins=np.array([3, 9], np.int32), ends=np.array([9, 12], np.int32),
        ...     word_starts=np.array([0, 4, 6]),
        ... )
        >>> joined = JoinedPassages(
        ...     [table, table], starts=np.array([2, 0]), stops=np.array([4, 2])
        ... )
        >>> [each.tolist() for each in joined.word_runs(np.array([3, 0]))]
        [[10, 0], [12, 4]]
    """

    def __init__(self, tables: Sequence[PassageTable], *, starts: Places, stops: Places) -> None:
        """Take the tables, and by label where the passages of a judgment begin and end."""
        self.starts = starts
        self.stops = stops
        self.kinds = np.concatenate([table.kinds for table in tables])
        self._tables = tuple(tables)
        self._begins = np.cumsum([0, *(len(table.kinds) for table in tables)])
        self._word_begins = np.cumsum([0, *(int(table.word_starts[-1]) for table in tables)])

    def spans(self, places: Places) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return where some passages begin and end in the texts of their judgments."""
        begins, ends = np.empty((2, len(places)), dtype=np.int32)
        for number, chosen, within in self._in_tables(places):
            begins[chosen], ends[chosen] = self._tables[number].spans(within)
        return begins, ends

    def word_runs(self, places: Places) -> tuple[Places, Places]:
        """Return where the words of some passages begin and end in the table of words."""
        starts, ends = np.empty((2, len(places)), dtype=np.int64)
        for number, chosen, within in self._in_tables(places):
            runs = self._tables[number].word_runs(within)
            starts[chosen], ends[chosen] = (each + self._word_begins[number] for each in runs)
        return starts, ends

    def _in_tables(self, places: Places) -> Iterator[tuple[int, Places, Places]]:
        """Give each table that has some of the passages, which these are, and where it has them."""
        owners = np.searchsorted(self._begins, places, side="right") - 1
        for number in np.unique(owners).tolist():
            chosen = np.flatnonzero(owners == number)
            yield number, chosen, places[chosen] - self._begins[number]


def owners_of(passages: Passages) -> Places:
    """Return by passage the label of its judgment; -1 where that is in the index no more."""
    owners = np.full(len(passages.kinds), -1, dtype=np.int64)
    sizes = passages.stops - passages.starts
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    owners[np.repeat(passages.starts, sizes) + within] = np.repeat(np.arange(len(sizes)), sizes)
    return owners
