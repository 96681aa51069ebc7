"""Buttons, pages and interface of subscriptions, as somebody goes through them."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from service.subscriptions.model import Pace
from tests.service.conftest import form_token_of
from tests.service.papers import WordIndex
from tests.service.pending.test_case_pages import opened

FACTS = "饮酒后驾驶小型轿车，行至城区路口被民警查获。"


@pytest.fixture
def few(index_shelf, judgments):
    index_shelf.index = WordIndex(judgments[:3], snapshot_id="s0")

    def grow():
        index_shelf.index = WordIndex(judgments, snapshot_id="s1")

    return grow


def pressed(desk_client, address, words):
    """Press the button of a page that begins a subscription."""
    page = desk_client.get(address)
    tree = LexborHTMLParser(page.text)
    form = next(each for each in tree.css("form.subscribe") if words in each.text())
    fields = [(each.attributes["name"], each.attributes["value"]) for each in form.css("input")]
    return desk_client.post(
        "/subscriptions",
        data=dict(fields),
        headers={"referer": f"{desk_client.base_url}{address}"},
    )


def results(desk_client):
    page = desk_client.get("/search")
    sent = {"form_token": form_token_of(page), "text": FACTS, "method": "facts"}
    return desk_client.post("/search", data=sent).headers["location"]


def acted(desk_client, act, number=1):
    token = form_token_of(desk_client.get("/subscriptions"))
    return desk_client.post(
        "/subscriptions", data={"form_token": token, "act": act, "number": str(number)}
    )


def test_a_search_is_saved_told_of_read_muted_and_ended(desk_client, few, edge, clock):
    address = results(desk_client) + "?case_types=criminal"
    answer = pressed(desk_client, address, "保存检索并订阅")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert "已订阅" in desk_client.get(address).text
    listed = desk_client.get("/subscriptions").text
    assert "案件类型：刑事" in listed
    assert "我保存的检索" in desk_client.get("/search").text
    few()
    edge.subscriptions.run(now=clock())
    notice = desk_client.get("/notices").text
    assert "篇裁判文书" in notice
    assert "因您保存并订阅了这项检索" in notice
    found = desk_client.get("/subscriptions/1").text
    assert re.search(r'href="/judgments/[^"]+"', found)
    assert acted(desk_client, "mute").status_code == 303
    assert "已静音" in desk_client.get("/subscriptions").text
    acted(desk_client, Pace.DAILY.value)
    assert "每日汇总一次" in desk_client.get("/subscriptions").text
    again = acted(desk_client, "search").headers["location"]
    assert again.endswith("?case_types=criminal")
    assert desk_client.get(again).status_code == 200
    acted(desk_client, "end")
    assert "还没有订阅" in desk_client.get("/subscriptions").text
    assert desk_client.get("/subscriptions/1").status_code == 404


def test_a_case_is_subscribed_to_on_its_desk(desk_client):
    address = opened(desk_client)
    assert pressed(desk_client, address + "/log", "订阅本案").status_code == 303
    assert "已订阅" in desk_client.get(address + "/file").text


@pytest.mark.parametrize("act", ["shout", "", "mute"])
def test_what_is_no_act_or_no_subscription_is_refused(desk_client, act):
    assert acted(desk_client, act, number=77).status_code in {404, 422}


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "٣"])
def test_what_is_no_number_is_no_page(desk_client, number):
    assert desk_client.get(f"/subscriptions/{number}").status_code == 404


def test_programs_do_the_same(client, bearer, few, edge, clock):
    asked = {"question": {"method": "facts", "text": FACTS}}
    made = client.post("/api/v1/subscriptions", headers=bearer, json=asked)
    assert made.status_code == 201
    number = made.json()["subscription"]["id"]
    few()
    edge.subscriptions.run(now=clock())
    one = client.get(f"/api/v1/subscriptions/{number}", headers=bearer).json()
    assert {each["kind"]["value"] for each in one["matches"]} == {"judgment"}
    changed = client.patch(
        f"/api/v1/subscriptions/{number}",
        headers=bearer,
        json={"is_muted": True, "pace": "daily"},
    ).json()["subscription"]
    assert (changed["is_muted"], changed["pace"]["value"]) == (True, "daily")
    left = client.delete(f"/api/v1/subscriptions/{number}", headers=bearer).json()
    assert left == {"subscriptions": []}
    assert client.get(f"/api/v1/subscriptions/{number}", headers=bearer).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 422),
        ({"rule_id": "r", "pending_id": "c"}, 422),
        ({"rule_id": "r"}, 404),
        ({"pending_id": "c"}, 404),
        ({"question": {"method": "keyword", "words": "-诈骗"}}, 400),
        ({"question": {"method": "statute", "words": "无此法"}}, 400),
    ],
)
def test_what_cannot_be_subscribed_to_is_refused(client, bearer, asked, status):
    answer = client.post("/api/v1/subscriptions", headers=bearer, json=asked)
    assert answer.status_code == status, answer.text


def test_programs_hear_what_is_new_of_a_case_without_looking(desk_client, client, bearer):
    address = opened(desk_client)
    news = f"/api/v1/pending-cases/{address.rpartition('/')[2]}/news"
    for _ in range(2):
        assert client.get(news, headers=bearer).json()["is_first"] is True
    desk_client.get(address)
    told = client.get(news, headers=bearer).json()
    assert json.dumps(told["aspects"]) == "[]"
    assert told["is_first"] is False
