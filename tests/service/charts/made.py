"""Figures to be drawn, with everything that a drawing can hold."""

from service.charts.model import (
    Band,
    Bar,
    Distribution,
    DividedBars,
    Dot,
    Drawing,
    Marker,
    Part,
)

SVG = "{http://www.w3.org/2000/svg}"
POSITIONS = ("超过四倍市场报价利率的部分不予支持", "约定的利息予以支持", "<未载明> & 其他")


def bars(**fields) -> DividedBars:
    given = {
        "key": "years",
        "title": "各年裁判立场",
        "axis": "年份",
        "unit": "件",
        "positions": POSITIONS,
        "bars": (
            bar("2019", 4, 2, 0),
            bar("2020", 0, 0.5, 1, note="样本不足"),
            bar("2021", 9, 1, 1),
        ),
        "markers": (Marker(before="2021", words="司法解释修改"),),
        **fields,
    }
    return DividedBars(**given)


def bar(label: str, *values: float, note: str = "") -> Bar:
    parts = tuple(
        Part(value=value, address=f"/judgments/{label}-{at}" if at == 1 else None)
        for at, value in enumerate(values)
    )
    return Bar(label=label, parts=parts, note=note)


def distribution(**fields) -> Distribution:
    given = {
        "key": "terms",
        "title": "刑期分布",
        "axis": "刑期",
        "unit": "月",
        "dots": (
            Dot(value=6, label="甲案", address="/judgments/a"),
            Dot(value=8, label="乙案"),
            Dot(value=8, label="丙案"),
            Dot(value=10, label="丁案"),
            Dot(value=24, label="戊案", is_outside=True),
        ),
        "here": 18,
        "band": Band(low=6, middle=9, high=12, words="同类案件九成在此范围"),
        **fields,
    }
    return Distribution(**given)


def shapes(drawing: Drawing, name: str) -> list:
    """Every shape of a name, wherever it stands."""
    return [each for each in drawing.root.iter() if each.tag == name]
