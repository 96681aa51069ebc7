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
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any, Final

from evaluation.endurance.kills.looking import look
from evaluation.endurance.kills.ready import Ready, copy_of, make_ready
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
from evaluation.performance.ready import digest_of_records

PROTOCOL: Final = (
    "Each run gets a copy of one installation (80 generated judgments with their index, a court's "
    "people, items that the committee votes on) and does one work: ingest of 200 judgments, index "
    "(with the encoder at hand), increment (40 judgments ingested, the index follows), compaction "
    "after such an increment, backup, votes or verdicts over HTTP at a server. A child forked "
    "of a process that has imported everything does it as the command does, and gets SIGKILL "
    "after a time drawn evenly between nothing and a tenth more than the work took when nobody "
    "killed it (of the servers: from the first answer on, and twenty acts). Then "
    "another child opens the store as the next start does: integrity and foreign keys of the "
    "database, the audit trail with its head, the index in use and a search on it, and all that "
    "was acknowledged: batches, snapshot, backup held against its digests, votes, verdicts; an "
    "ingest is run again and must come to the corpus that an unkilled one comes to. At most one "
    "act may be there that nobody was told of: the one in which the kill fell. SIGKILL takes the "
    "process and not the machine: what the kernel holds for the disk is kept."
)
_USUAL_ACTS: Final = 20
_MORE: Final = 1.1
_LIMIT_SECONDS: Final = 600.0
_IDLE_MINUTES: Final = "100000"


@dataclass(slots=True)
class _Result:
    """What came of the runs of one work.

    Attributes:
        n_runs: Runs.
        n_killed: Those in which the kill found the child at work.
        n_acknowledged: Acts acknowledged before the kills.
        problems: What was wrong, how often.
    """

    n_runs: int = 0
    n_killed: int = 0
    n_acknowledged: int = 0
    problems: Counter[str] = field(default_factory=Counter)


def measure_kills(
    options: argparse.Namespace, say: Callable[[str], None]
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Kill works at random moments.

    Args:
        options: ``runs``, ``seed``, ``works``.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A work failed by itself, or an act was refused.
    """
    os.environ["TONGPAN_IDLE_MINUTES"] = _IDLE_MINUTES
    chance = Random(options.seed)  # noqa: S311 - not for secrets
    with tempfile.TemporaryDirectory(prefix="tongpan-kills-") as name:
        ready = make_ready(Path(name), say=say)
        works = [Work(each) for each in options.works] or list(Work)
        lasting = {work: _unkilled(work, ready) for work in works}
        say(f"unkilled: {', '.join(f'{w} {s:.2f} s' for w, s in lasting.items())}")
        results = {work: _Result() for work in works}
        for number in range(options.runs):
            work = works[number % len(works)]
            seconds = chance.uniform(0, lasting[work] * _MORE)
            _run(work, ready, seconds, Random(chance.random()), results[work])  # noqa: S311
            if (number + 1) % 25 == 0:
                n_wrong = sum(each.problems.total() for each in results.values())
                say(f"{number + 1} runs, {n_wrong} problems")
        digest = digest_of_records(ready.data)
    return PROTOCOL, _figures(results), {"corpus_digest": digest, **_details(results, lasting)}


def _figures(results: Mapping[Work, _Result]) -> dict[str, float]:
    wrong = Counter[str]()
    for result in results.values():
        wrong += result.problems
    lost = sum(n for problem, n in wrong.items() if "acknowledged" in problem)
    return {
        "runs": float(sum(each.n_runs for each in results.values())),
        "killed_at_work": float(sum(each.n_killed for each in results.values())),
        "acknowledged": float(sum(each.n_acknowledged for each in results.values())),
        "lost_acknowledged": float(lost),
        "other_problems": float(wrong.total() - lost),
    }


def _details(results: Mapping[Work, _Result], lasting: Mapping[Work, float]) -> dict[str, Any]:
    return {
        "works": {
            work.value: {
                "runs": each.n_runs,
                "killed_at_work": each.n_killed,
                "acknowledged": each.n_acknowledged,
                "unkilled_seconds": round(lasting[work], 3),
                "problems": dict(each.problems),
            }
            for work, each in results.items()
        }
    }


def _unkilled(work: Work, ready: Ready) -> float:
    """Return how long a work takes when nobody kills it."""
    with tempfile.TemporaryDirectory(prefix="tongpan-run-") as name:
        data = copy_of(ready, Path(name))
        if work in BY_ITSELF:
            started = time.monotonic()
            _Child(lambda tell: do(work, ready, data, tell)).wait()
            return time.monotonic() - started
        port = free_port()
        child = _Child(lambda _: serve(data, port))
        try:
            wait_until_served(port, child.is_alive)
            started = time.monotonic()
            asked(work, ready, port, Random(0), [], most=_USUAL_ACTS)  # noqa: S311
            return time.monotonic() - started
        finally:
            child.kill()


def _run(work: Work, ready: Ready, seconds: float, chance: Random, result: _Result) -> None:
    with tempfile.TemporaryDirectory(prefix="tongpan-run-") as name:
        data = copy_of(ready, Path(name))
        if work in BY_ITSELF:
            child = _Child(lambda tell: do(work, ready, data, tell))
            time.sleep(seconds)
            result.n_killed += child.kill()
            told = child.told()
        else:
            port = free_port()
            child = _Child(lambda _: serve(data, port))
            wait_until_served(port, child.is_alive)
            told = list[Any]()
            timer = Timer(seconds, child.kill)
            timer.start()
            asked(work, ready, port, chance, told)
            timer.join()
            child.kill()
            result.n_killed += 1
        result.n_runs += 1
        result.n_acknowledged += len(told)
        looking = _Child(lambda tell: tell(look(work, ready, data, told)))
        looking.wait()
        for problem in looking.told()[-1]:
            result.problems[problem] += 1


class _Child:
    """A forked process with a pipe on which it says what it acknowledged."""

    def __init__(self, work: Callable[[Callable[[object], None]], None]) -> None:
        reading, writing = os.pipe()
        self._reading = reading
        self._is_over = False
        self.number = os.fork()
        if self.number == 0:
            os.close(reading)
            _work_and_end(work, writing)
        os.close(writing)

    def is_alive(self) -> bool:
        """Tell whether it still runs."""
        if not self._is_over:
            self._is_over = os.waitpid(self.number, os.WNOHANG) != (0, 0)
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
            found, status = os.waitpid(self.number, os.WNOHANG)
            if found:
                self._is_over = True
                if status != 0:
                    raise MeasurementError("kills", f"a work failed by itself: {self.told()}")
                return
            time.sleep(0.01)
        self.kill()
        raise MeasurementError("kills", f"not done after {_LIMIT_SECONDS:.0f} s")

    def told(self) -> list[Any]:
        """Return what it said; a line that the kill cut is not said."""
        with os.fdopen(self._reading, "rb") as pipe:
            lines = pipe.read().split(b"\n")
        return [json.loads(line) for line in lines[:-1]]


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
            tell("".join(traceback.format_exception(*sys.exc_info()))[-2_000:])
        os._exit(status)
