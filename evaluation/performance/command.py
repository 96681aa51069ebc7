"""``python -m evaluation performance``: how long do reading, ingest, index and search take?"""

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.errors import CorpusError
from corpus.judgment import Judgment
from evaluation.datasets.judgments import read_judgments
from evaluation.errors import MeasurementError
from evaluation.performance.auditing import measure_audit, measure_stages
from evaluation.performance.case_way import (
    N_PAGES,
    PAGE_CHARACTERS,
    go_checks,
    go_ways,
    percentile,
)
from evaluation.performance.engines import measure_engines
from evaluation.performance.growing import measure_increments
from evaluation.performance.growth.suite import add_growth_arguments, measure_growth
from evaluation.performance.peers.suite import ROUNDS as ROUNDS_OF_BUILDING
from evaluation.performance.peers.suite import measure_peers
from evaluation.performance.processes import processor_seconds
from evaluation.performance.product import Installation
from evaluation.performance.reading import ROUNDS, measure_reading
from evaluation.performance.ready import (
    copy_ready,
    copy_records,
    digest_of_records,
    judgments_of,
)
from evaluation.performance.referral.suite import measure_referral_pages
from evaluation.performance.room import measure_room, room_of
from evaluation.performance.searching import N_CLIENTS, measure_profile, measure_search
from evaluation.performance.serving import serving
from evaluation.performance.starting import measure_memory
from evaluation.retrieval.bm25_baseline import facts_of
from evaluation.suites import Found, Say, run_suite
from indexing.learning.encoders import load_encoder

_MORE_PAGES = 2
ENCODE_RUNS = 3
_GIGABYTE = 1024**3

_BUILD_PROTOCOL = (
    "Wall time and memory of `tongpan ingest` and `tongpan index` as processes of their own, into "
    "an empty data folder. seconds = ingest_seconds + index_seconds, training included; "
    "index_seconds_no_training rebuilds the index with the encoder that the first one trained. "
    "peak_gigabytes: most memory (GiB) that a command and its children held together, pages they "
    "share counted once. Room: as in suite disk."
)
_READING_PROTOCOL = (
    "The first judgments of the set, already in memory, read by one process and, apart from that, "
    f"cut into words by one process; processor time, the median of {ROUNDS} rounds. "
    "reading_to_segmentation is the ratio of the two, which says more than either on a machine "
    "that is not alone."
)
_CASE_PROTOCOL = (
    f"One person on the pages of `tongpan serve` on this machine: a file of {N_PAGES} pages "
    f"({PAGE_CHARACTERS} characters a page, the first of the longest judgments, spread evenly over "
    "them) is dropped as .docx; from sending it to the last byte of the page with every tier "
    "and of the comparison of its first hit. The making of the file is not counted."
)
_AUDIT_PROTOCOL = (
    "Wall time, processor time and memory of `tongpan audit --scope everywhere` over all days, a "
    "process of its own with its workers, on a copy of the records without any audit. Stages: "
    "processor milliseconds a judgment, in one process, over the largest causes."
)
_TRAIN_PROTOCOL = (
    "Wall time and memory of `tongpan train` as a process of its own, on a store just ingested: "
    "starting, reading the store, training, figures on judgments held out. peak_gigabytes: "
    "most memory (GiB), pages shared counted once."
)
_ENCODE_PROTOCOL = (
    "Wall time of encoding the facts of every judgment, each as one text of its whole length, by "
    f"an encoder just loaded; the fastest of {ENCODE_RUNS} runs. Facts: all sections the index "
    "counts as facts, evidence and parties' accounts among them."
)


