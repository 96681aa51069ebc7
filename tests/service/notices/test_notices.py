"""A notice reaches the one whom it concerns, once, and nobody else."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.actors import Role
from service.errors import PageNotFoundError
from service.notices.desk import NoticeDesk
from service.notices.model import Notice, NoticeKind, Recipient
from service.store.database import prepare_database
from service.store.notice_records import NoticeRecords, Reader
from tests.quick_databases import blank_database
from tests.service.conftest import GOOD_PASSWORD, form_token_of

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def notices(case_work):
    return case_work.notices


@pytest.fixture
def colleague(desk, clock):
    return desk.add(
        name="other",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )


def notice(*keys, to, kind=NoticeKind.PENDING_LIKE, subject="c1"):
    return Notice(
        kind=kind,
        keys=keys,
        to=to,
        subject=subject,
        address="/cases/c1/divergence",
        sentence=f"在审的{'、'.join(keys)}<b>",
        why="您是承办法官",
    )


def to(actor):
    return Recipient(name=actor.display_name, account_id=actor.account_id)


def test_the_same_is_told_once(notices, judge):
    assert notices.send([notice("a", to=to(judge))], now=NOW) == 1
    assert notices.send([notice("a", to=to(judge))] * 3, now=NOW) == 0
    (kept,) = notices.of(judge)
    assert (kept.notice.keys, kept.is_unread) == (("a",), True)


def test_what_is_told_with_something_known_is_known_too(notices, judge):
    """Of a series one is told once; a member that joins it is not told by itself either."""
    notices.send([notice("a", "b", to=to(judge))], now=NOW)
    assert notices.send([notice("b", "c", to=to(judge))], now=NOW) == 0
    assert notices.send([notice("c", to=to(judge))], now=NOW) == 0
    (kept,) = notices.of(judge)
    assert kept.notice.keys == ("a", "b", "c")


def test_others_see_and_count_nothing(notices, judge, colleague):
    notices.send([notice("a", to=to(judge))], now=NOW)
    (kept,) = notices.of(judge)
    assert notices.of(colleague) == ()
    assert notices.n_unread(colleague) == 0
    for act in (
        lambda: notices.read(colleague, kept.number, now=NOW),
        lambda: notices.mute(colleague, kept.number, is_muted=True),
    ):
        with pytest.raises(PageNotFoundError):
            act()
    notices.read(colleague, now=NOW)
    assert notices.n_unread(judge) == 1


def test_a_name_without_an_account_is_told_once_it_has_one(notices, desk, clock):
    notices.send([notice("a", to=Recipient(name="赵法官"))], now=NOW)
    new = desk.add(
        name="zhao", display_name="赵法官", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )
    assert notices.n_unread(new) == 1
    # Sent to the account now, it is still the same.
    assert notices.send([notice("a", to=to(new))], now=NOW) == 0


def test_a_name_that_two_bear_tells_neither(notices, desk, clock, judge):
    notices.send([notice("a", to=Recipient(name="王法官"))], now=NOW)
    assert notices.n_unread(judge) == 1
    desk.add(
        name="wang2",
        display_name="王法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )
    assert notices.n_unread(judge) == 0
    assert notices.of(judge) == ()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.LEADER, Role.ADMINISTRATOR])
def test_a_name_tells_only_who_hears_cases(notices, desk, clock, role):
    namesake = desk.add(
        name="namesake", display_name="赵法官", password=GOOD_PASSWORD, roles=[role], now=clock()
    )
    notices.send([notice("a", to=Recipient(name="赵法官"))], now=NOW)
    assert notices.of(namesake) == ()


def test_read_and_muted_notices_no_longer_wait(notices, judge):
    notices.send([notice("a", to=to(judge)), notice("b", to=to(judge))], now=NOW)
    first, second = sorted(notices.of(judge), key=lambda each: each.number)
    notices.read(judge, first.number, now=NOW)
    assert notices.n_unread(judge) == 1
    notices.mute(judge, second.number, is_muted=True)
    assert notices.n_unread(judge) == 0
    notices.send(
        [
            notice("c", to=to(judge)),
            notice("d", to=to(judge), subject="c2"),
            notice("e", to=to(judge), kind=NoticeKind.PENDING_CONFLICT),
        ],
        now=NOW,
    )
    waiting = {key for each in notices.of(judge) if each.is_unread for key in each.notice.keys}
    # Muted is one kind about one case, never more.
    assert waiting == {"d", "e"}
    notices.mute(judge, second.number, is_muted=False)
    assert notices.n_unread(judge) == 4


def test_unread_ones_stand_first_then_the_newest(notices, judge):
    notices.send([notice(key, to=to(judge)) for key in "abc"], now=NOW)
    last = max(notices.of(judge), key=lambda each: each.number)
    notices.read(judge, last.number, now=NOW)
    assert [each.notice.keys for each in notices.of(judge)] == [("b",), ("a",), ("c",)]


def test_processes_that_send_at_once_send_once(settings, engine, judge):
    engines = [prepare_database(settings.database_address) for _ in range(4)]
    desks = [NoticeDesk(records=NoticeRecords(each)) for each in engines]
    ready = Barrier(len(desks))
    new = []

    def send(desk):
        ready.wait()
        new.append(desk.send([notice("a", "b", to=to(judge))], now=NOW))

    threads = [Thread(target=send, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # A connection that is left open is told of whenever it is collected, in whichever test that is.
    for each in engines:
        each.dispose()
    assert sum(new) == 1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("甲乙"), st.sets(st.sampled_from("abcdef"), min_size=1)),
        max_size=12,
    )
)
def test_whatever_is_sent_in_whatever_order_each_key_is_told_once(sent):
    engine = blank_database()
    desk = NoticeDesk(records=NoticeRecords(engine))
    for name, keys in sent:
        desk.send([notice(*sorted(keys), to=Recipient(name=name))], now=NOW)
    for name in "甲乙":
        told = [
            key
            for each in desk.records.of(Reader(account_id=0, name=name), most=99)
            for key in each.notice.keys
        ]
        assert sorted(told) == sorted({key for to_, keys in sent if to_ == name for key in keys})


def test_the_page_counts_shows_and_marks(desk_client, notices, judge):
    assert "条未读" not in desk_client.get("/search").text
    notices.send([notice("a", to=to(judge)), notice("b", to=to(judge))], now=NOW)
    assert "2 条未读" in desk_client.get("/search").text
    page = desk_client.get("/notices")
    assert "在审的a&lt;b&gt;" in page.text
    assert "为什么提醒您" in page.text
    fields = {"form_token": form_token_of(page)}
    number = notices.of(judge)[0].number
    assert (
        desk_client.post(
            "/notices", data={**fields, "act": "read", "number": str(number)}
        ).status_code
        == 303
    )
    assert "1 条未读" in desk_client.get("/search").text
    desk_client.post("/notices", data={**fields, "act": "read_all"})
    assert "条未读" not in desk_client.get("/search").text
    for wrong in ({"act": "shout"}, {"act": "read"}, {"act": "read", "number": "x"}):
        assert desk_client.post("/notices", data={**fields, **wrong}).status_code == 422
    gone = desk_client.post("/notices", data={**fields, "act": "mute", "number": "999"})
    assert gone.status_code == 404


def test_programs_read_and_change_their_own(client, bearer, notices, judge, colleague):
    notices.send([notice("a", to=to(judge)), notice("b", to=to(colleague))], now=NOW)
    told = client.get("/api/v1/notices", headers=bearer).json()
    assert [each["sentence"] for each in told["notices"]] == ["在审的a<b>"]
    assert told["n_unread"] == 1
    number = told["notices"][0]["number"]
    read = client.patch(f"/api/v1/notices/{number}", headers=bearer, json={"is_read": True})
    assert read.json()["n_unread"] == 0
    others = notices.of(colleague)[0].number
    refused = client.patch(f"/api/v1/notices/{others}", headers=bearer, json={"is_muted": True})
    assert refused.status_code == 404
