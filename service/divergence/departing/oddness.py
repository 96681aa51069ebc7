"""How odd is what a judgment does on a topic, seen from its like cases?

0 where it does as all others do, towards 1 where all others do otherwise. Few others say little:
the usual share of a value among judgments at large counts as two more cases.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from service.divergence.departing.topics import Topic, Trait
from service.divergence.departing.weights import PRIOR_CASES

_LEAST_LAWS = 4
# Chosen on the develop half of the benchmark of changes; they add up to one.
_IN_PLACE = 0.6
_OTHER_LAW = 0.25
_ALONE = 0.15


def oddness_of(trait: Trait, others: Sequence[Trait], usual: Mapping[str, float]) -> float:
    """Return how odd a trait is.

    Args:
        trait: Of the one judgment.
        others: Those of its like cases on the same topic.
        usual: Share of each value among judgments at large.

    Returns:
        A number in [0, 1].
    """
    if trait.topic is Topic.LAW:
        return _odd_law(trait, others)
    same = sum(not trait.values.isdisjoint(other.values) for other in others)
    prior = max((usual.get(value, 0.0) for value in trait.values), default=0.0)
    cases = PRIOR_CASES if usual else 1.0
    share = prior if usual else 0.5
    if not others and not usual:
        return 0.0
    return 1.0 - (same + cases * share) / (len(others) + cases)


def _odd_law(trait: Trait, others: Sequence[Trait]) -> float:
    """Return how odd it is to rest on what none of the others does, in place of what they do.

    Many papers cite something that no like one does, and leave out something that others cite. It
    tells more where both lie in one law, as where an article took the place of another; where a
    whole law is cited that no other cites; and where few of the provisions are shared at all.
    """
    if len(others) < _LEAST_LAWS:
        return 0.0
    cited = Counter(value for other in others for value in other.values)
    own = [value for value in trait.values if value not in cited]
    if not own:
        return 0.0
    titles = {_title(value) for value in own}
    placed = [
        count
        for value, count in cited.items()
        if value not in trait.values and _title(value) in titles
    ]
    is_other_law = not titles <= {_title(value) for value in cited}
    return (
        _IN_PLACE * max(placed, default=0) / len(others)
        + _OTHER_LAW * is_other_law
        + _ALONE * len(own) / len(trait.values)
    )


def _title(value: str) -> str:
    return value.split("第", 1)[0]
