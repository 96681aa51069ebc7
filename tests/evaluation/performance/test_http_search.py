"""The load of several clients, against a small server that is told how to answer."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from evaluation.errors import MeasurementError
from evaluation.performance.http_search import Load, free_port, run_load, running_server


class Handler(BaseHTTPRequestHandler):
    """Answers as the product's interface does."""

    protocol_version = "HTTP/1.1"
    n_at_once = 0
    most_at_once = 0
    lock = threading.Lock()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/api/v1/sessions":
            right = body == {"name": "judge", "password": "secret"}
            self.reply(201 if right else 401, {"token": "t"} if right else {})
            return
        if self.headers.get("Authorization") != "Bearer t":
            self.reply(401, {})
            return
        with Handler.lock:
            Handler.n_at_once += 1
            Handler.most_at_once = max(Handler.most_at_once, Handler.n_at_once)
        time.sleep(0.05)
        with Handler.lock:
            Handler.n_at_once -= 1
        self.reply(200, {"hits": [] if body["text"] == "nothing" else [1]})

    def reply(self, status: int, payload: object) -> None:
        body = json.dumps(payload).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def load(port: int, texts: list[str], password: str = "secret") -> Load:
    return run_load(texts, port=port, name="judge", password=password, n_clients=4, n_warm_up=1)


def test_every_text_is_asked_once_and_the_clients_ask_at_once(port: int) -> None:
    Handler.most_at_once = 0
    measured = load(port, [f"案情{number}" for number in range(12)])
    assert len(measured.milliseconds) == 12
    assert min(measured.milliseconds) >= 50
    assert Handler.most_at_once == 4
    # 12 searches of 50 ms by 4 clients take 3 rounds, not 12
    assert 0.15 <= measured.seconds < 0.5
    assert measured.per_second == pytest.approx(12 / measured.seconds)


def test_a_refused_sign_in_is_told(port: int) -> None:
    with pytest.raises(MeasurementError, match="status 401"):
        load(port, ["案情"], password="wrong")


def test_a_search_without_hits_is_no_measurement(port: int) -> None:
    with pytest.raises(MeasurementError, match="no hit"):
        load(port, ["x", "nothing"])


def test_a_server_that_ends_at_once_is_told() -> None:
    with (
        pytest.raises(MeasurementError, match="ended with exit status"),
        running_server(["false"], port=free_port(), environment={}, limit_seconds=5),
    ):
        pass


def test_percentiles_are_those_of_the_searches() -> None:
    measured = Load(milliseconds=tuple(map(float, range(1, 102))), seconds=1.0)
    assert measured.percentile(0.5) == 51.0
    assert measured.percentile(0.95) == 96.0
