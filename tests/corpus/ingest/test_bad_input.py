"""Every bad input that a court will try gets a clear error or a rejected row, and loses nothing."""

import json
import lzma
import threading
from datetime import date

import pytest

from corpus.errors import DamagedSourceError, EmptySourceError, SourceError, StoreError
from corpus.ingest import ingest
from corpus.store.sql import SqlJudgmentStore
from corpus.workforce import ALONE
from service.store.database import prepare_database
from tests.conformance.judgment_store import record
from tests.corpus.judgments import text_of

TODAY = date(2026, 1, 1)


@pytest.fixture
def store(tmp_path):
    engine = prepare_database(f"sqlite:///{tmp_path / 'tongpan.db'}")
    yield SqlJudgmentStore(engine)
    engine.dispose()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "good.txt").write_text(text_of(1), encoding="utf-8")
    return folder


def run(path, store):
    return ingest(path, store, today=TODAY, workforce=ALONE)


CUT = lzma.compress(json.dumps({"text": text_of(2)}).encode() * 50)[:-40]

BAD = [
    ("empty file", "a.txt", b"", "empty"),
    ("binary", "a.txt", b"MZ\x90\x00\x03", "binary"),
    ("truncated archive", "a.jsonl.xz", CUT, "truncated"),
    ("wrong encoding", "a.txt", b"\xef\xbb\xbf" + text_of(2).encode("gb18030"), "encoding"),
    ("one endless line", "a.txt", b"a" * 10_000_000, "too_long"),
    ("duplicate", "z.txt", text_of(1).encode("gb18030"), "duplicate"),
    ("no judgment", "a.exe", b"MZ", "unknown_format"),
    ("a record without text", "a.json", b'[{"text": ""}]', "no_text"),
]


@pytest.mark.parametrize(
    ("name", "data", "code"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_bad_input_is_a_rejected_row_beside_the_good_judgment(folder, store, name, data, code):
    (folder / name).write_bytes(data)
    report = run(folder, store)
    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)
    (rejected,) = report.rejections
    assert rejected.place.startswith(name)
    assert rejected.code == code
    assert rejected.reason
    assert store.count() == 1
    assert store.rejections(store.runs(limit=1)[0].id) == (rejected,)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", EmptySourceError),
        ("a.txt", b"MZ\x90\x00", DamagedSourceError),
        ("a.jsonl.xz", CUT[:30], DamagedSourceError),
        ("none.txt", None, SourceError),
    ],
    ids=["empty", "binary", "truncated", "missing"],
)
def test_a_single_bad_file_is_an_error_and_nothing_is_stored(tmp_path, store, name, data, error):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(error):
        run(path, store)
    assert store.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("本院认为，", ""),  # no reasoning
        lambda text: text.replace("2020年5月6日", "2090年5月6日"),  # a date to come
        lambda text: "<p>" + text.replace("\n", "</p>\n<p>") + "</p>",  # markup in the text
        lambda text: text.replace("\n", ""),  # no line breaks
    ],
    ids=["no reasoning", "future date", "markup", "one line"],
)
def test_odd_judgments_are_accepted_or_rejected_with_a_reason(folder, store, change):
    (folder / "odd.txt").write_text(change(text_of(2)), encoding="utf-8")
    report = run(folder, store)
    assert report.accepted + report.rejected == report.read == 2
    assert all(rejected.reason for rejected in report.rejections)
    assert not any("<p>" in judgment.text for judgment in store.iterate())
    again = run(folder, store)
    assert (again.accepted, again.unchanged) == (0, report.accepted)


def test_two_ingests_at_once_wait_for_each_other(tmp_path, store):
    paths = []
    for part in range(2):
        path = tmp_path / f"part{part}.jsonl"
        lines = (
            json.dumps({"id": n, "text": text_of(n)}) for n in range(part * 100, 150 + part * 50)
        )
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    reports = []
    threads = [
        threading.Thread(target=lambda path=path: reports.append(run(path, store)))
        for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.read for report in reports) == 250
    assert all(report.rejected == 0 for report in reports)
    assert store.count() == 200


def test_a_write_that_fails_leaves_the_batches_before_it(tmp_path, store, monkeypatch):
    path = tmp_path / "court.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": n, "text": text_of(n)}) for n in range(200)), encoding="utf-8"
    )
    real = store.file
    calls = []

    def failing(run_id, entries, *, unchanged):
        calls.append(len(entries))
        if len(calls) == 3:
            broken = record(999)
            object.__setattr__(broken, "row", {**broken.row, "title": None})
            return real(run_id, [*entries, broken], unchanged=unchanged)
        return real(run_id, entries, unchanged=unchanged)

    monkeypatch.setattr(store, "file", failing)
    with pytest.raises(StoreError, match="NOT NULL"):
        run(path, store)
    assert store.count() == 128
    monkeypatch.undo()
    assert (run(path, store).accepted, store.count()) == (72, 200)
