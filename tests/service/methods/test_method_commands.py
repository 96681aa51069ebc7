"""Searches by method and replays as they are typed."""

import json

import pytest


@pytest.mark.timeout(240)
def test_methods_and_replays_on_the_command_line(tongpan, folder, tmp_path):
    tongpan("ingest", str(folder), "--workers", "1")
    assert tongpan("index")[0] == 0
    code, out, _ = tongpan("search", "“饮酒后驾驶” -盗窃", "--method", "keyword", "--part", "facts")
    assert code == 0
    assert "命中 3 篇" in out
    assert "不得有：盗窃" in out
    code, out, _ = tongpan("search", "刑法133条之一", "--method", "statute", "--sort", "date")
    assert "裁判依据" in out
    code, out, _ = tongpan("search", "第264条", "--method", "statute", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "provision_unread")
    kept = tmp_path / "kept.json"
    code, out, _ = tongpan("search", "（2021）吉0123刑初2号", "--method", "case", "--json")
    assert json.loads(out)["hits"][0]["relation"]["value"] == "itself"
    kept.write_text(out, "utf-8")
    code, out, _ = tongpan("replay", str(kept))
    assert code == 0
    assert "结果相同" in out
    # A search for similar cases is kept in what it prints, too.
    kept.write_text(tongpan("search", "饮酒后驾驶小型轿车", "--json")[1], "utf-8")
    assert tongpan("replay", str(kept))[0] == 0
    kept.write_text(tongpan("search", "饮酒", "--method", "keyword", "--json")[1], "utf-8")
    row = json.loads(kept.read_text("utf-8"))
    row["kept"]["hits"].reverse()
    kept.write_text(json.dumps(row), "utf-8")
    code, out, _ = tongpan("replay", str(kept), "--json")
    assert code == 3
    assert not json.loads(out)["same"]["is_same_list"]
    kept.write_text("{}", "utf-8")
    code, out, _ = tongpan("replay", str(kept), "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "request_malformed")
