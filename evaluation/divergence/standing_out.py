"""How far did rulings that an appeal changed stand out among their like cases before it?

Each ruling is asked as a draft among the judgments of first instance whose words are nearest, and
so is each of these among the others: its place among them, from 0 (departs least) to 1, is .5 for a
ruling like any other. No bar is set: an appeal changes much that no like case could tell of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any, Final

import numpy as np

from evaluation.divergence.baselines import distances_in
from evaluation.divergence.below import Below, read_below, read_corpus
from evaluation.divergence.detecting import findings_on, score_of
from evaluation.divergence.measures import Trial, auc
from evaluation.divergence.reading import read_case
from evaluation.divergence.suite import SuiteOptions
from service.divergence.model import ComparedCase
from service.divergence.words import pairs_of, rows_of, weighted

LIKE: Final = 10
"""Like cases of each ruling."""
MOST_RECITED: Final = 80
"""Changed rulings recited in LeCaRD that are drawn; all of them would take minutes more."""
_SAME: Final = 0.8
"""Likeness from which on a judgment tells the same facts: the ruling itself, or co-accused."""
_DRAWS: Final = 1_000
_LEAST_LIKE: Final = 5
_TOLD_EVERY: Final = 20
_BOTH: Final = 2
_KINDS: Final[Mapping[str, str]] = {"刑事": "criminal", "民事": "civil", "行政": "administrative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """How a ruling stood among its like cases.

    Attributes:
        below: The ruling.
        score: How strongly it was said to depart.
        place: Its place among its like cases by that, in [0, 1].
        place_by_words: Its place by distance of words alone.
    """

    below: Below
    score: float
    place: float
    place_by_words: float


def stood_out(options: SuiteOptions) -> tuple[dict[str, float], dict[str, Any]]:
    """Return figures and details of appealed rulings among their like cases.

    Raises:
        BenchmarkError: The data is missing.

    Cost: 0.4 s for each ruling, and 1 minute for reading the sets.
    """
    rng = np.random.default_rng(options.seed)
    corpus = read_corpus(options.folder)
    asked = _drawn(list(read_below(options.folder)), rng, options.limit)
    options.say(f"{len(asked)} rulings of first instance")
    stood = []
    for kind in sorted(corpus):
        own = [each for each in asked if each.kind == kind]
        like = nearest([each.text for each in own], corpus[kind])
        for at, (below, names) in enumerate(zip(own, like, strict=True), start=1):
            found = stand(below, [corpus[kind][name] for name in names], today=options.today)
            stood += [] if found is None else [found]
            if at % _TOLD_EVERY == 0:
                options.say(f"{at} of {len(own)} {kind} rulings asked")
    return measured(stood, rng)


def _drawn(found: Sequence[Below], rng: np.random.Generator, limit: int | None) -> list[Below]:
    """Keep all rulings but of the many changed ones that LeCaRD recites."""
    many = [each for each in found if each.name.startswith("lecard:") and each.is_changed]
    kept = {many[at].name for at in rng.permutation(len(many))[:MOST_RECITED].tolist()}
    drawn = [each for each in found if each not in many or each.name in kept]
    return drawn if limit is None else drawn[:limit]


def nearest(asked: Sequence[str], corpus: Mapping[str, str]) -> list[list[str]]:
    """Return for each text the names of those of the corpus that share most rare pairs with it.

    Texts that tell the same facts are left out.

    Cost: 2 ms for each text.
    """
    names = sorted(corpus)
    if not asked or not names:
        return [[] for _ in asked]
    rows = weighted(
        rows_of([pairs_of(text, None) for text in (*asked, *(corpus[name] for name in names))])
    )
    like = (rows[: len(asked)] @ rows[len(asked) :].T).toarray()
    like[like >= _SAME] = 0
    order = np.lexsort((np.broadcast_to(np.arange(len(names)), like.shape), -like), axis=1)
    return [
        [names[at] for at in row[:LIKE] if own[at] > 0]
        for row, own in zip(order.tolist(), like, strict=True)
    ]


def stand(below: Below, like: Sequence[str], *, today: date) -> Stood | None:
    """Return how a ruling stands among its like cases; None where too little of it can be read."""
    case = read_case(below.name, below.text, today=today)
    read = [read_case(f"{below.name}:{at}", text, today=today) for at, text in enumerate(like)]
    others = [each for each in read if each is not None]
    if case is None or len(others) < _LEAST_LIKE:
        return None
    score = score_of(findings_on(case, others))
    scores = [score_of(findings_on(each, _without(each, others))) for each in others]
    far = distances_in(case, others)["distance"]
    distances = [distances_in(each, _without(each, others))["distance"] for each in others]
    return Stood(
        below=below,
        score=score,
        place=place_among(score, scores),
        place_by_words=place_among(far, distances),
    )


def _without(case: ComparedCase, others: Sequence[ComparedCase]) -> list[ComparedCase]:
    return [each for each in others if each is not case]


def place_among(score: float, scores: Sequence[float]) -> float:
    """Return the share of scores below one, ties half.

    Example:
        >>> place_among(0.5, [0.1, 0.5, 0.9, 0.2])
        0.625
    """
    return sum((each < score) + (each == score) / 2 for each in scores) / len(scores)


def measured(
    stood: Sequence[Stood], rng: np.random.Generator
) -> tuple[dict[str, float], dict[str, Any]]:
    """Return figures by kind of case, and how many rulings they rest on with intervals.

    Args:
        stood: The rulings.
        rng: Source of randomness of the intervals.
    """
    figures = {"before/random_place": 0.5}
    details: dict[str, Any] = {}
    for kind in sorted({each.below.kind for each in stood}):
        name = _KINDS[kind]
        own = [each for each in stood if each.below.kind == kind]
        for is_changed, word in ((True, "changed"), (False, "affirmed")):
            part = [each for each in own if each.below.is_changed is is_changed]
            details[f"{name} {word}"] = {"n": len(part)}
            if part:
                places = [each.place for each in part]
                figures[f"before/{name}/{word}_place"] = fmean(places)
                figures[f"before/{name}/{word}_place_by_words"] = fmean(
                    each.place_by_words for each in part
                )
                means = rng.choice(places, size=(_DRAWS, len(places))).mean(axis=1)
                details[f"{name} {word}"]["interval"] = _bounds(means.tolist())
        if len({each.below.is_changed for each in own}) == _BOTH:
            figures[f"before/{name}/auc"] = auc(_trials(own))
            details[f"{name} auc"] = {"interval": _bounds(_aucs(own, rng))}
    return figures, details


def _trials(stood: Sequence[Stood]) -> list[Trial]:
    return [
        Trial(score=each.place, is_positive=each.below.is_changed, cluster=each.below.name)
        for each in stood
    ]


def _aucs(stood: Sequence[Stood], rng: np.random.Generator) -> list[float]:
    """Return what the area is of rulings drawn again, changed and affirmed ones each."""
    sides = [[each for each in stood if each.below.is_changed is side] for side in (True, False)]
    return [
        auc(_trials([side[at] for side in sides for at in rng.integers(len(side), size=len(side))]))
        for _ in range(_DRAWS)
    ]


def _bounds(values: Sequence[float]) -> list[float]:
    return [float(bound) for bound in np.quantile(values, (0.025, 0.975))]
