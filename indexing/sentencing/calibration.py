"""How far do sentences lie from what was expected of them, when nobody had told?

Each calibration sentence was expected by trees that had not seen it. Its distance, in spreads, is
compared within a group of like size, so that the interval holds its stated share for short terms
and for long ones. A judgment that was learned from is held against the distances of the other
parts only.

Source: Vovk, Mondrian confidence machine, 2003; Lei et al., Distribution-free predictive inference
for regression, JASA 113 (2018); Barber et al., Predictive inference with the jackknife+, Annals of
Statistics 49 (2021).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

_PER_GROUP = 300
_MOST_GROUPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where a value is expected.

    Attributes:
        low: Lower end.
        middle: What is expected.
        high: Upper end.
        surprise: Share of calibration sentences that lie less far out than the actual value.
    """

    low: float
    middle: float
    high: float
    surprise: float

    def exponential(self) -> "Interval":
        """Return the interval of which this one holds the logarithms."""
        return Interval(
            low=exp(self.low), middle=exp(self.middle), high=exp(self.high), surprise=self.surprise
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedProbation:
    """Whether probation is expected.

    Attributes:
        chance: Share of like sentences that are suspended.
        may_be_granted: Whether granting it would be nothing unusual, at the stated coverage.
        may_be_refused: Whether refusing it would be.
        surprise: Share of the sentences decided alike of which it was expected more.
    """

    chance: float
    may_be_granted: bool
    may_be_refused: bool
    surprise: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbationCalibration:
    """What was expected of sentences that the trees had not seen.

    Attributes:
        chances: Share of like sentences that were suspended, ascending.
        is_granted: Whether this one was, beside ``chances``.
        parts: Its part.
    """

    chances: NDArray[np.float32]
    is_granted: NDArray[np.bool_]
    parts: NDArray[np.int8]

    def expected(
        self, chance: float, *, is_granted: bool, part: int | None, coverage: float
    ) -> ExpectedProbation:
        """Return whether probation is expected, and how odd what was decided is.

        Args:
            chance: Share of like sentences that are suspended.
            is_granted: What was decided.
            part: Part that the sentence was learned in; None where it was not.
            coverage: Share of the granted, and of the refused, that are to be nothing unusual.
        """
        ours = np.ones(len(self.chances), dtype=np.bool_) if part is None else self.parts != part
        granted, refused = ours & self.is_granted, ours & ~self.is_granted
        # Of those granted, how many were expected no more; of those refused, no less.
        odd_grant = _tail(int((self.chances[granted] <= chance).sum()), int(granted.sum()))
        odd_refusal = _tail(int((self.chances[refused] >= chance).sum()), int(refused.sum()))
        return ExpectedProbation(
            chance=chance,
            may_be_granted=odd_grant > 1 - coverage,
            may_be_refused=odd_refusal > 1 - coverage,
            surprise=1 - (odd_grant if is_granted else odd_refusal),
        )

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return it as arrays by name."""
        return {
            "probation_chances": self.chances,
            "probation_granted": self.is_granted,
            "probation_parts": self.parts,
        }


def _tail(n_as_far: int, n: int) -> float:
    return (n_as_far + 1) / (n + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Distances of calibration sentences.

    Attributes:
        edges: Expected values at which the groups part, ascending.
        groups: By sentence its group; ascending.
        distances: By sentence how many spreads the actual value lies above the expected one;
            ascending inside a group.
        parts: By sentence the part that it was held out with.
    """

    edges: NDArray[np.float32]
    groups: NDArray[np.int8]
    distances: NDArray[np.float32]
    parts: NDArray[np.int8]

    def interval(
        self, expected: float, spread: float, actual: float, *, part: int | None, coverage: float
    ) -> Interval:
        """Return where a value lies with a given probability, and how far out it is.

        Args:
            expected: What the trees expect.
            spread: Their spread there.
            actual: The value itself.
            part: Part that the sentence was learned in; None where it was not.
            coverage: Probability, such as 0.9.

        Cost: a search in the distances of one group.
        """
        group = int(np.searchsorted(self.edges, expected, side="right"))
        start, end = np.searchsorted(self.groups, (group, group + 1)).tolist()
        distances = self.distances[start:end]
        if part is not None:
            distances = distances[self.parts[start:end] != part]
        n = len(distances)
        tail = (1 - coverage) / 2
        # The ranks of split conformal prediction: one more than n places for the unseen value.
        low = int(np.floor((n + 1) * tail)) - 1
        high = int(np.ceil((n + 1) * (1 - tail))) - 1
        lowest = -np.inf if low < 0 else distances[low]
        highest = np.inf if high >= n else distances[high]
        own = (actual - expected) / spread
        return Interval(
            low=expected + float(lowest) * spread,
            middle=expected,
            high=expected + float(highest) * spread,
            surprise=_farness(distances, own),
        )

    def arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """Return it as arrays under a name."""
        return {
            f"{name}_edges": self.edges,
            f"{name}_groups": self.groups,
            f"{name}_distances": self.distances,
            f"{name}_parts": self.parts,
        }


def _farness(distances: NDArray[np.float32], own: float) -> float:
    """Return the share of distances that lie less far out in their tail."""
    n = len(distances)
    below = int(np.searchsorted(distances, own, side="left"))
    above = n - int(np.searchsorted(distances, own, side="right"))
    tail = (min(n - below, n - above) + 1) / (n + 1)
    return max(0.0, 1 - 2 * tail)


def calibrate(
    expected: NDArray[np.float64],
    spread: NDArray[np.float64],
    actual: NDArray[np.float64],
    parts: NDArray[np.int8],
) -> Calibration:
    """Return the distances of sentences that the trees had not seen.

    Args:
        expected: By sentence what was expected.
        spread: By sentence the spread there, above 0.
        actual: By sentence the value.
        parts: By sentence its part.
    """
    n_groups = min(max(len(expected) // _PER_GROUP, 1), _MOST_GROUPS)
    shares = np.linspace(0, 1, n_groups + 1)[1:-1]
    edges = (np.quantile(expected, shares) if len(shares) else shares).astype(np.float32)
    groups = np.searchsorted(edges, expected, side="right").astype(np.int8)
    distances = ((actual - expected) / spread).astype(np.float32)
    order = np.lexsort((parts, distances, groups))
    return Calibration(
        edges=edges,
        groups=groups[order],
        distances=distances[order],
        parts=parts[order].astype(np.int8),
    )


def calibration_of(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Calibration:
    """Return the calibration of :meth:`Calibration.arrays`.

    Raises:
        KeyError: An array is missing.
    """
    return Calibration(
        edges=arrays[f"{name}_edges"].astype(np.float32),
        groups=arrays[f"{name}_groups"].astype(np.int8),
        distances=arrays[f"{name}_distances"].astype(np.float32),
        parts=arrays[f"{name}_parts"].astype(np.int8),
    )


def probation_calibration_of(arrays: Mapping[str, NDArray[np.generic]]) -> ProbationCalibration:
    """Return the calibration of :meth:`ProbationCalibration.arrays`.

    Raises:
        KeyError: An array is missing.
    """
    return ProbationCalibration(
        chances=arrays["probation_chances"].astype(np.float32),
        is_granted=arrays["probation_granted"].astype(np.bool_),
        parts=arrays["probation_parts"].astype(np.int8),
    )
