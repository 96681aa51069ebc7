"""How do background jobs stand on the administrator's board?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from service.edge.context import Edge
from service.jobs.model import LIVE, Job, JobKind, JobOrder, JobState
from service.jobs.words import problem_words

_SHOWN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """A job as the board shows it.

    Attributes:
        id: Its number.
        order: What is done.
        subject: On what; nothing of a case.
        state: How far it is.
        is_cancel_asked: Whether it is to stop.
        problem: Why it ended or was put back; empty where nothing went wrong.
        done: How far it is.
        total: Of how much; 0 where that is not known.
        moved_at: Last sign of life.
        asked_by: Who asked for it.
        act: What may be done with it: ``cancel``, ``retry`` or empty.
    """

    id: int
    order: JobOrder
    subject: str
    state: JobState
    is_cancel_asked: bool
    problem: str
    done: int
    total: int
    moved_at: datetime
    asked_by: str
    act: str


def job_lines(edge: Edge) -> tuple[JobLine, ...]:
    """Return the jobs asked for last."""
    return tuple(_line(job) for job in edge.jobs.records.latest(most=_SHOWN))


def _line(job: Job) -> JobLine:
    return JobLine(
        id=job.id,
        order=job.order,
        subject=_subject(job.order),
        state=job.state,
        is_cancel_asked=job.is_cancel_asked,
        problem="" if job.problem is None else problem_words(job.problem),
        done=job.done,
        total=job.total,
        moved_at=job.moved_at,
        asked_by=job.asked_by,
        act=_act(job),
    )


def _subject(order: JobOrder) -> str:
    told = order.told
    match order.kind:
        case JobKind.AUDIT:
            return f"{told['first']}—{told['last']}"
        case JobKind.INGEST:
            return told["path"]
        case _:
            return told.get("day", "")


def _act(job: Job) -> str:
    if job.state in LIVE:
        return "" if job.is_cancel_asked else "cancel"
    return "" if job.state is JobState.DONE else "retry"
