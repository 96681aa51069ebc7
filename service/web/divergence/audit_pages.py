"""Which pages have audits: the board, a cluster, the reversed cases, and the files?"""

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from service.actors import Permission
from service.audits.bulletins import render_bulletin
from service.audits.charts import draw_courts, draw_range, draw_trend
from service.audits.desk import AuditResults, ReviewedCluster, require_finished
from service.audits.model import AuditRun, Cluster, RunState
from service.audits.telling import cluster_facts, cluster_notes, position_name
from service.audits.words import agreement_words
from service.audits.workbench import ReviewAnswer, ReviewReason
from service.edge.context import actor_of, edge_of, note
from service.edge.downloads import WORD_TYPE, attachment
from service.jobs.model import Staffing
from service.web.divergence.audit_print import render_print
from service.web.divergence.audit_start_form import start_form_for
from service.web.divergence.audit_view import (
    SHOWN,
    BoardFilter,
    board_rows,
    choices_of,
    gone_rows,
    judgment_rows,
)
from service.web.pieces.paging import Paging, at_of
from service.web.rendering import page

router = APIRouter(include_in_schema=False)

_RUNS: Final = 20

Told = Annotated[str, Query(max_length=64)]


def _chosen(  # noqa: PLR0917 - the parts of an address
    cause: Told = "",
    severity: Told = "",
    where: Told = "",
    kind: Told = "",
    review: Told = "",
    change: Told = "",
) -> BoardFilter:
    return BoardFilter(
        cause=cause, severity=severity, where=where, kind=kind, review=review, change=change
    )


Chosen = Annotated[BoardFilter, Depends(_chosen)]


@router.get("/audits")
def audits(request: Request, chosen: Chosen) -> HTMLResponse:
    """Show the board of the latest finished run, and all runs beside it."""
    return render_audits(request, chosen)


@router.get("/audits/{run_id}")
def audit(request: Request, run_id: str, chosen: Chosen) -> HTMLResponse:
    """Show the board of a run."""
    run = edge_of(request).audits.run(run_id)
    note(request, action="read_audit", subject=run.id)
    return render_board(request, run, chosen)


@router.get("/audits/{run_id}/clusters/{key}")
def audit_cluster(  # noqa: PLR0917 - the parts of an address
    request: Request,
    run_id: str,
    key: str,
    position: Told = "",
    court: Told = "",
    time: Told = "",
) -> HTMLResponse:
    """Show a cluster; position, court and time choose the judgments behind a bar."""
    edge = edge_of(request)
    run = edge.audits.run(run_id)
    found = edge.audits.cluster(run, key, actor=actor_of(request))
    note(request, action="read_cluster", subject=f"{run.id}/{found.cluster.key}")
    return render_cluster(request, run, found, position=position, court=court, time=time)


@router.get("/audits/{run_id}/reversals")
def audit_reversals(request: Request, run_id: str) -> HTMLResponse:
    """Show the cases that courts above reversed in the period."""
    run = edge_of(request).audits.run(run_id)
    results = results_for(request, run)
    return page(
        request,
        "audit_reversals.html",
        run=run,
        results=results,
        may_review=actor_of(request).may(Permission.REVIEW_FINDINGS),
    )


@router.get("/audits/{run_id}/docx")
def audit_bulletin(request: Request, run_id: str) -> Response:
    """Give the bulletin: what was confirmed, the same for everybody who reads it."""
    run = _finished(request, run_id)
    made = render_bulletin(edge_of(request).audits.results(run, actor=None))
    note(request, action="print_audit", subject=run.id)
    return attachment(made, name=f"{_file_name(run)}通报.docx", media_type=WORD_TYPE)


@router.get("/audits/{run_id}/xlsx")
def audit_workbook(request: Request, run_id: str) -> Response:
    """Give the workbook with all clusters."""
    # Loaded by whoever wants one: every start of the server would wait for its library.
    from service.audits.workbooks import XLSX_TYPE, render_workbook  # noqa: PLC0415

    run = _finished(request, run_id)
    made = render_workbook(results_for(request, run))
    note(request, action="print_audit", subject=run.id)
    return attachment(made, name=f"{_file_name(run)}底稿.xlsx", media_type=XLSX_TYPE)


@router.get("/audits/{run_id}/html")
def audit_print(request: Request, run_id: str) -> Response:
    """Give the printable page with all clusters."""
    run = _finished(request, run_id)
    made = render_print(results_for(request, run))
    note(request, action="print_audit", subject=run.id)
    return attachment(
        made.encode(), name=f"{_file_name(run)}底稿.html", media_type="text/html; charset=utf-8"
    )


