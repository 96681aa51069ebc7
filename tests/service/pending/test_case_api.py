"""Pending cases over HTTP: from the case system and back."""

import pytest

from service.actors import Role
from tests.service.conftest import GOOD_PASSWORD
from tests.service.pending.test_opening import COMPLAINT

ADDRESS = "/api/v1/pending-cases"


def bearer_of(client, desk, clock, *, name, role):
    desk.add(name=name, display_name="某", password=GOOD_PASSWORD, roles=[role], now=clock())
    token = client.post("/api/v1/sessions", json={"name": name, "password": GOOD_PASSWORD}).json()[
        "token"
    ]
    return {"authorization": f"Bearer {token}"}


def test_a_case_is_opened_read_and_changed(client, bearer):
    given = {
        "text": COMPLAINT,
        "case_number": "（2026）京0108民初12号",
        "filed_on": "2026-01-05",
        "stage": "awaiting_hearing",
        "panel": [{"name": "王法官", "title": "审判长"}],
        "issues": ["货款是否已付"],
    }
    opened = client.post(ADDRESS, json=given, headers=bearer)
    assert opened.status_code == 201
    case = opened.json()
    assert case["cause"] == "买卖合同纠纷"
    assert case["stage"] == {"value": "awaiting_hearing", "label": "待开庭"}
    assert [party["name"] for party in case["parties"]] == ["甲公司", "张三"]
    assert client.get(f"{ADDRESS}/{case['id']}", headers=bearer).json() == case
    assert client.get(ADDRESS, headers=bearer).json() == {"n": 1, "cases": [case]}
    changed = client.patch(
        f"{ADDRESS}/{case['id']}", json={"intended_ruling": "支持"}, headers=bearer
    )
    assert changed.json()["intended_ruling"] == "支持"
    assert changed.json()["issues"] == ["货款是否已付"]


def test_the_case_system_files_for_a_judge_and_reads_nothing(client, desk, clock, judge, bearer):
    system = bearer_of(client, desk, clock, name="system", role=Role.CASE_SYSTEM)
    given = {"text": COMPLAINT, "external_id": "A-1", "accounts": ["judge"]}
    case = client.post(ADDRESS, json=given, headers=system).json()
    assert client.get(f"{ADDRESS}/{case['id']}", headers=bearer).status_code == 200
    assert client.get(f"{ADDRESS}/{case['id']}", headers=system).status_code == 403
    again = client.post(ADDRESS, json={**given, "stage": "closed"}, headers=system).json()
    assert again["id"] == case["id"]
    assert len(client.get(ADDRESS, headers=bearer).json()["cases"]) == 1


def test_a_case_of_somebody_else_does_not_exist(client, desk, clock, bearer):
    other = bearer_of(client, desk, clock, name="other", role=Role.JUDGE)
    case = client.post(ADDRESS, json={"text": COMPLAINT}, headers=other).json()
    for answer in (
        client.get(f"{ADDRESS}/{case['id']}", headers=bearer),
        client.patch(f"{ADDRESS}/{case['id']}", json={"issues": []}, headers=bearer),
        client.get(f"/cases/{case['id']}/file", headers=bearer),
        client.get(f"/cases/{case['id']}/submitted", headers=bearer),
    ):
        assert answer.status_code == 404
        assert "甲公司" not in answer.text


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"text": ""}, 400, "query_too_short"),
        ({"case_number": "第五号"}, 400, "case_number_unreadable"),
        ({"court": "某地"}, 400, "case_field"),
        ({"elements": ["偷东西"]}, 400, "case_field"),
        ({"accounts": ["nobody"]}, 400, "case_field"),
        ({"stage": "long ago"}, 422, "request_malformed"),
        ({"unheard_of": 1}, 422, "request_malformed"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_field(client, bearer, wrong, status, code):
    answer = client.post(ADDRESS, json={"text": COMPLAINT, **wrong}, headers=bearer)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert client.get(ADDRESS, headers=bearer).json() == {"n": 0, "cases": []}
