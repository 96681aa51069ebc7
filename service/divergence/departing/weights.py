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

from service.divergence.departing.topics import Topic

PRIOR_CASES = 2.0
"""How many cases the usual shares of values count for beside those at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWeight:
    """What was learned of a topic.

    Attributes:
        intercept: Log odds where nothing is odd.
        slope: How much full oddness adds.
        usual: Share of each value among judgments at large; empty where values are of the case.
    """

    intercept: float
    slope: float
    usual: Mapping[str, float]

    def score(self, oddness: float) -> float:
        """Return how likely a departure is real, in [0, 1].

        Example:
            >>> TopicWeight(intercept=-2.0, slope=4.0, usual={}).score(0.5)
            0.5
        """
        return 1.0 / (1.0 + exp(-(self.intercept + self.slope * oddness)))


@cache
def shipped_weights() -> Mapping[Topic, TopicWeight]:
    """Return the weights that come with the program."""
    text = (files("service.divergence.departing") / "weights.json").read_text(encoding="utf-8")
    return weights_of(json.loads(text))


def weights_of(row: Mapping[str, Mapping[str, object]]) -> Mapping[Topic, TopicWeight]:
    """Return weights from what the command wrote."""
    return {
        Topic[name]: TopicWeight(
            intercept=float(str(each["intercept"])),
            slope=float(str(each["slope"])),
            usual={str(key): float(value) for key, value in dict(each["usual"]).items()},  # type: ignore[call-overload]
        )
        for name, each in row.items()
    }
