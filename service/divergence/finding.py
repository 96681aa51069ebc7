"""Where did like cases get unlike answers?

The one door of the engine. It serves a batch of a cause over years, one pending case or draft among
its like cases, and a pair of judgments.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from service.divergence.clusters import Issue, issues_of
from service.divergence.expecting import Asking, Expectation
from service.divergence.model import ComparedCase, DivergenceKind, Finding, PositionGroup, Standard
from service.divergence.opposing import opposed
from service.divergence.places import alarms_of, where_of
from service.divergence.severity import severity_of
from service.divergence.votes import groups_of


def find_divergences(
    cases: Sequence[ComparedCase],
    *,
    standard: Standard,
    asking: Asking | None = None,
    expectation: Expectation | None = None,
) -> tuple[Finding, ...]:
    """Return the divergences between cases, the gravest first.

    Args:
        cases: The cases; a draft or pending case among them has no vote.
        standard: From where on a finding is shown.
        asking: The court that looks, for superiors and alarms; None where no court asks.
        expectation: What like cases make expect of terms; None where no model is at hand.

    Returns:
        Findings at or above the threshold of their kind, with those that an innocent explanation
        covers or that have too few votes: see :attr:`Finding.is_reported`.
    """
    return tuple(
        finding
        for finding in weigh_divergences(
            cases, standard=standard, asking=asking, expectation=expectation
        )
        if finding.score >= standard.threshold(finding.kind)
    )


def weigh_divergences(
    cases: Sequence[ComparedCase],
    *,
    standard: Standard,
    asking: Asking | None = None,
    expectation: Expectation | None = None,
) -> tuple[Finding, ...]:
    """Return all candidates with their scores, whatever the thresholds.

    For benchmarks, which choose thresholds. Arguments as of :func:`find_divergences`.
    """
    del expectation
    by_id: dict[str, ComparedCase] = {case.judgment.id: case for case in cases}
    found = [
        finding
        for issue in issues_of(cases)
        for finding in _findings(issue, by_id, standard, asking)
    ]
    return tuple(sorted(found, key=lambda each: (-each.score, each.key)))


def _findings(
    issue: Issue, cases: Mapping[str, ComparedCase], standard: Standard, asking: Asking | None
) -> Iterator[Finding]:
    sides = opposed(issue.stances)
    if len(sides) < 2:
        return
    groups = groups_of(sides)
    total = sum(group.votes for group in groups)
    score = 1.0 - groups[0].votes / total if total else 0.0
    superiors = frozenset[str]() if asking is None else asking.superiors
    yield Finding(
        key=_key(DivergenceKind.RESULT, issue, groups),
        kind=DivergenceKind.RESULT,
        cause=issue.cause,
        question=issue.question,
        groups=groups,
        where=where_of(groups, cases, superiors=superiors),
        score=min(1.0, 0.5 + score),
        severity=severity_of(groups, min(1.0, 0.5 + score), (), standard),
        explanations=(),
        alarms=() if asking is None else alarms_of(groups, asking, cases),
    )


def _key(kind: DivergenceKind, issue: Issue, groups: Sequence[PositionGroup]) -> str:
    ids = sorted(member.judgment_id for group in groups for member in group.members)
    words = "\n".join((kind.value, issue.cause, issue.question, *ids))
    return "f" + hashlib.sha256(words.encode()).hexdigest()[:20]
