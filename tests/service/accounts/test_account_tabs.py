"""Second factor, sessions and tokens as a person meets them on the pages."""

import re

import pyotp
import pytest

from service.actors import Role, Scope
from service.audit_trail.desk import Wanted
from service.edge.devices import device_words
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.test_account_pages import officer, press, signed_in  # noqa: F401

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def shown(page, name="given-password"):
    return re.search(rf'class="{name}">([^<]+)<', page.text)[1]


def enrol(client, clock):
    page = press(client, "/account/factor", act="offer", password=GOOD_PASSWORD)
    secret = shown(page)
    answer = press_here(client, page, "/account/factor", act="confirm", code=code_of(secret, clock))
    clock.forward(minutes=2)
    return secret, re.findall(r"<li><code>([^<]+)</code>", answer.text)


def press_here(client, page, address, **fields):
    return client.post(address, data={"form_token": form_token_of(page), **fields})


def code_of(secret, clock):
    return pyotp.TOTP(secret).at(clock())


def test_a_judge_sets_up_a_factor_and_signs_in_with_it(desk_client, clock, edge):
    page = press(desk_client, "/account/factor", act="offer", password=GOOD_PASSWORD)
    secret = shown(page)
    assert "<svg" in page.text
    assert "style=" not in page.text
    wrong = press_here(desk_client, page, "/account/factor", act="confirm", code="000000")
    assert wrong.status_code == 400
    assert shown(wrong) == secret
    done = press_here(
        desk_client, wrong, "/account/factor", act="confirm", code=code_of(secret, clock)
    )
    codes = re.findall(r"<li><code>([^<]+)</code>", done.text)
    assert len(codes) == 10
    again = desk_client.get("/account/factor").text
    assert secret not in again
    assert codes[0] not in again
    clock.forward(minutes=2)
    desk_client.cookies.clear()
    answer = signed_in(desk_client, "judge", GOOD_PASSWORD)
    assert answer.headers["location"] == "/sign-in/factor?next=%2F"
    assert desk_client.get("/cases").headers["location"].startswith("/sign-in")
    assert desk_client.get("/api/v1/facets").status_code == 401
    form = desk_client.get("/sign-in/factor?next=/cases")
    refused = press_here(desk_client, form, "/sign-in/factor", code="000000", next="/cases")
    assert refused.status_code == 401
    assert "口令不正确" in refused.text
    passed = press_here(
        desk_client, refused, "/sign-in/factor", code=code_of(secret, clock), next="/cases"
    )
    assert passed.headers["location"] == "/cases"
    assert desk_client.get("/cases").status_code == 200
    kept = repr(edge.trail.newest(Wanted()))
    assert secret not in kept
    assert "sign_in_code_refused" in kept


def test_nobody_is_led_elsewhere_after_the_code(desk_client, clock):
    _, codes = enrol(desk_client, clock)
    desk_client.cookies.clear()
    signed_in(desk_client, "judge", GOOD_PASSWORD)
    form = desk_client.get("/sign-in/factor?next=//evil.example")
    assert 'name="next" value="/"' in form.text
    answer = press_here(desk_client, form, "/sign-in/factor", code=codes[0], next="//evil.example")
    assert answer.headers["location"] == "/"


def test_without_a_waiting_session_the_code_is_not_asked_for(client):
    assert client.get("/sign-in/factor").headers["location"] == "/sign-in"


def test_the_interface_takes_password_and_code_together(desk_client, clock):
    secret, _ = enrol(desk_client, clock)
    asked = {"name": "judge", "password": GOOD_PASSWORD}
    refused = desk_client.post("/api/v1/sessions", json=asked)
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "second_factor_needed")
    refused = desk_client.post("/api/v1/sessions", json={**asked, "code": "000000"})
    assert refused.json()["error"]["code"] == "sign_in_refused"
    given = desk_client.post("/api/v1/sessions", json={**asked, "code": code_of(secret, clock)})
    assert given.status_code == 201


