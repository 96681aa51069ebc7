"""In which form do questions and answers travel over HTTP?"""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from corpus.judgment import (
    CaseType,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    SectionKind,
)
from corpus.judgment import Role as PartyRole
from indexing.columns.filters import SearchFilter
from indexing.passages import PassageKind
from service.actors import Role


class Payload(BaseModel):
    """A payload; fields that it does not have are refused, not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(Payload):
    """Conditions that every hit meets. A list left out or empty sets no condition."""

    courts: tuple[str, ...] = Field(default=(), max_length=500, description="法院全称")
    court_levels: tuple[CourtLevel, ...] = ()
    provinces: tuple[str, ...] = Field(default=(), max_length=100, description="省份简称，如 吉林")
    causes: tuple[str, ...] = Field(default=(), max_length=500, description="案由或罪名")
    decided_from: date | None = Field(default=None, description="裁判日期起")
    decided_to: date | None = Field(default=None, description="裁判日期止")
    document_kinds: tuple[DocumentKind, ...] = ()
    instances: tuple[Instance, ...] = ()
    effects: tuple[Effectiveness, ...] = ()
    case_types: tuple[CaseType, ...] = ()

    def to_filter(self) -> SearchFilter:
        """Return the conditions as the index takes them."""
        return SearchFilter(
            courts=frozenset(self.courts) or None,
            court_levels=frozenset(self.court_levels) or None,
            provinces=frozenset(self.provinces) or None,
            causes=frozenset(self.causes) or None,
            decided_from=self.decided_from,
            decided_to=self.decided_to,
            document_kinds=frozenset(self.document_kinds) or None,
            instances=frozenset(self.instances) or None,
            effects=frozenset(self.effects) or None,
            case_types=frozenset(self.case_types) or None,
        )


Offset = Annotated[int, Field(ge=0, le=100_000, description="跳过的篇数")]
Limit = Annotated[int, Field(ge=1, le=100, description="返回的篇数")]


class SimilarRequest(Payload):
    """A search: by exactly one of a text and a stored judgment."""

    text: str | None = Field(default=None, description="案情、起诉状、草稿或整篇文书")
    judgment_id: str | None = Field(default=None, max_length=64, description="库中文书编号")
    charges: tuple[str, ...] = Field(
        default=(), max_length=20, description="案卷所载罪名或案由，全称"
    )
    channels: tuple[str, ...] = Field(
        default=(),
        max_length=4,
        description="只用这些检索通道：lexical 用词、dense 语义；不写则全部使用",
    )
    filters: Filters = Filters()
    limit: Limit = 10
    offset: Offset = 0


class LabelledValue(Payload):
    """A member of a closed vocabulary with its Chinese label."""

    value: str
    label: str


class QuotedPassage(Payload):
    """Words of a stored text; ``text`` is what stands at ``start`` to ``end``, unchanged."""

    text: str
    start: int
    end: int
    section: PassageKind | SectionKind
    marks: tuple[tuple[int, int], ...] = Field(description="与检索内容相同的词语，在 text 中的位置")


class JudgmentCard(Payload):
    """What identifies a judgment on a list. ``null`` means that the text does not tell."""

    judgment_id: str
    external_id: str | None
    source: str
    is_recognised: bool = Field(description="正文由扫描件或图片识别（OCR）得来，字句可能有误")
    title: str
    case_number: str | None
    court: str | None
    court_level: LabelledValue | None
    province: str | None
    decided_on: date | None
    case_type: LabelledValue | None
    cause: str | None
    charges: tuple[str, ...]
    document_kind: LabelledValue | None
    instance: LabelledValue | None
    effect: LabelledValue
    effect_reason: str


class GistOut(Payload):
    """The rule for which a guiding or reference case stands, in its editor's words."""

    heading: str = Field(description="裁判要点或裁判要旨")
    text: str
    start: int
    end: int


class Hit(JudgmentCard):
    """One judgment of the answer."""

    rank: int = Field(ge=1)
    is_same_text: bool = Field(description="是否与所提交文本相同（不是类案，而是同一文书）")
    likeness: LabelledValue | None = Field(
        description="相似程度：high、middle、partly、low；null 表示未由排序模型评定"
    )
    others: tuple[str, ...] = Field(description="同系列或内容几乎相同、合并于此的其他文书")
    reasons: tuple[str, ...] = Field(description="为什么相似")
    channel_ranks: dict[str, int] = Field(description="在各检索通道中的名次")
    passages: tuple[QuotedPassage, ...]
    gists: tuple[GistOut, ...] = Field(description="指导性案例、参考案例的裁判要点或裁判要旨")


