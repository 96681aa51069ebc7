"""Is anything that a search found like the query at all?

A ranking always has a first place. Whether that place means anything is told by a logistic model
over how alike the judgments of the highest expected grades are in every way the index knows: the
most and the mean of the five most alike in each, whatever order they are shown in. Its weights
are data (``indexing/weights/emptiness.json``) with the command that made them, and hold for one
list of features only. It learned on criminal queries whose similar cases were there or had been
taken away, and on civil queries in a criminal corpus.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexing.errors import RankerError
from indexing.searching.ranking import fingerprint_of_features

_FIRST = 10
_AVERAGED = 5
_FORMAT = 1
_WEIGHTS = "emptiness.json"


class Finding(StrEnum):
    """Whether something similar was found: yes, hardly, no."""

    SIMILAR = "similar"
    DOUBTFUL = "doubtful"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptinessGauge:
    """Tells whether a ranking begins with anything similar.

    Attributes:
        means: Mean of each input over the rankings it learned from.
        scales: Standard deviation of each input there.
        weights: By input.
        bias: Added to the weighted sum.
        doubtful_below: Probability below which similar cases are doubtful.
        nothing_below: Probability below which there are none.
    """

    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float
    doubtful_below: float
    nothing_below: float

    def probability(self, features: NDArray[np.float64]) -> float:
        """Return how probable it is that something similar is there, in [0, 1].

        Args:
            features: Of the judgments of the highest grades, one row each, as
                :func:`indexing.searching.ranking.read_features` gives them; 0 where there is none.
        """
        if not len(features):
            return 0.0
        inputs = (gauge_inputs(features) - self.means) / self.scales
        return float(1.0 / (1.0 + np.exp(-(inputs @ self.weights + self.bias))))

    def finding(self, features: NDArray[np.float64]) -> Finding:
        """Return the same as a word."""
        probability = self.probability(features)
        if probability < self.nothing_below:
            return Finding.NOTHING
        return Finding.DOUBTFUL if probability < self.doubtful_below else Finding.SIMILAR


def highest_graded(
    features: NDArray[np.float64], grades: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the rows of the ten highest grades; of equal ones the first.

    Example:
        >>> highest_graded(np.eye(2), np.array([0.5, 2.0])).tolist()
        [[0.0, 1.0], [1.0, 0.0]]
    """
    return features[np.argsort(-grades, kind="stable")[:_FIRST]]


def gauge_inputs(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return of each feature the most, then the mean of the five highest.

    Example:
        >>> gauge_inputs(np.array([[1.0, 0.0], [3.0, 4.0]])).tolist()
        [3.0, 4.0, 2.0, 2.0]
    """
    falling = -np.sort(-features, axis=0)
    return np.concatenate((falling[0], falling[:_AVERAGED].mean(axis=0)))


def write_gauge(path: Path, gauge: EmptinessGauge, *, about: Mapping[str, Any]) -> None:
    """Write a gauge with what a reader must know of it.

    Args:
        path: The file; replaced.
        gauge: What is written.
        about: The command that made it, the digest of the data, figures.
    """
    row = {
        "format": _FORMAT,
        "about": dict(about),
        "features": fingerprint_of_features(),
        "means": gauge.means.tolist(),
        "scales": gauge.scales.tolist(),
        "weights": gauge.weights.tolist(),
        "bias": gauge.bias,
        "doubtful_below": gauge.doubtful_below,
        "nothing_below": gauge.nothing_below,
    }
    path.write_text(json.dumps(row, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_gauge(text: str) -> EmptinessGauge | None:
    """Read a gauge; None where it was made for other features than this program reads.

    Raises:
        RankerError: The text is not of the form that :func:`write_gauge` gives.
    """
    try:
        row = json.loads(text)
        if row["format"] != _FORMAT or row["features"] != fingerprint_of_features():
            return None
        return EmptinessGauge(
            means=np.asarray(row["means"], dtype=np.float64),
            scales=np.asarray(row["scales"], dtype=np.float64),
            weights=np.asarray(row["weights"], dtype=np.float64),
            bias=float(row["bias"]),
            doubtful_below=float(row["doubtful_below"]),
            nothing_below=float(row["nothing_below"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise RankerError(f"{type(error).__name__}: {error}") from error


@cache
def shipped_gauge() -> EmptinessGauge | None:
    """Return the gauge that comes with the program; None where it does not fit it.

    Raises:
        RankerError: The file of weights is damaged.
    """
    place = resources.files("indexing.weights").joinpath(_WEIGHTS)
    return read_gauge(place.read_text("utf-8")) if place.is_file() else None
