"""What did the expectation see of a case, so that a judge can tell why?"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.outcome.model import CircumstanceKind
from indexing.sentencing.features import column_names
from indexing.sentencing.quantities import Unit
from indexing.sentencing.wording import GRADES, ROLES

_MEASURED: Final = (
    Unit.GRAM,
    Unit.ALCOHOL,
    Unit.CUBIC_METRE,
    Unit.TREE,
    Unit.MU,
    Unit.GUN,
    Unit.ROUND,
    Unit.TON,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What was read of one accused.

    Attributes:
        yuan: Largest sum told of the offence; None without one.
        quantities: Largest quantity by unit.
        words: Words of the reasoning by which the law grades the crime, and words of roles.
        circumstances: Circumstances found.
        n_accused: How many the ruling speaks of.
        n_charges: Of how many charges this one is convicted.
    """

    yuan: float | None
    quantities: tuple[tuple[Unit, float], ...]
    words: tuple[str, ...]
    circumstances: tuple[CircumstanceKind, ...]
    n_accused: int
    n_charges: int


def grounds_of(row: NDArray[np.float32]) -> Grounds:
    """Return what a row of :func:`indexing.sentencing.features.rows_of` tells."""
    place = _places()
    yuan = _told(row, "own facts:offence")
    quantities = ((unit, _told(row, f"own:{unit.value}")) for unit in _MEASURED)
    return Grounds(
        yuan=_told(row, "own reasons:offence") if yuan is None else yuan,
        quantities=tuple((unit, number) for unit, number in quantities if number is not None),
        words=tuple(word for word in (*GRADES, *ROLES) if row[place[f"reasoned:{word}"]]),
        circumstances=tuple(kind for kind in CircumstanceKind if row[place[f"found:{kind.value}"]]),
        n_accused=int(row[place["n_accused"]]),
        n_charges=int(row[place["n_charges"]]),
    )


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(column_names())}


def _told(row: NDArray[np.float32], name: str) -> float | None:
    value = float(row[_places()[name]])
    return None if np.isnan(value) else float(np.expm1(value))
