"""``python -m evaluation endurance``: what does the product bear?"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from evaluation.suites import Found, Say, run_suite

_Suite = Callable[[argparse.Namespace, Say], Found]
_SUITES: Final[Mapping[str, tuple[str, str]]] = {
    "kills": ("evaluation.endurance.kills.suite", "measure_kills"),
    "load": ("evaluation.endurance.load.suite", "measure_load"),
    "schema": ("evaluation.endurance.schema.suite", "measure_schema"),
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
    # Imported by name: the libraries of one suite are no business of another.
    module, function = _SUITES[options.suite]
    measure: _Suite = getattr(import_module(module), function)
    run_suite(
        "endurance",
        arguments,
        suite=options.suite,
        measure=lambda say: measure(options, say),
        path=options.json,
    )
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
    kills = parser.add_argument_group("suite kills")
    kills.add_argument("--runs", type=int, default=500, help="how many kills (default 500)")
    kills.add_argument("--works", nargs="*", default=(), help="only these; by default all")
    kills.add_argument(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="where the records lie; of a server every other kill is its own (default sqlite)",
    )
    load = parser.add_argument_group("suite load")
    load.add_argument("--data", type=Path, help="work on a copy of this folder; default a sample")
    load.add_argument("--seconds", type=float, default=600.0, help="how long (default 600)")
    load.add_argument("--people", type=int, default=50, help="how many (default 50)")
    load.add_argument(
        "--thinks", type=float, default=10.0, help="mean seconds between two things (default 10)"
    )
    schema = parser.add_argument_group("suite schema")
    schema.add_argument(
        "--requests", type=int, default=20, help="of each operation as each person (default 20)"
    )
    schema.add_argument(
        "--forms", type=int, default=12, help="how often each form is sent (default 12)"
    )
    schema.add_argument(
        "--pages", type=int, default=200, help="most pages that each person opens (default 200)"
    )
    return parser
