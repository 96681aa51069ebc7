"""A worker gives memory back, and stops with its server."""

import ctypes
import re
import subprocess
import sys
import threading

import pytest
from typer.testing import CliRunner

from service.cli import memory
from service.cli.commands import app
from service.cli.groups import index_commands, job_commands
from service.cli.index import building
from service.cli.memory import give_back_memory, memory_given_back
from service.cli.upkeep import jobbing


def test_free_memory_goes_back_where_the_library_can():
    assert give_back_memory() is hasattr(ctypes.CDLL(None), "malloc_trim")


def test_it_goes_on_until_the_end(monkeypatch):
    again, n = threading.Event(), []

    def give_back():
        n.append(1)
        if len(n) == 3:
            again.set()
        return True

    monkeypatch.setattr(memory, "give_back_memory", give_back)
    with memory_given_back(every_seconds=0.001):
        assert again.wait(10)
    given = len(n)
    assert "memory" not in {thread.name for thread in threading.enumerate()}
    assert len(n) == given


@pytest.mark.parametrize("can", [True, False])
def test_where_the_library_cannot_nothing_waits(monkeypatch, can):
    tried = threading.Event()

    def give_back():
        tried.set()
        return can

    monkeypatch.setattr(memory, "give_back_memory", give_back)
    with memory_given_back(every_seconds=0.001):
        assert tried.wait(10)


_BUSY = """
import ctypes, sys, threading
from service.cli.memory import keep_few_arenas
if sys.argv[1] == "few":
    assert keep_few_arenas()
barrier = threading.Barrier(12)
def work():
    barrier.wait()
    kept = [bytes(2_000) for _ in range(2_000)]
    barrier.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
for each in threads:
    each.start()
for each in threads:
    each.join()
sys.stderr.flush()
ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="of glibc")
def test_threads_share_few_arenas():
    def arenas(choice):
        done = subprocess.run(
            [sys.executable, "-c", _BUSY, choice], capture_output=True, text=True, check=True
        )
        return len(re.findall(r"^Arena \d+:", done.stderr, re.MULTILINE))

    assert arenas("few") <= 2 < arenas("usual")


def test_whoever_builds_an_index_keeps_few_arenas_before_it_begins(monkeypatch):
    done = []
    monkeypatch.setattr(index_commands, "keep_few_arenas", lambda: done.append("arenas"))
    monkeypatch.setattr(building, "run_index", lambda *_, **__: done.append("index") is not None)
    CliRunner().invoke(app, ["index"], catch_exceptions=False)
    monkeypatch.setattr(job_commands, "keep_few_arenas", lambda: done.append("arenas"))
    monkeypatch.setattr(jobbing, "run_job", lambda *_, **__: done.append("job"))
    CliRunner().invoke(app, ["jobs", "run", "1"], catch_exceptions=False)
    assert done == ["arenas", "index", "arenas", "job"]
