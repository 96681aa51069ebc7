"""A judge's day: sign in, read what is new, work on one screen, subscribe, come back to a notice."""

from datetime import date, timedelta

import pytest

from service.actors import Role
from tests.databases import stocked
from tests.journeys.browser import squeezed
from tests.journeys.court import Court
from tests.service.conftest import GOOD_PASSWORD
from tests.service.papers import WordIndex, papers
from tests.service.pending.test_opening import COMPLAINT

MONDAY = date(2026, 3, 2)
FACTS = "戊某通过银行转账向丁某出借二十万元，预先在本金中扣除利息，到期未归还本金。"


@pytest.fixture(scope="session")
def judgments():
    return papers()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("day"), judgments)


@pytest.fixture
def court(browse, desk, clock):
    made = Court(browse=browse, clock=clock)
    made.accounts["judge"] = desk.add(
        name="judge",
        display_name="王法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )
    yield made
    made.leave()


@pytest.fixture
def index(index_shelf, judgments):
    """Puts the first so many judgments into the index, as a night of work does."""

    def hold(number):
        index_shelf.index = WordIndex(judgments[:number], snapshot_id=f"s{number}")

    hold(3)
    return hold


def texts(tree, css):
    return [squeezed(each.text()) for each in tree.css(css)]


def test_a_day_of_a_judge(court, index, edge, clock, judgments):
    # Monday: the file becomes a case; it is read on the left, its similar cases on the right.
    court.on(MONDAY)
    judge = court["judge"]
    case = judge.upload("/cases", "/cases", name="起诉状.txt", content=COMPLAINT.encode())
    for panel in ("", "/related", "/divergence", "/file"):
        tree = judge.page(case + panel)
        assert "被告收货后未付款" in squeezed(tree.css_first("#paper").text())
        assert tree.css_first(".tabs [aria-current]").attributes["href"] == case + panel
    assert texts(judge.page("/cases"), ".tab-new") == []

    # At night the index grows; the timer looks for whoever works on cases.
    index(len(judgments) - 1)
    pending_id = case.rpartition("/")[2]
    kept = edge.pending.find(pending_id, account_id=court.accounts["judge"].account_id)
    edge.subscriptions.refresh([kept], now=clock())

    # Tuesday: the list of cases says what is new, the case shows it, and then it is known.
    court.on(MONDAY + timedelta(days=1))
    judge = court["judge"]
    (new,) = texts(judge.page("/cases"), ".case-list .news-line")
    assert new.startswith("类案")
    shown = judge.page(case)
    assert "自上次查看以来" in squeezed(shown.css_first(".desk-news").text())
    assert judge.page(case).css_first(".desk-news") is None

    # What is searched by is kept, and the case is followed.
    judge.send(case, "/subscriptions", where={"case": pending_id})
    found = judge.send("/search", "/search", where={}, text=FACTS)
    judge.send(found, "/subscriptions", where={"act": "subscribe"})
    assert "已订阅" in judge.words(found)
    assert len(judge.page("/subscriptions").css(".subscription-item")) == 2

    # At night again; nobody does anything but the timer, twice.
    index(len(judgments))
    assert edge.subscriptions.run(now=clock()).n_notices >= 1
    assert edge.subscriptions.run(now=clock()).n_notices == 0

    # Wednesday: one notice, why it came, and from there to a judgment.
    court.on(MONDAY + timedelta(days=2))
    judge = court["judge"]
    tree = judge.page("/notices")
    (saved,) = [
        squeezed(each.text())
        for each in tree.css(".notice-item")
        if "因您保存并订阅了这项检索" in each.text()
    ]
    assert "篇裁判文书" in saved
    listed = judge.follow("/notices", 'a.button[href="/subscriptions/2"]')
    link = listed.css_first('.case-list a[href^="/judgments/"]').attributes["href"]
    assert judge.sees(link)

    # It has told enough.
    judge.send("/subscriptions", "/subscriptions", where={"number": "2"}, press=("act", "end"))
    assert len(judge.page("/subscriptions").css(".subscription-item")) == 1
