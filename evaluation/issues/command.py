"""``python -m evaluation issues``: do sentences on one disputed issue come together?"""

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.positions.making import read_labelled
from evaluation.errors import MeasurementError
from evaluation.issues.loans import LoanScores, score_loans
from evaluation.issues.sentences import SplitScores, folds, halves, halves_apart, score_split
from evaluation.measurement import Measurement, command_of, commit_of_checkout

_SENTENCES = "focus_sentences_civil.jsonl.xz"
_LOANS = "focus.jsonl"
_N_FOLDS = 5
_PROTOCOL = (
    "focus_sentences_civil.jsonl.xz: two sentences belong together where they share a label, at "
    "the level of the labels. A model is learned on one half of the records (seed) and scored on "
    "all pairs of the other half; apart: equal sentences, which stand in many judgments, are on "
    "one side; folds: five folds, means. chance: pairs told by the product of their chances over "
    "issues, from a value chosen on halves of the training records; name: pairs with the same "
    "likeliest name. accuracy: share of sentences whose likeliest name is one of their labels. "
    "baseline: k-means on weighted runs of characters, as many clusters as issues. floor: as many "
    "pairs told by chance. focus.jsonl: the shipped model, which never saw these judgments; held, "
    "reasoned: share of the labelled sentences of the reasoning that lie in a holding, in the "
    "passage of a position; share: characters of the reasoning that lie in holdings, which a "
    "random sentence lies in by chance; loans: pairs of labelled sentences of one issue."
)


def main(arguments: Sequence[str]) -> int:
    """Score sentences by issue, and positions of loan judgments.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        MeasurementError: The folder lacks one of the two files.
    """
    options = _parser().parse_args(arguments)
    places = [options.data / name for name in (_SENTENCES, _LOANS)]
    for place in places:
        if not place.is_file():
            raise MeasurementError("issues", f"no file {place.name} in the folder of data")
    sentences = read_labelled(places[0])
    random = score_split(halves(sentences, seed=options.seed), seed=options.seed)
    apart = score_split(halves_apart(sentences, seed=options.seed), seed=options.seed)
    figures = {**_of_split(random, "halves"), **_of_split(apart, "apart")}
    if options.folds:
        splits = folds(sentences, n_folds=_N_FOLDS, seed=options.seed)
        figures |= _means([_of_split(score_split(s, seed=options.seed), "folds") for s in splits])
    loans = score_loans(places[1], least=random.least)
    figures |= _of_loans(loans)
    Measurement(
        name="issues",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("issues", arguments),
        corpus_digest=_digest(places),
        commit=commit_of_checkout(),
        measured_on=datetime.now(UTC).date(),
        details={
            "n sentences": len(sentences),
            "n different sentences": len({each.text for each in sentences}),
            "n loan judgments": loans.judgments,
            "n labelled sentences of reasoning": loans.sentences,
            "least product of chances": random.least,
        },
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<28}{value:9.4f}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation issues", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help=f"has {_SENTENCES}, {_LOANS}")
    parser.add_argument("--json", type=Path, required=True, help="file that takes the figures")
    parser.add_argument("--seed", type=int, default=0, help="seed of the splits")
    parser.add_argument("--folds", action="store_true", help="five folds too, minutes more")
    return parser


def _of_split(scores: SplitScores, name: str) -> dict[str, float]:
    return {
        f"{name} f1": scores.by_chance.f1,
        f"{name} precision": scores.by_chance.precision,
        f"{name} recall": scores.by_chance.recall,
        f"{name} name f1": scores.by_name.f1,
        f"{name} baseline f1": scores.by_words.f1,
        f"{name} floor f1": scores.floor,
        f"{name} accuracy": scores.accuracy,
    }


def _of_loans(scores: LoanScores) -> dict[str, float]:
    return {
        "loans held": scores.held,
        "loans reasoned": scores.reasoned,
        "loans share": scores.covered,
        "loans f1": scores.pairs.f1,
        "loans precision": scores.pairs.precision,
        "loans recall": scores.pairs.recall,
        "loans floor f1": scores.floor,
    }


def _means(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}


def _digest(places: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for place in places:
        digest.update(place.read_bytes())
    return digest.hexdigest()[:16]
