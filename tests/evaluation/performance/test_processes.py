"""The cost of a command: its time and the memory of its whole family."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.errors import MeasurementError
from evaluation.performance.processes import (
    MemoryWatch,
    descendants,
    own_bytes,
    processor_seconds,
    resident_bytes,
    run_command,
    see_ended,
)

PYTHON = [sys.executable, "-c"]
MEGABYTE = 1024 * 1024
needs_proc = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")


@needs_proc
def test_time_memory_and_output_are_measured() -> None:
    code = "import time; held = bytearray(80 * 1024 * 1024); time.sleep(0.8); print('done')"
    cost = run_command([*PYTHON, code], environment={}, limit_seconds=30)
    assert cost.output == "done\n"
    assert cost.seconds >= 0.8
    assert 80 * MEGABYTE < cost.peak_bytes < 200 * MEGABYTE


@needs_proc
def test_children_count_with_their_parent() -> None:
    child = "import time; held = bytearray(60 * 1024 * 1024); time.sleep(1)"
    code = (
        "import subprocess, sys\n"
        f"both = [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in range(2)]\n"
        "[one.wait() for one in both]"
    )
    cost = run_command([*PYTHON, code], environment={}, limit_seconds=30)
    assert cost.peak_bytes > 2 * 60 * MEGABYTE


def test_a_failure_is_told_with_what_was_printed() -> None:
    with pytest.raises(MeasurementError, match=r"(?s)exit status 3.*why it failed"):
        run_command(
            [*PYTHON, "import sys; print('why it failed'); sys.exit(3)"],
            environment={},
            limit_seconds=30,
        )


def test_a_command_that_does_not_end_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(MeasurementError, match="stopped after 1 s"):
        run_command([*PYTHON, "import time; time.sleep(60)"], environment={}, limit_seconds=1)
    assert time.monotonic() - started < 20


def test_a_missing_command_is_told() -> None:
    with pytest.raises(MeasurementError):
        run_command(["no-such-command-here"], environment={}, limit_seconds=1)


@needs_proc
def test_the_watch_of_a_process_that_is_gone_sees_nothing() -> None:
    with MemoryWatch(2**22 + 1) as watch:
        pass
    assert watch.peak_bytes == 0


@needs_proc
def test_processor_time_of_children_counts_and_waiting_costs_nothing() -> None:
    busy = (
        "import subprocess, sys, time\n"
        "work = 'import time\\nwhile time.process_time() < 0.5: pass\\nprint(1, flush=True)\\n"
        "time.sleep(20)'\n"
        "child = subprocess.Popen([sys.executable, '-c', work], stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "print('worked', flush=True)\n"
        "time.sleep(20)\n"
    )
    with subprocess.Popen([*PYTHON, busy], stdout=subprocess.PIPE) as parent:
        try:
            assert parent.stdout is not None
            parent.stdout.readline()
            spent = processor_seconds(parent.pid)
            # The system counts in hundredths of a second, each process by itself.
            assert 0.45 <= spent < 5
            time.sleep(0.3)
            assert processor_seconds(parent.pid) - spent < 0.2
        finally:
            parent.terminate()


@needs_proc
def test_mapped_files_are_resident_and_not_own(tmp_path: Path) -> None:
    path = tmp_path / "mapped"
    path.write_bytes(bytes(40 * MEGABYTE))
    code = (
        "import mmap, sys; held = bytearray(b'x' * 20 * 1024 * 1024); "
        f"file = open({str(path)!r}, 'rb'); "
        "pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ); sum(pages[::4096]); "
        "print('there', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [*PYTHON, code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        own, resident = own_bytes(process.pid), resident_bytes(process.pid)
        process.communicate()
    assert 20 * MEGABYTE < own < 40 * MEGABYTE
    assert resident > own + 30 * MEGABYTE


LEAVING = """
import subprocess, sys
sleep = [sys.executable, "-c", "import time; time.sleep({seconds})"]
subprocess.Popen(sleep, start_new_session=True)
print("begun", flush=True)
sys.stdin.read()
"""


@needs_proc
@pytest.mark.parametrize("seconds", [0.3, 60], ids=["ends by itself", "is ended"])
def test_what_a_killed_process_leaves_behind_is_seen_to_its_end(seconds):
    with subprocess.Popen(
        [*PYTHON, LEAVING.format(seconds=seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout.readline() == b"begun\n"
        left = descendants(parent.pid)
        parent.kill()
        parent.wait()
    assert len(left) == 1
    began = time.monotonic()
    see_ended(left, seconds=5 if seconds < 1 else 0.1)
    assert not left[0].lives
    assert time.monotonic() - began < 20


@needs_proc
def test_a_number_that_was_given_again_is_another_process():
    with subprocess.Popen([*PYTHON, "input()"], stdin=subprocess.PIPE) as process:
        (it,) = (each for each in descendants(os.getpid()) if each.pid == process.pid)
        assert it.lives
        assert not replace(it, begun="0").lives
        process.communicate(b"\n")
    assert not it.lives
