"""``python -m evaluation performance``: how long do reading, ingest, index and search take?"""

import argparse
import hashlib
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from evaluation.datasets.judgments import read_judgments
from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.performance.http_search import free_port, run_load, running_server
from evaluation.performance.product import Installation
from evaluation.performance.reading import ROUNDS, measure_reading
from evaluation.retrieval.bm25_baseline import facts_of

N_CLIENTS = 8
QUERY_CHARACTERS = 400
_GIGABYTE = 1024**3
_READY_SECONDS = 120.0

_BUILD_PROTOCOL = (
    "Wall time and memory of `tongpan ingest` and `tongpan index` as processes of their own, into "
    "an empty data folder. seconds = ingest_seconds + index_seconds, training included; "
    "index_seconds_no_training rebuilds the index with the encoder that the first one trained. "
    "peak_gigabytes: most memory (GiB) that a command and its children held together, pages they "
    "share counted once."
)
_READING_PROTOCOL = (
    "The first judgments of the set, already in memory, read by one process and, apart from that, "
    f"cut into words by one process; processor time, the median of {ROUNDS} rounds. "
    "reading_to_segmentation is the ratio of the two, which says more than either on a machine "
    "that is not alone."
)
_SEARCH_PROTOCOL = (
    "Round trips of POST /api/v1/similar to `tongpan serve` on this machine: the first "
    f"{QUERY_CHARACTERS} characters of the facts of judgments spread evenly over the corpus, "
    f"each asked once, by {N_CLIENTS} clients at the same time that each wait for their answer."
)


def main(arguments: Sequence[str]) -> int:
    """Measure one suite.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        MeasurementError: The product failed or was too slow.
        BenchmarkError: There is no judgment to measure with.
    """
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    started = time.perf_counter()

    def say(what: str) -> None:
        print(f"[{time.perf_counter() - started:6.1f} s] {what}", file=sys.stderr)

    with tempfile.TemporaryDirectory(prefix="tongpan-performance-") as folder:
        installation = Installation(Path(folder), limit_seconds=options.limit_seconds)
        protocol, figures, details = _SUITES[options.suite](installation, options, now.date(), say)
    Measurement(
        name=f"performance-{options.suite}",
        protocol=protocol,
        figures=figures,
        command=command_of("performance", arguments),
        corpus_digest=details.pop("corpus_digest"),
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={"machine": _machine(), **details},
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<28}{value:10.3f}")
    return 0


_Say = Callable[[str], None]
_Suite = Callable[
    [Installation, argparse.Namespace, date, _Say], tuple[str, dict[str, float], dict[str, Any]]
]


def _build(
    installation: Installation, options: argparse.Namespace, _today: date, say: _Say
) -> tuple[str, dict[str, float], dict[str, Any]]:
    ingest, report = installation.run("ingest", str(options.judgments))
    say(f"ingested {report['accepted']} of {report['read']}")
    trained, index = installation.run("index")
    say("indexed, with training")
    untrained, again = installation.run("index", "--no-train", "--force")
    say("indexed, without training")
    if not (index["built"] and again["built"]):
        raise MeasurementError("index", "an index that stood already was measured")
    figures = {
        "ingest_seconds": ingest.seconds,
        "index_seconds": trained.seconds,
        "index_seconds_no_training": untrained.seconds,
        "seconds": ingest.seconds + trained.seconds,
        "peak_gigabytes": max(ingest.peak_bytes, trained.peak_bytes, untrained.peak_bytes)
        / _GIGABYTE,
    }
    details = {
        "corpus_digest": index["corpus_digest"],
        "accepted": report["accepted"],
        "rejected": report["rejected"],
        "counts": index["counts"],
    }
    return _BUILD_PROTOCOL, figures, details


def _search(
    installation: Installation, options: argparse.Namespace, today: date, say: _Say
) -> tuple[str, dict[str, float], dict[str, Any]]:
    try:
        judgments = read_judgments(options.judgments, today=today).judgments
    except CorpusError as error:
        raise MeasurementError("reading", str(error)) from error
    step = max(1, len(judgments) // options.searches)
    texts = [facts_of(judgment)[:QUERY_CHARACTERS] for judgment in judgments[::step]]
    texts = texts[: options.searches]
    installation.run("ingest", str(options.judgments))
    _, index = installation.run("index")
    name, password = installation.add_account()
    say("data folder made")
    port = free_port()
    with running_server(
        [installation.command, "serve", "--port", str(port)],
        port=port,
        environment={**os.environ, **installation.environment},
        limit_seconds=_READY_SECONDS,
    ):
        say("server ready")
        load = run_load(
            texts,
            port=port,
            name=name,
            password=password,
            n_clients=N_CLIENTS,
            n_warm_up=2 * N_CLIENTS,
        )
    figures = {
        "p50_milliseconds": load.percentile(0.5),
        "p95_milliseconds": load.percentile(0.95),
        "searches_per_second": load.per_second,
    }
    details = {
        "corpus_digest": index["corpus_digest"],
        "n_searches": len(load.milliseconds),
        "n_clients": N_CLIENTS,
        "counts": index["counts"],
    }
    return _SEARCH_PROTOCOL, figures, details


def _reading(
    _installation: Installation, options: argparse.Namespace, today: date, say: _Say
) -> tuple[str, dict[str, float], dict[str, Any]]:
    speed = measure_reading(options.judgments, n_judgments=options.texts, today=today)
    say(f"read {speed.n_judgments}")
    figures = {
        "judgments_per_processor_second": speed.read_per_second,
        "segmented_per_processor_second": speed.segmented_per_second,
        "reading_to_segmentation": speed.read_per_second / speed.segmented_per_second,
    }
    details = {
        "corpus_digest": hashlib.sha256(options.judgments.read_bytes()).hexdigest()[:16],
        "n_judgments": speed.n_judgments,
        "mean_characters": round(speed.mean_characters),
    }
    return _READING_PROTOCOL, figures, details


_SUITES: Mapping[str, _Suite] = {"build": _build, "reading": _reading, "search": _search}


def _machine() -> dict[str, object]:
    """Say what ran it: a time without its machine means nothing."""
    return {
        "processors": os.cpu_count(),
        "usable_processors": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "load_average": os.getloadavg()[0],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation performance", description=__doc__)
    parser.add_argument("--suite", choices=sorted(_SUITES), required=True, help="what to measure")
    parser.add_argument("--judgments", type=Path, required=True, help="the judgments to work on")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    parser.add_argument(
        "--searches", type=int, default=400, help="suite search: how many searches (default 400)"
    )
    parser.add_argument(
        "--texts", type=int, default=1000, help="suite reading: how many judgments (default 1000)"
    )
    parser.add_argument(
        "--limit-seconds", type=float, default=1800, help="longest run of one command"
    )
    return parser
