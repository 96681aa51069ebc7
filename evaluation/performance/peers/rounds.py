"""How are several engines asked the same in turns, so that a busy machine treats all alike?"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import numpy as np

from evaluation.errors import MeasurementError

_LEAST_ASKED: Final = 5

Ask = Callable[[int], object]
"""Answers the query of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast an engine answered; each figure is the median over rounds.

    Attributes:
        p50_milliseconds: Of one search.
        p95_milliseconds: Of one search.
        searches_per_second: One after the other.
        n_asked: Queries of a round, the fewest of any.
    """

    p50_milliseconds: float
    p95_milliseconds: float
    searches_per_second: float
    n_asked: int


def ask_in_turns(
    engines: Mapping[str, Ask],
    *,
    n_queries: int,
    n_rounds: int,
    limit_seconds: float,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Pace]:
    """Ask every engine every query, engine after engine, round after round.

    Each engine answers one query unmeasured before; each round begins with another engine.

    Args:
        engines: What is asked, by name.
        n_queries: Queries are numbered from 0.
        n_rounds: How often.
        limit_seconds: An engine is asked no further in a round that took it so long, but five
            queries at least.
        clock: Seconds.

    Raises:
        MeasurementError: There is no engine, no query or no round.
    """
    if not engines or n_queries < 1 or n_rounds < 1:
        raise MeasurementError("peers", "expected an engine, a query and a round at least")
    names = list(engines)
    for ask in engines.values():
        ask(0)
    taken: dict[str, list[list[float]]] = {name: [] for name in names}
    for number in range(n_rounds):
        shift = number % len(names)
        for name in [*names[shift:], *names[:shift]]:
            taken[name].append(_asked(engines[name], n_queries, limit_seconds, clock))
    return {name: _pace(rounds) for name, rounds in taken.items()}


def _asked(
    ask: Ask, n_queries: int, limit_seconds: float, clock: Callable[[], float]
) -> list[float]:
    seconds: list[float] = []
    for query in range(n_queries):
        if sum(seconds) > limit_seconds and len(seconds) >= _LEAST_ASKED:
            break
        before = clock()
        ask(query)
        seconds.append(clock() - before)
    return seconds


def _pace(rounds: Sequence[Sequence[float]]) -> Pace:
    return Pace(
        p50_milliseconds=1000 * median(float(np.percentile(each, 50)) for each in rounds),
        p95_milliseconds=1000 * median(float(np.percentile(each, 95)) for each in rounds),
        searches_per_second=median(len(each) / sum(each) for each in rounds),
        n_asked=min(map(len, rounds)),
    )


def build_in_turns(
    builders: Mapping[str, Callable[[], object]],
    *,
    n_rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Build every engine, engine after engine, round after round; return the median seconds.

    Args:
        builders: What builds one, by name.
        n_rounds: How often.
        clock: Seconds.

    Raises:
        MeasurementError: There is no round.
    """
    if n_rounds < 1:
        raise MeasurementError("peers", "expected a round at least")
    seconds: dict[str, list[float]] = {name: [] for name in builders}
    for _ in range(n_rounds):
        for name, build in builders.items():
            before = clock()
            build()
            seconds[name].append(clock() - before)
    return {name: median(each) for name, each in seconds.items()}
