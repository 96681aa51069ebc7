"""What one search over HTTP asks of the database: each thing once, and written once."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from corpus.store.closing import SqlClosings
from corpus.store.sql import SqlJudgmentStore
from service.actors import Role
from service.store.account_records import AccountRecords

FACTS = "被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克，被民警查获"
SIMILAR = "/api/v1/similar"
# Who asks, with which clearances, and the line of the trail behind the last one.
AROUND = ["accounts", "clearances", "trail", "INSERT INTO trail"]


@contextmanager
def asked_of(engine):
    """Note the statements that read or write rows, and the transactions that are kept."""
    said, kept = [], []

    def note(_connection, _cursor, statement, _parameters, _context, _many):
        words = statement.split()
        if words[0] == "SELECT" and "FROM" in words:
            said.append(words[words.index("FROM") + 1])
        elif words[0] not in {"BEGIN", "SELECT", "SET"}:
            said.append(" ".join(words[:3]))

    def keep(_connection):
        kept.append(True)

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", keep)
    try:
        yield said, kept
    finally:
        event.remove(engine, "before_cursor_execute", note)
        event.remove(engine, "commit", keep)


def test_a_search_asks_each_thing_once_and_writes_one_line(client, bearer, engine):
    client.post(SIMILAR, json={"text": FACTS}, headers=bearer)
    with asked_of(engine) as (said, kept):
        assert client.post(SIMILAR, json={"text": FACTS}, headers=bearer).status_code == 200
    assert said == AROUND
    assert len(kept) == 1


def test_what_is_closed_and_the_hits_are_a_question_each(engine):
    # The search of these tests has its judgments in memory.
    store, closings = SqlJudgmentStore(engine), SqlClosings(engine)
    ids = store.states().ids()
    with asked_of(engine) as (said, kept):
        closings.ids()
        assert len(store.get_listed(ids)) == len(ids) > 1
    assert len(said) == 2
    assert not kept


@pytest.mark.parametrize("factor", ["none", "offered", "held"])
@pytest.mark.parametrize("roles", [[], [Role.JUDGE], [Role.LEADER, Role.AUDITOR, Role.JUDGE]])
def test_a_session_tells_of_its_account_what_is_stored_of_it(roles, factor, engine, judge, clock):
    records, now = AccountRecords(engine), clock()
    records.set_roles(judge.account_id, roles)
    records.open_session(
        judge.account_id, token_digest="d" * 64, now=now, expires_at=now + timedelta(hours=1)
    )
    if factor != "none":
        records.factors.offer(judge.account_id, "sealed")
    if factor == "held":
        records.factors.confirm(judge.account_id, step=1, digests=["e" * 64], now=now)
    session = records.find_session("d" * 64)
    assert session.account == records.get("judge")
    assert session.account.roles == tuple(sorted(roles))
    assert session.account.has_factor is (factor == "held")
    assert (session.seen_at, session.expires_at) == (now, now + timedelta(hours=1))
    assert records.find_session("f" * 64) is None


def test_what_is_taken_away_is_taken_with_the_next_search(client, bearer, desk):
    assert client.post(SIMILAR, json={"text": FACTS}, headers=bearer).status_code == 200
    desk.set_roles("judge", [Role.TRAIL_AUDITOR])
    assert client.post(SIMILAR, json={"text": FACTS}, headers=bearer).status_code == 403
    desk.set_roles("judge", [Role.JUDGE])
    assert client.post(SIMILAR, json={"text": FACTS}, headers=bearer).status_code == 200
    desk.set_enabled("judge", is_enabled=False)
    assert client.post(SIMILAR, json={"text": FACTS}, headers=bearer).status_code == 401
