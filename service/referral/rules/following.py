"""What did later judgments make of a rule, and do like cases lie closer together since?

A judgment goes with the rule, goes another way and says why, goes another way without a word, or
went either way and was overturned. Dispersion is the share of votes that are not on the larger
side, measured alike before and after the first day of the rule.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.judgment import Effectiveness
from corpus.spans import value_of
from service.audits.dispersion import dispersion_of_votes
from service.audits.model import Dispersion
from service.charts.columns import draw_columns
from service.charts.model import Bar, DividedBars, Drawing, Marker, Part
from service.divergence.model import ComparedCase
from service.referral.rules.bearing import Bearing, RuleSense, bearing_of
from service.referral.rules.model import FollowUp, FollowUpKind, QuarterVotes, Rule, Side

OVERTURNED: Final = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)
_MONTHS_OF_QUARTER: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A judgment on the question of a rule, whenever it was decided.

    Attributes:
        case: The judgment.
        bearing: How it stands to the rule.
        decided_on: When it was decided.
    """

    case: ComparedCase
    bearing: Bearing
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAndAfter:
    """How far like cases lie apart before a rule and since.

    Attributes:
        before: Of judgments decided before its first day.
        after: Of those decided on that day or later.
        drawing: How the sides divide over the quarters, the first day marked.
    """

    before: Dispersion
    after: Dispersion
    drawing: Drawing


def standing_to(sense: RuleSense, cases: Sequence[ComparedCase]) -> tuple[Stood, ...]:
    """Return the dated judgments that are on the question of a rule, oldest first.

    Cost: some milliseconds for each judgment of 7,000 characters.
    """
    found = []
    for case in cases:
        decided_on = value_of(case.judgment.decided_on)
        bearing = None if decided_on is None else bearing_of(sense, case)
        if decided_on is not None and bearing is not None:
            found.append(Stood(case=case, bearing=bearing, decided_on=decided_on))
    return tuple(sorted(found, key=lambda each: (each.decided_on, each.case.judgment.id)))


def follow_ups(stood: Sequence[Stood], *, valid_from: date) -> tuple[FollowUp, ...]:
    """Return how the judgments since the first day of a rule stand to it.

    What the machine cannot place is left out: a person may look at it in the list of like cases.
    """
    return tuple(
        _follow_up(each)
        for each in stood
        if each.decided_on >= valid_from and each.bearing.side is not Side.UNCLEAR
    )


def votes_on(stood: Sequence[Stood], *, valid_from: date) -> tuple[QuarterVotes, ...]:
    """Return how judgments divide over the quarters, before the first day of a rule and since.

    A series counts once; what was overturned, waits for its judgment or cannot be placed counts
    for nothing.

    Args:
        stood: Judgments on the question, oldest first.
        valid_from: First day of the rule.
    """
    counted: dict[tuple[str, bool], list[int]] = {}
    for each in _counted(stood):
        key = quarter_of(each.decided_on), each.decided_on >= valid_from
        counted.setdefault(key, [0, 0])[each.bearing.side is Side.AGAINST] += 1
    return tuple(
        QuarterVotes(quarter=quarter, is_after=is_after, with_it=votes[0], against=votes[1])
        for (quarter, is_after), votes in sorted(counted.items())
    )


def before_and_after(rule: Rule, *, key: str) -> BeforeAndAfter | None:
    """Return how far like cases lie apart before a rule and since; None before it is published.

    Args:
        rule: The rule, with the votes of the last look.
        key: Key of the drawing on its page.
    """
    if rule.publication is None:
        return None
    earlier, later = (
        [each for each in rule.votes if each.is_after is is_after] for is_after in (False, True)
    )
    return BeforeAndAfter(
        before=dispersion_of_votes(_summed(earlier)),
        after=dispersion_of_votes(_summed(later)),
        drawing=_drawn(rule.votes, rule.publication.valid_from, key),
    )


def _follow_up(stood: Stood) -> FollowUp:
    quote = stood.bearing.holding
    return FollowUp(
        judgment_id=stood.case.judgment.id,
        kind=_kind_of(stood),
        decided_on=stood.decided_on,
        start=quote.span.start,
        end=quote.span.end,
        words=quote.text,
        digest=hashlib.sha256(quote.text.encode()).hexdigest(),
    )


def _kind_of(stood: Stood) -> FollowUpKind:
    if stood.case.effect in OVERTURNED:
        return FollowUpKind.OVERTURNED
    if stood.bearing.side is Side.WITH:
        return FollowUpKind.FOLLOWED
    return FollowUpKind.DISTINGUISHED if stood.bearing.is_reasoned else FollowUpKind.DEPARTED


def _counted(stood: Sequence[Stood]) -> list[Stood]:
    seen: set[str] = set()
    counted = []
    for each in stood:
        case = each.case
        if each.bearing.side is Side.UNCLEAR or case.effect in OVERTURNED or case.is_draft:
            continue
        if case.series is not None and case.series in seen:
            continue
        if case.series is not None:
            seen.add(case.series)
        counted.append(each)
    return counted


def _summed(votes: Sequence[QuarterVotes]) -> tuple[float, float]:
    return float(sum(each.with_it for each in votes)), float(sum(each.against for each in votes))


def _drawn(votes: Sequence[QuarterVotes], valid_from: date, key: str) -> Drawing:
    first = quarter_of(valid_from)
    bars = []
    for quarter in sorted({each.quarter for each in votes} | {first}):
        summed = _summed([each for each in votes if each.quarter == quarter])
        bars.append(Bar(label=quarter, parts=tuple(Part(value=each) for each in summed)))
    return draw_columns(
        DividedBars(
            key=key,
            title="规则施行前后的裁判",
            axis="季度（年-季）",
            unit="件",
            positions=("与规则一致", "与规则相反"),
            bars=tuple(bars),
            markers=(Marker(before=first, words="规则施行"),),
        )
    )


def quarter_of(day: date) -> str:
    """Return the quarter of a day as it is written on an axis.

    Example:
        >>> quarter_of(date(2026, 4, 1))
        '26-2'
    """
    return f"{day.year % 100:02}-{(day.month - 1) // _MONTHS_OF_QUARTER + 1}"
