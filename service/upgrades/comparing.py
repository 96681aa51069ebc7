"""How good is the order of a list, by what judges said, and is that of another list worse?

Only judgments of which somebody spoke count: the list is read without all others, because what
was never shown was never judged, and an index that finds other good cases must not pay for it
(condensed lists). A similar case gives 1, the further down the less, by log2(place + 1), out of
what all similar cases first would give; one that is not found gives nothing.

Source: Sakai, Alternatives to Bpref, SIGIR 2007 (condensed lists); Järvelin and Kekäläinen,
Cumulated gain-based evaluation, TOIS 2002 (the discount).
"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np

from corpus.judgment import JudgmentId
from service.upgrades.model import UpgradeFigures, UpgradeFinding

_DRAWS: Final = 2_000
_ENDS: Final = (2.5, 97.5)


def gain_of(found: Sequence[JudgmentId], grades: Mapping[JudgmentId, bool]) -> float:
    """Return how much of what judges called similar stands at the top, from 0 to 1.

    Args:
        found: A list, best first.
        grades: Whether judgments are similar cases, by what judges said; one at least is.

    Example:
        >>> gain_of(["a", "x", "b"], {"b": True, "a": False})  # doctest: +ELLIPSIS
        0.63...
        >>> gain_of(["x", "b", "a"], {"b": True, "a": False})
        1.0
    """
    spoken = [grades[each] for each in found if each in grades]
    reached = sum(1 / math.log2(place + 1) for place, good in enumerate(spoken, start=1) if good)
    best = sum(1 / math.log2(place + 1) for place in range(1, sum(grades.values()) + 1))
    return reached / best


def common_share(old: Sequence[JudgmentId], new: Sequence[JudgmentId]) -> float:
    """Return which share of a list another has too.

    Example:
        >>> common_share(["a", "b"], ["b", "c"])
        0.5
    """
    return len(set(old) & set(new)) / max(len(set(old)), 1)


def figures_of(
    names: tuple[str, str],
    gains: Sequence[tuple[float, float]],
    *,
    n_verdicts: int,
    common: Collection[float],
    least_questions: int,
    left_out: int,
    seed: int,
) -> UpgradeFigures:
    """Return what two indexes came to, question by question.

    It is worse where the whole 95 % interval of the difference lies below zero; on fewer
    questions than the least nothing is said either way.

    Args:
        names: Of the old snapshot and the new one.
        gains: By question the gain of the old and that of the new one.
        n_verdicts: Judgments of which judges spoke.
        common: By kept search the share of the first ten that both have.
        least_questions: Fewest questions on which anything is told.
        left_out: Judgments that one of the two does not hold.
        seed: Of the draws of the interval.

    Cost: some milliseconds.
    """
    base = UpgradeFigures(
        old=names[0],
        new=names[1],
        finding=UpgradeFinding.INSUFFICIENT,
        n_questions=len(gains),
        n_verdicts=n_verdicts,
        least_questions=least_questions,
        n_searches=len(common),
        kept=float(np.mean(list(common))) if common else None,
        left_out=left_out,
    )
    if not gains:
        return base
    pairs = np.asarray(gains, dtype=np.float64)
    apart = pairs[:, 1] - pairs[:, 0]
    drawn = np.random.default_rng(seed).integers(len(apart), size=(_DRAWS, len(apart)))
    low, high = np.percentile(apart[drawn].mean(axis=1), _ENDS)
    told = base.model_copy(
        update={
            "of_old": float(pairs[:, 0].mean()),
            "of_new": float(pairs[:, 1].mean()),
            "gain": float(apart.mean()),
            "low": float(low),
            "high": float(high),
        }
    )
    if len(gains) < least_questions:
        return told
    finding = UpgradeFinding.WORSE if high < 0 else UpgradeFinding.NOT_WORSE
    return told.model_copy(update={"finding": finding})
