"""`tongpan audit`: divergences of a whole period."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.audits.bulletins import render_bulletin
from service.audits.desk import AuditResults, ReviewedCluster
from service.audits.errors import PeriodError
from service.audits.model import AuditOrder, AuditScope
from service.audits.periods import LastPeriod, day_of, last_period
from service.audits.words import share_words
from service.audits.workbooks import render_workbook
from service.cli.opening import working_house
from service.cli.output import bars, emit, say
from service.cli.working import workforce_of
from service.data_folder import load_settings
from service.errors import SettingsError
from service.house import House
from service.labels import label_of
from service.stock import utc_now
from service.tiers.hierarchy import court_called
from service.web.divergence.audit_print import render_print

_SHOWN = 15
"""Clusters told on the screen; files hold all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Where results are written.

    Attributes:
        xlsx: The workbook; None for none.
        html: The printable page.
        docx: The bulletin.
    """

    xlsx: Path | None
    html: Path | None
    docx: Path | None


def run_audit(
    *,
    court: str | None,
    first: str | None,
    last: str | None,
    period: LastPeriod | None,
    scope: AuditScope,
    workers: int | None,
    files: Files,
    data: Path | None,
    is_json: bool,
) -> None:
    """Audit a period, tell what was found, and write the files asked for.

    Raises:
        PeriodError: The period is none.
        UnknownCourtError: The court is none.
        SettingsError: No court is told, neither here nor for the installation.
        EmptyAuditError: There is no judgment to audit.
        StoreError: The database refuses.
    """
    settings = load_settings({"data": data})
    with working_house(settings, may_make=True) as house:
        order = ordered(house, court=court, first=first, last=last, period=period, scope=scope)
        with bars({}, is_json=is_json) as shown:
            run = house.audit_runner.run(
                order,
                workforce=workforce_of(settings, processes=workers),
                clock=utc_now,
                progress=_json_progress
                if is_json
                else lambda _, done, total: shown.show("评查 auditing", done, total),
            )
        results = house.audits.results(run, actor=None)
        written = _write(files, results)
    if is_json:
        emit(summary_of(results, written))
    else:
        _tell(results)
        for name in written.values():
            say(f"已写入 {name}")


def ordered(
    house: House,
    *,
    court: str | None,
    first: str | None,
    last: str | None,
    period: LastPeriod | None,
    scope: AuditScope,
) -> AuditOrder:
    """Return what the words of the command ask to audit.

    Raises:
        PeriodError: The period is none.
        UnknownCourtError: The court is none.
        SettingsError: No court is told, neither here nor for the installation.
    """
    today = date.today()  # noqa: DTZ011 - the day on the court's calendar
    days = _days(first, last, period, today=today)
    return AuditOrder(court=_court(house, court, scope), scope=scope, first=days[0], last=days[1])


def _json_progress(cause: str, done: int, total: int) -> None:
    """Tell programs on standard error, a line for each cause, how far the run is."""
    line = json.dumps({"cause": cause, "done": done, "total": total}, ensure_ascii=False)
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _days(
    first: str | None, last: str | None, period: LastPeriod | None, *, today: date
) -> tuple[date, date]:
    if period is not None:
        if first is not None or last is not None:
            raise PeriodError(words=f"{period}/{first or ''}/{last or ''}")
        return last_period(period, today=today)
    if first is None:
        raise PeriodError(words="")
    return day_of(first), day_of(last or first, is_last=True)


def _court(house: House, name: str | None, scope: AuditScope) -> str | None:
    if name is not None:
        return court_called(name).name
    own = house.tiers.book.own
    if own is not None:
        return own.name
    if scope is AuditScope.EVERYWHERE:
        return None
    raise SettingsError(name="court", reason="no court is told; give --court or set TONGPAN_COURT")


def _write(files: Files, results: AuditResults) -> Mapping[str, str]:
    """Write the files asked for, and return their names by kind.

    Raises:
        SettingsError: One cannot be written.
    """
    makers: tuple[tuple[str, Path | None, Callable[[AuditResults], bytes]], ...] = (
        ("xlsx", files.xlsx, render_workbook),
        ("html", files.html, lambda each: render_print(each).encode()),
        ("docx", files.docx, render_bulletin),
    )
    written = {}
    for kind, path, make in makers:
        if path is None:
            continue
        try:
            path.write_bytes(make(results))
        except OSError as error:
            raise SettingsError(name=f"--{kind}", reason=f"{path}: {error.strerror}") from error
        written[kind] = str(path)
    return written


def summary_of(results: AuditResults, written: Mapping[str, str]) -> dict[str, object]:
    """Return what a run found as plain data."""
    run = results.run
    return {
        "id": run.id,
        "court": run.order.court,
        "scope": run.order.scope.value,
        "from": run.order.first.isoformat(),
        "to": run.order.last.isoformat(),
        "state": run.state.value,
        "judgments": run.n_judgments,
        "without_cause": run.n_without_cause,
        "causes": run.n_causes,
        "positions": sum(cause.n_positions for cause in results.causes),
        "insufficient": results.n_insufficient,
        "explained": len(results.explained),
        "compared_with": None if results.before is None else results.before.id,
        "changes": {each.key: each.change.value for each in results.changes},
        "reversals": {
            "reversed": results.reversals.n_reversed,
            "new_evidence": results.reversals.n_new_evidence,
            "court_above_wrong": results.reversals.n_court_above_wrong,
            "difference_of_view": results.reversals.n_difference_of_view,
        },
        "clusters": [_cluster(each) for each in results.reported],
        "files": dict(written),
    }


def _cluster(found: ReviewedCluster) -> dict[str, object]:
    cluster = found.cluster
    return {
        "key": cluster.key,
        "cause": cluster.cause,
        "kind": cluster.kind.value,
        "question": cluster.question,
        "severity": cluster.severity.value,
        "where": [where.value for where in cluster.where],
        "judgments": cluster.n_judgments,
        "courts": cluster.n_courts,
        "pending": cluster.n_pending,
        "share": cluster.dispersion.share if cluster.dispersion.is_enough else None,
        "review": found.review.state.value,
        "positions": [
            {"key": each.key, "label": each.label, "votes": each.votes}
            for each in cluster.positions
        ],
    }


def _tell(results: AuditResults) -> None:
    run = results.run
    order = run.order
    say(
        f"{order.court or '全部法院'}（{label_of(order.scope)}）{order.first}至{order.last}："
        f"{run.n_judgments:,}篇、{run.n_causes}个案由，分歧{len(results.reported)}项，"
        f"有正当理由的差异{len(results.explained)}项，样本不足的问题{results.n_insufficient}个。"
    )
    reversals = results.reversals
    say(
        f"发改{reversals.n_reversed}件，其中新证据{reversals.n_new_evidence}件、"
        f"上级定错{reversals.n_court_above_wrong}件，认识不同发改{reversals.n_difference_of_view}件。"
    )
    for found in results.reported[:_SHOWN]:
        cluster = found.cluster
        change = results.change_of(cluster.key)
        said = "" if change is None else f"〔{label_of(change.change)}〕"
        say(
            f"  {label_of(cluster.severity)}　{cluster.cause}：{cluster.question}{said}　"
            f"{cluster.n_judgments}件、{cluster.n_courts}家法院，"
            f"{label_of(cluster.dispersion.measure)}{share_words(cluster.dispersion)}"
        )
    if len(results.reported) > _SHOWN:
        say(f"  ……共{len(results.reported)}项，网页 /audits/{run.id} 或导出文件中有全部")
