"""``python -m evaluation emptiness``: does a search say so when nothing similar is there?

Three kinds of rankings are told apart by what the channels find: each query as it is; the same
with every judgment taken away that has one of its charges or that a label calls at all similar;
and civil loan cases asked of the criminal judgments. The gauge is cross-validated by query, with
thresholds that are set on the learning folds alone.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.cause import canonical_charge
from corpus.errors import CorpusError
from corpus.judgment import Judgment, JudgmentId
from evaluation.datasets.judgments import (
    JudgmentCorpus,
    check_labelled_are_there,
    own_texts,
    read_judgments,
)
from evaluation.datasets.queries import BenchmarkQuery, digest_of, read_queries
from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.progress import progress_on_stderr, stages
from evaluation.retrieval.cross_validation import deal, found_by_channels
from evaluation.retrieval.product import build_searcher, query_of, without_own_texts
from evaluation.triples import read_triples
from indexing.errors import IndexingError
from indexing.searching.emptiness import EmptinessGauge, gauge_inputs, highest_graded, write_gauge
from indexing.searching.hybrid import STANDARD_SEARCH, HybridSearcher
from indexing.searching.preparing import prepare_query
from indexing.searching.query import Query
from indexing.searching.ranker import shipped_rankers
from indexing.searching.ranking import elements_of_query, read_features

_MOST_OTHERS = 100
_REGULARISATION = 0.3
_DEALS = (0, 1, 2)
# Of the queries that do have similar cases so many may be called doubtful, or said to have none.
_DOUBTFUL_SHARE = 0.10
_NOTHING_SHARE = 0.03
_PROTOCOL = (
    "Each query (similar cases are there), the same without all judgments of its charges or of "
    "grade >= 1 (withheld), and civil loan cases asked of the criminal judgments (other_field). "
    "Charges predicted from the facts. Cross-validated by query in five folds, means over three "
    "deals; the thresholds are the 3 % and 10 % points of what is there, in folds dealt once more "
    "inside the learning folds. The ten are those the shipped ranker grades highest. "
    "missed: similar cases are there and the search says none; "
    "false_nonempty: none are there and it does not say none; doubted, false_sure: the same for "
    "the milder word. A withheld query may keep similar cases of neighbouring charges, so that "
    "its false_nonempty is an upper bound."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugedRanking:
    """What the channels found for one question.

    Attributes:
        group: Rankings of one group are never learned from and scored at once.
        kind: ``there``, ``withheld`` or ``other_field``.
        inputs: As :func:`indexing.searching.emptiness.gauge_inputs` gives them.
    """

    group: str
    kind: str
    inputs: NDArray[np.float64]


def learn_gauge(rankings: Sequence[GaugedRanking]) -> EmptinessGauge:
    """Learn a gauge; each kind of ranking weighs the same.

    The thresholds come from rankings that the weights did not see, dealt once more into folds:
    on those it learned from a gauge is surer than it has reason to be.

    Args:
        rankings: With similar cases and without.

    Raises:
        MeasurementError: All are of one sort.
    """
    unseen = []
    for fold in deal(sorted({one.group for one in rankings}), seed=0):
        gauge = _fit([one for one in rankings if one.group not in fold])
        unseen += [
            _probability(gauge, one.inputs)
            for one in rankings
            if one.group in fold and one.kind == "there"
        ]
    return replace(
        _fit(rankings),
        doubtful_below=float(np.quantile(unseen, _DOUBTFUL_SHARE)),
        nothing_below=float(np.quantile(unseen, _NOTHING_SHARE)),
    )


def _fit(rankings: Sequence[GaugedRanking]) -> EmptinessGauge:
    """Learn the weights; the thresholds stay at nought."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    kinds = np.asarray([one.kind for one in rankings])
    is_there = kinds == "there"
    if is_there.all() or not is_there.any():
        raise MeasurementError("emptiness", "needs rankings with similar cases and without")
    inputs = np.vstack([one.inputs for one in rankings])
    means, scales = inputs.mean(axis=0), inputs.std(axis=0)
    scales[scales == 0.0] = 1.0
    shares = {kind: len(rankings) / np.count_nonzero(kinds == kind) for kind in set(kinds)}
    model = LogisticRegression(C=_REGULARISATION, max_iter=3000).fit(
        (inputs - means) / scales, is_there, sample_weight=[shares[kind] for kind in kinds]
    )
    return EmptinessGauge(
        means=means,
        scales=scales,
        weights=model.coef_[0],
        bias=float(model.intercept_[0]),
        doubtful_below=0.0,
        nothing_below=0.0,
    )


def cross_validate(rankings: Sequence[GaugedRanking]) -> dict[str, float]:
    """Return how often a gauge errs on rankings that it did not learn from."""
    tallies: dict[str, list[bool]] = {}
    groups = sorted({one.group for one in rankings})
    for seed in _DEALS:
        for fold in deal(groups, seed=seed):
            gauge = learn_gauge([one for one in rankings if one.group not in fold])
            for one in rankings:
                if one.group in fold:
                    _count(tallies, one, _probability(gauge, one.inputs), gauge)
    return {name: float(np.mean(errors)) for name, errors in sorted(tallies.items())}


