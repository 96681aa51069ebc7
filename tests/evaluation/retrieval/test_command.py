"""The retrieval command, from files to figures, through a real index."""

import json
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.expected.scores import SCORES_FILE, compare, read_scores
from evaluation.measurement import read_measurement
from evaluation.retrieval.protocol import FIGURE_NAMES
from tests.evaluation.judgments import write_judgments, write_queries
from tests.shared_data import shared_data


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    ids = write_judgments(tmp_path / "judgments.jsonl", 12)
    return tmp_path / "judgments.jsonl", write_queries(tmp_path / "queries", ids)


def test_the_command_writes_every_figure(files: tuple[Path, Path], tmp_path: Path) -> None:
    judgments, queries = files
    out = tmp_path / "out.json"
    asked = ["--judgments", str(judgments), "--queries", str(queries), "--charges", "given"]
    status = main(["retrieval", *asked, "--json", str(out), "--report", str(tmp_path / "r")])
    assert status == 0
    row = json.loads(out.read_text(encoding="utf-8"))
    assert set(row) == {"protocol", "figures", "details"}
    assert list(row["figures"]) == [
        prefix + name for prefix in ("", "bm25/", "random/") for name in FIGURE_NAMES
    ]
    assert all(0 <= value <= 1 for value in row["figures"].values())
    # Offences differ wholly in their words: like ones fill the first ranks.
    assert row["figures"]["Recall@100"] == 1.0
    assert row["figures"]["NDCG@10"] > row["figures"]["random/NDCG@10"]
    assert row["details"]["n_queries"] == 4
    assert row["details"]["n_judgments"] == 48
    assert str(tmp_path) not in json.dumps(row)
    assert (tmp_path / "r" / "report.md").is_file()
    assert read_measurement(out).name == "retrieval-given"


def test_a_missing_labelled_judgment_is_refused(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judgments, queries = files
    judgments.write_text("\n".join(judgments.read_text().splitlines()[1:]))
    asked = ["--judgments", str(judgments), "--queries", str(queries)]
    assert main(["retrieval", *asked, "--json", str(tmp_path / "out.json")]) == 1
    assert "labelled ids are not among them: 0" in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_an_unreadable_file_is_refused(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    asked = ["--judgments", str(empty), "--queries", str(files[1])]
    assert main(["retrieval", *asked, "--json", str(tmp_path / "out.json")]) == 1
    assert "MeasurementError" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.shared_data
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("charges", ["given", "hidden"])
def test_the_figures_on_real_judgments_are_the_expected_ones(charges: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    judgments = shared_data("lecard") / "judgments.jsonl.xz"
    asked = ["--judgments", str(judgments), "--queries", str(shared_data("lecard"))]
    how = ["--charges", charges, "--ranker", "cv"]
    assert main(["retrieval", *asked, *how, "--json", str(out)]) == 0
    measured = read_measurement(out)
    assert compare(measured, read_scores(SCORES_FILE)[measured.name]) == ()
    # The hybrid is not below plain BM25 on any figure.
    worse = [n for n in FIGURE_NAMES if measured.figures[n] < measured.figures[f"bm25/{n}"]]
    assert worse == []
