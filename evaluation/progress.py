"""How does a person see that a long measurement goes on?"""

import sys
import time
from collections.abc import Callable

from indexing.learning.training import Progress

Say = Callable[[str], None]


def progress_on_stderr() -> Say:
    """Return a function that tells on standard error what was done, with the time so far."""
    started = time.perf_counter()

    def say(what: str) -> None:
        print(f"[{time.perf_counter() - started:6.1f} s] {what}", file=sys.stderr)

    return say


def stages(say: Say) -> Progress:
    """Return a listener that tells each stage of building once, when it begins."""
    begun: set[str] = set()

    def listen(stage: str, _done: int, _total: int) -> None:
        if stage not in begun:
            begun.add(stage)
            say(f"indexing: {stage}")

    return listen
