"""When are two pending cases alike?

Both have a charge or the cause in common and most pairs of characters of an issue, or of the facts.
The bounds were chosen on 424 pairs of pending cases of one cause of the generated sample (seeds 101
to 108): of the pairs that facts alone called alike, .93 turn on one issue.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.columns.bigrams import bigrams_of
from service.pending.asking import parts_of_case
from service.pending.model import PendingCase

LIKE_ISSUES: Final = 0.5
"""Share of the shorter issue that stands in the other, from which on two issues are one."""

LIKE_FACTS: Final = 0.65
"""The same of facts, where no issue is alike or none is stated."""

_FEWEST_PAIRS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What of a pending case is compared with others.

    Attributes:
        elements: Charges or cause.
        issues: Its issues with their pairs of characters.
        facts: Pairs of characters of its facts, ascending, each once.
    """

    elements: frozenset[str]
    issues: tuple[tuple[str, NDArray[np.uint32]], ...]
    facts: NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two cases are alike.

    Attributes:
        issue: The issue that they share in the words of the first; empty where none is.
        other_issue: The same in the words of the second.
        facts: Share of the shorter account of the facts that stands in the other, in [0, 1].
    """

    issue: str
    other_issue: str
    facts: float


def profile_of(case: PendingCase) -> Profile:
    """Return what of a case is compared.

    Cost: that of reading its paper, some milliseconds.
    """
    parts = parts_of_case(case)
    return Profile(
        elements=frozenset(case.elements),
        issues=tuple((issue, bigrams_of(issue)) for issue in parts.issues),
        facts=bigrams_of(parts.facts or case.text),
    )


def likeness_of(one: Profile, other: Profile) -> Likeness | None:
    """Return how two cases are alike; None where they are not.

    Cost: linear in the pairs of both, 0.1 ms for papers of some pages.
    """
    if not one.elements & other.elements:
        return None
    facts = _share(one.facts, other.facts, fewest=_FEWEST_PAIRS)
    like, issue, other_issue = max(
        (
            (_share(left, right, fewest=1), issue, other_issue)
            for issue, left in one.issues
            for other_issue, right in other.issues
        ),
        # Of equal ones the same are taken whichever case is asked first.
        key=lambda each: (each[0], sorted(each[1:])),
        default=(0.0, "", ""),
    )
    if like >= LIKE_ISSUES:
        return Likeness(issue=issue, other_issue=other_issue, facts=facts)
    return Likeness(issue="", other_issue="", facts=facts) if facts >= LIKE_FACTS else None


def _share(one: NDArray[np.uint32], other: NDArray[np.uint32], *, fewest: int) -> float:
    shorter = min(len(one), len(other))
    if shorter < fewest:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter
