"""Which drawings show a finding, and what does a part of one lead to?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from corpus.judgment import CourtLevel
from service.charts.columns import draw_columns
from service.charts.distribution import draw_distribution
from service.charts.model import Band, Bar, Distribution, DividedBars, Dot, Drawing, Part
from service.charts.rows import draw_rows
from service.divergence.model import Finding, Member, RangeView

_MOST_BARS: Final = 12
_UNTOLD: Final = "未载明"
_RANK: Final = {
    level: place
    for place, level in enumerate(
        (CourtLevel.SUPREME, CourtLevel.HIGH, CourtLevel.INTERMEDIATE, CourtLevel.BASIC)
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A part of a drawing that somebody chose.

    Attributes:
        finding_key: The finding.
        group_key: The position.
        court: Name of the court; None where a year was chosen.
        year: The year; None where a court was chosen.
    """

    finding_key: str
    group_key: str
    court: str | None = None
    year: str | None = None

    @property
    def words(self) -> str:
        """What was chosen, beside the position."""
        return self.court or f"{self.year}年" if self.year != _UNTOLD else f"年份{_UNTOLD}"

    def holds(self, member: Member) -> bool:
        """Tell whether a judgment is in that part."""
        if self.court is not None:
            return member.vote > 0 and _court_of(member) == self.court
        return member.vote > 0 and _year_of(member) == self.year


def chosen_in(query: Mapping[str, str]) -> Chosen | None:
    """Return what the address of a page chooses; None where it chooses nothing.

    Example:
        >>> chosen_in({"finding": "f1", "position": "a", "year": "2023"}).words
        '2023年'
    """
    finding, group = query.get("finding"), query.get("position")
    court, year = query.get("court"), query.get("year")
    if finding is None or group is None or (court is None) == (year is None):
        return None
    return Chosen(finding_key=finding, group_key=group, court=court, year=year)


def charts_of(
    finding: Finding, *, here: str, own_id: str | None, titles: Mapping[str, str]
) -> tuple[Drawing, ...]:
    """Return the drawings of a finding: for a range its distribution, then by court and by year.

    Args:
        finding: The finding.
        here: Address of the page that its parts lead to.
        own_id: Id of the case or judgment of the page, which is marked.
        titles: How judgments are called, by id.
    """
    drawn = []
    if finding.plot is not None:
        drawn.append(_distribution(finding, finding.plot, own_id, titles))
    drawn += [_by_court(finding, here), _by_year(finding, here)]
    return tuple(drawn)


def _by_court(finding: Finding, here: str) -> Drawing:
    ranked = sorted(
        {
            (_RANK.get(each.level, 4) if each.level else 4, _court_of(each))
            for each in _counting(finding)
        }
    )
    shown = [court for _, court in ranked]
    counts = {court: _total(finding, court, _court_of) for court in shown}
    kept = set(sorted(shown, key=lambda court: (-counts[court], court))[:_MOST_BARS])
    left = [court for court in shown if court not in kept]
    bars = [_bar(finding, court, _court_of, here, "court") for court in shown if court in kept]
    if left:
        bars.append(_rest(finding, left))
    return draw_rows(_bars(finding, "courts", "各法院的立场", "法院", bars))


def _by_year(finding: Finding, here: str) -> Drawing:
    years = sorted({_year_of(each) for each in _counting(finding)})
    bars = [_bar(finding, year, _year_of, here, "year") for year in years]
    return draw_columns(_bars(finding, "years", "各年的立场", "年份", bars))


def _bars(finding: Finding, name: str, title: str, axis: str, bars: Sequence[Bar]) -> DividedBars:
    return DividedBars(
        key=f"{name}-{finding.key}",
        title=title,
        axis=axis,
        unit="件",
        positions=tuple(group.label for group in finding.groups),
        bars=tuple(bars),
    )


def _bar(
    finding: Finding, label: str, label_of: Callable[[Member], str], here: str, name: str
) -> Bar:
    return Bar(
        label=label,
        parts=tuple(
            Part(
                value=round(sum(m.vote for m in group.members if label_of(m) == label), 2),
                address=_address(here, finding.key, group.key, name, label),
            )
            for group in finding.groups
        ),
    )


def _rest(finding: Finding, courts: Sequence[str]) -> Bar:
    left = frozenset(courts)
    return Bar(
        label=f"其他{len(courts)}家法院",
        parts=tuple(
            Part(value=round(sum(m.vote for m in group.members if _court_of(m) in left), 2))
            for group in finding.groups
        ),
    )


def _address(here: str, finding: str, position: str, name: str, label: str) -> str:
    query = urlencode({"finding": finding, "position": position, name: label})
    return f"{here}{'&' if '?' in here else '?'}{query}#chosen-{finding}"


def _total(finding: Finding, label: str, label_of: Callable[[Member], str]) -> float:
    return sum(each.vote for each in _counting(finding) if label_of(each) == label)


def _counting(finding: Finding) -> Iterator[Member]:
    return (each for group in finding.groups for each in group.members if each.vote > 0)


def _court_of(member: Member) -> str:
    return member.court or _UNTOLD


def _year_of(member: Member) -> str:
    return _UNTOLD if member.decided_on is None else str(member.decided_on.year)


def _distribution(
    finding: Finding, plot: RangeView, own_id: str | None, titles: Mapping[str, str]
) -> Drawing:
    own = next((mark for mark in plot.marks if mark.judgment_id == own_id), None)
    return draw_distribution(
        Distribution(
            key=f"range-{finding.key}",
            title=finding.question,
            axis="幅度",
            unit=plot.unit,
            dots=tuple(
                Dot(
                    value=mark.actual,
                    label=titles.get(mark.judgment_id, mark.judgment_id),
                    address=f"/judgments/{mark.judgment_id}",
                    is_outside=mark.is_outside,
                )
                for mark in plot.marks
                if mark is not own
            ),
            here=None if own is None else own.actual,
            band=None
            if own is None
            else Band(
                low=own.low,
                middle=own.middle,
                high=own.high,
                words=f"本案条件下预期约{round(plot.coverage * 100)}%的裁判落在此范围",
            ),
        )
    )
