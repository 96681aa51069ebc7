"""Every long list is turned over in one way: nothing stands twice, nothing is left out."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.actors import Role
from service.notices.model import Notice, NoticeKind, Recipient
from service.store.account_records import WantedAccounts
from service.web.pieces.paging import PER_PAGE, Paging
from tests.service.conftest import GOOD_PASSWORD
from tests.service.test_account_pages import signed_in


@given(
    st.integers(0, 400),
    st.integers(1, 30),
    st.integers(1, 50),
    st.dictionaries(st.text(), st.text()),
)
def test_pages_part_a_list_and_lead_from_one_to_the_next(n, asked_for, per_page, asked):
    whole = list(range(n))
    paging = Paging(n=n, asked_for=asked_for, path="/x", asked=asked, per_page=per_page)
    assert 1 <= paging.at <= paging.n_pages
    shown = paging.of(whole)
    assert len(shown) == (paging.last - paging.first + 1 if n else 0)
    assert list(shown) == whole[paging.skip : paging.skip + per_page]
    parts = [
        Paging(n=n, asked_for=at, path="/x", per_page=per_page).of(whole)
        for at in range(1, paging.n_pages + 1)
    ]
    assert [each for part in parts for each in part] == whole
    assert bool(paging.before) == (paging.at > 1)
    assert bool(paging.more) == (paging.at < paging.n_pages)


def walk(client, address):
    """Return the texts of all pages of a list, by the links that each gives."""
    found = []
    while address:
        page = client.get(address)
        assert page.status_code == 200, address
        found.append(page.text)
        link = re.search(r'href="([^"]+)" rel="next"', page.text)
        address = unescape(link[1]) if link else None
        assert len(found) < 20
    return found


@pytest.fixture
def officer(client, desk, clock):
    desk.add(
        name="zz-officer",
        display_name="安",
        password=GOOD_PASSWORD,
        roles=[Role.SECURITY_OFFICER],
        now=clock(),
    )
    signed_in(client, "zz-officer", GOOD_PASSWORD)
    return client


@pytest.fixture
def many(desk, clock):
    names = [f"p{n:03}" for n in range(2 * PER_PAGE + 5)]
    for n, name in enumerate(names):
        desk.add(
            name=name,
            display_name=f"{'甲乙'[n % 2]}同志{n}",
            password=GOOD_PASSWORD,
            roles=[Role.JUDGE if n % 5 else Role.SECRETARY],
            now=clock(),
        )
    desk.set_enabled("p007", is_enabled=False)
    return names


def rows_in(page):
    return re.findall(r'<th scope="row">([^<]+)</th>', page)


def test_accounts_are_turned_over_looked_for_and_filtered(officer, desk, many):
    pages = walk(officer, "/accounts")
    assert [len(rows_in(each)) for each in pages] == [PER_PAGE, PER_PAGE, 6]
    assert [name for each in pages for name in rows_in(each)] == [*many, "zz-officer"]
    assert "第 51—100 条，共 106 条" in pages[1]
    found = walk(officer, "/accounts?words=甲同志&role=judge")
    assert [name for each in found for name in rows_in(each)] == [
        name for n, name in enumerate(many) if n % 2 == 0 and n % 5
    ]
    assert rows_in(officer.get("/accounts?open=no").text) == ["p007"]
    assert "没有符合条件的账号" in officer.get("/accounts?words=nobody").text
    # Beyond the last page stands the last one, and what is no number is the first.
    assert rows_in(officer.get("/accounts?at=99").text)[-1] == "zz-officer"
    assert rows_in(officer.get("/accounts?at=x").text)[0] == "p000"
    assert desk.count(WantedAccounts(words="100%")) == 0


def test_notices_are_turned_over_the_unread_first(client, edge, desk, judge, clock):
    signed_in(client, "judge", GOOD_PASSWORD)
    n = PER_PAGE + 7
    edge.notices.send(
        [
            Notice(
                kind=NoticeKind.PENDING_LIKE,
                keys=(f"k{each}",),
                to=Recipient(name=judge.display_name, account_id=judge.account_id),
                subject=f"c{each}",
                address="/cases",
                sentence=f"第{each}件。",
                why="您是承办法官",
            )
            for each in range(n)
        ],
        now=clock(),
    )
    newest = edge.notices.of(judge)[0].number
    edge.notices.read(judge, newest, now=clock())
    told = [each for page in walk(client, "/notices") for each in re.findall(r"第(\d+)件。", page)]
    assert [int(each) for each in told] == [*range(n - 2, -1, -1), n - 1]
