"""What does a person read of a measurement? A folder with tables and one picture."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from evaluation.measurement import Measurement
from evaluation.metrics.bootstrap import Interval
from evaluation.retrieval.measuring import SystemScores
from evaluation.retrieval.protocol import FIGURE_NAMES

_LEFT = 190
_WIDTH = 640
_FONT = 'font-family="sans-serif" font-size="12"'
_COLOURS = ("#1f5fa8", "#b8621b", "#7a7a7a", "#3d7d3d", "#7a3d7d")


def write_report(
    folder: Path,
    measurement: Measurement,
    systems: Sequence[SystemScores],
    *,
    intervals: Mapping[str, Mapping[str, Interval]],
    p_values: Mapping[str, float],
) -> None:
    """Write ``report.md``, ``by_query.csv`` and ``figures.svg``.

    Args:
        folder: Made where it is missing; former files of these names are replaced.
        measurement: The figures with their provenance.
        systems: The scores query by query, the measured system first, its rival second.
        intervals: By system and figure.
        p_values: By figure, of the difference of the first two systems.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [system.system for system in systems]
    (folder / "report.md").write_text(
        _markdown(measurement, names, intervals, p_values), encoding="utf-8"
    )
    (folder / "figures.svg").write_text(_picture(names, intervals), encoding="utf-8")
    frame_of(systems).to_csv(folder / "by_query.csv", index=False, float_format="%.6f")


def frame_of(systems: Sequence[SystemScores]) -> pd.DataFrame:
    """Return the scores as a table: columns ``qid`` and ``system``, then one for each figure."""
    rows = [
        {"qid": qid, "system": system.system, **figures}
        for system in systems
        for qid, figures in system.by_query.items()
    ]
    return pd.DataFrame(rows, columns=["qid", "system", *FIGURE_NAMES])


def _markdown(
    measurement: Measurement,
    names: Sequence[str],
    intervals: Mapping[str, Mapping[str, Interval]],
    p_values: Mapping[str, float],
) -> str:
    lines = [
        f"# {measurement.name}",
        "",
        measurement.protocol,
        "",
        f"`{measurement.command}`  ",
        ", ".join(
            (
                f"commit {measurement.commit or 'unknown'}",
                f"corpus {measurement.corpus_digest}",
                measurement.measured_on.isoformat(),
            )
        ),
        "",
        f"| | {' | '.join(names)} | p ({names[0]} against {names[1]}) |",
        f"|---|{'---|' * (len(names) + 1)}",
    ]
    for figure in FIGURE_NAMES:
        cells = [
            f"{interval.mean:.4f} [{interval.low:.4f}, {interval.high:.4f}]"
            for interval in (intervals[name][figure] for name in names)
        ]
        lines.append(f"| {figure} | {' | '.join(cells)} | {p_values[figure]:.5f} |")
    lines += ["", "Mean and 95 % bootstrap interval over the queries; ![](figures.svg)", ""]
    lines += [
        f"- {key}: {value}"
        for key, value in measurement.details.items()
        if isinstance(value, int | float | str)
    ]
    lines += _tables(measurement.details)
    return "\n".join(lines) + "\n"


def _tables(details: Mapping[str, Any]) -> list[str]:
    """Tell the differences from each variant, what leaks, and how right the words are."""
    against: Mapping[str, Mapping[str, float]] = details.get("p_hybrid_against", {})
    lines = ["", "## p of the difference from each variant (paired, over queries)", ""]
    lines += [f"| | {' | '.join(FIGURE_NAMES)} |", f"|---|{'---|' * len(FIGURE_NAMES)}"]
    lines += [
        f"| {name} | {' | '.join(f'{values[figure]:.5f}' for figure in FIGURE_NAMES)} |"
        for name, values in against.items()
    ]
    left: Mapping[str, float] = details.get("without_queries_naming_their_charge", {})
    if left:
        told = ", ".join(f"{name} {value:.4f}" for name, value in left.items())
        lines += ["", f"Without the queries that name a charge filed: {told}"]
    words: Mapping[str, Mapping[str, float]] = details.get("words", {})
    if words:
        lines += ["", "## Words, said by rankers that did not see the query", ""]
        lines += [
            "| word | labelled judgments | mean grade | grade 2 and more |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {word} | {row['n']:.0f} | {row['mean_grade']:.2f} | {row['similar']:.3f} |"
            for word, row in words.items()
        ]
    return lines


def _picture(names: Sequence[str], intervals: Mapping[str, Mapping[str, Interval]]) -> str:
    """Draw mean and interval of each system, a block of rows for each figure."""
    height = len(FIGURE_NAMES) * (len(names) * 14 + 12) + 50
    width = _LEFT + _WIDTH + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {_FONT}>',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for step in range(11):
        x = _LEFT + step / 10 * _WIDTH
        parts.append(f'<line x1="{x}" y1="24" x2="{x}" y2="{height - 26}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{height - 10}" text-anchor="middle">{step / 10:.1f}</text>')
    y = 32.0
    for figure in FIGURE_NAMES:
        middle = y + len(names) * 7
        parts.append(f'<text x="10" y="{middle + 4}" font-weight="bold">{escape(figure)}</text>')
        for name, colour in zip(names, _COLOURS, strict=False):
            interval = intervals[name][figure]
            low, mean, high = (
                _LEFT + value * _WIDTH for value in (interval.low, interval.mean, interval.high)
            )
            parts.append(
                f'<line x1="{low:.1f}" y1="{y + 7}" x2="{high:.1f}" y2="{y + 7}" '
                f'stroke="{colour}" stroke-width="2"/>'
                f'<circle cx="{mean:.1f}" cy="{y + 7}" r="4" fill="{colour}"/>'
                f'<text x="{_LEFT - 8}" y="{y + 11}" text-anchor="end" fill="{colour}">'
                f"{escape(name)} {interval.mean:.3f}</text>"
            )
            y += 14
        y += 12
    return "\n".join([*parts, "</svg>\n"])
