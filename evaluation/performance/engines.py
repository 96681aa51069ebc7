"""Do the embedded engine and a Milvus find the same, and what does each cost?"""

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CorpusError
from corpus.judgment import Judgment, Rejected
from corpus.readers import read_source
from corpus.reading import read_judgment
from evaluation.errors import MeasurementError
from evaluation.performance.case_way import percentile
from evaluation.performance.product import Installation
from indexing.assembly.building import BuildParameters, build_snapshot, fill_new
from indexing.channels.rankings import Ranking
from indexing.channels.vectors import FaissVectors
from indexing.engines.address import MilvusAddress, milvus_address
from indexing.engines.filling import EngineFill
from indexing.engines.milvus_collection import MilvusServer
from indexing.engines.seam import CandidateEngine
from indexing.errors import IndexingError
from indexing.learning.training import TrainingParameters
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.preparing import PreparedQuery, QueryParameters, prepare_query
from indexing.searching.query import Query
from indexing.snapshots.linking import link_tree
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import new_snapshot, publish

CANDIDATES: Final = 100
TOP: Final = 20
QUERIES: Final = 20
QUERY_CHARACTERS: Final = 400
_SECONDS: Final = 120.0
_FILTERED: Final = 0.2
_LISTS_FROM: Final = 100
PROTOCOL: Final = (
    "The first judgments of the set, indexed once with an encoder trained in one round; the same "
    "index filled into a Milvus (milvus-lite in this process unless --engine names one), so that "
    "only the engine differs. insert_seconds: until all rows are in and flushed. "
    f"{QUERIES} queries (the first {QUERY_CHARACTERS} characters of texts drawn evenly): "
    f"same_{CANDIDATES}_lexical, _dense: share of queries whose first {CANDIDATES} candidates are "
    "the same in the same order, without a filter and with one that allows a fifth drawn at "
    f"random. same_top_{TOP}: share whose {TOP} hits of the whole search are. p50, p95: "
    "milliseconds of the whole search, in this process, queries prepared anew; lexical_, dense_: "
    f"of {CANDIDATES} candidates alone. lists_recall: share of the first 100 of an exact search "
    "that inverted lists over the same vectors find, of so many looked into as the build chose."
)

_Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """What one engine answered, and the milliseconds it took."""

    candidates: dict[str, list[Ranking]]
    hits: list[tuple[str, ...]]
    milliseconds: dict[str, list[float]]