def render_audits(
    request: Request, chosen: BoardFilter, *, status: int = 200, notice: str = ""
) -> HTMLResponse:
    """Show the board of the latest finished run, or that there is none yet."""
    run = edge_of(request).audits.latest_finished()
    if run is None:
        return page(
            request,
            "audits_none.html",
            status=status,
            notice=notice,
            **_runs(request, "/audits"),
            start=start_form_for(request),
            staffing=_staffing(request),
        )
    return render_board(request, run, chosen, status=status, notice=notice)


def results_for(request: Request, run: AuditRun) -> AuditResults:
    """Return what a run found, as whoever asks may see it."""
    return edge_of(request).audits.results(run, actor=actor_of(request))


def render_board(
    request: Request, run: AuditRun, chosen: BoardFilter, *, status: int = 200, notice: str = ""
) -> HTMLResponse:
    """Show the board of a run."""
    results, actor = results_for(request, run), actor_of(request)
    rows = board_rows(results, chosen)
    return page(
        request,
        "audits.html",
        status=status,
        notice=notice,
        start=start_form_for(request),
        staffing=_staffing(request),
        run=run,
        **_runs(request, f"/audits/{run.id}"),
        results=results,
        rows=rows[:SHOWN],
        n_rows=len(rows),
        gone=gone_rows(results),
        chosen=chosen,
        choices=choices_of(results),
        agreement=agreement_words(results.agreement),
        sees_all=actor.may(Permission.READ_UNREVIEWED_AUDITS),
        may_review=actor.may(Permission.REVIEW_FINDINGS),
        n_open=sum(each.review.is_open for each in results.reported),
        is_finished=run.state is RunState.FINISHED,
        is_still=run.is_still(edge_of(request).clock()),
    )


def _runs(request: Request, path: str) -> dict[str, object]:
    """Return the page of all runs that is asked for, for the list beside a board."""
    desk = edge_of(request).audits
    paging = Paging(
        n=desk.count(),
        asked_for=at_of(request.query_params.get("runs", "")),
        path=path,
        name="runs",
        part="runs",
        per_page=_RUNS,
    )
    return {"runs": desk.runs(most=paging.per_page, skip=paging.skip), "run_paging": paging}


def _staffing(request: Request) -> Staffing | None:
    """Return whether a worker is there, for whoever may start audits; else None."""
    if not actor_of(request).may(Permission.RUN_AUDITS):
        return None
    edge = edge_of(request)
    return edge.jobs.staffing(now=edge.clock())


def render_cluster(
    request: Request,
    run: AuditRun,
    found: ReviewedCluster,
    *,
    position: str = "",
    court: str = "",
    time: str = "",
    status: int = 200,
    notice: str = "",
) -> HTMLResponse:
    """Show a cluster."""
    cluster = found.cluster
    results = results_for(request, run)
    return page(
        request,
        "audit_cluster.html",
        status=status,
        notice=notice,
        run=run,
        found=found,
        cluster=cluster,
        facts=cluster_facts(found, results),
        notes=cluster_notes(cluster),
        positions=tuple((position_name(at), each) for at, each in enumerate(cluster.positions)),
        **_drawings(run, cluster),
        judgments=judgment_rows(
            cluster,
            edge_of(request).audits.listed(cluster),
            position=position,
            court=court,
            time=time,
        ),
        drilled=tuple(words for words in (_name_of(cluster, position), court, time) if words),
        reversed_cases=tuple(
            each for each in results.reversed_cases if each.judgment_id in cluster.reversed_ids
        ),
        answers=tuple(ReviewAnswer),
        reasons=tuple(ReviewReason),
        is_finished=run.state is RunState.FINISHED,
        is_still=run.is_still(edge_of(request).clock()),
    )


def _drawings(run: AuditRun, cluster: Cluster) -> dict[str, object]:
    base = f"/audits/{run.id}/clusters/{cluster.key}"

    def address(position: str, court: str, time: str) -> str:
        told = [("position", position), ("court", court), ("time", time)]
        return f"{base}?{urlencode([pair for pair in told if pair[1]])}#judgments"

    def of_judgment(judgment_id: str) -> str:
        return f"/judgments/{judgment_id}"

    return {
        "trend": draw_trend(cluster, address=address),
        "courts": draw_courts(cluster, address=address),
        "spread": draw_range(cluster, address=of_judgment),
    }


def _name_of(cluster: Cluster, position: str) -> str:
    return next(
        (position_name(at) for at, each in enumerate(cluster.positions) if each.key == position), ""
    )


def _finished(request: Request, run_id: str) -> AuditRun:
    run = edge_of(request).audits.run(run_id)
    require_finished(run)
    return run


def _file_name(run: AuditRun) -> str:
    return f"裁判尺度评查{run.order.first:%Y%m%d}-{run.order.last:%Y%m%d}"
