"""Which judgments are there already, for a thread that follows one that brings them?"""

from collections.abc import Iterator
from functools import partial
from itertools import count
from threading import Condition


class BrokenOffError(Exception):
    """What was followed goes on in another order, or not at all."""


class Arrivals:
    """Says how many have come, across threads.

    Example:
        >>> arrivals = Arrivals()
        >>> arrivals.tell(2)
        >>> arrivals.end()
        >>> list(arrivals.places())
        [0, 1]
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._size = 0
        self._is_over = self._is_broken_off = False

    def tell(self, size: int) -> None:
        """Say how many can be read by now."""
        with self._changed:
            self._size = size
            self._changed.notify_all()

    def end(self) -> None:
        """Say that no more will come."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def break_off(self) -> None:
        """Let whoever follows stop."""
        with self._changed:
            self._is_broken_off = True
            self._changed.notify_all()

    def places(self) -> Iterator[int]:
        """Give the places of all that come, from 0; waits for those that have not.

        Raises:
            BrokenOffError: Following makes no sense any more.
        """
        for place in count():
            with self._changed:
                self._changed.wait_for(partial(self._is_decided, place))
                if self._is_broken_off:
                    raise BrokenOffError
                if place >= self._size:
                    return
            yield place

    def _is_decided(self, place: int) -> bool:
        return place < self._size or self._is_over or self._is_broken_off
