"""How do background jobs stand on the administrator's board?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from service.edge.context import Edge
from service.jobs.model import LEASE, LIVE, Job, JobKind, JobOrder, JobState
from service.jobs.words import STAGE_WORDS, problem_words

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
        is_live: Whether it is still to be done.
        is_silent: Whether who carries it has shown no sign of life for too long.
        stage: What it is at, in words; empty where nobody knows or it is done.
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
    is_live: bool
    is_silent: bool
    stage: str
    problem: str
    done: int
    total: int
    moved_at: datetime
    asked_by: str
    act: str


def job_lines(edge: Edge) -> tuple[JobLine, ...]:
    """Return the jobs asked for last."""
    now = edge.clock()
    return tuple(_line(job, now=now) for job in edge.jobs.records.latest(most=_SHOWN))


def may_index(lines: Sequence[JobLine]) -> bool:
    """Tell whether somebody may ask for an index: none is asked for yet."""
    return not any(line.is_live and line.order.kind is JobKind.INDEX for line in lines)


def _line(job: Job, *, now: datetime) -> JobLine:
    return JobLine(
        id=job.id,
        order=job.order,
        subject=_subject(job.order),
        state=job.state,
        is_cancel_asked=job.is_cancel_asked,
        is_live=job.state in LIVE,
        is_silent=job.state is JobState.RUNNING and job.moved_at < now - LEASE,
        stage="" if job.state is JobState.DONE else STAGE_WORDS.get(job.stage, ""),
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
