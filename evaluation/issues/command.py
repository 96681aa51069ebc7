"""``python -m evaluation issues``: do sentences on one disputed issue come together?"""

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.positions.making import ELEMENTS, SENTENCES, read_labelled, read_paragraphs
from evaluation.errors import MeasurementError
from evaluation.issues.elements import ElementScores, score_elements
from evaluation.issues.loans import LoanScores, score_loans
from evaluation.issues.sentences import (
    SplitScores,
    folds,
    halves,
    halves_apart,
    judgments_apart,
    score_split,
)
from evaluation.issues.twins import TwinScores, score_twins
from evaluation.measurement import Measurement, command_of, commit_of_checkout

_LOANS = "focus.jsonl"
_N_FOLDS = 5
_PROTOCOL = (
    "focus_sentences_civil.jsonl.xz: two sentences belong together where they share a label, at "
    "the level of the labels. A model is learned on one half of the records (seed) and scored on "
    "all pairs of the other half; apart: equal sentences, which stand in many judgments, are on "
    "one side; judgments: 40 records beside each other are on one side, and of the other only "
    "sentences are scored that no learned one equals; folds: five folds, means. twins: sentences "
    "told by the labels that equal sentences of other judgments got, as one person tells what "
    "another said of the same words. chance: pairs told by the product of their chances over "
    "issues, from a value chosen on thirds of the training records; name: pairs with the same "
    "likeliest name. accuracy: share of sentences whose likeliest name is one of their labels. "
    "baseline: k-means on weighted runs of characters, as many clusters as issues. floor: as many "
    "pairs told by chance. focus.jsonl: the shipped model, which never saw these judgments; held, "
    "reasoned: share of the labelled sentences of the reasoning that lie in a holding, in the "
    "passage of a position; share: characters of the reasoning that lie in holdings, which a "
    "random sentence lies in by chance; loans: pairs of labelled sentences of one issue; across: "
    "those of two judgments; judgment: pairs told by lying in one judgment. divorce, labour: names "
    "learned on .7 of the paragraphs, scored on the court's sentences in the others: precision of "
    "the first name, recall over labelled sentences, pairs that share an element; frequent: share "
    "of the commonest element among labelled sentences."
)


def main(arguments: Sequence[str]) -> int:
    """Score sentences by issue, and positions of loan judgments.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        MeasurementError: The folder lacks one of the files.
    """
    options = _parser().parse_args(arguments)
    files = (SENTENCES, _LOANS, *(file for _, file in ELEMENTS))
    places = [options.data / name for name in files]
    for place in places:
        if not place.is_file():
            raise MeasurementError("issues", f"no file {place.name} in the folder of data")
    sentences = read_labelled(places[0])
    random = score_split(halves(sentences, seed=options.seed), seed=options.seed)
    apart = score_split(halves_apart(sentences, seed=options.seed), seed=options.seed)
    judgments = score_split(judgments_apart(sentences, seed=options.seed), seed=options.seed)
    twins = score_twins(sentences, seed=options.seed)
    figures = {
        **_of_split(random, "halves"),
        **_of_split(apart, "apart"),
        **_of_split(judgments, "judgments"),
        **_of_twins(twins),
    }
    if options.folds:
        splits = folds(sentences, n_folds=_N_FOLDS, seed=options.seed)
        figures |= _means([_of_split(score_split(s, seed=options.seed), "folds") for s in splits])
    loans = score_loans(places[1], least=random.least)
    figures |= _of_loans(loans)
    details: dict[str, float] = {}
    for (name, _), place in zip(ELEMENTS, places[2:], strict=True):
        elements = score_elements(read_paragraphs(place), seed=options.seed)
        figures |= _of_elements(elements, name.removesuffix(".json"))
        details |= {
            f"n {place.name}": elements.sentences,
            f"n labelled {place.name}": elements.labelled,
        }
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
            "n sentences with a twin": twins.sentences,
            "least product of chances": random.least,
            **details,
        },
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<28}{value:9.4f}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation issues", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help=f"has {SENTENCES}, {_LOANS}, elements"
    )
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
        "loans judgment f1": scores.by_judgment.f1,
        "loans across f1": scores.across.f1,
    }


def _of_twins(scores: TwinScores) -> dict[str, float]:
    return {
        "twins f1": scores.pairs.f1,
        "twins precision": scores.pairs.precision,
        "twins recall": scores.pairs.recall,
        "twins agreed": scores.agreed,
    }


def _of_elements(scores: ElementScores, name: str) -> dict[str, float]:
    return {
        f"{name} f1": scores.pairs.f1,
        f"{name} name precision": scores.precision,
        f"{name} name recall": scores.recall,
        f"{name} frequent": scores.frequent / max(1, scores.labelled),
    }


def _means(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}


def _digest(places: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for place in places:
        digest.update(place.read_bytes())
    return digest.hexdigest()[:16]
