"""The board shows the last items of each column, tells how many there are, and leads to all."""

import re
from html import unescape

import pytest
from alembic import command
from sqlalchemy import insert, select

from corpus.store.engine import write_transaction
from service.actors import Role
from service.referral.conference.board import MOST_SHOWN
from service.referral.conference.vocabulary import Column
from service.referral.course.acts import Part
from service.referral.roster.model import Office, Rank
from service.store.database import migration_config
from service.store.matter_records import matter_people, matters

MORE = MOST_SHOWN + 7


@pytest.fixture
def vice(person):
    return person(
        "vice",
        "副院长",
        role=Role.LEADER,
        rank=Rank.SENIOR_3,
        offices=(Office.VICE_PRESIDENT,),
        division="",
    )


def copied(engine, matter_id, n):
    """Let a matter stand there several times more, open to the same people; return the ids."""
    ids = [f"{number:024x}" for number in range(n)]
    with write_transaction(engine) as connection:
        row = connection.execute(select(matters).where(matters.c.id == matter_id)).one()
        people = connection.execute(
            select(matter_people).where(matter_people.c.matter_id == matter_id)
        ).all()
        for number, each in enumerate(ids):
            title = f"{'甲乙'[number % 2]}问题{number}"
            connection.execute(insert(matters).values(row._asdict() | {"id": each, "title": title}))
            for who in people:
                connection.execute(
                    insert(matter_people).values(who._asdict() | {"matter_id": each})
                )
    return ids


def walked(client, headers, address):
    """Return the ids that all pages of a list lead to."""
    found = []
    while address:
        page = client.get(address, headers=headers).text
        found += re.findall(r'<td><a href="/conference(?:-item)?s/([0-9a-f]{24})"', page)
        link = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(link[1]) if link else None
    return found


def test_a_long_column_is_counted_whole_and_turned_over(
    at,
    engine,
    client,
    bearer_of,
    people,
    referral,
    vice,
):
    hall = at("admit")
    ids = {hall.item_id, *copied(engine, hall.item_id, MORE)}
    headers = bearer_of(vice)
    board = referral.conference_board
    assert len(board.of(vice).columns[Column.ADMITTED]) == MOST_SHOWN
    assert board.of(vice).counts[Column.ADMITTED] == MORE + 1
    page = client.get("/conferences", headers=headers).text
    assert '<a href="/conferences?column=admitted">查看全部</a>' in page
    assert f"<small>{MORE + 1}</small>" in page
    found = walked(client, headers, "/conferences?column=admitted")
    assert sorted(found) == sorted(ids)
    assert (
        len(walked(client, headers, "/conferences?column=admitted&words=甲问题")) == MORE // 2 + 1
    )
    # Whoever takes no part sees none of them, and no number.
    stranger = bearer_of(people.stranger)
    assert walked(client, stranger, "/conferences?column=admitted") == []
    assert board.of(people.stranger).counts == dict.fromkeys(Column, 0)
    assert client.get("/conferences?column=none", headers=headers).status_code == 200


def test_past_meetings_are_turned_over(at, engine, client, bearer_of, vice, hall):
    at("plan")
    hall.meeting(hall.people.host, "cancel", reason="人数不足")
    ids = {hall.meeting_id, *copied(engine, hall.meeting_id, MORE)}
    headers = bearer_of(vice)
    page = client.get("/conferences", headers=headers).text
    assert f"以往的会议（{MORE + 1}）" in page
    assert sorted(walked(client, headers, "/conferences?column=past")) == sorted(ids)


def test_who_stands_aside_is_noted_of_earlier_items_too(at, engine, people, referral, vice):
    hall = at("convene")
    hall.item(people.low, "recuse", {"account_id": people.low.account_id, "ground": "interest"})
    board = referral.conference_board

    def seen():
        parts = referral.records.parts_in(hall.item_id, people.low.account_id)
        return parts, board.of(people.low).counts, board.of(vice).counts[Column.SCHEDULED]

    before = seen()
    assert before == ({Part.RECUSED}, dict.fromkeys(Column, 0), 1)
    for step, revision in ((command.downgrade, "0025"), (command.upgrade, "head")):
        with write_transaction(engine) as connection:
            config = migration_config()
            config.attributes["connection"] = connection
            step(config, revision)
        if step is command.downgrade:
            assert not referral.records.parts_in(hall.item_id, people.low.account_id)
    assert seen() == before
