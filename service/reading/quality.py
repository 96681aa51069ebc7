"""How well is the whole store read, field by field?

Counting goes through every judgment, so it is done once for each state of the store and kept in
the data folder. While a newer count is made, the last one is shown and says so.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.field_tally import FieldState, FieldTally, tally_of
from corpus.judgment import Judgment, Rejected
from corpus.store.correcting import SqlCorrections
from corpus.store.correction_records import FieldCount
from corpus.store.judgment_store import IngestRun, RunId
from service.data_folder import write_private
from service.reading.correcting import CorrectionView, view_of_field

_SHOWN_RUNS = 5
_SHOWN_REJECTIONS = 50
_PATIENCE_SECONDS = 3.0


class QualityStore(Protocol):
    """What the counts need of the store."""

    def iterate(self) -> Iterator[Judgment]:
        """Yield every judgment."""
        ...

    def digest(self) -> str:
        """Return the digest of the corpus."""
        ...

    def runs(self, *, limit: int) -> tuple[IngestRun, ...]:
        """Return the latest ingests, newest first."""
        ...

    def rejections(self, run: RunId) -> tuple[Rejected, ...]:
        """Return what an ingest rejected."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunQuality:
    """An ingest and what it rejected.

    Attributes:
        run: The ingest.
        reasons: Codes of the reasons with their counts, the most frequent first.
        rejections: The first of the rejected pieces.
    """

    run: IngestRun
    reasons: tuple[tuple[str, int], ...]
    rejections: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What is known of how well the store was read.

    Attributes:
        tally: Counts by field and state; None before the first count is done.
        is_newest: Whether the counts are of the store as it is now.
        corrections: Corrections by field, the most corrected first.
        to_review: Corrections that no longer fit what is read.
        runs: The last ingests, newest first.
    """

    tally: FieldTally | None
    is_newest: bool
    corrections: tuple[FieldCount, ...]
    to_review: tuple[CorrectionView, ...]
    runs: tuple[RunQuality, ...]


class QualityBook:
    """Counts the fields of the store, once for each of its states.

    Args:
        store: The judgments.
        corrections: Their corrections.
        path: Where the counts are kept.
        patience_seconds: How long a question waits for a count that is being made.
    """

    def __init__(
        self,
        store: QualityStore,
        corrections: SqlCorrections,
        path: Path,
        *,
        patience_seconds: float = _PATIENCE_SECONDS,
    ) -> None:
        self._store = store
        self._corrections = corrections
        self._path = path
        self._patience_seconds = patience_seconds
        self._lock = threading.Lock()
        # The state of the store that is being counted, and its count.
        self._counting: tuple[str, Future[FieldTally]] | None = None

    def quality(self) -> Quality:
        """Return what is known now.

        Cost: counting goes through about 2,000 judgments a second, once after each change of
        the store and beside the request; the rest takes milliseconds.
        """
        tally, is_newest = self._tally()
        return Quality(
            tally=tally,
            is_newest=is_newest,
            corrections=self._corrections.counts(),
            to_review=tuple(view_of_field(each) for each in self._corrections.to_review()),
            runs=tuple(self._run(run) for run in self._store.runs(limit=_SHOWN_RUNS)),
        )

    def _run(self, run: IngestRun) -> RunQuality:
        rejected = self._store.rejections(run.id)
        counts = Counter(each.code for each in rejected)
        return RunQuality(
            run=run,
            reasons=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
            rejections=rejected[:_SHOWN_REJECTIONS],
        )

    def _tally(self) -> tuple[FieldTally | None, bool]:
        digest = self._store.digest()
        kept = self._kept()
        if kept is not None and kept[0] == digest:
            return kept[1], True
        with self._lock:
            if self._counting is None or self._counting[1].done():
                self._counting = (digest, self._start(digest))
            counted, counting = self._counting
        try:
            return counting.result(timeout=self._patience_seconds), counted == digest
        except NotYetError:
            return (None if kept is None else kept[1]), False

    def _start(self, digest: str) -> "Future[FieldTally]":
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="quality")
        future = pool.submit(self._count, digest)
        pool.shutdown(wait=False)
        return future

    def _count(self, digest: str) -> FieldTally:
        tally = tally_of(self._store.iterate())
        counts = [
            [name, state.value, tally.count(name, state)]
            for name in tally.fields()
            for state in FieldState
            if tally.count(name, state)
        ]
        write_private(self._path, json.dumps({"digest": digest, "counts": counts}))
        return tally

    def _kept(self) -> tuple[str, FieldTally] | None:
        """Return the last count with the state it is of; a damaged file is counted anew."""
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            counts = Counter(
                {(str(name), FieldState(state)): int(n) for name, state, n in kept["counts"]}
            )
            return str(kept["digest"]), FieldTally(counts=counts)
        except (OSError, ValueError, KeyError, TypeError):
            return None
