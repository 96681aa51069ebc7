"""How long does a command run, and how much memory do it and its children hold at most?"""

import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from evaluation.errors import MeasurementError

_PROC = Path("/proc")
_SAMPLE_SECONDS = 0.2
_SETTLING_SECONDS = 12.0
_QUIET_SECONDS = 1.0
_IDLE_SECONDS = 0.04
"""Looking for a newer index and for jobs takes less in a second."""
_LONGEST_WAIT_SECONDS = 60.0
_SHOWN_CHARACTERS = 2_000
_TICKS = slice(11, 15)
"""User and system time, of a process itself and of its children that have ended."""
_BEGUN = 19
_STATE = 0
_OVER = frozenset("ZX")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandCost:
    """What one command cost.

    Attributes:
        seconds: Wall time from start to end.
        peak_bytes: Most memory that the command and all its descendants held together, sampled
            five times a second; where there is no /proc, the most that any one of them held.
        output: What it printed, without its notices.
    """

    seconds: float
    peak_bytes: int
    output: str


def run_command(
    command: Sequence[str], *, environment: Mapping[str, str], limit_seconds: float
) -> CommandCost:
    """Run a command to its end and measure it.

    Args:
        command: Program and arguments.
        environment: Variables beside those of this process.
        limit_seconds: It is stopped after so long.

    Raises:
        MeasurementError: It could not be started, failed, or ran too long.
    """
    started = time.perf_counter()
    try:
        process = subprocess.Popen(  # noqa: S603 - the product's own commands
            command,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    except OSError as error:
        raise MeasurementError(" ".join(command), str(error)) from error
    watch = MemoryWatch(process.pid)
    with watch:
        try:
            output, notices = process.communicate(timeout=limit_seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise MeasurementError(
                " ".join(command), f"stopped after {limit_seconds:.0f} s"
            ) from error
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise MeasurementError(
            " ".join(command),
            f"exit status {process.returncode}\n{(output + notices)[-_SHOWN_CHARACTERS:]}",
        )
    return CommandCost(seconds=seconds, peak_bytes=watch.peak_bytes, output=output)


def settle(pid: int) -> None:
    """Wait until a server that was just started does nothing more on its own.

    Ten seconds after its start it looks at the installation, and its job worker loads beside it;
    so it is left alone for that long, and then until it was quiet for a second, a minute at most.
    """
    began = time.monotonic()
    used, quiet_since = processor_seconds(pid), began
    while (now := time.monotonic()) - began < _LONGEST_WAIT_SECONDS:
        if now - began >= _SETTLING_SECONDS and now - quiet_since >= _QUIET_SECONDS:
            return
        time.sleep(_SAMPLE_SECONDS)
        still = processor_seconds(pid)
        if still - used > _IDLE_SECONDS:
            used, quiet_since = still, time.monotonic()


class MemoryWatch:
    """Samples the resident memory of a process and its descendants while it is entered.

    Attributes:
        peak_bytes: The most seen so far.
    """

    def __init__(self, pid: int) -> None:
        self.peak_bytes = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        if not _PROC.is_dir():
            # macOS counts bytes, all others kilobytes; it is the one without /proc.
            self.peak_bytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    def _sample(self) -> None:
        while not self._over.is_set():
            self.peak_bytes = max(self.peak_bytes, resident_bytes(self._pid))
            self._over.wait(_SAMPLE_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessMemory:
    """The memory of one process.

    Attributes:
        pid: Its number.
        alone: Bytes that it has for itself alone (USS).
        shared_out: Bytes with its share of what it shares with others (PSS).
    """

    pid: int
    alone: int
    shared_out: int

    def has_mapped(self, name: str) -> bool:
        """Tell whether it has a file of a name mapped into its memory."""
        return name in _read(_PROC / str(self.pid) / "maps")


def memory_by_process(pid: int) -> tuple[ProcessMemory, ...]:
    """Return the memory of a process and of each of its descendants, by number."""
    return tuple(
        ProcessMemory(
            pid=member,
            alone=_rollup(member, "Private_Clean:") + _rollup(member, "Private_Dirty:"),
            shared_out=_rollup(member, "Pss:"),
        )
        for member in sorted(_family(pid))
    )


def resident_bytes(pid: int) -> int:
    """Return the memory that a process and all its descendants hold, 0 where none is seen.

    Pages that processes share are divided among them (Pss), so that the sum counts each once.
    """
    return sum(_rollup(member, "Pss:") for member in _family(pid))


def own_bytes(pid: int) -> int:
    """Return the memory of a process and all its descendants that lies in no file.

    Pages of mapped files come and go with what is read and how much memory is free; what a process
    never gives back shows here.
    """
    return sum(_rollup(member, "Anonymous:") for member in _family(pid))


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process and its descendants, 0 where none is seen.

    Those that have ended count with their parents, so that it never falls. It is counted in ticks
    of the kernel, usually of 10 ms.
    """
    ticks = 0
    for member in _family(pid):
        fields = _fields(_PROC / str(member))
        if fields:
            ticks += sum(map(int, fields[_TICKS]))
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Descendant:
    """A process that another one began, itself or through others.

    Attributes:
        pid: Its number.
        begun: When it began, in ticks of the kernel: numbers are given again.
    """

    pid: int
    begun: str

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        fields = _fields(_PROC / str(self.pid))
        return bool(fields) and fields[_BEGUN] == self.begun and fields[_STATE] not in _OVER


def descendants(pid: int) -> tuple[Descendant, ...]:
    """Return the processes that a process and its descendants began, by number."""
    told = ((member, _fields(_PROC / str(member))) for member in sorted(_family(pid) - {pid}))
    return tuple(Descendant(pid=member, begun=fields[_BEGUN]) for member, fields in told if fields)


def see_ended(processes: Collection[Descendant], *, seconds: float) -> None:
    """Wait until processes have ended; those that have not after so many seconds are killed.

    A server that is killed leaves its workers to themselves for some seconds, in which they write
    into a folder that is to be removed.
    """
    give_up = time.monotonic() + seconds
    while (left := [each for each in processes if each.lives]) and time.monotonic() < give_up:
        time.sleep(_SAMPLE_SECONDS / 4)
    for each in left:
        with suppress(ProcessLookupError):
            os.kill(each.pid, signal.SIGKILL)
    while any(each.lives for each in left):
        time.sleep(_SAMPLE_SECONDS / 4)


def _family(pid: int) -> set[int]:
    parents: dict[int, int] = {}
    for folder in _PROC.glob("[0-9]*"):
        fields = _fields(folder)
        if fields:
            parents[int(folder.name)] = int(fields[1])
    family = {pid}
    children = family
    while children:
        children = {child for child, parent in parents.items() if parent in family} - family
        family |= children
    return family


def _fields(folder: Path) -> list[str]:
    """Return what /proc tells of a process behind its name, which may hold blanks and brackets."""
    return _read(folder / "stat").rpartition(")")[2].split()


def _rollup(pid: int, name: str) -> int:
    """Return the bytes of one line of what /proc sums up of a process."""
    for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    """Return a file of /proc, nothing where its process has just ended."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
