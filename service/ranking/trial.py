"""Is what was learned of verdicts better than what is in use, on questions it did not learn from?

The questions are dealt into five folds, and each fold is ordered by what the other four taught;
that is done for three deals, so that nothing hangs on one. What is compared is the share of pairs,
a similar case against one that is not, that stand in the right order, question by question.

The shipped ranker has seen no verdict. A court's own ranker has seen those that it learned from,
and would be flattered by them: it is compared on the questions that came later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexing.searching.ranker import LinearRanker, Rankers
from indexing.searching.verdict_training import learn_shift, share_in_order
from service.ranking.lessons import Lesson
from service.ranking.record import Comparison

FOLDS = 5
DEALS = 3
LEAST_NEW_QUESTIONS = 10
_LEVEL = 0.95
_DRAWS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A ranker that the new one must be better than.

    Attributes:
        name: What it is called.
        rankers: It.
        learned_from: Digests of the questions that it has seen.
    """

    name: str
    rankers: Rankers
    learned_from: frozenset[str] = frozenset()

    def unseen(self, lessons: Sequence[Lesson]) -> list[int]:
        """Return the places of the lessons that it has not seen."""
        return [place for place, one in enumerate(lessons) if one.digest not in self.learned_from]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came out.

    Attributes:
        candidate: Mean share of pairs in order over all questions, each held out; chance gives .5.
        formula: The same of the plain formula.
        comparisons: With every rival.
    """

    candidate: float
    formula: float
    comparisons: tuple[Comparison, ...]

    @property
    def is_better(self) -> bool:
        """Whether the new ranker is better than every rival by more than chance explains."""
        return all(each.low > 0.0 for each in self.comparisons)


def shift_of(start: Rankers, lessons: Sequence[Lesson]) -> NDArray[np.float64]:
    """Return what lessons teach beyond rankers.

    Raises:
        RankerError: There is nothing to learn from.
    """
    return learn_shift([lesson.taught(start) for lesson in lessons])


def shifted_rankers(start: Rankers, shift: NDArray[np.float64], *, name: str) -> Rankers:
    """Return rankers with a shift; belonging stays as it was.

    Verdicts are few: what they teach of told charges holds for predicted ones too, in standard
    deviations of each.
    """

    def shifted(ranker: LinearRanker, charges: str) -> LinearRanker:
        return replace(ranker, name=f"{name}, charges {charges}", shift=shift)

    return Rankers(
        given=shifted(start.given, "given"), predicted=shifted(start.predicted, "predicted")
    )


def hold_trial(
    lessons: Sequence[Lesson], *, start: Rankers, rivals: Sequence[Rival], seed: int
) -> Trial:
    """Try what lessons teach on lessons held out.

    Args:
        lessons: At least as many as there are folds.
        start: Where learning starts.
        rivals: What the new ranker is compared with, each with at least one unseen question.
        seed: Of the deals and of the draws of the intervals.

    Cost: fifteen trainings; 1 s for 50 questions.
    """
    held_out = np.mean(
        [_held_out(lessons, start, seed=(seed, deal)) for deal in range(DEALS)], axis=0
    )
    return Trial(
        candidate=float(held_out.mean()),
        formula=float(np.mean([share_in_order(one.formula, one.is_similar) for one in lessons])),
        comparisons=tuple(_compare(lessons, held_out, rival, seed=seed) for rival in rivals),
    )


def _held_out(
    lessons: Sequence[Lesson], start: Rankers, *, seed: tuple[int, int]
) -> NDArray[np.float64]:
    """Return by lesson the share in order of what the other folds teach."""
    order = np.random.default_rng(seed).permutation(len(lessons)).tolist()
    shares = np.empty(len(lessons))
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        shift = shift_of(start, [one for place, one in enumerate(lessons) if place not in held])
        learned = shifted_rankers(start, shift, name="held out")
        for place in held:
            one = lessons[place]
            shares[place] = share_in_order(one.scores(learned), one.is_similar)
    return shares


def _compare(
    lessons: Sequence[Lesson], held_out: NDArray[np.float64], rival: Rival, *, seed: int
) -> Comparison:
    from scipy.stats import bootstrap  # noqa: PLC0415 - slow to import

    places = rival.unseen(lessons)
    ours = held_out[places]
    theirs = np.asarray(
        [
            share_in_order(one.scores(rival.rankers), one.is_similar)
            for one in (lessons[place] for place in places)
        ]
    )
    interval = bootstrap(
        (ours - theirs,),
        np.mean,
        n_resamples=_DRAWS,
        confidence_level=_LEVEL,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return Comparison(
        rival=rival.name,
        n_questions=len(places),
        candidate=float(ours.mean()),
        other=float(theirs.mean()),
        low=float(interval.low),
        high=float(interval.high),
    )
