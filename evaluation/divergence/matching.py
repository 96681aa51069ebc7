"""When is a planted divergence found, and when is a finding false?

A planted divergence on an issue is found when a reported finding has at least half of the judgments
of each planted side in a position of their own, and at least 80 % of the judgments of that position
of which the truth knows what they hold on the issue hold the planted one. A planted range is found
when a finding of its charge marks at least half of its outliers. A lookalike is reported when a
finding has its sides apart in the same way. A finding that holds no planted divergence is false.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.sample.truth import DivergenceTruth, LookalikeTruth, SampleTruth
from service.divergence.model import Finding

_PURE: Final = 0.8
_USUAL: Final = "usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What a batch of findings holds of what was planted.

    Attributes:
        found: Planted divergences that were found, with the finding.
        missed: Planted divergences that were not.
        false: Reported findings that hold none.
        invented: Lookalikes that were reported.
    """

    found: tuple[tuple[DivergenceTruth, Finding], ...]
    missed: tuple[DivergenceTruth, ...]
    false: tuple[Finding, ...]
    invented: tuple[LookalikeTruth, ...]


def matched(findings: Sequence[Finding], truth: SampleTruth, names: Mapping[str, str]) -> Matched:
    """Compare reported findings with what was planted.

    Args:
        findings: Those that are reported as divergences.
        truth: What was planted.
        names: The generator's id by id of the judgment.
    """
    found: list[tuple[DivergenceTruth, Finding]] = []
    missed: list[DivergenceTruth] = []
    for planted in truth.divergences:
        holding = next((f for f in findings if holds(f, planted, truth, names)), None)
        if holding is None:
            missed.append(planted)
        else:
            found.append((planted, holding))
    return Matched(
        found=tuple(found),
        missed=tuple(missed),
        false=tuple(
            finding
            for finding in findings
            if not any(holds(finding, planted, truth, names) for planted in truth.divergences)
        ),
        invented=tuple(
            looks
            for looks in truth.lookalikes
            if any(_apart(f, looks.groups, looks.issue, truth, names) for f in findings)
        ),
    )


def holds(
    finding: Finding, planted: DivergenceTruth, truth: SampleTruth, names: Mapping[str, str]
) -> bool:
    """Tell whether a finding holds a planted divergence; arguments as of :func:`matched`."""
    if planted.issue is None:
        return _marks(finding, planted, names)
    return _apart(finding, planted.groups, planted.issue, truth, names)


def _marks(finding: Finding, planted: DivergenceTruth, names: Mapping[str, str]) -> bool:
    if finding.plot is None or finding.cause != planted.cause:
        return False
    outside = {names[mark.judgment_id] for mark in finding.plot.marks if mark.is_outside}
    outliers = {name for side, ids in planted.groups.items() if side != _USUAL for name in ids}
    return 2 * len(outside & outliers) >= len(outliers)


def _apart(
    finding: Finding,
    sides: Mapping[str, Sequence[str]],
    issue: str | None,
    truth: SampleTruth,
    names: Mapping[str, str],
) -> bool:
    """Tell whether a finding has each side in a position of its own."""
    positions = [
        {names[member.judgment_id] for member in group.members if member.vote > 0}
        for group in finding.groups
    ]
    taken: set[int] = set()
    for side, ids in sides.items():
        place = next(
            (
                place
                for place, own in enumerate(positions)
                if place not in taken
                and 2 * len(own & set(ids)) >= len(ids)
                and _is_pure(own, side, issue, truth)
            ),
            None,
        )
        if place is None:
            return False
        taken.add(place)
    return True


def _is_pure(own: set[str], side: str, issue: str | None, truth: SampleTruth) -> bool:
    if issue is None:
        return True
    held = [
        position.position
        for name in own
        for position in truth.judgments[name].positions
        if position.issue == issue
    ]
    return held.count(side) >= _PURE * len(held)
