"""Which term is usual for a charge, and for a charge under its paragraphs?

A charge or band that few judgments know is drawn towards what is usual above it: a band towards
its charge, a charge towards all. What a sentence is told of its own charge leaves out its own part
of the judgments, or it would be told its own term.

Source: Micci-Barreca, A preprocessing scheme for high-cardinality categorical attributes, SIGKDD
Explorations 2001 (shrunken means of a target).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualTerms:
    """Shrunken mean logarithms of terms.

    Attributes:
        everywhere: Over all sentences.
        by_charge: By charge.
        by_band: By charge with articles.
    """

    everywhere: float
    by_charge: Mapping[str, float]
    by_band: Mapping[str, float]

    def columns(self, charges: Sequence[str], bands: Sequence[str]) -> NDArray[np.float32]:
        """Return for each sentence what is usual for its charge and its band, shape (n, 2)."""
        usual = [self.by_charge.get(charge, self.everywhere) for charge in charges]
        narrow = [self.by_band.get(band, own) for band, own in zip(bands, usual, strict=True)]
        return np.column_stack((usual, narrow)).astype(np.float32)


def usual_terms(
    charges: NDArray[np.str_],
    bands: NDArray[np.str_],
    log_months: NDArray[np.float64],
    *,
    weight: float,
) -> UsualTerms:
    """Return what is usual.

    Args:
        charges: By sentence.
        bands: By sentence.
        log_months: By sentence.
        weight: How many sentences the level above counts as.
    """
    everywhere = float(log_months.mean()) if len(log_months) else 0.0
    names, places = np.unique(charges, return_inverse=True)
    by_charge = _shrunken(places, len(names), log_months, np.full(len(names), everywhere), weight)
    band_names, firsts, band_places = np.unique(bands, return_index=True, return_inverse=True)
    above = by_charge[places[firsts]] if len(firsts) else by_charge
    by_band = _shrunken(band_places, len(band_names), log_months, above, weight)
    return UsualTerms(
        everywhere=everywhere,
        by_charge=dict(zip(names.tolist(), by_charge.tolist(), strict=True)),
        by_band=dict(zip(band_names.tolist(), by_band.tolist(), strict=True)),
    )


def held_out_columns(
    charges: NDArray[np.str_],
    bands: NDArray[np.str_],
    log_months: NDArray[np.float64],
    parts: NDArray[np.int8],
    *,
    weight: float,
) -> NDArray[np.float32]:
    """Return the columns of each sentence from the sentences of all other parts.

    Args:
        parts: By sentence its part; those of one judgment share it.
    """
    columns = np.zeros((len(charges), 2), dtype=np.float32)
    for part in np.unique(parts):
        held = parts == part
        usual = usual_terms(charges[~held], bands[~held], log_months[~held], weight=weight)
        columns[held] = usual.columns(charges[held].tolist(), bands[held].tolist())
    return columns


def _shrunken(
    places: NDArray[np.intp],
    n_places: int,
    values: NDArray[np.float64],
    above: NDArray[np.float64],
    weight: float,
) -> NDArray[np.float64]:
    sums = np.bincount(places, values, minlength=n_places)
    counts = np.bincount(places, minlength=n_places)
    shrunken: NDArray[np.float64] = (sums + weight * above) / (counts + weight)
    return shrunken
