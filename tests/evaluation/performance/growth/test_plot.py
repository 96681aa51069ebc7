"""The picture of growth: every figure is in it, in its words and in its table."""

import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.performance.growth.fit import fit_power
from evaluation.performance.growth.plot import Panel, Series, draw_growth, table_file

SIZES = (10_000, 30_000, 100_000)


def series(name: str, values: dict[int, float]) -> Series:
    fit = fit_power(list(values), list(values.values())) if len(values) > 1 else None
    return Series(name=name, values=values, fit=fit)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(SIZES), st.floats(1e-2, 1e5), min_size=1),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=30)
def test_every_value_has_its_dot_inside_the_picture_and_its_cell(
    found: list[dict[int, float]],
) -> None:
    panel = Panel(
        title="seconds",
        series=tuple(series(f"s{at}", values) for at, values in enumerate(found)),
    )
    drawing = draw_growth([panel, panel], title="growth")
    root = ET.fromstring(drawing.svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    dots = root.findall(".//{*}circle")
    assert len(dots) == 2 * sum(map(len, found))
    for dot in dots:
        assert 0 < float(dot.attrib["cx"]) < width
        assert 0 < float(dot.attrib["cy"]) < height
        assert dot.find("{*}title") is not None
    cells = [cell.words for row in drawing.table.rows for cell in row[1:] if cell.words]
    assert len(cells) == len(dots)
    assert root.attrib["role"] == "img"


def test_greater_lies_higher_and_further_and_the_power_is_told() -> None:
    values = {size: size / 100 for size in SIZES}
    drawing = draw_growth([Panel(title="t", series=(series("index", values),))], title="growth")
    dots = ET.fromstring(drawing.svg).findall(".//{*}circle")
    places = [(float(dot.attrib["cx"]), -float(dot.attrib["cy"])) for dot in dots]
    assert places == sorted(places)
    told = ET.fromstring(drawing.svg).find("{*}desc")
    assert told is not None
    assert "index: size to the power of 1.00 [1.00, 1.00]" in (told.text or "")
    assert "judgments 30000, index 300." in (told.text or "")
    assert table_file(drawing.table).splitlines()[1] == "10000,100"
