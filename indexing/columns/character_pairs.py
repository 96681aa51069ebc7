"""Which judgments may hold a string of characters, whatever words it is cut into?

The index of words cannot find a string that the segmenter cuts otherwise, nor digits, nor what
stands in parts that are not compared. Here every text is a set of neighbouring characters: one
that lacks a pair of a string lacks the string. The few that are left are looked at themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from indexing.packing.packed_runs import PackedRuns
from indexing.words.numbering import distinct

_CODE_BITS, _WORD_BITS = 20, 32
BUCKETS = 1 << _CODE_BITS
# Odd, and far from any simple ratio to each other (Knuth, TAOCP 3, 6.4).
_OF_FIRST, _OF_SECOND = 2_654_435_761, 2_246_822_519
_CODEC = "utf-32-le"
_FIRST_WIDE, _LAST_WIDE = 0xFF01, 0xFF5E
_WIDE_BLANK, _WIDE_TO_NARROW = 0x3000, 0xFEE0
_CAPITAL_TO_SMALL = 32
_CAPITAL_A, _CAPITAL_Z = 0x41, 0x5A

BLOCKS = 64
"""No run of entries is of more pairs than this share of all."""

# By so many ranges of pairs they wait on the disk, each with its text: two numbers of four bytes.
_PART_BITS: Final = 8
_PARTS: Final = 1 << _PART_BITS
_ENTRY_BYTES: Final = 8
# So many pairs wait in memory: those of some thousand texts.
_AT_ONCE: Final = 1 << 21

# A run of entries takes up to this, by which it is unpacked in a tenth of a millisecond.
_WIDEST = 1 << 22

# A pair that stands in more than a quarter of all texts tells few apart and takes the most room.
# Of few texts all are kept: they take no room, and may be some of many one day.
_COMMON_SHARE = 4
_MANY = 1_000


def folded(text: str) -> str:
    """Return a text of the same length in which width and case of signs do not count.

    Example:
        >>> folded("LPR（2020）")
        'lpr(2020)'

    Cost: 0.1 ms for 7,400 characters.
    """
    return _folded_points(text, "surrogatepass").tobytes().decode(_CODEC, "surrogatepass")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTable:
    """In which judgments each pair of neighbouring characters stands.

    Attributes:
        size: How many judgments there are.
        entries: One number for each pair and judgment, ``pair * size + label``, less what the first
            pair of its run has. A run is of so many pairs that it is soon unpacked.
        dropped: Pairs that stand in more than a quarter of many judgments, which are not kept.
    """

    size: int
    entries: PackedRuns
    dropped: NDArray[np.uint32]

    def candidates(self, text: str) -> NDArray[np.int64] | None:
        """Return the judgments that may hold a string, ascending; None where all may.

        No judgment that holds it is left out, up to width and case of signs.

        Cost: 0.1 ms for each pair of the string.
        """
        groups = []
        for code in pairs_of(text).tolist():
            if self._is_dropped(code):
                continue
            groups.append(self._labels(code))
            if not len(groups[-1]):
                return groups[-1]
        if not groups:
            return None
        groups.sort(key=len)
        found = groups[0]
        for group in groups[1:]:
            found = np.intersect1d(found, group, assume_unique=True)
        return found

    def between(self, first: int, stop: int) -> NDArray[np.int64]:
        """Return ``pair * size + label`` of all kept pairs from ``first`` on and below ``stop``."""
        width = _width(self.size)
        if not width:
            return np.empty(0, dtype=np.int64)
        begin, end = first * self.size // width, -(-stop * self.size // width)
        starts = self.entries.starts[begin : end + 1].astype(np.int64)
        every = self.entries[int(starts[0]) : int(starts[-1])]
        every = every + np.repeat((begin + np.arange(end - begin)) * width, np.diff(starts))
        low, high = np.searchsorted(every, (first * self.size, stop * self.size))
        return every[low:high]

    def _labels(self, code: int) -> NDArray[np.int64]:
        return self.between(code, code + 1) - code * self.size

    def _is_dropped(self, code: int) -> bool:
        place = int(np.searchsorted(self.dropped, code))
        return place < len(self.dropped) and int(self.dropped[place]) == code


class JoinedPairs:
    """The pairs of several segments, asked as one table.

    Example:
        >>> run, place = divmod(int(pairs_of("甲乙")[0]), BUCKETS // BLOCKS)
        >>> entries = PackedRuns.of(np.array([place]), np.arange(BLOCKS + 1) > run)
        >>> part = PairTable(size=1, entries=entries, dropped=np.empty(0, np.uint32))
        >>> joined = JoinedPairs([part, part], labels=[np.array([1]), np.array([-1])], size=2)
        >>> joined.candidates("甲乙").tolist(), joined.candidates("丙丁").tolist()
        ([1], [])
    """

    def __init__(
        self, parts: Sequence[PairTable], *, labels: Sequence[NDArray[np.int64]], size: int
    ) -> None:
        """Take the segments.

        Args:
            parts: The pairs of each.
            labels: For each segment the label of each of its rows; -1 for rows that are dead.
            size: How many labels there are.
        """
        self._parts = tuple(zip(parts, labels, strict=True))
        self.size = size

    def candidates(self, text: str) -> NDArray[np.int64] | None:
        """Return the judgments that may hold a string, ascending; None where all may."""
        found: list[NDArray[np.int64]] = []
        is_any_told = False
        for part, labels in self._parts:
            rows = part.candidates(text)
            is_any_told |= rows is not None
            found.append(labels if rows is None else labels[rows])
        if not is_any_told:
            return None
        every = np.concatenate(found)
        return np.sort(every[every >= 0])


class PairWriter:
    """Collects the pairs of texts, one text after the other.

    They wait in a file, parted by ranges of pairs, so that memory holds the pairs of some hundred
    texts, and later those of one range.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Take an empty file to write and read; whoever gives it closes it."""
        self._file = file
        self._spread = np.zeros(BUCKETS, dtype=np.int64)
        self._codes: list[NDArray[np.uint32]] = []
        self._n_texts = self._n_waiting = 0
        self._pieces: list[_Piece] = []

    def add(self, text: str) -> None:
        """Take the next text.

        Cost: 0.5 ms for 7,400 characters.
        """
        self._codes.append(pairs_of(text))
        self._n_texts += 1
        self._n_waiting += len(self._codes[-1])
        if self._n_waiting >= _AT_ONCE:
            self._put_away()

    def blocks(self, labels: Sequence[int]) -> "PairBlocks":
        """Return all of them, by pair.

        Args:
            labels: The label of each text, in the order in which they came.

        Cost: a sort of all pairs, about 2,000 for each judgment, range after range.
        """
        self._put_away()
        is_kept = is_telling(self._spread, self._n_texts)
        return PairBlocks(
            size=self._n_texts,
            blocks=self._sorted(np.asarray(labels, dtype=np.int64), is_kept),
            dropped=lambda: np.flatnonzero(~is_kept).astype(np.uint32),
        )

    def _put_away(self) -> None:
        if not self._codes:
            return
        codes = np.concatenate(self._codes)
        first = self._n_texts - len(self._codes)
        owners = np.repeat(
            np.arange(first, self._n_texts, dtype=np.uint32), list(map(len, self._codes))
        )
        self._spread += np.bincount(codes, minlength=BUCKETS)
        parts = (codes >> np.uint32(_CODE_BITS - _PART_BITS)).astype(np.uint8)
        # A stable sort of bytes counts instead of comparing.
        order = np.argsort(parts, kind="stable")
        borders = np.searchsorted(parts[order], np.arange(_PARTS + 1))
        self._pieces.append(_Piece(begin=self._file.tell(), borders=borders))
        self._file.write(np.stack((codes[order], owners[order]), axis=1).data)
        self._codes, self._n_waiting = [], 0

    def _sorted(
        self, labels: NDArray[np.int64], is_kept: NDArray[np.bool_]
    ) -> Iterator[NDArray[np.int64]]:
        """Give ``pair * size + label`` of each range, ascending."""
        for first, stop in ranges_of(self._n_texts):
            low, high = first * _PARTS // BUCKETS, stop * _PARTS // BUCKETS
            read = [np.empty((0, 2), dtype=np.uint32)]
            for piece in self._pieces:
                begin, end = int(piece.borders[low]), int(piece.borders[high])
                self._file.seek(piece.begin + begin * _ENTRY_BYTES)
                held = self._file.read((end - begin) * _ENTRY_BYTES)
                read.append(np.frombuffer(held, dtype=np.uint32).reshape(-1, 2))
            codes, owners = np.concatenate(read).T
            chosen = is_kept[codes]
            keys = codes[chosen].astype(np.int64) * self._n_texts + labels[owners[chosen]]
            keys.sort()
            yield keys


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Pairs of some texts in a file, each with the place of its text, parted by ranges of pairs.

    Attributes:
        begin: Where they begin in the file.
        borders: Where each range begins among them; one more at the end.
    """

    begin: int
    borders: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBlocks:
    """The pairs of judgments, range after range, before they are packed.

    Attributes:
        size: How many judgments there are.
        blocks: ``pair * size + label``, ascending; one array for each of :func:`ranges_of`.
        dropped: Returns the pairs of which nothing is kept, when all blocks have been given.
    """

    size: int
    blocks: Iterator[NDArray[np.int64]]
    dropped: Callable[[], NDArray[np.uint32]]


def is_telling(spread: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Tell which pairs, standing in so many of some texts, are kept with their texts."""
    return np.asarray(spread * _COMMON_SHARE <= size) | (size < _MANY)


def ranges_of(size: int) -> Iterator[tuple[int, int]]:
    """Give ranges of pairs that are together all, each so small that its entries fit into memory.

    Args:
        size: How many judgments there are.

    Example:
        >>> len(list(ranges_of(10))), len(list(ranges_of(100_000)))
        (64, 256)
    """
    n_ranges = BLOCKS if size * (BUCKETS // _PARTS) < _width(size) else _PARTS
    step = BUCKETS // n_ranges
    for first in range(0, BUCKETS, step):
        yield first, first + step


def packed_entries(
    blocks: Iterable[NDArray[np.int64]], size: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Give the entries of a table as they lie in it, with the sizes of their runs.

    Args:
        blocks: ``pair * size + label``, ascending; one array for each of :func:`ranges_of`.
        size: How many judgments there are.
    """
    width = _width(size)
    for (first, stop), block in zip(ranges_of(size), blocks, strict=True):
        borders = np.arange(first * size, stop * size + 1, max(1, width)) if width else [0]
        yield block % max(1, width), np.diff(np.searchsorted(block, borders))


def _width(size: int) -> int:
    """Return how many numbers a run of entries can have: a power of two of pairs for each text."""
    pairs = BUCKETS // BLOCKS
    while pairs > 1 and pairs * size > _WIDEST:
        pairs //= 2
    return pairs * size


def pairs_of(text: str) -> NDArray[np.uint32]:
    """Return the numbers of all pairs of neighbouring characters, ascending, each once.

    Two pairs may have one number, so what has them all need not hold the string.

    Example:
        >>> len(pairs_of("甲")), len(pairs_of("甲乙甲")), len(pairs_of("AB和ab"))
        (0, 2, 3)
    """
    points = _folded_points(text, "replace")
    # Products wrap around, which spreads the pairs over all numbers.
    mixed = points[:-1] * np.uint32(_OF_FIRST) + points[1:] * np.uint32(_OF_SECOND)
    return distinct(mixed >> np.uint32(_WORD_BITS - _CODE_BITS))


def _folded_points(text: str, errors: str) -> NDArray[np.uint32]:
    points = np.frombuffer(text.encode(_CODEC, errors), dtype=np.uint32).copy()
    points[(points >= _FIRST_WIDE) & (points <= _LAST_WIDE)] -= np.uint32(_WIDE_TO_NARROW)
    points[points == _WIDE_BLANK] = 0x20
    points[(points >= _CAPITAL_A) & (points <= _CAPITAL_Z)] += np.uint32(_CAPITAL_TO_SMALL)
    return points
