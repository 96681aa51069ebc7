"""What is at work when it is killed, and what had it acknowledged?

Each work runs in a forked child and says into a pipe what it acknowledged to its user; the kill
finds the child at any moment of it.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any, Final

from corpus.ingest import ingest
from corpus.workforce import ALONE
from evaluation.endurance.kills.ready import JUDGE, TODAY, Ready
from evaluation.errors import MeasurementError
from evaluation.performance.referral.people import MEMBERS
from indexing.assembly.building import build_snapshot
from indexing.learning.encoders import load_encoder
from indexing.snapshots.snapshot import SnapshotManifest
from indexing.words.segmentation import Segmenter
from service.backup.keeping import back_up
from service.cli.upkeep.serving import run_serve
from service.data_folder import load_settings
from service.house import open_house
from service.search.snapshots import SnapshotSource
from service.verdicts.model import Verdict

BACKUP: Final = ".backup"
_PIECES: Final = "pieces"
_N_PIECES: Final = 40
_HOST: Final = "127.0.0.1"
_TIMEOUT_SECONDS: Final = 30.0
_REASON: Final = "同意"


class Work(StrEnum):
    """What is killed."""

    INGEST = "ingest"
    INDEX = "index"
    INCREMENT = "increment"
    COMPACTION = "compaction"
    BACKUP = "backup"
    VOTE = "vote"
    VERDICT = "verdict"


BY_ITSELF: Final = frozenset(
    {Work.INGEST, Work.INDEX, Work.INCREMENT, Work.COMPACTION, Work.BACKUP}
)
"""Works that are commands; the others are asked of a server."""

INDEXING: Final = frozenset({Work.INDEX, Work.INCREMENT, Work.COMPACTION})
"""Works that acknowledge the name of a snapshot, of which the last one is in use."""


def do(work: Work, ready: Ready, data: Path, tell: Callable[[object], None], *, most: int) -> None:
    """Do the work of a command, in the child; all but an ingest again and again.

    Args:
        work: One of :data:`BY_ITSELF`.
        ready: What lies ready.
        data: The data folder of this run.
        tell: Says what was acknowledged.
        most: How many indexes, increments or backups; an ingest ends with its source.
    """
    settings = load_settings({"data": data})
    with open_house(settings, may_make=True) as house:
        match work:
            case Work.INGEST:
                ingest(
                    ready.source,
                    house.store,
                    today=TODAY,
                    workforce=ALONE,
                    progress=lambda done, _: tell(done),
                )
            case Work.INDEX:
                encoder = load_encoder(SnapshotSource(settings).outer_encoder())
                for _ in range(most):
                    manifest = build_snapshot(
                        house.store.iterate(),
                        settings.snapshot_root,
                        corpus_digest=house.store.digest(),
                        encoder=encoder,
                        segmenter=Segmenter(),
                    )
                    tell(manifest.name)
            case Work.INCREMENT | Work.COMPACTION:
                for number in range(most):
                    pieces = _some_of(ready.source, data.parent / f"{_PIECES}{number}", number)
                    ingest(pieces, house.store, today=TODAY, workforce=ALONE)
                    _tell_name(house.indexes.follow(), tell)
                    if work is Work.COMPACTION:
                        _tell_name(house.indexes.compact(), tell)
            case _:
                for number in range(most):
                    name = f"{number}{BACKUP}"
                    back_up(settings, house.records, data.parent / name, now=datetime.now(UTC))
                    tell(name)


def _some_of(source: Path, folder: Path, number: int) -> Path:
    """Copy a little of the source, or reading it would take most of the time."""
    folder.mkdir()
    first = number * _N_PIECES
    for path in sorted(source.iterdir())[first : first + _N_PIECES]:
        shutil.copy(path, folder)
    return folder


def _tell_name(made: SnapshotManifest | None, tell: Callable[[object], None]) -> None:
    if made is not None:
        tell(made.name)


def serve(data: Path, port: int) -> None:
    """Serve the data folder, in the child, as ``tongpan serve`` with one worker does."""
    run_serve(host=_HOST, port=port, workers=1, data=data)


def wait_until_served(port: int, is_alive: Callable[[], bool]) -> None:
    """Wait until the server answers.

    Raises:
        MeasurementError: It ended before.
    """
    while is_alive():
        try:
            with _connection(port) as connection:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == HTTPStatus.OK:
                    return
        except (OSError, HTTPException):
            continue
    raise MeasurementError("kills", "the server ended before it was killed")


def asked(
    work: Work,
    ready: Ready,
    port: int,
    chance: Random,
    told: Callable[[dict[str, Any]], None],
    *,
    most: int | None = None,
) -> None:
    """Ask a server for acts until it does not answer any more; note what it acknowledged.

    Args:
        work: Votes with verdicts between them, as several work at once, or verdicts alone.
        ready: What lies ready.
        port: Where the server listens.
        chance: Draws the acts.
        told: Is told of each act that was answered as done.
        most: How many acts, where nobody kills the server.

    Raises:
        MeasurementError: An act was refused otherwise than because the database is gone.
    """
    verdicts = _verdicts(ready, chance)
    mixed = chain.from_iterable(zip(_votes(ready, chance), verdicts, strict=False))
    acts: _Acts = chain(mixed, verdicts) if work is Work.VOTE else verdicts
    try:
        with _connection(port) as connection:
            for name, address, body in islice(acts, most):
                headers = {
                    "authorization": f"Bearer {ready.tokens[name]}",
                    "content-type": "application/json",
                }
                connection.request("POST", address, json.dumps(body).encode(), headers)
                response = connection.getresponse()
                content = response.read()
                if response.status == HTTPStatus.SERVICE_UNAVAILABLE:
                    return
                if response.status != HTTPStatus.CREATED:
                    raise MeasurementError(address, f"{response.status} {content[:300]!r}")
                told({"name": name, "address": address, **body})
    except (OSError, HTTPException):
        return


_Acts = Iterator[tuple[str, str, dict[str, Any]]]


def _votes(ready: Ready, chance: Random) -> _Acts:
    for name in chance.sample(MEMBERS, len(MEMBERS)):
        said = {"ballot": 1, "stand": "for", "option": chance.choice((1, 2)), "reasons": _REASON}
        body = {"act": "seal_vote", "content": said}
        yield name, f"/api/v1/committee-items/{ready.item}/acts", body


def _verdicts(ready: Ready, chance: Random) -> _Acts:
    number = 0
    while True:
        number += 1
        yield (
            JUDGE,
            "/api/v1/verdicts",
            {
                "text": f"第{number}次检索：被告人醉酒驾驶小型轿车，被民警查获。",
                "judgment_id": chance.choice(ready.judgments),
                "verdict": chance.choice(list(Verdict)).value,
                "reason": _REASON,
            },
        )


@contextmanager
def _connection(port: int) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(_HOST, port, timeout=_TIMEOUT_SECONDS)
    try:
        yield connection
    finally:
        connection.close()


def end_quietly() -> None:
    """Let the child say nothing on the terminal of whoever measures."""
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
