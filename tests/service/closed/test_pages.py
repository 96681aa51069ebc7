"""Closing, clearing and reading on the pages and over the interface."""

from http import HTTPStatus

import pytest

from corpus.privacy.sensitivity import Sensitivity
from service.actors import Role
from service.audit_trail.desk import Wanted
from tests.service.conftest import GOOD_PASSWORD, form_token_of

GHOST = "j" + "0" * 20
LEAST = 24


@pytest.fixture
def paper(shelf):
    return next(each for each in shelf.iterate() if each.case_number)


@pytest.fixture
def number(paper):
    return str(paper.case_number.value)


@pytest.fixture
def acting(client, officer):
    """The officer's browser, and what a form of theirs answers."""
    page = client.get("/sign-in")
    client.post(
        "/sign-in",
        data={"name": "officer", "password": GOOD_PASSWORD, "form_token": form_token_of(page)},
    )
    token = form_token_of(client.get("/closed-judgments"))

    def act(**fields):
        return client.post("/closed-judgments", data={"form_token": token, **fields})

    return act


def lines_of(paper):
    return [line for line in paper.text.splitlines() if len(line) > LEAST]


def without(answer, judgment_id):
    told = answer.json()["error"] if "application/json" in answer.headers["content-type"] else {}
    told.pop("request_id", None)
    return answer.status_code, str(told).replace(judgment_id, "")


def test_the_officer_closes_by_number_and_reads_no_text(client, acting, closed, paper, number):
    answer = acting(act="close", named=number, kind="juvenile", reason="犯罪记录封存")
    assert (answer.status_code, closed.closings.ids()) == (HTTPStatus.SEE_OTHER, {paper.id})
    page = client.get("/closed-judgments").text
    assert number in page
    assert paper.id in page
    assert "犯罪记录封存" in page
    assert not any(line in page for line in lines_of(paper))
    assert number in client.get("/closed-judgments", params={"named": paper.id}).text
    assert number not in client.get("/closed-judgments", params={"named": GHOST}).text
    assert client.get(f"/judgments/{paper.id}").status_code == HTTPStatus.FORBIDDEN
    acting(act="reopen", named=number, reason="可以公开了")
    assert closed.closings.ids() == frozenset()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"act": "close", "named": GHOST, "kind": "family", "reason": "四个字长"}, "没有"),
        ({"act": "close", "named": "x", "kind": "family", "reason": "无"}, "至少四个字"),
        ({"act": "reopen", "named": GHOST, "reason": "四个字长"}, "没有"),
        ({"act": "unclear", "number": "7", "reason": "四个字长"}, "第7号"),
    ],
)
def test_what_cannot_be_done_is_told_and_what_was_typed_stays(acting, fields, told):
    answer = acting(**fields)
    assert (answer.status_code, told in answer.text) == (HTTPStatus.BAD_REQUEST, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "nothing"},
        {"act": "close", "named": "x", "kind": "unheard", "reason": "四个字长"},
        {"act": "unclear", "number": "x", "reason": "四个字长"},
        {"act": "clear", "account": "a", "kind": "family", "ground": "四个字长", "from_on": "x"},
    ],
)
def test_a_form_that_no_page_has_is_refused(acting, fields):
    assert acting(**fields).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_cleared_one_reads_it_marked_and_the_next_request_after_its_end_does_not(
    client, acting, person, headers, closed, paper, number, edge, clock
):
    reader, other = headers(person("judge-a", Role.JUDGE)), headers(person("judge-c", Role.JUDGE))
    address = f"/api/v1/judgments/{paper.id}"
    assert client.get(address, headers=other).json()["closed_as"] is None
    acting(act="close", named=number, kind="juvenile", reason="犯罪记录封存")
    never = without(client.get(f"/api/v1/judgments/{GHOST}", headers=reader), GHOST)
    assert without(client.get(address, headers=reader), paper.id) == never
    today = clock().date().isoformat()
    told = {
        "kind": "juvenile",
        "ground": "少年法庭承办",
        "from_on": today,
        "until_on": "2026-03-09",
    }
    assert acting(act="clear", account="judge-a", **told).status_code == HTTPStatus.SEE_OTHER
    answer = client.get(address, headers=reader)
    assert answer.json()["closed_as"] == {"value": "juvenile", "label": "涉未成年人"}
    assert answer.json()["text"] == paper.text
    page = client.get(f"/judgments/{paper.id}", headers=reader).text
    assert "<b>不公开</b>" in page
    assert "第四条第二项" in page
    listed = client.get("/closed-judgments/readable", headers=reader).text
    assert paper.id in listed
    found = client.get("/api/v1/closed-judgments/readable", headers=reader).json()
    assert [each["judgment_id"] for each in found["judgments"]] == [paper.id]
    assert found["clearances"][0]["holds"] is True
    assert without(client.get(address, headers=other), paper.id) == never
    mine = client.get("/api/v1/closed-judgments/readable", headers=other).json()
    assert (mine["n_readable"], mine["judgments"], mine["clearances"]) == (0, [], [])
    lines = edge.trail.newest(Wanted(limit=200, subject=paper.id))
    assert "read_closed_judgment" in {line.deed.action for line in lines}
    assert acting(act="unclear", number="1", reason="已经调离").status_code == HTTPStatus.SEE_OTHER
    assert without(client.get(address, headers=reader), paper.id) == never
    assert "已经调离" in client.get("/closed-judgments").text


