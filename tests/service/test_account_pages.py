"""One's own password, and the accounts as the 安全保密管理员 keeps them."""

import re

import pytest

from service.accounts.errors import SeparatedRolesError
from service.actors import Role
from service.audit_trail.desk import Wanted
from tests.service.conftest import GOOD_PASSWORD, form_token_of

OTHER = "another one 2027"


def signed_in(client, name, password):
    page = client.get("/sign-in")
    data = {"name": name, "password": password, "form_token": form_token_of(page)}
    return client.post("/sign-in", data=data)


def press(client, address, **fields):
    token = form_token_of(client.get(address))
    return client.post(address, data={"form_token": token, **fields})


@pytest.fixture
def officer(client, desk, clock):
    desk.add(
        name="officer",
        display_name="安",
        password=GOOD_PASSWORD,
        roles=[Role.SECURITY_OFFICER],
        now=clock(),
    )
    assert signed_in(client, "officer", GOOD_PASSWORD).status_code == 303
    return client


def given_password(page):
    return re.search(r'class="given-password">([^<]+)<', page.text)[1]


def test_a_new_account_changes_the_password_that_it_was_given_before_anything_else(officer, desk):
    assert officer.get("/").headers["location"] == "/accounts"
    made = press(officer, "/accounts", act="add", name="lin", display_name="林", role="judge")
    password = given_password(made)
    assert password not in officer.get("/accounts").text
    press(officer, "/sign-out")
    officer.cookies.clear()
    assert signed_in(officer, "lin", password).status_code == 303
    assert officer.get("/cases").headers["location"] == "/account"
    refused = officer.post("/api/v1/similar", json={"text": "x"})
    assert refused.json()["error"]["code"] == "password_change"
    assert "由他人设置" in officer.get("/account").text
    answer = press(officer, "/account", current=password, password=OTHER, again=OTHER)
    assert answer.headers["location"] == "/sign-in"
    assert officer.get("/cases").headers["location"].startswith("/sign-in")
    assert signed_in(officer, "lin", OTHER).status_code == 303
    assert officer.get("/cases").status_code == 200
    assert desk.find("lin").roles == (Role.JUDGE,)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"current": "wrong", "password": OTHER, "again": OTHER}, "现在的密码不正确"),
        ({"current": GOOD_PASSWORD, "password": OTHER, "again": "x"}, "不一致"),
        ({"current": GOOD_PASSWORD, "password": "short", "again": "short"}, "密码不符合要求"),
        (
            {"current": GOOD_PASSWORD, "password": GOOD_PASSWORD, "again": GOOD_PASSWORD},
            "密码不符合要求",
        ),
    ],
)
def test_what_is_no_good_change_is_told(desk_client, fields, told):
    answer = press(desk_client, "/account", **fields)
    assert answer.status_code == 400
    assert told in answer.text
    assert desk_client.get("/cases").status_code == 200


def test_guessing_the_current_password_locks_as_signing_in_does(desk_client, settings):
    for _ in range(settings.lockout_failures):
        answer = press(desk_client, "/account", current="wrong", password=OTHER, again=OTHER)
    assert answer.status_code == 429
    answer = press(desk_client, "/account", current=GOOD_PASSWORD, password=OTHER, again=OTHER)
    assert answer.status_code == 429


def test_a_new_password_ends_the_sessions_of_the_account(client, token, bearer, desk):
    actor = desk.actor_of(token, now=desk.find("judge").created_at)
    desk.change_own(actor, current=GOOD_PASSWORD, password=OTHER, now=desk.find("judge").created_at)
    assert client.get("/api/v1/notices", headers=bearer).status_code == 401


def test_roles_passwords_and_closing(officer, desk, clock):
    desk.add(name="lin", display_name="", password=OTHER, roles=[Role.JUDGE], now=clock())
    press(officer, "/accounts", act="roles", name="lin", role=["secretary", "auditor"])
    assert desk.find("lin").roles == (Role.AUDITOR, Role.SECRETARY)
    press(officer, "/accounts", act="close", name="lin")
    assert not desk.find("lin").is_enabled
    press(officer, "/accounts", act="open", name="lin")
    assert desk.find("lin").is_enabled
    password = given_password(press(officer, "/accounts", act="password", name="lin"))
    assert desk.find("lin").must_change
    assert desk.sign_in("lin", password, now=clock()).actor.must_change


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"act": "add", "name": "officer", "role": "judge"}, 400, "已存在"),
        ({"act": "add", "name": "L I N", "role": "judge"}, 400, "用户名"),
        ({"act": "add", "name": "lin"}, 422, ""),
        ({"act": "add", "name": "lin", "role": "king"}, 422, ""),
        (
            {"act": "add", "name": "lin", "role": ["administrator", "trail_auditor"]},
            400,
            "不同的人",
        ),
        ({"act": "roles", "name": "nobody", "role": "judge"}, 400, "没有用户名"),
        ({"act": "roles", "name": "officer", "role": "judge"}, 400, "自己的账号"),
        ({"act": "close", "name": "officer"}, 400, "自己的账号"),
        ({"act": "unheard", "name": "nobody"}, 422, ""),
    ],
)
def test_what_cannot_be_done_is_told(officer, fields, status, told):
    answer = press(officer, "/accounts", **fields)
    assert answer.status_code == status
    assert told in answer.text


def test_what_the_officer_does_stands_in_the_trail_without_the_password(officer, edge):
    password = given_password(press(officer, "/accounts", act="add", name="lin", role="judge"))
    line = edge.trail.newest(Wanted(limit=1))[0].deed
    assert (line.action, line.subject, line.doer) == ("account_add", "lin", "officer")
    assert password not in repr(edge.trail.newest(Wanted()))


@pytest.mark.parametrize(
    "roles",
    [
        (Role.ADMINISTRATOR, Role.SECURITY_OFFICER),
        (Role.SECURITY_OFFICER, Role.TRAIL_AUDITOR),
        (Role.ADMINISTRATOR, Role.TRAIL_AUDITOR, Role.JUDGE),
    ],
)
def test_no_account_is_two_administrators(desk, judge, clock, roles):
    with pytest.raises(SeparatedRolesError):
        desk.set_roles("judge", roles)
    with pytest.raises(SeparatedRolesError):
        desk.add(name="two", display_name="", password=GOOD_PASSWORD, roles=roles, now=clock())
    assert desk.find("judge").roles == (Role.JUDGE,)