_CHECK_PROTOCOL = (
    f"One person, one keep-alive connection, one process per core. A whole judgment of {N_PAGES} "
    f"to {N_PAGES + _MORE_PAGES} pages of {PAGE_CHARACTERS} characters, evenly drawn, is opened as "
    "a pending case from .docx, unmeasured, and uploaded as its draft; measured until the page of "
    "the check with like cases, marks and findings is there to its last byte. Its own judgment is "
    "among those searched. processor: time of all processes of the server meanwhile, in ticks of "
    "10 ms, which says more on a machine that is not alone."
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
    needs_judgments = options.suite not in _READY or options.data is None
    if options.judgments is None and needs_judgments and options.suite != _BY_ITSELF:
        raise MeasurementError(options.suite, "no judgments; expected --judgments FILE")
    today = datetime.now(UTC).date()

    def measure(say: Say) -> Found:
        with tempfile.TemporaryDirectory(prefix="tongpan-performance-") as folder:
            data = _data_of(options, Path(folder))
            installation = Installation(data, limit_seconds=options.limit_seconds)
            return _SUITES[options.suite](installation, options, today, say)

    run_suite("performance", arguments, suite=options.suite, measure=measure, path=options.json)
    return 0


def _data_of(options: argparse.Namespace, empty: Path) -> Path:
    """Return the folder to work in: where one that stands already is measured, a copy of it."""
    if options.data is None:
        return empty
    if options.judgments is None and options.suite in _SERVED:
        copy_ready(options.data, empty)
        return empty
    folder: Path = options.data
    return folder


_Suite = Callable[[Installation, argparse.Namespace, date, Say], Found]


def _build(
    installation: Installation, options: argparse.Namespace, _today: date, say: Say
) -> Found:
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
    room, shares = room_of(installation.data)
    details = {
        "corpus_digest": index["corpus_digest"],
        "accepted": report["accepted"],
        "rejected": report["rejected"],
        "counts": index["counts"],
        "kilobytes_per_judgment": shares,
    }
    return _BUILD_PROTOCOL, figures | room, details


def _judgments(options: argparse.Namespace, today: date) -> Sequence[Judgment]:
    if options.judgments is None:
        return judgments_of(options.data)
    try:
        return read_judgments(options.judgments, today=today).judgments
    except CorpusError as error:
        raise MeasurementError("reading", str(error)) from error


def _search(
    installation: Installation, options: argparse.Namespace, today: date, say: Say
) -> Found:
    return measure_search(installation, options, _judgments(options, today), say)


def _profile(
    installation: Installation, options: argparse.Namespace, today: date, say: Say
) -> Found:
    return measure_profile(installation, options, _judgments(options, today), say)


def _check(installation: Installation, options: argparse.Namespace, today: date, say: Say) -> Found:
    texts = _whole_texts(_judgments(options, today), options.cases)
    with serving(installation, options.judgments, say=say) as served:
        taken = go_checks(
            texts,
            port=served.port,
            name=served.name,
            password=served.password,
            n_warm_up=4,
            spent=lambda: processor_seconds(served.process),
        )
    figures = {
        "p50_ms": percentile(taken.whole, 0.5),
        "p95_ms": percentile(taken.whole, 0.95),
        "processor_p50_ms": percentile(taken.processor, 0.5),
        "processor_p95_ms": percentile(taken.processor, 0.95),
    }
    details = {
        "corpus_digest": served.index["corpus_digest"],
        "n_drafts": len(texts),
        "counts": served.index["counts"],
    }
    return _CHECK_PROTOCOL, figures, details


def _long_texts(judgments: Sequence[Judgment], most: int) -> list[str]:
    """Return the first pages of long judgments, evenly drawn.

    Raises:
        MeasurementError: None is long enough.
    """
    characters = PAGE_CHARACTERS * N_PAGES
    long = [each.text[:characters] for each in judgments if len(each.text) >= characters]
    if not long:
        raise MeasurementError("case", f"no judgment of {characters} characters")
    return _drawn(long, most)


def _whole_texts(judgments: Sequence[Judgment], most: int) -> list[str]:
    """Return whole judgments of that many pages, with their rulings, evenly drawn.

    Raises:
        MeasurementError: None is of that length.
    """
    pages = range(PAGE_CHARACTERS * N_PAGES, PAGE_CHARACTERS * (N_PAGES + _MORE_PAGES) + 1)
    whole = [each.text for each in judgments if len(each.text) in pages]
    if not whole:
        raise MeasurementError("check", f"no judgment of {N_PAGES} pages")
    return _drawn(whole, most)


def _drawn(texts: list[str], most: int) -> list[str]:
    return texts[:: max(1, len(texts) // most)][:most]


def _case(installation: Installation, options: argparse.Namespace, today: date, say: Say) -> Found:
    texts = _long_texts(_judgments(options, today), options.cases)
    with serving(installation, options.judgments, say=say) as served:
        ways = go_ways(
            texts, port=served.port, name=served.name, password=served.password, n_warm_up=4
        )
    figures = {
        "p50_ms": percentile(ways.whole, 0.5),
        "p95_ms": percentile(ways.whole, 0.95),
        "upload_p95_ms": percentile(ways.upload, 0.95),
        "page_p95_ms": percentile(ways.page, 0.95),
        "comparison_p95_ms": percentile(ways.comparison, 0.95),
    }
    details = {
        "corpus_digest": served.index["corpus_digest"],
        "n_cases": len(texts),
        "counts": served.index["counts"],
    }
    return _CASE_PROTOCOL, figures, details


def _reading(
    _installation: Installation, options: argparse.Namespace, today: date, say: Say
) -> Found:
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


def _audit(
    _installation: Installation, options: argparse.Namespace, _today: date, say: Say
) -> Found:
    with tempfile.TemporaryDirectory(prefix="tongpan-audit-") as name:
        folder = Path(name)
        installation = Installation(folder, limit_seconds=options.limit_seconds)
        if options.data is None:
            installation.run("ingest", str(options.judgments))
        else:
            copy_records(options.data, folder)
        say("records at hand")
        cost = measure_audit(installation)
        say("audited")
        stages = measure_stages(folder)
        say("stages told")
        digest = digest_of_records(folder)
    figures = {
        "seconds": cost.seconds,
        "processor_seconds": cost.processor_seconds,
        "peak_gigabytes": cost.peak_bytes / _GIGABYTE,
        "load_ms": stages.load,
        "read_ms": stages.read,
        "find_ms": stages.find,
        "cluster_ms": stages.cluster,
    }
    told = ("judgments", "without_cause", "causes", "positions", "insufficient", "explained")
    details = {
        "corpus_digest": digest,
        "n_staged": stages.n_judgments,
        "clusters": len(cost.answer["clusters"]),
        **{name: cost.answer[name] for name in told},
    }
    return _AUDIT_PROTOCOL, figures, details


def _train(
    installation: Installation, options: argparse.Namespace, _today: date, say: Say
) -> Found:
    installation.run("ingest", str(options.judgments))
    say("ingested")
    cost, trained = installation.run("train")
    say("trained")
    figures = {"seconds": cost.seconds, "peak_gigabytes": cost.peak_bytes / _GIGABYTE}
    told = ("n_judgments", "n_held_out", "n_words", "pairs", "before", "after", "floor")
    details = {
        "corpus_digest": trained["corpus_digest"],
        "training_seconds": trained["seconds"],
        **{name: trained[name] for name in told},
    }
    return _TRAIN_PROTOCOL, figures, details


def _encode(
    installation: Installation, options: argparse.Namespace, today: date, say: Say
) -> Found:
    try:
        corpus = read_judgments(options.judgments, today=today)
    except CorpusError as error:
        raise MeasurementError("reading", str(error)) from error
    facts = [facts_of(judgment) for judgment in corpus.judgments]
    folder = options.encoder
    if folder is None:
        installation.run("ingest", str(options.judgments))
        _, trained = installation.run("train")
        folder = Path(trained["folder"])
    say("encoder at hand")
    seconds = min(_encoded(facts, folder) for _ in range(ENCODE_RUNS))
    characters = sum(map(len, facts))
    figures = {
        "documents_per_second": len(facts) / seconds,
        "characters_per_second": characters / seconds,
    }
    details = {
        "corpus_digest": corpus.digest,
        "n_documents": len(facts),
        "mean_characters": characters / len(facts),
        "encoder": "trained here" if options.encoder is None else options.encoder.name,
    }
    return _ENCODE_PROTOCOL, figures, details


def _encoded(texts: Sequence[str], folder: Path) -> float:
    """Return the seconds in which an encoder just loaded encodes all texts."""
    encoder = load_encoder(folder)
    started = time.perf_counter()
    encoder.encode_documents(texts)
    return time.perf_counter() - started


_SUITES: Mapping[str, _Suite] = {
    "audit": _audit,
    "build": _build,
    "case": _case,
    "check": _check,
    "disk": measure_room,
    "encode": _encode,
    "engines": measure_engines,
    "growth": measure_growth,
    "increments": measure_increments,
    "memory": measure_memory,
    "peers": measure_peers,
    "profile": _profile,
    "reading": _reading,
    "referral": measure_referral_pages,
    "search": _search,
    "train": _train,
}


_BY_ITSELF = "referral"
_SERVED = frozenset({"case", "check", "memory", "profile", "search", _BY_ITSELF})
_READY = _SERVED | {"audit", "disk"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation performance", description=__doc__)
    parser.add_argument("--suite", choices=sorted(_SUITES), required=True, help="what to measure")
    parser.add_argument(
        "--judgments",
        type=Path,
        help="the judgments to work on; without them audit, case, check, memory and search measure "
        "on a copy of --data as it stands",
    )
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    parser.add_argument(
        "--searches",
        type=int,
        default=400,
        help="suites search, profile: how many searches (default 400)",
    )
    parser.add_argument(
        "--clients",
        type=int,
        default=N_CLIENTS,
        help=f"suites search, profile: how many ask at the same time (default {N_CLIENTS})",
    )
    parser.add_argument(
        "--cases", type=int, default=60, help="suites case, check: how many files (default 60)"
    )
    parser.add_argument(
        "--data",
        type=Path,
        help="work in this data folder and keep it; by default an empty one. Suites growth, peers: "
        "take the learned models of its index",
    )
    parser.add_argument(
        "--texts", type=int, default=1000, help="suite reading: how many judgments (default 1000)"
    )
    for name, number in (("referrals", 10_000), ("meetings", 500), ("requests", 40)):
        parser.add_argument(
            f"--{name}", type=int, default=number, help=f"suite referral (default {number})"
        )
    parser.add_argument(
        "--limit",
        type=int,
        default=1000,
        help="suites increments, engines, peers: how many judgments (default 1000)",
    )
    parser.add_argument(
        "--queries", type=int, default=200, help="suite peers: how many queries (default 200)"
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=ROUNDS_OF_BUILDING,
        help="suite peers: how often every engine is built (default "
        f"{ROUNDS_OF_BUILDING}; of all of LeCaRD once is enough)",
    )
    add_growth_arguments(parser)
    parser.add_argument(
        "--engine",
        default="",
        help="suite engines: milvus://HOST:PORT; by default milvus-lite in this process",
    )
    parser.add_argument(
        "--encoder", type=Path, help="suite encode: this one; by default one is trained"
    )
    parser.add_argument(
        "--limit-seconds", type=float, default=1800, help="longest run of one command"
    )
    return parser
