"""How soon does a server answer that was just started, and what memory does a worker take?"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from evaluation.errors import MeasurementError
from evaluation.performance.case_way import percentile
from evaluation.performance.http_search import Client, free_port, running_server
from evaluation.performance.processes import (
    ProcessMemory,
    memory_by_process,
    processor_seconds,
)
from evaluation.performance.product import Installation
from indexing.columns.layout import PASSAGE_VECTORS

STARTS: Final = 3
SEARCHES: Final = 10
CONNECTIONS: Final = 8
WORKERS: Final = (1, 4)
PROTOCOL: Final = (
    f"`tongpan serve` with one worker is started {STARTS} times over an index that is ready; "
    "seconds from starting the program to the answer of the first search, signing in included, "
    "and the processor time of all its processes until then, which says more on a machine that is "
    f"not alone. Then, with {WORKERS[0]} and {WORKERS[1]} workers, after {SEARCHES} searches on "
    f"each of {CONNECTIONS} connections: memory that a worker has for itself alone (USS, mean over "
    "workers) and with its share of what it shares with others (PSS, all workers together), in "
    "MiB; gigabytes: the latter of one worker, in GiB. Workers are the processes that have the "
    "index open."
)
_QUERY: Final = "被告人酒后驾驶小型轿车，被执勤民警查获，经鉴定血液中乙醇含量超过醉酒标准。"
_MEBIBYTE: Final = 1024**2
_GIBIBYTE: Final = 1024**3
_READY_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class _Start:
    """What one start took: seconds on the clock, and of the processor."""

    seconds: float
    processor_seconds: float


def measure_memory(
    installation: Installation,
    options: argparse.Namespace,
    _today: date,
    say: Callable[[str], None],
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Start servers over an index, and look at what their workers hold.

    Args:
        installation: Where it works.
        options: ``judgments``: file of the judgments; None where the folder holds all.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A command failed, or a server did not become ready.
    """
    if options.judgments is not None:
        installation.run("ingest", str(options.judgments))
    _, index = installation.run("index", *(() if options.judgments else ("--no-train",)))
    account = installation.add_account()
    say("data folder made")
    starts = [_started(installation, account) for _ in range(STARTS)]
    say("started")
    held = {n_workers: workers_memory(installation, account, n_workers) for n_workers in WORKERS}
    figures = {
        "start_seconds": percentile([each.seconds for each in starts], 0.5),
        "start_processor_seconds": percentile([each.processor_seconds for each in starts], 0.5),
    }
    for n_workers, workers in held.items():
        total = sum(each.shared_out for each in workers) / _MEBIBYTE
        alone = sum(each.alone for each in workers) / len(workers) / _MEBIBYTE
        figures |= {
            f"uss_megabytes_of_{n_workers}": alone,
            f"pss_megabytes_of_{n_workers}_together": total,
        }
    figures["gigabytes"] = (
        figures[f"pss_megabytes_of_{WORKERS[0]}_together"] * _MEBIBYTE / _GIBIBYTE
    )
    details = {
        "corpus_digest": index["corpus_digest"],
        "counts": index["counts"],
        "starts": [round(each.seconds, 2) for each in starts],
    }
    return PROTOCOL, figures, details


def _started(installation: Installation, account: tuple[str, str]) -> _Start:
    port, began = free_port(), time.perf_counter()
    with (
        running_server(
            _command(installation, port, n_workers=1),
            port=port,
            environment={**os.environ, **installation.environment},
            limit_seconds=_READY_SECONDS,
        ) as server,
        Client(port) as client,
    ):
        client.sign_in(*account)
        client.search(_QUERY)
        return _Start(time.perf_counter() - began, processor_seconds(server.pid))


def workers_memory(
    installation: Installation,
    account: tuple[str, str],
    n_workers: int,
    *,
    ready_seconds: float = _READY_SECONDS,
) -> Sequence[ProcessMemory]:
    """Start a server, and return the memory of each of its workers after some searches.

    Args:
        installation: Where it works; its index is ready.
        account: Name and password of an account that may search.
        n_workers: How many workers.
        ready_seconds: How long they may take until they have the index open.

    Raises:
        MeasurementError: It did not become ready, or not all workers have the index open.
    """
    port = free_port()
    with (
        running_server(
            _command(installation, port, n_workers=n_workers),
            port=port,
            environment={**os.environ, **installation.environment},
            limit_seconds=ready_seconds,
        ) as server,
        ExitStack() as stack,
    ):
        numbers = _ready_workers(server.pid, n_workers, ready_seconds=ready_seconds)
        clients = [stack.enter_context(Client(port)) for _ in range(CONNECTIONS)]
        for client in clients:
            client.sign_in(*account)
            for _ in range(SEARCHES):
                client.search(_QUERY)
        # The process of background work may have opened it meanwhile; it is no worker.
        return [each for each in memory_by_process(server.pid) if each.pid in numbers]


def _ready_workers(server: int, n_workers: int, *, ready_seconds: float) -> set[int]:
    """Wait until the workers of a server have the index open; return their process numbers."""
    give_up = time.monotonic() + ready_seconds
    while time.monotonic() < give_up:
        having = [each for each in memory_by_process(server) if each.has_mapped(PASSAGE_VECTORS)]
        if len(having) == n_workers:
            return {each.pid for each in having}
        time.sleep(0.5)
    raise MeasurementError("serve", f"not all of {n_workers} workers have the index open")


def _command(installation: Installation, port: int, *, n_workers: int) -> list[str]:
    return [installation.command, "serve", "--port", str(port), "--workers", str(n_workers)]
