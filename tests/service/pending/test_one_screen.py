"""The desk of a judge: the paper stays on the left, whatever is worked on on the right."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from service.web.cases.desk_view import paragraph_at, paragraphs_of
from tests.service.conftest import form_token_of
from tests.service.pending.test_case_pages import opened
from tests.service.pending.test_opening import COMPLAINT

PANELS = (
    "",
    "/related",
    "/divergence",
    "/check",
    "/report",
    "/flags",
    "/methods",
    "/submitted",
    "/log",
    "/file",
)


@pytest.fixture
def address(desk_client):
    return opened(desk_client)


def test_the_paper_stands_beside_every_panel(desk_client, address):
    for panel in PANELS:
        tree = LexborHTMLParser(desk_client.get(address + panel).text)
        shown = [each.text() for each in tree.css("#paper p[id^=paper-]")]
        assert shown == [line.strip() for line in COMPLAINT.splitlines() if line.strip()], panel
        assert tree.css_first("#work") is not None
        here = [each.attributes["href"] for each in tree.css(".tabs [aria-current]")]
        assert here == [address + panel]


def test_tabs_come_before_what_they_open_and_after_the_paper(desk_client, address):
    html = desk_client.get(address).text
    assert html.index('id="paper"') < html.index('class="tabs"') < html.index('id="work"')
    assert html.index('class="skip"') < html.index('class="top"')


def test_every_paragraph_is_found_by_any_place_in_it():
    text = "甲方。\n\n乙方\n  \n丙方"
    for paragraph in paragraphs_of(text):
        assert text[paragraph.start :].startswith(paragraph.words)
        for place in range(paragraph.start, paragraph.start + len(paragraph.words)):
            assert paragraph_at(text, place) == paragraph.number


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("large", "large"), ("largest", "largest"), ("huge", "standard"), ("", "standard")],
)
def test_the_size_that_was_chosen_stays_without_a_script(desk_client, asked, shown):
    token = form_token_of(desk_client.get("/cases"))
    answer = desk_client.post(
        "/appearance",
        data={"form_token": token, "size": asked},
        headers={"referer": str(desk_client.base_url) + "/cases?x=1"},
    )
    assert answer.headers["location"] == "/cases?x=1"
    assert f'data-size="{shown}"' in desk_client.get("/search").text


@pytest.mark.parametrize("before", ["https://elsewhere.example/cases", "", "//elsewhere.example"])
def test_nobody_is_led_elsewhere(desk_client, before):
    token = form_token_of(desk_client.get("/cases"))
    answer = desk_client.post(
        "/appearance", data={"form_token": token, "contrast": "strong"}, headers={"referer": before}
    )
    assert answer.headers["location"] == "/"
    assert 'data-contrast="on"' in desk_client.get("/search").text
