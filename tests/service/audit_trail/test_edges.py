"""The trail on the command line, on its page and by its interface."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete

from service.actors import Role
from service.cli.main import command_words
from service.store.database import open_database
from service.store.trail_records import trail
from tests.service.audit_trail.test_chain import deed
from tests.service.conftest import GOOD_PASSWORD, form_token_of


@pytest.fixture
def reader(client, desk, clock):
    desk.add(
        name="reader",
        display_name="沈",
        password=GOOD_PASSWORD,
        roles=[Role.TRAIL_AUDITOR],
        now=clock(),
    )
    page = client.get("/sign-in")
    answer = client.post(
        "/sign-in",
        data={"name": "reader", "password": GOOD_PASSWORD, "form_token": form_token_of(page)},
    )
    assert answer.status_code == 303
    return client


def test_the_page_shows_filters_and_verifies(reader, bearer, judgments):
    reader.get(f"/api/v1/judgments/{judgments[0].id}", headers=bearer)
    page = reader.get("/audit-trail")
    assert "read_judgment" in page.text
    assert "sign_in" in page.text
    some = reader.get("/audit-trail", params={"account": "judge", "subject": judgments[0].id})
    assert "read_judgment" in some.text
    assert "sign_in" not in some.text
    assert "没有用户名为" in reader.get("/audit-trail", params={"account": "nobody"}).text
    told = reader.post("/audit-trail", data={"form_token": form_token_of(page)})
    assert "留痕完整" in told.text


@pytest.fixture
def of_february(edge, judge):
    """Lines of the judge of three days of February, before those of today."""
    for day in (10, 11, 12):
        at = datetime(2026, 2, day, 20, 0, tzinfo=UTC)
        edge.trail.note(replace(deed(1), at=at, account_id=judge.account_id, doer="judge"))


def n_lines(page):
    return page.text.count('<td class="n">')


def test_the_page_and_its_export_take_days_and_a_person(of_february, reader):
    # Eight in the evening in UTC is the next day of the courts.
    for first, last, n in (("2026-02-12", "2026-02-12", 1), ("2026-02-12", "2026-02-13", 2)):
        shown = reader.get("/audit-trail", params={"first": first, "last": last})
        assert n_lines(shown) == n
        assert f'name="first" value="{first}"' in shown.text
    assert n_lines(reader.get("/audit-trail", params={"last": "2026-02-28"})) == 3
    assert n_lines(reader.get("/audit-trail", params={"first": "2099-01-01"})) == 0
    export = "/audit-trail/export"
    theirs = reader.get(export, params={"first": "2026-02-12", "account": "judge"}).text
    assert [json.loads(line)["doer"] for line in theirs.splitlines()] == ["judge"] * 2
    assert len(reader.get(export).text.splitlines()) > 3
    for wrong in ({"account": "nobody"}, {"first": "yesterday"}):
        assert reader.get(export, params=wrong).status_code == 422
    assert reader.get("/audit-trail", params={"first": "2026-13-01"}).status_code == 422


def test_the_interface_takes_moments(of_february, reader):
    def days(**asked):
        found = reader.get("/api/v1/audit-trail", params={"limit": 999, **asked}).json()["lines"]
        return [each["at"][:10] for each in found]

    moment = "2026-02-11T20:00:00Z"
    assert days(until=moment) == ["2026-02-10"]
    assert days(since=moment, until="2026-02-28T00:00:00+08:00") == ["2026-02-12", "2026-02-11"]
    # Without its zone a moment is none.
    wrong = reader.get("/api/v1/audit-trail", params={"since": "2026-02-11T20:00:00"})
    assert wrong.status_code == 422


def test_the_page_says_what_is_wrong(reader, engine):
    token = form_token_of(reader.get("/audit-trail"))
    with engine.begin() as connection:
        connection.execute(delete(trail))
    told = reader.post("/audit-trail", data={"form_token": token})
    assert "留痕不完整" in told.text
    assert "末尾被截去" in told.text


def test_the_desk_leads_to_the_page_and_to_no_other(reader):
    assert reader.get("/").headers["location"] == "/audit-trail"
    for address in ("/search", "/system", "/cases", "/rules"):
        assert reader.get(address).status_code == 403


def test_pages_go_back_to_the_first_line(reader, edge):
    for _ in range(120):
        reader.get("/system")
    page = reader.get("/audit-trail")
    assert "更早的" in page.text
    older = reader.get("/audit-trail", params={"below": "30"})
    assert "sign_in" in older.text
    assert "更早的" not in older.text


def test_the_interface_gives_lines_and_verifies(client, reader, desk, clock):
    answer = client.post("/api/v1/sessions", json={"name": "reader", "password": GOOD_PASSWORD})
    headers = {"authorization": f"Bearer {answer.json()['token']}"}
    lines = client.get("/api/v1/audit-trail", params={"limit": 1}, headers=headers).json()["lines"]
    assert [line["action"] for line in lines] == ["sign_in"]
    told = client.post("/api/v1/audit-trail/verification", headers=headers).json()
    assert told["is_whole"]
    assert told["head"].startswith(f"{told['n_lines']}:")


def test_commands_are_written_down_without_their_arguments(tongpan):
    _, out, _ = tongpan("user", "add", "lin", "--role", "judge", "--generate", "--json")
    assert json.loads(out)["name"] == "lin"
    tongpan("user", "disable", "nobody")
    code, out, _ = tongpan("audit-trail", "verify", "--json")
    assert code == 0
    assert json.loads(out)["lines"] == 2
    _, out, _ = tongpan("audit-trail", "head")
    head = out.strip()
    code, _, _ = tongpan("audit-trail", "verify", "--head", head)
    assert code == 0


def test_an_export_is_a_new_file_for_its_owner(tongpan, tmp_path):
    tongpan("user", "add", "lin", "--role", "judge", "--generate")
    tongpan("user", "disable", "nobody")
    out = tmp_path / "trail.jsonl"
    assert tongpan("audit-trail", "export", "--out", str(out))[0] == 0
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(line["action"], line["subject"], line["outcome"]) for line in lines] == [
        ("tongpan user add", "lin", "done"),
        ("tongpan user disable", "nobody", "refused"),
    ]
    assert out.stat().st_mode & 0o077 == 0
    lin = tmp_path / "lin.jsonl"
    assert tongpan("audit-trail", "export", "--account", "lin", "--out", str(lin))[0] == 0
    assert lin.read_text("utf-8") == ""
    assert tongpan("audit-trail", "export", "--account", "no", "--out", str(tmp_path / "n"))[0] == 1
    assert not (tmp_path / "n").exists()
    with pytest.raises(FileExistsError):
        tongpan("audit-trail", "export", "--out", str(out))


def test_what_is_too_young_is_not_put_away(tongpan, tmp_path):
    tongpan("user", "add", "lin", "--role", "judge", "--generate")
    out = tmp_path / "old.jsonl"
    code, _, err = tongpan("audit-trail", "put-away", "--before", "2099-01-01", "--out", str(out))
    assert code == 1
    assert "36个月" in err
    assert not out.exists()
    code, _, _ = tongpan("audit-trail", "put-away", "--before", "2001-01-01", "--out", str(out))
    assert code == 0


def test_a_trail_that_was_cut_ends_with_four(tongpan, settings):
    tongpan("user", "add", "lin", "--role", "judge", "--generate")
    tongpan("user", "add", "wang", "--role", "judge", "--generate")
    engine = open_database(settings.database_address)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM trail WHERE number = 2")
    engine.dispose()
    code, out, _ = tongpan("audit-trail", "verify")
    assert code == 4
    assert "末尾被截去" in out


@pytest.mark.parametrize("head", ["", "12", "x:y", "1:abc"])
def test_a_head_of_a_wrong_form_is_refused(tongpan, head):
    tongpan("user", "add", "lin", "--role", "judge", "--generate")
    assert tongpan("audit-trail", "verify", "--head", head)[0] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tongpan"], "tongpan"),
        (["x/tongpan", "doctor"], "tongpan doctor"),
        (["tongpan", "check", "user"], "tongpan check"),
        (["tongpan", "--help"], "tongpan"),
        (["tongpan", "audit-trail", "put-away", "--before", "x"], "tongpan audit-trail put-away"),
    ],
)
def test_the_words_of_a_command_are_those_that_name_it(arguments, words):
    assert command_words(arguments) == words
