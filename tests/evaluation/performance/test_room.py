"""Every byte of the records and of the index in use is counted once, and those of no other."""

import sqlite3

import pytest

from corpus.store.sql import SqlJudgmentStore
from evaluation.__main__ import main
from evaluation.errors import MeasurementError
from evaluation.measurement import read_measurement
from evaluation.performance.room import room_of
from service.store.database import prepare_database
from tests.corpus.judgments import judgment_named

JUDGMENTS = [judgment_named(number) for number in range(7)]
FILES = {
    "bigrams.lower.npy": 1_000,
    "terms_facts.spread.npy": 700,
    "encoder/model.safetensors": 5_000,
    "lexical/a.idx": 300,
    "manifest.json": 40,
    "increments/000001/bigrams.lower.npy": 200,
    "increments/000001/lexical/b.idx": 10,
}


@pytest.fixture
def data(tmp_path):
    engine = prepare_database(f"sqlite:///{tmp_path / 'tongpan.db'}")
    SqlJudgmentStore(engine).put(JUDGMENTS)
    engine.dispose()
    for name, size in (*FILES.items(), ("../index-000002/pairs.lower.npy", 99_999)):
        path = tmp_path / "index" / "index-000001" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    (tmp_path / "index" / "current").write_text("index-000001")
    return tmp_path


def test_all_bytes_of_what_is_in_use_are_counted_once(data):
    figures, shares = room_of(data)
    kept = (data / "tongpan.db").stat().st_size + sum(FILES.values())
    text = sum(len(each.text.encode()) for each in JUDGMENTS)
    n_bytes = 7 * 1_024
    assert sum(shares.values()) == pytest.approx(kept / n_bytes)
    assert figures["kilobytes_of_text"] == pytest.approx(text / n_bytes)
    assert figures["kilobytes_per_judgment_beyond_text"] == pytest.approx((kept - text) / n_bytes)
    fixed = 700 + 5_000
    assert figures["megabytes_that_do_not_grow"] == pytest.approx(fixed / 1_024**2)
    assert figures["kilobytes_per_judgment_that_grow"] == pytest.approx(
        (kept - text - fixed) / n_bytes
    )


def test_parts_of_increments_are_added_to_those_of_the_first_segment(data):
    _, shares = room_of(data)
    assert shares["pairs of characters of facts"] == pytest.approx(1_200 / 7 / 1_024)
    assert shares["engine of words"] == pytest.approx(310 / 7 / 1_024)
    assert shares["others"] == pytest.approx(40 / 7 / 1_024)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


def test_the_command_writes_figures_and_shares_and_changes_nothing(data, tmp_path_factory):
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    out = tmp_path_factory.mktemp("out") / "out.json"
    asked = ["--suite", "disk", "--data", str(data), "--json", str(out)]
    assert main(["performance", *asked]) == 0
    measured = read_measurement(out)
    assert dict(measured.figures) == room_of(data)[0]
    assert measured.details["kilobytes_per_judgment"] == room_of(data)[1]
    assert {path: path.read_bytes() for path in before} == before


def test_what_lacks_records_judgments_or_an_index_is_refused(data, tmp_path_factory):
    with pytest.raises(MeasurementError, match=r"no tongpan\.db"):
        room_of(tmp_path_factory.mktemp("none"))
    (data / "index" / "current").unlink()
    with pytest.raises(MeasurementError, match="no index"):
        room_of(data)
    with sqlite3.connect(data / "tongpan.db") as connection:
        connection.execute("DELETE FROM judgments")
    connection.close()
    with pytest.raises(MeasurementError, match="no judgment"):
        room_of(data)


def test_a_file_of_judgments_is_no_data_folder(data, capsys):
    asked = ["--suite", "disk", "--judgments", str(data / "tongpan.db")]
    assert main(["performance", *asked, "--json", str(data / "out.json")]) != 0
    assert "no data folder" in capsys.readouterr().err
