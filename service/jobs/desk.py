"""The administrator's work on long work: start, stop, go on."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from service.jobs.board import JobBoard
from service.jobs.errors import JobRunningError, JobUnknownError
from service.jobs.model import Job, JobKind

_PROGRAM: Final = "from service.cli.main import main; main()"
_FRESH: Final = {JobKind.INDEX: ("index",)}
"""Works that need no words of anybody; what is ingested is named at the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDesk:
    """Shows, starts and stops.

    Attributes:
        board: Where the works stand.
        start: Starts the words of a command, and does not wait.
    """

    board: JobBoard
    start: Callable[[tuple[str, ...]], None]

    def run(self, kind: JobKind, *, now: datetime) -> None:
        """Start a work, or run the one again that ended before it was done.

        Args:
            kind: What.
            now: The time, aware.

        Raises:
            JobRunningError: One of its kind runs.
            JobUnknownError: It needs words that only the command line can give.
        """
        job = self.board.job(kind, now=now)
        if job is not None and job.is_under_way:
            raise JobRunningError(kind=kind.value)
        words = _words(kind, job)
        if words is None:
            raise JobUnknownError(kind=kind.value)
        self.board.announce(kind, words, now=now)
        self.start(words)

    def may_run(self, kind: JobKind, *, now: datetime) -> bool:
        """Tell whether there is a command to start or to go on with, and none is under way."""
        job = self.board.job(kind, now=now)
        return not (job is not None and job.is_under_way) and _words(kind, job) is not None

    def stop(self, kind: JobKind) -> None:
        """Ask a work to end at its next step."""
        self.board.stop(kind)


def _words(kind: JobKind, job: Job | None) -> tuple[str, ...] | None:
    return job.words if job is not None and job.goes_on else _FRESH.get(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandJob:
    """Starts a command of ours as a process of its own, which outlives the server.

    Attributes:
        data: The data folder; other settings stand in the environment.
    """

    data: Path

    def __call__(self, words: tuple[str, ...]) -> None:
        """Start it."""
        with (self.data / "jobs.log").open("ab") as log:
            subprocess.Popen(  # noqa: S603 - this program
                [sys.executable, "-c", _PROGRAM, *words, "--data", str(self.data), "--json"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
