"""Drafts of the dead go, drafts of the living stay."""

import os
import signal

import pytest

from indexing.snapshots.leftovers import clear, held
from indexing.snapshots.snapshot import new_snapshot


def killed_while_holding(path, make):
    """Let a process make something, hold it and be killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        make(path)
        with held(path):
            os.write(writing, b"x")
            signal.pause()
    os.read(reading, 1)
    return child


def end(child):
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def make_folder(path):
    path.mkdir()
    (path / "rows").write_text("x")


@pytest.mark.parametrize("make", [make_folder, lambda path: path.write_text("x")])
def test_a_draft_goes_once_nobody_writes_it(tmp_path, make):
    draft = tmp_path / "partial-1"
    child = killed_while_holding(draft, make)
    assert clear(tmp_path, "partial-*") == ()
    assert draft.exists()
    end(child)
    assert clear(tmp_path, "partial-*") == ("partial-1",)
    assert list(tmp_path.iterdir()) == []


def test_nothing_else_goes(tmp_path):
    (tmp_path / "other").write_text("x")
    assert clear(tmp_path, "partial-*") == ()
    assert (tmp_path / "other").exists()


def test_an_index_that_was_killed_half_way_is_gone_with_the_next_one(tmp_path):
    make_folder(tmp_path / "partial-999999")
    (tmp_path / "partial-current").write_text("index-000001")
    with new_snapshot(tmp_path) as folder:
        assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name, "partial-current"]
        assert clear(tmp_path, "partial-[0-9]*") == ()
        assert folder.is_dir()