def test_the_officer_resets_a_lost_telephone_and_the_trail_keeps_it(officer, desk, clock, edge):  # noqa: F811
    judge = desk.add(
        name="lin", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )
    offer = desk.offer_factor(judge, password=GOOD_PASSWORD, code="", now=clock())
    desk.factors.confirm(judge.account_id, code_of(offer.secret, clock), now=clock())
    assert "重置动态口令" in officer.get("/accounts").text
    press(officer, "/accounts", act="reset_factor", name="lin")
    assert not desk.find("lin").has_factor
    line = edge.trail.newest(Wanted(limit=1))[0].deed
    assert (line.doer, line.action, line.subject) == ("officer", "account_reset_factor", "lin")


def test_a_role_that_needs_a_factor_does_nothing_before(client, desk, judge, clock, monkeypatch):
    monkeypatch.setattr(desk.factors, "_needing", frozenset({Role.JUDGE}))
    signed_in(client, "judge", GOOD_PASSWORD)
    assert client.get("/cases").headers["location"] == "/account/factor"
    refused = client.get("/api/v1/facets")
    assert refused.json()["error"]["code"] == "second_factor_enrol"
    assert "您的岗位须启用" in client.get("/account/factor").text
    enrol(client, clock)
    assert client.get("/cases").status_code == 200


def test_ones_sessions_are_listed_and_ended(desk_client, desk, clock, judge):
    other = desk.sign_in("judge", GOOD_PASSWORD, now=clock(), device=device_words(CHROME))
    page = desk_client.get("/account/sessions")
    assert "Chrome · Windows" in page.text
    assert page.text.count("本机</td>") == 1
    assert other.token not in page.text
    mark = re.search(r'name="mark" value="(\w+)"', page.text)[1]
    press(desk_client, "/account/sessions", mark=mark)
    assert desk.actor_of(other.token, now=clock()) is None
    assert desk_client.get("/cases").status_code == 200
    press(desk_client, "/account/sessions")
    assert desk_client.get("/cases").headers["location"].startswith("/sign-in")


def test_nobody_ends_the_session_of_somebody_else(desk_client, desk, clock):
    desk.add(name="lin", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock())
    other = desk.sign_in("lin", GOOD_PASSWORD, now=clock())
    mark = desk.devices(other.actor, token=None, now=clock())[0].mark
    press(desk_client, "/account/sessions", mark=mark)
    assert desk.actor_of(other.token, now=clock()) is not None


def test_a_token_is_made_shown_once_and_revoked(desk_client, desk, clock):
    made = press(
        desk_client,
        "/account/tokens",
        act="give",
        name="统计程序",
        scope=["search"],
        days="30",
        password=GOOD_PASSWORD,
    )
    token = shown(made)
    assert desk.tokens.actor_of(token, now=clock()).name == "judge"
    page = desk_client.get("/account/tokens")
    assert token not in page.text
    assert "统计程序" in page.text
    prefix = re.search(r'name="prefix" value="([^"]+)"', page.text)[1]
    press(desk_client, "/account/tokens", act="revoke", prefix=prefix)
    assert desk.tokens.actor_of(token, now=clock()) is None


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"act": "give", "name": "x", "scope": "search", "days": "30", "password": "no"}, 400),
        ({"act": "give", "name": "x", "days": "30"}, 400),
        ({"act": "give", "name": "x", "scope": "administer", "days": "30"}, 400),
        ({"act": "give", "name": "x", "scope": "everything", "days": "30"}, 422),
        ({"act": "give", "name": "x", "scope": "search", "days": "x"}, 400),
        ({"act": "give", "name": "x", "scope": "search", "days": "99999"}, 400),
        ({"act": "revoke", "prefix": "tp_unheard"}, 400),
        ({"act": "unheard"}, 422),
    ],
)
def test_what_cannot_be_done_with_tokens_is_told(desk_client, fields, status):
    asked = {"password": GOOD_PASSWORD, **fields}
    assert press(desk_client, "/account/tokens", **asked).status_code == status
    assert desk_client.get("/account/tokens").text.count("吊销</button>") == 0


def test_the_officer_sees_and_revokes_tokens(officer, desk, clock):  # noqa: F811
    judge = desk.add(
        name="lin", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )
    made = desk.tokens.give(judge, name="统计", scopes=[Scope.SEARCH], days=3, now=clock())
    assert made.prefix in officer.get("/accounts").text
    press(officer, "/accounts", act="revoke_token", name="lin", prefix=made.prefix)
    assert desk.tokens.actor_of(made.token, now=clock()) is None
