"""Tokens of programs: never further than owner and scope, never on pages, ended when told."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from service.accounts.errors import TokenNotFoundError, TokenScopeError, TokenTermError
from service.actors import PERMISSIONS, SCOPES, Actor, Permission, Role, Scope
from service.audit_trail.desk import Wanted
from service.edge.permissions import NEEDS
from service.store.people_tables import api_tokens
from tests.service.conftest import GOOD_PASSWORD

ROLES = st.lists(st.sampled_from(list(Role)), unique=True)
SOME = st.lists(st.sampled_from(list(Scope)), unique=True)


def acting(roles, scopes):
    return Actor(account_id=1, name="x", display_name="", roles=tuple(roles), scopes=tuple(scopes))


def opened(actor):
    return {permission for permission in Permission if actor.may(permission)}


def changed(actor):
    return {permission for permission in Permission if actor.may_change_by(permission)}


@given(ROLES, SOME)
def test_a_token_opens_what_owner_and_scopes_open_together(roles, scopes):
    held = frozenset().union(*(PERMISSIONS[role] for role in roles))
    named = frozenset().union(*(SCOPES[scope] for scope in scopes))
    assert opened(acting(roles, scopes)) == held & named


@given(ROLES, SOME, SOME)
def test_fewer_scopes_or_roles_never_open_more(roles, scopes, more):
    small, large = set(scopes), set(scopes) | set(more)
    for look in (opened, changed):
        few = look(acting(roles, small))
        assert few <= look(acting(roles, large))
        assert look(acting(roles[:1], small)) <= few


@given(ROLES)
def test_a_token_that_reads_changes_nothing(roles):
    assert changed(acting(roles, [Scope.READ])) == set()


@given(ROLES)
def test_a_person_is_bound_by_no_scope(roles):
    person = Actor(account_id=1, name="x", display_name="", roles=tuple(roles))
    assert opened(person) == changed(person)
    assert opened(person) == frozenset().union(*(PERMISSIONS[role] for role in roles))


def test_all_but_ones_own_session_and_the_cases_of_others_is_reached_by_a_scope():
    # On what ground somebody looks into a case of others is stated by a person each time.
    reached = frozenset().union(*SCOPES.values())
    assert set(Permission) - reached == {Permission.OWN_SESSION, Permission.LOOK_INTO_CASES}


@pytest.fixture
def give(desk, judge, clock):
    def made(*scopes, days=30):
        return desk.tokens.give(judge, name="程序", scopes=scopes, days=days, now=clock())

    return made


def test_a_token_is_told_once_and_kept_by_digest(desk, judge, clock, give, engine):
    made = give(Scope.SEARCH)
    assert made.token.startswith(f"{made.prefix}_")
    with engine.connect() as connection:
        kept = repr(connection.execute(select(api_tokens)).all())
    assert made.token not in kept
    assert made.token.removeprefix(made.prefix) not in kept
    assert made.prefix in kept


@pytest.mark.parametrize(
    ("scopes", "days", "error"),
    [
        ((), 30, TokenScopeError),
        ((Scope.ADMINISTER,), 30, TokenScopeError),
        ((Scope.SEARCH, Scope.METRICS), 30, TokenScopeError),
        ((Scope.SEARCH,), 0, TokenTermError),
        ((Scope.SEARCH,), -1, TokenTermError),
        ((Scope.SEARCH,), 366, TokenTermError),
    ],
)
def test_what_is_not_given(give, scopes, days, error):
    with pytest.raises(error):
        give(*scopes, days=days)


def test_a_token_ends_by_its_day(desk, clock, give):
    made = give(Scope.SEARCH, days=1)
    clock.forward(days=1, seconds=-1)
    assert desk.tokens.actor_of(made.token, now=clock()).token == made.prefix
    clock.forward(seconds=1)
    assert desk.tokens.actor_of(made.token, now=clock()) is None


def test_what_the_owner_loses_the_token_loses(desk, clock, give):
    made = give(Scope.SEARCH)
    assert desk.tokens.actor_of(made.token, now=clock()).may(Permission.SEARCH)
    desk.set_roles("judge", [Role.ADMINISTRATOR])
    assert not desk.tokens.actor_of(made.token, now=clock()).may(Permission.SEARCH)
    desk.set_roles("judge", [Role.JUDGE])
    desk.set_enabled("judge", is_enabled=False)
    assert desk.tokens.actor_of(made.token, now=clock()) is None


def test_owner_and_officer_end_tokens_and_nobody_else(desk, judge, clock, give):
    first, second = give(Scope.SEARCH), give(Scope.SEARCH)
    other = desk.add(
        name="other", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )
    with pytest.raises(TokenNotFoundError):
        desk.tokens.revoke_own(other, first.prefix, now=clock())
    desk.tokens.revoke_own(judge, first.prefix, now=clock())
    desk.tokens.revoke(second.prefix, by="officer", now=clock())
    assert [each.revoked_by for each in desk.tokens.of_account(judge.account_id)] == [
        "officer",
        "judge",
    ]
    for made in (first, second):
        assert desk.tokens.actor_of(made.token, now=clock()) is None
    with pytest.raises(TokenNotFoundError):
        desk.tokens.revoke("tp_unheard", by="officer", now=clock())


def test_when_it_was_last_used_is_kept_to_the_minute(desk, judge, clock, give):
    made = give(Scope.SEARCH)
    first = clock()
    desk.tokens.actor_of(made.token, now=first)
    desk.tokens.actor_of(made.token, now=first + timedelta(seconds=59))
    assert desk.tokens.of_account(judge.account_id)[0].used_at == first
    desk.tokens.actor_of(made.token, now=first + timedelta(seconds=60))
    assert desk.tokens.of_account(judge.account_id)[0].used_at == first + timedelta(seconds=60)


def header(made):
    return {"authorization": f"Bearer {made.token}"}


def test_a_token_opens_the_interface_within_its_scope_and_no_page(client, give):
    made = give(Scope.READ)
    assert client.get("/api/v1/rules", headers=header(made)).status_code == 200
    for path in ("/", "/search", "/cases", "/account/tokens", "/notices"):
        answer = client.get(path, headers=header(made))
        assert answer.status_code == 403, path
        assert "接口令牌只用于程序" in answer.text
    answer = client.post("/api/v1/similar", json={"text": "x" * 30}, headers=header(made))
    assert answer.json()["error"]["code"] == "not_permitted"
    assert client.delete("/api/v1/sessions", headers=header(made)).status_code == 403


def test_no_token_opens_more_addresses_than_its_owner_and_its_scope(client, give):
    """Every address of the interface that needs a permission, with a token for one scope."""
    made = give(Scope.WRITE_VERDICTS)
    for (method, path), need in NEEDS.items():
        if not path.startswith("/api/") or not isinstance(need, Permission):
            continue
        answer = client.request(method, path.format_map(_Zero()), headers=header(made))
        is_refused = answer.status_code == 403 and "not_permitted" in answer.text
        assert is_refused is (need is not Permission.GIVE_VERDICTS), f"{method} {path}"


class _Zero(dict):
    def __missing__(self, key):
        return "1"


def test_a_token_as_a_cookie_opens_nothing(client, give):
    client.cookies.set("tongpan_session", give(Scope.SEARCH).token)
    assert client.get("/api/v1/facets").status_code == 401


@pytest.mark.parametrize("cut", [1, 20, 43])
def test_a_part_of_a_token_opens_nothing(client, give, cut):
    token = give(Scope.SEARCH).token[:-cut]
    answer = client.get("/api/v1/facets", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_each_use_stands_in_the_trail_under_owner_and_token(client, give, edge):
    made = give(Scope.READ)
    client.get("/api/v1/rules", headers=header(made))
    client.get("/openapi.json", headers=header(made))
    deeds = [line.deed for line in edge.trail.newest(Wanted(limit=2))]
    assert [deed.doer for deed in deeds] == [f"judge [{made.prefix}]"] * 2
    assert deeds[0].account_id == edge.desk.find("judge").id
    assert made.token not in repr(deeds)


def test_a_token_waits_like_its_owner_for_another_password(client, desk, give):
    made = give(Scope.READ)
    desk.set_password("judge", "another one 2027", must_change=True)
    answer = client.get("/api/v1/rules", headers=header(made))
    assert answer.json()["error"]["code"] == "password_change"


def test_commands_make_list_and_revoke_tokens(tongpan):
    tongpan("user", "add", "lin", "--role", "judge", "--password-stdin", stdin="long enough 2026\n")
    code, out, _ = tongpan("token", "add", "lin", "--scope", "search", "--json")
    assert code == 0
    token = json.loads(out)["token"]
    _, out, _ = tongpan("token", "list", "--json")
    [listed] = json.loads(out)
    assert token.startswith(listed["prefix"])
    assert listed["is_live"]
    assert tongpan("token", "revoke", listed["prefix"])[0] == 0
    assert "已失效" in tongpan("token", "list")[1]
    assert tongpan("token", "add", "lin", "--scope", "metrics")[0] != 0
    assert tongpan("token", "revoke", "tp_unheard")[0] != 0
    assert "没有启用" in tongpan("user", "reset-factor", "lin")[1]


def test_a_token_waits_like_its_owner_for_the_second_factor(client, desk, give, monkeypatch):
    made = give(Scope.READ)
    monkeypatch.setattr(desk.factors, "_needing", frozenset({Role.JUDGE}))
    answer = client.get("/api/v1/rules", headers=header(made))
    assert answer.json()["error"]["code"] == "second_factor_enrol"
