"""``--suite kills``: hundreds of works killed at random moments, and what was found after each."""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any, Final

from evaluation.endurance.kills.looking import look
from evaluation.endurance.kills.ready import Ready, copied, make_ready
from evaluation.endurance.kills.records import FileRecords, KeptRecords, ServerRecords, Victim
from evaluation.endurance.kills.works import (
    BY_ITSELF,
    Work,
    asked,
    do,
    end_quietly,
    serve,
    wait_until_served,
)
from evaluation.errors import MeasurementError
from evaluation.performance.http_search import free_port
from evaluation.suites import Found, Say
from service.data_folder import load_settings
from service.house import open_house

PROTOCOL: Final = (
    "Each run gets a copy of one installation (80 generated judgments with their index, a court's "
    "people, items that the committee votes on) and does one work, again and again: ingest of 200 "
    "judgments in batches of 64, index (with the encoder at hand), increment (40 judgments "
    "ingested, the index follows), compaction after each such increment, backup, votes with "
    "verdicts between them, or verdicts, both over HTTP at a server. A child forked of a process "
    "that has imported everything does it as the command does. The kill falls after a number of "
    "acknowledged acts drawn evenly, at a moment drawn evenly within a tenth more than the "
    "longest time that lay between two acts when nobody killed, so that every run has "
    "acknowledged something. SIGKILL finds the work itself; with records on PostgreSQL every "
    "other run kills the database under it instead: the postmaster by SIGKILL, every process that "
    "serves a connection by SIGKILL, or all by an immediate shutdown; the server waits for its "
    "disk. Then the database is started again where it is dead, and another child opens the store "
    "as the next start does: integrity and foreign keys (on PostgreSQL every row read), the audit "
    "trail with its head, the index in use and a search on it, and all that was acknowledged: "
    "batches, snapshot, backups held against their digests, votes, verdicts; an ingest is run "
    "again and must come to the corpus that an unkilled one comes to. At most one act may be "
    "there that nobody was told of: the one in which the kill fell. SIGKILL takes the process and "
    "not the machine: what the kernel holds for the disk is kept."
)
_USUAL_ACTS: Final = 20
_NOTICING_SECONDS: Final = 0.2
_READ_AT_ONCE: Final = 65_536
_MORE: Final = 1.1
_LIMIT_SECONDS: Final = 600.0
_IDLE_MINUTES: Final = "100000"
_MOST_BEFORE: Final[Mapping[Work, int]] = {
    Work.INGEST: 3,
    Work.INDEX: 1,
    Work.INCREMENT: 3,
    Work.COMPACTION: 3,
    Work.BACKUP: 2,
    Work.VOTE: 14,
    Work.VERDICT: 20,
}
"""Most acts that are acknowledged before a kill; an ingest has four batches."""


@dataclass(slots=True)
class _Result:
    """What came of the runs of one work.

    Attributes:
        n_runs: Runs.
        n_killed: Those in which the kill found the child at work.
        n_acknowledged: Acts acknowledged before the kills.
        n_without: Runs in which nothing was acknowledged before the kill.
        by_victim: Runs by what was killed.
        seconds: What the runs took, all together.
        problems: What was wrong, how often.
    """

    n_runs: int = 0
    n_killed: int = 0
    n_acknowledged: int = 0
    n_without: int = 0
    by_victim: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    problems: Counter[str] = field(default_factory=Counter)


