"""The house of the tests of the service, for ways that lead through many of its pages."""

import shutil
from functools import partial

import pytest

from service.app import create_app
from tests.journeys.browser import ClientBrowser
from tests.journeys.chromium import ChromiumBrowser, served
from tests.service.conftest import (  # noqa: F401 - fixtures used by name
    audit_launcher,
    audits,
    case_work,
    clock,
    closed,
    database_url,
    desk,
    edge,
    engine,
    following,
    index_shelf,
    jobs,
    quick_hashes,
    reading,
    referral,
    search,
    settings,
    shelf,
    started,
    tiers,
    woken,
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


IN_CHROMIUM = (pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(600))


@pytest.fixture(params=["client", pytest.param("chromium", marks=IN_CHROMIUM)])
def browse(request):
    """Opens a browser for somebody who signs in, with a window or without one."""
    app = create_app(request.getfixturevalue("edge"))
    if request.param == "client":
        yield partial(ClientBrowser, app)
        return
    with served(app) as address:
        yield partial(ChromiumBrowser, request.getfixturevalue("browser"), address)
