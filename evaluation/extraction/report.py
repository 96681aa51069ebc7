"""What does a person read of the misses? One Markdown file, grouped by figure.

The report quotes judgments, so it belongs outside the repository.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evaluation.extraction.tally import Miss, Tally
from evaluation.measurement import Measurement


def write_report(path: Path, measurement: Measurement, tally: Tally) -> None:
    """Write figures with intervals, then every miss with its words."""
    lines = [
        f"# {measurement.name}",
        "",
        measurement.protocol,
        "",
        f"`{measurement.command}`  ",
        (
            f"commit {measurement.commit or 'unknown'}, set {measurement.corpus_digest}, "
            f"{measurement.measured_on.isoformat()}"
        ),
        "",
        "| figure | value | right | of | 95 % interval |",
        "|---|---|---|---|---|",
    ]
    for name, row in tally.details().items():
        low, high = row["wilson95"]
        lines.append(
            f"| {name} | {row['value']:.4f} | {row['correct']:g} | {row['n']:g} "
            f"| {low:.4f} to {high:.4f} |"
        )
    by_figure: dict[str, list[Miss]] = defaultdict(list)
    for miss in tally.misses:
        by_figure[miss.figure].append(miss)
    for figure in sorted(by_figure):
        lines += ["", f"## {figure}: {len(by_figure[figure])}", ""]
        lines += _rows(by_figure[figure])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(misses: Sequence[Miss]) -> list[str]:
    rows = []
    for miss in misses:
        rows.append(f"- `{miss.record}` expected {miss.expected}, met {miss.met}")
        rows += [f"  - {part}" for part in miss.context.split("; ") if part]
    return rows
