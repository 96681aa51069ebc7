"""How does growth look? Both axes run by powers of ten, so that a power of the size is a line."""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from evaluation.performance.growth.fit import PowerFit
from service.charts.canvas import INK, SEAL, SOFT, add_line, add_words, canvas, counted, measured
from service.charts.fills import letter_of
from service.charts.model import Cell, Drawing, Table
from service.charts.scales import WideScale, wide_ticks

_KEY: Final = "growth"
_WIDTH: Final = 760
_PANEL: Final = 300
_LEFT: Final = 70
_RIGHT: Final = 44
_APART: Final = 15.0
_TOP: Final = 60
_GAP: Final = 70
_LEGEND_ROW: Final = 18
_DOT: Final = 4
_INKS: Final = (INK, SEAL, SOFT)
_DASHES: Final = ("", "7 4", "2 3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One figure over sizes.

    Attributes:
        name: What it is.
        values: By size; sizes at which it was not measured are left out.
        fit: The power through them; None where there is one only.
    """

    name: str
    values: Mapping[int, float]
    fit: PowerFit | None

    @property
    def told(self) -> str:
        """Return its name with the power, in words."""
        if self.fit is None:
            return self.name
        power = f"{self.name}: size to the power of {self.fit.exponent:.2f}"
        if self.fit.low is None or self.fit.high is None:
            return power
        return f"{power} [{self.fit.low:.2f}, {self.fit.high:.2f}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Figures of one unit, drawn together.

    Attributes:
        title: What they are, with the unit.
        series: Those with a value at least; one to three.
    """

    title: str
    series: tuple[Series, ...]


def draw_growth(panels: Sequence[Panel], *, title: str) -> Drawing:
    """Draw panels below each other, with the table that says the same.

    Args:
        panels: Each with one value above 0 at least.
        title: Title of the whole.

    Cost: nothing to speak of.
    """
    table = _table_of(panels, title)
    heights = [_PANEL + _LEGEND_ROW * len(panel.series) + _GAP for panel in panels]
    root = canvas(
        key=_KEY,
        width=_WIDTH,
        height=_TOP + sum(heights),
        title=title,
        description=_told(panels, table),
        has_links=False,
    )
    add_words(root, title, (_LEFT, 26), is_bold=True)
    top = _TOP
    for panel, height in zip(panels, heights, strict=True):
        _draw_panel(root, panel, top)
        top += height
    return Drawing(root=root, table=table)


def table_file(table: Table) -> str:
    """Return a table as the text of a CSV file.

    Example:
        >>> row = (Cell(words="10"), Cell(words="1.5"))
        >>> table_file(Table(caption="", head=("size", "s"), rows=(row,))).splitlines()
        ['size,s', '10,1.5']
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.head)
    writer.writerows([cell.words for cell in row] for row in table.rows)
    return file.getvalue()


def _draw_panel(root: ET.Element, panel: Panel, top: float) -> None:
    sizes = sorted({size for each in panel.series for size in each.values})
    values = [value for each in panel.series for value in each.values.values()]
    across, up = wide_ticks(sizes[0], sizes[-1]), wide_ticks(min(values), max(values))
    bottom = top + _PANEL - 40
    wide = WideScale(first=across[0], last=across[-1], start=_LEFT, end=_WIDTH - _RIGHT)
    high = WideScale(first=up[0], last=up[-1], start=bottom, end=top + 20)
    add_words(root, panel.title, (_LEFT, top + 6))
    for tick in up:
        add_line(root, (_LEFT, high.at(tick)), (_WIDTH - _RIGHT, high.at(tick)))
        add_words(root, measured(tick), (_LEFT - 8, high.at(tick) + 4), anchor="end", size=12)
    for tick in across:
        add_line(root, (wide.at(tick), bottom), (wide.at(tick), bottom + 5), ink=SOFT)
        add_words(root, counted(tick), (wide.at(tick), bottom + 20), anchor="middle", size=12)
    add_words(root, "judgments", (_WIDTH - _RIGHT, bottom + 36), anchor="end", ink=SOFT, size=12)
    letters = _apart([high.at(each.values[max(each.values)]) for each in panel.series])
    for place, series in enumerate(panel.series):
        _draw_series(root, series, place, wide, high)
        _draw_legend(root, series, place, bottom + 54 + _LEGEND_ROW * place)
        _draw_letter(root, place, wide.at(max(series.values)), letters[place])


def _apart(heights: Sequence[float]) -> list[float]:
    """Return heights moved down so far that letters beside them do not lie on one another.

    Example:
        >>> _apart([40.0, 10.0, 12.0])
        [40.0, 10.0, 25.0]
    """
    moved, last = list(heights), -_APART
    for place in sorted(range(len(heights)), key=lambda each: (heights[each], each)):
        last = moved[place] = max(heights[place], last + _APART)
    return moved


def _draw_letter(root: ET.Element, place: int, x: float, y: float) -> None:
    add_words(root, letter_of(place), (x + 10, y + 5), ink=_INKS[place % len(_INKS)])


def _draw_series(
    root: ET.Element, series: Series, place: int, wide: WideScale, high: WideScale
) -> None:
    ink = _INKS[place % len(_INKS)]
    sizes = sorted(series.values)
    points = [(wide.at(size), high.at(series.values[size])) for size in sizes]
    for start, end in pairwise(points):
        add_line(root, start, end, ink=ink, width=2, dashes=_DASHES[place % len(_DASHES)])
    for size, (x, y) in zip(sizes, points, strict=True):
        dot = ET.SubElement(
            root, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": str(_DOT), "fill": ink}
        )
        value = measured(series.values[size])
        ET.SubElement(dot, "title").text = f"{series.name}, {counted(size)}: {value}"


def _draw_legend(root: ET.Element, series: Series, place: int, y: float) -> None:
    ink = _INKS[place % len(_INKS)]
    add_line(
        root,
        (_LEFT, y - 4),
        (_LEFT + 30, y - 4),
        ink=ink,
        width=2,
        dashes=_DASHES[place % len(_DASHES)],
    )
    add_words(root, f"{letter_of(place)}  {series.told}", (_LEFT + 38, y), ink=ink)


def _table_of(panels: Sequence[Panel], title: str) -> Table:
    series = [each for panel in panels for each in panel.series]
    sizes = sorted({size for each in series for size in each.values})
    return Table(
        caption=title,
        head=("judgments", *(each.name for each in series)),
        rows=tuple(
            (
                Cell(words=str(size)),
                *(
                    Cell(words=measured(each.values[size]) if size in each.values else "")
                    for each in series
                ),
            )
            for size in sizes
        ),
    )


def _told(panels: Sequence[Panel], table: Table) -> str:
    powers = "; ".join(each.told for panel in panels for each in panel.series)
    rows = " ".join(
        ", ".join(
            f"{name} {cell.words}" for name, cell in zip(table.head, row, strict=True) if cell.words
        )
        + "."
        for row in table.rows
    )
    return f"{powers}. {rows}"
