"""Between whom does a divergence run, and what may a court mark of it?

Source: 法发〔2021〕30号 art. 5 (3): against cases of three years in effect of this court or one
above; against a like case that this court still hears; those in effect are split.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import Final

from corpus.judgment import CourtLevel, Effectiveness
from corpus.panel import PanelOffice
from corpus.spans import Extracted
from service.divergence.expecting import Asking
from service.divergence.model import (
    AlarmType,
    ComparedCase,
    DivergenceOrigin,
    Member,
    PositionGroup,
    Where,
)

_ORDER: Final = tuple(Where)
_JUDGING: Final = frozenset({PanelOffice.PRESIDING, PanelOffice.JUDGE})
_RANK: Final = {
    CourtLevel.BASIC: 0,
    CourtLevel.INTERMEDIATE: 1,
    CourtLevel.HIGH: 2,
    CourtLevel.SUPREME: 3,
}
_MONTHS: Final = 12


def where_of(
    groups: Sequence[PositionGroup],
    cases: Mapping[str, ComparedCase],
    *,
    superiors: frozenset[str] = frozenset(),
) -> tuple[Where, ...]:
    """Tell between whom positions differ, the nearest first.

    Args:
        groups: The positions.
        cases: The cases by id of the judgment.
        superiors: Names of courts that stand above the asking court.
    """
    found = {
        where
        for one, other in combinations(groups, 2)
        for left, right in product(_counted(one), _counted(other))
        for where in _between(left, right, cases, superiors)
    }
    return tuple(where for where in _ORDER if where in found)


def origins_of(
    groups: Sequence[PositionGroup], cases: Mapping[str, ComparedCase], *, court: str | None
) -> tuple[DivergenceOrigin, ...]:
    """Tell where in a court positions part, as far as the names of who signed tell.

    Judgments without names of judges, and those of other courts, tell nothing; an empty answer
    says that nobody read it, not that there is no origin.

    Args:
        groups: The positions.
        cases: The cases by id of the judgment.
        court: Name of the court that asks; None looks inside every court.
    """
    found = {
        DivergenceOrigin.WITHIN_PANEL if one == other else DivergenceOrigin.BETWEEN_PANELS
        for first, second in combinations(groups, 2)
        for left, right in product(_counted(first), _counted(second))
        if left.court and left.court == right.court and court in {None, left.court}
        for one, other in [(panel_of(cases[left.judgment_id]), panel_of(cases[right.judgment_id]))]
        if one and other
    }
    return tuple(origin for origin in DivergenceOrigin if origin in found)


def _counted(group: PositionGroup) -> tuple[Member, ...]:
    return tuple(member for member in group.members if member.vote > 0 or member.is_draft)


def _between(
    left: Member, right: Member, cases: Mapping[str, ComparedCase], superiors: frozenset[str]
) -> Iterator[Where]:
    one, other = cases[left.judgment_id], cases[right.judgment_id]
    if one.is_library or other.is_library:
        yield Where.GUIDING
        return
    if not left.court or not right.court:
        return
    if left.court == right.court:
        same = bool(panel_of(one)) and panel_of(one) == panel_of(other)
        yield Where.SAME_PANEL if same else Where.BETWEEN_PANELS
    elif left.level == right.level:
        yield Where.BETWEEN_COURTS
    elif left.level is not None and right.level is not None:
        lower, upper = sorted((left, right), key=lambda each: _RANK[each.level or CourtLevel.BASIC])
        if (
            upper.court in superiors
            or upper.level is CourtLevel.SUPREME
            or _is_above(upper, lower, cases)
        ):
            yield Where.SUPERIOR


def _is_above(upper: Member, lower: Member, cases: Mapping[str, ComparedCase]) -> bool:
    """Tell whether a paper names the other's court as the one to appeal to."""
    above = cases[upper.judgment_id].judgment
    below = cases[lower.judgment_id].judgment
    return upper.court in below.text or lower.court in above.text or _one_province(above, below)


def _one_province(above: object, below: object) -> bool:
    places = [
        each.value.province
        for each in (getattr(above, "court", None), getattr(below, "court", None))
        if isinstance(each, Extracted)
    ]
    return len(places) == 2 and places[0] is not None and places[0] == places[1]


def panel_of(case: ComparedCase) -> frozenset[str]:
    """Return the judges who signed; empty where a name is hidden."""
    names = [
        each.value.name
        for each in case.judgment.panel
        if isinstance(each, Extracted) and each.value.office in _JUDGING
    ]
    return frozenset() if any("某" in name for name in names) else frozenset(names)


def alarms_of(groups: Sequence[PositionGroup], asking: Asking) -> tuple[AlarmType, ...]:
    """Tell which alarms of art. 5 (3) a court may mark of a finding.

    A draft that stands alone on its side departs from the others; without a draft, the court's
    own judgments count only towards a split.
    """
    own = frozenset({asking.court}) | asking.superiors
    drafts = {group.key for group in groups for member in group.members if member.is_draft}
    settled = {
        group.key
        for group in groups
        for member in group.members
        if not member.is_draft
        and member.vote > 0
        and member.court in own
        and member.effect is Effectiveness.IN_EFFECT
        and _is_recent(member, asking)
    }
    pending = {
        member.judgment_id: group.key
        for group in groups
        for member in group.members
        if member.is_draft and member.court == asking.court
    }
    found = []
    if drafts and any(side != draft for draft in drafts for side in settled):
        found.append(AlarmType.DECIDED)
    if len(set(pending.values())) > 1:
        found.append(AlarmType.PENDING)
    if len(settled) > 1:
        found.append(AlarmType.UNSETTLED)
    return tuple(found)


def _is_recent(member: Member, asking: Asking) -> bool:
    day = member.decided_on
    return day is not None and _months_before(asking.today, asking.recent_months) <= day


def _months_before(day: date, months: int) -> date:
    """Return the day some months earlier, the first of March for a missing 29 February."""
    whole = day.year * _MONTHS + day.month - 1 - months
    year, month = divmod(whole, _MONTHS)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return date(year, month + 2, 1)
