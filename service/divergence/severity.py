"""How much does a finding matter, and from where on is it shown?"""

from collections.abc import Sequence
from math import sqrt
from typing import Final

from service.divergence.model import (
    DivergenceKind,
    Explanation,
    PositionGroup,
    Severity,
    Standard,
)

COVERS: Final = 0.7
"""Share from which on an innocent explanation explains a finding away."""
_SEVERE: Final = 0.8
_MARKED: Final = 0.6
_Z: Final = 1.645

STANDARD: Final = Standard(
    least_votes=6.0,
    least_per_side=3.0,
    thresholds=tuple((kind, 0.5) for kind in DivergenceKind),
)
"""The standard that comes with the program."""


def score_of(groups: Sequence[PositionGroup], *, purity: float, chance: float) -> float:
    """Return how likely and how large a split of judgments is, in [0, 1].

    A split that hardly comes about by chance and whose marks part the positions well starts at
    0.5; how evenly the votes fall adds the rest, for a court that speaks with two tongues in equal
    parts leaves the parties most in doubt.

    Args:
        groups: The positions.
        purity: Share of judgments that bear the marks of their side.
        chance: How likely marks part judgments so by chance.
    """
    total = sum(group.votes for group in groups)
    if total <= 0:
        return 0.0
    smaller = min(groups[1].votes, total) / total
    sure = max(0.0, 2 * purity - 1) * (1 - chance)
    return round(sure * (0.5 + smaller), 6) if sure * (0.5 + smaller) < 1 else 1.0


def lower_bound(share: float, total: float) -> float:
    """Return the lower end of Wilson's 90 % interval of a share; 0 without observations.

    Source: E. B. Wilson, JASA 22 (1927).

    Example:
        >>> round(lower_bound(1.0, 10), 2)
        0.79
    """
    if total <= 0:
        return 0.0
    square = _Z * _Z
    middle = share + square / (2 * total)
    reach = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, (middle - reach) / (1 + square / total))


def severity_of(
    groups: Sequence[PositionGroup],
    score: float,
    explanations: Sequence[Explanation],
    standard: Standard,
) -> Severity:
    """Return the severity in words.

    An explanation that covers the finding goes first, then the least number of votes; a side that
    holds a draft needs none of its own.
    """
    if explanations and explanations[0].share >= COVERS:
        return Severity.EXPLAINED
    sides = [group for group in groups if not any(m.is_draft for m in group.members)]
    if sum(group.votes for group in groups) < standard.least_votes or any(
        group.votes < standard.least_per_side for group in sides
    ):
        return Severity.INSUFFICIENT
    if score >= _SEVERE:
        return Severity.SEVERE
    return Severity.MARKED if score >= _MARKED else Severity.SLIGHT