def measure_kills(options: argparse.Namespace, say: Say) -> Found:
    """Kill works at random moments.

    Args:
        options: ``runs``, ``seed``, ``works``, ``database``.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A work failed by itself, or an act was refused.
    """
    os.environ["TONGPAN_IDLE_MINUTES"] = _IDLE_MINUTES
    # Jobs are killed by tests of their own.
    os.environ["TONGPAN_JOB_WORKER"] = "false"
    chance = Random(options.seed)  # noqa: S311 - not for secrets
    with tempfile.TemporaryDirectory(prefix="tongpan-kills-") as name:
        folder = Path(name)
        records = _records(options.database, folder / "server")
        try:
            ready = make_ready(folder, records=records, say=say)
            works = [Work(each) for each in options.works] or list(Work)
            gaps = {work: _unkilled(work, ready) for work in works}
            say(f"longest between two acts: {', '.join(f'{w} {s:.2f} s' for w, s in gaps.items())}")
            results = {work: _Result() for work in works}
            for number in range(options.runs):
                work = works[number % len(works)]
                plan = _Plan(
                    name=f"run{number}",
                    victim=records.victims[(number // len(works)) % len(records.victims)],
                    n_acts=chance.randint(1, _MOST_BEFORE[work]),
                    seconds=chance.uniform(0, gaps[work] * _MORE),
                    chance=Random(chance.random()),  # noqa: S311 - not for secrets
                )
                _run(work, ready, plan, results[work])
                if (number + 1) % 10 == 0:
                    n_wrong = sum(each.problems.total() for each in results.values())
                    say(f"{number + 1} runs, {n_wrong} problems")
            with open_house(load_settings({"data": ready.data}), may_make=False) as house:
                digest = house.store.digest()
        finally:
            records.close()
    return PROTOCOL, _figures(results), {"corpus_digest": digest, **_details(results, gaps)}


def _records(database: str, folder: Path) -> KeptRecords:
    return ServerRecords(folder) if database == "postgresql" else FileRecords()


def _figures(results: Mapping[Work, _Result]) -> dict[str, float]:
    wrong = Counter[str]()
    for result in results.values():
        wrong += result.problems
    lost = sum(n for problem, n in wrong.items() if "acknowledged" in problem)
    return {
        "runs": float(sum(each.n_runs for each in results.values())),
        "killed_at_work": float(sum(each.n_killed for each in results.values())),
        "acknowledged": float(sum(each.n_acknowledged for each in results.values())),
        "runs_without_acknowledged": float(sum(each.n_without for each in results.values())),
        "seconds_per_run": sum(each.seconds for each in results.values())
        / max(1, sum(each.n_runs for each in results.values())),
        "lost_acknowledged": float(lost),
        "other_problems": float(wrong.total() - lost),
    }


def _details(results: Mapping[Work, _Result], gaps: Mapping[Work, float]) -> dict[str, Any]:
    return {
        "works": {
            work.value: {
                "runs": each.n_runs,
                "killed_at_work": each.n_killed,
                "acknowledged": each.n_acknowledged,
                "longest_seconds_between": round(gaps[work], 3),
                "killed": dict(each.by_victim),
                "seconds": round(each.seconds, 1),
                "problems": dict(each.problems),
            }
            for work, each in results.items()
        }
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How one run is killed.

    Attributes:
        name: Of its records.
        victim: What is killed.
        n_acts: After how many acknowledged acts.
        seconds: How long after the last of these.
        chance: Draws the acts.
    """

    name: str
    victim: Victim
    n_acts: int
    seconds: float
    chance: Random


def _unkilled(work: Work, ready: Ready) -> float:
    """Return the longest time between two acts when nobody kills, from the first one on."""
    moments = list[float]()
    with (
        tempfile.TemporaryDirectory(prefix="tongpan-run-") as name,
        copied(ready, Path(name), "unkilled") as data,
    ):
        if work in BY_ITSELF:
            moments.append(time.monotonic())
            child = _Child(lambda tell: do(work, ready, data, tell, most=2))
            while child.is_alive():
                moments.extend([time.monotonic()] * (len(child.told()) - len(moments) + 1))
                time.sleep(0.01)
            child.wait()
        else:
            port = free_port()
            child = _Child(lambda _: serve(data, port))
            try:
                wait_until_served(port, child.is_alive)

                def told(_: object) -> None:
                    moments.append(time.monotonic())

                asked(work, ready, port, Random(0), told, most=_USUAL_ACTS)  # noqa: S311
            finally:
                child.kill()
    return max(after - before for before, after in pairwise(moments))


def _run(work: Work, ready: Ready, plan: _Plan, result: _Result) -> None:
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="tongpan-run-") as name,
        copied(ready, Path(name), plan.name) as data,
    ):
        told = (_killed_alone if work in BY_ITSELF else _killed_serving)(
            work, ready, plan, data, result
        )
        ready.records.revive()
        looking = _Child(lambda tell: tell(look(work, ready, data, told)))
        looking.wait()
        problems = looking.told()[-1]
    result.n_runs += 1
    result.by_victim[plan.victim.value] += 1
    result.n_acknowledged += len(told)
    result.n_without += not told
    result.seconds += time.monotonic() - started
    for problem in problems:
        result.problems[problem] += 1


def _killed_alone(work: Work, ready: Ready, plan: _Plan, data: Path, result: _Result) -> list[Any]:
    """Kill a work that is a command; return what it acknowledged."""
    child = _Child(lambda tell: do(work, ready, data, tell, most=_MOST_BEFORE[work] + 2))
    give_up = time.monotonic() + _LIMIT_SECONDS
    while len(child.told()) < plan.n_acts and child.is_alive() and time.monotonic() < give_up:
        time.sleep(0.005)
    time.sleep(plan.seconds)
    was_alive = child.is_alive()
    if plan.victim is not Victim.WORK:
        # What was told until now was told by a database that lives.
        ready.records.kill(plan.victim)
        time.sleep(_NOTICING_SECONDS)
    child.kill()
    result.n_killed += was_alive
    # A work that failed says how in place of an act.
    return [each for each in child.told() if not isinstance(each, dict)]


def _killed_serving(
    work: Work, ready: Ready, plan: _Plan, data: Path, result: _Result
) -> list[Any]:
    """Kill a server that is asked for acts, or the database under it; return what was done."""
    port, told = free_port(), list[Any]()
    child = _Child(lambda _: serve(data, port))
    wait_until_served(port, child.is_alive)
    timers = list[Timer]()

    def kill() -> None:
        if plan.victim is Victim.WORK:
            child.kill()
        else:
            ready.records.kill(plan.victim)

    def note(act: dict[str, Any]) -> None:
        told.append(act)
        if len(told) == plan.n_acts:
            timers.append(Timer(plan.seconds, kill))
            timers[0].start()

    asked(work, ready, port, plan.chance, note)
    for timer in timers:
        timer.join()
    child.kill()
    result.n_killed += bool(timers)
    return told


class _Child:
    """A forked process with a pipe on which it says what it acknowledged."""

    def __init__(self, work: Callable[[Callable[[object], None]], None]) -> None:
        reading, writing = os.pipe()
        self._reading = reading
        self._is_over = False
        self._status = 0
        self.number = os.fork()
        if self.number == 0:
            os.close(reading)
            _work_and_end(work, writing)
        os.close(writing)
        os.set_blocking(reading, False)
        self._said = b""

    def is_alive(self) -> bool:
        """Tell whether it still runs."""
        if not self._is_over:
            found, self._status = os.waitpid(self.number, os.WNOHANG)
            self._is_over = found != 0
        return not self._is_over

    def kill(self) -> bool:
        """Kill it; tell whether it was at work."""
        was_alive = self.is_alive()
        if was_alive:
            with suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.number, 0)
            self._is_over = True
        return was_alive

    def wait(self) -> None:
        """Wait until it is done.

        Raises:
            MeasurementError: It failed, or was not done after ten minutes.
        """
        give_up = time.monotonic() + _LIMIT_SECONDS
        while time.monotonic() < give_up:
            if not self.is_alive():
                if self._status != 0:
                    raise MeasurementError("kills", f"a work failed by itself: {self.told()}")
                return
            time.sleep(0.01)
        self.kill()
        raise MeasurementError("kills", f"not done after {_LIMIT_SECONDS:.0f} s")

    def told(self) -> list[Any]:
        """Return what it has said until now; a line that the kill cut is not said."""
        with suppress(BlockingIOError):
            while said := os.read(self._reading, _READ_AT_ONCE):
                self._said += said
        return [json.loads(line) for line in self._said.split(b"\n")[:-1]]

    def __del__(self) -> None:
        os.close(self._reading)


def _work_and_end(work: Callable[[Callable[[object], None]], None], writing: int) -> None:
    """Work in the child and end it, whatever happens: it must not go on as its parent."""

    def tell(what: object) -> None:
        os.write(writing, json.dumps(what).encode() + b"\n")

    status = 1
    try:
        end_quietly()
        work(tell)
        status = 0
    finally:
        if status:
            tell({"failed": "".join(traceback.format_exception(*sys.exc_info()))[-2_000:]})
        os._exit(status)
