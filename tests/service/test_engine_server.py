"""`tongpan index --engine milvus://…` and nothing else, against a server of its own process."""

import json
import socket
import subprocess
import sys
import time

import pytest

from indexing.snapshots.snapshot import read_manifest
from tests.service.papers import DAYS, DRUNK

pytestmark = pytest.mark.slow


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def server(tmp_path):
    """A server on this machine alone; gives its port and the process."""
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "milvus_lite", "server", "--host", "127.0.0.1"),
            *("--port", str(port), "--data-dir", str(tmp_path / "milvus")),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        give_up = time.monotonic() + 120
        while time.monotonic() < give_up:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield port, process
    finally:
        process.kill()
        process.wait()


def checks(tongpan):
    _, out, _ = tongpan("doctor", "--json")
    return {each["name"]: each for each in json.loads(out)["checks"]}


def found(tongpan):
    code, out, _ = tongpan("search", "酒后驾驶机动车，血液酒精含量", "--json")
    answer = json.loads(out)
    if code:
        return answer["error"]["code"]
    return [each for hit in answer["hits"] for each in (hit["judgment_id"], *hit["others"])]


def test_one_option_moves_the_candidates_to_a_milvus_and_back(
    tongpan, folder, tmp_path, server, monkeypatch
):
    port, process = server
    monkeypatch.setenv("TONGPAN_ENGINE_SECONDS", "20")
    for code, _, err in (
        tongpan("ingest", str(folder), "--workers", "1"),
        tongpan("index"),
        tongpan("user", "add", "doctor", "--role", "administrator", "--generate"),
    ):
        assert code == 0, err
    before = found(tongpan)
    assert len(before) == 3
    assert checks(tongpan)["engine"]["words"] == "内置"
    code, out, err = tongpan("index", "--engine", f"milvus://127.0.0.1:{port}", "--json")
    assert code == 0, err
    assert json.loads(out)["engine"]["kind"] == "milvus"
    assert found(tongpan) == before
    told = checks(tongpan)["engine"]
    assert told["is_well"]
    assert told["words"] == f"http://127.0.0.1:{port}，3 行"
    # What comes is found without another word about the engine.
    (folder / "4.txt").write_text(
        DRUNK.format(serial=4, day=4, day_in_words=DAYS[4], level=84), "utf-8"
    )
    code, _, err = tongpan("ingest", str(folder), "--workers", "1")
    assert code == 0, err
    assert len(found(tongpan)) == 4
    assert checks(tongpan)["engine"]["words"].endswith("4 行")
    # Away it is a refusal, and the embedded engine leads out.
    process.kill()
    process.wait()
    monkeypatch.setenv("TONGPAN_ENGINE_SECONDS", "1")
    assert found(tongpan) == "engine_away"
    assert not checks(tongpan)["engine"]["is_well"]
    code, _, err = tongpan("index", "--engine", "embedded")
    assert code == 0, err
    assert len(found(tongpan)) == 4
    current = (tmp_path / "data" / "index" / "current").read_text("utf-8")
    assert read_manifest(tmp_path / "data" / "index" / current).engine is None
