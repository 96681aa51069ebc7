"""How large is what was taken, lost, sold or carried?

Figures are logarithms, NaN where nothing is told.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from indexing.sentencing.quantities import Cue, Quantity, Unit

_CUES: Final = (None, *Cue)
_OFFENCE: Final = frozenset({None, Cue.TOTAL, Cue.WORTH})
# What is told as the whole, or as what the thing was worth, goes before sums without a word.
_SUREST: Final = (frozenset({Cue.TOTAL, Cue.WORTH}), frozenset({None}))
_MISSING: Final = float("nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the sum of an accused stands among those of the others.

    Attributes:
        n_larger: How many others have a larger one.
        share: Of the largest; 0 where nobody has one.
        n_beside: How many accused there are, this one with them.
    """

    n_larger: int
    share: float
    n_beside: int


def sum_names(part: str) -> tuple[str, ...]:
    """Return the names of what :func:`sums` gives for a part of a judgment."""
    return (
        f"{part}:sum",
        f"{part}:sums",
        *(f"{part}:sum:{cue or 'plain'}" for cue in _CUES),
        f"{part}:offence",
        f"{part}:added",
        f"{part}:worth added",
    )


def sums(quantities: Iterable[Quantity]) -> list[float]:
    """Return the sums of money of a part: the largest, by the words before it, and added up.

    Example:
        >>> from indexing.sentencing.quantities import find_quantities
        >>> named = dict(zip(sum_names("facts"), sums(find_quantities("共骗取3万元")), strict=True))
        >>> round(float(np.expm1(named["facts:sum:total"]))), named["facts:sum:loss"]
        (30000, nan)
    """
    by_cue = _by_cue(quantities)
    offence = [number for cue in _CUES if cue in _OFFENCE for number in by_cue.get(cue, ())]
    return [
        largest([number for numbers in by_cue.values() for number in numbers]),
        float(len(offence)),
        *(largest(by_cue.get(cue, ())) for cue in _CUES),
        largest(offence),
        added(offence),
        added(by_cue.get(Cue.WORTH, ())),
    ]


def main_sum(reasons: Iterable[Quantity], facts: Iterable[Quantity]) -> float:
    """Return the sum that the crime is measured by: the court's reasoning goes before the facts."""
    for part in (_by_cue(reasons), _by_cue(facts)):
        for cues in _SUREST:
            numbers = [number for cue in cues for number in part.get(cue, ())]
            if numbers:
                return largest(numbers)
    return _MISSING


def standing_of(facts: Mapping[str, Iterable[Quantity]]) -> dict[str, Standing]:
    """Return where each accused stands, by what the facts tell of each."""
    mine = {
        name: max(
            (each.number for each in told if each.unit is Unit.YUAN and each.cue in _OFFENCE),
            default=0.0,
        )
        for name, told in facts.items()
    }
    most = max(mine.values(), default=0.0)
    return {
        name: Standing(
            n_larger=sum(other > own for other in mine.values()),
            share=own / most if most else 0.0,
            n_beside=len(mine),
        )
        for name, own in mine.items()
    }


def by_unit(quantities: Iterable[Quantity]) -> dict[Unit, list[float]]:
    """Return the numbers of each unit, in order."""
    found: dict[Unit, list[float]] = {}
    for each in quantities:
        found.setdefault(each.unit, []).append(each.number)
    return found


def largest(numbers: Collection[float]) -> float:
    """Return the logarithm of the largest number."""
    return float(np.log1p(max(numbers))) if numbers else _MISSING


def added(numbers: Collection[float]) -> float:
    """Return the logarithm of all together; one told twice, as charged and as found, counts once.

    The sum does not hang on the order of a set.
    """
    return float(np.log1p(sum(sorted(set(numbers))))) if numbers else _MISSING


def _by_cue(quantities: Iterable[Quantity]) -> dict[Cue | None, list[float]]:
    found: dict[Cue | None, list[float]] = {}
    for each in quantities:
        if each.unit is Unit.YUAN:
            found.setdefault(each.cue, []).append(each.number)
    return found
