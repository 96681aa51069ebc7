"""Which addresses has the interface for search reports?"""

from enum import StrEnum
from typing import Annotated, cast

from fastapi import APIRouter, Query, Request
from pydantic import JsonValue
from starlette.responses import Response

from service.api.lists import USUAL_LINES, Limit, Skip, Words
from service.api.report_schemas import (
    ReportContentRequest,
    ReportFindingOut,
    ReportFindingsResponse,
    ReportMoveOut,
    ReportMoveRequest,
    ReportOut,
    ReportRequest,
    ReportResponse,
    ReportsResponse,
    ReportVersionOut,
    ReportVersionsResponse,
)
from service.api.routes import refused
from service.api.schemas import LabelledValue
from service.edge.context import actor_of, edge_of, note, reach_of
from service.edge.downloads import PDF_TYPE, WORD_TYPE, PdfFile, WordFile, attachment
from service.errors import MalformedRequestError
from service.labels import label_of
from service.reports.codec import decode_content, encode_content
from service.reports.record import Report
from service.reports.rules import ReportFinding, blocking, check

router = APIRouter(prefix="/api/v1")

VersionNumber = Annotated[int | None, Query(ge=1, description="版本号；不填为现行版本")]


@router.post(
    "/reports",
    summary="新建检索报告",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def open_report(request: Request, asked: ReportRequest) -> ReportResponse:
    """Make a report from its content; quotes are held against the stored text."""
    edge = edge_of(request)
    report = edge.reports.open(
        decode_content(asked.content),
        actor=actor_of(request),
        handling_account_id=_account_id(request, asked.handling_judge),
        pending_case_id=asked.pending_case_id,
        now=edge.clock(),
    )
    note(request, action="open_report", subject=report.id)
    return _response(request, report)


@router.post(
    "/pending-cases/{pending_id}/reports",
    summary="由待决案件的检索生成检索报告",
    status_code=201,
    responses=refused(400, 401, 403, 404, 503),
)
def draft_report(request: Request, pending_id: str) -> ReportResponse:
    """Make a report of what was searched and said for a pending case until now."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    report = edge.case_reporter.draft(case, actor=actor, reach=reach_of(request), now=edge.clock())
    note(request, action="make_report", subject=report.id)
    return _response(request, report)


@router.get("/reports", summary="本人可见的检索报告", responses=refused(401, 403, 422))
def reports(
    request: Request, words: Words = "", skip: Skip = 0, limit: Limit = USUAL_LINES
) -> ReportsResponse:
    """Return the reports that whoever asks sees."""
    desk, actor = edge_of(request).reports, actor_of(request)
    found = desk.of_actor(actor, words=words, most=limit, skip=skip)
    return ReportsResponse(
        n=desk.count_of_actor(actor, words=words),
        reports=tuple(_report(each) for each in found),
    )


@router.get("/reports/{report_id}", summary="一份检索报告", responses=refused(401, 403, 404))
def report(request: Request, report_id: str) -> ReportResponse:
    """Return a report as it stands, with what can be said against it."""
    found = _find(request, report_id)
    note(request, action="read_report", subject=report_id)
    return _response(request, found)


@router.post(
    "/reports/{report_id}/content",
    summary="修改检索报告，保存为新的版本",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def change_report(request: Request, report_id: str, asked: ReportContentRequest) -> ReportResponse:
    """Store what a report states now beside its earlier versions."""
    edge = edge_of(request)
    changed = edge.reports.change(
        _find(request, report_id),
        decode_content(asked.content),
        seen=asked.version,
        actor=actor_of(request),
        now=edge.clock(),
    )
    note(request, action="change_report", subject=report_id)
    return _response(request, changed)


@router.get(
    "/reports/{report_id}/findings", summary="校验检索报告", responses=refused(401, 403, 404)
)
def findings(request: Request, report_id: str) -> ReportFindingsResponse:
    """Return what keeps a report from being signed, and what is doubtful."""
    found = _find(request, report_id)
    told = check(edge_of(request).reports.version(found).content)
    return ReportFindingsResponse(
        may_be_signed=not blocking(told), findings=tuple(_finding(each) for each in told)
    )


@router.post(
    "/reports/{report_id}/moves",
    summary="推进检索报告：提请确认、签名、提交、归档、退回、作废",
    responses=refused(400, 401, 403, 404, 409, 422),
)
def move_report(request: Request, report_id: str, asked: ReportMoveRequest) -> ReportResponse:
    """Move a report on."""
    edge = edge_of(request)
    moved = edge.reports.move(
        _find(request, report_id),
        asked.move,
        reason=asked.reason,
        seen=asked.version,
        actor=actor_of(request),
        now=edge.clock(),
    )
    note(request, action=f"{asked.move.value}_report"[:32], subject=report_id)
    return _response(request, moved)


@router.get(
    "/reports/{report_id}/versions",
    summary="检索报告的各版本和流转记录",
    responses=refused(401, 403, 404),
)
def versions(request: Request, report_id: str) -> ReportVersionsResponse:
    """Return what is told of all versions, and the log of moves."""
    records = edge_of(request).reports.records
    found = _find(request, report_id)
    return ReportVersionsResponse(
        versions=tuple(
            ReportVersionOut(
                number=line.number,
                digest=line.digest,
                author=line.author,
                at=line.at,
                signed_by=None if line.signature is None else line.signature.by,
                signed_at=None if line.signature is None else line.signature.at,
            )
            for line in records.versions(found.id)
        ),
        moves=tuple(
            ReportMoveOut(
                move=_labelled(made.move),
                source=_labelled(made.source),
                target=_labelled(made.target),
                version=made.version,
                reason=made.reason,
                author=made.author,
                at=made.at,
            )
            for made in records.moves(found.id)
        ),
    )


@router.get(
    "/reports/{report_id}/docx",
    summary="检索报告的 Word 文件",
    response_class=WordFile,
    responses=refused(401, 403, 404),
)
def word(request: Request, report_id: str, version: VersionNumber = None) -> Response:
    """Return a version as .docx."""
    desk, found = edge_of(request).reports, _find(request, report_id)
    made = desk.word(found, desk.version(found, version))
    note(request, action="print_report", subject=report_id)
    return attachment(made, name=f"{found.number}.docx", media_type=WORD_TYPE)


@router.get(
    "/reports/{report_id}/pdf",
    summary="检索报告的 PDF 文件",
    response_class=PdfFile,
    responses=refused(401, 403, 404, 503),
)
def pdf(request: Request, report_id: str, version: VersionNumber = None) -> Response:
    """Return a version as PDF, where LibreOffice is installed."""
    desk, found = edge_of(request).reports, _find(request, report_id)
    made = desk.pdf(found, desk.version(found, version))
    note(request, action="print_report", subject=report_id)
    return attachment(made, name=f"{found.number}.pdf", media_type=PDF_TYPE)


def _find(request: Request, report_id: str) -> Report:
    return edge_of(request).reports.find(report_id, actor=actor_of(request))


def _account_id(request: Request, name: str | None) -> int | None:
    if name is None:
        return None
    account = edge_of(request).desk.find(name)
    if account is None:
        raise MalformedRequestError(problems=(f"handling_judge: no account named {name!r}",))
    return account.id


def _response(request: Request, found: Report) -> ReportResponse:
    desk, actor = edge_of(request).reports, actor_of(request)
    version = desk.version(found)
    signature = version.line.signature
    return ReportResponse(
        report=_report(found),
        digest=version.line.digest,
        signed_by=None if signature is None else signature.by,
        signed_at=None if signature is None else signature.at,
        content=cast("dict[str, JsonValue]", encode_content(version.content)),
        findings=tuple(_finding(each) for each in check(version.content)),
        moves=tuple(_labelled(each) for each in desk.offered(found, actor=actor)),
    )


def _report(found: Report) -> ReportOut:
    return ReportOut(
        id=found.id,
        number=found.number,
        case_number=found.case_number,
        cause=found.cause,
        pending_case_id=found.pending_case_id,
        state=_labelled(found.state),
        version=found.version,
        file_class=_labelled(found.file_class),
        opened_at=found.opened_at,
        changed_at=found.changed_at,
    )


def _finding(found: ReportFinding) -> ReportFindingOut:
    return ReportFindingOut(
        rule=_labelled(found.rule),
        weight=_labelled(found.weight),
        element=None if found.element is None else _labelled(found.element),
        part=_labelled(found.part),
        place=found.place,
        sentence=found.sentence,
    )


def _labelled(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member.value, label=label_of(member))
