"""The pages and the interface of the conference: forms lead through it, strangers see nothing."""

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.referral.conference.conftest import QUESTION, VIEWS


@pytest.fixture
def sign_in(edge):
    """Sign somebody in, in a browser of their own."""
    app = create_app(edge)

    def browser(actor):
        client = TestClient(app, follow_redirects=False)
        page = client.get("/sign-in")
        fields = {
            "name": actor.name,
            "password": GOOD_PASSWORD,
            "form_token": form_token_of(page),
        }
        assert client.post("/sign-in", data=fields).status_code == 303
        return client

    return browser


def press(client, address, act, reason="", **fields):
    """Fill in the form of an act on a page, as far as it is there, and send it."""
    page = client.get(address)
    assert f'name="act" value="{act}"' in page.text, f"{act} is not offered"
    told = {"form_token": form_token_of(page), "act": act, "reason": reason, **fields}
    return client.post(address, data=told)


def test_a_whole_way_through_the_pages(sign_in, people, referred, clock):
    judge, head, office, host = (
        sign_in(each) for each in (people.judge, people.head, people.secretary, people.host)
    )
    page = judge.get(f"/conferences/items/new?referral={referred}")
    assert QUESTION in page.text
    put = judge.post(
        "/conferences/items/new",
        data={
            "form_token": form_token_of(page),
            "referral": referred,
            "ground": "unify",
            "focuses": "律师费是否属于实现债权的费用\n\n约定是否须明确金额",
        },
    )
    item = put.headers["location"]
    assert "约定是否须明确金额" in judge.get(item).text
    chosen = {"account_id": str(people.host.account_id), "level": "division"}
    assert press(head, item, "submit", **chosen).status_code == 303
    assert press(host, item, "admit").status_code == 303

    board = office.get("/conferences")
    assert QUESTION in board.text
    planned = office.post(
        "/conferences",
        data={
            "form_token": form_token_of(board),
            "name": "第3次法官会议",
            "at": "2026-03-03T09:00",
            "place": "第一会议室",
            "division": "民一庭",
            "host": str(people.host.account_id),
            "level": "division",
        },
    )
    meeting = planned.headers["location"]
    shown = office.get(meeting).text
    assert "距会议不足3日" in shown
    assert "轮流列席" in shown
    item_id = item.rsplit("/", 1)[1]
    press(office, meeting, "add_item", item_id=item_id, minutes="40", group="")
    invited = {f"account-{each.account_id}": "yes" for each in people.speakers}
    press(office, meeting, "invite", **invited)
    assert "基层法官" in office.get(meeting).text
    press(office, meeting, "call_observers")
    rows = {
        f"{name}-{item_id}": value
        for name, value in (("place", "1"), ("minutes", "45"), ("group", "利息"))
    }
    press(office, meeting, "arrange", seen="1", by_group="yes", **rows)
    assert press(office, meeting, "send_out").status_code == 303
    for who in (*people.speakers, people.guest, people.host):
        browser = sign_in(who)
        press(browser, item, "acknowledge")
        press(browser, meeting, "check_in", account_id=str(who.account_id))
    press(host, meeting, "start")
    press(host, item, "open")
    press(judge, item, "introduce", words="案情")
    press(sign_in(people.low), item, "ask", words="有无约定")
    press(judge, item, "answer", question="1", words="有约定")
    press(host, item, "end_questions")
    press(sign_in(people.guest), item, "remark", words="多予支持")
    press(host, item, "end_remarks")
    assert "低法官" in host.get(item).text
    for who, view in zip(people.speakers, (VIEWS[0], VIEWS[0], ""), strict=True):
        said = {"view": view, "other_view": "" if view else "酌情支持", "reasons": "理由"}
        press(sign_in(who), item, "state", **said)
    press(host, item, "state", view=VIEWS[0], reasons="同意")
    wrong = {"view-0": VIEWS[0], "n-0": "4", "standing-0": "majority", "words": "应予支持"}
    refused = press(host, item, "summarise", **wrong)
    assert refused.status_code == 400
    assert "如实归纳" in refused.text
    assert "应予支持" in refused.text
    right = wrong | {"n-0": "3", "view-1": "酌情支持", "n-1": "1", "standing-1": "minority"}
    assert press(host, item, "summarise", **right).status_code == 303
    *others, absent = people.speakers
    for who in (*others, people.host):
        press(sign_in(who), item, "sign", version="1")
    noted = {"account_id": str(absent.account_id), "on": "2026-03-01", "reason": "住院"}
    assert press(host, item, "note_prevented", **noted).status_code == 303
    assert "（因故未签）" in host.get(item).text
    assert press(sign_in(absent), item, "sign", version="1").status_code == 303
    assert "因故未签" not in host.get(item).text
    press(judge, item, "reconsider", conclusion="adopted", words="采纳")
    assert press(judge, item, "end").status_code == 303
    assert "合议庭采纳 → 已办结" in judge.get(item).text
    press(host, meeting, "close")
    assert "已结束" in host.get(meeting).text


