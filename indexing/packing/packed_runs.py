"""How do ascending numbers lie in an index in about ten bits each, each run readable by itself?

Every judgment has its pairs of characters and its words as numbers that ascend. Of each number the
lower eight bits are kept as they are, one behind the other; of the upper ones only by how much they
grow, in ones and noughts: each number is a one, each step of the upper bits a nought. So a run of
n numbers below u takes n bytes and (n + u / 256) / 8 more, next to the least that is possible, and
any run is read by itself from a mapped file.

What every search reads of hundreds of judgments lies wider: the lower sixteen bits as they are, and
how many numbers have each value of the upper ones. That is two bytes a number, unpacked in next to
the time of copying them.

Source: Elias, Efficient Storage and Retrieval by Content and Address of Static Files, 1974; Vigna,
Quasi-succinct indices, 2013, section 3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexing.packing.array_files import ArrayFile
from indexing.packing.arrays import offsets_of, places_of_runs, read_arrays, write_arrays
from indexing.packing.meeting import (
    WIDE,
    WIDE_BITS,
    AskedNumbers,
    MetNumbers,
    RunPlaces,
    met_in_wide,
)

_LOWER_BITS: Final = 8
_LOWER: Final = (1 << _LOWER_BITS) - 1
_BYTE: Final = 8
# So many numbers are packed or unpacked at once, which bounds memory.
_AT_ONCE: Final = 1 << 22
_IN_CACHE: Final = 1 << 15
_WRITTEN_AT_ONCE: Final = 1 << 19
_UP: Final = np.arange(_IN_CACHE)
_NONE: Final = np.empty(0, dtype=np.int64)
_PARTS: Final = ("starts", "lower", "upper_starts", "upper")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedRuns:
    """Runs of whole numbers that ascend in each run, one run behind the other.

    It is sliced as the array of all numbers would be.

    Attributes:
        starts: Where each run begins among all numbers; one more at the end.
        lower: The lower bits of each number: eight, or sixteen where runs are wide.
        upper_starts: Where each run begins in ``upper``; one more at the end.
        upper: Ones for numbers and noughts for steps, the lowest bit of a byte first; where runs
            are wide, how many numbers have each value of the upper bits, from 0 on.
    """

    starts: NDArray[Any]
    lower: NDArray[np.uint8] | NDArray[np.uint16]
    upper_starts: NDArray[Any]
    upper: NDArray[np.uint8] | NDArray[np.uint32]

    @classmethod
    def of(cls, numbers: NDArray[Any], starts: NDArray[Any]) -> Self:
        """Pack runs of numbers, ascending in each run; equal ones may stand beside each other.

        Args:
            numbers: All of them, none negative.
            starts: Where each run begins; one more at the end.

        Example:
            >>> runs = PackedRuns.of(np.array([3, 700, 2]), np.array([0, 2, 2, 3]))
            >>> len(runs), runs[0:2].tolist()
            (3, [3, 700])
            >>> runs.gathered(np.array([2, 0]), np.array([3, 2])).tolist()
            [2, 3, 700]

        Cost: 0.1 s for a million numbers.
        """
        offsets = np.asarray(starts, dtype=np.int64)
        sizes = np.diff(offsets)
        is_full = sizes > 0
        n_bits = np.zeros(len(sizes), dtype=np.int64)
        n_bits[is_full] = (numbers[offsets[1:][is_full] - 1] >> _LOWER_BITS) + sizes[is_full]
        upper_starts = offsets_of(-(-n_bits // _BYTE))
        lower = np.empty(len(numbers), dtype=np.uint8)
        upper = np.zeros(int(upper_starts[-1]), dtype=np.uint8)
        for first, stop in _blocks(offsets, _AT_ONCE):
            part = slice(int(offsets[first]), int(offsets[stop]))
            some = numbers[part].astype(np.int64)
            lower[part] = some & _LOWER
            bytes_ = slice(int(upper_starts[first]), int(upper_starts[stop]))
            bits = np.zeros(_BYTE * (bytes_.stop - bytes_.start), dtype=np.uint8)
            bits[
                (some >> _LOWER_BITS) + _places(sizes[first:stop], upper_starts[first : stop + 1])
            ] = 1
            upper[bytes_] = np.packbits(bits, bitorder="little")
        return cls(
            starts=_small(offsets), lower=lower, upper_starts=_small(upper_starts), upper=upper
        )

    @classmethod
    def wide(cls, numbers: NDArray[Any], starts: NDArray[Any]) -> Self:
        """Pack runs wide; else as :meth:`of`.

        Example:
            >>> runs = PackedRuns.wide(np.array([3, 70_000, 2]), np.array([0, 2, 2, 3]))
            >>> runs[0:2].tolist(), runs.lower.tolist(), runs.upper.tolist()
            ([3, 70000], [3, 4464, 2], [1, 1, 1])
        """
        offsets = np.asarray(starts, dtype=np.int64)
        sizes = np.diff(offsets)
        is_full = sizes > 0
        widths = np.zeros(len(sizes), dtype=np.int64)
        widths[is_full] = (numbers[offsets[1:][is_full] - 1] >> WIDE_BITS) + 1
        upper_starts = offsets_of(widths)
        upper = np.zeros(int(upper_starts[-1]), dtype=np.uint32)
        for first, stop in _blocks(offsets, _AT_ONCE):
            some = numbers[int(offsets[first]) : int(offsets[stop])].astype(np.int64)
            begin, end = int(upper_starts[first]), int(upper_starts[stop])
            owners = np.repeat(upper_starts[first:stop] - begin, sizes[first:stop])
            upper[begin:end] = np.bincount(owners + (some >> WIDE_BITS), minlength=end - begin)
        return cls(
            starts=_small(offsets),
            lower=(numbers & WIDE).astype(np.uint16),
            upper_starts=_small(upper_starts),
            upper=upper,
        )

    def __len__(self) -> int:
        return len(self.lower)

    def __getitem__(self, place: slice) -> NDArray[np.int64]:
        """Return numbers as a slice of the array of all would, in steps of one."""
        start, stop, _ = place.indices(len(self))
        if start >= stop:
            return np.empty(0, dtype=np.int64)
        # Of another type, the whole array would be converted first.
        key = self.starts.dtype.type
        first = int(np.searchsorted(self.starts, key(start), side="right")) - 1
        last = int(np.searchsorted(self.starts, key(stop), side="left"))
        begin = int(self.starts[first])
        blocks = [
            self._neighbours(first + one, first + other)
            for one, other in _blocks(self.starts[first : last + 1], _AT_ONCE)
        ]
        joined = blocks[0] if len(blocks) == 1 else np.concatenate(blocks)
        return joined[start - begin : stop - begin]

    def gathered(self, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of some whole runs, one behind the other, in the order asked for.

        Args:
            starts: Where each begins among all numbers.
            stops: Where it ends.
        """
        parts = [numbers for _, numbers in self._scattered(starts, stops)]
        return np.concatenate((np.empty(0, dtype=np.int64), *parts))

    def met(
        self, starts: NDArray[np.int64], stops: NDArray[np.int64], asked: AskedNumbers
    ) -> MetNumbers:
        """Return where some whole runs hold the numbers asked for.

        Args:
            starts: Where each run begins among all numbers.
            stops: Where it ends.
            asked: The numbers.

        Cost: 1.5 ms for 200 wide runs of 2,500 numbers; three times that for narrow ones, which
            are unpacked for it.
        """
        # A run without numbers begins where another does, and has nothing to give.
        full = np.flatnonzero(stops > starts)
        if self.lower.dtype != np.uint16 or not len(full) or not len(asked.numbers):
            return self._met_unpacked(starts, stops, asked)
        begins, ends = starts[full], stops[full]
        chosen = self._runs_at(begins)
        runs = RunPlaces(
            begins=begins,
            ends=ends,
            upper_begins=self.upper_starts[chosen].astype(np.int64),
            upper_ends=self.upper_starts[chosen + 1].astype(np.int64),
        )
        met = met_in_wide(self.lower, self.upper, runs, asked)
        return met if len(full) == len(starts) else replace(met, owners=full[met.owners])

    def _met_unpacked(
        self, starts: NDArray[np.int64], stops: NDArray[np.int64], asked: AskedNumbers
    ) -> MetNumbers:
        numbers = self.gathered(starts, stops)
        terms = np.searchsorted(asked.numbers, numbers)
        is_met = np.append(asked.numbers, -1)[terms] == numbers
        owners = np.repeat(np.arange(len(starts)), stops - starts)
        return MetNumbers(
            owners=owners[is_met],
            terms=terms[is_met],
            places=places_of_runs(starts, stops)[is_met],
        )

    def _runs_at(self, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which runs begin at some places; those that have numbers."""
        # Of another type, the whole array would be converted first.
        return np.searchsorted(self.starts, starts.astype(self.starts.dtype), side="right") - 1

    def _scattered(
        self, starts: NDArray[np.int64], stops: NDArray[np.int64]
    ) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Give the numbers of whole runs, some runs at once, with how many came before.

        Pieces that stay in the cache of a processor are unpacked several times as fast as all at
        once. What is given is valid until the next is asked for.
        """
        sizes = stops - starts
        # A run without numbers begins where another does, and has nothing to give.
        is_full = sizes > 0
        ends = offsets_of(sizes[is_full])
        chosen = self._runs_at(starts[is_full])
        begins = self.upper_starts[chosen].astype(np.int64)
        stops_ = self.upper_starts[chosen + 1].astype(np.int64)
        firsts, lasts = starts[is_full], stops[is_full]
        for first, stop in _blocks(ends, _IN_CACHE):
            some = slice(first, stop)
            yield (
                int(ends[first]),
                _unpacked(
                    _copied(self.lower, firsts[some], lasts[some]),
                    _copied(self.upper, begins[some], stops_[some]),
                    np.diff(ends[first : stop + 1]),
                    offsets_of(stops_[some] - begins[some]),
                ),
            )

    def _neighbours(self, first: int, stop: int) -> NDArray[np.int64]:
        """Return the numbers of runs that lie one behind the other."""
        starts = self.starts[first : stop + 1].astype(np.int64)
        bytes_ = self.upper_starts[first : stop + 1].astype(np.int64)
        return _unpacked(
            self.lower[int(starts[0]) : int(starts[-1])],
            self.upper[int(bytes_[0]) : int(bytes_[-1])],
            np.diff(starts),
            bytes_,
        )


class JoinedRuns:
    """Packed runs of several segments, one behind the other.

    Example:
        >>> one = PackedRuns.of(np.array([1, 5]), np.array([0, 2]))
        >>> joined = JoinedRuns([one, one])
        >>> joined[2:4].tolist(), len(joined)
        ([1, 5], 4)
    """

    def __init__(self, parts: Sequence["Runs"]) -> None:
        self._parts = tuple(parts)
        self._begins = offsets_of(np.asarray([len(part) for part in parts], dtype=np.int64))

    def __len__(self) -> int:
        return int(self._begins[-1])

    def __getitem__(self, place: slice) -> NDArray[np.int64]:
        """Return numbers that lie in one segment."""
        start, stop, _ = place.indices(len(self))
        number = min(self._owner(start), len(self._parts) - 1)
        begin = int(self._begins[number])
        return self._parts[number][start - begin : max(start, stop) - begin]

    def gathered(self, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of some whole runs of any segments, in the order asked for."""
        parts = [
            part.gathered(starts[chosen] - begin, stops[chosen] - begin)
            for part, begin, chosen in self._stretches(starts)
        ]
        return np.concatenate((np.empty(0, dtype=np.int64), *parts))

    def met(
        self, starts: NDArray[np.int64], stops: NDArray[np.int64], asked: AskedNumbers
    ) -> MetNumbers:
        """Return where some whole runs of any segments hold the numbers asked for.

        Args:
            starts: Where each run begins among all numbers.
            stops: Where it ends.
            asked: The numbers.
        """
        owners, terms, places = [_NONE], [_NONE], [_NONE]
        for part, begin, chosen in self._stretches(starts):
            met = part.met(starts[chosen] - begin, stops[chosen] - begin, asked)
            owners.append(met.owners + chosen.start)
            terms.append(met.terms)
            places.append(met.places + begin)
        return MetNumbers(
            owners=np.concatenate(owners),
            terms=np.concatenate(terms),
            places=np.concatenate(places),
        )

    def _stretches(self, starts: NDArray[np.int64]) -> Iterator[tuple["Runs", int, slice]]:
        """Cut what is asked for where the segment changes."""
        owners = np.searchsorted(self._begins, starts, side="right") - 1
        # A run without numbers may begin where all segments end.
        owners = np.minimum(owners, len(self._parts) - 1)
        borders = [0, *(np.flatnonzero(np.diff(owners)) + 1).tolist(), len(owners)]
        for first, stop in pairwise(borders):
            if first < stop:
                number = int(owners[first])
                yield self._parts[number], int(self._begins[number]), slice(first, stop)

    def _owner(self, place: int) -> int:
        return int(np.searchsorted(self._begins, place, side="right")) - 1


Runs: TypeAlias = PackedRuns | JoinedRuns


class RunsFile:
    """Packed runs in files, written from the first run on.

    Cost: memory holds some hundred thousand numbers and, of each run, eight bytes.
    """

    def __init__(self, folder: Path, stem: str, *, is_wide: bool = False) -> None:
        """Open new files.

        Args:
            folder: Where.
            stem: What the names of the files begin with.
            is_wide: Whether runs are packed wide.
        """
        self._place = folder, stem
        self._pack = PackedRuns.wide if is_wide else PackedRuns.of
        types = (np.uint16, np.uint32) if is_wide else (np.uint8, np.uint8)
        self._lower, self._upper = (
            ArrayFile(folder / f"{stem}.{name}.npy", each)
            for name, each in zip(("lower", "upper"), types, strict=True)
        )
        self._sizes: list[NDArray[np.uint32]] = []
        self._widths: list[NDArray[np.uint32]] = []
        self._waiting: list[tuple[NDArray[Any], NDArray[Any]]] = []
        self._n_waiting = 0

    def add(self, numbers: NDArray[Any], sizes: NDArray[Any]) -> None:
        """Add whole runs.

        Args:
            numbers: Of all of them, one run behind the other.
            sizes: How many each has.
        """
        self._waiting.append((numbers, sizes))
        self._n_waiting += len(numbers) + len(sizes)
        if self._n_waiting >= _WRITTEN_AT_ONCE:
            self._write()

    def close(self) -> PackedRuns:
        """Write what waits, and where runs begin; return all of them, mapped into memory."""
        self._write()
        self._lower.close()
        self._upper.close()
        starts = {"starts": self._sizes, "upper_starts": self._widths}
        none: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)
        folder, stem = self._place
        write_arrays(
            folder,
            stem,
            {
                name: _small(offsets_of(np.concatenate([none, *parts])))
                for name, parts in starts.items()
            },
        )
        return read_runs(folder, stem)

    def _write(self) -> None:
        if not self._waiting:
            return
        numbers = np.concatenate([each for each, _ in self._waiting])
        sizes = np.concatenate([each for _, each in self._waiting])
        part = self._pack(numbers, offsets_of(sizes))
        self._lower.add(part.lower)
        self._upper.add(part.upper)
        self._sizes.append(sizes.astype(np.uint32))
        self._widths.append(np.diff(part.upper_starts).astype(np.uint32))
        self._waiting, self._n_waiting = [], 0


def read_runs(folder: Path, stem: str) -> PackedRuns:
    """Map packed runs into memory.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    return PackedRuns(**read_arrays(folder, stem, _PARTS))


def _unpacked(
    lower: NDArray[Any],
    upper: NDArray[Any],
    sizes: NDArray[np.int64],
    upper_starts: NDArray[np.int64],
) -> NDArray[np.int64]:
    if lower.dtype == np.uint16:
        begins = np.repeat(upper_starts[:-1] - upper_starts[0], np.diff(upper_starts))
        wide = np.repeat((np.arange(len(upper)) - begins) << WIDE_BITS, upper)
        wide |= lower
        return wide
    numbers = np.flatnonzero(np.unpackbits(upper, bitorder="little").view(np.bool_))
    numbers -= _places(sizes, upper_starts)
    numbers <<= _LOWER_BITS
    numbers |= lower
    return numbers


def _copied(
    numbers: NDArray[Any], begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[Any]:
    """Return pieces of an array, at least one, one behind the other; neighbours at once."""
    is_apart = begins[1:] != ends[:-1]
    firsts, lasts = begins[np.append(True, is_apart)], ends[np.append(is_apart, True)]
    return np.concatenate(
        [numbers[a:b] for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True)]
    )


def _places(sizes: NDArray[np.int64], upper_starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return at which bit each number would stand if the upper bits of all were nought."""
    begins = np.cumsum(sizes) - sizes
    places = np.repeat(_BYTE * (upper_starts[:-1] - upper_starts[0]) - begins, sizes)
    places += _UP[: len(places)] if len(places) <= len(_UP) else np.arange(len(places))
    return places


def _blocks(offsets: NDArray[Any], most: int) -> Iterator[tuple[int, int]]:
    """Cut runs into blocks of at most so many numbers; a longer run is one of its own."""
    first, n_runs = 0, len(offsets) - 1
    while first < n_runs:
        limit = int(offsets[first]) + most
        stop = int(np.searchsorted(offsets, limit, side="right")) - 1
        stop = min(max(stop, first + 1), n_runs)
        yield first, stop
        first = stop


def _small(offsets: NDArray[np.int64]) -> NDArray[Any]:
    """Return offsets in half the room where they are below 2^32."""
    return offsets.astype(np.uint32) if offsets[-1] <= np.iinfo(np.uint32).max else offsets