class UsedElementOut(Payload):
    """A charge or cause that was searched by."""

    name: str
    origin: LabelledValue = Field(description="told 由请求给出、file 文书载明、predicted 系统预测")
    chance: float = Field(description="案情显示的可能性，0 至 1；已载明的为 1")


class UsedOut(Payload):
    """What of the query was compared with the judgments."""

    facts: str
    claims: str
    issues: tuple[str, ...] = Field(description="争议焦点，每个单独检索")
    reasoning: str
    charges: tuple[UsedElementOut, ...] = Field(description="案由或罪名")
    unmet: tuple[str, ...] = Field(description="已给出而库中没有裁判的案由或罪名，改按预测检索")
    bands: tuple[str, ...] = Field(description="案情中数额、数量所在的档次")
    outline: str = Field(description="同一内容的提纲，可修改后作为 text 再次检索")


class Searched(Payload):
    """What was searched, under which conditions, and what of the query was used."""

    snapshot_id: str
    n_judgments: int
    n_courts: int
    decided_from: date | None
    decided_to: date | None
    n_undated: int
    filters: dict[str, tuple[str, ...]]
    n_allowed: int = Field(description="符合筛选条件的篇数")
    n_ranked: int = Field(description="排出名次的篇数")
    finding: LabelledValue | None = Field(
        description="是否有相似案例：similar、doubtful、nothing；null 表示无法判断"
    )
    ranker: str = Field(
        description="排序方式：学习所得的排序模型（以 own 开头的由本院评价学得）或固定公式的名称"
    )
    n_query_characters: int
    query_words: tuple[str, ...]
    used: UsedOut
    judgment_id: str | None


class SimilarResponse(Payload):
    """The answer to a search."""

    hits: tuple[Hit, ...]
    offset: int
    limit: int
    searched: Searched


class ReadValue(Payload):
    """What was read of one property, with its words.

    ``state`` is one of stated, not_stated, ambiguous, unreadable, withheld.
    """

    state: str
    value: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    rule: str | None = None
    candidates: tuple[str, ...] = ()


class SectionOut(Payload):
    """One part of a judgment; the parts tile the text."""

    kind: SectionKind
    label: str
    start: int
    end: int


class PartyOut(Payload):
    """Somebody who takes part, as printed."""

    name: str
    role: PartyRole
    label: str
    start: int
    end: int


class ProvisionOut(Payload):
    """An article cited as the basis of the ruling."""

    law: str
    article: int
    article_suffix: int
    paragraph: int | None
    item: int | None
    text: str
    start: int
    end: int


class JudgmentResponse(JudgmentCard):
    """A stored judgment with everything that was read of it."""

    text: str
    sections: tuple[SectionOut, ...]
    parties: tuple[PartyOut, ...]
    provisions: tuple[ProvisionOut, ...]
    quoted_case_numbers: tuple[str, ...]
    read: dict[str, ReadValue]
    closed_as: LabelledValue | None = Field(
        default=None, description="不公开的类别；只有有查阅许可的人读得到不公开的文书"
    )


class FacetValue(Payload):
    """A value that a filter can take."""

    value: str
    label: str
    count: int


class FacetsResponse(Payload):
    """Values of every filter with their counts in the corpus, most frequent first."""

    facets: dict[str, tuple[FacetValue, ...]]


class SignInRequest(Payload):
    """Name and password, and where the account has a second factor a code of it."""

    name: str = Field(max_length=64)
    password: str = Field(max_length=200)
    code: str | None = Field(
        default=None, max_length=32, description="六位动态口令或恢复码，账号启用动态口令时须填"
    )


class SessionResponse(Payload):
    """An open session; send its token as ``Authorization: Bearer TOKEN``."""

    token: str
    token_type: str = "bearer"  # noqa: S105 - the name of the scheme, no secret
    name: str
    display_name: str
    roles: tuple[Role, ...]
    expires_at: datetime


class ErrorBody(Payload):
    """What went wrong."""

    code: str
    message: str
    details: dict[str, object]
    request_id: str


class ErrorResponse(Payload):
    """The one shape of every refusal."""

    error: ErrorBody
