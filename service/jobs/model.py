"""What is a job, and which states does it go through?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LEASE: Final = timedelta(seconds=60)
"""How long a job without a sign of life is left to who carries it."""

MOST_TRIES: Final = 3
"""How often a job is begun that dies or finds its database gone; one refused is not begun again."""

FIRST_DELAY: Final = timedelta(minutes=1)
"""How long the second try waits; each further one twice as long."""


LOST: Final = "worker_lost"
"""Problem of a job whose worker died with what carried it."""

DIED: Final = "carrier_died"
"""Problem of a job whose process died."""


RESTORED: Final = "restored"
"""Problem of a job that a backup was taken of before it was over."""

SIGN_EVERY: Final = timedelta(seconds=15)
"""How often a worker gives a sign of life."""

MISSED_AFTER: Final = timedelta(seconds=60)
"""How long after its last sign a worker is held to be there: a busy machine is slow."""


class JobKind(StrEnum):
    """What is done."""

    INGEST = "ingest"
    INDEX = "index"
    AUDIT = "audit"
    DAILY = "daily"


class JobState(StrEnum):
    """How far it is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE: Final = frozenset({JobState.QUEUED, JobState.RUNNING})
"""States of jobs that are still to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOrder:
    """What is to be done.

    Attributes:
        kind: What.
        key: What makes two orders the same work; of one key there is one live job.
        told: Particulars, plain words; no text of a case.
        is_once: Whether a job of this key is never done a second time.
    """

    kind: JobKind
    key: str
    told: Mapping[str, str] = field(default_factory=dict)
    is_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job.

    Attributes:
        id: Its number.
        order: What is done.
        state: How far it is.
        asked_by: Account that asked for it, or the account of the machine.
        asked_at: When.
        moved_at: Last sign of life, or last change of state.
        finished_at: When it came to its end; None before.
        not_before: Not begun before this; None for at once.
        n_tries: How often it was begun.
        worker: Machine and process that carries it, or carried it last; empty before.
        stage: What it is at, in the words of the work.
        done: How far this is.
        total: Of how much; 0 where that is not known.
        is_cancel_asked: Whether whoever carries it is to stop.
        problem: Code of the refusal that ended it; None where none did.
    """

    id: int
    order: JobOrder
    state: JobState
    asked_by: str
    asked_at: datetime
    moved_at: datetime
    finished_at: datetime | None
    not_before: datetime | None
    n_tries: int
    worker: str
    stage: str
    done: int
    total: int
    is_cancel_asked: bool
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Whether somebody is there who carries jobs.

    Attributes:
        is_there: Whether a worker gave a sign of life lately.
        last_seen: When the last one did; None where none ever did.
    """

    is_there: bool
    last_seen: datetime | None


def staffing_of(last_seen: datetime | None, *, now: datetime) -> Staffing:
    """Tell whether a worker is there that gave its last sign at some time.

    Example:
        >>> from datetime import UTC
        >>> moment = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
        >>> staffing_of(moment, now=moment + MISSED_AFTER).is_there
        True
        >>> staffing_of(None, now=moment).is_there
        False
    """
    is_there = last_seen is not None and now - last_seen <= MISSED_AFTER
    return Staffing(is_there=is_there, last_seen=last_seen)


def delay_after(n_tries: int) -> timedelta:
    """Return how long a job waits before it is begun again.

    Example:
        >>> [delay_after(n).total_seconds() for n in (1, 2, 3)]
        [60.0, 120.0, 240.0]
    """
    return FIRST_DELAY * 2.0 ** (n_tries - 1)
