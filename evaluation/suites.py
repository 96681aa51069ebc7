"""How does a command run one of its suites, tell how far it is, and write what was found?"""

import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.measurement import Measurement, command_of, commit_of_checkout

Say = Callable[[str], None]
Found = tuple[str, dict[str, float], dict[str, Any]]


def run_suite(
    command: str,
    arguments: Sequence[str],
    *,
    suite: str,
    measure: Callable[[Say], Found],
    path: Path,
) -> None:
    """Measure, write the figures with all that is needed to make them again, and print them.

    Args:
        command: Which command of the evaluation, such as ``performance``.
        arguments: What was typed behind it.
        suite: Which of its suites.
        measure: Gives protocol, figures and details, ``corpus_digest`` among them; is given what
            tells on the error output how far it is.
        path: The JSON file.
    """
    started = time.perf_counter()

    def say(what: str) -> None:
        print(f"[{time.perf_counter() - started:7.1f} s] {what}", file=sys.stderr, flush=True)

    protocol, figures, details = measure(say)
    now = datetime.now(UTC)
    Measurement(
        name=f"{command}-{suite}",
        protocol=protocol,
        figures=figures,
        command=command_of(command, arguments),
        corpus_digest=details.pop("corpus_digest"),
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={"machine": _machine(time.perf_counter() - started), **details},
    ).write(path)
    for name, value in figures.items():
        print(f"{name:<28}{value:12.3f}")


def _machine(seconds: float) -> dict[str, object]:
    """Say what ran it: a time without its machine means nothing."""
    return {
        "processors": os.cpu_count(),
        "usable_processors": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "load_average": os.getloadavg()[0],
        "seconds": round(seconds, 1),
    }
