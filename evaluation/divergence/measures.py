"""How well does a score tell positives from negatives, and how sure is that?

All figures are of trials: a judgment among its like cases, with a score and the truth. A threshold
takes every trial whose score is at least as high; trials of one score go together, so that the
order of ties cannot flatter anybody.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evaluation.errors import MetricInputError

RECALL: Final = 0.80
FALSE_ALARM_RATE: Final = 0.10
_NEVER: Final = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One judgment that was asked about.

    Attributes:
        score: How strongly it was said to diverge, in [0, 1]; 0 where nothing was said.
        is_positive: Whether it does.
        cluster: The like cases that it was held against; drawn together in resampling.
    """

    score: float
    is_positive: bool
    cluster: str


def auc(trials: Sequence[Trial]) -> float:
    """Compute the share of pairs of a positive and a negative that are in order, ties half.

    Raises:
        MetricInputError: There is no positive or no negative.

    Example:
        >>> one = Trial(score=0.9, is_positive=True, cluster="a")
        >>> auc([one, Trial(score=0.1, is_positive=False, cluster="a")])
        1.0

    Cost: n log n.

    Source: Hanley and McNeil, Radiology 143, 1982.
    """
    positive, negative = _split(trials)
    order = np.sort(negative)
    below = np.searchsorted(order, positive, side="left")
    equal = np.searchsorted(order, positive, side="right") - below
    return float((below + equal / 2).sum() / (len(positive) * len(negative)))


def threshold_at_recall(trials: Sequence[Trial], *, recall: float = RECALL) -> float:
    """Return the highest threshold at which at least this share of the positives is found.

    Raises:
        MetricInputError: There is no positive or no negative.
    """
    positive, _ = _split(trials)
    # A share of n that is whole in decimals may lie just above itself in floats.
    needed = max(1, math.ceil(recall * len(positive) - 1e-9))
    return float(np.sort(positive)[::-1][needed - 1])


def threshold_at_false_alarms(
    trials: Sequence[Trial], *, false_alarm_rate: float = FALSE_ALARM_RATE
) -> float:
    """Return the lowest threshold at which at most this share of the negatives is taken.

    Infinity where even the highest score of all takes too many.

    Raises:
        MetricInputError: There is no positive or no negative.
    """
    positive, negative = _split(trials)
    fitting = _NEVER
    for threshold in np.unique(np.concatenate((positive, negative)))[::-1]:
        if (negative >= threshold).mean() > false_alarm_rate:
            break
        fitting = float(threshold)
    return fitting


def precision_at(trials: Sequence[Trial], threshold: float) -> float:
    """Return the share of what is taken that is positive; 1.0 where nothing is taken."""
    positive, negative = _split(trials)
    right, wrong = (positive >= threshold).sum(), (negative >= threshold).sum()
    return float(right / (right + wrong)) if right + wrong else 1.0


def recall_at(trials: Sequence[Trial], threshold: float) -> float:
    """Return the share of the positives that is taken."""
    return float((_split(trials)[0] >= threshold).mean())


def false_alarm_rate_at(trials: Sequence[Trial], threshold: float) -> float:
    """Return the share of the negatives that is taken."""
    return float((_split(trials)[1] >= threshold).mean())


def figures_of(trials: Sequence[Trial], *, threshold: float) -> dict[str, float]:
    """Return all figures of trials.

    The two that are named for a point of the curve are read off the trials' own curve; precision,
    recall and false_alarm_rate hold at the threshold that was fixed elsewhere.

    Raises:
        MetricInputError: There is no positive or no negative.
    """
    return {
        "precision_at_recall_0.80": precision_at(trials, threshold_at_recall(trials)),
        "recall_at_far_0.10": recall_at(trials, threshold_at_false_alarms(trials)),
        "auc": auc(trials),
        "precision": precision_at(trials, threshold),
        "recall": recall_at(trials, threshold),
        "false_alarm_rate": false_alarm_rate_at(trials, threshold),
    }


def intervals_of(
    trials: Sequence[Trial],
    *,
    threshold: float,
    rng: np.random.Generator,
    level: float = 0.95,
    draws: int = 1_000,
) -> Mapping[str, tuple[float, float]]:
    """Estimate an interval of every figure by drawing whole clusters again.

    Trials of a cluster share its judgments and are no independent witnesses.

    Args:
        trials: From two clusters or more, or the interval is a point.
        threshold: As in :func:`figures_of`.
        rng: Source of randomness.
        level: Share of draws inside.
        draws: Number of draws; those without a positive or a negative are left out.

    Returns:
        Lower and upper bound by name of figure.

    Raises:
        MetricInputError: There is no positive or no negative.

    Cost: draws times the cost of the figures, 2 s for 1,000 draws of 500 trials.

    Source: Field and Welsh, JRSS B 69, 2007 (cluster bootstrap).
    """
    _split(trials)
    by_cluster: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        by_cluster[trial.cluster].append(trial)
    names = sorted(by_cluster)
    drawn: dict[str, list[float]] = defaultdict(list)
    for _ in range(draws):
        places = rng.integers(0, len(names), size=len(names))
        sample = [trial for at in places for trial in by_cluster[names[at]]]
        if len({trial.is_positive for trial in sample}) < 2:
            continue
        for name, value in figures_of(sample, threshold=threshold).items():
            drawn[name].append(value)
    share = (1 - level) / 2
    return {
        name: (float(np.quantile(values, share)), float(np.quantile(values, 1 - share)))
        for name, values in drawn.items()
    }


def _split(trials: Sequence[Trial]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    positive = np.asarray([trial.score for trial in trials if trial.is_positive])
    negative = np.asarray([trial.score for trial in trials if not trial.is_positive])
    if not len(positive) or not len(negative):
        raise MetricInputError(
            f"{len(positive)} positives and {len(negative)} negatives met; expected some of both"
        )
    return positive, negative
