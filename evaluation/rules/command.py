"""``python -m evaluation rules``: are later judgments held against rules rightly?"""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.sample.generation import generate
from corpus.sample.grammar import Wording
from evaluation.divergence.planted import cases_of
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.rules.telling import figures_of, tell_issue

_EXAMPLES = (0, 2)
_PROTOCOL = (
    "Generated judgments of one seed and wording, read by the product's reader. For each contested "
    "issue a rule: the normal form of its question, the label of its first position as answer, the "
    "other label as minority view; no wording of a paper. Asked are all judgments with a known "
    "position on the issue, and up to 40 others of its cause; up to 120 further others serve as "
    "company. examples: judgments of each side given to the rule, which are not counted. "
    "departures: judgments told to go against the rule, true where their position is the other "
    "one; random: precision of guessing. unclear: on the question, side not told. Thresholds were "
    "chosen on seeds 11 and 12 in the usual wording."
)


def main(arguments: Sequence[str]) -> int:
    """Measure on the generated corpus of one seed.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.
    """
    options = _parser().parse_args(arguments)
    sample = generate(seed=options.seed, size=options.size, wording=options.wording)
    cases = cases_of(sample.judgments, today=sample.truth.as_of)
    figures: dict[str, float] = {}
    for n_examples in _EXAMPLES:
        told = [
            each
            for issue in sample.truth.issues.values()
            for each in tell_issue(
                issue, sample.truth, cases, n_examples=n_examples, seed=options.seed
            )
        ]
        figures |= {f"{n_examples} examples/{k}": v for k, v in figures_of(told).items()}
    Measurement(
        name=f"rules-{options.wording}",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("rules", arguments),
        corpus_digest=f"sample seed {options.seed}, size {options.size}, wording {options.wording}",
        commit=commit_of_checkout(),
        measured_on=datetime.now(UTC).date(),
        details={"judgments": len(cases), "issues": len(sample.truth.issues)},
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<36}{value:9.4f}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation rules", description=__doc__)
    parser.add_argument("--seed", type=int, default=7, help="seed of the corpus")
    parser.add_argument("--size", type=int, default=3_000, help="judgments of the corpus")
    parser.add_argument("--wording", choices=[each.value for each in Wording], default="usual")
    parser.add_argument("--json", type=Path, required=True, help="file that takes the figures")
    return parser
