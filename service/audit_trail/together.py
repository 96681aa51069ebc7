"""How do several that write at once share one write to the disk?

Each waits until the disk has what it said; most of that is waiting for the disk, which takes ten
lines as fast as one. So whoever comes first writes, and whoever comes meanwhile waits for the next
write, which takes all of these together (group commit).

Source: Gawlick and Kinkade, Varieties of Concurrency Control in IMS/VS Fast Path, 1985.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from corpus.errors import StoreError
from service.errors import ServiceError

SaidT = TypeVar("SaidT")
AnswerT = TypeVar("AnswerT")


class _Waiting(Generic[SaidT, AnswerT]):
    """What somebody said, and once it was written what came of it."""

    __slots__ = ("outcome", "said")

    def __init__(self, said: SaidT) -> None:
        self.said = said
        self.outcome: AnswerT | Exception | None = None


class Together(Generic[SaidT, AnswerT]):
    """Writes what several threads say at once in as few writes as may be, in their order.

    Example:
        >>> together = Together(lambda said: [each.upper() for each in said])
        >>> together.write("a")
        'A'
    """

    def __init__(
        self, write_all: Callable[[Sequence[SaidT]], Sequence[AnswerT | StoreError]]
    ) -> None:
        """Take what writes.

        Args:
            write_all: Writes what it is given and returns of each an answer, or why it was refused;
                called by one thread at a time.
        """
        self._write_all = write_all
        self._turn = Lock()
        self._saying = Lock()
        self._said: list[_Waiting[SaidT, AnswerT]] = []

    def write(self, said: SaidT) -> AnswerT:
        """Write, and return the answer; when this returns, it is written.

        Raises:
            StoreError: It was refused.
            ServiceError: Nothing could be written.
            OSError: Likewise.
        """
        waiting: _Waiting[SaidT, AnswerT] = _Waiting(said)
        with self._saying:
            self._said.append(waiting)
        with self._turn:
            if waiting.outcome is None:
                with self._saying:
                    taken, self._said = self._said, []
                self._write(taken)
        outcome = waiting.outcome
        if outcome is None:
            raise StoreError("what was to be written was lost with the write it was to share")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _write(self, taken: Sequence[_Waiting[SaidT, AnswerT]]) -> None:
        try:
            outcomes = self._write_all([each.said for each in taken])
        except (StoreError, ServiceError, OSError) as error:
            for each in taken:
                each.outcome = error
            return
        for each, outcome in zip(taken, outcomes, strict=True):
            each.outcome = outcome
