"""The record of expected figures and the command that checks it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.errors import ExpectedScoresError
from evaluation.expected.scores import (
    SCORES_FILE,
    ExpectedFigure,
    compare,
    read_scores,
    record,
    write_scores,
)
from evaluation.measurement import Measurement, read_measurement

MEASURED = Measurement(
    name="retrieval-hidden",
    protocol='P2 "labelled-30", 类案',
    figures={"MAP": 0.5, "bm25/MAP": 0.41238},
    command="python -m evaluation retrieval",
    corpus_digest="abc",
    commit="123",
    measured_on=date(2026, 11, 23),
    details={"n": 57},
)


def test_a_measurement_comes_back_from_its_file(tmp_path: Path) -> None:
    MEASURED.write(tmp_path / "deep" / "out.json")
    assert read_measurement(tmp_path / "deep" / "out.json") == MEASURED


def test_expected_scores_come_back_from_their_file(tmp_path: Path) -> None:
    scores = {MEASURED.name: record(MEASURED, None)}
    write_scores(scores, tmp_path / "scores.toml")
    assert read_scores(tmp_path / "scores.toml") == scores


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (0.5, None),
        (0.504, None),
        (0.496, None),
        (0.506, "0.5060 is above 0.5000 by more than 0.0050"),  # a rise is a finding too
        (0.49, "0.4900 is below 0.5000 by more than 0.0050"),
        (float("nan"), "not a number"),
    ],
)
def test_a_figure_may_leave_its_tolerance_in_neither_direction(
    value: float, reason: str | None
) -> None:
    expected = record(MEASURED, None)
    measured = replace(MEASURED, figures={**MEASURED.figures, "MAP": value})
    assert [finding.reason for finding in compare(measured, expected)] == (
        [] if reason is None else [reason]
    )


def test_figures_that_appear_or_vanish_are_findings() -> None:
    expected = record(MEASURED, None)
    fewer = replace(MEASURED, figures={"MAP": 0.5})
    more = replace(MEASURED, figures={**MEASURED.figures, "P@5": 0.4})
    assert [finding.figure for finding in compare(fewer, expected)] == ["bm25/MAP"]
    assert [finding.figure for finding in compare(more, expected)] == ["P@5"]


def test_figures_of_another_corpus_or_protocol_are_findings() -> None:
    expected = record(MEASURED, None)
    other = replace(MEASURED, corpus_digest="other", protocol="P3")
    assert [finding.figure for finding in compare(other, expected)] == [
        "corpus_digest",
        "protocol",
    ]


def test_recording_again_keeps_the_tolerances() -> None:
    before = replace(record(MEASURED, None), figures={"MAP": ExpectedFigure(0.4, 0.02)})
    after = record(MEASURED, before)
    assert after.figures["MAP"] == ExpectedFigure(0.5, 0.02)
    assert after.figures["bm25/MAP"] == ExpectedFigure(0.4124, 0.005)


def test_the_command_records_and_then_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = str(tmp_path / "scores.toml")
    MEASURED.write(tmp_path / "a.json")
    assert main(["expected", "--check", str(tmp_path / "a.json"), "--scores", scores]) == 1
    assert "nothing expected of 'retrieval-hidden'" in capsys.readouterr().err
    assert main(["expected", "--write", str(tmp_path / "a.json"), "--scores", scores]) == 0
    assert main(["expected", "--check", str(tmp_path / "a.json"), "--scores", scores]) == 0
    replace(MEASURED, figures={"MAP": 0.9, "bm25/MAP": 0.4124}).write(tmp_path / "b.json")
    assert main(["expected", "--check", str(tmp_path / "b.json"), "--scores", scores]) == 1
    assert "MAP: 0.9000 is above 0.5000" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{", '{"figures": {}}'])
def test_a_file_that_is_no_measurement_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(ExpectedScoresError):
        read_measurement(tmp_path / "x.json")


@pytest.mark.parametrize("text", ["[a", "[a]\ncommand = 1", "a = 1"])
def test_a_damaged_record_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "scores.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ExpectedScoresError, match="the form that --write makes"):
        read_scores(tmp_path / "scores.toml")


def test_the_shipped_record_can_be_read_and_names_its_commands() -> None:
    for scores in read_scores(SCORES_FILE).values():
        assert scores.command.startswith("python -m evaluation ")
        assert scores.figures
        assert scores.corpus_digest
