"""Closing and opening judgments as they are typed."""

import json
from datetime import UTC, datetime

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
