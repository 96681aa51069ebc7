import csv
from datetime import date
from importlib.resources import files

import pytest

from corpus.law import (
    canonical_title,
    known_title,
    succession_of,
    version_in_force,
    versions_of,
)
from corpus.law.making import main
from corpus.law.titles import clean_title, title_key


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("刑法", "中华人民共和国刑法"),
        ("《中华人民共和国刑法》", "中华人民共和国刑法"),
        ("中华人民共和国共和国刑法", "中华人民共和国刑法"),  # a typist's stutter
        ("民诉法", "中华人民共和国民事诉讼法"),
        ("中华人民共和国行政诉讼法（2017修正）", "中华人民共和国行政诉讼法"),
        ("政府信息公开条例", "中华人民共和国政府信息公开条例"),
        ("工伤保险条例", "工伤保险条例"),
        ("关于审理行政协议案件若干问题的规定", "最高人民法院关于审理行政协议案件若干问题的规定"),
        ("刑法修正案(八)", "中华人民共和国刑法修正案（八）"),
        ("合同法司法解释", "合同法司法解释"),  # which one is not said: left as it is
    ],
)
def test_titles_become_canonical(title, expected):
    assert canonical_title(title) == expected


def test_an_unknown_title_is_not_known():
    assert known_title("房屋租赁合同") is None


@pytest.mark.parametrize(
    ("law", "on", "valid_from"),
    [
        ("刑法", date(1997, 9, 30), date(1980, 1, 1)),
        ("刑法", date(1997, 10, 1), date(1997, 10, 1)),
        ("刑法", date(2021, 3, 1), date(2021, 3, 1)),  # amendment XI
        ("刑法", date(2021, 2, 28), date(2017, 11, 4)),
        ("民诉法", date(2023, 12, 31), date(2022, 1, 1)),  # published is not in force
        ("民诉法", date(2024, 1, 1), date(2024, 1, 1)),
        ("民法典", date(2021, 1, 1), date(2021, 1, 1)),
        ("合同法", date(2020, 12, 31), date(1999, 10, 1)),
    ],
)
def test_the_version_in_force_is_found(law, on, valid_from):
    version = version_in_force(law, on)
    assert version is not None
    assert version.valid_from == valid_from


@pytest.mark.parametrize(
    ("law", "on"),
    [
        ("民法典", date(2020, 12, 31)),  # not yet
        ("合同法", date(2021, 1, 1)),  # no longer
        ("房屋租赁合同", date(2021, 1, 1)),  # no law
    ],
)
def test_no_version_is_in_force(law, on):
    assert version_in_force(law, on) is None


@pytest.mark.parametrize(
    "law",
    [
        "合同法",
        "物权法",
        "担保法",
        "婚姻法",
        "继承法",
        "侵权责任法",
        "民法通则",
        "民法总则",
        "收养法",
    ],
)
def test_the_civil_code_follows_the_nine_laws_it_repealed(law):
    succession = succession_of(law)
    assert succession is not None
    assert (succession.successor, succession.ended) == ("中华人民共和国民法典", date(2021, 1, 1))


def test_a_law_in_force_has_no_successor():
    assert succession_of("刑法") is None


def test_the_forest_interpretation_of_2023_replaces_that_of_2000():
    old = "最高人民法院关于审理破坏森林资源刑事案件具体应用法律若干问题的解释"
    new = "最高人民法院关于审理破坏森林资源刑事案件适用法律若干问题的解释"
    assert version_in_force(old, date(2023, 8, 14)) is not None
    assert version_in_force(old, date(2023, 8, 15)) is None
    assert version_in_force(new, date(2023, 8, 15)) is not None
    succession = succession_of(old)
    assert succession is not None
    assert succession.successor == new


def rows(name: str) -> list[dict[str, str]]:
    text = files("corpus.tables").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def test_every_title_of_the_tables_is_canonical_and_stands_once():
    titles = [row["title"] for row in rows("laws.csv")]
    assert len(titles) == len(set(titles))
    assert [title for title in titles if canonical_title(title) != title] == []


@pytest.mark.parametrize("table", ["law_versions.csv", "law_short_names.csv", "law_successors.csv"])
def test_every_table_speaks_of_known_laws(table):
    titles = {row["title"] for row in rows("laws.csv")}
    met = {row[column] for row in rows(table) for column in ("title", "successor") if column in row}
    assert met - titles == set()


def test_a_replaced_law_ends_where_its_successor_says():
    for row in rows("law_successors.csv"):
        last = versions_of(row["title"])[-1]
        assert last.valid_to == date.fromisoformat(row["ended"]), row["title"]


def test_the_key_of_a_title_ignores_marks_and_the_republic():
    assert title_key("《中华人民共和国民法典》") == title_key("民法典")
    assert clean_title("  婚姻法解释(二) ") == "婚姻法解释（二）"


def test_the_tables_are_made_from_collections(tmp_path):
    import json
    import lzma

    laws = tmp_path / "laws.jsonl.xz"
    versions = tmp_path / "versions.jsonl.xz"
    text = (
        "# 中华人民共和国甲法\n\n1990年1月2日 某会通过\n\n2000年3月4日 某会修订\n\n<!-- INFO END -->\n\n"
        "第九条 本法自2000年7月1日起施行。"
    )
    with lzma.open(laws, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"path": "经济法/甲法(2000-03-04).md", "text": text}) + "\n")
        out.write(json.dumps({"path": "案例/乙.md", "text": "# 乙案"}) + "\n")
    with lzma.open(versions, "wt", encoding="utf-8") as out:
        row = {"name": "甲法", "level": "法律", "publish": "1990-01-02", "valid_from": "1991-01-01"}
        out.write(json.dumps(row) + "\n")
    (tmp_path / "law_versions_by_hand.csv").write_text(
        "title,kind,published,valid_from,valid_to,source\n", encoding="utf-8"
    )
    main(["--laws", str(laws), "--versions", str(versions), "--tables", str(tmp_path)])
    made = (tmp_path / "law_versions.csv").read_text(encoding="utf-8").splitlines()
    assert made[-2:] == [
        "中华人民共和国甲法,1990-01-02,1991-01-01,",
        "中华人民共和国甲法,2000-03-04,2000-07-01,",
    ]
