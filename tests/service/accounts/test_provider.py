"""Signing in by an identity provider: there and back over real sockets, and every way to cheat."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx2
import pyotp
import pytest
from fastapi.testclient import TestClient

from service.accounts.errors import ProviderUnreachableError
from service.accounts.provider import Provider
from service.accounts.provider_choice import provider_of
from service.actors import Role
from service.app import create_app
from service.audit_trail.desk import Wanted
from service.errors import SettingsError
from service.settings import Settings
from tests.service.accounts.identity_provider import CLIENT, SECRET, IdentityProvider, served
from tests.service.conftest import GOOD_PASSWORD


@pytest.fixture
def provider(clock):
    with served(IdentityProvider(clock)) as running:
        yield running


@pytest.fixture
def with_provider(settings, provider):
    return settings.model_copy(
        update={
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": Settings(oidc_client_secret=SECRET).oidc_client_secret,
            "public_address": "http://127.0.0.1:8000",
        }
    )


@pytest.fixture
def browser(edge, with_provider, judge):
    app = create_app(replace(edge, settings=with_provider))
    with TestClient(app, follow_redirects=False) as made:
        yield made


def there(browser, address="/sign-in/provider"):
    """Go to the provider and come back with what it gave; gives the address to load."""
    away = browser.get(address)
    assert away.status_code == 303
    back = httpx2.get(away.headers["location"], trust_env=False).headers["location"]
    assert back.startswith("http://127.0.0.1:8000/sign-in/provider/return?")
    return back.removeprefix("http://127.0.0.1:8000")


def test_whom_the_provider_answers_for_is_signed_in(browser, edge):
    assert "统一身份认证登录" in browser.get("/sign-in?next=/cases").text
    answer = browser.get(there(browser, "/sign-in/provider?next=/cases"))
    assert answer.headers["location"] == "/cases"
    assert browser.get("/cases").status_code == 200
    line = edge.trail.newest(Wanted(limit=2))[1].deed
    assert (line.action, line.doer, line.roles) == ("sign_in", "judge", "judge")


def test_without_settings_there_is_no_provider(client):
    assert provider_of(Settings()) is None
    assert "统一身份认证" not in client.get("/sign-in").text
    assert client.get("/sign-in/provider").status_code == 404
    assert client.get("/sign-in/provider/return").status_code == 404


def refused(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 403
    assert "tongpan_session" not in answer.headers.get("set-cookie", "")
    assert browser.get("/cases").headers["location"].startswith("/sign-in")
    return answer


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another client"},
        {"aud": None},
        {"aud": [CLIENT, "another"]},  # without azp
        {"azp": "another client"},
        {"iss": "http://evil.example"},
        {"iss": None},
        {"nonce": "of another leave"},
        {"nonce": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"preferred_username": None},
        {"preferred_username": ["judge"]},
        {"preferred_username": ""},
        {"preferred_username": "nobody"},
        {"at_hash": "of another access token"},
    ],
    ids=str,
)
def test_a_word_that_does_not_fit_signs_nobody_in(browser, provider, claims):
    provider.claims = claims
    refused(browser, there(browser))


@pytest.mark.parametrize("cheat", ["sign_with_another_key", "sign_with_a_key_of_both_sides"])
def test_a_word_signed_otherwise_signs_nobody_in(browser, provider, cheat):
    getattr(provider, cheat)()
    refused(browser, there(browser))


def test_a_word_that_is_not_signed_signs_nobody_in(browser, provider, monkeypatch):
    signed = provider._word
    monkeypatch.setattr(provider, "_word", lambda nonce: unsigned(signed(nonce)))
    refused(browser, there(browser))


def unsigned(word):
    # {"alg":"none"} in place of the header, and nothing for a signature.
    return f"eyJhbGciOiJub25lIn0.{word.split('.')[1]}."


def test_a_state_that_is_not_this_browsers_signs_nobody_in(browser):
    address = there(browser)
    given = parse_qs(urlsplit(address).query)
    refused(browser, f"/sign-in/provider/return?code={given['code'][0]}&state=another")


def test_the_return_of_somebody_elses_leave_signs_nobody_in(browser, edge, with_provider):
    other = TestClient(create_app(replace(edge, settings=with_provider)), follow_redirects=False)
    refused(other, there(browser))


def test_a_leave_is_good_once_and_for_a_while(browser, clock):
    address = there(browser)
    assert browser.get(address).status_code == 303
    browser.cookies.delete("tongpan_session")
    refused(browser, address)
    address = there(browser)
    clock.forward(minutes=11)
    refused(browser, address)


def test_a_code_that_the_provider_does_not_take_signs_nobody_in(browser, provider):
    address = there(browser)
    provider.grants = False
    refused(browser, address)


def test_the_provider_gives_no_right_and_opens_no_closed_account(browser, provider, desk, clock):
    provider.claims = {"roles": ["administrator"], "groups": ["security_officer"]}
    browser.get(there(browser))
    assert desk.find("judge").roles == (Role.JUDGE,)
    assert browser.get("/system").status_code == 403
    browser.cookies.clear()
    desk.set_enabled("judge", is_enabled=False)
    assert "没有对应的账号" in refused(browser, there(browser)).text
    assert len(desk.all()) == 1


@pytest.mark.parametrize(
    ("answers_for_it", "next_address"), [(False, "/sign-in/factor"), (True, "/")]
)
def test_the_second_factor_is_asked_for_unless_the_provider_answers_for_it(
    edge, with_provider, judge, desk, clock, answers_for_it, next_address
):
    offer = desk.offer_factor(judge, password=GOOD_PASSWORD, code="", now=clock())
    desk.factors.confirm(judge.account_id, pyotp.TOTP(offer.secret).at(clock()), now=clock())
    settings = with_provider.model_copy(update={"oidc_second_factor": answers_for_it})
    browser = TestClient(create_app(replace(edge, settings=settings)), follow_redirects=False)
    answer = browser.get(there(browser))
    assert answer.headers["location"].split("?")[0] == next_address


def test_nobody_is_led_elsewhere_afterwards(browser):
    answer = browser.get(there(browser, "/sign-in/provider?next=//evil.example"))
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("place", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_no_other_host_is_ever_asked(browser, provider, place):
    provider.described = {place: "http://127.0.0.1:9/elsewhere"}
    answer = browser.get("/sign-in/provider")
    assert answer.status_code == 503
    assert "没有响应" in answer.text


@pytest.mark.parametrize(
    "described", [{"issuer": "http://evil.example"}, {"token_endpoint": None}, {"jwks_uri": ""}]
)
def test_a_description_that_is_not_the_providers_is_not_used(browser, provider, described):
    provider.described = described
    assert browser.get("/sign-in/provider").status_code == 503


def test_the_client_itself_refuses_other_hosts(with_provider):
    with Provider(with_provider)._client() as client, pytest.raises(ProviderUnreachableError):
        client.request("GET", "http://127.0.0.1:9/", withhold_token=True)


def test_a_provider_that_is_down_leaves_the_password(browser, with_provider, edge):
    settings = with_provider.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    app = create_app(replace(edge, settings=settings))
    answer = TestClient(app, follow_redirects=False).get("/sign-in/provider")
    assert answer.status_code == 503
    assert "密码登录" in answer.text


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"oidc_issuer": "http://sso.court.example"}, "OIDC_ISSUER"),
        ({"oidc_issuer": "sso.court.example"}, "OIDC_ISSUER"),
        ({"oidc_issuer": "https://user@sso.court.example"}, "OIDC_ISSUER"),
        ({"public_address": ""}, "PUBLIC_ADDRESS"),
        ({"oidc_client_id": ""}, "OIDC_CLIENT_ID"),
        ({"oidc_authority": "/nowhere/ca.pem"}, "OIDC_AUTHORITY"),
    ],
    ids=str,
)
def test_settings_that_cannot_work_are_told(changes, named):
    right = {
        "oidc_issuer": "https://sso.court.example/realm",
        "oidc_client_id": "tongpan",
        "public_address": "https://tongpan.court.example",
    }
    assert provider_of(Settings(**right)) is not None
    with pytest.raises(SettingsError, match=f"TONGPAN_{named}"):
        provider_of(Settings(**{**right, **changes}))
