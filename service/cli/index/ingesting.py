"""`tongpan ingest`: judgments from files into the store."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.field_tally import FieldState, FieldTally
from corpus.ingest import IngestReport, ingest
from corpus.privacy.sensitivity import Sensitivity
from corpus.readers import load_mapping
from corpus.store.closing_rules import ClosingRules
from corpus.store.judgment_store import IngestStore
from corpus.workforce import Workforce
from service.cli.carried import done_here
from service.cli.index.growing import grow_by_itself, tell_who_waits
from service.cli.index.stages import STAGES
from service.cli.machine import machine_account
from service.cli.opening import working_stock
from service.cli.output import Shown, bars, emit, notices, say
from service.cli.working import every_core, workforce_of
from service.data_folder import load_settings
from service.jobs.orders import IngestChoices, ingest_order, ingested_by
from service.reading.quality_words import STATES, lines_of
from service.reading.rejection_words import sentence_of_rejection, title_of_rejection
from service.stock import Stock, utc_now

_SHOWN_REJECTIONS = 20
_STAGES = {"ingest": "导入 reading", **STAGES}


def run_ingest(
    path: Path,
    *,
    source: str | None,
    mapping: Path | None,
    workers: int | None,
    closed_as: Sensitivity | None = None,
    data: Path | None,
    is_json: bool,
) -> IngestReport:
    """Read judgments into the store and tell what became of each.

    With a class all of them are closed in the transactions that store them, also those of the
    source that were stored and open before.

    Raises:
        JobError: Judgments are being read already, or somebody called this off.
        SourceError: The source or the mapping cannot be read.
        StoreError: The database refuses.
    """
    settings = load_settings({"data": data})
    if mapping is not None:
        # Nothing is begun with one that cannot be read.
        load_mapping(mapping)
    order = ingest_order(path, source=source, mapping=mapping, closed_as=closed_as)
    with (
        working_stock(settings, may_make=True) as stock,
        done_here(stock.jobs, order) as carrying,
        bars(_STAGES, is_json=is_json, kept=carrying.show) as shown,
    ):
        workforce = workforce_of(settings, processes=workers)
        report, grown = ingest_chosen(
            stock,
            ingested_by(order),
            shown,
            workforce=workforce,
            tell=lambda: tell_who_waits(stock),
        )
    if is_json:
        emit(report_of(report) | ({"index": grown} if grown else {}))
    else:
        _tell(report)
        if grown.get("built"):
            say(f"索引已更新为 {grown['snapshot']}，新文书即可检索。")
    return report


def ingest_chosen(
    stock: Stock,
    choices: IngestChoices,
    shown: Shown,
    *,
    workforce: Workforce,
    tell: Callable[[], object],
) -> tuple[IngestReport, dict[str, object]]:
    """Read what somebody chose into the store, and let the index follow.

    Args:
        stock: The judgments and their index.
        choices: What was chosen.
        shown: Told of progress.
        workforce: Who reads.
        tell: Tells subscribers of what is new.

    Returns:
        What became of the judgments, and of the index as plain data.

    Raises:
        SourceError: The source or the mapping cannot be read.
        StoreError: The database refuses.
    """
    store = stock.store
    if choices.closed_as is not None:
        store = store.closing(
            ClosingRules(all_as=choices.closed_as, author=machine_account(), clock=utc_now)
        )
    report = ingest(
        choices.path,
        store,
        today=date.today(),  # noqa: DTZ011 - the day on the court's calendar
        workforce=workforce,
        source_name=choices.source,
        mapping=None if choices.mapping is None else load_mapping(choices.mapping),
        progress=lambda done, _rate: shown.show("ingest", done, 0),
    )
    grown = grow_by_itself(stock, tell=tell, progress=shown.show) if report.accepted else {}
    # What stays on the board is how much was read, not how much the index counted last.
    shown.show("ingest", report.read, 0)
    return report, grown


def ingest_quietly(path: Path, store: IngestStore, *, source_name: str) -> IngestReport:
    """Ingest in this process, without a bar; for sources of the program's own making."""
    return ingest(
        path,
        store,
        today=date.today(),  # noqa: DTZ011 - the day on the court's calendar
        workforce=Workforce(processes=every_core()),
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
