"""`tongpan ingest`: judgments from files into the store."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.field_tally import FieldState, FieldTally
from corpus.ingest import IngestReport, ingest
from corpus.readers import load_mapping
from corpus.store.judgment_store import IngestStore
from service.cli.building import STAGES
from service.cli.growing import grow_by_itself
from service.cli.opening import working_house
from service.cli.output import bars, emit, notices, say
from service.data_folder import load_settings
from service.reading.quality_words import STATES, lines_of
from service.reading.rejection_words import sentence_of_rejection, title_of_rejection

_SHOWN_REJECTIONS = 20


def run_ingest(
    path: Path,
    *,
    source: str | None,
    mapping: Path | None,
    workers: int | None,
    data: Path | None,
    is_json: bool,
) -> IngestReport:
    """Read judgments into the store and tell what became of each.

    Raises:
        SourceError: The source or the mapping cannot be read.
        StoreError: The database refuses.
    """
    settings = load_settings({"data": data})
    fields = None if mapping is None else load_mapping(mapping)
    with working_house(settings, may_make=True) as house, bars(STAGES, is_json=is_json) as shown:
        report = ingest(
            path,
            house.store,
            today=date.today(),  # noqa: DTZ011 - the day on the court's calendar
            workers=workers or os.cpu_count() or 1,
            source_name=source,
            mapping=fields,
            progress=lambda done, _rate: shown.show("导入 reading", done, 0),
        )
        grown = grow_by_itself(house, progress=shown.show) if report.accepted else {}
    if is_json:
        emit(report_of(report) | ({"index": grown} if grown else {}))
    else:
        _tell(report)
        if grown.get("built"):
            say(f"索引已更新为 {grown['snapshot']}，新文书即可检索。")
    return report


def ingest_quietly(path: Path, store: IngestStore, *, source_name: str) -> IngestReport:
    """Ingest in this process, without a bar; for sources of the program's own making."""
    return ingest(
        path,
        store,
        today=date.today(),  # noqa: DTZ011 - the day on the court's calendar
        workers=os.cpu_count() or 1,
        source_name=source_name,
    )


def report_of(report: IngestReport) -> dict[str, object]:
    """Return a report as plain data."""
    return {
        "source": report.source_name,
        "read": report.read,
        "accepted": report.accepted,
        "added": report.added,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "rejections": [
            {"place": each.place, "code": each.code, "reason": each.reason}
            for each in report.rejections
        ],
        "fields": {
            name: {state.value: report.fields.count(name, state) for state in FieldState}
            for name in report.fields.fields()
        },
        "seconds": round(report.seconds, 3),
    }


def _tell(report: IngestReport) -> None:
    say(
        f"读取 {report.read:,} 篇：收录 {report.accepted:,}，未变 {report.unchanged:,}，"
        f"拒收 {report.rejected:,}。用时 {report.seconds:.1f} 秒（每秒 {report.rate:.0f} 篇）。"
    )
    if report.fields.fields():
        Console(highlight=False).print(_table(report.fields))
    if not report.rejections:
        return
    counted = Counter(each.code for each in report.rejections).most_common()
    notices.print(
        "拒收原因：" + "，".join(f"{title_of_rejection(code)} {n}" for code, n in counted),
        markup=False,
    )
    for each in report.rejections[:_SHOWN_REJECTIONS]:
        told = f"  {each.place}  {sentence_of_rejection(each.code)}（{each.reason}）"
        notices.print(told, markup=False)
    if report.rejected > _SHOWN_REJECTIONS:
        notices.print(f"  ……共 {report.rejected} 条，用 --json 查看全部", markup=False)


def _table(tally: FieldTally) -> Table:
    """Return what was read of each field in the judgments read in this run."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("要素")
    for title in ("读出率", *STATES.values()):
        table.add_column(title, justify="right")
    for line in lines_of(tally):
        table.add_row(line.label, line.share, *(f"{n:,}" for n in line.counts))
    return table
