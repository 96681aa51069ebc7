"""Which round figures stand on an axis?"""

import math
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)
_LEAST = 1e-6
"""A range below this is one figure: axes are labelled with nine decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where a figure stands on an axis.

    Attributes:
        first: Figure at the beginning.
        last: Figure at the end; greater than the first.
        start: Place of the first.
        end: Place of the last.
    """

    first: float
    last: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a figure."""
        share = (value - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)


def ticks(first: float, last: float, *, most: int = 6, whole: bool = False) -> tuple[float, ...]:
    """Return round figures that hold a range between them.

    Args:
        first: Least figure.
        last: Greatest figure; equal to the first where there is only one.
        most: About how many are wanted.
        whole: Whether only whole figures may stand, because things are counted.

    Example:
        >>> ticks(0, 7, whole=True)
        (0.0, 2.0, 4.0, 6.0, 8.0)
        >>> ticks(6, 18)
        (5.0, 7.5, 10.0, 12.5, 15.0, 17.5, 20.0)
    """
    span = last - first
    if span < _LEAST:
        span = max(abs(last), 1)
    rough = span / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough)
    if whole:
        step = max(1.0, float(math.ceil(step)))
    begin = math.floor(first / step)
    end = max(math.ceil(last / step), begin + 1)
    return tuple(round(place * step, 9) for place in range(begin, end + 1))
