"""In which form do search reports travel over HTTP?"""

from datetime import datetime

from pydantic import Field, JsonValue

from service.api.schemas import LabelledValue, Payload
from service.reports.states import ReportMove


class ReportRequest(Payload):
    """A new report."""

    content: dict[str, JsonValue] = Field(
        description='报告内容：{"schema": 1, "content": {…}}，字段见 service/reports/content.py'
    )
    pending_case_id: str | None = Field(default=None, max_length=32, description="待决案件")
    handling_judge: str | None = Field(
        default=None, max_length=32, description="承办法官的用户名；不填为本人"
    )


class ReportContentRequest(Payload):
    """What a report states now."""

    version: int = Field(ge=1, description="修改所依据的版本号")
    content: dict[str, JsonValue]


class ReportMoveRequest(Payload):
    """A move."""

    version: int = Field(ge=1, description="所见的版本号")
    move: ReportMove
    reason: str = Field(default="", max_length=1000, description="理由，或者提交的去向")


class ReportFindingOut(Payload):
    """What a report lacks or gets wrong."""

    rule: LabelledValue
    weight: LabelledValue
    element: LabelledValue | None
    part: LabelledValue
    place: int = Field(description="该部分的第几件，0 表示整个部分")
    sentence: str


class ReportOut(Payload):
    """A report without its content."""

    id: str
    number: str
    case_number: str
    cause: str
    pending_case_id: str | None
    state: LabelledValue
    version: int
    file_class: LabelledValue
    opened_at: datetime
    changed_at: datetime


class ReportResponse(Payload):
    """A report as it stands."""

    report: ReportOut
    digest: str = Field(description="内容的 SHA-256 摘要")
    signed_by: str | None
    signed_at: datetime | None
    content: dict[str, JsonValue]
    findings: tuple[ReportFindingOut, ...]
    moves: tuple[LabelledValue, ...] = Field(description="现在可以进行的步骤")


class ReportsResponse(Payload):
    """Reports that one sees, changed last first."""

    n: int = Field(description="共多少份")
    reports: tuple[ReportOut, ...]


class ReportFindingsResponse(Payload):
    """Whether a report may be signed."""

    may_be_signed: bool
    findings: tuple[ReportFindingOut, ...]


class ReportVersionOut(Payload):
    """A version."""

    number: int
    digest: str
    author: str
    at: datetime
    signed_by: str | None
    signed_at: datetime | None


class ReportMoveOut(Payload):
    """A line of the log of moves."""

    move: LabelledValue
    source: LabelledValue
    target: LabelledValue
    version: int
    reason: str
    author: str
    at: datetime


class ReportVersionsResponse(Payload):
    """All versions, and the log of moves."""

    versions: tuple[ReportVersionOut, ...]
    moves: tuple[ReportMoveOut, ...]
