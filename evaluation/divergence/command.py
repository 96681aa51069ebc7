"""``python -m evaluation divergence``: how surely is divergence found, and how seldom invented?

Five suites: ``injected`` puts changes with known truth into real judgments, ``charges`` exchanges
charges for their rivals, ``appeals`` holds first against second instance, ``sample`` counts what
the generated corpus plants, ``controls`` changes what must not matter.
"""

import argparse
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Final

from corpus.sample.grammar import Wording
from evaluation.divergence.suite import Suite, SuiteOptions
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.progress import progress_on_stderr

SUITES: Final[Mapping[str, str]] = {
    "charges": "evaluation.divergence.exchanged",
    "controls": "evaluation.divergence.controls",
    "injected": "evaluation.divergence.injected",
    "appeals": "evaluation.divergence.appeals",
    "sample": "evaluation.divergence.sample",
}
"""Module of each suite by its name; each has a function ``run``."""


def main(arguments: Sequence[str]) -> int:
    """Run one suite and write its figures.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: The data that a suite needs is missing or cannot be used.
    """
    options = _parser().parse_args(arguments)
    today: date = options.today or datetime.now(UTC).date()
    run: Suite = import_module(SUITES[options.suite]).run
    result = run(
        SuiteOptions(
            data=options.data,
            seed=options.seed,
            size=options.size,
            limit=options.limit,
            today=today,
            say=progress_on_stderr(),
            weights=options.weights,
            trials=options.trials,
            wording=options.wording,
        )
    )
    Measurement(
        name=f"divergence-{options.suite}",
        protocol=result.protocol,
        figures=result.figures,
        command=command_of("divergence", arguments),
        corpus_digest=result.corpus_digest,
        commit=commit_of_checkout(),
        measured_on=today,
        details={"seed": options.seed, "limit": options.limit, **result.details},
    ).write(options.json)
    for name, value in result.figures.items():
        print(f"{name:<44}{value:9.4f}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation divergence",
        description="Measure how surely divergence is found, and how seldom it is invented.",
    )
    parser.add_argument("--suite", required=True, choices=sorted(SUITES))
    parser.add_argument("--data", type=Path, help="folder of the real judgments")
    parser.add_argument("--json", required=True, type=Path, help="where to write the figures")
    parser.add_argument("--seed", type=int, default=1, help="of every draw")
    parser.add_argument("--size", type=int, help="size of the generated corpus")
    parser.add_argument(
        "--wording",
        choices=[each.value for each in Wording],
        default=Wording.USUAL.value,
        help="register of the generated corpus",
    )
    parser.add_argument("--limit", type=int, help="clusters or records of each kind; default all")
    parser.add_argument(
        "--weights", type=Path, help="where to write what the develop half of injected teaches"
    )
    parser.add_argument("--trials", type=Path, help="where to write scores of the develop half")
    parser.add_argument("--today", type=date.fromisoformat, help="day of reading; default today")
    return parser
