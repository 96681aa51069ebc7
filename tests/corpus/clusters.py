"""A Dask cluster of processes on this machine, as a court starts one on many."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.architecture.sources import ROOT


@contextmanager
def dask_cluster(*, workers: int, preload: str = "") -> Iterator[str]:
    """Have a scheduler and workers for the time of a block; gives the address.

    Args:
        workers: How many.
        preload: Python that each worker runs before it takes work.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [
        ["scheduler", "--port", str(port), *here],
        ["worker", address, "--nworkers", str(workers), "--nthreads", "1", *here]
        + (["--preload", preload] if preload else []),
    ]
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.extend(map(_started, commands))
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
