"""How similar is a hit, in a word?

A learned ranker expects a grade of each judgment, from 0 to 3, as those who labelled gave them:
3 where the key facts and the law are the same, 0 where nothing is. The word is the nearest grade.
How often each word is right is measured by ``python -m evaluation retrieval --ranker cv``.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Likeness(StrEnum):
    """高度相似, 较为相似, 部分相似, 相似程度低."""

    HIGH = "high"
    MIDDLE = "middle"
    PARTLY = "partly"
    LOW = "low"


_LEAST = ((2.5, Likeness.HIGH), (1.5, Likeness.MIDDLE), (0.5, Likeness.PARTLY))


def likeness_of(grade: float, *, is_told: bool) -> Likeness:
    """Return the word for an expected grade.

    Where the charge is only predicted nothing is called highly similar: there the highest grades
    are no more often right than the next (.81 against .84 of them have grade 2 or 3).

    Args:
        grade: What a learned ranker expects.
        is_told: Whether the charge was told or read in the file.

    Example:
        >>> [likeness_of(grade, is_told=True).value for grade in (2.6, 0.2)]
        ['high', 'low']
        >>> likeness_of(2.6, is_told=False).value
        'middle'
    """
    word = next((word for least, word in _LEAST if grade >= least), Likeness.LOW)
    return Likeness.MIDDLE if word is Likeness.HIGH and not is_told else word


def likenesses_of(grades: NDArray[np.float64], *, is_told: bool) -> list[Likeness]:
    """Return the word for each of many grades, as :func:`likeness_of` gives it.

    Example:
        >>> [word.value for word in likenesses_of(np.array([2.6, 0.2]), is_told=True)]
        ['high', 'low']

    Cost: a tenth of asking for each by itself.
    """
    bounds = [least for least, _ in reversed(_LEAST)]
    words = [likeness_of(grade, is_told=is_told) for grade in (-np.inf, *bounds)]
    return [words[place] for place in np.searchsorted(bounds, grades, side="right").tolist()]
