"""In which order do judgments stand, once they are compared with a query?

A linear ordinal ranker: for each grade one logistic model of "at least this grade", and the sum of
their probabilities, which is the grade to be expected. Few labels are enough for it. Its weights
are data (``indexing/weights/ranker.json``) with the command that made them; they hold for one list
of features only, and where that list has changed the plain formula of the channels ranks. A court's
own ranker is the shipped one with a shift that verdicts taught
(:mod:`indexing.searching.verdict_training`).

Source: Frank and Hall, A Simple Approach to Ordinal Classification, ECML 2001.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from indexing.errors import RankerError
from indexing.searching.belonging import BelongingModel
from indexing.searching.ranking import FEATURES, fingerprint_of_features

FORMULA = "reciprocal rank"
_FORMAT = 2
_WEIGHTS = "ranker.json"
_SMALLEST_SPREAD = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearRanker:
    """Gives each of the judgments found for one query the grade to be expected.

    Attributes:
        name: What is said of a list that it ranked.
        means: Mean of each input over the judgments it learned from; inputs are the features,
            then the same as deviations within one query.
        scales: Standard deviation of each input there.
        weights: By grade, from 1, and input.
        biases: By grade.
        belonging: Tells what belongs into an answer at all; None where the ranker learned from
            graded lists alone.
        shift: By input, what is added to the grade because verdicts taught it; None where none
            did.
    """

    name: str
    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    weights: NDArray[np.float64]
    biases: NDArray[np.float64]
    belonging: BelongingModel | None = None
    shift: NDArray[np.float64] | None = None

    def inputs(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the inputs of all judgments found for one query, in standard deviations."""
        scaled: NDArray[np.float64] = (ranker_inputs(features) - self.means) / self.scales
        return scaled

    def grades(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the expected grade of each judgment, from 0 to the highest, shifted if taught so.

        Args:
            features: Of all judgments found for one query, as
                :func:`indexing.searching.ranking.read_features` gives them.
        """
        inputs = self.inputs(features)
        expected: NDArray[np.float64] = (
            1.0 / (1.0 + np.exp(-(inputs @ self.weights.T + self.biases)))
        ).sum(axis=1)
        return expected if self.shift is None else expected + inputs @ self.shift

    def scores(
        self,
        features: NDArray[np.float64],
        found: NDArray[np.float64],
        *,
        belonging: float,
        grades: NDArray[np.float64] | None = None,
    ) -> NDArray[np.float64]:
        """Return what judgments are ordered by: their grade, and whether they belong there at all.

        Args:
            features: Of all judgments found for one query.
            found: The same as :func:`indexing.searching.belonging.belonging_inputs` gives them.
            belonging: How many grades the logarithm of the odds counts.
            grades: As :meth:`grades` gives them, if they are known already.
        """
        grades = self.grades(features) if grades is None else grades
        if self.belonging is None:
            return grades
        return grades + belonging * self.belonging.odds(found)

    def row(self) -> dict[str, Any]:
        """Return it as something that JSON can hold."""
        return {
            "name": self.name,
            "means": self.means.tolist(),
            "scales": self.scales.tolist(),
            "weights": self.weights.tolist(),
            "biases": self.biases.tolist(),
            "belonging": None if self.belonging is None else self.belonging.row(),
            **({} if self.shift is None else {"shift": self.shift.tolist()}),
        }

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return what :meth:`row` gave.

        Raises:
            KeyError: A part is missing.
            ValueError: Parts do not fit together, or hold what is no number.
        """
        parts = {
            name: np.asarray(row[name], dtype=np.float64)
            for name in ("means", "scales", "weights", "biases", "shift")
            if name != "shift" or name in row
        }
        belonging = row["belonging"]
        _refuse_misfit(parts)
        return cls(
            name=str(row["name"]),
            belonging=None if belonging is None else BelongingModel.of(belonging),
            **parts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rankers:
    """The rankers of one installation.

    Attributes:
        given: For queries whose file tells the charges.
        predicted: For queries whose charges are predicted.
    """

    given: LinearRanker
    predicted: LinearRanker

    def choose(self, *, are_given: bool) -> LinearRanker:
        """Return the ranker for a query."""
        return self.given if are_given else self.predicted


def ranker_inputs(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return features, then the same as deviations from the query's mean in standard deviations.

    Example:
        >>> ranker_inputs(np.array([[1.0], [3.0]])).round(3).tolist()
        [[1.0, -1.0], [3.0, 1.0]]
    """
    spread = features.std(axis=0) + _SMALLEST_SPREAD
    return np.hstack((features, (features - features.mean(axis=0)) / spread))


def _refuse_misfit(parts: Mapping[str, NDArray[np.float64]]) -> None:
    n_grades, n_inputs = len(parts["biases"]), 2 * len(FEATURES)
    for name, values in parts.items():
        shape = {"weights": (n_grades, n_inputs), "biases": (n_grades,)}.get(name, (n_inputs,))
        if values.shape != shape or not np.isfinite(values).all():
            raise ValueError(f"{name} of shape {values.shape}; expected numbers in {shape}")


def write_rankers(path: Path, rankers: Rankers, *, about: Mapping[str, Any]) -> None:
    """Write rankers with what a reader must know of them.

    Args:
        path: The file; replaced.
        rankers: What is written.
        about: The command that made them, the digest of the data, figures.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of_rankers(rankers, about=about), "utf-8")


def text_of_rankers(rankers: Rankers, *, about: Mapping[str, Any]) -> str:
    """Return what :func:`write_rankers` writes."""
    row = {
        "format": _FORMAT,
        "about": dict(about),
        "features": fingerprint_of_features(),
        "given": rankers.given.row(),
        "predicted": rankers.predicted.row(),
    }
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def read_rankers(text: str) -> Rankers | None:
    """Read rankers; None where they were made for other features than this program reads.

    Raises:
        RankerError: The text is not of the form that :func:`write_rankers` gives.
    """
    try:
        row = json.loads(text)
        if row["format"] != _FORMAT or row["features"] != fingerprint_of_features():
            return None
        return Rankers(
            given=LinearRanker.of(row["given"]), predicted=LinearRanker.of(row["predicted"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise RankerError(f"{type(error).__name__}: {error}") from error


@cache
def shipped_rankers() -> Rankers | None:
    """Return the rankers that come with the program; None where they do not fit it.

    Raises:
        RankerError: The file of weights is damaged.
    """
    place = resources.files("indexing.weights").joinpath(_WEIGHTS)
    return read_rankers(place.read_text("utf-8")) if place.is_file() else None
