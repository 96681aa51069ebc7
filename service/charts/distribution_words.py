"""What does a distribution say in words and figures?"""

from statistics import median

from service.charts.canvas import measured
from service.charts.model import Cell, Distribution, Table


def told(distribution: Distribution) -> str:
    """Say in a sentence what the picture shows."""
    unit = distribution.unit
    values = [dot.value for dot in distribution.dots]
    if not values:
        said = "没有数据"
    else:
        said = (
            f"{len(values)}件裁判，{measured(min(values))}至{measured(max(values))}{unit}，"
            f"居中的是{measured(median(values))}{unit}"
        )
    if distribution.here is not None:
        said += f"；{distribution.here_words}{measured(distribution.here)}{unit}"
    band = distribution.band
    if band is not None:
        said += f"；{band.words}：{measured(band.low)}至{measured(band.high)}{unit}"
    return f"{distribution.title}。{said}。"


def table_of(distribution: Distribution) -> Table:
    """Return the table behind the picture: this case first, then the judgments by figure."""
    dots = sorted(distribution.dots, key=lambda each: (each.value, each.label))
    rows = [
        (
            Cell(words=dot.label, address=dot.address),
            Cell(words=measured(dot.value)),
            Cell(words="超出预期范围" if dot.is_outside else ""),
        )
        for dot in dots
    ]
    here = distribution.here
    if here is not None:
        band = distribution.band
        is_outside = band is not None and not band.low <= here <= band.high
        rows.insert(
            0,
            (
                Cell(words=distribution.here_words),
                Cell(words=measured(here)),
                Cell(words="超出预期范围" if is_outside else ""),
            ),
        )
    return Table(
        caption=distribution.title,
        head=("裁判", f"{distribution.axis}（{distribution.unit}）", "与预期相比"),
        rows=tuple(rows),
    )
