"""Where does a case stand among its like: a distribution with what is expected of the case?"""

import xml.etree.ElementTree as ET
from collections import Counter
from statistics import quantiles
from typing import Final

from service.charts.bars import WIDTH
from service.charts.canvas import (
    INK,
    SEAL,
    SOFT,
    add_line,
    add_words,
    breadth,
    canvas,
    linked,
    measured,
    number,
)
from service.charts.distribution_words import table_of, told
from service.charts.fills import FILLS
from service.charts.model import Distribution, Dot, Drawing
from service.charts.scales import Scale, WideScale, ticks, wide_ticks

_LEFT: Final = 30
_RIGHT: Final = 30
_TOP: Final = 44
_ROOM: Final = 150
_BOX_ROOM: Final = 30
_FOOT: Final = 46
_LEGEND: Final = 24
_RADIUS: Final = 5.0
_LEAST_FOR_BOX: Final = 5


def draw_distribution(distribution: Distribution) -> Drawing:
    """Draw each judgment as a dot, equal ones above each other, with this case marked.

    Below the dots a box holds the middle half of them, where there are five or more; behind them
    lies what is expected of this case.

    Args:
        distribution: What is drawn; may be empty, and then the picture says so.

    Example:
        >>> drawing = draw_distribution(Distribution(
        ...     key="terms", title="刑期分布", axis="刑期", unit="月",
        ...     dots=(Dot(value=6, label="甲案"), Dot(value=8, label="乙案")), here=12))
        >>> [[cell.words for cell in row] for row in drawing.table.rows]
        [['本案', '12', ''], ['甲案', '6', ''], ['乙案', '8', '']]

    Cost: sorts the dots once.
    """
    root = canvas(
        key=distribution.key,
        width=WIDTH,
        height=_TOP + _ROOM + _BOX_ROOM + _FOOT + _LEGEND,
        title=distribution.title,
        description=told(distribution),
        has_links=any(dot.address for dot in distribution.dots),
    )
    first, last = _range(distribution)
    marks = wide_ticks(first, last) if distribution.is_wide else ticks(first, last, most=9)
    sort = WideScale if distribution.is_wide else Scale
    scale = sort(first=marks[0], last=marks[-1], start=_LEFT, end=WIDTH - _RIGHT)
    floor = _TOP + _ROOM
    _draw_band(root, distribution, scale, floor)
    _draw_dots(root, distribution, scale, floor)
    _draw_box(root, distribution, scale, floor)
    _draw_axis(root, distribution, marks, scale)
    _draw_here(root, distribution, scale, floor)
    if not distribution.dots:
        add_words(root, "没有数据", (WIDTH / 2, _TOP + _ROOM / 2), anchor="middle", ink=SOFT)
    _draw_legend(root, distribution)
    return Drawing(root=root, table=table_of(distribution))


def _range(distribution: Distribution) -> tuple[float, float]:
    values = [dot.value for dot in distribution.dots]
    if distribution.here is not None:
        values.append(distribution.here)
    if distribution.band is not None:
        values += [distribution.band.low, distribution.band.high]
    return (min(values), max(values)) if values else (0.0, 1.0)


def _draw_band(root: ET.Element, distribution: Distribution, scale: Scale, floor: float) -> None:
    band = distribution.band
    if band is None:
        return
    low, high = scale.at(band.low), scale.at(band.high)
    ET.SubElement(
        root,
        "rect",
        {
            "x": number(low),
            "y": number(_TOP - 8),
            "width": number(max(high - low, 1)),
            "height": number(floor - _TOP + 8),
            "fill": "#eef1f4",
            "stroke": SOFT,
            "stroke-width": "1",
            "stroke-dasharray": "2 3",
        },
    )
    middle = scale.at(band.middle)
    add_line(root, (middle, _TOP - 8), (middle, floor), ink=SOFT, dashes="6 3")


def _draw_dots(root: ET.Element, distribution: Distribution, scale: Scale, floor: float) -> None:
    """Set dots of one place above each other, closer where they would leave the picture."""
    columns: list[tuple[float, Dot]] = [
        (round(scale.at(dot.value) / (2 * _RADIUS)) * 2 * _RADIUS, dot)
        for dot in sorted(distribution.dots, key=lambda each: (each.value, each.label))
    ]
    tallest = max(Counter(x for x, _ in columns).values(), default=1)
    step = min(2 * _RADIUS + 1, (floor - _TOP - _RADIUS) / tallest)
    heights: Counter[float] = Counter()
    for x, dot in columns:
        y = floor - _RADIUS - 2 - heights[x] * step
        heights[x] += 1
        words = f"{dot.label}：{measured(dot.value)}{distribution.unit}"
        words += "，超出同类案件的预期范围" if dot.is_outside else ""
        _draw_dot(linked(root, dot.address, words), x, y, is_outside=dot.is_outside)


