"""What is drawn, and what comes out?"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Final

LETTERS: Final = "甲乙丙丁戊己庚辛壬癸"
"""The letters by which positions are known, in a drawing and beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One share of a bar.

    Attributes:
        value: How much; not negative. A share of nothing is not drawn.
        address: Page of what it counts, or None.
    """

    value: float
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar that is divided.

    Attributes:
        label: What it stands for: a year, a court.
        parts: One for each position, in their order.
        note: What is said of it where it must be read with care, such as 样本不足; may be empty.
    """

    label: str
    parts: tuple[Part, ...]
    note: str = ""

    @property
    def total(self) -> float:
        """All parts together."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A line before a bar, such as the day on which a law changed.

    Attributes:
        before: Label of the bar that it stands before.
        words: What it says.
    """

    before: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DividedBars:
    """How positions divide along years or over courts.

    Attributes:
        key: Unlike that of any other drawing of the page: letters, digits and hyphens.
        title: What the drawing shows.
        axis: What a bar is: 年份, 法院.
        unit: What is counted: 件.
        positions: The positions, in the order of the parts of each bar; at most ten.
        bars: In the order in which they are shown.
        markers: Lines between bars; drawn by :func:`service.charts.columns.draw_columns` only.
    """

    key: str
    title: str
    axis: str
    unit: str
    positions: tuple[str, ...]
    bars: tuple[Bar, ...]
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One judgment in a distribution.

    Attributes:
        value: What it gives, in the unit of the distribution.
        label: Its number or title.
        address: Its page, or None.
        is_outside: Whether it leaves its own expectation; drawn as an open square.
    """

    value: float
    label: str
    address: str | None = None
    is_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What is expected of a case.

    Attributes:
        low: Lower end.
        middle: Its middle.
        high: Upper end.
        words: What it says, such as 同类案件九成在此范围.
    """

    low: float
    middle: float
    high: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """What many judgments give, and where this case stands among them.

    Attributes:
        key: Unlike that of any other drawing of the page.
        title: What the drawing shows.
        axis: What is measured: 刑期, 罚金.
        unit: Its unit: 月, 元.
        dots: The judgments.
        here: What this case gives; None where it gives nothing yet.
        band: What is expected of this case; None where nothing can be told.
        here_words: How this case is called.
        is_wide: Whether the axis goes by powers of ten, because sums lie far apart; all figures
            are above 0 then.
    """

    key: str
    title: str
    axis: str
    unit: str
    dots: tuple[Dot, ...]
    here: float | None = None
    band: Band | None = None
    here_words: str = "本案"
    is_wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table.

    Attributes:
        words: What it says.
        address: Where it leads, or None.
    """

    words: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table behind a drawing.

    Attributes:
        caption: Its caption.
        head: Heads of the columns.
        rows: The rows; the first cell is the head of its row.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing with the table that says the same.

    A template writes ``{{ drawing }}``: the drawing tells of itself that it is markup.

    Attributes:
        root: The picture.
        table: The table.
    """

    root: ET.Element
    table: Table

    @property
    def svg(self) -> str:
        """Return the picture as the text of an SVG file or of a part of a page."""
        return ET.tostring(self.root, encoding="unicode")

    def __html__(self) -> str:
        return self.svg
