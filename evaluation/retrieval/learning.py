"""``python -m evaluation rank``: learn the rankers that come with the program."""

import argparse
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from evaluation.datasets.judgments import check_labelled_are_there, own_texts, read_judgments
from evaluation.datasets.queries import digest_of, read_queries
from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.progress import progress_on_stderr, stages
from evaluation.retrieval.cross_validation import cross_validated, learned_of, lesson_of
from evaluation.retrieval.product import build_searcher, without_own_texts
from evaluation.retrieval.protocol import FIGURE_NAMES, PROTOCOL
from indexing.errors import IndexingError
from indexing.searching.ranker import LinearRanker, Rankers, write_rankers

_KINDS = {"given": True, "predicted": False}


def main(arguments: Sequence[str]) -> int:
    """Learn a ranker for charges told and one for charges predicted, and write both.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: Queries, labels or judgments cannot be used.
        MeasurementError: Reading, indexing or learning refused.
    """
    options = _parser().parse_args(arguments)
    queries = read_queries(options.queries)
    now = datetime.now(UTC)
    say = progress_on_stderr()
    learned: dict[str, LinearRanker] = {}
    figures: dict[str, float] = {}
    try:
        whole = read_judgments(options.judgments, today=now.date())
        check_labelled_are_there(whole, queries)
        own = own_texts(whole, queries)
        corpus = without_own_texts(whole, queries, own)
        with tempfile.TemporaryDirectory(prefix="tongpan-rank-") as folder:
            snapshot = build_searcher(
                corpus,
                options.index or Path(folder),
                encoder=None,
                rankers=_none,
                progress=stages(say),
            ).snapshot
            for kind, is_given in _KINDS.items():
                lessons = {
                    query.qid: lesson_of(
                        query,
                        corpus,
                        snapshot,
                        is_given=is_given,
                        own=own.get(query.qid, frozenset()) & corpus.names.keys(),
                    )
                    for query in queries
                }
                learned[kind] = learned_of(list(lessons.values()), name=f"linear, charges {kind}")
                system = cross_validated(
                    snapshot,
                    kind,
                    lessons,
                    corpus=corpus,
                    queries=queries,
                    own_texts=own,
                    is_given=is_given,
                )
                for name in FIGURE_NAMES:
                    values = system.values(name)
                    figures[f"{kind}/{name}"] = sum(values) / len(values)
                say(f"learned with charges {kind}")
    except (CorpusError, IndexingError) as error:
        raise MeasurementError("rank", str(error)) from error
    measurement = Measurement(
        name="rank",
        protocol=f"{PROTOCOL} Figures are cross-validated by query; the weights are not.",
        figures=figures,
        command=command_of("rank", arguments),
        corpus_digest=f"{whole.digest}/{digest_of(options.queries)}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={"n_queries": len(queries), "n_judgments": len(corpus.judgments)},
    )
    about: dict[str, Any] = {
        "command": measurement.command,
        "data": measurement.corpus_digest,
        "queries": [query.qid for query in queries],
        "cross_validated": {name: round(value, 4) for name, value in figures.items()},
    }
    write_rankers(
        options.weights,
        Rankers(given=learned["given"], predicted=learned["predicted"]),
        about=about,
    )
    measurement.write(options.json)
    for name, value in figures.items():
        print(f"{name:<26}{value:.4f}")
    return 0


def _none() -> None:
    """Give no learned ranker."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation rank", description=__doc__)
    parser.add_argument(
        "--judgments", type=Path, required=True, help="the judgments, in any form that is ingested"
    )
    parser.add_argument(
        "--queries",
        type=Path,
        required=True,
        help="folder with queries.jsonl, pools.jsonl and qrels.trec",
    )
    parser.add_argument("--weights", type=Path, required=True, help="where the rankers are written")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    parser.add_argument(
        "--index", type=Path, help="folder that keeps the index for the next measurement"
    )
    return parser
