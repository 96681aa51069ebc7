"""How are related cases drawn along the time, so that a person reads them at a glance?

A lane for each kind of relation, a numbered mark for each case, a line for the case of the page.
The picture is plain SVG made on the server; the tables below it say the same in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.relations.model import RelationKind

WIDTH: Final = 1120
_LEFT: Final = 132
_RIGHT: Final = 24
_TOP: Final = 30
_STEP: Final = 26
_PAD: Final = 10
_FOOT: Final = 18
_RADIUS: Final = 11
_MOST_ROWS: Final = 4
_MOST_MARKS: Final = 60
_MOST_TICKS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A case to be drawn.

    Attributes:
        place: Its number on the page.
        day: Its day, or None, and then it is not drawn.
        address: Its page, or None.
        title: What is said when one points at it.
        is_pending: Whether it waits for its judgment.
        is_overturned: Whether it no longer stands.
    """

    place: int
    day: date | None
    address: str | None
    title: str
    is_pending: bool
    is_overturned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A mark with its place in the picture."""

    mark: Mark
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The marks of one kind.

    Attributes:
        kind: The kind.
        top: Upper edge.
        height: Height.
        points: Its marks.
        n_not_drawn: Cases without a day, or beyond what a lane holds.
    """

    kind: RelationKind
    top: int
    height: int
    points: tuple[Point, ...]
    n_not_drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The picture.

    Attributes:
        width: In pixels.
        height: In pixels.
        lanes: From above to below.
        ticks: Places of years with their words.
        here: Place of the case of the page, or None where its day is not known.
        radius: Of a mark.
    """

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[int, str], ...]
    here: int | None
    radius: int = _RADIUS


def draw_timeline(
    here: date | None, marks: Mapping[RelationKind, Sequence[Mark]]
) -> Timeline | None:
    """Return the picture; None where fewer than two days are known.

    Args:
        here: Day of the case of the page.
        marks: By kind, in the order in which kinds are shown.
    """
    days = [mark.day for own in marks.values() for mark in own if mark.day is not None]
    days += [] if here is None else [here]
    if len(days) < 2:
        return None
    scale = _Scale(min(days), max(days))
    lanes: list[Lane] = []
    top = _TOP
    for kind, own in marks.items():
        lane = _lane(kind, own, scale, top)
        lanes.append(lane)
        top += lane.height
    return Timeline(
        width=WIDTH,
        height=top + _FOOT,
        lanes=tuple(lanes),
        ticks=scale.ticks(),
        here=None if here is None else scale.x(here),
    )


class _Scale:
    """Where a day stands from left to right."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first
        self._last = last

    def x(self, day: date) -> int:
        whole = (self._last - self._first).days
        room = WIDTH - _LEFT - _RIGHT - 2 * _RADIUS
        share = (day - self._first).days / whole if whole else 0.5
        return _LEFT + _RADIUS + round(room * share)

    def ticks(self) -> tuple[tuple[int, str], ...]:
        years = range(self._first.year, self._last.year + 1)
        step = -(-len(years) // _MOST_TICKS)
        days = [date(year, 1, 1) for year in years[::step]]
        within = [day for day in days if self._first <= day <= self._last]
        if not within:
            return ((self.x(self._first), self._first.isoformat()),)
        return tuple((self.x(day), f"{day.year}年") for day in within)


def _lane(kind: RelationKind, marks: Sequence[Mark], scale: _Scale, top: int) -> Lane:
    """Set marks that would cover each other below each other, as far as the lane has room."""
    ends: list[int] = []
    points: list[Point] = []
    dated = sorted(
        (mark.day, mark.place, mark) for mark in marks[:_MOST_MARKS] if mark.day is not None
    )
    for day, _, mark in dated:
        x = scale.x(day)
        row = next((at for at, end in enumerate(ends) if end + 2 * _RADIUS < x), len(ends))
        if row >= _MOST_ROWS:
            continue
        ends[row : row + 1] = [x]
        y = top + _PAD + row * _STEP + _RADIUS
        points.append(Point(mark=mark, x=x, y=y))
    height = max(1, len(ends)) * _STEP + _PAD
    return Lane(
        kind=kind,
        top=top,
        height=height,
        points=tuple(points),
        n_not_drawn=len(marks) - len(points),
    )