def _count(
    tallies: dict[str, list[bool]], one: GaugedRanking, probability: float, gauge: EmptinessGauge
) -> None:
    says_none = probability < gauge.nothing_below
    doubts = probability < gauge.doubtful_below
    if one.kind == "there":
        told = {"missed": says_none, "doubted": doubts}
    else:
        told = {
            f"{one.kind}/false_nonempty": not says_none,
            f"{one.kind}/false_sure": not doubts,
        }
    for name, is_wrong in told.items():
        tallies.setdefault(name, []).append(is_wrong)


def _probability(gauge: EmptinessGauge, inputs: NDArray[np.float64]) -> float:
    scaled = (inputs - gauge.means) / gauge.scales
    return float(1.0 / (1.0 + np.exp(-(scaled @ gauge.weights + gauge.bias))))


def main(arguments: Sequence[str]) -> int:
    """Learn the gauge, write it and tell how often it errs.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: Queries, labels, judgments or triples cannot be used.
        MeasurementError: Reading, indexing or learning refused.
    """
    options = _parser().parse_args(arguments)
    queries = read_queries(options.queries)
    triples = read_triples(options.triples)[:_MOST_OTHERS]
    now = datetime.now(UTC)
    try:
        whole = read_judgments(options.judgments, today=now.date())
        check_labelled_are_there(whole, queries)
        corpus = without_own_texts(whole, queries, own_texts(whole, queries))
        searcher = build_searcher(
            corpus, options.index, encoder=None, progress=stages(progress_on_stderr())
        )
        own = own_texts(corpus, queries)
        rankings = [
            *_of_queries(searcher, corpus, queries, own),
            *_of_others(searcher, [triple.texts[0] for triple in triples]),
        ]
    except (CorpusError, IndexingError) as error:
        raise MeasurementError("emptiness", str(error)) from error
    measurement = Measurement(
        name="emptiness",
        protocol=_PROTOCOL,
        figures=cross_validate(rankings),
        command=command_of("emptiness", arguments),
        corpus_digest=f"{whole.digest}/{digest_of(options.queries)}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={f"n_{kind}": _n_of(rankings, kind) for kind in sorted(_kinds(rankings))},
    )
    about = {
        "command": measurement.command,
        "data": measurement.corpus_digest,
        "rankings": dict(measurement.details),
        "cross_validated": {name: round(value, 4) for name, value in measurement.figures.items()},
    }
    write_gauge(options.weights, learn_gauge(rankings), about=about)
    measurement.write(options.json)
    print(json.dumps(about["rankings"]))
    for name, value in measurement.figures.items():
        print(f"{name:<30}{value:.4f}")
    return 0


def _kinds(rankings: Sequence[GaugedRanking]) -> set[str]:
    return {one.kind for one in rankings}


def _n_of(rankings: Sequence[GaugedRanking], kind: str) -> int:
    return sum(one.kind == kind for one in rankings)


def _of_queries(
    searcher: HybridSearcher,
    corpus: JudgmentCorpus,
    queries: Sequence[BenchmarkQuery],
    own: dict[str, frozenset[JudgmentId]],
) -> list[GaugedRanking]:
    charged = {one.id: _charges(one) for one in corpus.judgments}
    rankings = []
    for query in queries:
        mine = own.get(query.qid, frozenset())
        filed = {canonical_charge(charge) or charge for charge in query.charges}
        like = corpus.ids_of(query.relevant(least=1))
        same = {judgment_id for judgment_id, charges in charged.items() if charges & filed}
        asked = query_of(query, is_given=False)
        for kind, excluded in (("there", mine), ("withheld", mine | like | same)):
            inputs = _inputs(searcher, asked, excluded)
            if inputs is not None:
                rankings.append(GaugedRanking(group=query.qid, kind=kind, inputs=inputs))
    return rankings


def _of_others(searcher: HybridSearcher, texts: Sequence[str]) -> list[GaugedRanking]:
    return [
        GaugedRanking(group=f"other {number}", kind="other_field", inputs=inputs)
        for number, text in enumerate(texts)
        if (inputs := _inputs(searcher, Query(text=text), frozenset())) is not None
    ]


def _charges(judgment: Judgment) -> frozenset[str]:
    named = [charge.value for charge in judgment.charges]
    return frozenset(canonical_charge(charge) or charge for charge in named)


def _inputs(
    searcher: HybridSearcher, query: Query, excluded: frozenset[JudgmentId]
) -> NDArray[np.float64] | None:
    labels = found_by_channels(searcher.snapshot, query, excluded)
    if not len(labels):
        return None
    snapshot = searcher.snapshot
    prepared = prepare_query(query, snapshot, parameters=STANDARD_SEARCH.query)
    elements = elements_of_query((), prepared, snapshot)
    if elements is None:
        raise MeasurementError("emptiness", "the index predicts no charges")
    features = read_features(prepared, elements, snapshot, labels)
    rankers = shipped_rankers()
    if rankers is None:
        raise MeasurementError("emptiness", "the shipped rankers are of other features")
    return gauge_inputs(highest_graded(features, rankers.predicted.grades(features)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation emptiness", description=__doc__)
    parser.add_argument("--judgments", type=Path, required=True, help="the judgments")
    parser.add_argument("--queries", type=Path, required=True, help="folder of the queries")
    parser.add_argument("--triples", type=Path, required=True, help="civil cases: A, B, C, closer")
    parser.add_argument("--index", type=Path, required=True, help="folder of the index")
    parser.add_argument("--weights", type=Path, required=True, help="where the gauge is written")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser
