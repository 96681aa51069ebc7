"""`tongpan jobs` and `tongpan work`: what is done in the background, and who does it."""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import structlog

from service.cli.carried import written_down
from service.cli.machine import machine_account
from service.cli.opening import working_house
from service.cli.output import emit, notices, say
from service.cli.upkeep.job_works import WORKS
from service.court_time import moment_words
from service.data_folder import load_settings
from service.house import House, open_house
from service.jobs.carrying import Carrying, new_claim, this_worker
from service.jobs.errors import JobCancelledError, JobStateError
from service.jobs.model import Job, JobOrder
from service.jobs.words import nobody_words, problem_words
from service.jobs.worker import CLAIM_VARIABLE, Worker
from service.labels import label_of
from service.stock import utc_now

_MOST_LISTED = 100


def run_list(*, data: Path | None, is_json: bool) -> None:
    """Tell the jobs asked for last."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        jobs = house.jobs.records.latest(most=_MOST_LISTED)
    if is_json:
        emit([_encoded(each) for each in jobs])
        return
    for each in jobs:
        say(told(each))
    if not jobs:
        say("没有后台作业")


def run_ask(order_of: Callable[[House], JobOrder], *, data: Path | None, is_json: bool) -> None:
    """Ask for a job; a worker carries it.

    Args:
        order_of: Gives the order of an installation.
        data: The data folder.
        is_json: Tell it as JSON.

    Raises:
        StoreError: The database refuses.
    """
    with working_house(load_settings({"data": data}), may_make=True) as house:
        now = utc_now()
        job = house.jobs.ask(order_of(house), asked_by=machine_account(), now=now)
        staffing = house.jobs.staffing(now=now)
    if not staffing.is_there:
        notices.print(nobody_words(staffing), markup=False)
    _tell(job, is_json=is_json)


def run_cancel(job_id: int, *, data: Path | None, is_json: bool) -> None:
    """Call a job off.

    Raises:
        JobNotFoundError: There is none of this number.
        JobStateError: It is over.
    """
    settings = load_settings({"data": data})
    with working_house(settings, may_make=False, subject=f"job {job_id}") as house:
        job = house.jobs.cancel(job_id, now=utc_now())
    _tell(job, is_json=is_json)


def run_retry(job_id: int, *, data: Path | None, is_json: bool) -> None:
    """Begin a job again that failed or was called off.

    Raises:
        JobNotFoundError: There is none of this number.
        JobStateError: It is under way or done.
    """
    settings = load_settings({"data": data})
    with working_house(settings, may_make=False, subject=f"job {job_id}") as house:
        job = house.jobs.retry(job_id, now=utc_now())
    _tell(job, is_json=is_json)


def run_job(job_id: int, *, data: Path | None, is_json: bool) -> None:
    """Carry a job in this process: a queued one, or one that a worker claimed for it.

    Raises:
        JobNotFoundError: There is none of this number.
        JobStateError: It is not waiting.
        JobLostError: Somebody else carries it.
    """
    if CLAIM_VARIABLE in os.environ:
        _log_to_stderr()
    settings = load_settings({"data": data})
    with working_house(settings, may_make=False, subject=f"job {job_id}") as house:
        carrying = _taken(house, job_id)
        _carry(house, carrying)
        job = house.jobs.records.get(job_id)
    _tell(job, is_json=is_json)


def run_work(*, data: Path | None, parent: int | None) -> None:
    """Wait for jobs and carry them, one at a time, until stopped.

    Args:
        data: The data folder.
        parent: Process whose end ends the worker too; None for none.

    Raises:
        StoreError: The database cannot be opened.
    """
    _log_to_stderr()
    settings = load_settings({"data": data})
    with open_house(settings, may_make=False) as house:
        if parent is None:
            notices.print("同判：等候后台作业（Ctrl+C 做完手头作业后停止）")
        worker = Worker(
            desk=house.jobs,
            queue=house.job_queue,
            data=settings.data,
            clock=utc_now,
            daily_hour=settings.daily_hour if settings.daily_hour >= 0 else None,
            asked_by=machine_account(),
        )
        worker.run(goes_on=lambda: parent is None or os.getppid() == parent)


def told(job: Job) -> str:
    """Return a line on a job."""
    total = f"/{job.total:,}" if job.total else ""
    how_far = f"  {job.done:,}{total}" if job.done or job.total else ""
    problem = "" if job.problem is None else f"  {problem_words(job.problem)}"
    return (
        f"{job.id}  {label_of(job.order.kind)}  {label_of(job.state)}{how_far}  "
        f"{moment_words(job.moved_at)}  {job.asked_by}{problem}"
    )


def _taken(house: House, job_id: int) -> Carrying:
    records, claim = house.jobs.records, os.environ.pop(CLAIM_VARIABLE, None)
    if claim is None:
        claim = new_claim()
        job = records.claim(job_id, claim=claim, worker=this_worker(), now=utc_now())
        if job is None:
            state = records.get(job_id).state.value
            raise JobStateError(job_id=job_id, state=state, act="carry")
    else:
        job = records.get(job_id)
    return Carrying(records, job, claim=claim, clock=utc_now)


def _carry(house: House, carrying: Carrying) -> None:
    """Do the work of a job and write how it ended."""
    # Who called it off is told by the state of the job.
    with suppress(JobCancelledError), written_down(carrying):
        WORKS[carrying.job.order.kind](house, carrying)


class _OneLine(logging.Handler):
    """Tells what a library logs as an event of ours: a class of error, no traceback and no row."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        structlog.get_logger("tongpan.jobs").error(
            "queue", words=record.msg, error=None if kind is None else kind.__name__
        )


def _log_to_stderr() -> None:
    """Write lines of JSON; what the queue's library has to say is one line of it."""
    for name in ("huey", "huey.consumer"):
        library = logging.getLogger(name)
        library.setLevel(logging.ERROR)
        library.propagate = False
        library.addHandler(_OneLine())
    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _tell(job: Job, *, is_json: bool) -> None:
    if is_json:
        emit(_encoded(job))
    else:
        say(told(job))


def _encoded(job: Job) -> Mapping[str, object]:
    return {
        "id": job.id,
        "kind": job.order.kind,
        "told": dict(job.order.told),
        "state": job.state,
        "asked_by": job.asked_by,
        "asked_at": job.asked_at.isoformat(),
        "moved_at": job.moved_at.isoformat(),
        "finished_at": None if job.finished_at is None else job.finished_at.isoformat(),
        "tries": job.n_tries,
        "worker": job.worker,
        "stage": job.stage,
        "done": job.done,
        "total": job.total,
        "problem": job.problem,
    }
