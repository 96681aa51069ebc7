"""In which functions is a running program, sample by sample?

py-spy looks into it from outside, so that the program runs as it always does. Only threads that
hold the lock of the interpreter count: others wait, which says nothing of where time goes, or work
outside of it, as the engines of words and vectors do.
"""

import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.errors import MeasurementError

SAMPLES_PER_SECOND: Final = 250
_LONGEST_SECONDS: Final = 600
_STOP_SECONDS: Final = 60.0
_LINE: Final = re.compile(r":\d+\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Which share of the samples functions were in, as ``name (file)``.

    Attributes:
        n_samples: How many there are.
        inclusive: By function, itself or what it called.
        own: By function, itself the innermost.
    """

    n_samples: int
    inclusive: Mapping[str, float]
    own: Mapping[str, float]


def shares_of(lines: Iterable[str]) -> Shares:
    """Count the stacks that py-spy writes: frames from the outermost on, then how often.

    A function that stands in a stack several times counts once.

    Example:
        >>> found = shares_of(["run (a.py:1);look (b.py:2) 3", "run (a.py:9) 1"])
        >>> found.n_samples, dict(found.inclusive), dict(found.own)["run (a.py)"]
        (4, {'run (a.py)': 1.0, 'look (b.py)': 0.75}, 0.25)
    """
    inclusive: Counter[str] = Counter()
    own: Counter[str] = Counter()
    n_samples = 0
    for line in lines:
        told, _, count = line.rpartition(" ")
        frames = [_LINE.sub(")", frame) for frame in told.split(";")]
        n_samples += int(count)
        own[frames[-1]] += int(count)
        for frame in dict.fromkeys(frames):
            inclusive[frame] += int(count)
    return Shares(
        n_samples=n_samples,
        inclusive={name: count / n_samples for name, count in inclusive.most_common()},
        own={name: count / n_samples for name, count in own.most_common()},
    )


@contextmanager
def sampled(process: int, path: Path) -> Iterator[None]:
    """Look into a process while the context is entered, and write its stacks into a file.

    Raises:
        MeasurementError: py-spy is not installed beside this interpreter, or may not look.
    """
    program = shutil.which("py-spy", path=str(Path(sys.executable).parent))
    if program is None:
        raise MeasurementError("py-spy", "not installed; it comes with the extra `dev`")
    rate, longest = str(SAMPLES_PER_SECOND), str(_LONGEST_SECONDS)
    asked = [
        "--pid",
        str(process),
        "--gil",
        "--format",
        "raw",
        "--rate",
        rate,
        "--duration",
        longest,
    ]
    looking = subprocess.Popen(  # noqa: S603 - the tool found above
        [program, "record", *asked, "--output", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield
    finally:
        # It ends as at Ctrl+C, and writes what it saw.
        looking.send_signal(signal.SIGINT)
        try:
            _, told = looking.communicate(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            looking.kill()
            _, told = looking.communicate()
    if not path.is_file() or not path.stat().st_size:
        raise MeasurementError("py-spy", told.strip()[-300:] or "saw nothing")
