"""What became of one input: accepted, refused in our own words, a crash, or a hang?"""

import hashlib
import json
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random
from types import FrameType, TracebackType
from typing import Final

from corpus.errors import CorpusError
from evaluation.errors import EndlessError
from indexing.errors import IndexingError
from service.errors import ServiceError

HANG_SECONDS: Final = 2.0
"""An input that takes more processor time than this hangs."""

_ENDLESS_SECONDS: Final = 20.0
_OURS: Final = ("corpus", "indexing", "service")
_TREES: Final[tuple[type[Exception], ...]] = (CorpusError, IndexingError, ServiceError)


class Outcome(StrEnum):
    """What became of an input."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CRASHED = "crashed"
    HUNG = "hung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that reads what comes from outside.

    Attributes:
        name: Short ASCII token.
        share: How many inputs of a thousand it gets.
        seeds: Inputs to start from, all of them sound.
        mutated: Makes another input of one.
        run: Reads an input; tells whether it was accepted, or raises the refusal.
        refusals: What is a refusal here, beside our error trees.
        is_pure: Whether running it touches nothing but memory, so that it may be guided by
            coverage.
    """

    name: str
    share: int
    seeds: Callable[[], tuple[bytes, ...]]
    mutated: Callable[[bytes, Random], bytes]
    run: Callable[[bytes], bool]
    refusals: tuple[type[Exception], ...] = ()
    is_pure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An input that was neither accepted nor refused in time.

    Attributes:
        outcome: Crash or hang.
        place: Where in our code, with the kind of the error.
        trace: The whole trace, or how long it took.
        data: The input.
    """

    outcome: Outcome
    place: str
    trace: str
    data: bytes

    def keep(self, folder: Path, target: str) -> None:
        """Write the input and its trace into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{target}-{hashlib.sha256(self.data).hexdigest()[:12]}"
        (folder / f"{name}.bin").write_bytes(self.data)
        (folder / f"{name}.txt").write_text(f"{self.place}\n\n{self.trace}\n", "utf-8", "replace")


@dataclass(slots=True)
class Tally:
    """Counts what became of the inputs of one target.

    Attributes:
        target: The target.
        counts: Inputs by outcome.
        slowest_seconds: Most processor time that one input took.
        faults: The first input of each place that is at fault.
        last: File that holds the input while it is run; None keeps it nowhere.
    """

    target: Target
    counts: Counter[Outcome] = field(default_factory=Counter)
    slowest_seconds: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)
    last: Path | None = None

    @property
    def n_inputs(self) -> int:
        """Inputs that were run."""
        return self.counts.total()

    def told(self) -> dict[str, object]:
        """Return it as JSON-able data."""
        return {
            "inputs": self.n_inputs,
            **{outcome.value: self.counts[outcome] for outcome in Outcome},
            "slowest_seconds": round(self.slowest_seconds, 3),
            "faults": sorted(self.faults),
        }

    def write(self, folder: Path) -> None:
        """Write report and faults into a folder."""
        for fault in self.faults.values():
            fault.keep(folder, self.target.name)
        (folder / "report.json").write_text(json.dumps(self.told()), "utf-8")

    def take(self, data: bytes) -> Outcome:
        """Run one input and count what became of it."""
        if self.last is not None:
            self.last.write_bytes(data)
        watch = _Watch(self.target)
        started = time.thread_time()
        with watch:
            watch.outcome = Outcome.ACCEPTED if self.target.run(data) else Outcome.REJECTED
        seconds = time.thread_time() - started
        self.slowest_seconds = max(self.slowest_seconds, seconds)
        if watch.outcome is not Outcome.CRASHED and seconds > HANG_SECONDS:
            watch.outcome = Outcome.HUNG
            watch.place = watch.place or f"more than {HANG_SECONDS:.0f} s"
            watch.trace = f"{seconds:.1f} s of processor time\n{watch.trace}"
        self.counts[watch.outcome] += 1
        if watch.outcome in {Outcome.CRASHED, Outcome.HUNG}:
            fault = Fault(outcome=watch.outcome, place=watch.place, trace=watch.trace, data=data)
            self.faults.setdefault(watch.place, fault)
        return watch.outcome


class _Watch:
    """Tells a refusal from a crash; whatever is raised is counted, nothing is let through."""

    def __init__(self, target: Target) -> None:
        self.outcome = Outcome.CRASHED
        self.place = ""
        self.trace = ""
        self._refusals: tuple[type[Exception], ...] = (*_TREES, *target.refusals)

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        if error is None or isinstance(error, self._refusals):
            if error is not None:
                self.outcome = Outcome.REJECTED
            return True
        if not isinstance(error, Exception):
            return False
        self.outcome = Outcome.HUNG if kind is EndlessError else Outcome.CRASHED
        self.place = _place_of(error)
        self.trace = "".join(traceback.format_exception(error, limit=-25))
        return True


@contextmanager
def bounded_time(seconds: float = _ENDLESS_SECONDS) -> Iterator[Callable[[], None]]:
    """Give what winds a clock up that raises where an input never ends; main thread only."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise EndlessError(seconds)

    before = signal.signal(signal.SIGVTALRM, end)
    try:
        yield lambda: signal.setitimer(signal.ITIMER_VIRTUAL, seconds) and None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def run_at_random(target: Target, *, n_inputs: int, seed: int, last: Path | None = None) -> Tally:
    """Run mutated seeds of a target, without the guidance of coverage.

    The same seed gives the same inputs. Each input comes of a seed or of one that was accepted
    before, so that what is wrong adds up.
    """
    chance = Random(f"{target.name}/{seed}")  # noqa: S311 - not for secrets
    sound = list(target.seeds())
    kept = list(sound)
    tally = Tally(target, last=last)
    with bounded_time() as wind:
        for _ in range(n_inputs):
            data = target.mutated(chance.choice(kept), chance)
            wind()
            if tally.take(data) is Outcome.ACCEPTED:
                _keep(kept, data, n_sound=len(sound), chance=chance)
    return tally


_MOST_KEPT: Final = 400
_MOST_BYTES: Final = 60_000


def _keep(kept: list[bytes], data: bytes, *, n_sound: int, chance: Random) -> None:
    if len(data) > _MOST_BYTES:
        return
    if len(kept) < n_sound + _MOST_KEPT:
        kept.append(data)
    else:
        kept[chance.randrange(n_sound, len(kept))] = data


def _place_of(error: BaseException) -> str:
    """Return kind and last place in our own code, by which faults are told apart."""
    frames = traceback.extract_tb(error.__traceback__)
    roots = [path for path in sys.path if path]
    for frame in reversed(frames):
        below = next((frame.filename[len(p) + 1 :] for p in roots if _is_below(frame, p)), "")
        if below.split("/")[0] in _OURS:
            return f"{type(error).__name__} at {below}:{frame.lineno}"
    return type(error).__name__


def _is_below(frame: traceback.FrameSummary, root: str) -> bool:
    return frame.filename.startswith(f"{root.rstrip('/')}/")
