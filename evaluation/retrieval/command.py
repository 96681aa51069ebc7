"""``python -m evaluation retrieval``: how well does the product find similar cases?"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import CorpusError
from corpus.judgment import JudgmentId
from evaluation.datasets.judgments import (
    JudgmentCorpus,
    check_labelled_are_there,
    own_texts,
    read_judgments,
)
from evaluation.datasets.queries import BenchmarkQuery, digest_of, read_queries
from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.retrieval.bm25_baseline import Bm25Ranker
from evaluation.retrieval.measuring import SystemScores, measure, measure_chance, p_values
from evaluation.retrieval.product import ProductRanker, build_searcher
from evaluation.retrieval.protocol import FIGURE_NAMES, PROTOCOL
from evaluation.retrieval.ranking import Ranker
from evaluation.retrieval.report import write_report
from indexing.encoders import Encoder, load_encoder
from indexing.errors import IndexingError
from indexing.hybrid import ALL_CHANNELS
from indexing.training import Progress

SEED = 20_261_123
Say = Callable[[str], None]
_CHARGES = {
    "given": "Charges given: the charges as filed are offered to the ranker.",
    "hidden": "Charges hidden: the ranker sees the text of the query alone.",
}
_NO_CHARGES = "The hybrid of this version reads no charges, so given and hidden rank alike."


def main(arguments: Sequence[str]) -> int:
    """Rank the queries of a folder with the product and with the baselines, and score them.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: Queries, labels or judgments cannot be used.
        MeasurementError: Reading or indexing refused.
    """
    options = _parser().parse_args(arguments)
    queries = read_queries(options.queries)
    now = datetime.now(UTC)
    say = _progress()
    try:
        encoder = None if options.encoder is None else load_encoder(options.encoder)
        corpus = read_judgments(options.judgments, today=now.date())
        check_labelled_are_there(corpus, queries)
        say(f"{len(corpus.judgments)} judgments read")
        own = own_texts(corpus, queries)
        systems = _measure_all(corpus, queries, own, encoder=encoder, say=say)
    except (CorpusError, IndexingError) as error:
        raise MeasurementError("retrieval", str(error)) from error
    intervals = {system.system: system.intervals(seed=SEED) for system in systems}
    by_chance = p_values(systems[0], systems[1], seed=SEED)
    measurement = Measurement(
        name=f"retrieval-{options.charges}",
        protocol=f"{PROTOCOL} {_CHARGES[options.charges]} {_NO_CHARGES}",
        figures={
            prefix + name: intervals[system][name].mean
            for system, prefix in (("hybrid", ""), ("bm25", "bm25/"), ("random", "random/"))
            for name in FIGURE_NAMES
        },
        command=command_of("retrieval", arguments),
        corpus_digest=f"{corpus.digest}/{digest_of(options.queries)}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={
            "n_queries": len(queries),
            "n_judgments": len(corpus.judgments),
            "n_rejected": corpus.n_rejected,
            "n_own_texts_left_out": sum(map(len, own.values())),
            "own_texts_left_out": {qid: corpus.named(sorted(ids)) for qid, ids in own.items()},
            "encoder": "trained" if options.encoder is None else options.encoder.name,
            "intervals": {
                system: {name: [i.low, i.high] for name, i in of_system.items()}
                for system, of_system in intervals.items()
            },
            "p_hybrid_against_bm25": by_chance,
            "channels": {
                channel.value: {name: intervals[channel][name].mean for name in FIGURE_NAMES}
                for channel in ALL_CHANNELS
            },
        },
    )
    measurement.write(options.json)
    if options.report is not None:
        write_report(options.report, measurement, systems, intervals=intervals, p_values=by_chance)
    for name in FIGURE_NAMES:
        means = (f"{system} {of_system[name].mean:.4f}" for system, of_system in intervals.items())
        print(f"{name:<16}{'  '.join(means)}")
    return 0


def _measure_all(
    corpus: JudgmentCorpus,
    queries: Sequence[BenchmarkQuery],
    own: Mapping[str, frozenset[JudgmentId]],
    *,
    encoder: Encoder | None,
    say: Say,
) -> list[SystemScores]:
    """Return the scores of the product, of its rivals and of each of its channels alone."""
    with tempfile.TemporaryDirectory(prefix="tongpan-retrieval-") as folder:
        searcher = build_searcher(corpus, Path(folder), encoder=encoder, progress=_stages(say))
        say("index built")
        rankers: dict[str, Ranker] = {
            "hybrid": ProductRanker(searcher),
            "bm25": Bm25Ranker(corpus.judgments, words=searcher.snapshot.segmenter.words),
            **{
                channel.value: ProductRanker(searcher, channels=[channel])
                for channel in ALL_CHANNELS
            },
        }
        say("baseline built")
        systems = [
            measure(ranker, name, corpus=corpus, queries=queries, own_texts=own)
            for name, ranker in rankers.items()
        ]
    chance = measure_chance(corpus=corpus, queries=queries, own_texts=own, seed=SEED)
    say("queries ranked")
    return [*systems[:2], chance, *systems[2:]]


def _progress() -> Say:
    """Return a function that tells on standard error what was done, with the time so far."""
    started = time.perf_counter()

    def say(what: str) -> None:
        print(f"[{time.perf_counter() - started:6.1f} s] {what}", file=sys.stderr)

    return say


def _stages(say: Say) -> Progress:
    """Return a listener that tells each stage of building once, when it begins."""
    begun: set[str] = set()

    def listen(stage: str, _done: int, _total: int) -> None:
        if stage not in begun:
            begun.add(stage)
            say(f"indexing: {stage}")

    return listen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation retrieval", description=__doc__)
    parser.add_argument(
        "--judgments", type=Path, required=True, help="the judgments, in any form that is ingested"
    )
    parser.add_argument(
        "--queries",
        type=Path,
        required=True,
        help="folder with queries.jsonl, pools.jsonl and qrels.trec",
    )
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    parser.add_argument(
        "--charges", choices=sorted(_CHARGES), default="hidden", help="may the ranker see charges?"
    )
    parser.add_argument("--report", type=Path, help="folder for tables and a picture")
    parser.add_argument(
        "--encoder", type=Path, help="an encoder on disk; by default one is trained on JUDGMENTS"
    )
    return parser
