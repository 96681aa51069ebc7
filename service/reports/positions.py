"""Which positions of like cases does a report state?

Those of stored judgments only: what the judge means to rule stands in no report that others read.

Source: 法发〔2020〕24号 art. 8, 11.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from corpus.judgment import CourtLevel
from service.case_divergence.bearing import bearing_of
from service.case_divergence.model import CaseDivergence
from service.divergence.model import Finding, Member, PositionGroup
from service.labels import label_of
from service.reports.content import Position
from service.reports.quote import Quote

MOST_FINDINGS: Final = 3
_MOST_QUOTES: Final = 2
_LEVELS: Final = (
    CourtLevel.SUPREME,
    CourtLevel.HIGH,
    CourtLevel.INTERMEDIATE,
    CourtLevel.BASIC,
)
_OTHER: Final = 2


def positions_of(found: CaseDivergence, *, issues: Sequence[str]) -> tuple[Position, ...]:
    """Return the positions on the questions that a case turns on, the gravest question first.

    Args:
        found: What was found for the case.
        issues: Its disputed issues.
    """
    own = found.gathered.own_id
    bearing = [each for each in found.reported if bearing_of(each, own, issues) < _OTHER]
    return tuple(
        position for finding in bearing[:MOST_FINDINGS] for position in _positions(finding, found)
    )


def _positions(finding: Finding, found: CaseDivergence) -> Iterator[Position]:
    for group in finding.groups:
        members = [member for member in group.members if member.vote > 0]
        if members:
            yield _position(finding, group, members, found)


def _position(
    finding: Finding, group: PositionGroup, members: Sequence[Member], found: CaseDivergence
) -> Position:
    judgments = found.gathered.judgments
    days = sorted(member.decided_on for member in members if member.decided_on is not None)
    n_discussed = sum(member.committee is not None for member in members)
    return Position(
        words=f"{finding.question.rstrip('。？?')}：{group.label}"
        if finding.is_asked
        else group.label,
        n_cases=len(members),
        levels=_levels(members),
        dates="—".join(dict.fromkeys(str(day.year) for day in (*days[:1], *days[-1:]))),
        committee=f"{n_discussed}件载明" if n_discussed else "均未载明",
        quotes=tuple(
            Quote.of(judgments[member.judgment_id], member.holding.span)
            for member in members[:_MOST_QUOTES]
        ),
    )


def _levels(members: Sequence[Member]) -> str:
    counts = [(level, sum(each.level is level for each in members)) for level in _LEVELS]
    return "、".join(f"{label_of(level)}{n}件" for level, n in counts if n)
