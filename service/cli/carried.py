"""How does a job end, whether a worker has it carried or the command that asked for it?"""

from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import CorpusError
from indexing.errors import IndexingError
from service.api.refusals import refusal_of
from service.cli.machine import machine_account
from service.errors import ServiceError
from service.jobs.carrying import (
    Carrying,
    is_dead_here,
    is_worth_a_try,
    new_claim,
    this_worker,
)
from service.jobs.desk import JobDesk
from service.jobs.errors import JobCancelledError, JobLostError
from service.jobs.model import DIED, JobOrder, JobState
from service.stock import utc_now


@contextmanager
def done_here(jobs: JobDesk, order: JobOrder) -> Iterator[Carrying]:
    """Do a work in this process as a job that everybody sees, can call off and have begun again.

    Where the process is killed, a worker takes the job up after a minute.

    Raises:
        JobRunningError: Somebody does the same already.
        JobCancelledError: Somebody called it off; what it did stays.
        JobLostError: It was silent for so long that somebody else does it.
        StoreError: The database refuses.
    """
    claim = new_claim()
    job = jobs.begin(
        order,
        asked_by=machine_account(),
        claim=claim,
        worker=this_worker(),
        is_gone=is_dead_here,
        now=utc_now(),
    )
    carrying = Carrying(jobs.records, job, claim=claim, clock=utc_now)
    with written_down(carrying):
        yield carrying


@contextmanager
def written_down(carrying: Carrying) -> Iterator[None]:
    """Show signs of life while the body does a job, and write down how it ended.

    Raises:
        JobCancelledError: Somebody called it off.
        JobLostError: Somebody else carries it now.
    """
    is_written = False
    try:
        with carrying.alive():
            yield
    except JobLostError:
        is_written = True
        raise
    except (JobCancelledError, KeyboardInterrupt):
        is_written = True
        carrying.finish(JobState.CANCELLED)
        raise
    except (CorpusError, IndexingError, ServiceError) as error:
        is_written = True
        code = refusal_of(error).code
        if is_worth_a_try(error):
            carrying.give_up(problem=code)
        else:
            carrying.finish(JobState.FAILED, problem=code)
        raise
    else:
        is_written = True
        carrying.finish(JobState.DONE)
    finally:
        if not is_written:
            # A fault of the program: another try would meet it too.
            carrying.finish(JobState.FAILED, problem=DIED)
