"""How does long work stand, in the words of the administrator's board?"""

from dataclasses import dataclass
from datetime import datetime

from service.edge.context import Edge
from service.jobs.desk import JobDesk
from service.jobs.model import Job, JobKind
from service.jobs.words import STAGE_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """A kind of long work, as it is shown.

    Attributes:
        kind: What.
        job: The last of the kind; None where there was none.
        stage: What it is at, in words; empty where nobody knows.
        is_running: Whether a process does it.
        is_stopping: Whether it was asked to end and has not yet.
        may_run: Whether it can be started or gone on with from the page.
    """

    kind: JobKind
    job: Job | None
    stage: str
    is_running: bool
    is_stopping: bool
    may_run: bool


def job_lines(edge: Edge) -> tuple[JobLine, ...]:
    """Return every kind of long work, those that never ran too."""
    return tuple(_job_line(edge.jobs, kind, now=edge.clock()) for kind in JobKind)


def _job_line(desk: JobDesk, kind: JobKind, *, now: datetime) -> JobLine:
    job = desk.board.job(kind, now=now)
    is_running = job is not None and job.is_under_way
    return JobLine(
        kind=kind,
        job=job,
        stage="" if job is None else STAGE_WORDS.get(job.stage, ""),
        is_running=is_running,
        is_stopping=is_running and desk.board.is_stopping(kind),
        may_run=desk.may_run(kind, now=now),
    )
