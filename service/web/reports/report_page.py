"""Which pages have search reports?"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import CorpusError
from service.edge.context import actor_of, edge_of, note
from service.edge.downloads import PDF_TYPE, WORD_TYPE, attachment
from service.edge.forms import FORM_FIELD, read_form
from service.errors import (
    MalformedRequestError,
    ReportBlockedError,
    ReportChangedError,
    ReportContentError,
    ReportError,
    ReportLockedError,
    ReportMoveError,
    ReportSignerError,
)
from service.reports.editing import with_words
from service.reports.record import Report, imprint_of
from service.reports.rules import blocking, check
from service.reports.states import STEPS, ReportMove, is_finished
from service.reports.vocabulary import Part
from service.web.pieces.paging import At, Paging
from service.web.rendering import page
from service.web.reports.report_view import anchor_of, block_views
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

# As the interface for programs answers; what is not listed is 400.
_STATUS: Mapping[type[Exception], int] = {
    ReportSignerError: 403,
    ReportLockedError: 409,
    ReportChangedError: 409,
    ReportMoveError: 409,
    ReportBlockedError: 409,
    ReportContentError: 422,
}

VersionNumber = Annotated[int | None, Query(ge=1)]
_Values = Mapping[str, Sequence[str]]


@router.get("/reports")
def reports_page(
    request: Request, words: Annotated[str, Query(max_length=100)] = "", at: At = 1
) -> HTMLResponse:
    """List the reports that whoever asks sees."""
    desk, actor = edge_of(request).reports, actor_of(request)
    n = desk.count_of_actor(actor, words=words)
    paging = Paging(n=n, asked_for=at, path="/reports", asked={"words": words})
    found = desk.of_actor(actor, words=words, most=paging.per_page, skip=paging.skip)
    return page(request, "reports.html", reports=found, words=words, paging=paging)


@router.get("/reports/{report_id}")
def report_page(request: Request, report_id: str, version: VersionNumber = None) -> HTMLResponse:
    """Show a report, as it stands or as it stood."""
    report = _find(request, report_id)
    note(request, action="read_report", subject=report_id)
    return render_report(request, report, number=version)


@router.post("/reports/{report_id}/words")
async def write_words(request: Request, report_id: str) -> Response:
    """Write the judge's own words into a part of a report."""
    return await run_in_threadpool(_write, request, report_id, await _values(request))


@router.post("/reports/{report_id}/moves")
async def move_report(request: Request, report_id: str) -> Response:
    """Move a report on."""
    return await run_in_threadpool(_move, request, report_id, await _values(request))


@router.get("/reports/{report_id}/docx")
def word(request: Request, report_id: str, version: VersionNumber = None) -> Response:
    """Give a version as a Word file."""
    desk, report = edge_of(request).reports, _find(request, report_id)
    made = desk.word(report, desk.version(report, version))
    note(request, action="print_report", subject=report_id)
    return attachment(made, name=f"{report.number}.docx", media_type=WORD_TYPE)


@router.get("/reports/{report_id}/pdf")
def pdf(request: Request, report_id: str, version: VersionNumber = None) -> Response:
    """Give a version as PDF."""
    desk, report = edge_of(request).reports, _find(request, report_id)
    made = desk.pdf(report, desk.version(report, version))
    note(request, action="print_report", subject=report_id)
    return attachment(made, name=f"{report.number}.pdf", media_type=PDF_TYPE)


def render_report(
    request: Request,
    report: Report,
    *,
    number: int | None = None,
    status: int = 200,
    notice: str = "",
) -> HTMLResponse:
    """Show a report.

    Args:
        request: Who asks.
        report: The report.
        number: The version; None for the one that stands.
        status: HTTP status.
        notice: What went wrong.
    """
    desk, actor = edge_of(request).reports, actor_of(request)
    version = desk.version(report, number)
    is_standing = version.line.number == report.version
    findings = check(version.content)
    return page(
        request,
        "report.html",
        status=status,
        notice=notice,
        report=report,
        line=version.line,
        imprint=imprint_of(report, version.line),
        is_signed=is_finished(report.state),
        is_standing=is_standing,
        blocks=block_views(
            version.content,
            desk.blocks(report, version),
            findings,
            may_change=is_standing and desk.may_change(report, actor=actor),
        ),
        findings=[(each, anchor_of(each.part, each.place)) for each in findings],
        n_blocking=len(blocking(findings)),
        moves=[(move, STEPS[move]) for move in desk.offered(report, actor=actor)]
        if is_standing
        else (),
        versions=desk.records.versions(report.id),
        log=desk.records.moves(report.id),
    )


def _write(request: Request, report_id: str, values: _Values) -> Response:
    edge, report = edge_of(request), _find(request, report_id)
    part, place = _part_of(values)
    actor, now = actor_of(request), edge.clock()
    try:
        content = with_words(
            edge.reports.version(report).content,
            part,
            values,
            author=actor.display_name or actor.name,
            now=now,
            place=place,
        )
        edge.reports.change(report, content, seen=_number(values, "version"), actor=actor, now=now)
    except (ReportError, CorpusError) as error:
        return _refused(request, report, error)
    note(request, action="change_report", subject=report_id)
    return RedirectResponse(f"/reports/{report_id}#{anchor_of(part, place)}", status_code=303)


def _move(request: Request, report_id: str, values: _Values) -> Response:
    edge, report = edge_of(request), _find(request, report_id)
    try:
        move = ReportMove(_first(values, "move"))
    except ValueError:
        expected = ", ".join(ReportMove)
        raise MalformedRequestError(problems=(f"move: expected one of {expected}",)) from None
    try:
        edge.reports.move(
            report,
            move,
            reason=_first(values, "reason"),
            seen=_number(values, "version"),
            actor=actor_of(request),
            now=edge.clock(),
        )
    except (ReportError, CorpusError) as error:
        return _refused(request, report, error)
    note(request, action=f"{move.value}_report"[:32], subject=report_id)
    return RedirectResponse(f"/reports/{report_id}", status_code=303)


def _refused(request: Request, report: Report, error: Exception) -> HTMLResponse:
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)
    return render_report(request, report, status=status, notice=sentence_of(error))


def _find(request: Request, report_id: str) -> Report:
    return edge_of(request).reports.find(report_id, actor=actor_of(request))


async def _values(request: Request) -> _Values:
    form = await read_form(request)
    values: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str) and name != FORM_FIELD:
            values.setdefault(name, []).append(value)
    await form.close()
    return values


def _part_of(values: _Values) -> tuple[Part, int]:
    try:
        part = Part(_first(values, "part"))
    except ValueError:
        expected = ", ".join(Part)
        raise MalformedRequestError(problems=(f"part: expected one of {expected}",)) from None
    return part, _number(values, "place") if "place" in values else 0


def _number(values: _Values, name: str) -> int:
    given = _first(values, name)
    # Digits of other scripts are digits to Python too, and figures of forms are short.
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise MalformedRequestError(problems=(f"{name}: expected a number",))
    return int(given)


def _first(values: _Values, name: str) -> str:
    given = values.get(name, ())
    return given[0] if given else ""
