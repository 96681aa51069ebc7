"""How much should it weigh that a judgment departs on a topic?

Learned on the develop half only: changed judgments of the kinds that a topic speaks of against
unchanged ones, of several draws. One logistic curve for each topic, so that scores of different
topics are odds of the same thing and one threshold serves all. A topic whose signs do not part
changed from unchanged judgments of clusters that its curve has not seen says nothing: its curve
would be no more than how often its kind was drawn, and that is no sign of anything.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from evaluation.divergence.injection.model import Change
from evaluation.divergence.measures import Trial, auc
from evaluation.divergence.reading import as_draft
from service.divergence.departing.provisions import REASONED, UNTOLD
from service.divergence.departing.topics import Topic
from service.divergence.departing.traits import traits_of
from service.divergence.departing.weights import TopicWeight
from service.divergence.departures import departures_of
from service.divergence.expecting import Expectation
from service.divergence.model import ComparedCase

SPEAKS_OF: Final[Mapping[Topic, frozenset[Change]]] = {
    Topic.CHARGE: frozenset({Change.CHARGE}),
    Topic.RESULT: frozenset({Change.CLAIM, Change.BURDEN}),
    Topic.PROCEDURE: frozenset({Change.DISMISSAL}),
    Topic.PROBATION: frozenset({Change.PROBATION}),
    Topic.TERM: frozenset({Change.TERM}),
    Topic.RATE: frozenset({Change.INTEREST}),
    Topic.HEAD: frozenset({Change.CLAIM}),
    Topic.LAW: frozenset({Change.STATUTE}),
    Topic.BURDEN: frozenset({Change.BURDEN}),
    Topic.FIGURE: frozenset({Change.INTEREST}),
    Topic.ISSUE: frozenset({Change.CLAIM, Change.BURDEN}),
}
"""Kinds of change that a departure on a topic can be due to."""
# Topics whose values mean the same in every case; charges and provisions are of the case.
_USUAL: Final = frozenset(
    {Topic.RESULT, Topic.PROCEDURE, Topic.PROBATION, Topic.RATE, Topic.BURDEN}
)
_REGULARISATION: Final = 4.0
_PARTS: Final = 8
_LEAST_AUC: Final = 0.6
# Every changed reasoning names the provision that it applies; of the unchanged civil judgments of
# the develop half 52 of 84 name any.
_ANNOUNCED: Final = 0.6
# One judgment of each draw for and one against at either end, so that no curve is steeper than its
# examples.
_INVENTED: Final = ((0.0, False), (1.0, True), (0.5, False))

LEARNING_DRAWS: Final = 8
"""How many draws of changes are learned from; each takes other judgments of the clusters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A judgment of the develop half among its like cases.

    Attributes:
        case: The judgment, changed or not.
        others: Its like cases.
        change: What was changed; None for an unchanged one.
        cluster: Where it stands.
        times: How often it was drawn.
    """

    case: ComparedCase
    others: tuple[ComparedCase, ...]
    change: Change | None
    cluster: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What speaks for a departure on one topic of one example; None where it does not depart."""

    signs: Mapping[str, float] | None
    is_true: bool
    cluster: str
    weight: float


def learn(
    examples: Sequence[Example], *, expectation: Expectation | None
) -> dict[str, dict[str, Any]]:
    """Return the weights of every topic that tells anything, as the product reads them.

    Args:
        examples: Changed judgments, and as many unchanged ones, each weighed by the square root
            of ``times``: what is drawn often tells more, but is one text.
        expectation: Of terms, without any of these judgments.

    Cost: 50 ms an example.
    """
    usual = _usual(examples)
    plain = {
        topic: TopicWeight(intercept=0.0, slopes={}, usual=usual.get(topic, {})) for topic in Topic
    }
    oddest = [(example, _oddest(example, plain, expectation)) for example in examples]
    weights: dict[str, dict[str, Any]] = {}
    for topic in Topic:
        rows = [
            _Row(
                signs=odd.get(topic),
                is_true=example.change is not None,
                cluster=example.cluster,
                # Draws of one text are no witnesses of each other.
                weight=sqrt(example.times),
            )
            for example, odd in oddest
            if example.change is None or example.change in SPEAKS_OF[topic]
        ]
        rows = _partly_untold(rows) if topic is Topic.LAW else rows
        held_out = _held_out_auc(rows)
        if held_out < _LEAST_AUC:
            continue
        weight = _curve(rows, usual.get(topic, {}))
        weights[topic.name] = {
            "intercept": round(weight.intercept, 3),
            "slopes": {name: round(slope, 3) for name, slope in weight.slopes.items()},
            "usual": dict(weight.usual),
            "held_out_auc": round(held_out, 3),
        }
    return weights


