"""Which holdings of like cases answer the question that a holding of one case answers?"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.positions.names import IssueModel, issue_words, model_of
from corpus.spans import value_of
from service.divergence.model import ComparedCase
from service.divergence.stances import Stance, stances_of
from service.divergence.words import names_of, pairs_of, rows_of, weighted

_LIKE: Final = 0.15
# Pairs of labelled sentences, of judgments that no name was learned from, are told from _LIKE on
# with an F1 of .278; .1 for an equal likeliest name gave .126, the product alone .200.
_NAMED: Final = 2.0
_KEPT: Final = 4096


def matched_stances(
    case: ComparedCase, others: Sequence[ComparedCase]
) -> Iterator[tuple[Stance, tuple[tuple[Stance, float], ...]]]:
    """Yield each stance of a case with the nearest stance of each other case that is near enough.

    Near are the words of holding and question, rare ones more than common ones; how likely both
    are about one named issue counts twice beside.

    Cost: 0.2 ms for each other case, and 0.3 ms for each stance of a cause whose issues have names.
    """
    own = stances_of(case)
    theirs = [each for other in others for each in stances_of(other)]
    if not own or not theirs:
        return
    rows = weighted(rows_of([_words(each) for each in (*own, *theirs)]))
    near = (rows[: len(own)] @ rows[len(own) :].T).toarray()
    for place, stance in enumerate(own):
        best: dict[str, tuple[float, int]] = {}
        for at, each in enumerate(theirs):
            like = min(1.0, float(near[place, at]) + _NAMED * _shared(stance, each))
            if like >= _LIKE and like > best.get(each.id, (0.0, 0))[0]:
                best[each.id] = round(like, 6), at
        yield stance, tuple((theirs[at], like) for _, (like, at) in sorted(best.items()))


def _shared(one: Stance, other: Stance) -> float:
    """Return the chance that two stances are about one named issue; 0 without a model for both."""
    mine, theirs = _named(one), _named(other)
    if mine is None or theirs is None or mine[0] is not theirs[0]:
        return 0.0
    return float(mine[1] @ theirs[1])


def _named(stance: Stance) -> tuple[IssueModel, NDArray[np.float64]] | None:
    question = stance.position.question
    asked = None if question is None else question.value
    return _chances(value_of(stance.case.judgment.cause), issue_words(asked, stance.holding))


@lru_cache(maxsize=_KEPT)
def _chances(cause: str | None, words: str) -> tuple[IssueModel, NDArray[np.float64]] | None:
    model = model_of(cause)
    return None if model is None else (model, model.issue_chances(words))


def _words(stance: Stance) -> NDArray[np.uint32]:
    question = stance.position.question
    if question is None:
        return stance.words
    asked = pairs_of(question.value, names_of(stance.case.judgment))
    return np.union1d(stance.words, asked).astype(np.uint32)
