"""``python -m evaluation charges``: which charges does the product predict from facts?"""

import argparse
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from corpus.errors import CorpusError
from evaluation.datasets.judgments import own_texts, read_judgments
from evaluation.datasets.queries import BenchmarkQuery, digest_of, read_queries
from evaluation.errors import BenchmarkError, MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.progress import progress_on_stderr, stages
from evaluation.retrieval.product import build_searcher, query_of, without_own_texts
from indexing.columns.elements import known_elements
from indexing.errors import IndexingError
from indexing.searching.hybrid import STANDARD_SEARCH
from indexing.searching.preparing import prepare_query
from indexing.snapshots.opening import IndexSnapshot

_PROTOCOL = (
    "The classifier is trained on the judgments, less those that hold a query's own text; words "
    "that name charges are not looked at. top1 and top3: some charge as filed is among the first "
    "one or three predicted; all3: mean share of the charges as filed among the first three."
)


def predict(query: BenchmarkQuery, snapshot: IndexSnapshot) -> tuple[str, ...]:
    """Return all charges that the product knows, the most probable first.

    Raises:
        MeasurementError: The index has no classifier.
    """
    model = snapshot.charge_model
    if model is None:
        raise MeasurementError("charges", "too few judgments of any two charges")
    prepared = prepare_query(
        query_of(query, is_given=False), snapshot, parameters=STANDARD_SEARCH.query
    )
    chances = model.probabilities(prepared.numbers)
    return tuple(model.names[place] for place in (-chances).argsort(kind="stable"))


def main(arguments: Sequence[str]) -> int:
    """Predict the charges of every query and compare them with those filed.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: Queries or judgments cannot be used.
        MeasurementError: Reading or indexing refused.
    """
    options = _parser().parse_args(arguments)
    queries = read_queries(options.data)
    now = datetime.now(UTC)
    say = progress_on_stderr()
    judgments = options.judgments or options.data / "judgments.jsonl.xz"
    try:
        whole = read_judgments(judgments, today=now.date())
        corpus = without_own_texts(whole, queries, own_texts(whole, queries))
        with tempfile.TemporaryDirectory(prefix="tongpan-charges-") as folder:
            snapshot = build_searcher(
                corpus, options.index or Path(folder), encoder=None, progress=stages(say)
            ).snapshot
            rows = [_score(query, predict(query, snapshot)) for query in queries if query.charges]
    except (CorpusError, IndexingError) as error:
        raise MeasurementError("charges", str(error)) from error
    if not rows:
        raise BenchmarkError(str(options.data), "no query with charges")
    names = ("top1", "top3", "all3")
    measurement = Measurement(
        name="charges",
        protocol=_PROTOCOL,
        figures={name: fmean(row[place] for row in rows) for place, name in enumerate(names)},
        command=command_of("charges", arguments),
        corpus_digest=f"{whole.digest}/{digest_of(options.data)}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={"n_queries": len(rows), "n_judgments": len(corpus.judgments)},
    )
    measurement.write(options.json)
    for name, value in measurement.figures.items():
        print(f"{name:<6}{value:.4f}")
    return 0


def _score(query: BenchmarkQuery, predicted: Sequence[str]) -> tuple[float, float, float]:
    filed = set(known_elements(query.charges)) or set(query.charges)
    return (
        float(predicted[0] in filed),
        float(not filed.isdisjoint(predicted[:3])),
        len(filed & set(predicted[:3])) / len(filed),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation charges", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        help="folder with queries.jsonl, pools.jsonl and qrels.trec",
    )
    parser.add_argument(
        "--judgments",
        type=Path,
        help="the judgments to learn from; by default judgments.jsonl.xz in DATA",
    )
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    parser.add_argument(
        "--index", type=Path, help="folder that keeps the index for the next measurement"
    )
    return parser
