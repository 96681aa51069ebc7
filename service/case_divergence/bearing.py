"""Which findings bear on the questions of a case?

Like cases differ about many things; a judge looks first at what this case turns on.
"""

from collections.abc import Sequence

from indexing.columns.bigrams import bigrams_of
from service.divergence.model import Finding

_BEARS = 0.3


def by_bearing(
    findings: Sequence[Finding], *, own_id: str | None, issues: Sequence[str]
) -> tuple[Finding, ...]:
    """Return findings in order: those that the case takes part in, those on its issues, others.

    Args:
        findings: The findings, the gravest first; that order stays among equals.
        own_id: Id under which the case takes part; None where it takes no position yet.
        issues: Disputed issues of the case.
    """
    return tuple(sorted(findings, key=lambda each: bearing_of(each, own_id, issues)))


def bearing_of(finding: Finding, own_id: str | None, issues: Sequence[str]) -> int:
    """Return 0 where the case takes part, 1 where an issue of it meets the question, 2 else."""
    if own_id is not None and finding.group_of(own_id) is not None:
        return 0
    return 1 if any(_meets(issue, finding.question) for issue in issues) else 2


def _meets(issue: str, question: str) -> bool:
    """Tell whether most of the shorter of two questions stands in the other, pair by pair."""
    one, other = (frozenset(bigrams_of(words).tolist()) for words in (issue, question))
    fewer = min(len(one), len(other))
    return fewer > 0 and len(one & other) / fewer >= _BEARS
