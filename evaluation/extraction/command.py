"""How right is the reader on a labelled set? ``python -m evaluation extraction --help``."""

import argparse
import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reader_version import READER_VERSION
from corpus.reading import read_judgment
from evaluation.errors import BenchmarkError
from evaluation.extraction.heads import score_heads
from evaluation.extraction.law import score_law
from evaluation.extraction.outcome import score_outcome
from evaluation.extraction.people import score_people
from evaluation.extraction.record import GoldRecord
from evaluation.extraction.records import DATASETS, read_rows
from evaluation.extraction.report import write_report
from evaluation.extraction.sections import score_sections
from evaluation.extraction.tally import Miss, Tally
from evaluation.measurement import Measurement, command_of, commit_of_checkout

Scorer = Callable[[GoldRecord, Judgment, Tally], None]

SCORERS: Final[dict[str, tuple[Scorer, ...]]] = {
    "judge": (score_law, score_people),
    "wenshu": (score_heads, score_sections, score_law, score_people),
    "simucourt-first": (score_heads, score_law, score_outcome),
    "simucourt-second": (score_heads, score_law, score_outcome),
    "lecard-sections": (score_sections, score_people),
    "casegen": (score_sections,),
}
"""Scorers of each set, run in order on every record."""

PROTOCOL: Final = (
    "Each record is read from its text alone (no label, no field beside the text). Share of right "
    "readings, or micro F1 where a set is read; details hold counts and 95 % Wilson intervals. "
    "Labels that are missing are not counted; a record that the reader rejects counts as wrong in "
    "rejected_records. Figures ending in _consistent leave out records whose labels contradict "
    "themselves."
)


def main(arguments: Sequence[str]) -> int:
    """Measure and write.

    Raises:
        BenchmarkError: The file cannot be read, or holds no record.
    """
    options = _parser().parse_args(arguments)
    today: date = options.today or datetime.now(UTC).date()
    tally = Tally()
    counts = _measure(options.dataset, options.data, today, tally)
    measurement = Measurement(
        name=f"extraction-{options.dataset}",
        protocol=PROTOCOL,
        figures=tally.figures(),
        command=command_of("extraction", arguments),
        corpus_digest=_digest(options.data),
        commit=commit_of_checkout(),
        measured_on=today,
        details={"reader": READER_VERSION, **counts, "figures": tally.details()},
    )
    measurement.write(options.json)
    if options.report is not None:
        write_report(options.report, measurement, tally)
    for name, row in tally.details().items():
        print(f"{name:<30} {row['value']:.4f}  n={row['n']:g}")
    return 0


def _measure(dataset: str, path: Path, today: date, tally: Tally) -> dict[str, float]:
    """Read and score every record; return how many and how fast."""
    records = rejected = 0
    seconds = 0.0
    for row in read_rows(path):
        record = DATASETS[dataset](row)
        records += 1
        raw = RawJudgment(
            text=record.text,
            source=SourceRecord(name=dataset, place=record.id, format="evaluation"),
        )
        started = time.perf_counter()
        judgment = read_judgment(raw, today=today)
        seconds += time.perf_counter() - started
        if isinstance(judgment, Judgment):
            for score in SCORERS[dataset]:
                score(record, judgment, tally)
        else:
            rejected += 1
            tally.misses.append(
                Miss(
                    record=record.id,
                    figure="rejected_records",
                    expected="a judgment",
                    met=f"{judgment.code}: {judgment.reason}",
                )
            )
    if not records:
        raise BenchmarkError(str(path), "no record in it")
    return {
        "records": records,
        "rejected_records": rejected,
        "judgments_per_second": round(records / seconds, 1),
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation extraction",
        description="Read judgments with known fields and score what was read.",
    )
    parser.add_argument("--dataset", required=True, choices=sorted(DATASETS))
    parser.add_argument("--data", required=True, type=Path, help="file of the set (.jsonl, .xz)")
    parser.add_argument("--json", required=True, type=Path, help="where to write the figures")
    parser.add_argument(
        "--report", type=Path, help="where to write the misses (holds text of judgments)"
    )
    parser.add_argument("--today", type=date.fromisoformat, help="day of reading; default today")
    return parser
