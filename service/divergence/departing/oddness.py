"""How odd is what a judgment does on a topic, seen from its like cases?

0 where it does as all others do, towards 1 where all others do otherwise. Few others say little:
the usual share of a value among judgments at large counts as two more cases.
"""

from collections.abc import Mapping, Sequence

from service.divergence.departing.topics import Trait
from service.divergence.departing.weights import PRIOR_CASES


def oddness_of(
    trait: Trait, others: Sequence[tuple[Trait, float]], usual: Mapping[str, float]
) -> float:
    """Return how odd a trait is.

    Args:
        trait: Of the one judgment.
        others: Those of its like cases on the same topic, each with how much it counts, in
            [0, 1].
        usual: Share of each value among judgments at large.

    Returns:
        A number in [0, 1]; 0.0 where nobody else tells and nothing is usual.
    """
    if not others and not usual:
        return 0.0
    same = sum(counts for other, counts in others if not trait.values.isdisjoint(other.values))
    total = sum(counts for _, counts in others)
    cases = PRIOR_CASES if usual else 1.0
    share = max((usual.get(value, 0.0) for value in trait.values), default=0.0) if usual else 0.5
    return 1.0 - (same + cases * share) / (total + cases)
