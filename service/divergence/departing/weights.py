"""How much does it weigh that a judgment departs on a topic?

Numbers learned on the develop half of the benchmark of changes, never on the half that is
reported: ``python -m evaluation divergence --suite injected --weights FILE``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from service.divergence.departing.topics import Topic

PRIOR_CASES = 2.0
"""How many cases the usual shares of values count for beside those at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWeight:
    """What was learned of a topic.

    Attributes:
        intercept: Log odds where nothing speaks for a departure.
        slopes: How much each sign adds to them.
        usual: Share of each value among judgments at large; empty where values are of the case.
    """

    intercept: float
    slopes: Mapping[str, float]
    usual: Mapping[str, float]

    def score(self, signs: Mapping[str, float]) -> float:
        """Return how likely a departure is real, in [0, 1].

        Example:
            >>> TopicWeight(intercept=-2.0, slopes={"odd": 4.0}, usual={}).score({"odd": 0.5})
            0.5
        """
        odds = self.intercept + sum(
            slope * signs.get(name, 0.0) for name, slope in self.slopes.items()
        )
        return 1.0 / (1.0 + exp(-odds))


@cache
def shipped_weights() -> Mapping[Topic, TopicWeight]:
    """Return the weights that come with the program."""
    text = (files("service.divergence.departing") / "weights.json").read_text(encoding="utf-8")
    return weights_of(json.loads(text)["topics"])


def weights_of(row: Mapping[str, Mapping[str, Any]]) -> Mapping[Topic, TopicWeight]:
    """Return weights from what the command wrote; a topic that nothing was learned of is absent."""
    return {
        Topic[name]: TopicWeight(
            intercept=float(each["intercept"]),
            slopes={str(sign): float(slope) for sign, slope in each["slopes"].items()},
            usual={str(key): float(value) for key, value in each["usual"].items()},
        )
        for name, each in row.items()
    }
