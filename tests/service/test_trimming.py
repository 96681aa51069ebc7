"""A worker gives memory back, and stops with its server."""

import ctypes
import threading

import pytest

from service.cli import trimming
from service.cli.trimming import give_back_memory, memory_given_back


def test_free_memory_goes_back_where_the_library_can():
    assert give_back_memory() is hasattr(ctypes.CDLL(None), "malloc_trim")


def test_it_goes_on_until_the_end(monkeypatch):
    again, n = threading.Event(), []

    def give_back():
        n.append(1)
        if len(n) == 3:
            again.set()
        return True

    monkeypatch.setattr(trimming, "give_back_memory", give_back)
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

    monkeypatch.setattr(trimming, "give_back_memory", give_back)
    with memory_given_back(every_seconds=0.001):
        assert tried.wait(10)
