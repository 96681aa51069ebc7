"""Which pairs of neighbouring characters do facts share?

Words are cut by a dictionary; what it does not know (a kind of goods, a way of cheating) falls
apart. Pairs of characters need none. Each judgment's pairs are kept as a set of numbers, so that
the few judgments that are ranked closely can be compared by them without their texts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.packing.packed_runs import Runs
from indexing.words.numbering import distinct

BUCKETS = 1 << 20
"""How many different numbers pairs can have."""

_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF
_SPREADING = 2_654_435_761


@dataclass(frozen=True, slots=True, kw_only=True)
class BigramTable:
    """The pairs of characters in the facts of each judgment.

    Attributes:
        starts: Where each judgment's pairs begin, by label.
        stops: Where they end.
        codes: Numbers of pairs, ascending inside a judgment.
        spread: In how many judgments each pair occurs, by number.
    """

    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    codes: Runs
    spread: NDArray[np.int32]

    @property
    def size(self) -> int:
        """Return how many pairs all judgments have together."""
        return int((self.stops - self.starts).sum())


def bigrams_of(text: str) -> NDArray[np.uint32]:
    """Return the numbers of all pairs of neighbouring Chinese characters, ascending, each once.

    Marks, digits and letters part characters as line ends do. Two pairs may have one number,
    which about one pair in a thousand has by chance.

    Example:
        >>> len(bigrams_of("酒后驾车，酒后"))
        3

    Cost: 0.2 ms for 3,500 characters.
    """
    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    is_han = (points >= _FIRST_HAN) & (points <= _LAST_HAN)
    both = is_han[1:] & is_han[:-1]
    first = points[:-1][both].astype(np.uint64)
    second = points[1:][both].astype(np.uint64)
    mixed = ((first << np.uint64(16)) | second) * np.uint64(_SPREADING)
    codes = (mixed >> np.uint64(12)) & np.uint64(BUCKETS - 1)
    return distinct(codes).astype(np.uint32)
