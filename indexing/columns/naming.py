"""By which numbers and titles is a paper known, and which papers does it name?"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from corpus.case_number import CaseNumber
from corpus.judgment import Judgment
from corpus.lineage.papers import case_keys, effect_keys
from corpus.spans import Span, value_of

_LIBRARY: Final = re.compile(
    r"指导性?案例\s{0,2}第?\s{0,2}(?P<guiding>\d{1,4})\s{0,2}号"
    r"|(?<![\d-])(?P<entry>\d{4}-\d{2}-\d-\d{3}-\d{3})(?![\d-])"
)

_DASHES_OF_ENTRY: Final = 4


def library_numbers_in(text: str) -> tuple[str, ...]:
    """Return the guiding cases and library entries that a text names, in one spelling, each once.

    Example:
        >>> library_numbers_in("参照指导案例 024号；入库编号2023-16-2-103-005")
        ('指导性案例24号', '2023-16-2-103-005')
    """
    return tuple(dict.fromkeys(number for _, number in library_places(text)))


def library_places(text: str) -> Iterator[tuple[Span, str]]:
    """Give where a text names guiding cases and library entries, each in one spelling."""
    # Most texts name none, and to see that costs a hundredth of looking for all.
    if "案例" in text or text.count("-") >= _DASHES_OF_ENTRY:
        for match in _LIBRARY.finditer(text):
            number = match["entry"] or f"指导性案例{int(match['guiding'])}号"
            yield Span(*match.span()), number


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """How one paper is known, and what it names.

    Attributes:
        title: Its title.
        own: Its case numbers, canonical, with and without 之一, and its number in a collection.
        named: The numbers of other papers that its text names.
    """

    title: str
    own: tuple[str, ...]
    named: tuple[str, ...]


def names_of(judgment: Judgment) -> NameRow:
    """Return how a judgment is known, and which papers it names."""
    number = value_of(judgment.case_number)
    library = value_of(judgment.library_number)
    own = () if number is None else _keys(number)
    if library is not None:
        own = (*own, *library_numbers_in(library))
    quoted = [key for each in judgment.quoted_case_numbers for key in _keys(each.value)]
    named = dict.fromkeys([*quoted, *library_numbers_in(judgment.text)])
    return NameRow(
        title=judgment.title, own=own, named=tuple(each for each in named if each not in own)
    )


def _keys(number: CaseNumber) -> tuple[str, ...]:
    """Return the papers that a number names, and their cases: 之一 is also of its case."""
    return tuple(dict.fromkeys((*effect_keys(number), *case_keys(number))))


class NameTable:
    """How all papers are known, by label; read when the first question is asked.

    Few people search by numbers, and who opens an index need not wait for what they ask of it.

    Attributes:
        size: How many papers there are.
    """

    def __init__(self, read: Callable[[], Sequence[NameRow]], *, size: int) -> None:
        """Take what is not read yet.

        Args:
            read: Reads one row for each paper, by label.
            size: How many it will be.
        """
        self.size = size
        self._read = read

    @classmethod
    def of(cls, rows: Sequence[NameRow]) -> Self:
        """Return rows, by label, as a table."""
        return cls(lambda: rows, size=len(rows))

    @cached_property
    def rows(self) -> Sequence[NameRow]:
        """Return one row for each paper.

        Raises:
            DamagedSnapshotError: They cannot be read.

        Cost: 3 microseconds a paper, once.
        """
        return self._read()

    @cached_property
    def _own(self) -> Mapping[str, Sequence[int]]:
        return _gathered(row.own for row in self.rows)

    @cached_property
    def _named(self) -> Mapping[str, Sequence[int]]:
        return _gathered(row.named for row in self.rows)

    def known_as(self, number: str) -> Sequence[int]:
        """Return the papers of a number, ascending."""
        return self._own.get(number, ())

    def naming(self, number: str) -> Sequence[int]:
        """Return the papers that name a number and are not of it, ascending."""
        return self._named.get(number, ())

    def titled(self, words: Sequence[str]) -> Iterator[int]:
        """Give the papers whose title holds all words, ascending.

        Cost: one look at every title.
        """
        for label, row in enumerate(self.rows):
            if all(word in row.title for word in words):
                yield label

    def row(self, label: int) -> NameRow:
        """Return how one paper is known."""
        return self.rows[label]


def _gathered(rows: Iterable[Sequence[str]]) -> Mapping[str, Sequence[int]]:
    """Return for each number the labels of the rows that hold it, ascending."""
    found: dict[str, list[int]] = {}
    for label, numbers in enumerate(rows):
        for number in numbers:
            found.setdefault(number, []).append(label)
    return found


class JoinedNames:
    """How the papers of several segments are known, asked as one table."""

    def __init__(
        self,
        parts: Sequence[NameTable],
        *,
        labels: Sequence[NDArray[np.int64]],
        rows: NDArray[np.int64],
    ) -> None:
        """Take the segments.

        Args:
            parts: The names of each.
            labels: For each segment the label of each of its rows; -1 for rows that are dead.
            rows: By label its row, all segments one behind the other.
        """
        self._parts = tuple(zip(parts, labels, strict=True))
        self._begins = np.cumsum([0, *(part.size for part in parts)])
        self._rows = rows

    def known_as(self, number: str) -> Sequence[int]:
        """Return the papers of a number, ascending."""
        return self._labels(part.known_as(number) for part, _ in self._parts)

    def naming(self, number: str) -> Sequence[int]:
        """Return the papers that name a number and are not of it, ascending."""
        return self._labels(part.naming(number) for part, _ in self._parts)

    def titled(self, words: Sequence[str]) -> Iterator[int]:
        """Give the papers whose title holds all words, ascending.

        Cost: one look at every title.
        """
        yield from self._labels(tuple(part.titled(words)) for part, _ in self._parts)

    def row(self, label: int) -> NameRow:
        """Return how one paper is known."""
        row = int(self._rows[label])
        number = int(np.searchsorted(self._begins, row, side="right")) - 1
        return self._parts[number][0].rows[row - int(self._begins[number])]

    def _labels(self, found: Iterable[Sequence[int]]) -> list[int]:
        pairs = zip(self._parts, found, strict=True)
        labels = (int(each[row]) for (_, each), rows in pairs for row in rows)
        return sorted(label for label in labels if label >= 0)
