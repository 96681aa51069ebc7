"""Which holdings of a cause say one thing in nearly the same words?

Courts that agree borrow each other's words. A family is a star round the holding that has most
like ones; holdings then move to the family whose centre they are nearest to. Opposed positions are
families of their own, for they share the question and not the words.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from service.divergence.words import rows_of, unit, weighted

_LIKE: Final = 0.4
_ROUNDS: Final = 2
_BLOCK: Final = 2_048


def families_of(
    words: Sequence[NDArray[np.uint32]],
) -> tuple[NDArray[np.int64], csr_matrix]:
    """Return the number of the family of each holding, and the centres of the families.

    Args:
        words: Pairs of characters of each holding.

    Returns:
        Numbers of shape (holdings,), and unit rows of shape (families, pairs).

    Cost: 1 s for 10,000 holdings; memory grows with the pairs of holdings that are alike.
    """
    rows = weighted(rows_of(words))
    number = _stars(rows)
    for _ in range(_ROUNDS):
        number = _nearest(rows, number)
    number = _renumbered(number)
    return number, _centres(rows, number)


def _stars(rows: csr_matrix) -> NDArray[np.int64]:
    """Return families round the holdings that have most like ones."""
    near = _near(rows)
    weight = np.asarray(near.sum(axis=1)).ravel()
    number = np.full(rows.shape[0], -1, dtype=np.int64)
    order = np.lexsort((np.arange(len(weight)), -np.round(weight, 6)))
    count = 0
    for leader in order:
        if number[leader] >= 0:
            continue
        around = near.indices[near.indptr[leader] : near.indptr[leader + 1]]
        number[around[number[around] < 0]] = count
        number[leader] = count
        count += 1
    return number


def _near(rows: csr_matrix) -> csr_matrix:
    """Return the likenesses of holdings to each other from :data:`_LIKE` on."""
    turned = rows.T.tocsc()
    parts = []
    for start in range(0, rows.shape[0], _BLOCK):
        part = (rows[start : start + _BLOCK] @ turned).tocsr()
        part.data[part.data < _LIKE] = 0
        part.eliminate_zeros()
        part.sort_indices()
        parts.append(part)
    return _stacked(parts, rows.shape[0])


def _stacked(parts: Sequence[csr_matrix], width: int) -> csr_matrix:
    counts = np.concatenate([np.diff(part.indptr) for part in parts] or [np.empty(0, int)])
    return csr_matrix(
        (
            np.concatenate([part.data for part in parts] or [np.empty(0)]),
            np.concatenate([part.indices for part in parts] or [np.empty(0, int)]),
            np.concatenate(([0], np.cumsum(counts))),
        ),
        shape=(len(counts), width),
    )


def _centres(rows: csr_matrix, number: NDArray[np.int64]) -> csr_matrix:
    total = int(number.max()) + 1 if len(number) else 0
    gather = csr_matrix(
        (np.ones(len(number), dtype=np.float32), (number, np.arange(len(number)))),
        shape=(total, len(number)),
    )
    return unit((gather @ rows).tocsr())


def _nearest(rows: csr_matrix, number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each holding the family with the nearest centre, the lower number on a tie."""
    turned = _centres(rows, number).T.tocsc()
    found = number.copy()
    for start in range(0, rows.shape[0], _BLOCK):
        part = (rows[start : start + _BLOCK] @ turned).tocsr()
        part.sort_indices()
        for place in range(part.shape[0]):
            begin, end = part.indptr[place], part.indptr[place + 1]
            if begin < end:
                best = int(np.argmax(np.round(part.data[begin:end], 6)))
                found[start + place] = part.indices[begin + best]
    return found


def _renumbered(number: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(number, return_inverse=True)[1].astype(np.int64)
