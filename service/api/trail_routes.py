"""Which addresses has the interface for the audit trail?"""

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from service.api.routes import refused
from service.audit_trail.desk import Wanted
from service.audit_trail.model import Finding, FlawKind, Line, Outcome
from service.edge.context import edge_of, note

router = APIRouter(prefix="/api/v1")

_MOST_LINES: Final = 1000


class LineResponse(BaseModel):
    """A line of the trail."""

    model_config = ConfigDict(frozen=True)

    number: int = Field(description="序号，自1起")
    at: datetime = Field(description="时间")
    account_id: int | None = Field(description="账号编号；未登录或命令行为空")
    doer: str = Field(description="当时的用户名，或者运行命令的系统账号")
    roles: str = Field(description="当时的岗位")
    action: str = Field(description="事项")
    subject: str = Field(description="对象编号")
    outcome: Outcome = Field(description="结果")
    detail: str = Field(description="拒绝的代码")
    purpose: str = Field(description="履职依据")
    request_id: str = Field(description="请求编号")
    digest: str = Field(description="摘要")


class TrailResponse(BaseModel):
    """Lines of the trail, newest first."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[LineResponse, ...]


class FlawResponse(BaseModel):
    """Something that is wrong with the trail."""

    model_config = ConfigDict(frozen=True)

    kind: FlawKind
    number: int


class FindingResponse(BaseModel):
    """Whether the trail is whole."""

    model_config = ConfigDict(frozen=True)

    is_whole: bool
    n_lines: int
    first: int
    head: str = Field(description="末条的序号和摘要，可抄存于别处")
    flaws: tuple[FlawResponse, ...]


@router.get("/audit-trail", summary="审计留痕", responses=refused(401, 403, 422))
def lines_of_trail(
    request: Request,
    *,
    limit: Annotated[int, Query(ge=1, le=_MOST_LINES)] = 100,
    below: Annotated[int | None, Query(ge=1)] = None,
    account_id: Annotated[int | None, Query(ge=1)] = None,
    subject: Annotated[str | None, Query(max_length=256)] = None,
    outcome: Outcome | None = None,
    since: Annotated[AwareDatetime | None, Query(description="自此刻起（含时区）")] = None,
    until: Annotated[AwareDatetime | None, Query(description="在此刻之前（含时区）")] = None,
) -> TrailResponse:
    """Return the newest lines that are asked for, newest first."""
    wanted = Wanted(
        limit=limit,
        below=below,
        account_id=account_id,
        subject=subject,
        outcome=outcome,
        since=since,
        until=until,
    )
    return TrailResponse(lines=tuple(map(_encode, edge_of(request).trail.newest(wanted))))


@router.post("/audit-trail/verification", summary="核验审计留痕", responses=refused(401, 403))
def verify_trail(request: Request) -> FindingResponse:
    """Look through the whole trail and return what is wrong with it."""
    note(request, action="trail.verify", subject="")
    return _told(edge_of(request).trail.look_through())


def _encode(line: Line) -> LineResponse:
    deed = line.deed
    values = {name: getattr(deed, name) for name in type(deed).__dataclass_fields__}
    return LineResponse(number=line.number, digest=line.digest, **values)


def _told(finding: Finding) -> FindingResponse:
    return FindingResponse(
        is_whole=finding.is_whole,
        n_lines=finding.n_lines,
        first=finding.first,
        head=f"{finding.head.number}:{finding.head.digest}",
        flaws=tuple(FlawResponse(kind=flaw.kind, number=flaw.number) for flaw in finding.flaws),
    )
