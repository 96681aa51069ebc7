"""Which figures are expected, and how far may a measured one lie from them?

``scores.toml`` beside this module holds each figure next to the command that makes it, the
digest of what it was measured on and the commit that reached it. A figure may leave its tolerance
in neither direction: one that rises unasked is a finding too, it may be leakage.
"""

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.errors import ExpectedScoresError
from evaluation.measurement import Measurement

SCORES_FILE = Path(__file__).parent / "scores.toml"
_HEADER = (
    "# Figures this code reaches, each beside the command that makes it.\n"
    "# Written by `python -m evaluation expected --write FILE`, checked by `--check FILE`.\n"
)
DEFAULT_TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """One figure.

    Attributes:
        value: The figure reached.
        tolerance: How far, up or down, a measured one may lie from it, in the figure's own unit.
    """

    value: float
    tolerance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedScores:
    """The figures of one measurement.

    Attributes:
        name: Name of the measurement.
        command: The command that made them.
        protocol: The rules under which they hold.
        corpus_digest: Digest of what they were measured on.
        commit: Commit that reached them.
        measured_on: Day of the measurement.
        figures: Figure by name.
    """

    name: str
    command: str
    protocol: str
    corpus_digest: str
    commit: str | None
    measured_on: date
    figures: Mapping[str, ExpectedFigure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One way in which a measurement is not what was expected.

    Attributes:
        figure: Name of the figure, or of the field of the record.
        reason: What was met and what was expected.
    """

    figure: str
    reason: str


def compare(measured: Measurement, expected: ExpectedScores) -> tuple[Finding, ...]:
    """Compare a measurement with what is expected of it.

    Args:
        measured: What a command wrote.
        expected: The record of the same measurement.

    Returns:
        What differs, in order of name; empty where all is as expected.

    Example:
        >>> day = date(2026, 1, 1)
        >>> measured = Measurement(name="m", protocol="p", figures={"MAP": 0.7}, command="c",
        ...     corpus_digest="d", commit=None, measured_on=day)
        >>> expected = ExpectedScores(name="m", protocol="p", command="c", corpus_digest="d",
        ...     commit=None, measured_on=day, figures={"MAP": ExpectedFigure(0.5, 0.01)})
        >>> compare(measured, expected)[0].reason
        '0.7000 is above 0.5000 by more than 0.0100'
    """
    findings = [
        Finding(figure=field, reason=f"{met!r} met, {wanted!r} expected: not the same measurement")
        for field, met, wanted in (
            ("corpus_digest", measured.corpus_digest, expected.corpus_digest),
            ("protocol", measured.protocol, expected.protocol),
        )
        if met != wanted
    ]
    for name in sorted({*measured.figures, *expected.figures}):
        reason = _differs(measured.figures.get(name), expected.figures.get(name))
        if reason is not None:
            findings.append(Finding(figure=name, reason=reason))
    return tuple(findings)


def _differs(measured: float | None, expected: ExpectedFigure | None) -> str | None:
    if measured is None:
        return "expected, but not measured"
    if expected is None:
        return "measured, but not expected: record it"
    if math.isnan(measured):
        return "not a number"
    if abs(measured - expected.value) <= expected.tolerance:
        return None
    side = "above" if measured > expected.value else "below"
    return f"{measured:.4f} is {side} {expected.value:.4f} by more than {expected.tolerance:.4f}"


def record(
    measured: Measurement, before: ExpectedScores | None, *, tolerance: float | None = None
) -> ExpectedScores:
    """Make a measurement the expectation.

    Args:
        measured: What a command wrote.
        before: The expectation it replaces; its tolerances stay.
        tolerance: Tolerance of every figure; None keeps the former ones and gives new figures
            :data:`DEFAULT_TOLERANCE`.
    """
    kept = {} if before is None else before.figures

    def tolerance_of(name: str) -> float:
        if tolerance is not None:
            return tolerance
        return kept[name].tolerance if name in kept else DEFAULT_TOLERANCE

    return ExpectedScores(
        name=measured.name,
        command=measured.command,
        protocol=measured.protocol,
        corpus_digest=measured.corpus_digest,
        commit=measured.commit,
        measured_on=measured.measured_on,
        figures={
            name: ExpectedFigure(round(value, 4), tolerance_of(name))
            for name, value in measured.figures.items()
        },
    )


def read_scores(path: Path) -> dict[str, ExpectedScores]:
    """Read the expected figures of all measurements.

    Args:
        path: A file of the form of ``scores.toml``; one that is missing holds nothing.

    Raises:
        ExpectedScoresError: It cannot be read, or a field is missing or of another kind.
    """
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: _read_one(name, table) for name, table in tables.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExpectedScoresError(
            str(path), f"{type(error).__name__}: {error}; expected the form that --write makes"
        ) from error


def _read_one(name: str, table: Mapping[str, Any]) -> ExpectedScores:
    return ExpectedScores(
        name=name,
        command=str(table["command"]),
        protocol=str(table["protocol"]),
        corpus_digest=str(table["corpus_digest"]),
        commit=table.get("commit"),
        measured_on=table["measured_on"],
        figures={
            figure: ExpectedFigure(float(row["value"]), float(row["tolerance"]))
            for figure, row in table["figures"].items()
        },
    )


def write_scores(scores: Mapping[str, ExpectedScores], path: Path) -> None:
    """Write the expected figures of all measurements, in order of name."""
    text = _HEADER + "".join(_written(scores[name]) for name in sorted(scores))
    partial = path.with_name(path.name + ".part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def _written(scores: ExpectedScores) -> str:
    # A JSON string is a TOML basic string as long as it holds no control character.
    lines = [f"\n[{_quoted(scores.name)}]"]
    lines += [
        f"{field} = {_quoted(value)}"
        for field, value in (
            ("command", scores.command),
            ("protocol", scores.protocol),
            ("corpus_digest", scores.corpus_digest),
            ("commit", scores.commit),
        )
        if value is not None
    ]
    lines += [f"measured_on = {scores.measured_on.isoformat()}"]
    lines += [f"[{_quoted(scores.name)}.figures]"]
    lines += [
        f"{_quoted(name)} = {{ value = {figure.value}, tolerance = {figure.tolerance} }}"
        for name, figure in scores.figures.items()
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
