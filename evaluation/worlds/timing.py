"""Does the time of an answer tell a closed judgment from one that never was?

Both are asked for in turn, in an order dealt anew for each pair, so that whatever slows the machine
slows both. The test of ranks looks at all times, not at their mean, which one pause would move.

Source: Mann and Whitney, Annals of Mathematical Statistics 18 (1947), as scipy has it.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np
from scipy.stats import mannwhitneyu

from evaluation.worlds.asking import Application, ask
from evaluation.worlds.watching import request_of

_WARM: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Times of two kinds of answers, in milliseconds.

    Attributes:
        closed: Median for a closed judgment.
        never: Median for an id that was never given.
        chance: Chance of such ranks where both kinds take the same time.
    """

    closed: float
    never: float
    chance: float


def timed(
    application: Application, token: str, pairs: Sequence[tuple[str, str]], *, rng: Random, n: int
) -> Timed:
    """Ask for closed judgments and for ids that were never given, each ``n`` times.

    Args:
        application: The application.
        token: Session of somebody who is cleared for nothing.
        pairs: Address of a closed judgment, and the same of an id that was never given.
        rng: Deals order and pair.
        n: How often each kind is asked for.

    Cost: about 5 ms a request.
    """
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    found: tuple[list[float], list[float]] = ([], [])

    async def measure() -> None:
        for at in range(n + _WARM):
            pair = rng.choice(pairs)
            for kind in rng.sample((0, 1), k=2):
                method, path, body = request_of(pair[kind])
                began = time.perf_counter()
                await ask(application, method, path, headers=headers, body=body)
                if at >= _WARM:
                    found[kind].append((time.perf_counter() - began) * 1_000)

    asyncio.run(measure())
    return Timed(
        closed=float(np.median(found[0])),
        never=float(np.median(found[1])),
        chance=float(mannwhitneyu(found[0], found[1]).pvalue),
    )
