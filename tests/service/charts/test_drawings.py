"""Drawings that everybody can read, and that say the same as their tables."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.charts.columns import draw_columns
from service.charts.distribution import draw_distribution
from service.charts.fills import FILLS, letter_of
from service.charts.model import Bar, Dot, Part
from service.charts.rows import draw_rows
from service.charts.scales import ticks
from service.web.rendering import environment
from tests.architecture.sources import ROOT
from tests.service.charts.made import POSITIONS, bar, bars, distribution, shapes

GOLDEN = ROOT / "tests" / "golden"
DRAWN = {
    "chart_columns": lambda: draw_columns(bars()),
    "chart_rows": lambda: draw_rows(bars(key="courts", axis="法院", markers=())),
    "chart_distribution": lambda: draw_distribution(distribution()),
    "chart_empty_columns": lambda: draw_columns(bars(bars=(), markers=())),
    "chart_empty_distribution": lambda: draw_distribution(
        distribution(dots=(), here=None, band=None)
    ),
}


def printed(drawing) -> str:
    root = ET.fromstring(drawing.svg)
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_looks_as_the_golden_one(name):
    assert printed(DRAWN[name]()) == (GOLDEN / f"{name}.svg").read_text("utf-8")


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_names_itself_to_who_cannot_see_it(name):
    root = DRAWN[name]().root
    named = {each.get("id"): each.text for each in root if each.tag in {"title", "desc"}}
    assert set(root.get("aria-labelledby").split()) == set(named)
    assert all(named.values())


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_runs_and_nothing_is_fetched(name):
    drawing = DRAWN[name]()
    assert not {"script", "style", "image", "foreignObject", "use"} & {
        each.tag for each in drawing.root.iter()
    }
    names = {attribute for each in drawing.root.iter() for attribute in each.attrib}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    assert "http" not in drawing.svg.replace("http://www.w3.org/2000/svg", "")


def test_a_picture_with_links_is_a_group_or_they_would_be_hidden_with_it():
    assert draw_columns(bars()).root.get("role") == "group"
    unlinked = tuple(
        replace(each, parts=tuple(Part(value=part.value) for part in each.parts))
        for each in bars().bars
    )
    assert draw_columns(bars(bars=unlinked)).root.get("role") == "img"


@pytest.mark.parametrize("draw", [draw_columns, draw_rows])
def test_every_link_of_the_picture_stands_in_the_table(draw):
    drawing = draw(bars())
    links = {each.get("href") for each in shapes(drawing, "a")}
    cells = {cell.address for row in drawing.table.rows for cell in row} - {None}
    assert links == cells == {f"/judgments/{year}-1" for year in (2019, 2020, 2021)}


@pytest.mark.parametrize("draw", [draw_columns, draw_rows])
def test_a_part_is_as_long_as_it_is_large(draw):
    drawing = draw(bars(bars=(bar("2019", 4, 2, 0),)))
    side = "height" if draw is draw_columns else "width"
    boxes = {
        each.get("fill"): float(each.get(side))
        for each in shapes(drawing, "rect")
        if each.get("fill", "").startswith("url") and each.get("height") != "14"
    }
    assert boxes["url(#years-0)"] == pytest.approx(2 * boxes["url(#years-1)"], abs=0.11)
    assert "url(#years-2)" not in boxes


def test_positions_differ_by_pattern_and_letter():
    looks = {(fill.path, fill.ground) for fill in FILLS}
    assert len(looks) == len(FILLS)
    assert len({letter_of(place) for place in range(12)}) == 12
    # In grey no two of the first three look the same either: plain, lines, dots.
    assert len({fill.path for fill in FILLS[:3]}) == 3


def test_words_of_a_judgment_are_words_and_no_markup():
    drawing = draw_rows(bars(positions=("<script>alert(1)</script>", "b", "c")))
    assert "<script>" not in drawing.svg
    template = environment().from_string("{{ drawing }}|{{ words }}")
    shown = template.render(drawing=drawing, words="<b>")
    assert shown.startswith("<svg ")
    assert shown.endswith("&lt;b&gt;")


def test_this_case_is_marked_where_it_stands():
    drawing = draw_distribution(distribution(here=24))
    marker = next(each for each in shapes(drawing, "path") if each.get("d").endswith("l-7 10z"))
    square = next(each for each in shapes(drawing, "rect") if each.get("stroke-width") == "2")
    x = float(marker.get("d")[1:].split()[0]) + 7
    assert x == pytest.approx(float(square.get("x")) + float(square.get("width")) / 2, abs=6)
    assert [cell.words for cell in drawing.table.rows[0]] == ["本案", "24", "超出预期范围"]


def test_a_box_needs_five_judgments():
    few = draw_distribution(distribution(dots=distribution().dots[:4]))
    assert len(shapes(few, "rect")) < len(shapes(draw_distribution(distribution()), "rect")) - 1


def test_as_many_dots_as_judgments_however_many_are_equal():
    many = tuple(Dot(value=6, label=f"{at}") for at in range(300))
    drawing = draw_distribution(distribution(dots=many, here=None, band=None))
    dots = shapes(drawing, "circle")
    assert len(dots) == 300 + 1  # and one in the legend
    assert min(float(each.get("cy")) for each in dots) >= 0


@given(
    st.lists(
        st.lists(st.integers(0, 40).map(lambda half: half / 2), min_size=3, max_size=3),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_is_counted_stays_in_the_picture_and_in_the_table(counts):
    made = tuple(
        Bar(label=f"{at}", parts=tuple(Part(value=value) for value in values))
        for at, values in enumerate(counts)
    )
    for draw in (draw_columns, draw_rows):
        drawing = draw(bars(bars=made, markers=()))
        height, width = float(drawing.root.get("height")), float(drawing.root.get("width"))
        for rect in shapes(drawing, "rect"):
            x, y = float(rect.get("x", 0)), float(rect.get("y", 0))
            assert 0 <= x <= x + float(rect.get("width")) <= width + 0.11
            assert 0 <= y <= y + float(rect.get("height")) <= height + 0.11
        told = [[cell.words for cell in row[1:]] for row in drawing.table.rows]
        assert [[float(words) for words in row] for row in told] == [
            [*values, sum(values)] for values in counts
        ]


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.booleans())
def test_ticks_hold_the_range_and_are_few(one, other, whole):
    first, last = min(one, other), max(one, other)
    marks = ticks(first, last, whole=whole)
    assert marks[0] <= first + 1e-6 * last
    assert marks[-1] >= last - 1e-6 * last
    assert 2 <= len(marks) <= 9
    assert list(marks) == sorted(set(marks))


def test_the_legend_holds_every_position_with_its_letter():
    drawing = draw_columns(bars())
    words = {each.text for each in shapes(drawing, "text")}
    assert {f"立场{letter_of(at)} {said}" for at, said in enumerate(POSITIONS)} <= words
