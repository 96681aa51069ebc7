"""How fast does a running server answer several people at once?"""

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any, Self

import numpy as np

from evaluation.errors import MeasurementError
from evaluation.performance.processes import descendants, see_ended

_HOST = "127.0.0.1"
_ASK_AGAIN_SECONDS = 0.05
_TIMEOUT_SECONDS = 60.0
_STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a run of searches took.

    Attributes:
        milliseconds: Round trip of every search, in no order.
        seconds: Wall time of the whole run.
        processor_seconds: What the server spent on it, as far as it was looked at.
    """

    milliseconds: tuple[float, ...]
    seconds: float
    processor_seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Return the round trip in milliseconds that this share of the searches keeps.

        Example:
            >>> Load(milliseconds=(10.0, 20.0, 30.0), seconds=0.1).percentile(0.5)
            20.0
        """
        return float(np.percentile(self.milliseconds, share * 100))

    @property
    def per_second(self) -> float:
        """Searches answered per second by all clients together."""
        return len(self.milliseconds) / self.seconds


class Client:
    """One person's connection to the server, kept open."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(_HOST, port, timeout=_TIMEOUT_SECONDS)
        self._token: str | None = None

    def sign_in(self, name: str, password: str) -> None:
        """Open a session.

        Raises:
            MeasurementError: It was refused.
        """
        answer = self._post("/api/v1/sessions", {"name": name, "password": password})
        self._token = str(answer["token"])

    def search(self, text: str) -> int:
        """Search by a text and return the number of hits.

        Raises:
            MeasurementError: It was refused.
        """
        return len(self._post("/api/v1/similar", {"text": text})["hits"])

    def found(self, text: str) -> tuple[str, ...]:
        """Search by a text and return the ids of its first hits and of those beside them.

        Raises:
            MeasurementError: It was refused.
        """
        hits = self._post("/api/v1/similar", {"text": text})["hits"]
        return tuple(str(each) for hit in hits for each in (hit["judgment_id"], *hit["others"]))

    def rest(self) -> None:
        """Give the connection up for a while, as a server does by itself; the session stays."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _post(self, address: str, payload: Mapping[str, object]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            self._connection.request("POST", address, json.dumps(payload).encode(), headers)
            response = self._connection.getresponse()
            body = response.read()
        except (OSError, HTTPException) as error:
            raise MeasurementError(address, f"{type(error).__name__}: {error}") from error
        if response.status not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            raise MeasurementError(address, f"status {response.status}: {body[:300]!r}")
        answer: dict[str, Any] = json.loads(body)
        return answer


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(
    command: Sequence[str], *, port: int, environment: Mapping[str, str], limit_seconds: float
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server, wait until it is ready to search, and stop it in the end.

    Args:
        command: Program and arguments.
        port: Where it will listen.
        environment: All its environment variables.
        limit_seconds: How long it may take to become ready.

    Raises:
        MeasurementError: It ended or did not become ready.
    """
    server = subprocess.Popen(  # noqa: S603 - the product's own command
        command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(server, port=port, limit_seconds=limit_seconds)
        yield server
    finally:
        others = descendants(server.pid)
        server.terminate()
        try:
            server.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        see_ended(others, seconds=_STOP_SECONDS)


def _wait_until_ready(server: subprocess.Popen[bytes], *, port: int, limit_seconds: float) -> None:
    give_up = time.monotonic() + limit_seconds
    while time.monotonic() < give_up:
        if server.poll() is not None:
            raise MeasurementError("serve", f"ended with exit status {server.returncode}")
        connection = HTTPConnection(_HOST, port, timeout=_TIMEOUT_SECONDS)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == HTTPStatus.OK:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(_ASK_AGAIN_SECONDS)
    raise MeasurementError("serve", f"not ready after {limit_seconds:.0f} s")


def run_load(
    texts: Sequence[str],
    *,
    port: int,
    name: str,
    password: str,
    n_clients: int,
    n_warm_up: int,
    spent: Callable[[], float] = lambda: 0.0,
) -> Load:
    """Search for every text once, by several clients at the same time.

    Each client waits for its answer before it asks again; the texts are dealt out in turn.

    Args:
        texts: The queries.
        port: Where the server listens.
        name: Account.
        password: Its password.
        n_clients: Number of clients.
        n_warm_up: So many of the first texts are asked before, unmeasured.
        spent: Tells the processor seconds of the server so far.

    Raises:
        MeasurementError: A search was refused, or found nothing.
    """
    with ExitStack() as stack:
        clients = [stack.enter_context(Client(port)) for _ in range(n_clients)]
        for client in clients:
            client.sign_in(name, password)
            client.rest()
        for text in texts[:n_warm_up]:
            clients[0].search(text)
        # A server hangs up on who is silent for seconds, and so many sign-ins take some.
        for client in clients:
            client.rest()
        used = spent()
        load = _timed(texts, clients)
        return replace(load, processor_seconds=spent() - used)


def _timed(texts: Sequence[str], clients: Sequence[Client]) -> Load:
    def ask(number: int) -> list[float]:
        taken = []
        for text in texts[number :: len(clients)]:
            before = time.perf_counter()
            n_hits = clients[number].search(text)
            taken.append((time.perf_counter() - before) * 1000)
            if n_hits == 0:
                raise MeasurementError("search", "no hit for a text of the corpus itself")
        return taken

    started = time.perf_counter()
    with ThreadPoolExecutor(len(clients)) as pool:
        taken = list(pool.map(ask, range(len(clients))))
    seconds = time.perf_counter() - started
    return Load(milliseconds=tuple(value for of_one in taken for value in of_one), seconds=seconds)
