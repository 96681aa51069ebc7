"""What do like sentences make expect?

Terms and fines are round figures, and a few long ones weigh heavily in a mean. What is expected is
the median of like sentences: half of them lie above it, half below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.sentencing.cases import SentencedCases
from indexing.sentencing.forest import Like

LOG_MONTHS, SPREAD, ELIGIBLE, PROBATION, FINED, LOG_FINE = range(6)
LONGEST_PROBATION: Final = 36
"""Only terms of at most three years are suspended, 刑法 art. 72."""
_LEAST_VARIANCE: Final = 0.005
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What was passed in the sentences that were learned from.

    Attributes:
        charges: The names of charges, ascending.
        codes: By sentence the place of its charge in ``charges``.
        log_months: Natural logarithm of the term in months.
        has_probation: Whether it is suspended.
        log_fine: Natural logarithm of the fine in yuan; NaN without a fine.
    """

    charges: tuple[str, ...]
    codes: NDArray[np.int16]
    log_months: NDArray[np.float64]
    has_probation: NDArray[np.bool_]
    log_fine: NDArray[np.float32]

    def codes_of(self, charges: list[str]) -> NDArray[np.int16]:
        """Return the places of charges; -1 of one that nobody knows."""
        places = {name: place for place, name in enumerate(self.charges)}
        return np.asarray([places.get(charge, -1) for charge in charges], dtype=np.int16)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return it as arrays by name, without the names of charges."""
        return {
            "taught_codes": self.codes,
            "taught_log_months": self.log_months,
            "taught_probation": self.has_probation,
            "taught_log_fine": self.log_fine,
        }


def taught_by(cases: SentencedCases) -> Taught:
    """Return what cases teach, in their order."""
    charges, codes = np.unique(cases.charges, return_inverse=True)
    return Taught(
        charges=tuple(charges.tolist()),
        codes=codes.astype(np.int16),
        log_months=cases.log_months,
        has_probation=cases.has_probation,
        log_fine=cases.log_fine.astype(np.float32),
    )


def taught_of(arrays: Mapping[str, NDArray[np.generic]], charges: tuple[str, ...]) -> Taught:
    """Return what :meth:`Taught.arrays` holds.

    Raises:
        KeyError: An array is missing.
    """
    return Taught(
        charges=charges,
        codes=arrays["taught_codes"].astype(np.int16),
        log_months=arrays["taught_log_months"].astype(np.float64),
        has_probation=arrays["taught_probation"].astype(np.bool_),
        log_fine=arrays["taught_log_fine"].astype(np.float32),
    )


def likely(
    like: Like, taught: Taught, codes: NDArray[np.int16], *, charge_weight: float
) -> NDArray[np.float64]:
    """Return what like sentences make expect of rows, shape (rows, 6).

    The columns: the median of the logarithms of the terms; their spread, a standard deviation; the
    share of terms that may be suspended, that are, and that have a fine; the median of the
    logarithms of the fines, NaN where there is none.

    Args:
        like: The sentences that each row is like.
        taught: What was passed in them.
        codes: By row the place of its charge; -1 of one that nobody knows.
        charge_weight: How many times a sentence of the same charge counts.
    """
    months, fines = taught.log_months[like.taught], taught.log_fine[like.taught]
    is_same = taught.codes[like.taught] == codes[like.rows]
    weights = np.where(is_same, charge_weight, 1.0) * like.weights
    n_rows = len(codes)
    totals = np.bincount(like.rows, weights, minlength=n_rows)

    def mean(values: NDArray[np.floating] | NDArray[np.bool_]) -> NDArray[np.float64]:
        sums = np.bincount(like.rows, weights * values, minlength=n_rows)
        return np.asarray(sums / totals, dtype=np.float64)

    is_eligible = months <= np.log(LONGEST_PROBATION) + _ROUNDING
    has_fine = ~np.isnan(fines)
    first = mean(months)
    found = np.empty((n_rows, LOG_FINE + 1))
    found[:, LOG_MONTHS] = medians(like.rows, months, weights, n_rows=n_rows)
    found[:, SPREAD] = np.sqrt(mean((months - first[like.rows]) ** 2) + _LEAST_VARIANCE)
    found[:, ELIGIBLE] = mean(is_eligible)
    found[:, PROBATION] = mean(is_eligible & taught.has_probation[like.taught])
    found[:, FINED] = mean(has_fine)
    found[:, LOG_FINE] = medians(
        like.rows[has_fine], fines[has_fine], weights[has_fine], n_rows=n_rows
    )
    return found


def medians(
    rows: NDArray[np.intp],
    values: NDArray[np.floating],
    weights: NDArray[np.float64],
    *,
    n_rows: int,
) -> NDArray[np.float64]:
    """Return the weighted median of each row, the lower of two; NaN of a row without values.

    Args:
        rows: By value its row, ascending.
        values: What the medians are of.
        weights: How much each counts, above 0.
        n_rows: How many rows there are.

    Example:
        >>> rows, values = np.asarray([0, 0, 0, 2]), np.asarray([3, 1, 2, 5], dtype=np.float32)
        >>> medians(rows, values, np.ones(4), n_rows=3).tolist()
        [2.0, nan, 5.0]
    """
    order = np.lexsort((values, rows))
    rows, values, weights = rows[order], values[order], weights[order]
    below = np.cumsum(weights)
    starts = np.searchsorted(rows, np.arange(n_rows + 1))
    reached = np.concatenate(([0.0], below))[starts]
    # Half, less what adding up may have lost.
    halves = reached[:-1] + np.diff(reached) * (0.5 - _ROUNDING)
    places = np.minimum(np.searchsorted(below, halves), len(values) - 1)
    found = np.full(n_rows, np.nan)
    is_told = np.diff(starts) > 0
    found[is_told] = values[places[is_told]]
    return found
