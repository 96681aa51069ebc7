"""How is a period audited, cause by cause, on all cores, and goes on after it was ended?

Each cause is a task for a worker, the largest first; what it gave is written before the next one
is waited for. A run is known by a key of all that its result depends on: whoever orders the same
again gets the run that stands, or goes on with the one that was ended.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from corpus.errors import SchedulerError, WorkerLostError
from corpus.judgment import JudgmentId
from corpus.reader_version import READER_VERSION
from corpus.workforce import Workforce, gathered
from service.audits.auditing_cause import (
    CauseTask,
    Finder,
    ReversedPair,
    SeriesMember,
    audit_cause,
)
from service.audits.auditing_charges import ACROSS, audit_charges
from service.audits.errors import AuditError, AuditStoppedError, EmptyAuditError, PeriodError
from service.audits.model import AuditOrder, AuditRun, AuditRunId, AuditScope, CauseAudit, RunState
from service.divergence.expecting import Asking
from service.divergence.rivals import rivals_of
from service.store.audit_corpus import AuditCorpus, AuditedRow
from service.store.audit_records import AuditRecords
from service.tiers.hierarchy import CourtBook

EDITION: Final = 2
"""Edition of what makes clusters of findings; raised when equal judgments give other clusters."""

Progress = Callable[[str, int, int], None]
"""Told after each cause: the cause, judgments done, judgments in all."""


class DigestedStore(Protocol):
    """What a run needs of the store of judgments."""

    def digest(self) -> str:
        """Return the digest of the corpus."""
        ...


class OpenCases(Protocol):
    """What a run needs of the pending cases."""

    def count_open(self, courts: Collection[str] | None) -> Counter[str]:
        """Return how many pending cases of some courts there are by charge or cause."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRunner:
    """Runs audits.

    Attributes:
        store: The judgments.
        corpus: Asks for the judgments of a period.
        records: The stored audits.
        pending: Pending cases.
        book: Which court is above which.
        address: SQLAlchemy address of the records, which workers open.
        recent_months: For how long a judgment is recent (近三年 is 36).
        find: Finds divergences.
        find_edition: Edition of ``find`` and of the settings that it goes by.
    """

    store: DigestedStore
    corpus: AuditCorpus
    records: AuditRecords
    pending: OpenCases
    book: CourtBook
    address: str
    recent_months: int
    find: Finder
    find_edition: str

    def run(
        self,
        order: AuditOrder,
        *,
        workforce: Workforce,
        clock: Callable[[], datetime],
        progress: Progress,
    ) -> AuditRun:
        """Audit a period, or go on with the run of it that was ended.

        Args:
            order: What is audited; its court by its full name.
            workforce: Who audits; one process is this one. A cluster opens the records by
                ``address`` and the index by its path, so it needs PostgreSQL and a shared folder.
            clock: Gives the time, aware, in UTC.
            progress: Told after each cause.

        Raises:
            PeriodError: The first day is after the last.
            EmptyAuditError: There is no judgment to audit.
            AuditStoppedError: Somebody stopped it; it goes on when it is ordered again.
            AuditError: A worker was lost.
            SchedulerError: The cluster that was to audit cannot.
            StoreError: The database refuses.
            JudgmentNotFoundError: A judgment left the store meanwhile.

        Cost: loading, reading and comparing every judgment of the period once.
        """
        run, by_cause = self._begun(order, now=clock())
        if run.state is RunState.FINISHED:
            return run
        courts = self.courts_of(order)
        done = self.records.done(run.id)
        n_done = sum(len(ids) for cause, ids in by_cause.items() if cause in done)
        across = _rivalling(by_cause)
        dealt = by_cause | ({ACROSS: across} if across else {})
        left = {cause: ids for cause, ids in dealt.items() if cause not in done}
        n_all = sum(map(len, by_cause.values()))
        progress("", n_done, n_all)
        for audit in self._audited(self._tasks(order, left, courts), workforce):
            self.records.put(run.id, audit, now=clock())
            n_done += audit.n_judgments
            progress(audit.cause, n_done, n_all)
            self._go_on(run.id)
        return self.records.finish(run.id, now=clock())

    def begin(self, order: AuditOrder, *, now: datetime) -> AuditRun:
        """Return the run of an order as it stands, made where there is none; nothing is audited.

        Raises:
            PeriodError: The first day is after the last.
            EmptyAuditError: There is no judgment to audit.
            UnknownCourtError: The court of the order is none.
            StoreError: The database refuses.

        Cost: one pass over the days of all judgments, and the digest of the corpus.
        """
        return self._begun(order, now=now)[0]

    def _begun(
        self, order: AuditOrder, *, now: datetime
    ) -> tuple[AuditRun, dict[str, list[JudgmentId]]]:
        """Return the run of an order with the judgments of each cause."""
        if order.first > order.last:
            raise PeriodError(words=f"{order.first}/{order.last}")
        courts = self.courts_of(order)
        rows = self.corpus.decided_between(order.first, order.last, courts=courts)
        if not rows:
            raise self._empty(order, courts)
        by_cause = _by_cause(rows)
        run = self.records.begin(
            order,
            key=self.key_of(order),
            n_causes=len(by_cause) + bool(_rivalling(by_cause)),
            n_judgments=len(rows),
            n_without_cause=sum(row.cause is None for row in rows),
            now=now,
        )
        return run, by_cause

    def _go_on(self, run_id: AuditRunId) -> None:
        """Pass silently unless somebody stopped the run.

        Raises:
            AuditStoppedError: Somebody did.
        """
        run = self.records.find(run_id)
        if run.state is RunState.STOPPED:
            raise AuditStoppedError(n_done=run.n_done, n_causes=run.n_causes)

    def courts_of(self, order: AuditOrder) -> frozenset[str] | None:
        """Return the names of the courts whose judgments are audited, None meaning all.

        Raises:
            UnknownCourtError: The court of the order is none.
        """
        if order.scope is AuditScope.EVERYWHERE or order.court is None:
            return None
        own = {order.court}
        if order.scope is AuditScope.DISTRICT:
            own |= {each for each in self.corpus.courts() if order.court in self.book.above(each)}
        return frozenset(own)

    def key_of(self, order: AuditOrder) -> str:
        """Return the digest of all that the result of an order depends on."""
        told = (
            str(EDITION),
            str(READER_VERSION),
            self.find_edition,
            self.store.digest(),
            order.court or "",
            order.scope,
            order.first.isoformat(),
            order.last.isoformat(),
            str(self.recent_months),
            repr(sorted(self.book.superiors.items())),
        )
        return hashlib.sha256("\0".join(told).encode()).hexdigest()

    def _tasks(
        self,
        order: AuditOrder,
        by_cause: dict[str, list[JudgmentId]],
        courts: Collection[str] | None,
    ) -> tuple[CauseTask, ...]:
        """Return the tasks, the largest first, so that no core waits for one at the end."""
        library = _by_cause(self.corpus.library())
        reversed_rows: dict[str, list[AuditedRow]] = {}
        for row in self.corpus.reversed_between(order.first, order.last, courts=courts):
            if row.cause is not None:
                reversed_rows.setdefault(row.cause, []).append(row)
        n_pending = self.pending.count_open(courts)
        asking = self._asking(order)
        return tuple(
            CauseTask(
                cause=cause,
                order=order,
                judgment_ids=tuple(ids),
                library_ids=tuple(library.get(cause, ())),
                series=tuple(
                    SeriesMember(judgment_id=JudgmentId(each), series=series)
                    for each, series in sorted(self.corpus.series(ids).items())
                ),
                reversals=tuple(
                    ReversedPair(judgment_id=row.judgment_id, later_id=row.later_id)
                    for row in reversed_rows.get(cause, ())
                    if row.later_id is not None
                ),
                n_pending=n_pending[cause],
                asking=asking,
            )
            for cause, ids in sorted(by_cause.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        )

    def _asking(self, order: AuditOrder) -> Asking | None:
        """Return from where the court looks: as of the last day of the period."""
        if order.court is None:
            return None
        return Asking(
            court=order.court,
            superiors=frozenset(self.book.above(order.court)),
            today=order.last,
            recent_months=self.recent_months,
        )

    def _audited(self, tasks: Sequence[CauseTask], workforce: Workforce) -> Iterator[CauseAudit]:
        work = partial(_audited_task, address=self.address, find=self.find)
        if workforce.is_alone or len(tasks) <= 1:
            yield from map(work, tasks)
            return
        if workforce.is_elsewhere and self.address.startswith("sqlite"):
            reason = "the records lie in a file of this machine; other machines need PostgreSQL"
            raise SchedulerError(workforce.scheduler or "", reason)
        try:
            with gathered(workforce) as gang:
                for each in as_completed([gang.executor.submit(work, task) for task in tasks]):
                    yield each.result()
        except WorkerLostError as error:
            raise AuditError(error.reason) from error

    def _empty(self, order: AuditOrder, courts: frozenset[str] | None) -> EmptyAuditError:
        stored = self.corpus.between(courts)
        return EmptyAuditError(
            court=order.court or "全部法院",
            first=order.first.isoformat(),
            last=order.last.isoformat(),
            stored="没有"
            if stored.first is None
            else (f"{stored.first}至{stored.last}共{stored.n_judgments}篇"),
        )


def _audited_task(task: CauseTask, *, address: str, find: Finder) -> CauseAudit:
    if task.cause == ACROSS:
        return audit_charges(task, address=address)
    return audit_cause(task, address=address, find=find)


def _rivalling(by_cause: Mapping[str, Sequence[JudgmentId]]) -> list[JudgmentId]:
    """Return the judgments of charges that rival another charge of the period, in order of id."""
    return sorted(
        judgment_id
        for cause, ids in by_cause.items()
        if not rivals_of(cause).isdisjoint(by_cause)
        for judgment_id in ids
    )


def _by_cause(rows: Sequence[AuditedRow]) -> dict[str, list[JudgmentId]]:
    found: dict[str, list[JudgmentId]] = {}
    for row in rows:
        if row.cause is not None:
            found.setdefault(row.cause, []).append(row.judgment_id)
    return found
