"""The administrator's work on long work: start, stop, go on."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.jobs.board import JobBoard
from service.jobs.errors import JobRunningError, JobUnknownError
from service.jobs.model import Job, JobKind, JobState

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

    def jobs(self) -> tuple[Job, ...]:
        """Return the last work of each kind that there was."""
        found = (self.board.job(kind) for kind in JobKind)
        return tuple(each for each in found if each is not None)

    def run(self, kind: JobKind) -> None:
        """Start a work, or go on with the one that ended before it was done.

        Raises:
            JobRunningError: One of its kind runs.
            JobUnknownError: It needs words that only the command line can give.
        """
        job = self.board.job(kind)
        if job is not None and job.state is JobState.RUNNING:
            raise JobRunningError(kind=kind.value)
        words = self._words(kind)
        if words is None:
            raise JobUnknownError(kind=kind.value)
        self.start(words)

    def knows(self, kind: JobKind) -> bool:
        """Tell whether there is a command to start, or one to go on with."""
        return self._words(kind) is not None

    def _words(self, kind: JobKind) -> tuple[str, ...] | None:
        job = self.board.job(kind)
        return job.words if job is not None and job.goes_on else _FRESH.get(kind)

    def stop(self, kind: JobKind) -> None:
        """Ask a work to end at its next step."""
        self.board.stop(kind)


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
