"""Is somebody there who carries the jobs?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from service.checking import Check
from service.jobs.model import Job, JobState, Staffing
from service.jobs.words import nobody_words

_PATIENCE: Final = timedelta(minutes=5)
"""How long a job may wait while nobody carries any."""


def jobs_check(jobs: Sequence[Job], staffing: Staffing, *, now: datetime) -> Check:
    """Tell whether jobs wait that nobody takes up.

    Args:
        jobs: Those asked for last.
        staffing: Whether a worker is there.
        now: The time.
    """
    states = [job.state for job in jobs]
    waiting = [
        job
        for job in jobs
        if job.state is JobState.QUEUED and now - (job.not_before or job.moved_at) > _PATIENCE
    ]
    is_left = bool(waiting) and JobState.RUNNING not in states
    words = (
        f"{len(waiting)} 项等候已久"
        if is_left
        else f"等候 {states.count(JobState.QUEUED)} 项，进行 {states.count(JobState.RUNNING)} 项"
    )
    if not staffing.is_there:
        words = f"{words}。{nobody_words(staffing)}"
    return Check(name="jobs", label="后台作业", is_well=not is_left, words=words)
