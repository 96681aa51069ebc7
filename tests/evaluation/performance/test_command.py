"""The performance command, on a handful of made-up judgments, through the installed product."""

import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.errors import MeasurementError
from evaluation.measurement import read_measurement
from evaluation.performance.product import Installation
from tests.evaluation.judgments import write_judgments

BUILD_FIGURES = {
    "ingest_seconds", "index_seconds", "index_seconds_no_training", "seconds", "peak_gigabytes",
    "kilobytes_per_judgment_beyond_text", "kilobytes_per_judgment_that_grow", "kilobytes_of_text",
    "megabytes_that_do_not_grow",
}  # fmt: skip
TRAIN_FIGURES = {"seconds", "peak_gigabytes"}
ENCODE_FIGURES = {"documents_per_second", "characters_per_second"}
SEARCH_FIGURES = {
    "p50_ms",
    "p95_ms",
    "processor_ms",
    "searches_per_second",
}


@pytest.fixture
def judgments(tmp_path: Path) -> Path:
    write_judgments(tmp_path / "judgments.jsonl", 12)
    return tmp_path / "judgments.jsonl"


def test_an_answer_that_is_no_json_is_told(tmp_path: Path) -> None:
    installation = Installation(tmp_path, limit_seconds=60)
    installation.command = sys.executable
    with pytest.raises(MeasurementError, match="no JSON"):
        installation.run("-c", "print('hello')")


def test_commands_work_on_the_given_folder_alone(tmp_path: Path, judgments: Path) -> None:
    data = tmp_path / "data"
    installation = Installation(data, limit_seconds=120)
    cost, answer = installation.run("ingest", str(judgments))
    assert answer["accepted"] == 48
    assert cost.seconds > 0
    assert cost.peak_bytes > 10 * 1024 * 1024
    assert (data / "tongpan.db").is_file()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("suite", "names"), [("build", BUILD_FIGURES), ("search", SEARCH_FIGURES)])
def test_each_suite_writes_its_figures(
    suite: str, names: set[str], judgments: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    asked = ["--suite", suite, "--judgments", str(judgments), "--searches", "16"]
    assert main(["performance", *asked, "--json", str(out)]) == 0
    measured = read_measurement(out)
    assert set(measured.figures) == names
    assert min(measured.figures.values()) > 0
    assert measured.details["counts"]["judgments"] == 48


def test_reading_is_measured_beside_segmentation(judgments: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    asked = ["--suite", "reading", "--judgments", str(judgments), "--texts", "10"]
    assert main(["performance", *asked, "--json", str(out)]) == 0
    measured = read_measurement(out)
    read, segmented, ratio = (
        measured.figures[name]
        for name in (
            "judgments_per_processor_second",
            "segmented_per_processor_second",
            "reading_to_segmentation",
        )
    )
    assert ratio == pytest.approx(read / segmented)
    assert measured.details["n_judgments"] == 10


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("suite", "names"), [("train", TRAIN_FIGURES), ("encode", ENCODE_FIGURES)])
def test_the_suites_of_the_encoder_write_their_figures(
    suite: str, names: set[str], judgments: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    asked = ["--suite", suite, "--judgments", str(judgments), "--json", str(out)]
    assert main(["performance", *asked]) == 0
    measured = read_measurement(out)
    assert set(measured.figures) == names
    assert min(measured.figures.values()) > 0


@pytest.mark.parametrize("suite", ["search", "reading"])
def test_a_file_without_judgments_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suite: str
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    out = tmp_path / "out.json"
    asked = ["--suite", suite, "--judgments", str(empty), "--json", str(out)]
    assert main(["performance", *asked]) == 1
    assert "MeasurementError" in capsys.readouterr().err
    assert not out.exists()


def test_the_command_runs_as_a_module() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "evaluation", "performance", "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    assert "--suite" in shown


def test_a_suite_that_serves_takes_judgments_or_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert main(["performance", "--suite", "check", "--json", str(out)]) == 1
    empty = ["--suite", "check", "--data", str(tmp_path), "--json", str(out)]
    assert main(["performance", *empty]) == 1
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_folder_that_stands_already_is_measured_and_left_alone(
    judgments: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    installation = Installation(data, limit_seconds=300)
    installation.run("ingest", str(judgments))
    installation.run("index")
    before = {each: each.stat().st_mtime_ns for each in data.rglob("*") if each.is_file()}
    out = tmp_path / "out.json"
    asked = ["--suite", "search", "--data", str(data), "--searches", "16", "--json", str(out)]
    assert main(["performance", *asked]) == 0
    assert min(read_measurement(out).figures.values()) > 0
    assert {each: each.stat().st_mtime_ns for each in data.rglob("*") if each.is_file()} == before


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_both_engines_find_the_same(tmp_path: Path) -> None:
    write_judgments(tmp_path / "judgments.jsonl", 30)
    out = tmp_path / "out.json"
    asked = ["--suite", "engines", "--judgments", str(tmp_path / "judgments.jsonl")]
    assert main(["performance", *asked, "--limit", "110", "--json", str(out)]) == 0
    figures = read_measurement(out).figures
    same = [figures[f"same_{name}"] for name in ("100_lexical", "100_dense", "top_20")]
    assert same == [1.0, 1.0, 1.0]
    assert figures["insert_seconds"] > 0
