"""``python -m evaluation expected``: are the figures still what they were?"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.errors import ExpectedScoresError
from evaluation.expected.scores import SCORES_FILE, compare, read_scores, record, write_scores
from evaluation.measurement import read_measurement


def main(arguments: Sequence[str]) -> int:
    """Check measured figures against the expected ones, or record them.

    Args:
        arguments: See ``--help``.

    Returns:
        0 where all is as expected or was recorded, 1 where a figure is off.

    Raises:
        ExpectedScoresError: A file cannot be read, or nothing is expected of a measurement.
    """
    options = _parser().parse_args(arguments)
    scores = read_scores(options.scores)
    n_findings = 0
    for path in options.measured:
        measured = read_measurement(path)
        before = scores.get(measured.name)
        if options.write:
            scores[measured.name] = record(measured, before, tolerance=options.tolerance)
            write_scores(scores, options.scores)
            print(f"{measured.name}: {len(measured.figures)} figures recorded")
            continue
        if before is None:
            raise ExpectedScoresError(str(options.scores), f"nothing expected of {measured.name!r}")
        findings = compare(measured, before)
        for finding in findings:
            print(f"{measured.name} {finding.figure}: {finding.reason}", file=sys.stderr)
        n_findings += len(findings)
        print(f"{measured.name}: {len(measured.figures)} figures, {len(findings)} findings")
    return 1 if n_findings else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation expected", description=__doc__)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="compare, change nothing")
    action.add_argument("--write", action="store_true", help="record the measured figures")
    parser.add_argument("measured", nargs="+", type=Path, help="JSON that a measurement wrote")
    parser.add_argument("--scores", type=Path, default=SCORES_FILE, help="the expected figures")
    parser.add_argument(
        "--tolerance", type=float, help="with --write: tolerance of every figure, in its unit"
    )
    return parser
