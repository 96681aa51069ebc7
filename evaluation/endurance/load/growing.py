"""Does a server that works take more and more memory?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import linregress, t

MEGABYTE: Final = 1024**2
FLAT_MEGABYTES_PER_MINUTE: Final = 1.0
"""A server that runs for a working day of eight hours then grows by less than half a gigabyte."""

N_STRETCHES: Final = 15
_LEAST: Final = 4
_SHARE: Final = 0.975


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How memory grew, in MB a minute.

    Attributes:
        slope: Fitted.
        low: Of the 95 % interval.
        high: Likewise.
    """

    slope: float
    low: float
    high: float


def growth_of(samples: Sequence[tuple[float, int]]) -> Growth | None:
    """Return how memory grew in the second half; None where too little was seen to tell.

    Args:
        samples: Seconds and bytes, in their order.

    Example:
        >>> growth = growth_of([(60.0 * n, 2**20 * n) for n in range(40)])
        >>> round(growth.slope, 6), round(growth.low, 6), round(growth.high, 6)
        (1.0, 1.0, 1.0)
        >>> growth_of([(0.0, 1)]) is None
        True
    """
    later = np.array(samples[len(samples) // 2 :], dtype=float)
    n_stretches = min(N_STRETCHES, len(later))
    if n_stretches < _LEAST:
        return None
    # Samples that follow each other are alike; an interval of them all would be far too narrow.
    means = np.array([each.mean(axis=0) for each in np.array_split(later, n_stretches)])
    fitted = linregress(means[:, 0] / 60, means[:, 1] / MEGABYTE)
    half = float(t.ppf(_SHARE, n_stretches - 2) * fitted.stderr)
    slope = float(fitted.slope)
    return Growth(slope=slope, low=slope - half, high=slope + half)


def is_flat(samples: Sequence[tuple[float, int]]) -> bool:
    """Tell whether memory surely grew by no more than the bar; not where too little was seen."""
    growth = growth_of(samples)
    return growth is not None and growth.high <= FLAT_MEGABYTES_PER_MINUTE


def memory_figures(samples: Sequence[tuple[float, int]]) -> dict[str, float]:
    """Return memory at start, end and most, and how it grew in the second half.

    Args:
        samples: Seconds and bytes.

    Example:
        >>> told = memory_figures([(60.0 * n, 2**20) for n in range(20)])
        >>> told["megabytes_at_start"], told["megabytes_per_minute"]
        (1.0, 0.0)
    """
    figures = {
        "megabytes_at_start": samples[0][1] / MEGABYTE,
        "megabytes_at_end": samples[-1][1] / MEGABYTE,
        "megabytes_at_most": max(value for _, value in samples) / MEGABYTE,
    }
    growth = growth_of(samples)
    if growth is not None:
        figures["megabytes_per_minute"] = growth.slope
        figures["megabytes_per_minute_low"] = growth.low
        figures["megabytes_per_minute_high"] = growth.high
    return figures
