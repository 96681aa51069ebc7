"""How is a ranker learned from judged lists?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.errors import RankerError
from indexing.searching.belonging import BelongingModel
from indexing.searching.ranker import LinearRanker, ranker_inputs

LEAST_QUERIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedList:
    """Judgments that somebody graded for one query.

    Attributes:
        features: One row per judgment.
        grades: How similar each is, 0 and up.
    """

    features: NDArray[np.float64]
    grades: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundList:
    """Judgments that the channels found for one query, graded or not.

    Attributes:
        inputs: One row per judgment, as
            :func:`indexing.searching.belonging.belonging_inputs` gives them.
        is_similar: Whether somebody called it at all similar.
    """

    inputs: NDArray[np.float64]
    is_similar: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankerTraining:
    """How a ranker is learned.

    Attributes:
        regularisation: C of the logistic models; small, because labels are few and features
            say nearly the same.
        belonging_regularisation: C of the model of belonging, which sees ten times as many.
    """

    regularisation: float = 0.01
    belonging_regularisation: float = 0.3


STANDARD_RANKER_TRAINING = RankerTraining()


def train_ranker(
    lists: Sequence[JudgedList],
    *,
    name: str,
    found: Sequence[FoundList] = (),
    parameters: RankerTraining = STANDARD_RANKER_TRAINING,
) -> LinearRanker:
    """Learn a ranker; the same lists give the same one.

    Args:
        lists: One per query.
        name: What will be said of the lists that it ranks.
        found: What the channels found for the same queries; none teaches grades alone.
        parameters: How to learn.

    Raises:
        RankerError: Fewer than two queries, or all judgments have one grade.

    Cost: 0.1 s for 60 queries of 30 judgments.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    if len(lists) < LEAST_QUERIES:
        raise RankerError(f"{len(lists)} judged lists; expected at least {LEAST_QUERIES}")
    inputs = np.vstack([ranker_inputs(judged.features) for judged in lists])
    grades = np.concatenate([judged.grades for judged in lists])
    steps = sorted({int(grade) for grade in grades})[1:]
    if not steps:
        raise RankerError("all judgments have one grade; expected better and worse ones")
    means, scales = _spread(inputs)
    scaled = (inputs - means) / scales
    models = [
        LogisticRegression(C=parameters.regularisation, max_iter=1000).fit(scaled, grades >= step)
        for step in steps
    ]
    return LinearRanker(
        name=name,
        means=means,
        scales=scales,
        weights=np.vstack([model.coef_[0] for model in models]),
        biases=np.asarray([model.intercept_[0] for model in models]),
        belonging=_belonging(found, parameters.belonging_regularisation) if found else None,
    )


def _belonging(found: Sequence[FoundList], regularisation: float) -> BelongingModel:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    inputs = np.vstack([one.inputs for one in found])
    is_similar = np.concatenate([one.is_similar for one in found])
    if is_similar.all() or not is_similar.any():
        raise RankerError("all judgments found are alike; expected similar ones and others")
    means, scales = _spread(inputs)
    model = LogisticRegression(C=regularisation, max_iter=1000)
    model.fit((inputs - means) / scales, is_similar)
    return BelongingModel(
        means=means, scales=scales, weights=model.coef_[0], bias=float(model.intercept_[0])
    )


def _spread(inputs: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    means, scales = inputs.mean(axis=0), inputs.std(axis=0)
    # An input that never changes says nothing and must not be divided by.
    scales[scales == 0.0] = 1.0
    return means, scales