def measure_engines(
    _installation: Installation, options: argparse.Namespace, today: date, say: _Say
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Ask both engines the same.

    Args:
        options: ``judgments``, ``limit``, ``engine``.
        today: The day of reading.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: There are too few judgments, or an engine refuses.
    """
    judgments = list(islice(_judgments(options.judgments, today), options.limit))
    if len(judgments) < CANDIDATES:
        raise MeasurementError("engines", f"only {len(judgments)} judgments")
    say(f"read {len(judgments)}")
    with tempfile.TemporaryDirectory(prefix="tongpan-engines-") as name:
        try:
            return _measured(Path(name), judgments, options.engine, say)
        except IndexingError as error:
            raise MeasurementError("engines", str(error)) from error


def _measured(
    folder: Path, judgments: Sequence[Judgment], engine: str, say: _Say
) -> tuple[str, dict[str, float], dict[str, Any]]:
    parameters = BuildParameters(training=TrainingParameters(epochs=1))
    build_snapshot(judgments, folder / "files", corpus_digest="measured", parameters=parameters)
    files = IndexSnapshot.open(folder / "files")
    say("indexed")
    server = MilvusServer(address_of(engine, folder / "milvus.db"))
    try:
        seconds = filled_milvus(files, folder / "milvus", server)
        say("filled")
        milvus = IndexSnapshot.open(folder / "milvus", server=server)
        step = max(1, len(judgments) // QUERIES)
        texts = [each.text[:QUERY_CHARACTERS] for each in judgments[::step]][:QUERIES]
        answers = [_asked(snapshot, texts) for snapshot in (files, milvus)]
        say("asked")
        record = milvus.manifest.engine or {}
        if not engine:
            server.drop(str(record["collection"]))
    finally:
        server.close()
    figures = {
        "insert_seconds": seconds,
        **_agreement(*answers),
        **{
            f"{share}_ms_{kind}_{engine_name}": percentile(times, at)
            for engine_name, each in zip(("embedded", "milvus"), answers, strict=True)
            for kind, times in each.milliseconds.items()
            for share, at in (("p50", 0.5), ("p95", 0.95))
        },
    }
    lists = FaissVectors.of(files.vectors.vectors(), exact_rows=_LISTS_FROM).measured
    if lists is not None:
        figures["lists_recall"] = lists.recall
    details = {
        "corpus_digest": _digest(judgments),
        "n_queries": len(texts),
        "engine": engine or "milvus-lite in this process",
        "record": dict(record),
        "lists": files.vectors.size if lists is None else [lists.lists, lists.looked_into],
        "counts": dict(files.manifest.counts),
    }
    return PROTOCOL, figures, details


def _judgments(path: Path, today: date) -> Iterator[Judgment]:
    try:
        for piece in read_source(path):
            read = piece if isinstance(piece, Rejected) else read_judgment(piece, today=today)
            if not isinstance(read, Rejected):
                yield read
    except CorpusError as error:
        raise MeasurementError("reading", str(error)) from error


def _digest(judgments: Sequence[Judgment]) -> str:
    ids = "\n".join(sorted(each.id for each in judgments))
    return hashlib.sha256(ids.encode()).hexdigest()[:16]


def address_of(engine: str, inside: Path) -> MilvusAddress:
    """Return the address of a Milvus; where none is named, that of milvus-lite in this process.

    Args:
        engine: What was told, milvus://HOST:PORT, or nothing.
        inside: Where milvus-lite keeps its data.
    """
    given = milvus_address(engine, seconds=_SECONDS) if engine else None
    return given or MilvusAddress(uri=str(inside), seconds=_SECONDS)


def filled_milvus(files: IndexSnapshot, root: Path, server: MilvusServer) -> float:
    """Publish the same index, filled into a Milvus; return the seconds that the filling took.

    Args:
        files: The index.
        root: Where the snapshot is published that the Milvus answers for.
        server: The Milvus.
    """
    with new_snapshot(root) as folder:
        link_tree(files.folder, folder, names=files.manifest.files)
        started = time.perf_counter()
        record = fill_new(folder, EngineFill(server=server, exact_rows=len(files.columns.ids)))
        seconds = time.perf_counter() - started
        publish(folder, replace(files.manifest, engine=record))
    return seconds


def _asked(snapshot: IndexSnapshot, texts: Sequence[str]) -> _Answers:
    searcher = HybridSearcher(snapshot)
    fifth = np.random.default_rng(1).random(snapshot.columns.size) < _FILTERED
    found = _Answers(
        candidates={"lexical": [], "dense": []},
        hits=[],
        milliseconds={"search": [], "lexical": [], "dense": []},
    )
    for text in texts:
        query = prepare_query(Query(text=text), snapshot, parameters=QueryParameters())
        for allowed in (None, fifth):
            for kind in found.candidates:
                started = time.perf_counter()
                found.candidates[kind].append(_candidates(snapshot.engine, kind, query, allowed))
                found.milliseconds[kind].append(1000 * (time.perf_counter() - started))
        started = time.perf_counter()
        result = searcher.search(Query(text=text), limit=TOP)
        found.milliseconds["search"].append(1000 * (time.perf_counter() - started))
        found.hits.append(tuple(hit.judgment_id for hit in result.hits))
    return found


def _candidates(
    engine: CandidateEngine, kind: str, query: PreparedQuery, allowed: NDArray[np.bool_] | None
) -> Ranking:
    if kind == "lexical":
        return engine.lexical(query.terms, depth=CANDIDATES, allowed=allowed)
    return engine.dense(query.vector, depth=CANDIDATES, allowed=allowed)


def _agreement(files: _Answers, milvus: _Answers) -> dict[str, float]:
    same = {
        f"same_{CANDIDATES}_{kind}": [
            np.array_equal(one.labels, other.labels)
            for one, other in zip(files.candidates[kind], milvus.candidates[kind], strict=True)
        ]
        for kind in files.candidates
    }
    same[f"same_top_{TOP}"] = [
        one == other for one, other in zip(files.hits, milvus.hits, strict=True)
    ]
    return {name: float(np.mean(each)) for name, each in same.items()}
