"""Where do the judgments of a cause part, and what explains it?"""

from collections.abc import Mapping, Sequence

from service.divergence.clusters import Issue, issues_of
from service.divergence.expecting import Asking, Expectation
from service.divergence.innocence.circumstances import parting_circumstance
from service.divergence.innocence.facts import decisive_facts
from service.divergence.innocence.law_version import Sides, UnderOneLaw, under_one_law
from service.divergence.innocence.votes import uncounted
from service.divergence.joining import joined
from service.divergence.kinds import kind_of
from service.divergence.making import made
from service.divergence.model import ComparedCase, Explanation, Finding, Innocence, Standard
from service.divergence.opposing import Split
from service.divergence.ranges import range_findings
from service.divergence.severity import score_of
from service.divergence.stances import pools_of
from service.divergence.votes import OVERTURNED, groups_of


def batch_findings(
    cases: Sequence[ComparedCase],
    standard: Standard,
    asking: Asking | None,
    expectation: Expectation | None,
    *,
    about: str | None = None,
) -> list[Finding]:
    """Return what the judgments of each cause answer or measure differently.

    With the id of a judgment as ``about`` only what it takes part in, under its own causes.
    """
    by_id: dict[str, ComparedCase] = {case.judgment.id: case for case in cases}
    found: list[Finding] = []
    for pool in pools_of(cases, about=about):
        for issue, split in joined(issues_of(pool)):
            found.append(_finding(issue, split, by_id, standard, asking))
        found.extend(range_findings(pool, by_id, standard, asking, expectation))
    wanted = [each for each in found if about is None or each.group_of(about) is not None]
    return _each_once(sorted(wanted, key=lambda each: (-each.score, each.key)))


def _finding(
    issue: Issue,
    split: Split,
    cases: Mapping[str, ComparedCase],
    standard: Standard,
    asking: Asking | None,
) -> Finding:
    law = under_one_law(_counted(split.sides))
    sides = law.sides if law.explanation is not None else split.sides
    groups = groups_of(sides)
    explanations = _explanations(split.sides, law)
    score = score_of(groups, purity=split.purity, chance=split.chance)
    return made(
        kind=kind_of(split.marks, sides),
        cause=issue.cause,
        question=issue.question,
        groups=groups,
        score=score,
        explanations=explanations,
        cases=cases,
        standard=standard,
        asking=asking,
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


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those whose judgments stand apart in the same way in an earlier one.

    A case of two charges is looked at under both.
    """
    kept: list[Finding] = []
    for finding in findings:
        sides = [{member.judgment_id for member in group.members} for group in finding.groups]
        if not any(_covers(earlier, sides) for earlier in kept):
            kept.append(finding)
    return kept


def _covers(earlier: Finding, sides: Sequence[set[str]]) -> bool:
    theirs = [{member.judgment_id for member in group.members} for group in earlier.groups]
    pairs = (zip(theirs, sides, strict=False), zip(theirs, reversed(sides), strict=False))
    return earlier.plot is None and any(
        all(2 * len(a & b) >= max(len(a), len(b)) for a, b in each) for each in pairs
    )
