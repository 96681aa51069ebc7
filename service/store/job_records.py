"""How do jobs stand in the database, so that each is carried by one process at a time?

The queue only wakes workers; whether a job is to be done, by whom and how far it is stands here.
A message that comes twice or is lost therefore changes nothing.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    case,
    insert,
    or_,
    select,
    update,
)

from corpus.errors import StoreConflictError
from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.jobs.errors import JobLostError, JobNotFoundError, JobRunningError
from service.jobs.model import (
    LEASE,
    LIVE,
    LOST,
    MOST_TRIES,
    Job,
    JobKind,
    JobOrder,
    JobState,
    delay_after,
)
from service.store.writing import writing

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("key", String(128), nullable=False),
    # The key while the job is live or is never to be done again: of one there is one.
    Column("held_key", String(128), unique=True),
    Column("told", Text, nullable=False, comment="JSON: particulars of the order"),
    Column("is_once", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("moved_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("not_before", UtcDateTime),
    Column("n_tries", Integer, nullable=False),
    Column("worker", String(128), nullable=False),
    Column("claim", String(32), comment="of whoever carries it"),
    Column("stage", String(64), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("is_cancel_asked", Boolean, nullable=False),
    Column("problem", String(64)),
    Index("ix_jobs_state", "state"),
)


_LIVE: Final = frozenset(state.value for state in LIVE)

# The key of a job that is over: kept where it is never to be done again unasked.
_KEPT_KEY = case((jobs.c.is_once, jobs.c.key), else_=None)


class JobRecords:
    """The stored jobs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, order: JobOrder, *, asked_by: str, now: datetime) -> tuple[Job, bool]:
        """Store a job unless one of its key is live; return it or that one, and whether it is new.

        Raises:
            StoreError: The database refuses.
        """
        held = select(jobs).where(jobs.c.held_key == order.key)
        with writing(self._engine) as connection:
            row = connection.execute(held).one_or_none()
            if row is not None:
                return _job(row), False
            new = connection.execute(
                insert(jobs).values(_new(order, asked_by=asked_by, now=now)).returning(jobs)
            ).one()
            return _job(new), True

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
        """Store a job that its carrier does at once, or take over the one of its key that waits.

        Args:
            order: What is done.
            asked_by: Who wants it.
            claim: Of the carrier.
            worker: The carrier.
            is_gone: Tells of another carrier that it is known to be dead.
            now: The time.

        Raises:
            JobRunningError: Somebody who lives does it.
        """
        carried = {
            "told": _told(order),
            "state": JobState.RUNNING.value,
            "claim": claim,
            "worker": worker,
            "moved_at": now,
            "not_before": None,
            "is_cancel_asked": False,
            "problem": None,
        }
        held = select(jobs).where(jobs.c.held_key == order.key)
        with writing(self._engine) as connection:
            row = connection.execute(held).one_or_none()
            if row is None:
                values = _new(order, asked_by=asked_by, now=now) | carried | {"n_tries": 1}
                return _job(connection.execute(insert(jobs).values(values).returning(jobs)).one())
            is_carried = row.state == JobState.RUNNING.value and row.moved_at >= now - LEASE
            if row.state not in _LIVE or (is_carried and not is_gone(row.worker)):
                raise JobRunningError(job_id=row.id)
            taken = update(jobs).where(jobs.c.id == row.id)
            tried = carried | {"n_tries": jobs.c.n_tries + 1}
            return _job(connection.execute(taken.values(tried).returning(jobs)).one())

    def get(self, job_id: int) -> Job:
        """Return a job.

        Raises:
            JobNotFoundError: There is none of this number.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
        if row is None:
            raise JobNotFoundError(job_id=job_id)
        return _job(row)

    def latest(self, *, most: int) -> tuple[Job, ...]:
        """Return the jobs asked for last, the newest first."""
        wanted = select(jobs).order_by(jobs.c.id.desc()).limit(most)
        with self._engine.connect() as connection:
            return tuple(_job(row) for row in connection.execute(wanted))

    def due(self, *, now: datetime) -> tuple[int, ...]:
        """Return the numbers of the queued jobs that may begin, in the order of asking."""
        wanted = (
            select(jobs.c.id)
            .where(
                jobs.c.state == JobState.QUEUED.value,
                or_(jobs.c.not_before.is_(None), jobs.c.not_before <= now),
            )
            .order_by(jobs.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(connection.execute(wanted).scalars())

    def claim(self, job_id: int, *, claim: str, worker: str, now: datetime) -> Job | None:
        """Take a queued job; None where somebody else has it, or it is over or not due."""
        taken = (
            update(jobs)
            .where(
                jobs.c.id == job_id,
                jobs.c.state == JobState.QUEUED.value,
                or_(jobs.c.not_before.is_(None), jobs.c.not_before <= now),
            )
            .values(
                state=JobState.RUNNING.value,
                claim=claim,
                worker=worker,
                moved_at=now,
                n_tries=jobs.c.n_tries + 1,
                problem=None,
            )
            .returning(jobs)
        )
        with writing(self._engine) as connection:
            row = connection.execute(taken).one_or_none()
        return None if row is None else _job(row)

    def beat(
        self, job_id: int, *, claim: str, stage: str, done: int, total: int, now: datetime
    ) -> bool:
        """Note a sign of life and how far the job is; tell whether it is to stop.

        Raises:
            JobLostError: Somebody else carries it now.
        """
        noted = (
            update(jobs)
            .where(*_carried(job_id, claim))
            .values(moved_at=now, stage=stage[:64], done=done, total=total)
            .returning(jobs.c.is_cancel_asked)
        )
        with writing(self._engine) as connection:
            is_cancel_asked = connection.execute(noted).scalar_one_or_none()
        if is_cancel_asked is None:
            raise JobLostError(job_id=job_id)
        return bool(is_cancel_asked)

    def finish(
        self,
        job_id: int,
        *,
        claim: str,
        state: JobState,
        now: datetime,
        problem: str | None = None,
    ) -> None:
        """Write how a job ended.

        Raises:
            JobLostError: Somebody else carries it now.
        """
        values: dict[str, Any] = {
            "state": state.value,
            "claim": None,
            "moved_at": now,
            "finished_at": now,
            "held_key": _KEPT_KEY,
            "problem": problem,
        }
        with writing(self._engine) as connection:
            row = connection.execute(
                update(jobs).where(*_carried(job_id, claim)).values(values).returning(jobs)
            ).one_or_none()
            if row is None:
                raise JobLostError(job_id=job_id)

    def give_up(
        self, job_id: int, *, claim: str, problem: str, now: datetime, counts: bool = True
    ) -> bool:
        """Put a job back that its carrier cannot go on with, or end it after the last try.

        Args:
            job_id: Its number.
            claim: Of the carrier.
            problem: Code of what went wrong.
            now: The time.
            counts: Whether the try counts; it does not where only the worker was to stop.

        Returns:
            Whether it was still this carrier's.
        """
        with writing(self._engine) as connection:
            row = connection.execute(select(jobs).where(*_carried(job_id, claim))).one_or_none()
            if row is None:
                return False
            connection.execute(
                update(jobs)
                .where(jobs.c.id == job_id)
                .values(_put_back(row, problem=problem, now=now, counts=counts))
            )
        return True

    def put_back_lost(self, *, now: datetime) -> int:
        """Put every job back whose carrier has shown no sign of life; return how many."""
        wanted = select(jobs).where(
            jobs.c.state == JobState.RUNNING.value, jobs.c.moved_at < now - LEASE
        )
        with writing(self._engine) as connection:
            rows = connection.execute(wanted).all()
            for row in rows:
                connection.execute(
                    update(jobs)
                    .where(jobs.c.id == row.id)
                    .values(_put_back(row, problem=LOST, now=now, counts=True))
                )
        return len(rows)

    def ask_cancel(self, job_id: int, *, now: datetime) -> Job | None:
        """Call a job off; one under way ends at its next sign of life. None where it is over.

        Raises:
            JobNotFoundError: There is none of this number.
        """
        with writing(self._engine) as connection:
            queued = connection.execute(
                update(jobs)
                .where(jobs.c.id == job_id, jobs.c.state == JobState.QUEUED.value)
                .values(
                    state=JobState.CANCELLED.value,
                    held_key=_KEPT_KEY,
                    moved_at=now,
                    finished_at=now,
                )
                .returning(jobs)
            ).one_or_none()
            running = connection.execute(
                update(jobs)
                .where(jobs.c.id == job_id, jobs.c.state == JobState.RUNNING.value)
                .values(is_cancel_asked=True)
                .returning(jobs)
            ).one_or_none()
        row = queued or running
        if row is not None:
            return _job(row)
        self.get(job_id)
        return None

    def stop_all(self, *, problem: str, now: datetime) -> int:
        """Call off every job that waits or is under way, whoever carries it; return how many.

        For records that were restored: what carried them works on those that they were taken of.
        """
        live = jobs.c.state.in_(sorted(_LIVE))
        with writing(self._engine) as connection:
            return connection.execute(
                update(jobs)
                .where(live)
                .values(
                    state=JobState.CANCELLED.value,
                    claim=None,
                    held_key=_KEPT_KEY,
                    moved_at=now,
                    finished_at=now,
                    problem=problem,
                )
            ).rowcount

    def again(self, job_id: int, *, now: datetime) -> Job | None:
        """Queue a job again that failed or was called off; None where it is live or done.

        Raises:
            JobNotFoundError: There is none of this number.
            StoreConflictError: Another job of its key is live.
        """
        ended = (JobState.FAILED.value, JobState.CANCELLED.value)
        try:
            with writing(self._engine) as connection:
                row = connection.execute(
                    update(jobs)
                    .where(jobs.c.id == job_id, jobs.c.state.in_(ended))
                    .values(
                        state=JobState.QUEUED.value,
                        held_key=jobs.c.key,
                        moved_at=now,
                        finished_at=None,
                        not_before=None,
                        n_tries=0,
                        is_cancel_asked=False,
                        problem=None,
                    )
                    .returning(jobs)
                ).one_or_none()
        except StoreConflictError:
            return None
        if row is not None:
            return _job(row)
        self.get(job_id)
        return None


def _told(order: JobOrder) -> str:
    return json.dumps(dict(order.told), ensure_ascii=False, sort_keys=True)


def _new(order: JobOrder, *, asked_by: str, now: datetime) -> dict[str, Any]:
    """Return what is written of a job that is asked for."""
    return {
        "kind": order.kind.value,
        "key": order.key,
        "held_key": order.key,
        "told": _told(order),
        "is_once": order.is_once,
        "state": JobState.QUEUED.value,
        "asked_by": asked_by,
        "asked_at": now,
        "moved_at": now,
        "n_tries": 0,
        "worker": "",
        "stage": "",
        "done": 0,
        "total": 0,
        "is_cancel_asked": False,
    }


def _carried(job_id: int, claim: str) -> tuple[Any, ...]:
    """Return the conditions under which a job is still carried under a claim."""
    return (
        jobs.c.id == job_id,
        jobs.c.claim == claim,
        jobs.c.state == JobState.RUNNING.value,
    )


def _put_back(row: Row[Any], *, problem: str, now: datetime, counts: bool) -> dict[str, Any]:
    """Return what is written of a job that its carrier left."""
    values: dict[str, Any] = {"claim": None, "moved_at": now, "problem": problem}
    if row.is_cancel_asked:
        ended = {"state": JobState.CANCELLED.value, "held_key": _KEPT_KEY, "finished_at": now}
        return values | ended
    if counts and row.n_tries >= MOST_TRIES:
        return values | {"state": JobState.FAILED.value, "held_key": _KEPT_KEY, "finished_at": now}
    if not counts:
        return values | {
            "state": JobState.QUEUED.value,
            "n_tries": row.n_tries - 1,
            "problem": None,
        }
    # Who died was perhaps killed with its machine: the first that looks goes on at once.
    waits = None if problem == LOST else now + delay_after(row.n_tries)
    return values | {"state": JobState.QUEUED.value, "not_before": waits}


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        order=JobOrder(
            kind=JobKind(row.kind), key=row.key, told=json.loads(row.told), is_once=row.is_once
        ),
        state=JobState(row.state),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        moved_at=row.moved_at,
        finished_at=row.finished_at,
        not_before=row.not_before,
        n_tries=row.n_tries,
        worker=row.worker,
        stage=row.stage,
        done=row.done,
        total=row.total,
        is_cancel_asked=row.is_cancel_asked,
        problem=row.problem,
    )