def test_a_token_of_whoever_is_cleared_reads_nothing(
    client, person, desk, clear, close, paper, clock
):
    actor = person("judge-a", Role.JUDGE)
    close(paper.id)
    clear("judge-a")
    token = desk.tokens.give(actor, name="p", scopes=["read"], days=9, now=clock()).token
    program = {"authorization": f"Bearer {token}"}
    address = f"/api/v1/judgments/{paper.id}"
    assert client.get(address, headers=program).status_code == HTTPStatus.NOT_FOUND
    found = client.get("/api/v1/closed-judgments/readable", headers=program).json()
    assert (found["n_readable"], found["clearances"]) == (0, [])


def test_the_interface_does_what_the_page_does(
    client, officer, person, headers, paper, number, clock
):
    keeping = headers(officer)
    person("judge-a", Role.JUDGE)
    base = "/api/v1/closed-judgments"
    closing = {"named": number, "closed_as": "juvenile", "reason": "犯罪记录封存"}
    made = client.post(base, json=closing, headers=keeping)
    assert made.status_code == HTTPStatus.CREATED
    (listed,) = client.get(base, headers=keeping).json()["judgments"]
    assert (listed["case_number"], listed["closed_as"]["value"]) == (number, "juvenile")
    assert "text" not in listed
    today = clock().date().isoformat()
    asked = {
        "account": "judge-a",
        "kind": "juvenile",
        "ground": "少年法庭承办",
        "from_on": today,
        "until_on": today,
    }
    given = client.post("/api/v1/clearances", json=asked, headers=keeping).json()
    assert given["holds"] is True
    ended = f"/api/v1/clearances/{given['number']}/revocation"
    for status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND):
        answer = client.post(ended, json={"reason": "已经调离"}, headers=keeping)
        assert answer.status_code == status
    (kept,) = client.get("/api/v1/clearances", headers=keeping).json()["clearances"]
    assert (kept["holds"], kept["revoked_because"]) == (False, "已经调离")
    reopened = client.post(
        f"{base}/reopenings", json={"named": paper.id, "reason": "可以公开"}, headers=keeping
    )
    assert reopened.json()["closings"][0]["closed_as"] is None
    assert client.get(base, headers=keeping).json() == {"n": 0, "judgments": []}
    classes = client.get(f"{base}/classes", headers=keeping).json()["classes"]
    assert {each["kind"]["value"] for each in classes} == {each.value for each in Sensitivity}


def test_the_page_of_whoever_is_cleared_for_nothing_never_changes(
    client, person, headers, close, clear, paper
):
    reader = headers(person("judge-a", Role.JUDGE))
    before = client.get("/closed-judgments/readable", headers=reader).text
    person("judge-b", Role.JUDGE)
    close(paper.id)
    clear("judge-b")
    after = client.get("/closed-judgments/readable", headers=reader).text
    assert drop_request(after) == drop_request(before)


def drop_request(page):
    return [line for line in page.splitlines() if "form_token" not in line and "请求" not in line]
