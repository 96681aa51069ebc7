"""How do positions divide over courts: rows that are divided?"""

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
from service.charts.canvas import INK, SOFT, add_line, add_words, canvas, counted, fitted
from service.charts.model import DividedBars, Drawing
from service.charts.scales import Scale, ticks

_LEFT: Final = 236
_RIGHT: Final = 112
_TOP: Final = 12
_STEP: Final = 34
_THICK: Final = 22
_FOOT: Final = 42


def draw_rows(bars: DividedBars) -> Drawing:
    """Draw divided rows from above to below, counts on a common axis from zero.

    Counts and no rates: a court with two judgments must not look like one with two hundred.

    Args:
        bars: What is drawn; may be empty, and then the picture says so.

    Example:
        >>> from service.charts.model import Bar, Part
        >>> drawing = draw_rows(DividedBars(
        ...     key="courts", title="各法院立场", axis="法院", unit="件",
        ...     positions=("支持", "驳回"),
        ...     bars=(Bar(label="甲法院", parts=(Part(value=2), Part(value=1))),)))
        >>> drawing.table.head
        ('法院', '立场甲 支持', '立场乙 驳回', '合计')
    """
    bottom = _TOP + _STEP * max(len(bars.bars), 1)
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
    scale = Scale(first=0, last=marks[-1], start=_LEFT, end=WIDTH - _RIGHT)
    for mark in marks:
        add_line(root, (scale.at(mark), _TOP), (scale.at(mark), bottom))
        add_words(
            root, counted(mark), (scale.at(mark), bottom + 16), anchor="middle", ink=SOFT, size=12
        )
    add_words(root, bars.unit, (WIDTH - _RIGHT + 14, bottom + 16), ink=SOFT, size=12)
    if not bars.bars:
        add_words(root, "没有数据", (WIDTH / 2, _TOP + _STEP / 2), anchor="middle", ink=SOFT)
    for place in range(len(bars.bars)):
        _draw_row(root, bars, place, scale)
    add_line(root, (_LEFT, _TOP), (_LEFT, bottom), ink=INK, width=1.5)
    add_legend(root, bars, bottom + _FOOT - 14)
    return Drawing(root=root, table=table_of(bars))


def _draw_row(root: ET.Element, bars: DividedBars, place: int, scale: Scale) -> None:
    bar = bars.bars[place]
    y = _TOP + _STEP * place + (_STEP - _THICK) / 2
    so_far = 0.0
    for at, part in enumerate(bar.parts):
        if not part.value:
            continue
        low, high = scale.at(so_far), scale.at(so_far + part.value)
        add_part(root, bars, bar, at, (low, y, high - low, _THICK))
        so_far += part.value
    add_words(root, fitted(bar.label, _LEFT - 14), (_LEFT - 8, y + 16), anchor="end")
    end = f"{counted(bar.total)}　{bar.note}" if bar.note else counted(bar.total)
    room = WIDTH - scale.at(so_far) - 8
    add_words(root, fitted(end, room, 12), (scale.at(so_far) + 6, y + 16), size=12)
