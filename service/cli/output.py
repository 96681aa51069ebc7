"""How does the command line speak: words and bars for people, JSON for programs?

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 refused or
failed, 2 wrong usage, 3 done in part (only where ``--strict`` asks for it), 4
something was found that somebody has to look at.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Protocol

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

REFUSED = 1
PARTLY = 3
FOUND = 4

Data = Annotated[
    Path | None,
    typer.Option("--data", help="数据目录，默认 ./tongpan-data / data folder", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]
Background = Annotated[
    bool, typer.Option("--background", help="交给后台作业，立即返回 / hand it to a worker")
]

notices = Console(stderr=True, highlight=False, soft_wrap=True)


def emit(value: object) -> None:
    """Print a result as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def say(text: str) -> None:
    """Print a line of a result for people."""
    sys.stdout.write(text + "\n")


def tell_refusal(error: Exception, *, sentence: str, code: str, is_json: bool) -> None:
    """Tell why a command was refused, in Chinese with the English of the log beside it."""
    if is_json:
        emit({"error": {"code": code, "message": sentence, "details": str(error)}})
    notices.print(f"{sentence}\n{error}", markup=False, style="red")


class Shown(Protocol):
    """What shows how far a work is."""

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; a total of 0 means unknown."""
        ...


class Bars:
    """Progress of the stages of one command."""

    def __init__(
        self,
        progress: Progress,
        labels: Mapping[str, str],
        kept: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self._progress = progress
        self._labels = labels
        self._kept = kept
        self._tasks: dict[str, TaskID] = {}

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; a total of 0 means unknown."""
        if self._kept is not None:
            self._kept(stage, done, total)
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(self._labels.get(stage, stage))
        self._progress.update(self._tasks[stage], completed=done, total=total or None)


@contextmanager
def bars(
    labels: Mapping[str, str],
    *,
    is_json: bool,
    kept: Callable[[str, int, int], None] | None = None,
) -> Iterator[Bars]:
    """Show progress on standard error while a command works.

    Args:
        labels: Words of the stages.
        is_json: Whether a program reads what is printed; then nothing is shown.
        kept: Told of each step too: the stage, how much is done, how much there is.
    """
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=notices,
        disable=is_json or not notices.is_terminal,
    ) as progress:
        yield Bars(progress, labels, kept)
