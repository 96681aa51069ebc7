"""What is asked of the application stands in the trail before it is answered."""

import pytest
from fastapi.testclient import TestClient

from corpus.errors import StoreError
from service.actors import PERMISSIONS, Permission, Role
from service.audit_trail.desk import Wanted
from service.audit_trail.model import Outcome
from service.edge.permissions import NEEDS, Open
from tests.service.conftest import GOOD_PASSWORD


def newest(edge, **wanted):
    return [line.deed for line in edge.trail.newest(Wanted(**wanted))]


def test_what_says_nothing_of_itself_is_written_down_by_its_address(client, bearer, edge):
    client.get("/api/v1/quality", headers=bearer)
    told = newest(edge)[0]
    assert (told.action, told.subject, told.outcome) == (
        "GET /api/v1/quality",
        "",
        Outcome.DONE,
    )
    assert (told.doer, told.roles) == ("judge", "judge")


def test_ids_of_the_address_are_the_subject(client, bearer, edge):
    client.get("/api/v1/judgments/j0/related", headers=bearer)
    told = newest(edge)[0]
    assert told.subject == "j0"
    assert (told.outcome, told.detail) == (Outcome.REFUSED, "judgment_not_found")


def test_a_refusal_of_the_gate_is_written_down_with_its_code(client, bearer, edge):
    assert client.get("/system", headers=bearer).status_code == 403
    told = newest(edge)[0]
    assert (told.action, told.outcome, told.detail) == (
        "GET /system",
        Outcome.REFUSED,
        "not_permitted",
    )


def test_what_concerns_oneself_and_what_is_open_is_not_written_down(client, bearer, edge):
    before = len(newest(edge))
    for address in ("/healthz", "/readyz", "/assets/tongpan.css", "/notices", "/openapi.json"):
        assert client.get(address, headers=bearer).status_code == 200
    assert client.get("/system").status_code == 303
    assert len(newest(edge)) == before


def test_signing_in_and_out_is_written_down(client, bearer, edge):
    client.delete("/api/v1/sessions", headers=bearer)
    out, signed_in = newest(edge)
    assert (signed_in.action, signed_in.subject) == ("sign_in", "judge")
    assert out.action == "DELETE /api/v1/sessions"


@pytest.mark.parametrize(("typed", "told"), [("judge", "judge"), (GOOD_PASSWORD, "")])
def test_of_a_refused_sign_in_only_a_name_that_exists_is_kept(client, judge, edge, typed, told):
    client.post("/api/v1/sessions", json={"name": typed, "password": "wrong"})
    refused = newest(edge)[0]
    assert (refused.action, refused.subject) == ("sign_in_refused", told)


def test_nothing_is_answered_that_could_not_be_written_down(client, bearer, edge, monkeypatch):
    def refuse(deed):
        raise StoreError("disk is full")

    monkeypatch.setattr(edge.trail, "note", refuse)
    told = TestClient(client.app, raise_server_exceptions=False)
    assert told.get("/api/v1/quality", headers=bearer).status_code == 500


def test_a_search_leaves_one_line_and_is_not_answered_without_it(client, bearer, edge, monkeypatch):
    before = edge.trail.newest(Wanted(limit=1))[0].number
    asked = {"text": "被告人酒后驾驶小型轿车"}
    assert client.post("/api/v1/similar", json=asked, headers=bearer).status_code == 200
    line = edge.trail.newest(Wanted(limit=1))[0]
    assert (line.number, line.deed.action, line.deed.outcome) == (
        before + 1,
        "search",
        Outcome.DONE,
    )
    assert client.post("/api/v1/similar", json={"text": " "}, headers=bearer).status_code == 400
    refused = edge.trail.newest(Wanted(limit=1))[0]
    assert (refused.number, refused.deed.outcome) == (before + 2, Outcome.REFUSED)

    def refuse(deed):
        raise StoreError("disk is full")

    monkeypatch.setattr(edge.trail, "note", refuse)
    told = TestClient(client.app, raise_server_exceptions=False)
    assert told.post("/api/v1/similar", json=asked, headers=bearer).status_code >= 500


def test_a_fault_of_ours_is_written_down(desk_client, edge, monkeypatch):
    def fail(*args, **content):
        raise RuntimeError

    monkeypatch.setattr("service.web.judgments.quality_page.page", fail)
    with pytest.raises(RuntimeError):
        desk_client.get("/quality")
    assert newest(edge)[0].outcome is Outcome.FAILED


@pytest.fixture
def readers(client, desk, clock):
    """Headers of somebody of each role."""
    made = {}
    for role in Role:
        name = role.value.replace("_", "-")
        desk.add(name=name, display_name="", password=GOOD_PASSWORD, roles=[role], now=clock())
        answer = client.post("/api/v1/sessions", json={"name": name, "password": GOOD_PASSWORD})
        made[role] = {"authorization": f"Bearer {answer.json()['token']}"}
    return made


def test_every_address_that_shows_something_protected_leaves_a_line(client, readers, edge):
    # A monitor collects figures every few seconds; they tell nothing of anybody.
    of_oneself = {
        Permission.OWN_SESSION,
        Permission.READ_API_DESCRIPTION,
        Permission.SEE_METRICS,
    }
    for (method, path), need in NEEDS.items():
        if method != "GET" or isinstance(need, Open) or need in of_oneself:
            continue
        role = next(role for role in Role if need in PERMISSIONS[role])
        before = edge.trail.newest(Wanted(limit=1))[0].number
        client.get(path.replace("{", "").replace("}", ""), headers=readers[role])
        line = edge.trail.newest(Wanted(limit=1))[0]
        assert (line.number, line.deed.roles) == (before + 1, role.value), path
