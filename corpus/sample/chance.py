"""Which of several possibilities happens, the same in every process for the same key?"""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of decisions that depends on its key and on nothing else.

    A child stream has a key of its own, so that a judgment more or less in one place of the
    corpus moves no word in another.

    Example:
        >>> Chance("a").pick("甲乙丙") == Chance("a").pick("甲乙丙")
        True
        >>> [Chance("a").child("x").between(1, 6) for _ in range(2)]
        [3, 3]
    """

    __slots__ = ("_key", "_random")

    def __init__(self, key: str) -> None:
        self._key = key
        # A text seed is digested by SHA-512, so PYTHONHASHSEED has no part in it.
        self._random = random.Random(key)  # noqa: S311 (sample data, nothing secret)

    def child(self, name: str) -> "Chance":
        """Return the stream of a part, independent of what was drawn here."""
        return Chance(f"{self._key}/{name}")

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to ``limit - 1``.

        Built on ``random()`` alone, the one method whose numbers Python promises to keep.
        """
        return int(self._random.random() * limit)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both possible."""
        return low + self.below(high - low + 1)

    def happens(self, percent: int) -> bool:
        """Tell whether something of this probability, in percent, happens."""
        return self.below(100) < percent

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely as the others."""
        return options[self.below(len(options))]

    def weigh(self, options: Sequence[tuple[T, int]]) -> T:
        """Return one of the options, by their weights."""
        left = self.below(sum(weight for _, weight in options))
        for option, weight in options:
            left -= weight
            if left < 0:
                return option
        return options[-1][0]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return the options in another order."""
        rest = list(options)
        for last in range(len(rest) - 1, 0, -1):
            other = self.below(last + 1)
            rest[last], rest[other] = rest[other], rest[last]
        return rest

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Return ``count`` different options, in the order in which they stand."""
        chosen = sorted(self.shuffled(range(len(options)))[:count])
        return [options[place] for place in chosen]
