"""``python -m evaluation retrieval``: how well does the product find similar cases?"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
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
from evaluation.progress import Say, progress_on_stderr, stages
from evaluation.retrieval.bm25_baseline import Bm25Ranker
from evaluation.retrieval.checks import (
    Words,
    means_without,
    naming_their_charge,
    right_words,
)
from evaluation.retrieval.cross_validation import (
    DEALS,
    cross_validated,
    lesson_of,
    without_features,
)
from evaluation.retrieval.measuring import SystemScores, measure, measure_chance, p_values
from evaluation.retrieval.product import ProductRanker, build_searcher, without_own_texts
from evaluation.retrieval.protocol import FIGURE_NAMES, PROTOCOL
from evaluation.retrieval.ranking import Ranker
from evaluation.retrieval.report import write_report
from indexing.errors import IndexingError
from indexing.learning.encoders import Encoder, load_encoder
from indexing.searching.hybrid import ALL_CHANNELS, HybridSearcher
from indexing.searching.ranker import shipped_rankers
from indexing.searching.ranking import DENSE, ELEMENTS, LEXICAL, PAIRS

SEED = 20_261_123
_CHARGES = {
    "given": "Charges given: the charges as filed are offered to the ranker.",
    "hidden": "Charges hidden: the ranker sees the text of the query alone.",
}
_RANKERS = {
    "shipped": (
        "Ranker: the one that comes with the program, learned from the queries its file names; "
        "on those queries its figures are too high."
    ),
    "cv": (
        "Ranker: learned in 5 folds by query, each query ranked by what it did not teach; means "
        f"over {len(DEALS)} deals (seeds {', '.join(map(str, DEALS))})."
    ),
    "formula": "Ranker: reciprocal rank fusion, nothing learned.",
}
_ABLATIONS = {
    "without lexical": LEXICAL,
    "without pairs": PAIRS,
    "without dense": DENSE,
    "without elements": ELEMENTS,
}


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
    say = progress_on_stderr()
    try:
        encoder = None if options.encoder is None else load_encoder(options.encoder)
        corpus = read_judgments(options.judgments, today=now.date())
        check_labelled_are_there(corpus, queries)
        say(f"{len(corpus.judgments)} judgments read")
        own = own_texts(corpus, queries)
        systems, words = _measure_all(
            corpus,
            queries,
            own,
            options=options,
            encoder=encoder,
            say=say,
        )
    except (CorpusError, IndexingError) as error:
        raise MeasurementError("retrieval", str(error)) from error
    intervals = {system.system: system.intervals(seed=SEED) for system in systems}
    by_chance = p_values(systems[0], systems[1], seed=SEED)
    naming = naming_their_charge(queries)
    measurement = Measurement(
        name=_name(options),
        protocol=f"{PROTOCOL} {_CHARGES[options.charges]} {_RANKERS[options.ranker]}",
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
            "p_hybrid_against": {
                other.system: p_values(systems[0], other, seed=SEED)
                for other in systems[1:]
                if other.system != "random"
            },
            "n_queries_naming_their_charge": len(naming),
            "without_queries_naming_their_charge": means_without(systems[0], naming),
            "words": words,
            "channels": {
                name: {figure: intervals[name][figure].mean for figure in FIGURE_NAMES}
                for name in list(intervals)[3:]
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
    options: argparse.Namespace,
    encoder: Encoder | None,
    say: Say,
) -> tuple[list[SystemScores], Words]:
    """Return the scores of the product, of its rivals, of its channels alone, and its words."""
    is_given = options.charges == "given"
    words: Words = {}
    corpus = without_own_texts(corpus, queries, own)
    own = {qid: ids & corpus.names.keys() for qid, ids in own.items()}
    with tempfile.TemporaryDirectory(prefix="tongpan-retrieval-") as folder:
        searcher = build_searcher(
            corpus,
            options.index or Path(folder),
            encoder=encoder,
            rankers=shipped_rankers if options.ranker == "shipped" else _none,
            progress=stages(say),
        )
        say("index built")
        rankers: dict[str, Ranker] = {
            "hybrid": ProductRanker(searcher, is_given=is_given),
            "bm25": Bm25Ranker(corpus.judgments, words=searcher.snapshot.segmenter.words),
            **{
                channel.value: ProductRanker(searcher, channels=[channel])
                for channel in ALL_CHANNELS
            },
        }
        say("baseline built")
        by_name = {
            name: measure(ranker, name, corpus=corpus, queries=queries, own_texts=own)
            for name, ranker in rankers.items()
        }
        if options.ranker == "cv":
            by_name["formula"] = replace(by_name["hybrid"], system="formula")
            learned, words = _learned(searcher, corpus, queries, own, options=options)
            by_name |= {system.system: system for system in learned}
    by_name["random"] = measure_chance(corpus=corpus, queries=queries, own_texts=own, seed=SEED)
    say("queries ranked")
    first = ("hybrid", "bm25", "random")
    order = (*first, *(name for name in by_name if name not in first))
    return [by_name[name] for name in order], words


def _name(options: argparse.Namespace) -> str:
    """Return the key of the expected figures; what ranks otherwise is another measurement."""
    plain = f"retrieval-{options.charges}"
    return plain if options.ranker == "shipped" else f"{plain}-{options.ranker}"


def _none() -> None:
    """Give no learned ranker."""


def _learned(
    searcher: HybridSearcher,
    corpus: JudgmentCorpus,
    queries: Sequence[BenchmarkQuery],
    own: Mapping[str, frozenset[JudgmentId]],
    *,
    options: argparse.Namespace,
) -> tuple[list[SystemScores], Words]:
    """Return the cross-validated product, in a report also without each channel, and its words."""
    is_given = options.charges == "given"
    lessons = {
        query.qid: lesson_of(
            query,
            corpus,
            searcher.snapshot,
            is_given=is_given,
            own=own.get(query.qid, frozenset()),
        )
        for query in queries
    }
    score = partial(
        cross_validated,
        searcher.snapshot,
        corpus=corpus,
        queries=queries,
        own_texts=own,
        is_given=is_given,
    )
    systems = [score("hybrid", lessons)]
    if options.report is not None:
        for name, features in _ABLATIONS.items():
            fewer = {qid: without_features(one, features) for qid, one in lessons.items()}
            systems.append(score(name, fewer))
    return systems, right_words(lessons, is_given=is_given)


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
    parser.add_argument(
        "--ranker",
        choices=sorted(_RANKERS),
        default="shipped",
        help="shipped: as installed; cv: learned here, cross-validated by query; formula: none",
    )
    parser.add_argument(
        "--index", type=Path, help="folder that keeps the index for the next measurement"
    )
    parser.add_argument("--report", type=Path, help="folder for tables and a picture")
    parser.add_argument(
        "--encoder", type=Path, help="an encoder on disk; by default one is trained on JUDGMENTS"
    )
    return parser
