"""``python -m evaluation endurance``: what does the product bear?"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from evaluation.measurement import Measurement, command_of, commit_of_checkout

_Suite = Callable[
    [argparse.Namespace, Callable[[str], None]], tuple[str, dict[str, float], dict[str, Any]]
]
_SUITES: Final[Mapping[str, tuple[str, str]]] = {
    "fuzz": ("evaluation.endurance.fuzz.suite", "measure_fuzz"),
}
_N_INPUTS: Final = 1_000_000


def main(arguments: Sequence[str]) -> int:
    """Measure one suite.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        MeasurementError: The product did not run.
    """
    options = _parser().parse_args(arguments)
    started = time.perf_counter()

    def say(what: str) -> None:
        print(f"[{time.perf_counter() - started:7.1f} s] {what}", file=sys.stderr, flush=True)

    # Imported by name: the libraries of one suite are no business of another.
    module, function = _SUITES[options.suite]
    measure: _Suite = getattr(import_module(module), function)
    protocol, figures, details = measure(options, say)
    Measurement(
        name=f"endurance-{options.suite}",
        protocol=protocol,
        figures=figures,
        command=command_of("endurance", arguments),
        corpus_digest=details.pop("corpus_digest"),
        commit=commit_of_checkout(),
        measured_on=datetime.now(UTC).date(),
        details={
            "machine": {
                "processors": os.cpu_count(),
                "architecture": platform.machine(),
                "python": platform.python_version(),
                "load_average": os.getloadavg()[0],
                "seconds": round(time.perf_counter() - started, 1),
            },
            **details,
        },
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<28}{value:12.3f}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation endurance", description=__doc__)
    parser.add_argument("--suite", choices=sorted(_SUITES), required=True, help="what to try")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    parser.add_argument("--seed", type=int, default=17, help="what chance begins with (default 17)")
    fuzz = parser.add_argument_group("suite fuzz")
    fuzz.add_argument("--inputs", type=int, default=_N_INPUTS, help="over all targets (a million)")
    fuzz.add_argument(
        "--guided", type=float, default=0.1, help="share of them chosen by coverage (default .1)"
    )
    fuzz.add_argument("--targets", nargs="*", default=(), help="only these; by default all")
    fuzz.add_argument("--workers", type=int, default=1, help="processes at a time (default 1)")
    fuzz.add_argument("--faults", type=Path, help="folder that keeps the inputs at fault")
    return parser
