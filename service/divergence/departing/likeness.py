"""How much does each like case count, seen from what a judgment tells of its facts?"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from service.divergence.model import ComparedCase
from service.divergence.words import context_of, names_of, pairs_of, rows_of, weighted

_LEAST: Final = 0.05


def shares_of(case: ComparedCase, others: Sequence[ComparedCase]) -> Mapping[str, float]:
    """Return by id how much each other case counts: the nearest in facts 1, others less.

    Two courts may answer otherwise because a cluster of like cases holds two sorts of facts; what
    is nearest tells most. A case counts by the square of its likeness, but never for less than
    one in twenty.

    Cost: 2 ms for each case of 7,000 characters.
    """
    if not others:
        return {}
    codes = [pairs_of(context_of(each.judgment), names_of(each.judgment)) for each in others]
    own = pairs_of(context_of(case.judgment), names_of(case.judgment))
    rows = weighted(rows_of([own, *codes]))
    near = np.asarray((rows[:1] @ rows[1:].T).todense(), dtype=np.float64).ravel()
    nearest = float(near.max())
    shares = np.ones(len(others)) if nearest <= 0 else (near / nearest) ** 2
    return {
        str(each.judgment.id): max(_LEAST, float(share))
        for each, share in zip(others, shares, strict=True)
    }
