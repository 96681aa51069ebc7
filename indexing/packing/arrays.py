"""How do arrays lie in a snapshot, and how are rows taken out of them?

One file for each array, mapped into memory when it is read, so that all processes of a machine
share the same pages. Arrays of an index that has grown lie in several segments; they are read as
if one stood behind the other.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexing.errors import DamagedSnapshotError

UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError)
"""What reading a damaged array or its JSON raises."""

_ItemT = TypeVar("_ItemT", bound=np.generic)


class JoinedRows(Generic[_ItemT]):
    """Arrays of several segments, one behind the other.

    Example:
        >>> joined = JoinedRows([np.array([1, 2]), np.array([3, 4, 5])])
        >>> joined[2:4].tolist(), joined.take(np.array([4, 0])).tolist(), len(joined)
        ([3, 4], [5, 1], 5)
    """

    def __init__(self, parts: Sequence[NDArray[_ItemT]]) -> None:
        """Take the arrays; all have the same type and the same shape but for their lengths."""
        self._parts = tuple(parts)
        self._begins = [0, *accumulate(len(part) for part in parts)]

    def __len__(self) -> int:
        return self._begins[-1]

    def __getitem__(self, place: slice) -> NDArray[_ItemT]:
        """Return rows that lie in one segment, without copying them."""
        start = 0 if place.start is None else int(place.start)
        stop = len(self) if place.stop is None else int(place.stop)
        number = min(bisect_right(self._begins, start), len(self._parts)) - 1
        begin = self._begins[number]
        return self._parts[number][start - begin : stop - begin]

    def take(self, places: NDArray[np.int64], axis: int = 0) -> NDArray[_ItemT]:
        """Return rows of any segments, in the order asked for."""
        first = self._parts[0]
        taken = np.empty((len(places), *first.shape[1:]), dtype=first.dtype)
        owners = np.searchsorted(self._begins, places, side="right") - 1
        for number, part in enumerate(self._parts):
            chosen = np.flatnonzero(owners == number)
            if len(chosen):
                taken[chosen] = part.take(places[chosen] - self._begins[number], axis=axis)
        return taken


Uint8Rows: TypeAlias = NDArray[np.uint8] | JoinedRows[np.uint8]


def write_arrays(folder: Path, stem: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays that belong together, each into a file of its own."""
    for name, array in arrays.items():
        np.save(folder / f"{stem}.{name}.npy", array)


def read_arrays(folder: Path, stem: str, names: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Map arrays that belong together into memory.

    Raises:
        DamagedSnapshotError: One of them is no array.
    """
    return {name: read_array(folder / f"{stem}.{name}.npy") for name in names}


def read_array(path: Path) -> NDArray[Any]:
    """Map an array into memory.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    try:
        # A plain view: slicing the memmap class itself costs ten times as much.
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(path), "numpy cannot read it") from error
    return array


def offsets_of(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each of several runs begins, one behind the other, and where the last ends.

    Example:
        >>> offsets_of(np.array([2, 0, 3])).tolist()
        [0, 2, 2, 5]
    """
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)))


def places_of_runs(starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of all members of runs, run by run.

    Example:
        >>> places_of_runs(np.array([4, 0]), np.array([6, 1])).tolist()
        [4, 5, 0]
    """
    sizes = stops - starts
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    places: NDArray[np.int64] = np.repeat(starts, sizes) + np.arange(len(begins)) - begins
    return places
