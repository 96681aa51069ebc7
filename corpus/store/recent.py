"""Which judgments were decoded lately?

A page of hits is decoded again and again as a judge turns between results and judgments.
"""

import sys
from operator import itemgetter
from threading import Lock
from typing import Final

from cachetools import LRUCache

from corpus.judgment import Judgment
from corpus.store.records import judgment_of

_MOST_BYTES: Final = 8 * 1024**2
"""Some 200 judgments of 7,000 characters: few enough that all of them are there within minutes.

With many more the memory of a server grows for as long as anybody looks. What is not among them
takes .15 ms of a processor.
"""

_BYTES_A_CHARACTER: Final = 4
"""Of what is decoded, by characters of the reading: 3.8 on LeCaRD (3.5 to 4.1 for 98 of 100)."""


class RecentJudgments:
    """Decodes stored rows, and remembers as many of the last as fit into a bound of memory.

    Any number of threads may ask at once.
    """

    def __init__(self, *, most_bytes: int = _MOST_BYTES) -> None:
        """Remember nothing yet.

        Args:
            most_bytes: Memory that rows and what is decoded of them may take together; a judgment
                that is larger by itself is not remembered.
        """
        self._kept: LRUCache[tuple[str, str], tuple[Judgment, int]] = LRUCache(
            most_bytes, getsizeof=itemgetter(1)
        )
        self._lock = Lock()

    @property
    def held_bytes(self) -> int:
        """Memory that is taken now, as it is estimated."""
        return int(self._kept.currsize)

    def __call__(self, *, reading: str, text: str) -> Judgment:
        """Return the judgment of a stored row.

        The row itself is the key, so that a changed one is decoded anew.

        Raises:
            CodecError: The row is damaged, or of an edition whose form has changed.
        """
        row = (reading, text)
        with self._lock:
            kept = self._kept.get(row)
        if kept is not None:
            return kept[0]
        judgment = judgment_of(reading=reading, text=text)
        size = bytes_of(reading=reading, text=text)
        if size <= self._kept.maxsize:
            with self._lock:
                self._kept[row] = (judgment, size)
        return judgment


def bytes_of(*, reading: str, text: str) -> int:
    """Return how much memory a row takes with what is decoded of it.

    Example:
        >>> bytes_of(reading="", text="")
        98
    """
    decoded = _BYTES_A_CHARACTER * len(reading)
    return sys.getsizeof(reading) + sys.getsizeof(text) + decoded


recent_judgment_of: Final = RecentJudgments()
"""Of this process."""
