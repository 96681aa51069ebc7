"""What sets the cases of a family apart from all others of the cause?

Two holdings that share no word may answer one question. What shows it is what their cases are
about: claims, defences, facts and stated issues have words in common that other cases of the cause
do not have. Where these differ the cases are not alike, and nothing diverges.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from service.divergence.words import rows_of, unit

_LEAST_SHARE: Final = 0.5


def profiles_of(
    contexts: Sequence[NDArray[np.uint32]],
    strata: Sequence[int],
    members: Sequence[Sequence[int]],
) -> csr_matrix:
    """Return what marks the cases of each family, as rows of length 1.

    The weight of a pair of characters is its share among the family's cases times the logarithm of
    how much oftener it stands there than in other cases of the same instances: papers of second
    instance have words in common that say nothing of their disputes.

    Args:
        contexts: Pairs of characters of what each case is about.
        strata: Number of the instance of each case.
        members: Cases of each family, as places in ``contexts``.
    """
    rows = rows_of(contexts)
    instance = np.asarray(strata, dtype=np.int64)
    place = np.concatenate([np.asarray(each, dtype=np.int64) for each in members])
    family = np.repeat(np.arange(len(members)), [len(each) for each in members])
    counts = _gathered(rows, family, place, len(members))
    size = np.bincount(family, minlength=len(members)).astype(np.float64)
    inside = np.repeat(size, np.diff(counts.indptr))
    expected = np.zeros(len(counts.data))
    everywhere = np.asarray(rows.sum(axis=0)).ravel()[counts.indices]
    for each in np.unique(instance):
        own = instance[place] == each
        held = np.bincount(family[own], minlength=len(members)).astype(np.float64)
        part = _aligned(_gathered(rows, family[own], place[own], len(members)), counts)
        spread = np.asarray(rows[instance == each].sum(axis=0)).ravel()[counts.indices]
        own_size = np.repeat(held, np.diff(counts.indptr))
        total = np.count_nonzero(instance == each)
        rate = (spread - part + 0.5) / (total - own_size + 1)
        expected += rate * own_size / inside
    ratio = np.log((counts.data + everywhere / rows.shape[0]) / (inside + 1) / expected)
    keep = (counts.data >= np.maximum(1, _LEAST_SHARE * inside)) & (ratio > 0)
    counts.data = np.where(keep, ratio * counts.data / inside, 0)
    counts.eliminate_zeros()
    return unit(counts)


def _gathered(
    rows: csr_matrix, family: NDArray[np.int64], place: NDArray[np.int64], total: int
) -> csr_matrix:
    """Return how many cases of each family hold each pair."""
    ones = np.ones(len(place), dtype=np.float64)
    gather = csr_matrix((ones, (family, place)), shape=(total, rows.shape[0]))
    found: csr_matrix = csr_matrix(gather @ rows)
    found.sort_indices()
    return found


def _aligned(part: csr_matrix, whole: csr_matrix) -> NDArray[np.float64]:
    """Return the numbers of ``part`` in the places that ``whole`` has."""
    width = np.int64(whole.shape[1])
    keys = np.repeat(np.arange(whole.shape[0]), np.diff(whole.indptr)) * width + whole.indices
    own = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr)) * width + part.indices
    found = np.zeros(len(keys))
    found[np.searchsorted(keys, own)] = part.data
    return found
