"""Words are written beside everything else: from when on, and by whom?

Where others cut them that begins while judgments are still read. It needs judgments that come in
ascending order of id, as those of a store do, because words are numbered in this order; where one
comes out of order, what was written is thrown away and begun anew when all are there.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from corpus.workforce import ALONE, Workforce
from indexing.assembly.hands import OWN_HANDS, Hands, hands_of
from indexing.assembly.segment_building import Gathered, WordsWritten
from indexing.columns import layout

_WORTH_HELP: Final = 1_000
"""So many judgments are worth the start of a process, which takes as long as cutting 500."""


class WordsAside:
    """The words of judgments, written by a thread of its own.

    Use it as a context manager around the gathering and all that follows.
    """

    def __init__(
        self,
        gathered: Gathered,
        folder: Path,
        write: Callable[[Hands], WordsWritten],
        *,
        workforce: Workforce,
    ) -> None:
        """Begin nothing yet.

        Args:
            gathered: The judgments.
            folder: The segment that is being written.
            write: Writes the words, and what is made of them.
            workforce: Who works where there is much to do.
        """
        self._hands: Hands = OWN_HANDS
        self._gathered = gathered
        self._folder = folder
        self._write = write
        self._workforce = workforce
        self._stack = ExitStack()
        self._side = self._stack.enter_context(ThreadPoolExecutor(max_workers=1))
        self._running: Future[WordsWritten] | None = None

    def follow(self) -> None:
        """Begin as soon as that is worth it; to be called after each judgment that came.

        Raises:
            SchedulerError: The cluster cannot work, or would give other results.
            WorkerLostError: A worker died, or the way to the workers broke.
        """
        if not self._gathered.came_in_order:
            return
        if self._running is not None:
            if self._running.done():
                # Nothing is done before all have come: it failed.
                self._running.result()
        elif self._is_worth_help:
            self._begin()

    def begin(self) -> Hands:
        """Begin now, for all judgments are there, unless that has been.

        Returns:
            Those that cut, and may encode.

        Raises:
            SchedulerError: The cluster cannot work, or would give other results.
        """
        if self._running is None:
            self._begin()
        elif not self._gathered.came_in_order:
            # It broke off, or is about to.
            self._running.exception()
            shutil.rmtree(self._folder / layout.LEXICAL, ignore_errors=True)
            self._running = self._side.submit(self._write, self._hands)
        return self._hands

    def result(self) -> WordsWritten:
        """Wait until the words are written, and return what came of them.

        Raises:
            SchedulerError: A worker cuts other words than this process.
            WorkerLostError: A worker died, or the way to the workers broke.
        """
        running = self._running or self._begin()
        return running.result()

    def _begin(self) -> Future[WordsWritten]:
        force = self._workforce if self._is_worth_help else ALONE
        self._hands = self._stack.enter_context(hands_of(force))
        self._running = self._side.submit(self._write, self._hands)
        return self._running

    @property
    def _is_worth_help(self) -> bool:
        return not self._workforce.is_alone and self._gathered.size >= _WORTH_HELP

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        if kind is not None:
            self._gathered.break_off()
        return self._stack.__exit__(kind, error, trace)
