"""In which form do tiers and records of library cases travel over HTTP?"""

from datetime import date, datetime

from pydantic import Field

from service.api.schemas import Filters, Hit, LabelledValue, Payload, Searched
from service.library.model import LibraryStanding, Publication


class TieredRequest(Payload):
    """A search tier by tier: by exactly one of a text and a stored judgment."""

    text: str | None = Field(default=None, description="案情、起诉状、草稿或整篇文书")
    judgment_id: str | None = Field(default=None, max_length=64, description="库中文书编号")
    charges: tuple[str, ...] = Field(
        default=(), max_length=20, description="案卷所载罪名或案由，全称"
    )
    filters: Filters = Filters()
    court: str | None = Field(
        default=None, max_length=64, description="待决案件的法院，全称或简称；不写则为本院"
    )
    filed_on: date | None = Field(default=None, description="待决案件的立案日期")
    per_tier: int = Field(default=5, ge=1, le=20, description="每一顺位每一组返回的篇数")


class LibraryRecordOut(Payload):
    """What is recorded of a library case."""

    judgment_id: str
    standing: LabelledValue
    publication: LabelledValue | None
    replacement: str
    replacement_id: str | None
    source: str
    since: date
    author: str
    at: datetime


class TieredHitOut(Hit):
    """A hit in its tier; ranked from 1 through all tiers."""

    group: LabelledValue
    effect_label: LabelledValue = Field(
        description="must_follow 应当参照、must_consult 应当检索并参考、may_consult 可以参考、"
        "lead_only 仅供线索"
    )
    counts: bool = Field(description="能否计为类案：已生效，且未不再参照、未出库")
    label_reason: str
    dated: date | None = Field(description="判断近三年所用的日期")
    library_record: LibraryRecordOut | None
    is_distant: bool = Field(description="相似程度较低，只因本顺位没有更近的而列出")


class GroupOut(Payload):
    """How much of a part of a tier there is."""

    group: LabelledValue
    n_allowed: int
    n_ranked: int


class TierCoverageOut(Payload):
    """What of a tier can be found at all, whatever the filter."""

    n_judgments: int
    n_courts: int
    decided_from: date | None
    decided_to: date | None
    n_undated: int
    sources: dict[str, int] = Field(description="来源及其篇数，以库中现有为准")


class TierOut(Payload):
    """What one tier answers."""

    tier: LabelledValue
    basis: str = Field(description="所据条文")
    n_allowed: int
    n_counting: int = Field(description="其中索引所知可以计为类案的篇数")
    n_ranked: int
    groups: tuple[GroupOut, ...]
    coverage: TierCoverageOut
    is_weak: bool = Field(description="本顺位列出的都是相似程度较低的")
    gap: str = Field(description="本顺位为何没有文书；有则为空")
    hits: tuple[TieredHitOut, ...]


class VantageOut(Payload):
    """From where the court looks up."""

    court: str
    superior: str | None
    high_courts: tuple[str, ...]


class WindowOut(Payload):
    """Which judgments are recent."""

    months: int
    begins: date
    counted_from: date
    basis: LabelledValue


class TieredResponse(Payload):
    """The answer to a search tier by tier."""

    tiers: tuple[TierOut, ...]
    court: VantageOut | None = Field(description="null 表示没有设定本院")
    recent: WindowOut
    today: date
    not_searched: tuple[str, ...]
    searched: Searched


class LibraryRequest(Payload):
    """A record of a library case."""

    case: str = Field(max_length=64, description="库中文书编号，或案例编号如 指导性案例24号")
    standing: LibraryStanding
    since: date = Field(description="自何日起")
    source: str = Field(min_length=1, max_length=1000, description="依据：公告、通知的名称和文号")
    replacement: str = Field(default="", max_length=1000, description="代替它的案例")
    publication: Publication | None = Field(default=None, description="发布于何处")


class LibraryResponse(Payload):
    """What is recorded of library cases."""

    records: tuple[LibraryRecordOut, ...]
