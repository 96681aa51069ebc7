"""Which measurements can be made from the command line? ``python -m evaluation NAME --help``."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from evaluation.errors import EvaluationError

SUBCOMMANDS: Mapping[str, tuple[str, str]] = {
    "retrieval": (
        "evaluation.retrieval.command",
        "rank the queries of a folder and score the rankings",
    ),
    "rank": (
        "evaluation.retrieval.learning",
        "learn the rankers that come with the program",
    ),
    "emptiness": (
        "evaluation.retrieval.emptiness",
        "measure whether a search says so when nothing similar is there",
    ),
    "pending": (
        "evaluation.retrieval.pending",
        "search for the pending cases of the sample by more and less of what is known of them",
    ),
    "charges": (
        "evaluation.retrieval.charges",
        "predict the charges of queries and compare them with those filed",
    ),
    "triples": (
        "evaluation.triples",
        "choose which of two loan cases is closer to a third",
    ),
    "extraction": (
        "evaluation.extraction.command",
        "read judgments with known fields and score what was read",
    ),
    "related": (
        "evaluation.related.command",
        "find the related cases of the sample and compare them with those planted",
    ),
    "tiers": (
        "evaluation.tiers",
        "search the sample tier by tier and hold every hit against what was planted",
    ),
    "lineage": (
        "evaluation.related.lineage",
        "store judgments in random order and look for the links to those below",
    ),
    "terms": (
        "evaluation.terms.command",
        "expect the terms of judgments and compare them with those passed",
    ),
    "issues": (
        "evaluation.issues.command",
        "bring labelled sentences together by disputed issue, and read positions of loan judgments",
    ),
    "rules": (
        "evaluation.rules.command",
        "hold judgments of known position against rules made of the positions",
    ),
    "performance": (
        "evaluation.performance.command",
        "measure the time and memory of ingest, index and search",
    ),
    "pages": (
        "evaluation.pages.command",
        "open every kind of page as everybody and look at it with axe-core",
    ),
    "determinism": (
        "evaluation.determinism.command",
        "ask one snapshot the same questions in processes of different hash seeds",
    ),
    "divergence": (
        "evaluation.divergence.command",
        "put known changes into judgments and see which are found, and what is found without",
    ),
    "drafts": (
        "evaluation.drafts.command",
        "put slips into rulings and see which a check tells, and what it tells without",
    ),
    "worlds": (
        "evaluation.worlds.command",
        "walk through random permission worlds and look for what tells of the hidden",
    ),
    "endurance": (
        "evaluation.endurance.command",
        "try bad input, kills, every kind of request and a full house on the product",
    ),
    "expected": (
        "evaluation.expected.command",
        "compare measured figures with the expected ones, or record them",
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Run one subcommand.

    Args:
        arguments: The name of the subcommand and its arguments.

    Returns:
        The exit status: 0 done, 1 refused or a figure off its expectation, 2 a wrong call.
    """
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(_usage())
        return 0 if arguments else 2
    name, *rest = arguments
    if name not in SUBCOMMANDS:
        print(f"no subcommand {name!r}\n\n{_usage()}", file=sys.stderr)
        return 2
    # Imported by name, so that one measurement does not load the libraries of the others.
    module = import_module(SUBCOMMANDS[name][0])
    try:
        return int(module.main(rest))
    except EvaluationError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1


def _usage() -> str:
    lines = [f"  {name:<12} {purpose}" for name, (_, purpose) in SUBCOMMANDS.items()]
    return "\n".join(["usage: python -m evaluation SUBCOMMAND ...", "", *lines])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
