"""The reader of a folder of queries, pools and labels."""

import json
from pathlib import Path

import pytest

from evaluation.datasets.queries import digest_of, read_queries
from evaluation.errors import BenchmarkError

QUERY = {"qid": "7", "text": "被告人酒后驾驶机动车", "charges": ["危险驾驶罪"]}
POOL = {"qid": "7", "pool": ["3", "1", "2"]}
QRELS = "7 0 1 3\n7 0 3 0\n"


def write(
    folder: Path,
    *,
    queries: str = json.dumps(QUERY),
    pools: str = json.dumps(POOL),
    qrels: str = QRELS,
) -> Path:
    (folder / "queries.jsonl").write_text(queries, encoding="utf-8")
    (folder / "pools.jsonl").write_text(pools, encoding="utf-8")
    (folder / "qrels.trec").write_text(qrels, encoding="utf-8")
    return folder


def test_a_folder_is_read(tmp_path: Path) -> None:
    (query,) = read_queries(write(tmp_path))
    assert query.qid == "7"
    assert query.charges == ("危险驾驶罪",)
    assert query.pool == ("3", "1", "2")
    assert query.labelled == ("1", "3")
    assert query.relevant(least=2) == {"1"}
    assert query.relevant(least=0) == {"1", "3"}


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"queries": "{"}, "queries.jsonl line 1: not JSON"),
        ({"queries": "[]"}, "expected an object"),
        ({"queries": json.dumps(QUERY | {"text": ""})}, 'expected a text in "text"'),
        ({"queries": json.dumps(QUERY | {"charges": "盗窃罪"})}, 'a list of texts in "charges"'),
        ({"queries": ""}, "the queries are not those"),
        ({"pools": json.dumps(POOL | {"qid": "8"})}, "the queries are not those"),
        ({"pools": json.dumps(POOL | {"pool": ["1"]})}, "3 is labelled but not pooled"),
        ({"qrels": "7 0 1 4"}, "expected 'qid 0 id grade', 0 to 3"),
        ({"qrels": "7 0 1"}, "expected 'qid 0 id grade', 0 to 3"),
        ({"qrels": "7 0 1 3\n7 0 1 2"}, "labelled twice"),
        ({"qrels": ""}, "the queries are not those"),
        ({"queries": "", "pools": "", "qrels": ""}, "no query"),
    ],
)
def test_a_damaged_folder_is_refused_with_place_and_reason(
    tmp_path: Path, parts: dict[str, str], reason: str
) -> None:
    with pytest.raises(BenchmarkError, match=reason):
        read_queries(write(tmp_path, **parts))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="queries.jsonl: cannot be read"):
        read_queries(tmp_path)


def test_the_digest_follows_the_labels(tmp_path: Path) -> None:
    before = digest_of(write(tmp_path))
    assert before == digest_of(write(tmp_path))
    assert before != digest_of(write(tmp_path, qrels="7 0 1 2\n7 0 3 0\n"))
