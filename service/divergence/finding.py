"""Where did like cases get unlike answers?

The one door of the engine. It serves a batch of a cause over years, one pending case or draft among
its like cases, and a pair of judgments.
"""

from collections.abc import Sequence

from service.divergence.batch import batch_findings
from service.divergence.drafted import drafted_findings
from service.divergence.expecting import Asking, Expectation
from service.divergence.model import ComparedCase, Finding, Standard


def find_divergences(
    cases: Sequence[ComparedCase],
    *,
    standard: Standard,
    asking: Asking | None = None,
    expectation: Expectation | None = None,
    about: str | None = None,
) -> tuple[Finding, ...]:
    """Return the divergences between cases, the gravest first.

    Args:
        cases: The cases; a draft or pending case among them has no vote.
        standard: From where on a finding is shown.
        asking: The court that looks, for superiors and alarms; None where no court asks.
        expectation: What like cases make expect of terms; None where no model is at hand.
        about: Id of the one judgment or draft whose findings are wanted; None for all. Causes that
            it is not of are not looked at, which saves most of the work of a draft check.

    Returns:
        Findings at or above the threshold of their kind, with those that an innocent explanation
        covers or that have too few votes: see :attr:`Finding.is_reported`.
    """
    return tuple(
        finding
        for finding in weigh_divergences(
            cases, standard=standard, asking=asking, expectation=expectation, about=about
        )
        if finding.score >= standard.threshold(finding.kind)
    )


def weigh_divergences(
    cases: Sequence[ComparedCase],
    *,
    standard: Standard,
    asking: Asking | None = None,
    expectation: Expectation | None = None,
    about: str | None = None,
) -> tuple[Finding, ...]:
    """Return all candidates with their scores, whatever the thresholds.

    For benchmarks, which choose thresholds. Arguments as of :func:`find_divergences`.
    """
    found = [
        *batch_findings(cases, standard, asking, expectation, about=about),
        *drafted_findings(cases, standard, asking, expectation),
    ]
    return tuple(sorted(found, key=lambda each: (-each.score, each.key)))
