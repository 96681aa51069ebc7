"""Where did like cases get unlike answers?

The one door of the engine. It serves a batch of a cause over years, one pending case or draft among
its like cases, and a pair of judgments.
"""

import hashlib
from collections.abc import Mapping, Sequence

from service.divergence.clusters import Issue, issues_of
from service.divergence.expecting import Asking, Expectation
from service.divergence.innocence.circumstances import parting_circumstance
from service.divergence.innocence.facts import decisive_facts
from service.divergence.innocence.law_version import Sides, UnderOneLaw, under_one_law
from service.divergence.innocence.votes import uncounted
from service.divergence.kinds import kind_of
from service.divergence.model import (
    ComparedCase,
    DivergenceKind,
    Explanation,
    Finding,
    Innocence,
    PositionGroup,
    Standard,
)
from service.divergence.opposing import split_of
from service.divergence.places import alarms_of, where_of
from service.divergence.severity import score_of, severity_of
from service.divergence.stances import pools_of
from service.divergence.votes import OVERTURNED, groups_of


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
        for pool in pools_of(cases)
        for issue in issues_of(pool)
        if (finding := _finding(issue, by_id, standard, asking)) is not None
    ]
    return each_once(sorted(found, key=lambda each: (-each.score, each.key)))


def _finding(
    issue: Issue, cases: Mapping[str, ComparedCase], standard: Standard, asking: Asking | None
) -> Finding | None:
    split = split_of(issue)
    if split is None:
        return None
    law = under_one_law(_counted(split.sides))
    sides = law.sides if law.explanation is not None else split.sides
    groups = groups_of(sides)
    explanations = _explanations(split.sides, law)
    score = score_of(groups, purity=split.purity, chance=split.chance)
    kind = kind_of(split.marks, sides)
    superiors = frozenset[str]() if asking is None else asking.superiors
    return Finding(
        key=_key(kind, issue, groups),
        kind=kind,
        cause=issue.cause,
        question=issue.question,
        groups=groups,
        where=where_of(groups, cases, superiors=superiors),
        score=score,
        severity=severity_of(groups, score, explanations, standard),
        explanations=explanations,
        alarms=() if asking is None else alarms_of(groups, asking, cases),
    )


def _counted(sides: Sides) -> Sides:
    """Return the stances that still stand, all of them where a side has none."""
    counted = tuple(
        tuple(stance for stance in side if stance.case.effect not in OVERTURNED) for side in sides
    )
    return counted if all(counted) else sides


def _explanations(sides: Sides, law: UnderOneLaw) -> tuple[Explanation, ...]:
    """Return the innocent explanations, the strongest first."""
    found = list(uncounted(sides))
    if law.explanation is not None:
        found.append(law.explanation)
    for explain in (decisive_facts, parting_circumstance):
        explanation = explain(law.sides)
        if explanation is not None:
            found.append(explanation)
    return tuple(
        sorted(found, key=lambda each: (-each.share, list(Innocence).index(each.innocence)))
    )


def each_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings without those whose judgments stand apart in the same way in an earlier one.

    A case of two charges is looked at under both.
    """
    kept: list[Finding] = []
    for finding in findings:
        sides = [{member.judgment_id for member in group.members} for group in finding.groups]
        if not any(_covers(earlier, sides) for earlier in kept):
            kept.append(finding)
    return tuple(kept)


def _covers(earlier: Finding, sides: Sequence[set[str]]) -> bool:
    theirs = [{member.judgment_id for member in group.members} for group in earlier.groups]
    pairs = (zip(theirs, sides, strict=False), zip(theirs, reversed(sides), strict=False))
    return any(all(2 * len(a & b) >= min(len(a), len(b)) for a, b in each) for each in pairs)


def _key(kind: DivergenceKind, issue: Issue, groups: Sequence[PositionGroup]) -> str:
    ids = sorted(member.judgment_id for group in groups for member in group.members)
    words = "\n".join((kind.value, issue.cause, issue.question, *ids))
    return "f" + hashlib.sha256(words.encode()).hexdigest()[:20]
