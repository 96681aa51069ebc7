"""How much should it weigh that a judgment departs on a topic?

Learned on the develop half only: changed judgments of the kinds that a topic speaks of against
unchanged ones. One logistic curve for each topic, so that scores of different topics are odds of
the same thing and one threshold serves all.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from evaluation.divergence.injection.model import Change
from evaluation.divergence.reading import as_draft
from service.divergence.departing.topics import Topic
from service.divergence.departing.traits import traits_of
from service.divergence.departing.weights import TopicWeight, weights_of
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
_REGULARISATION: Final = 10.0
# One case for and one against at either end, so that no curve is steeper than its examples.
_INVENTED: Final = ((0.0, False), (1.0, True), (0.5, False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A judgment of the develop half among its like cases.

    Attributes:
        case: The judgment, changed or not.
        others: Its like cases.
        change: What was changed; None for an unchanged one.
    """

    case: ComparedCase
    others: tuple[ComparedCase, ...]
    change: Change | None


def learn(
    examples: Sequence[Example], *, expectation: Expectation | None
) -> dict[str, dict[str, Any]]:
    """Return the weights of every topic, as the product reads them.

    Args:
        examples: Changed judgments, and as many unchanged ones.
        expectation: Of terms, without any of these judgments.
    """
    usual = _usual(examples)
    plain = weights_of(
        {
            topic.name: {"intercept": 0.0, "slope": 1.0, "usual": usual.get(topic, {})}
            for topic in Topic
        }
    )
    oddest = [(each.change, _oddest(each, plain, expectation)) for each in examples]
    weights: dict[str, dict[str, Any]] = {}
    for topic in Topic:
        rows = [
            (odd[topic], change is not None)
            for change, odd in oddest
            if topic in odd and (change is None or change in SPEAKS_OF[topic])
        ]
        intercept, slope = _curve([*rows, *_INVENTED])
        weights[topic.name] = {
            "intercept": round(intercept, 3),
            "slope": round(slope, 3),
            "usual": usual.get(topic, {}),
        }
    return weights


def write_weights(path: Path, weights: Mapping[str, Any]) -> None:
    """Write weights as the product reads them."""
    text = json.dumps(weights, ensure_ascii=False, indent=1, sort_keys=True)
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
) -> dict[Topic, float]:
    """Return the highest oddness of each topic on which a judgment departs."""
    found: dict[Topic, float] = {}
    for departure in departures_of(
        as_draft(example.case), example.others, expectation=expectation, weights=weights
    ):
        found[departure.topic] = max(found.get(departure.topic, 0.0), departure.oddness)
    return found


def _curve(rows: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    model = LogisticRegression(C=_REGULARISATION, max_iter=1000)
    model.fit(np.asarray([[odd] for odd, _ in rows]), np.asarray([is_true for _, is_true in rows]))
    return float(model.intercept_[0]), max(0.0, float(model.coef_[0, 0]))
