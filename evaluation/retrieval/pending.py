"""``python -m evaluation pending``: does it help that a pending file is understood?

The sample corpus plants, for pending cases that turn on an issue, which judgments are similar:
grade 3 by facts, issue and law, 2 by issue and law, 1 by cause and law. Each case is searched for
by its paper taken whole, by what is understood of it, with its disputed issues, and with its
charge or cause told as well; the differences are tested in pairs.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

import numpy as np

from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.sample.generation import SampleCorpus, generate
from corpus.sample.grammar import Wording
from corpus.sample.pending import PendingCase
from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.metrics.bootstrap import bootstrap_interval
from evaluation.metrics.capped_recall import capped_recall
from evaluation.metrics.ndcg import ndcg
from indexing.assembly.building import build_snapshot
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.query import Query, parts_of
from indexing.snapshots.opening import IndexSnapshot
from service.search.question import Question
from service.search.understanding import understand

CUTOFF = 10
RELEVANT = 2
_DRAWS = 200
_PROTOCOL = (
    "Sample corpus, planted grades: NDCG@10 with linear gain over the whole corpus, and "
    "CappedRecall@10 = grade >= 2 in the first 10 / min(10, all such); means over the pending "
    "cases for which similar judgments were planted. whole: the paper as it is. understood: its "
    "facts, claims, reasoning and charge as the product reads them. issues: the same, and the "
    "disputed issues in the words of the case's file. told: the same, and its charge or cause. "
    "The gain of a step is its mean difference from the step before with a 95 % interval by "
    "bootstrap over the cases. Nothing is learned from the grades."
)
_Variant = Callable[[PendingCase], Query]


def main(arguments: Sequence[str]) -> int:
    """Search for every pending case in four ways.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        MeasurementError: The sample plants no similar judgments.
    """
    options = _parser().parse_args(arguments)
    sample = generate(seed=options.seed, size=options.size, wording=options.wording)
    now = datetime.now(UTC)
    judgments, ids = _read(sample, now)
    grades = {
        each.pending: {ids[name]: grade for name, grade in each.grades.items() if name in ids}
        for each in sample.truth.similar
        if any(grade >= RELEVANT for grade in each.grades.values())
    }
    cases = [case for case in sample.pending_cases if grades.get(case.id)]
    if not cases:
        raise MeasurementError("pending", "no similar judgment is planted; expected a larger size")
    with tempfile.TemporaryDirectory(prefix="tongpan-pending-") as folder:
        build_snapshot(judgments, Path(folder), corpus_digest=f"sample-{options.seed}")
        searcher = HybridSearcher(IndexSnapshot.open(Path(folder)))
        scores = {
            name: [_scores(searcher, variant(case), grades[case.id]) for case in cases]
            for name, variant in VARIANTS.items()
        }
    figures, details = _figures(scores, seed=options.seed)
    figures |= _floor([judgment.id for judgment in judgments], cases, grades, seed=options.seed)
    Measurement(
        name="pending",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("pending", arguments),
        corpus_digest=f"sample seed {options.seed}, size {options.size}, {options.wording}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={"n_cases": len(cases), "n_judgments": len(judgments), **details},
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<32}{value:8.4f}")
    for name, (low, high) in details.items():
        print(f"{name:<32}{low:8.4f} to {high:.4f}")
    return 0


def _whole(case: PendingCase) -> Query:
    return Query(text=case.text)


def _understood(case: PendingCase) -> Query:
    return understand(Question(text=case.text), None).query


def _with_issues(case: PendingCase) -> Query:
    query = _understood(case)
    return replace(query, parts=replace(parts_of(query), issues=case.issues))


def _told(case: PendingCase) -> Query:
    told = case.charges or (() if case.cause is None else (case.cause,))
    return replace(_with_issues(case), charges=told)


VARIANTS: Mapping[str, _Variant] = {
    "whole": _whole,
    "understood": _understood,
    "issues": _with_issues,
    "told": _told,
}


def _read(sample: SampleCorpus, now: datetime) -> tuple[list[Judgment], dict[str, str]]:
    read = {
        raw.source.external_id: read_judgment(raw, today=now.date()) for raw in sample.judgments
    }
    judgments = {name: each for name, each in read.items() if isinstance(each, Judgment)}
    return (
        list(judgments.values()),
        {str(name): judgment.id for name, judgment in judgments.items()},
    )


def _scores(
    searcher: HybridSearcher, query: Query, grades: Mapping[str, int]
) -> tuple[float, float]:
    found = [str(hit.judgment_id) for hit in searcher.search(query, limit=CUTOFF).hits]
    return _score(found, grades)


def _score(found: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float]:
    relevant = frozenset(name for name, grade in grades.items() if grade >= RELEVANT)
    return ndcg(found, grades, cutoff=CUTOFF), capped_recall(found, relevant, cutoff=CUTOFF)


def _figures(
    scores: Mapping[str, Sequence[tuple[float, float]]], *, seed: int
) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Return the means of each variant, and intervals of its gain over the one before."""
    figures: dict[str, float] = {}
    gains: dict[str, tuple[float, float]] = {}
    before: Sequence[tuple[float, float]] | None = None
    for name, found in scores.items():
        for place, figure in enumerate(("NDCG@10", "CappedRecall@10")):
            figures[f"{name}/{figure}"] = fmean(each[place] for each in found)
            if before is not None:
                steps = [
                    one[place] - other[place] for one, other in zip(found, before, strict=True)
                ]
                interval = bootstrap_interval(steps, rng=np.random.default_rng(seed))
                gains[f"gain of {name}, {figure}"] = (interval.low, interval.high)
        before = found
    return figures, gains


def _floor(
    ids: Sequence[str],
    cases: Sequence[PendingCase],
    grades: Mapping[str, Mapping[str, int]],
    *,
    seed: int,
) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    drawn = [
        _score(
            [ids[place] for place in rng.choice(len(ids), CUTOFF, replace=False)], grades[case.id]
        )
        for case in cases
        for _ in range(_DRAWS)
    ]
    return {
        "random/NDCG@10": fmean(one for one, _ in drawn),
        "random/CappedRecall@10": fmean(one for _, one in drawn),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation pending", description=__doc__)
    parser.add_argument("--seed", type=int, default=7, help="of the sample corpus (default 7)")
    parser.add_argument("--size", type=int, default=3000, help="how many judgments (default 3000)")
    parser.add_argument(
        "--wording",
        choices=[each.value for each in Wording],
        default="held_out",
        help="register of the sentences that settle issues (default held_out)",
    )
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser
