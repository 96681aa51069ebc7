"""How does a server stand over the judgments that a suite asks of?"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evaluation.performance.http_search import free_port, running_server
from evaluation.performance.product import Installation

_READY_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server over the judgments.

    Attributes:
        port: Where it listens.
        name: Account that may search.
        password: Its password.
        index: What `tongpan index` told of the index.
        process: Number of the process that started all others of the server.
    """

    port: int
    name: str
    password: str
    index: Mapping[str, Any]
    process: int


@contextmanager
def serving(
    installation: Installation,
    judgments: Path | None,
    *,
    say: Callable[[str], None],
) -> Iterator[Served]:
    """Have a server answer over judgments while the context is entered.

    Args:
        installation: Where it works; an index that is of these judgments is used as it is.
        judgments: File of the judgments; None where the folder holds all.
        say: Is told how far it is.

    Raises:
        MeasurementError: A command failed, or the server did not become ready.
    """
    if judgments is not None:
        installation.run("ingest", str(judgments))
        _, index = installation.run("index")
    else:
        # Its own encoder is kept: a folder that was indexed without training is not trained anew.
        _, index = installation.run("index", "--no-train")
    name, password = installation.add_account()
    say("data folder made")
    with answering(installation, say=say) as (port, process):
        yield Served(port=port, name=name, password=password, index=index, process=process)


@contextmanager
def answering(
    installation: Installation,
    *,
    say: Callable[[str], None],
    limit_seconds: float = _READY_SECONDS,
) -> Iterator[tuple[int, int]]:
    """Have `tongpan serve` answer over a folder as it lies; gives its port and its process.

    Raises:
        MeasurementError: It did not become ready.
    """
    port = free_port()
    with running_server(
        [installation.command, "serve", "--port", str(port)],
        port=port,
        environment={**os.environ, **installation.environment},
        limit_seconds=limit_seconds,
    ) as server:
        say("server ready")
        yield port, server.pid
