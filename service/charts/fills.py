"""By which pattern is a position known, also on paper without colour?"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Final

from service.charts.model import LETTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A pattern.

    Attributes:
        ground: Its ground.
        ink: Its lines.
        path: The lines in a tile of eight by eight; empty where it is plain.
        width: How wide the lines are.
    """

    ground: str
    ink: str
    path: str
    width: float = 2


# The first differ most: nearly every finding has two or three positions.
FILLS: Final = (
    Fill(ground="#1f3a5c", ink="#1f3a5c", path=""),
    Fill(ground="#ffffff", ink="#9c2a22", path="M-2 2l4 -4M0 8l8 -8M6 10l4 -4"),
    Fill(ground="#e3d3a4", ink="#5c4300", path="M2 2h2v2h-2zM6 6h2v2h-2z", width=0.5),
    Fill(ground="#ffffff", ink="#1d6b3c", path="M0 2h8M0 6h8", width=1.5),
    Fill(ground="#ffffff", ink="#4a5765", path="M0 0l8 8M8 0l-8 8", width=1.2),
    Fill(ground="#d3d9df", ink="#d3d9df", path=""),
    Fill(ground="#ffffff", ink="#5b3a86", path="M2 0v8M6 0v8", width=1.5),
    Fill(ground="#ffffff", ink="#8593a1", path="M4 0v8M0 4h8", width=1),
    Fill(ground="#8593a1", ink="#ffffff", path="M0 8l8 -8", width=1.5),
    Fill(ground="#ffffff", ink="#ffffff", path=""),
)


def add_fills(root: ET.Element, key: str) -> None:
    """Define the patterns in a picture."""
    definitions = ET.SubElement(root, "defs")
    for place, fill in enumerate(FILLS):
        pattern = ET.SubElement(
            definitions,
            "pattern",
            {
                "id": f"{key}-{place}",
                "width": "8",
                "height": "8",
                "patternUnits": "userSpaceOnUse",
            },
        )
        ET.SubElement(pattern, "rect", {"width": "8", "height": "8", "fill": fill.ground})
        if fill.path:
            ET.SubElement(
                pattern,
                "path",
                {
                    "d": fill.path,
                    "stroke": fill.ink,
                    "stroke-width": str(fill.width),
                    "fill": "none",
                },
            )


def fill_of(key: str, place: int) -> str:
    """Return by what a shape of the position at a place is filled.

    Example:
        >>> fill_of("years", 1)
        'url(#years-1)'
    """
    return f"url(#{key}-{place % len(FILLS)})"


def letter_of(place: int) -> str:
    """Return the letter of the position at a place.

    Example:
        >>> letter_of(0), letter_of(2), letter_of(10)
        ('甲', '丙', '11')
    """
    return LETTERS[place] if place < len(LETTERS) else str(place + 1)
