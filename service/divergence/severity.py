"""How much does a finding matter, and from where on is it shown?"""

from collections.abc import Sequence
from typing import Final

from service.divergence.model import (
    DivergenceKind,
    Explanation,
    PositionGroup,
    Severity,
    Standard,
)

COVERS: Final = 0.75
"""Share from which on an innocent explanation explains a finding away."""
_SEVERE: Final = 0.8
_MARKED: Final = 0.6

STANDARD: Final = Standard(
    least_votes=5.0,
    least_per_side=2.0,
    thresholds=tuple((kind, 0.5) for kind in DivergenceKind),
)
"""The standard that comes with the program."""


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