def write_weights(path: Path, weights: Mapping[str, Any], *, made_by: str) -> None:
    """Write weights as the product reads them, with the command that made them."""
    told = {"made_by": made_by, "topics": weights}
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _usual(examples: Sequence[Example]) -> dict[Topic, dict[str, float]]:
    """Return the share of each value among unchanged judgments, each counted once."""
    cases = {each.case.judgment.id: each.case for each in examples if each.change is None}
    counts: defaultdict[Topic, Counter[str]] = defaultdict(Counter)
    for key in sorted(cases):
        for trait in traits_of(cases[key]):
            if trait.topic in _USUAL:
                counts[trait.topic].update(trait.values)
    return {
        topic: {value: round(n / own.total(), 3) for value, n in sorted(own.items())}
        for topic, own in counts.items()
    }


def _oddest(
    example: Example, weights: Mapping[Topic, TopicWeight], expectation: Expectation | None
) -> dict[Topic, Mapping[str, float]]:
    """Return the signs of the oddest departure of each topic on which a judgment departs."""
    found: dict[Topic, Mapping[str, float]] = {}
    for departure in departures_of(
        as_draft(example.case), example.others, expectation=expectation, weights=weights
    ):
        before = found.get(departure.topic)
        if before is None or sum(departure.signs.values()) > sum(before.values()):
            found[departure.topic] = departure.signs
    return found


def _partly_untold(rows: Sequence[_Row]) -> list[_Row]:
    """Return rows in which changed reasonings name their provision as often as reasonings do."""
    found: list[_Row] = []
    for row in rows:
        if not row.is_true or row.signs is None or row.signs.get(REASONED) != 1.0:
            found.append(row)
            continue
        silent = {**row.signs, REASONED: UNTOLD}
        found += [
            replace(row, weight=row.weight * _ANNOUNCED),
            replace(row, signs=silent, weight=row.weight * (1 - _ANNOUNCED)),
        ]
    return found


def _held_out_auc(rows: Sequence[_Row]) -> float:
    """Return how well curves tell what is true in clusters that they have not seen.

    0.5 where nothing or everything departs.
    """
    clusters = sorted({row.cluster for row in rows})
    trials = []
    for part in range(_PARTS):
        held = set(clusters[part::_PARTS])
        taught = [row for row in rows if row.cluster not in held]
        if any(row.signs is not None for row in taught):
            curve = _curve(taught, {})
            trials += [
                Trial(
                    score=0.0 if row.signs is None else curve.score(row.signs),
                    is_positive=row.is_true,
                    cluster=row.cluster,
                )
                for row in rows
                if row.cluster in held
            ]
    return auc(trials) if len({trial.is_positive for trial in trials}) > 1 else 0.5


def _curve(rows: Sequence[_Row], usual: Mapping[str, float]) -> TopicWeight:
    """Return the logistic curve of a topic; signs that speak against a departure are left out."""
    told = [row for row in rows if row.signs is not None]
    names = sorted({name for row in told for name in row.signs or ()})
    while True:
        intercept, slopes = _fitted(told, names)
        if all(slope >= 0 for slope in slopes):
            return TopicWeight(
                intercept=intercept, slopes=dict(zip(names, slopes, strict=True)), usual=usual
            )
        names = [name for name, slope in zip(names, slopes, strict=True) if slope >= 0]


def _fitted(rows: Sequence[_Row], names: Sequence[str]) -> tuple[float, list[float]]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    table = [[(row.signs or {}).get(name, 0.0) for name in names] for row in rows]
    truth = [row.is_true for row in rows]
    weights = [row.weight for row in rows]
    for level, is_true in _INVENTED:
        table.append([level] * len(names))
        truth.append(is_true)
        weights.append(sqrt(LEARNING_DRAWS))
    # A column of nothing, so that a curve without signs is a share.
    columns: NDArray[np.float64] = np.asarray([[0.0, *row] for row in table])
    model = LogisticRegression(C=_REGULARISATION, max_iter=1000)
    model.fit(columns, np.asarray(truth), sample_weight=np.asarray(weights))
    return float(model.intercept_[0]), [float(each) for each in model.coef_[0, 1:]]
