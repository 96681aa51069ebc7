"""How is a job carried in this process, with signs of life, and ended when it is called off?"""

import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from types import FrameType
from typing import Final

import structlog

from corpus.errors import CorpusError, StoreError, StoreUnavailableError
from service.jobs.errors import JobCancelledError, JobError, JobLostError
from service.jobs.model import Job, JobState
from service.store.job_records import JobRecords

_BEAT_SECONDS: Final = 1.0
"""How long a wish to stop goes unseen."""

_STEP_SECONDS: Final = 1.0
"""How long a work that was called off may take to its next step, where nothing is half done."""

_PATIENCE_SECONDS: Final = 6.0
"""How long a work that was called off may take to the next step of the interpreter, and to put in
order what it leaves. A library may compute for minutes without one: then the process is ended, as
by a kill, which everything that is written bears."""

_INTERRUPTED: Final = signal.SIGUSR1
_log = structlog.get_logger("tongpan.jobs")


def new_claim() -> str:
    """Return what proves that this process carries a job."""
    return secrets.token_hex(16)


def this_worker() -> str:
    """Return machine and process, as a job tells who carries it."""
    return f"{socket.gethostname()}:{os.getpid()}"[:128]


def is_dead_here(worker: str) -> bool:
    """Tell of a carrier that it was a process of this machine which is no more.

    A number that another process bears by now only makes somebody wait for the lease; who is held
    dead and lives loses the claim, finds that out at the next sign of life, and stops.

    Args:
        worker: As :func:`this_worker` named it.
    """
    host, _, number = worker.rpartition(":")
    if host != this_worker().rpartition(":")[0] or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


class Carrying:
    """A job that this process carries.

    Attributes:
        job: The job.
    """

    def __init__(
        self, records: JobRecords, job: Job, *, claim: str, clock: Callable[[], datetime]
    ) -> None:
        self.job = job
        self._records = records
        self._claim = claim
        self._clock = clock
        self._at = ("", 0, 0)
        self._over = threading.Event()
        self._refusal: JobError | None = None
        # Threads that were told so: a work of several ends when each of them has been.
        self._refused: set[int] = set()

    def show(self, stage: str, done: int, total: int) -> None:
        """Note how far the work is; it is written with the next sign of life.

        Args:
            stage: What it is at.
            done: How far.
            total: Of how much; 0 where that is not known.

        Raises:
            JobCancelledError: Somebody called it off: this is where it ends.
            JobLostError: Somebody else carries it now.
        """
        self._at = (stage, done, total)
        self._refuse()

    def finish(self, state: JobState, *, problem: str | None = None) -> None:
        """Write how the job ended.

        Raises:
            JobLostError: Somebody else carries it now.
        """
        self._beat_once()
        self._records.finish(
            self.job.id, claim=self._claim, state=state, now=self._clock(), problem=problem
        )

    def give_up(self, *, problem: str) -> None:
        """Put the job back for another try, or end it after the last."""
        self._records.give_up(self.job.id, claim=self._claim, problem=problem, now=self._clock())

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Show signs of life while the body works; it ends early when the job is called off.

        To be entered in the main thread: that is where the body is interrupted.

        Raises:
            JobCancelledError: Somebody called it off.
            JobLostError: Somebody else carries it now.
        """
        before = signal.signal(_INTERRUPTED, self._interrupt)
        beating = threading.Thread(target=self._beat, name="signs of life", daemon=True)
        beating.start()
        try:
            yield
        finally:
            self._over.set()
            beating.join()
            signal.signal(_INTERRUPTED, before)
            said = sys.exception()
            # A library that was interrupted may say something of its own.
            if said is not None and self._refusal is not None and said is not self._refusal:
                raise self._refusal from said

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._refuse()

    def _refuse(self) -> None:
        """Raise what ends the work, if anything does, once in each thread that shows steps.

        Putting in order goes on after it.
        """
        here = threading.get_ident()
        if self._refusal is not None and here not in self._refused and not self._over.is_set():
            self._refused.add(here)
            raise self._refusal

    def _beat(self) -> None:
        main = threading.main_thread().ident
        while not self._over.wait(_BEAT_SECONDS):
            try:
                if not self._beat_once():
                    continue
                self._refusal = JobCancelledError(job_id=self.job.id)
            except JobLostError as lost:
                self._refusal = lost
            except StoreError as error:
                # A database that is out of reach for a moment is no reason to stop: the claim
                # holds as long as the lease, and the work meets the database by itself.
                _log.warning(
                    "job_without_sign_of_life", job=self.job.id, error=type(error).__name__
                )
                continue
            if self._over.wait(_STEP_SECONDS):
                return
            if main is not None and main not in self._refused:
                signal.pthread_kill(main, _INTERRUPTED)
            if not self._over.wait(_PATIENCE_SECONDS):
                self._leave()
            return

    def _beat_once(self) -> bool:
        stage, done, total = self._at
        return self._records.beat(
            self.job.id, claim=self._claim, stage=stage, done=done, total=total, now=self._clock()
        )

    def _leave(self) -> None:
        """End the process whose main thread cannot be interrupted; what it writes is whole."""
        with suppress(StoreError, JobLostError):
            if isinstance(self._refusal, JobCancelledError):
                self._records.finish(
                    self.job.id,
                    claim=self._claim,
                    state=JobState.CANCELLED,
                    now=self._clock(),
                )
        os._exit(1)


def is_worth_a_try(error: Exception) -> bool:
    """Tell whether what failed may go well later: the database was out of reach."""
    return isinstance(error, StoreUnavailableError) or (
        isinstance(error, CorpusError) and isinstance(error.__cause__, StoreUnavailableError)
    )