def test_refused_forms_come_back_with_what_was_typed(sign_in, at, people):
    hall = at("suggest")
    head = sign_in(people.head)
    address = f"/conference-items/{hall.item_id}"
    answer = press(head, address, "decline")
    assert answer.status_code == 400
    assert "理由" in answer.text
    page = sign_in(people.secretary).get("/conferences")
    told = {"form_token": form_token_of(page), "name": "会议甲", "at": "2026-03-09T09:00"}
    told |= {"place": "一室", "host": str(people.low.account_id), "level": "court"}
    office = sign_in(people.secretary)
    told["form_token"] = form_token_of(office.get("/conferences"))
    refused = office.post("/conferences", data=told)
    assert refused.status_code == 400
    assert "会议甲" in refused.text


@pytest.mark.parametrize("fields", [{"at": "x"}, {"host": "x"}, {"level": "x"}, {"host": "9" * 40}])
def test_malformed_plans_are_refused(sign_in, people, fields):
    office = sign_in(people.secretary)
    told = {
        "form_token": form_token_of(office.get("/conferences")),
        "name": "甲",
        "at": "2026-03-09T09:00",
        "place": "一室",
        "host": str(people.host.account_id),
        "level": "division",
    }
    assert office.post("/conferences", data=told | fields).status_code == 422


def test_a_stranger_sees_nothing(sign_in, at, people):
    hall = at("convene")
    stranger = sign_in(people.stranger)
    for address in (f"/conference-items/{hall.item_id}", f"/conferences/{hall.meeting_id}"):
        assert stranger.get(address).status_code == 404
    board = stranger.get("/conferences")
    assert QUESTION not in board.text
    assert "第3次" not in board.text


def test_whoever_recuses_themselves_is_led_away(sign_in, at, people):
    hall = at("convene")
    low = sign_in(people.low)
    address = f"/conference-items/{hall.item_id}"
    done = press(low, address, "recuse", account_id=str(people.low.account_id), ground="interest")
    assert done.headers["location"] == "/conferences"
    assert low.get(address).status_code == 404
    meeting = low.get(f"/conferences/{hall.meeting_id}")
    assert QUESTION not in meeting.text
    assert "对您不公开" in meeting.text


def test_over_http(client, bearer_of, at, people):
    hall = at("sit_down")
    host, stranger = bearer_of(people.host), bearer_of(people.stranger)
    item, meeting = (
        f"/api/v1/conference-items/{hall.item_id}",
        f"/api/v1/conferences/{hall.meeting_id}",
    )
    opened = client.post(f"{item}/acts", headers=host, json={"act": "open"})
    assert opened.status_code == 201, opened.text
    told = opened.json()
    assert told["state"] == {"value": "introducing", "label": "合议庭介绍情况"}
    assert [each["act"]["value"] for each in told["offered"]] == [
        "note_leaving",
        "recuse",
        "postpone",
    ]
    assert told["history"][0]["before"] is None
    assert client.get(meeting, headers=host).json()["meeting"]["running"] == hall.item_id
    refused = client.post(f"{item}/acts", headers=host, json={"act": "end_questions"})
    assert refused.status_code == 409
    for address in (item, meeting):
        assert client.get(address, headers=stranger).status_code == 404
    board = client.get("/api/v1/conferences", headers=host).json()
    columns = {each["column"]["value"]: len(each["items"]) for each in board["columns"]}
    assert columns["running"] == 1
    assert sum(columns.values()) == 1


def test_a_meeting_is_planned_and_an_item_put_over_http(client, bearer_of, people, referred):
    office, judge = bearer_of(people.secretary), bearer_of(people.judge)
    plan = {
        "name": "第3次法官会议",
        "division": "民一庭",
        "host": people.host.account_id,
        "level": "division",
        "at": "2026-03-09T09:00:00+08:00",
        "place": "一室",
    }
    planned = client.post("/api/v1/conferences", headers=office, json=plan)
    assert planned.status_code == 201, planned.text
    assert planned.json()["meeting"]["plan"]["minimum"] == 3
    put = {"referral_id": referred, "ground": "unify", "focuses": ["是否支持"]}
    begun = client.post("/api/v1/conference-items", headers=judge, json=put)
    assert begun.status_code == 201, begun.text
    again = client.post("/api/v1/conference-items", headers=judge, json=put)
    assert again.status_code == 409


def test_recusing_oneself_over_http_gives_nothing_back(client, bearer_of, at, people):
    hall = at("convene")
    content = {"account_id": people.low.account_id, "ground": "relative"}
    answer = client.post(
        f"/api/v1/conference-items/{hall.item_id}/acts",
        headers=bearer_of(people.low),
        json={"act": "recuse", "content": content},
    )
    assert (answer.status_code, answer.json()) == (201, None)
