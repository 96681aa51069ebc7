"""What goes in is accepted, unchanged or rejected, and nothing else."""

import json
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import EmptySourceError, IngestError, SourceError
from corpus.field_tally import FieldState
from corpus.ingest import BATCH_PIECES, ingest
from corpus.store.sql import SqlJudgmentStore
from corpus.workforce import ALONE, Workforce
from tests.corpus.ingest.doubles import dying_reader
from tests.corpus.judgments import text_of, tiny_reader
from tests.quick_databases import open_blank

TODAY = date(2026, 1, 1)


def new_store(path, *, reader_version=1):
    engine = open_blank(path)
    return SqlJudgmentStore(engine, reader_version=reader_version)


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path / "corpus.db")
    yield store
    store._engine.dispose()


def run(path, store, **kwargs):
    arguments = {"today": TODAY, "workforce": ALONE, "reader": tiny_reader, **kwargs}
    return ingest(path, store, **arguments)


def write_lines(path, records):
    path.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records),
        encoding="utf-8",
    )
    return path


def sums(report):
    return report.accepted, report.unchanged, report.rejected


def test_a_folder_of_good_and_bad_files(tmp_path, store):
    folder = tmp_path / "判决"
    (folder / "sub").mkdir(parents=True)
    (folder / "1.txt").write_text(text_of(1), encoding="utf-8")
    (folder / "2.txt").write_bytes(text_of(2).encode("gb18030"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "sub" / "future.txt").write_text(text_of(3, year=2027), encoding="utf-8")
    (folder / "sub" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    report = run(folder, store)
    assert report.read == 5
    assert sums(report) == (2, 0, 3)
    assert {(each.place, each.code) for each in report.rejections} == {
        ("empty.txt", "empty"),
        ("sub/future.txt", "future_date"),
        ("sub/picture.png", "damaged"),
    }
    assert report.source_name == "判决"
    assert store.count() == 2
    assert store.rejections(store.runs(limit=1)[0].id) == report.rejections


def test_a_second_run_changes_nothing(tmp_path, store):
    records = [{"id": n, "text": text_of(n)} for n in range(100)] + [{"id": "x", "text": "无案号"}]
    path = write_lines(tmp_path / "court.jsonl", records)
    first = run(path, store)
    before = store.digest()
    second = run(path, store, reader=refusing_reader)
    assert sums(first) == (100, 0, 1)
    assert sums(second) == (0, 100, 1)
    assert store.digest() == before


def refusing_reader(raw, *, today):
    result = tiny_reader(raw, today=today)
    assert not hasattr(result, "text"), "a judgment held already was read again"
    return result


def test_a_newer_edition_reads_everything_again(tmp_path):
    path = write_lines(tmp_path / "court.jsonl", [{"id": n, "text": text_of(n)} for n in range(5)])
    store = new_store(tmp_path / "corpus.db")
    run(path, store, reader_version=1)
    store._engine.dispose()
    store = new_store(tmp_path / "corpus.db", reader_version=2)
    report = run(path, store, reader_version=2)
    assert (report.accepted, report.added, report.unchanged) == (5, 0, 0)
    assert sums(run(path, store, reader_version=2)) == (0, 5, 0)
    store._engine.dispose()


def test_the_same_text_under_another_id_is_a_duplicate_found_under_both(tmp_path, store):
    records = [
        {"id": "a", "text": text_of(1)},
        {"id": "b", "text": text_of(1).replace("\n", "\r\n\r\n")},  # line breaks make no judgment
        {"id": "c", "text": text_of(2)},
    ]
    path = write_lines(tmp_path / "court.jsonl", records)
    for expected in [(2, 0, 1), (0, 2, 1)]:
        report = run(path, store)
        assert sums(report) == expected
        (rejected,) = report.rejections
        assert (rejected.place, rejected.code) == ("court.jsonl:2", "duplicate")
        assert "id a" in rejected.reason
    assert store.find_external("court", "b") == store.find_external("court", "a")


def test_the_same_text_from_another_source_is_accepted_without_a_second_judgment(tmp_path, store):
    path = write_lines(tmp_path / "court.jsonl", [{"id": "a", "text": text_of(1)}])
    run(path, store)
    report = run(path, store, source_name="portal")
    assert (report.accepted, report.added, store.count()) == (1, 0, 1)
    assert store.find_external("portal", "a") == store.find_external("court", "a")


def test_an_id_that_stands_twice_with_different_texts_keeps_the_first(tmp_path, store):
    records = [{"id": "a", "text": text_of(1)}, {"id": "a", "text": text_of(2)}]
    path = write_lines(tmp_path / "court.jsonl", records)
    for expected in [(1, 0, 1), (0, 1, 1)]:
        report = run(path, store)
        assert sums(report) == expected
        assert report.rejections[0].code == "repeated_id"


def test_a_changed_text_takes_the_place_of_the_old(tmp_path, store):
    path = write_lines(tmp_path / "court.jsonl", [{"id": "a", "text": text_of(1)}])
    run(path, store)
    write_lines(path, [{"id": "a", "text": text_of(2)}])
    report = run(path, store)
    assert sums(report) == (1, 0, 0)
    assert store.find_external("court", "a").text == text_of(2)
    assert store.count() == 1


@pytest.mark.parametrize("content", ["", "\n\n", '{"text": ""}\n', "{broken\n{broken\n"])
def test_a_source_without_a_judgment_is_an_error(tmp_path, store, content):
    path = tmp_path / "court.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError):
        run(path, store)


def test_a_source_of_only_rejected_pieces_says_why_and_keeps_them(tmp_path, store):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("这不是判决", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\0\1\2")
    with pytest.raises(EmptySourceError, match=r"none of its 2 pieces.*a\.txt"):
        run(folder, store)
    assert len(store.rejections(store.runs(limit=1)[0].id)) == 2


def test_an_empty_folder_is_an_error(tmp_path, store):
    (tmp_path / "folder").mkdir()
    with pytest.raises(EmptySourceError):
        run(tmp_path / "folder", store)


def test_fields_are_tallied_over_the_judgments_read(tmp_path, store):
    path = write_lines(tmp_path / "court.jsonl", [{"id": n, "text": text_of(n)} for n in range(7)])
    fields = run(path, store).fields
    assert fields.count("court", FieldState.READ) == 7
    assert fields.count("parties", FieldState.NOT_STATED) == 7
    assert "charges" in fields.fields()
    assert "cause" not in fields.fields(), "a criminal case has no cause of action"


def test_progress_comes_after_each_batch_and_ends_at_the_sum(tmp_path, store):
    path = write_lines(tmp_path / "c.jsonl", [{"id": n, "text": text_of(n)} for n in range(150)])
    calls = []
    run(path, store, progress=lambda done, rate: calls.append((done, rate)))
    assert [done for done, _ in calls] == [64, 128, 150]
    assert all(rate > 0 for _, rate in calls)


def test_workers_give_the_same_store_and_report_as_none(tmp_path, store):
    records = [{"id": n, "text": text_of(n // 2)} for n in range(300)]
    path = write_lines(tmp_path / "court.jsonl", records)
    alone = run(path, store)
    other = new_store(tmp_path / "other.db")
    many = run(path, other, workforce=Workforce(processes=2))
    assert (sums(many), many.rejections) == (sums(alone), alone.rejections)
    assert sums(alone) == (150, 0, 150)
    assert other.digest() == store.digest()
    assert list(other.iterate()) == list(store.iterate())
    other._engine.dispose()


def test_a_worker_that_dies_is_an_error_that_says_what_to_do(tmp_path, store):
    records = [{"id": n, "text": text_of(n)} for n in range(BATCH_PIECES + 1)]
    path = write_lines(tmp_path / "court.jsonl", records)
    with pytest.raises(IngestError, match="run it again"):
        run(path, store, workforce=Workforce(processes=2), reader=dying_reader)
    assert store.runs(limit=1)[0].finished_at is None
    assert sums(run(path, store)) == (BATCH_PIECES + 1, 0, 0)


def test_what_fits_into_one_batch_starts_no_process(tmp_path, store, monkeypatch):
    monkeypatch.setattr("corpus.ingest.gathered", None)
    records = [{"id": n, "text": text_of(n)} for n in range(BATCH_PIECES)]
    path = write_lines(tmp_path / "court.jsonl", records)
    assert sums(run(path, store, workforce=Workforce(processes=2))) == (BATCH_PIECES, 0, 0)


def test_killed_at_any_moment_it_leaves_whole_batches_and_goes_on(tmp_path):
    records = [{"id": n, "text": text_of(n)} for n in range(400)]
    path = write_lines(tmp_path / "court.jsonl", records)
    database = tmp_path / "corpus.db"
    new_store(database)._engine.dispose()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.corpus.ingest.doubles", str(path), str(database)]
    )
    store = new_store(database)
    deadline = time.monotonic() + 60
    while store.count() == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    held = store.count()
    (killed,) = store.runs(limit=5)
    assert 0 < held < 400
    assert held % 64 == 0, "only whole batches"
    assert (killed.accepted, killed.finished_at) == (held, None)
    assert sums(run(path, store)) == (400 - held, held, 0)
    whole = new_store(tmp_path / "whole.db")
    run(path, whole)
    assert store.digest() == whole.digest()
    for each in (store, whole):
        each._engine.dispose()


PIECES = st.one_of(
    st.integers(1, 8).map(text_of),
    st.just(text_of(9, year=2050)),
    st.sampled_from(["", "x", None]),
)


@settings(
    max_examples=20,
    deadline=None,  # every example makes databases on disk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    records=st.lists(
        st.fixed_dictionaries({"text": PIECES}, optional={"id": st.integers(1, 6)}), min_size=1
    )
)
def test_the_sum_is_the_input_and_a_second_run_is_quiet(tmp_path_factory, records):
    folder = tmp_path_factory.mktemp("ingest")
    path = write_lines(folder / "court.jsonl", [{"id": "0", "text": text_of(0)}, *records])
    store = new_store(folder / "corpus.db")
    first = run(path, store)
    assert first.read == len(records) + 1
    assert sum(sums(first)) == first.read
    digest = store.digest()
    second = run(path, store)
    assert sums(second) == (0, first.accepted, first.rejected)
    assert store.digest() == digest
    store._engine.dispose()
