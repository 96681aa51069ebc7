"""Whoever takes in judgments loads nothing for telling, unless somebody waits to be told."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from service.cli.index import growing
from service.pending.opening import CaseEntry, CasePaper
from service.stock import open_stock
from service.store.subscription_records import SubscriptionRecords
from service.store.waiting import does_anybody_wait
from service.subscriptions.model import SubscriptionKind, Wish
from tests.service.pending.test_opening import COMPLAINT

NOW = datetime(2026, 11, 27, tzinfo=UTC)
WISH = Wish(kind=SubscriptionKind.SEARCH, subject="{}", title="逾期利息")


@pytest.fixture
def subscribed(engine, judge):
    """Return the number of a subscription that goes on."""
    return SubscriptionRecords(engine).begin(
        judge.account_id, WISH, digest="d", known=(), at=NOW, most=5
    )


def test_a_subscription_waits_until_it_ends(engine, judge, subscribed):
    assert does_anybody_wait(engine)
    SubscriptionRecords(engine).end(subscribed, account_id=judge.account_id, at=NOW)
    assert not does_anybody_wait(engine)


def test_a_pending_case_waits(engine, case_work, judge):
    case_work.pending.open(
        CasePaper(text=COMPLAINT, file_name=None),
        CaseEntry(handling_judge=judge.display_name),
        account_id=judge.account_id,
        now=NOW,
    )
    assert does_anybody_wait(engine)


def test_nobody_waits_where_nobody_asked(engine):
    assert not does_anybody_wait(engine)


@pytest.mark.parametrize("waits", [True, False])
def test_who_waits_is_told(waits, engine, settings, monkeypatch, request):
    if waits:
        request.getfixturevalue("subscribed")
    told = []
    monkeypatch.setattr("service.cli.matters.subscribing.tell_subscribers", told.append)
    with open_stock(settings, may_make=False) as stock:
        growing.tell_who_waits(stock)
    assert [each.settings for each in told] == [settings] * waits


def test_taking_in_judgments_loads_no_desks():
    program = (
        "import sys, service.cli.index.ingesting\n"
        "print(sorted({'service.house', 'fastapi', 'torch'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
