"""How is a picture put together out of shapes and words?"""

import xml.etree.ElementTree as ET
from typing import Final

from service.charts.fills import add_fills

INK: Final = "#1d2733"
SOFT: Final = "#4a5765"
RULE: Final = "#c3cbd3"
SEAL: Final = "#9c2a22"
SIZE: Final = 13
_FONTS: Final = (
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', sans-serif"
)
_NARROW: Final = 0.56
_SMALL: Final = 10
_FIRST_WIDE: Final = "\u2e80"


def canvas(
    *, key: str, width: int, height: int, title: str, description: str, has_links: bool
) -> ET.Element:
    """Return an empty picture with title, description and the patterns that it may use.

    A picture is one image to who cannot see it; one with links is a group, or the links would be
    hidden with it.
    """
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "group" if has_links else "img",
            "aria-labelledby": f"{key}-title {key}-told",
            "font-family": _FONTS,
            "font-size": str(SIZE),
            "fill": INK,
        },
    )
    ET.SubElement(root, "title", {"id": f"{key}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{key}-told"}).text = description
    add_fills(root, key)
    ET.SubElement(root, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})
    return root


def add_line(
    parent: ET.Element,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    ink: str = RULE,
    width: float = 1,
    dashes: str = "",
) -> None:
    """Draw a straight line."""
    line = ET.SubElement(
        parent,
        "line",
        {
            "x1": number(start[0]),
            "y1": number(start[1]),
            "x2": number(end[0]),
            "y2": number(end[1]),
            "stroke": ink,
            "stroke-width": number(width),
        },
    )
    if dashes:
        line.set("stroke-dasharray", dashes)


def add_words(
    parent: ET.Element,
    words: str,
    at: tuple[float, float],
    *,
    anchor: str = "start",
    ink: str = INK,
    size: int = SIZE,
    is_bold: bool = False,
) -> None:
    """Write words on their base line."""
    text = ET.SubElement(
        parent,
        "text",
        {"x": number(at[0]), "y": number(at[1]), "text-anchor": anchor, "fill": ink},
    )
    if size != SIZE:
        text.set("font-size", str(size))
    if is_bold:
        text.set("font-weight", "bold")
    text.text = words


def linked(parent: ET.Element, address: str | None, words: str) -> ET.Element:
    """Return what a shape is drawn into: a link where there is an address, with its words."""
    group = ET.SubElement(parent, "g" if address is None else "a")
    if address is not None:
        group.set("href", address)
        group.set("aria-label", words)
    ET.SubElement(group, "title").text = words
    return group


def number(value: float) -> str:
    """Print a figure with at most one decimal.

    Example:
        >>> number(12.0), number(2.55), number(0.04)
        ('12', '2.5', '0')
    """
    return f"{value:.1f}".removesuffix(".0")


def counted(value: float) -> str:
    """Print a figure for people, thousands apart.

    Example:
        >>> counted(12000.0), counted(0.5)
        ('12,000', '0.5')
    """
    return f"{value:,.1f}".removesuffix(".0")


def measured(value: float) -> str:
    """Print a measured figure for people: small ones to three digits, so that rates stay apart.

    Example:
        >>> measured(0.005), measured(1.325), measured(154.26)
        ('0.005', '1.32', '154.3')
    """
    return counted(value) if abs(value) >= _SMALL else f"{value:.3g}"


def breadth(words: str, size: float = SIZE) -> float:
    """Return about how wide words are when printed: a Chinese character is as wide as high.

    Example:
        >>> breadth("甲乙", 10), breadth("12", 10)
        (20.0, 11.2)
    """
    return round(sum(1.0 if each >= _FIRST_WIDE else _NARROW for each in words) * size, 1)


def fitted(words: str, room: float, size: float = SIZE) -> str:
    """Cut words that are wider than the room for them.

    Example:
        >>> fitted("浙江省高级人民法院", 60, 10)
        '浙江省高级…'
    """
    if breadth(words, size) <= room:
        return words
    kept = words
    while kept and breadth(kept, size) + size > room:
        kept = kept[:-1]
    return f"{kept}…"
