"""How is a job asked for, called off and begun again?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.jobs.errors import JobStateError
from service.jobs.model import Job, JobOrder, Staffing, staffing_of
from service.store.job_records import JobRecords
from service.store.worker_records import WorkerRecords


class JobQueue(Protocol):
    """What wakes the workers."""

    def send(self, job_id: int) -> None:
        """Tell the workers that a job waits; telling it twice does no harm."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDesk:
    """Takes jobs and tells how they stand.

    Attributes:
        records: The stored jobs.
        queue: Wakes the workers.
        workers: Signs of life of those that carry jobs.
    """

    records: JobRecords
    queue: JobQueue
    workers: WorkerRecords

    def ask(self, order: JobOrder, *, asked_by: str, now: datetime) -> Job:
        """Ask for a job; where the same is asked for already, that one is returned.

        Raises:
            StoreError: The database refuses.
        """
        job, is_new = self.records.add(order, asked_by=asked_by, now=now)
        if is_new:
            # A process that dies here leaves a job that the next look of a worker finds.
            self.queue.send(job.id)
        return job

    def begin(
        self,
        order: JobOrder,
        *,
        asked_by: str,
        claim: str,
        worker: str,
        is_gone: Callable[[str], bool],
        now: datetime,
    ) -> Job:
        """Take a job that its asker carries at once; no worker is told of it.

        Raises:
            JobRunningError: Somebody does the same.
            StoreError: The database refuses.
        """
        return self.records.begin(
            order, asked_by=asked_by, claim=claim, worker=worker, is_gone=is_gone, now=now
        )

    def cancel(self, job_id: int, *, now: datetime) -> Job:
        """Call a job off; one that is under way ends within seconds, what it did stays.

        Raises:
            JobNotFoundError: There is none of this number.
            JobStateError: It is over.
        """
        job = self.records.ask_cancel(job_id, now=now)
        if job is None:
            raise self._refusal(job_id, act="call off")
        return job

    def retry(self, job_id: int, *, now: datetime) -> Job:
        """Begin a job again that failed or was called off.

        Raises:
            JobNotFoundError: There is none of this number.
            JobStateError: It is under way or done, or the same is asked for already.
        """
        job = self.records.again(job_id, now=now)
        if job is None:
            raise self._refusal(job_id, act="begin again")
        self.queue.send(job.id)
        return job

    def wake_for_due(self, *, now: datetime) -> tuple[int, ...]:
        """Put lost jobs back and tell the workers of every job that waits; return which these are.

        Workers do it now and then: whatever was lost between records and queue is found so.
        """
        self.records.put_back_lost(now=now)
        due = self.records.due(now=now)
        for job_id in due:
            self.queue.send(job_id)
        return due

    def staffing(self, *, now: datetime) -> Staffing:
        """Tell whether a worker is there: without one, what is asked for only waits."""
        return staffing_of(self.workers.last_seen(), now=now)

    def _refusal(self, job_id: int, *, act: str) -> JobStateError:
        state = self.records.get(job_id).state
        return JobStateError(job_id=job_id, state=state.value, act=act)
