"""How do positions move along the years: columns that are divided?"""

import xml.etree.ElementTree as ET
from typing import Final

from service.charts.bars import (
    LEGEND_STEP,
    WIDTH,
    add_legend,
    add_part,
    has_links,
    table_of,
    told,
)
from service.charts.canvas import INK, SEAL, SOFT, add_line, add_words, canvas, counted, fitted
from service.charts.model import Bar, DividedBars, Drawing
from service.charts.scales import Scale, ticks

_LEFT: Final = 52
_RIGHT: Final = 16
_TOP: Final = 40
_ROOM: Final = 200
_FOOT: Final = 48
_BROADEST: Final = 64
_SHARE: Final = 0.66


def draw_columns(bars: DividedBars) -> Drawing:
    """Draw divided columns from left to right, counts on a common axis from zero.

    Args:
        bars: What is drawn; may be empty, and then the picture says so.

    Example:
        >>> from service.charts.model import Part
        >>> drawing = draw_columns(DividedBars(
        ...     key="years", title="各年裁判立场", axis="年份", unit="件",
        ...     positions=("支持", "驳回"),
        ...     bars=(Bar(label="2023", parts=(Part(value=2), Part(value=1))),)))
        >>> [cell.words for cell in drawing.table.rows[0]]
        ['2023', '2', '1', '3']
    """
    bottom = _TOP + _ROOM
    height = bottom + _FOOT + LEGEND_STEP * len(bars.positions)
    root = canvas(
        key=bars.key,
        width=WIDTH,
        height=height,
        title=bars.title,
        description=told(bars),
        has_links=has_links(bars),
    )
    marks = ticks(0, max((bar.total for bar in bars.bars), default=1) or 1, whole=True)
    scale = Scale(first=0, last=marks[-1], start=bottom, end=_TOP)
    for mark in marks:
        y = scale.at(mark)
        add_line(root, (_LEFT, y), (WIDTH - _RIGHT, y))
        add_words(root, counted(mark), (_LEFT - 6, y + 4), anchor="end", ink=SOFT)
    add_words(root, bars.unit, (_LEFT - 6, _TOP - 14), anchor="end", ink=SOFT)
    if not bars.bars:
        add_words(root, "没有数据", (WIDTH / 2, _TOP + _ROOM / 2), anchor="middle", ink=SOFT)
    for place in range(len(bars.bars)):
        _draw_column(root, bars, place, scale)
    add_line(root, (_LEFT, bottom), (WIDTH - _RIGHT, bottom), ink=INK, width=1.5)
    _draw_markers(root, bars, bottom)
    add_legend(root, bars, bottom + _FOOT - 10)
    return Drawing(root=root, table=table_of(bars))


def _slot(bars: DividedBars) -> float:
    return (WIDTH - _LEFT - _RIGHT) / len(bars.bars)


def _draw_column(root: ET.Element, bars: DividedBars, place: int, scale: Scale) -> None:
    bar: Bar = bars.bars[place]
    slot = _slot(bars)
    width = min(slot * _SHARE, _BROADEST)
    middle = _LEFT + slot * (place + 0.5)
    below = 0.0
    for at, part in enumerate(bar.parts):
        if not part.value:
            continue
        low, high = scale.at(below), scale.at(below + part.value)
        add_part(root, bars, bar, at, (middle - width / 2, high, width, low - high))
        below += part.value
    add_words(root, counted(bar.total), (middle, scale.at(below) - 5), anchor="middle", size=12)
    add_words(root, fitted(bar.label, slot - 2), (middle, scale.start + 17), anchor="middle")
    if bar.note:
        note = fitted(bar.note, slot - 2, 11)
        add_words(root, note, (middle, scale.start + 31), anchor="middle", ink=SOFT, size=11)


def _draw_markers(root: ET.Element, bars: DividedBars, bottom: float) -> None:
    labels = [bar.label for bar in bars.bars]
    for marker in bars.markers:
        if marker.before not in labels:
            continue
        x = _LEFT + _slot(bars) * labels.index(marker.before)
        add_line(root, (x, 18), (x, bottom), ink=SEAL, width=1.5, dashes="5 3")
        is_right = x < WIDTH / 2
        add_words(
            root,
            fitted(marker.words, WIDTH / 2 - 20, 12),
            (x + 5 if is_right else x - 5, 16),
            anchor="start" if is_right else "end",
            ink=SEAL,
            size=12,
        )
