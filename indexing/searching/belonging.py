"""Does a judgment belong into the answer to a query at all?

Grades are learned from lists in which everything is somewhat alike, and say little about the rest
of a corpus. This model learns from everything that the channels find: what somebody called at all
similar against what nobody graded. It weighs how alike judgments are, and which place each way of
comparing would give them, which is how those who graded had chosen what to look at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from indexing.channels.joined_lexical import PLACES
from indexing.columns.terms import K1, MetTerms, bm25
from indexing.searching.preparing import PreparedQuery
from indexing.searching.ranking import DENSE, FACTS, FEATURES, LEXICAL, PAIRS
from indexing.snapshots.opening import IndexSnapshot

TOLD = "told_bm25"
_PLACED = (*LEXICAL, *PAIRS, *DENSE)
_PLACED_COLUMNS = [FEATURES.index(name) for name in _PLACED]

INPUTS = (*FEATURES, TOLD, *_PLACED, TOLD)
"""What each input is made of: features, words by how often they are told, places by each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingModel:
    """A logistic model of belonging into an answer.

    Attributes:
        means: Mean of each input over the judgments it learned from.
        scales: Standard deviation of each input there.
        weights: By input.
        bias: Added to the weighted sum.
    """

    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def odds(self, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the logarithm of the odds that each judgment belongs into the answer.

        Args:
            inputs: As :func:`belonging_inputs` gives them, one row per judgment.
        """
        found: NDArray[np.float64] = ((inputs - self.means) / self.scales) @ self.weights
        return found + self.bias

    def row(self) -> dict[str, Any]:
        """Return it as something that JSON can hold."""
        return {
            "means": self.means.tolist(),
            "scales": self.scales.tolist(),
            "weights": self.weights.tolist(),
            "bias": self.bias,
        }

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return what :meth:`row` gave.

        Raises:
            KeyError: A part is missing.
        """
        return cls(
            means=np.asarray(row["means"], dtype=np.float64),
            scales=np.asarray(row["scales"], dtype=np.float64),
            weights=np.asarray(row["weights"], dtype=np.float64),
            bias=float(row["bias"]),
        )


def belonging_inputs(
    query: PreparedQuery,
    snapshot: IndexSnapshot,
    labels: NDArray[np.int64],
    features: NDArray[np.float64],
    *,
    met: MetTerms | None = None,
) -> NDArray[np.float64]:
    """Return the features, the words by how often they are told, and the places by each.

    Args:
        query: The query.
        snapshot: The index.
        labels: The judgments found.
        features: Theirs, as :func:`indexing.searching.ranking.read_features` gives them.
        met: As :func:`indexing.searching.ranking.met_in_facts` gives it, if that is known already.

    Returns:
        One row per judgment.

    Cost: 1 ms for 200 judgments.
    """
    highest = (K1 + 1.0) * float((query.rarity * query.counts).sum()) or 1.0
    table = snapshot.terms[FACTS]
    told = bm25(table, query.numbers, labels, told=query.counts, met=met) / highest
    told = told.round(PLACES)
    placed = np.column_stack((features[:, _PLACED_COLUMNS], told))
    return np.column_stack((features, told, *(_places(column) for column in placed.T)))


def _places(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logarithm of each value's place, the highest first; equal ones in order.

    Example:
        >>> np.exp(_places(np.array([0.1, 0.9, 0.5]))).round().tolist()
        [3.0, 1.0, 2.0]
    """
    places = np.empty(len(values))
    places[np.argsort(-values, kind="stable")] = np.log(np.arange(1, len(values) + 1))
    return places
