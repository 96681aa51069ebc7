"""Closing and opening judgments as they are typed."""

import json
from datetime import UTC, datetime

from corpus.privacy.sensitivity import Sensitivity
from service.data_folder import load_settings
from service.house import open_house


def test_a_judgment_is_closed_listed_and_opened_again(tongpan, folder, tmp_path):
    tongpan("ingest", str(folder), "--workers", "1")
    with open_house(load_settings({"data": tmp_path / "data"}), may_make=False) as house:
        first = next(house.store.iterate())
    code, out, _ = tongpan(
        "judgments", "close", first.id, "--as", "state_secret", "--reason", "定密：机密"
    )
    assert (code, "涉国家秘密" in out) == (0, True)
    _, out, _ = tongpan("judgments", "list", "--json")
    (row,) = json.loads(out)
    assert (row["judgment_id"], row["closed_as"]) == (first.id, "state_secret")
    assert datetime.fromisoformat(row["at"]) <= datetime.now(UTC)
    _, out, _ = tongpan("judgments", "list")
    assert first.id in out
    assert not any(line in out for line in first.text.splitlines()[3:] if len(line) > 8)
    for told in (first.id, "unheard-of"):
        code, out, _ = tongpan("inspect", "--judgment", told, "--json")
        assert (code, json.loads(out)["error"]["code"]) == (1, "judgment_not_found")
    code, out, _ = tongpan("judgments", "reopen", first.id, "--reason", "已经解密", "--json")
    assert (code, [row["closed_as"] for row in json.loads(out)]) == (0, [None])
    assert tongpan("judgments", "list")[1] == ""
    with open_house(load_settings({"data": tmp_path / "data"}), may_make=False) as house:
        assert house.store.get(first.id) == first


def test_without_a_reason_nothing_is_closed(tongpan, folder):
    tongpan("ingest", str(folder), "--workers", "1")
    wanted = ("--as", "family", "--reason", "无", "--json")
    code, out, _ = tongpan("judgments", "close", "any", *wanted)
    assert (code, json.loads(out)["error"]["code"]) == (1, "closing_reason_missing")
    assert tongpan("judgments", "close", "any", "--as", "unheard", "--reason", "四个字长")[0] == 2


def test_somebody_is_cleared_listed_and_cleared_no_more(tongpan, folder):
    tongpan("ingest", str(folder), "--workers", "1")
    tongpan("user", "add", "li.ming", "--role", "judge", "--generate")
    asked = ("--as", "juvenile", "--ground", "少年法庭承办", "--days", "9")
    code, out, _ = tongpan("judgments", "clear", "li.ming", *asked, "--json")
    given = json.loads(out)
    assert (code, given["holds"], given["class"]) == (0, True, "juvenile")
    (row,) = json.loads(tongpan("judgments", "clearances", "--json")[1])
    assert row == given
    assert "少年法庭承办" in tongpan("judgments", "clearances")[1]
    number = str(given["number"])
    assert tongpan("judgments", "unclear", number, "--reason", "已经调离")[0] == 0
    (row,) = json.loads(tongpan("judgments", "clearances", "--json")[1])
    assert (row["holds"], row["revoked_because"]) == (False, "已经调离")
    code, out, _ = tongpan("judgments", "unclear", number, "--reason", "已经调离", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "clearance_not_found")
    code, out, _ = tongpan("judgments", "clear", "nobody", *asked, "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "account_not_found")


def test_the_classes_are_told_with_their_articles(tongpan):
    code, out, _ = tongpan("judgments", "classes", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {each["class"] for each in rows} == set(Sensitivity)
    told = tongpan("judgments", "classes")[1]
    assert all(each["article"] in told for each in rows)


def test_a_folder_is_closed_as_it_is_read(tongpan, folder, tmp_path):
    code, out, _ = tongpan(
        "ingest", str(folder), "--workers", "1", "--closed-as", "juvenile", "--json"
    )
    accepted = json.loads(out)["accepted"]
    assert (code, accepted > 0) == (0, True)
    assert len(json.loads(tongpan("judgments", "list", "--json")[1])) == accepted
    with open_house(load_settings({"data": tmp_path / "data"}), may_make=False) as house:
        assert house.store.count() == 0


def test_the_settings_close_by_themselves_and_one_that_names_no_class_is_refused(
    tongpan, folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("TONGPAN_CLOSED_SOURCES", f"{folder.name}=family, other=privacy")
    assert tongpan("ingest", str(folder), "--workers", "1")[0] == 0
    rows = json.loads(tongpan("judgments", "list", "--json")[1])
    assert {(each["closed_as"], each["author"]) for each in rows} == {("family", "settings")}
    for wrong in ("other", "=family", "other=unheard"):
        monkeypatch.setenv("TONGPAN_CLOSED_SOURCES", wrong)
        code, out, _ = tongpan("judgments", "list", "--json")
        assert (code, json.loads(out)["error"]["code"]) == (1, "setting_unusable")
