"""What the process that starts the others loads, what it tells, and when jobs begin."""

import gc
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from service.cli.loading import nothing_collected
from service.cli.upkeep import serving
from service.settings import Settings

LOOK = """
import sys
import {module}
print([name for name in sys.argv[1:] if name in sys.modules])
"""
APPLICATION = ("service.app", "service.house", "fastapi", "faiss", "tantivy", "torch", "scipy")
NEEDED_BY_FEW = (
    *("alembic", "authlib", "distributed", "httpx2", "huey", "icalendar", "joserfc", "openpyxl"),
    *("pandas", "psycopg", "pymilvus", "sentence_transformers", "sklearn", "torch"),
)


@pytest.mark.parametrize(
    ("module", "left"),
    [("service.cli.upkeep.serving", APPLICATION), ("service.app", NEEDED_BY_FEW)],
)
def test_what_nobody_waits_for_is_not_loaded_at_the_start(module, left):
    found = subprocess.run(
        [sys.executable, "-c", LOOK.format(module=module), *left],
        capture_output=True,
        check=True,
        text=True,
    )
    assert found.stdout.strip() == "[]"


def test_what_is_left_over_is_looked_for_again_after_the_start():
    with nothing_collected():
        assert not gc.isenabled()
    try:
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def begun(monkeypatch):
    """Return what began to work and what ended, in order."""
    told = []
    monkeypatch.setattr(serving, "_begin_work", lambda _: told.append("begun") or told)
    monkeypatch.setattr(serving, "_end_work", lambda _: told.append("ended"))
    return told


def test_jobs_begin_when_the_server_answers_and_end_with_it(begun, tmp_path):
    with HTTPServer(("127.0.0.1", 0), Answer, bind_and_activate=False) as server:
        server.server_bind()
        settings = Settings(data=tmp_path, host="127.0.0.1", port=server.server_port)
        with serving._job_worker(settings):
            time.sleep(0.3)
            assert begun == []
            server.server_activate()
            answering = threading.Thread(target=server.handle_request)
            answering.start()
            answering.join(10)
            give_up = time.monotonic() + 10
            while not begun and time.monotonic() < give_up:
                time.sleep(0.01)
        assert begun == ["begun", "ended"]


def test_jobs_do_not_begin_behind_the_end_of_the_server(begun, tmp_path):
    with HTTPServer(("127.0.0.1", 0), Answer, bind_and_activate=False) as server:
        server.server_bind()
        settings = Settings(data=tmp_path, host="127.0.0.1", port=server.server_port)
        with serving._job_worker(settings):
            pass
        waiting = [each for each in threading.enumerate() if each.name == "job worker"]
        for each in waiting:
            each.join(10)
    assert begun == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('{"checks": [{"label": "账号", "words": "没有账号", "is_well": false}]}', True),
        ('{"checks": [{"label": "账号", "words": "3 个", "is_well": true}]}', False),
        ("", False),  # ended with the server
    ],
)
def test_what_is_not_well_is_told_while_it_answers(said, told, capsys):
    serving._tell_troubles(said)
    assert ("注意 账号" in capsys.readouterr().err) is told


LOOKING = "import time; print('begun', flush=True); time.sleep(60)"


@pytest.fixture
def looking(monkeypatch):
    """Let what looks at the installation take a minute; return those that began to look."""
    found = []

    def begin(_settings):
        found.append(
            subprocess.Popen([sys.executable, "-c", LOOKING], stdout=subprocess.PIPE, text=True)
        )
        return found[-1]

    monkeypatch.setattr(serving, "_begin_look", begin)
    return found


def test_who_looks_at_the_installation_ends_with_the_server(looking, monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "_LOOK_AFTER_SECONDS", 0.0)
    with serving._looked_at(Settings(data=tmp_path)):
        give_up = time.monotonic() + 10
        while not looking and time.monotonic() < give_up:
            time.sleep(0.01)
    assert looking[0].wait(10) != 0


def test_nobody_looks_behind_the_end_of_the_server(looking, monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "_LOOK_AFTER_SECONDS", 0.2)
    with serving._looked_at(Settings(data=tmp_path)):
        pass
    time.sleep(0.4)
    assert looking == []
