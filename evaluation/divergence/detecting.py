"""How strongly does the product say that a judgment departs from its like cases?"""

from collections.abc import Sequence

from evaluation.divergence.reading import as_draft
from service.divergence.expecting import Expectation
from service.divergence.finding import weigh_divergences
from service.divergence.model import ComparedCase, Finding
from service.divergence.severity import STANDARD


def findings_on(
    asked: ComparedCase, others: Sequence[ComparedCase], *, expectation: Expectation | None = None
) -> tuple[Finding, ...]:
    """Return the findings in which the asked one does not stand with the most.

    Args:
        asked: The judgment, given as a draft.
        others: Its like cases.
        expectation: Of terms; fitted without any of these judgments.
    """
    judgment_id = asked.judgment.id
    # A paper may be like itself; a text that a change left as it was is no like case.
    others = [case for case in others if case.judgment.id != judgment_id]
    findings = weigh_divergences(
        [as_draft(asked), *others], standard=STANDARD, expectation=expectation
    )
    return tuple(finding for finding in findings if departs(finding, judgment_id))


def departs(finding: Finding, judgment_id: str) -> bool:
    """Tell whether a judgment takes part in a finding and does not stand with the most."""
    group = finding.group_of(judgment_id)
    return group is not None and group is not finding.groups[0]


def score_of(findings: Sequence[Finding]) -> float:
    """Return the highest score, 0.0 where there is no finding."""
    return max((finding.score for finding in findings), default=0.0)
