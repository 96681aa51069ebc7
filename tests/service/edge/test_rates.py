"""How much is answered in a minute, by whom it is counted and what is said beyond."""

import time

import pytest
from starlette.requests import Request

from service.app import create_app
from service.edge.permissions import NEEDS
from service.edge.rates import _ADDRESSES, Rated, Rates, network_of, rated_at
from service.errors import TooManyRequestsError
from tests.service.conftest import GOOD_PASSWORD, form_token_of


def asked(path, *, method="POST", host="10.0.0.1"):
    return Request(
        {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [],
            "query_string": b"",
            "server": ("court", 80),
            "client": (host, 1),
        }
    )


@pytest.fixture
def hurried(settings):
    return settings.model_copy(
        update={"sign_ins_per_minute": 3, "searches_per_minute": 2, "uploads_per_minute": 0}
    )


@pytest.fixture
def now(monkeypatch):
    """The clock of the library, moved by the test."""
    moment = [time.time()]
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: moment[0])
    return moment


def test_every_counted_address_is_one_of_the_table_of_permissions():
    assert set(_ADDRESSES) <= set(NEEDS)


@pytest.mark.parametrize(
    ("method", "path", "rated"),
    [
        ("POST", "/sign-in", Rated.SIGN_IN),
        ("GET", "/sign-in", None),
        ("POST", "/sign-in/factor", Rated.SIGN_IN),
        ("POST", "/api/v1/similar", Rated.SEARCH),
        ("POST", "/api/v1/similar/file", Rated.UPLOAD),
        ("GET", "/results/abc", Rated.SEARCH),
        ("GET", "/results/abc/hits/x", None),
        ("POST", "/cases/abc/check", Rated.UPLOAD),
        ("POST", "/unheard-of", None),
    ],
)
def test_what_an_address_counts_as(method, path, rated):
    assert rated_at(method, path) is rated


def test_beyond_the_bound_it_is_said_how_long_to_wait(hurried, judge, now):
    rates = Rates(hurried)
    for _ in range(2):
        rates.count(asked("/search"), judge)
    now[0] += 20
    with pytest.raises(TooManyRequestsError) as refused:
        rates.count(asked("/search"), judge)
    assert refused.value.seconds == 40
    now[0] += 41
    rates.count(asked("/search"), judge)


def test_accounts_and_addresses_are_counted_apart(hurried, judge, clock, desk, now):
    other = desk.add(name="lin", display_name="", password=GOOD_PASSWORD, roles=[], now=clock())
    rates = Rates(hurried)
    for actor in (judge, other):
        for _ in range(2):
            rates.count(asked("/search"), actor)
    for host in ("10.0.0.1", "10.0.0.2"):
        for _ in range(3):
            rates.count(asked("/sign-in", host=host), None)
    with pytest.raises(TooManyRequestsError):
        rates.count(asked("/sign-in", host="10.0.0.2"), None)


def test_nought_sets_no_bound(hurried, judge, now):
    rates = Rates(hurried)
    for _ in range(50):
        rates.count(asked("/check"), judge)


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_by_what_an_address_is_counted(host, counted):
    assert network_of(asked("/sign-in", host=host)) == counted


def test_the_interface_answers_429_in_its_shape(client_of, bearer):
    client = client_of(searches_per_minute=1)
    for status in (400, 429):
        answer = client.post("/api/v1/similar", json={"text": "短"}, headers=bearer)
        assert answer.status_code == status
    assert answer.json()["error"]["code"] == "too_many_requests"
    assert 0 < int(answer.headers["retry-after"]) <= 60


def test_pages_answer_429_in_words(client_of):
    client = client_of(sign_ins_per_minute=1)
    for status in (401, 429):
        page = client.get("/sign-in")
        data = {"name": "x", "password": "y", "form_token": form_token_of(page)}
        answer = client.post("/sign-in", data=data)
        assert answer.status_code == status
    assert "操作过于频繁" in answer.text
    assert int(answer.headers["retry-after"])


def test_a_locked_name_is_told_for_how_long(client, judge, settings):
    for _ in range(settings.lockout_failures):
        answer = client.post("/api/v1/sessions", json={"name": "judge", "password": "wrong"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) == settings.lockout_minutes * 60


@pytest.fixture
def client_of(edge):
    from dataclasses import replace

    from fastapi.testclient import TestClient

    def made(**bounds):
        settings = edge.settings.model_copy(update=bounds)
        return TestClient(create_app(replace(edge, settings=settings)), follow_redirects=False)

    return made
