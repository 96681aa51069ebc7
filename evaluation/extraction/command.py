"""How right is the reader on a labelled set? ``python -m evaluation extraction --help``."""

import argparse
import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import islice
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
from indexing.words.segmentation import Segmenter

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

_SEGMENTED: Final = 500
PROTOCOL: Final = (
    "Each record is read from its text alone (no label, no field beside the text). Share of right "
    "readings, or micro F1 where a set is read; details hold counts and 95 % Wilson intervals. "
    "Labels that are missing are not counted; nor is a record that the reader rejects, but details "
    "count those, and apart those of them that had any text. Figures ending in _consistent leave "
    "out records whose labels contradict themselves."
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
    if options.segmentation:
        counts["segmented_per_cpu_second"] = _segmentation_speed(options.dataset, options.data)
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
    records = rejected = rejected_with_text = 0
    seconds = 0.0
    for row in read_rows(path):
        record = DATASETS[dataset](row)
        records += 1
        raw = RawJudgment(
            text=record.text,
            source=SourceRecord(name=dataset, place=record.id, format="evaluation"),
        )
        started = time.process_time()
        judgment = read_judgment(raw, today=today)
        seconds += time.process_time() - started
        if isinstance(judgment, Judgment):
            for score in SCORERS[dataset]:
                score(record, judgment, tally)
        else:
            rejected += 1
            rejected_with_text += bool(record.text.strip())
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
        "rejected_with_text": rejected_with_text,
        "judgments_per_cpu_second": round(records / seconds, 1),
    }


def _segmentation_speed(dataset: str, path: Path) -> float:
    """Return how many of the first records a second of processor time segments into words."""
    texts = [DATASETS[dataset](row).text for row in islice(read_rows(path), _SEGMENTED)]
    segmenter = Segmenter()
    segmenter.words(texts[0])
    started = time.process_time()
    for text in texts:
        segmenter.words(text)
    return round(len(texts) / (time.process_time() - started), 1)


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
    parser.add_argument(
        "--segmentation", action="store_true", help="measure segmentation alone beside reading"
    )
    parser.add_argument("--today", type=date.fromisoformat, help="day of reading; default today")
    return parser
