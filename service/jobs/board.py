"""Where does long work stand, so that a page can show it and stop it?

One small file for each kind, written by whoever works; a lock that its process holds says whether
it lives, so a process that was killed is told from one that works, and no number of a process has
to be trusted. It is stopped by a second file that it looks for at each step: it ends where all
that is done is stored, and nobody sends it a signal.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Final

from pydantic import ValidationError

from service.data_folder import PRIVATE_FILE_MODE, write_private
from service.jobs.errors import JobRunningError, JobStoppedError
from service.jobs.model import Job, JobKind, JobState

_FOLDER: Final = "jobs"
_WRITTEN_EVERY: Final = timedelta(seconds=1)
_SILENT_AFTER: Final = timedelta(minutes=2)
_TRIES: Final = 5
_TRY_SECONDS: Final = 0.02


class JobBoard:
    """The works of a data folder."""

    def __init__(self, data: Path) -> None:
        self._folder = data / _FOLDER

    def job(self, kind: JobKind, *, now: datetime | None = None) -> Job | None:
        """Return the last work of a kind as it stands; None where there was none.

        Args:
            kind: What.
            now: The time, by which a process that never spoke is given up; without, it is not.

        Cost: reads one small file.
        """
        try:
            job = Job.model_validate_json(self._record(kind).read_text("utf-8"))
        except (FileNotFoundError, ValidationError):
            return None
        is_silent = now is not None and now - job.moved_at > _SILENT_AFTER
        is_lost = job.state is JobState.RUNNING or (job.state is JobState.STARTING and is_silent)
        if is_lost and not self._is_held(kind):
            return job.model_copy(update={"state": JobState.BROKEN})
        return job

    def announce(self, kind: JobKind, words: tuple[str, ...], *, now: datetime) -> None:
        """Write down that a process is begun for a work."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._wish(kind).unlink(missing_ok=True)
        self.write(
            Job(kind=kind, words=words, state=JobState.STARTING, started_at=now, moved_at=now)
        )

    def stop(self, kind: JobKind) -> None:
        """Ask the work of a kind to end at its next step; nothing happens where none runs."""
        job = self.job(kind)
        if job is not None and job.is_under_way:
            write_private(self._wish(kind), "stop")

    def is_stopping(self, kind: JobKind) -> bool:
        """Tell whether a work that runs was asked to end."""
        return self._wish(kind).exists()

    @contextmanager
    def working(
        self, kind: JobKind, words: tuple[str, ...], *, clock: Callable[[], datetime]
    ) -> Iterator["RunningJob"]:
        """Work, and keep how far it is; nobody else works at the kind meanwhile.

        Raises:
            JobRunningError: Somebody does.
            JobStoppedError: Somebody stopped it, at the step that the work told of last.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._held(kind):
            announced = self.job(kind)
            if announced is None or announced.state is not JobState.STARTING:
                self._wish(kind).unlink(missing_ok=True)
            running, ended = RunningJob(self, kind, words, clock=clock), JobState.FAILED
            try:
                yield running
                ended = JobState.DONE
            except JobStoppedError:
                ended = JobState.STOPPED
                raise
            finally:
                running.end(ended)

    def write(self, job: Job) -> None:
        """Write down how far a work is."""
        write_private(self._record(job.kind), job.model_dump_json())

    @contextmanager
    def _held(self, kind: JobKind) -> Iterator[None]:
        handle = os.open(self._lock(kind), os.O_RDWR | os.O_CREAT, PRIVATE_FILE_MODE)
        try:
            # A page that looks holds the lock for a moment, a work that runs for minutes.
            for _ in range(_TRIES):
                if _takes(handle, fcntl.LOCK_EX):
                    break
                sleep(_TRY_SECONDS)
            else:
                raise JobRunningError(kind=kind.value)
            yield
        finally:
            os.close(handle)

    def _is_held(self, kind: JobKind) -> bool:
        try:
            handle = os.open(self._lock(kind), os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            return not _takes(handle, fcntl.LOCK_SH)
        finally:
            os.close(handle)

    def _record(self, kind: JobKind) -> Path:
        return self._folder / f"{kind.value}.json"

    def _lock(self, kind: JobKind) -> Path:
        return self._folder / f"{kind.value}.lock"

    def _wish(self, kind: JobKind) -> Path:
        return self._folder / f"{kind.value}.stop"


def _takes(handle: int, mode: int) -> bool:
    try:
        fcntl.flock(handle, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class RunningJob:
    """A work that is being done."""

    def __init__(
        self,
        board: JobBoard,
        kind: JobKind,
        words: tuple[str, ...],
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._board, self._clock = board, clock
        now = clock()
        self._job = Job(
            kind=kind, words=words, state=JobState.RUNNING, started_at=now, moved_at=now
        )
        board.write(self._job)

    def show(self, stage: str, done: int, total: int) -> None:
        """Keep how far it is, at most once a second within a stage.

        Args:
            stage: Token of the stage.
            done: How much of it is done.
            total: How much there is; 0 where nobody knows.

        Raises:
            JobStoppedError: Somebody wants it to end.
        """
        if self._board.is_stopping(self._job.kind):
            raise JobStoppedError(kind=self._job.kind.value)
        now = self._clock()
        is_same = stage == self._job.stage and done < (total or done + 1)
        if is_same and now - self._job.moved_at < _WRITTEN_EVERY:
            return
        self._job = self._job.model_copy(
            update={"stage": stage, "n_done": done, "n_all": total, "moved_at": now}
        )
        self._board.write(self._job)

    def end(self, state: JobState) -> None:
        """Keep how it ended."""
        self._job = self._job.model_copy(update={"state": state, "moved_at": self._clock()})
        self._board.write(self._job)
