"""In which form do corrections and counts travel over HTTP?"""

from datetime import datetime

from pydantic import Field, JsonValue

from corpus.field_tally import FieldState
from service.api.schemas import Payload


class CorrectionRequest(Payload):
    """A correction: a new value, or the wish that the reader's own reading counts again."""

    field: str = Field(
        max_length=128, description="要素名称，如 court、cause、outcome.appeal.result"
    )
    new: JsonValue = Field(
        default=None, description="新的值；null 表示文书未载明；有表单的要素可写文字"
    )
    reason: str = Field(max_length=1000, description="更正理由")
    quote: str = Field(default="", max_length=2000, description="原文词句，须在正文中逐字出现")
    restores_reading: bool = Field(default=False, description="撤回更正，恢复系统读取")


class CorrectionOut(Payload):
    """A correction as it stands."""

    field: str
    label: str
    old: JsonValue
    new: JsonValue
    start: int | None
    end: int | None
    author: str
    at: datetime
    reason: str
    restores_reading: bool
    standing: str | None = Field(description="现状；null 表示已被后来的更正取代")
    needs_review: bool


class CorrectionsResponse(Payload):
    """Corrections of a judgment, the latest first."""

    judgment_id: str
    corrections: tuple[CorrectionOut, ...]


class FieldQuality(Payload):
    """How many judgments are in each state of a field."""

    field: str
    label: str
    counts: dict[FieldState, int]


class CorrectedFieldCount(Payload):
    """How often a field was corrected."""

    field: str
    label: str
    n_corrections: int
    n_judgments: int


class ReviewOut(Payload):
    """A correction that no longer fits what is read."""

    judgment_id: str
    field: str
    label: str
    standing: str


class RejectedOut(Payload):
    """A piece that became no judgment."""

    place: str
    code: str
    reason: str


class RunOut(Payload):
    """An ingest."""

    source: str
    started_at: datetime
    finished_at: datetime | None
    accepted: int
    unchanged: int
    rejected: int
    reasons: dict[str, int]
    rejections: tuple[RejectedOut, ...]


class QualityResponse(Payload):
    """How well the store is read; ``fields`` is empty before the first count is done."""

    is_newest: bool
    fields: tuple[FieldQuality, ...]
    corrections: tuple[CorrectedFieldCount, ...]
    to_review: tuple[ReviewOut, ...]
    runs: tuple[RunOut, ...]
