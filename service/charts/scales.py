"""Which round figures stand on an axis?"""

import math
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)
_DETAILED = 2
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WideScale(Scale):
    """Where a figure stands on an axis on which ten times as much is always one step."""

    def at(self, value: float) -> float:
        """Return the place of a figure above 0."""
        share = math.log(value / self.first) / math.log(self.last / self.first)
        return self.start + share * (self.end - self.start)


def wide_ticks(first: float, last: float) -> tuple[float, ...]:
    """Return powers of ten that hold a range between them, with 2 and 5 where there is room.

    Args:
        first: Least figure, above 0.
        last: Greatest figure.

    Example:
        >>> wide_ticks(3, 40)
        (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
        >>> wide_ticks(0.4, 5_000)
        (0.1, 1.0, 10.0, 100.0, 1000.0, 10000.0)
    """
    begin = math.floor(math.log10(first))
    end = max(math.ceil(math.log10(last)), begin + 1)
    steps = (1, 2, 5) if end - begin <= _DETAILED else (1,)
    found = [step * 10.0**power for power in range(begin, end) for step in steps]
    return tuple(round(each, 9) for each in (*found, 10.0**end))


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
