"""What do all drawings of divided bars have in common: legend, parts, description, table?"""

import xml.etree.ElementTree as ET
from typing import Final

from service.charts.canvas import INK, add_words, breadth, counted, fitted, linked, number
from service.charts.fills import fill_of, letter_of
from service.charts.model import Bar, Cell, DividedBars, Part, Table

WIDTH: Final = 720
LEGEND_STEP: Final = 22
_BOX: Final = 14
_LETTER_ROOM: Final = 17


def told(bars: DividedBars) -> str:
    """Say in a sentence what the bars show."""
    each = "；".join(_told_bar(bar, bars.unit) for bar in bars.bars)
    return f"{bars.title}。按{bars.axis}分别为：{each}。" if each else f"{bars.title}。没有数据。"


def table_of(bars: DividedBars) -> Table:
    """Return the table behind the bars."""
    heads = (f"立场{letter_of(at)} {words}" for at, words in enumerate(bars.positions))
    return Table(
        caption=f"{bars.title}（{bars.unit}）",
        head=(bars.axis, *heads, "合计"),
        rows=tuple(
            (
                Cell(words=f"{bar.label}（{bar.note}）" if bar.note else bar.label),
                *(Cell(words=counted(part.value), address=_page(part)) for part in bar.parts),
                Cell(words=counted(bar.total)),
            )
            for bar in bars.bars
        ),
    )


def has_links(bars: DividedBars) -> bool:
    """Tell whether any part leads somewhere."""
    return any(_page(part) for bar in bars.bars for part in bar.parts)


def add_legend(root: ET.Element, bars: DividedBars, top: float) -> None:
    """Say below each other which pattern and letter is which position."""
    for at, words in enumerate(bars.positions):
        y = top + at * LEGEND_STEP
        _box(root, bars.key, at, (16, y, _BOX, _BOX))
        shown = f"立场{letter_of(at)} {words}"
        add_words(root, fitted(shown, WIDTH - 60), (38, y + _BOX - 2))


def add_part(
    root: ET.Element, bars: DividedBars, bar: Bar, place: int, box: tuple[float, ...]
) -> None:
    """Draw one part of a bar with its letter, where there is room for it."""
    part = bar.parts[place]
    letter, amount = letter_of(place), _amount(part, bars.unit)
    words = f"{bar.label}，立场{letter}“{bars.positions[place]}”：{amount}"
    group = linked(root, _page(part), words)
    _box(group, bars.key, place, box)
    x, y, width, height = box
    if min(width, height) < _LETTER_ROOM:
        return
    middle = x + width / 2, y + height / 2
    half = breadth(letter) / 2 + 1
    ET.SubElement(
        group,
        "rect",
        {
            "x": number(middle[0] - half),
            "y": number(middle[1] - 8),
            "width": number(2 * half),
            "height": "16",
            "rx": "2",
            "fill": "#ffffff",
        },
    )
    add_words(group, letter, (middle[0], middle[1] + 5), anchor="middle", is_bold=True)


def _box(parent: ET.Element, key: str, place: int, box: tuple[float, ...]) -> None:
    x, y, width, height = box
    ET.SubElement(
        parent,
        "rect",
        {
            "x": number(x),
            "y": number(y),
            "width": number(width),
            "height": number(height),
            "fill": fill_of(key, place),
            "stroke": INK,
            "stroke-width": "0.8",
        },
    )


def _told_bar(bar: Bar, unit: str) -> str:
    parts = "、".join(
        f"立场{letter_of(at)} {_amount(part, unit)}"
        for at, part in enumerate(bar.parts)
        if part.value
    )
    said = f"{bar.label}：{parts or '无'}"
    return f"{said}（{bar.note}）" if bar.note else said


def _amount(part: Part, unit: str) -> str:
    return f"{counted(part.value)}{unit}"


def _page(part: Part) -> str | None:
    return part.address if part.value else None
