"""How does a ranker learn from what judges said of the judgments that it had found?

Verdicts are few and stand on lists that a ranker had ordered already, so nothing is learned from
scratch: the score of the shipped ranker is where learning starts, and a shift of it, linear in
the same inputs, is learned from pairs of one question, a similar case against one that is not. The
shift is held near zero, so that where verdicts say little the shipped order stays. Pairs of one
question are what an order is made of: how many hits a judge called similar, and how strict that
judge is, drops out. Each question weighs the same, however many verdicts it got.

What was never shown was never judged: verdicts speak of the first pages alone, which is one more
reason for a small step away from the shipped ranker rather than a new one.

Source: Burges et al., Learning to Rank using Gradient Descent, ICML 2005, section 3 (the pairwise
logistic cost); the start as an offset is that of Friedman, Greedy Function Approximation, 2001.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.errors import RankerError


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictList:
    """Judgments of which judges spoke, for one question; some are similar cases, some are not.

    Attributes:
        inputs: One row per judgment, as
            :meth:`indexing.searching.ranker.LinearRanker.inputs` gives them.
        scores: What the ranker that learning starts from gives them.
        is_similar: Whether each was called a similar case.
    """

    inputs: NDArray[np.float64]
    scores: NDArray[np.float64]
    is_similar: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftTraining:
    """How a shift is learned.

    Attributes:
        spread: Standard deviation, in grades for a standard deviation of an input, that weights
            are expected to have before any verdict is seen; the smaller, the nearer the shift
            stays to zero.
        most_steps: Steps after which learning ends, converged or not.
    """

    spread: float = 0.3
    most_steps: int = 200


STANDARD_SHIFT_TRAINING = ShiftTraining()


def learn_shift(
    lists: Sequence[VerdictList], *, parameters: ShiftTraining = STANDARD_SHIFT_TRAINING
) -> NDArray[np.float64]:
    """Learn what is added to the scores, by input; the same lists give the same shift.

    Args:
        lists: One per question.
        parameters: How to learn.

    Raises:
        RankerError: There is no list, or one holds no pair to learn from.

    Cost: 50 ms for 50 questions of 20 judgments.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - slow to import

    if not lists:
        raise RankerError("no verdicts; expected similar cases and others of some questions")
    for each in lists:
        _refuse_one_sided(each.is_similar)
    held = 1.0 / parameters.spread**2

    def cost(shift: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.5 * held * float(shift @ shift), held * shift
        for each in lists:
            of_list, slopes = _pairwise(each.scores + each.inputs @ shift, each.is_similar)
            total += of_list
            slope = slope + slopes @ each.inputs
        return total, slope

    start = np.zeros(lists[0].inputs.shape[1])
    found = minimize(
        cost, start, jac=True, method="L-BFGS-B", options={"maxiter": parameters.most_steps}
    )
    shift: NDArray[np.float64] = np.asarray(found.x, dtype=np.float64)
    return shift


def share_in_order(scores: NDArray[np.float64], is_similar: NDArray[np.bool_]) -> float:
    """Return the share of pairs in which the similar case stands first; equal ones count half.

    Chance gives .5. The same as the area under the ROC curve.

    Raises:
        RankerError: There is no pair.

    Example:
        >>> share_in_order(np.array([2.0, 1.0, 1.0]), np.array([True, False, True]))
        0.75
    """
    _refuse_one_sided(is_similar)
    apart = scores[is_similar][:, None] - scores[~is_similar][None, :]
    return float(np.mean((apart > 0) + 0.5 * (apart == 0)))


def _pairwise(
    scores: NDArray[np.float64], is_similar: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    """Return the mean cost of the pairs and its slope by score."""
    apart = scores[is_similar][:, None] - scores[~is_similar][None, :]
    doubt = 1.0 / (1.0 + np.exp(np.clip(apart, -500.0, 500.0))) / apart.size
    slopes = np.empty(len(scores))
    slopes[is_similar] = -doubt.sum(axis=1)
    slopes[~is_similar] = doubt.sum(axis=0)
    return float(np.logaddexp(0.0, -apart).mean()), slopes


def _refuse_one_sided(is_similar: NDArray[np.bool_]) -> None:
    if is_similar.all() or not is_similar.any():
        raise RankerError(
            "all judgments of a question are alike; expected similar cases and others"
        )
