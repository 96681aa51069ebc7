"""How soon is what came found, and does an index that has grown answer as one built anew?"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from corpus.judgment import JudgmentId, RawJudgment
from corpus.readers import read_source
from evaluation.errors import MeasurementError
from evaluation.performance.case_way import percentile
from evaluation.performance.http_search import Client
from evaluation.performance.product import Installation
from evaluation.performance.serving import answering
from indexing.columns.filters import OPEN_FILTER
from indexing.searching.query import Query
from service.data_folder import load_settings
from service.search.snapshots import SnapshotIndex, SnapshotSource

TOP: Final = 20
BATCHES: Final = 12
BATCH: Final = 5
QUERIES: Final = 200
QUERY_CHARACTERS: Final = 400
PROTOCOL: Final = (
    f"The first judgments of the set as text files, all but {BATCHES * BATCH} of them ingested "
    f"and indexed with training. Then, with `tongpan serve` answering, {BATCHES} times `tongpan "
    f"ingest` as a process of its own of {BATCH} new files and two of the first ones with another "
    "text (their judgments are withdrawn). seconds: from the end of the ingest as the records tell "
    "it to the answer of POST /api/v1/similar that holds the last new judgment, asked ten times a "
    "second. "
    f"same_top_{TOP}: share of {QUERIES} queries (the first {QUERY_CHARACTERS} characters of "
    f"texts drawn evenly) whose first {TOP} judgments are the same and in the same order in two "
    "indexes: the grown one and one built anew that keeps its models (`tongpan index --no-train`); "
    "the compacted one, which learned classifier and expectation anew, and one built anew that "
    "keeps those; and, as learned_anew, the grown and the compacted one, between which lies what "
    f"was learned. common_top_{TOP}_learned_anew: of the latter, the share of judgments that both "
    "lists hold. compaction_seconds, rebuild_seconds: wall time of `tongpan index compact`, at low "
    "priority, and of `tongpan index --no-train`."
)
_SOURCE: Final = "increments"
_ASK_AGAIN_SECONDS: Final = 0.1
_GIVE_UP_SECONDS: Final = 120.0
_DATABASE: Final = "tongpan.db"
_CHANGED: Final = "（本文书经补正。）"


def measure_increments(
    installation: Installation,
    options: argparse.Namespace,
    _today: date,
    say: Callable[[str], None],
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Let an index grow under a running server, and hold it against one built anew.

    Args:
        installation: Where it works; an empty folder.
        options: ``judgments``, ``limit``.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A command failed, or what came was not found.
    """
    data = Path(installation.environment["TONGPAN_DATA"])
    raws = _first(options.judgments, options.limit)
    n_base = len(raws) - BATCHES * BATCH
    if n_base < TOP:
        raise MeasurementError("increments", f"only {len(raws)} judgments")
    with tempfile.TemporaryDirectory(prefix="tongpan-files-") as name:
        _write(Path(name), enumerate(raws[:n_base]))
        installation.run("ingest", name, "--source", _SOURCE)
    _, built = installation.run("index")
    say("indexed, with training")
    account = installation.add_account()
    with answering(installation, say=say) as (port, _), Client(port) as client:
        client.sign_in(*account)
        waited = [
            _grow(installation, client, raws, number, n_base=n_base) for number in range(BATCHES)
        ]
    say("grown")
    source = SnapshotSource(load_settings({"data": data}))
    grown = source.current_name() or ""
    queries = [each.text[:QUERY_CHARACTERS] for each in raws[:: max(1, len(raws) // QUERIES)]]

    def lists(name: str) -> list[tuple[JudgmentId, ...]]:
        return _lists(source.open_named(name), queries[:QUERIES])

    counts_grown, of_grown = dict(source.manifest(grown).counts), lists(grown)
    rebuild, anew = installation.run("index", "--no-train", "--force")
    of_anew = lists(anew["snapshot"])
    say("built anew")
    installation.run("snapshots", "rollback", grown)
    compaction, compacted = installation.run("index", "compact")
    of_compacted = lists(compacted["snapshot"])
    say("compacted")
    _, beside = installation.run("index", "--no-train", "--force")
    of_beside = lists(beside["snapshot"])
    say("built anew beside the compacted one")
    seconds = [each for each, _ in waited]
    figures = {
        "p50_seconds": percentile(seconds, 0.5),
        "p95_seconds": percentile(seconds, 0.95),
        "command_p50_seconds": percentile([each for _, each in waited], 0.5),
        f"same_top_{TOP}_grown": _same(of_grown, of_anew),
        f"same_top_{TOP}_compacted": _same(of_compacted, of_beside),
        f"same_top_{TOP}_learned_anew": _same(of_grown, of_compacted),
        f"common_top_{TOP}_learned_anew": _common(of_grown, of_compacted),
        "compaction_seconds": compaction.seconds,
        "rebuild_seconds": rebuild.seconds,
    }
    details = {
        "corpus_digest": anew["corpus_digest"],
        "n_queries": len(of_grown),
        "counts_at_first": built["counts"],
        "counts_grown": counts_grown,
        "counts_anew": anew["counts"],
    }
    return PROTOCOL, figures, details


def _first(path: Path, limit: int) -> list[RawJudgment]:
    pieces = (each for each in read_source(path, source_name=_SOURCE))
    return list(islice((each for each in pieces if isinstance(each, RawJudgment)), limit))


def _write(folder: Path, pieces: Iterable[tuple[int, RawJudgment]]) -> None:
    for number, raw in pieces:
        (folder / f"{number:06d}.txt").write_text(raw.text, "utf-8")


def _grow(
    installation: Installation,
    client: Client,
    raws: Sequence[RawJudgment],
    number: int,
    *,
    n_base: int,
) -> tuple[float, float]:
    """Ingest one batch; return seconds until it is found, and of the whole command."""
    first = n_base + number * BATCH
    client.rest()
    with tempfile.TemporaryDirectory(prefix="tongpan-files-") as name:
        _write(Path(name), ((place, raws[place]) for place in range(first, first + BATCH)))
        for place in (2 * number, 2 * number + 1):
            (Path(name) / f"{place:06d}.txt").write_text(raws[place].text + _CHANGED, "utf-8")
        cost, _ = installation.run("ingest", name, "--source", _SOURCE)
    data = Path(installation.environment["TONGPAN_DATA"])
    ended, wanted = _last_run(data), _id_of(data, f"{first + BATCH - 1:06d}.txt")
    text, give_up = raws[first + BATCH - 1].text, time.monotonic() + _GIVE_UP_SECONDS
    while time.monotonic() < give_up:
        if wanted in client.found(text):
            return (datetime.now(UTC) - ended).total_seconds(), cost.seconds
        time.sleep(_ASK_AGAIN_SECONDS)
    raise MeasurementError("increments", f"{wanted} was not found")


def _last_run(data: Path) -> datetime:
    with closing(sqlite3.connect(data / _DATABASE)) as connection:
        (ended,) = connection.execute("SELECT max(finished_at) FROM ingest_runs").fetchone()
    return datetime.fromisoformat(str(ended)).replace(tzinfo=UTC)


def _id_of(data: Path, place: str) -> str:
    with closing(sqlite3.connect(data / _DATABASE)) as connection:
        row = connection.execute(
            "SELECT judgment_id FROM sources WHERE place = ? ORDER BY id DESC", (place,)
        ).fetchone()
    if row is None:
        raise MeasurementError("ingest", f"{place} was not taken")
    return str(row[0])


def _lists(index: SnapshotIndex, queries: Sequence[str]) -> list[tuple[JudgmentId, ...]]:
    ranked = (index.rank(Query(text=text), condition=OPEN_FILTER, limit=TOP) for text in queries)
    return [tuple(hit.judgment_id for hit in each.found) for each in ranked]


def _same(found: Sequence[object], right: Sequence[object]) -> float:
    return sum(one == other for one, other in zip(found, right, strict=True)) / len(right)


def _common(found: Sequence[Sequence[object]], right: Sequence[Sequence[object]]) -> float:
    shares = [
        len(set(one) & set(other)) / max(len(other), 1)
        for one, other in zip(found, right, strict=True)
    ]
    return sum(shares) / len(shares)