def _draw_dot(parent: ET.Element, x: float, y: float, *, is_outside: bool) -> None:
    if is_outside:
        size = 2 * _RADIUS - 1.5
        ET.SubElement(
            parent,
            "rect",
            {
                "x": number(x - size / 2),
                "y": number(y - size / 2),
                "width": number(size),
                "height": number(size),
                "fill": "#ffffff",
                "stroke": SEAL,
                "stroke-width": "2",
            },
        )
        return
    ET.SubElement(
        parent,
        "circle",
        {
            "cx": number(x),
            "cy": number(y),
            "r": number(_RADIUS - 0.5),
            "fill": FILLS[0].ground,
        },
    )


def _draw_box(root: ET.Element, distribution: Distribution, scale: Scale, floor: float) -> None:
    values = sorted(dot.value for dot in distribution.dots)
    if len(values) < _LEAST_FOR_BOX:
        return
    first, middle, third = (scale.at(each) for each in quantiles(values, n=4, method="inclusive"))
    y = floor + _BOX_ROOM / 2 + 3
    add_line(root, (scale.at(values[0]), y), (scale.at(values[-1]), y), ink=INK)
    ET.SubElement(
        root,
        "rect",
        {
            "x": number(first),
            "y": number(y - 7),
            "width": number(max(third - first, 1)),
            "height": "14",
            "fill": "#ffffff",
            "stroke": INK,
            "stroke-width": "1.2",
        },
    )
    add_line(root, (middle, y - 7), (middle, y + 7), ink=INK, width=2.5)


def _draw_axis(
    root: ET.Element, distribution: Distribution, marks: tuple[float, ...], scale: Scale
) -> None:
    y = _TOP + _ROOM + _BOX_ROOM
    add_line(root, (_LEFT, y), (WIDTH - _RIGHT, y), ink=INK, width=1.5)
    for mark in marks:
        x = scale.at(mark)
        add_line(root, (x, y), (x, y + 5), ink=INK)
        add_words(root, measured(mark), (x, y + 19), anchor="middle", ink=SOFT, size=12)
    name = f"{distribution.axis}（{distribution.unit}）"
    add_words(root, name, (WIDTH - _RIGHT, y + 36), anchor="end", ink=SOFT, size=12)


def _draw_here(root: ET.Element, distribution: Distribution, scale: Scale, floor: float) -> None:
    if distribution.here is None:
        return
    x = scale.at(distribution.here)
    add_line(root, (x, 26), (x, floor), ink=SEAL, width=2.5)
    ET.SubElement(
        root,
        "path",
        {"d": f"M{number(x - 7)} 24h14l-7 10z", "fill": SEAL},
    )
    words = f"{distribution.here_words} {measured(distribution.here)}{distribution.unit}"
    half = breadth(words) / 2
    middle = min(max(x, half + 4), WIDTH - half - 4)
    add_words(root, words, (middle, 18), anchor="middle", ink=SEAL, is_bold=True)


def _draw_legend(root: ET.Element, distribution: Distribution) -> None:
    y = _TOP + _ROOM + _BOX_ROOM + _FOOT + 10
    x = 16.0
    kinds = [(False, "一件裁判")]
    if any(dot.is_outside for dot in distribution.dots):
        kinds.append((True, "超出其预期范围的裁判"))
    for is_outside, words in kinds:
        _draw_dot(root, x + 5, y - 4, is_outside=is_outside)
        add_words(root, words, (x + 16, y), size=12)
        x += 34 + breadth(words, 12)
    if distribution.band is not None:
        ET.SubElement(
            root,
            "rect",
            {
                "x": number(x),
                "y": number(y - 11),
                "width": "16",
                "height": "13",
                "fill": "#eef1f4",
                "stroke": SOFT,
                "stroke-dasharray": "2 3",
            },
        )
        add_words(root, distribution.band.words, (x + 22, y), size=12)
