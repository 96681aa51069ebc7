"""The whole growth suite through the installed product, tiny, broken off and gone on with."""

from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.measurement import read_measurement
from tests.evaluation.performance.growth.real import write


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_growth_is_measured_kept_and_gone_on_with(tmp_path: Path) -> None:
    judgments = write(tmp_path / "judgments.jsonl", 60)
    keep, out = tmp_path / "keep", tmp_path / "out.json"
    asked = ["performance", "--suite", "growth", "--judgments", str(judgments), "--searches", "32"]
    asked += ["--keep", str(keep), "--json", str(out), "--plot", str(tmp_path / "plot.svg")]
    assert main([*asked, "--sizes", "40"]) == 0
    first = read_measurement(out)
    assert min(first.figures[name] for name in first.figures if "heaps" not in name) > 0
    assert not any(name.startswith("power") for name in first.figures)
    assert main([*asked, "--sizes", "40", "80"]) == 0
    both = read_measurement(out).figures
    kept = {name: value for name, value in first.figures.items() if name.endswith("_40")}
    assert kept.items() <= both.items()
    assert both["words_80"] >= both["words_40"]
    assert {"power_of_index_seconds", "search_p95_ms_80", "add_seconds_80"} <= set(both)
    assert (tmp_path / "plot.csv").read_text("utf-8").startswith("judgments,ingest,index,")
    assert "<title" in (tmp_path / "plot.svg").read_text("utf-8")


def test_sizes_below_one_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judgments = write(tmp_path / "judgments.jsonl", 6)
    asked = ["--suite", "growth", "--judgments", str(judgments), "--sizes", "0"]
    assert main(["performance", *asked, "--json", str(tmp_path / "out.json")]) == 1
    assert "--sizes" in capsys.readouterr().err


def test_models_of_no_index_or_of_another_version_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judgments = write(tmp_path / "judgments.jsonl", 6)
    asked = ["--suite", "growth", "--judgments", str(judgments), "--data", str(tmp_path)]
    asked += ["--keep", str(tmp_path / "keep"), "--json", str(tmp_path / "out.json")]
    assert main(["performance", *asked]) == 1
    assert "index: " in capsys.readouterr().err
    old = tmp_path / "index" / "index-000001"
    old.mkdir(parents=True)
    (old / "manifest.json").write_text('{"format": 1}', "utf-8")
    (tmp_path / "index" / "current").write_text("index-000001", "utf-8")
    assert main(["performance", *asked]) == 1
    assert "format 1" in capsys.readouterr().err
