"""Which index answers now?

One index is open per process and shared by all requests. When a newer one has become current, or
another ranker orders it, it is opened beside the old one and takes over between two searches; when
it cannot be opened the last good one goes on answering, and the reason is told to whoever looks
after the system.

A judgment that was closed since the index was built is taken out of every answer at once.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpus.judgment import JudgmentId
from indexing.errors import IndexingError
from service.errors import NotReadyError
from service.search.index import IndexSource, SearchIndex


class IndexKeeper:
    """Holds the open index."""

    def __init__(
        self,
        source: IndexSource,
        *,
        check_seconds: float,
        monotonic: Callable[[], float],
        closed: Callable[[], frozenset[JudgmentId]] = frozenset,
    ) -> None:
        """Hold nothing yet; the first question opens the index.

        Args:
            source: Where indexes come from.
            check_seconds: How long the newest one counts as known.
            monotonic: Gives seconds that never go back.
            closed: Gives the judgments that are closed now; no index answers with them.
        """
        self._source = source
        self._check_seconds = check_seconds
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._held: SearchIndex | None = None
        self._checked_at: float | None = None
        self._tried_id: str | None = None
        self._trouble: IndexingError | None = None
        self._closed = closed
        self._is_watched = False
        self._open: tuple[SearchIndex, frozenset[JudgmentId], SearchIndex] | None = None

    @property
    def trouble(self) -> IndexingError | None:
        """Why the newest index is not the one that answers, or None when it is."""
        return self._trouble

    def current(self) -> SearchIndex:
        """Return the index that answers, without what is closed.

        Raises:
            NotReadyError: There is none yet.
            IndexingError: There is one, it cannot be used, and no earlier one is open.

        Cost: a query for what is closed; some array passes after that has changed.
        """
        return self._without_closed(self._newest())

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look for a newer index beside the questions, so that none of them waits for it.

        Without seconds between two looks nothing is watched, and each question looks itself.
        """
        if self._check_seconds <= 0:
            yield
            return
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(ended,), name="index", daemon=True)
        self._is_watched = True
        watcher.start()
        try:
            yield
        finally:
            self._is_watched = False
            ended.set()
            watcher.join()

    def _watch(self, ended: threading.Event) -> None:
        while not ended.wait(self._check_seconds):
            if self._held is not None:
                with self._lock:
                    self._look()

    def _newest(self) -> SearchIndex:
        held = self._held
        if held is not None and (self._is_watched or not self._is_due()):
            return held
        # While one request opens a newer index the others go on with the old one.
        if held is not None and not self._lock.acquire(blocking=False):
            return held
        if held is None:
            self._lock.acquire()
        try:
            return self._refreshed()
        finally:
            self._lock.release()

    def named(self, name: str) -> SearchIndex:
        """Return the index of a snapshot, without what is closed: the open one, or another.

        Raises:
            IndexingError: It is not kept, or cannot be used.

        Cost: some seconds and the memory of a second index, where it is not the open one.
        """
        held = self._held
        if held is not None and held.snapshot_id == name:
            return self._without_closed(held)
        return self._without_closed(self._source.open_named(name))

    def _without_closed(self, index: SearchIndex) -> SearchIndex:
        closed = self._closed()
        if not closed:
            return index
        made = self._open
        # What was made once is one object as long as it holds: others remember what they counted.
        if made is None or made[0] is not index or made[1] != closed:
            made = self._open = (index, closed, index.without(closed))
        return made[2]

    def _is_due(self) -> bool:
        checked_at = self._checked_at
        return checked_at is None or self._monotonic() - checked_at >= self._check_seconds

    def _refreshed(self) -> SearchIndex:
        if self._held is None or self._is_due():
            self._look()
            self._checked_at = self._monotonic()
        if self._held is not None:
            return self._held
        if self._trouble is not None:
            raise self._trouble
        raise NotReadyError(reason="none was built yet")

    def _look(self) -> None:
        try:
            newest = self._source.current_id()
            if newest is None or (self._held is not None and newest == self._tried_id):
                return
            self._tried_id = newest
            self._held = self._source.open()
            self._trouble = self._held.refused
        except IndexingError as trouble:
            self._trouble = trouble
