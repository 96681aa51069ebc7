"""In which form do searches by method, and searches that are kept, travel?"""

from datetime import date
from typing import Literal

from pydantic import Field

from corpus.judgment import Effectiveness, JudgmentId
from service.api.schemas import Filters, Hit, LabelledValue, Limit, Offset, Payload
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod, SortOrder, TextPart
from service.search.replay import KeptHit, KeptSearch


class MethodRequest(Payload):
    """A search by one of the methods of 法发〔2020〕24号 art. 5."""

    method: SearchMethod = Field(
        description="facts 案情、issue 争议焦点、keyword 关键词、statute 法条关联、case 案例关联"
    )
    words: str = Field(
        default="",
        description="关键词（以空格分开，可用“引号”、或、-）；法条；案号、编号或标题；争议焦点",
    )
    part: TextPart = Field(default=TextPart.WHOLE, description="关键词须出现的部分")
    text: str | None = Field(default=None, description="案情或文书；法条检索时用于排序或取其法条")
    judgment_id: str | None = Field(default=None, max_length=64, description="库中文书编号")
    charges: tuple[str, ...] = Field(default=(), max_length=20)
    filters: Filters = Filters()
    sort: SortOrder = SortOrder.RELEVANCE
    limit: Limit = 10
    offset: Offset = 0

    def to_question(self) -> MethodQuestion:
        """Return the question as the search takes it."""
        return MethodQuestion(
            method=self.method,
            words=self.words,
            part=self.part,
            text=self.text,
            judgment_id=None if self.judgment_id is None else JudgmentId(self.judgment_id),
            charges=self.charges,
            filter=self.filters.to_filter(),
            sort=self.sort,
            offset=self.offset,
            limit=self.limit,
        )


class UnderstoodOut(Payload):
    """One thing that a question was taken to say."""

    aspect: LabelledValue
    words: str


class SuccessorOut(Payload):
    """A law that took the place of one searched for; it was not searched."""

    law: str
    ended: date
    successor: str
    source: str


class MethodHitOut(Hit):
    """One judgment of the answer."""

    relation: LabelledValue | None = Field(description="即为该案、引用、相似；裁判依据、仅提及")


class KeptHitOut(Payload):
    """A judgment as a kept search found it."""

    judgment_id: str
    rank: int = Field(ge=1)
    effect: Effectiveness | None = None
    quotes: tuple[tuple[int, int], ...] | None = None


class KeptOut(Payload):
    """A search as it is kept, so that it can be asked again (``tongpan replay``)."""

    form: Literal["search-1"] = "search-1"
    question: MethodRequest
    snapshot_id: str
    ranker: str | None
    n_hits: int
    hits: tuple[KeptHitOut, ...]

    def to_kept(self) -> KeptSearch:
        """Return the kept search as the replay takes it."""
        return KeptSearch(
            question=self.question.to_question(),
            snapshot_id=self.snapshot_id,
            ranker=self.ranker,
            n_hits=self.n_hits,
            hits=tuple(
                KeptHit(
                    judgment_id=JudgmentId(hit.judgment_id),
                    rank=hit.rank,
                    effect=hit.effect,
                    quotes=hit.quotes,
                )
                for hit in self.hits
            ),
        )


class MethodSearched(Payload):
    """What was searched, and under which conditions."""

    snapshot_id: str
    n_judgments: int
    n_courts: int
    decided_from: date | None
    decided_to: date | None
    n_undated: int
    filters: dict[str, tuple[str, ...]]
    n_allowed: int = Field(description="符合筛选条件的篇数")


class MethodResponse(Payload):
    """The answer to a search by method."""

    method: LabelledValue
    understood: tuple[UnderstoodOut, ...] = Field(description="检索内容被理解为")
    unread: tuple[str, ...] = Field(description="没有读懂、未用于检索的词语")
    successors: tuple[SuccessorOut, ...] = Field(description="所检索的法律已被取代，可另行检索")
    hits: tuple[MethodHitOut, ...]
    n_hits: int = Field(description="命中篇数；按相似程度排列时为排出名次的篇数")
    offset: int
    limit: int
    order: LabelledValue
    ranker: str | None
    searched: MethodSearched
    kept: KeptOut


class GoneOut(Payload):
    """A judgment that is not on the list any more."""

    judgment_id: str
    was: int
    is_indexed: bool = Field(description="是否仍在索引中（仅名次落后）")


class MovedOut(Payload):
    """A judgment at another rank."""

    judgment_id: str
    was: int
    rank: int


class EffectChangedOut(Payload):
    """A judgment whose effect is known otherwise."""

    judgment_id: str
    was: LabelledValue
    effect: LabelledValue


class ComparisonOut(Payload):
    """A kept list beside the list that a snapshot gives."""

    snapshot_id: str
    is_same_list: bool
    n_hits: int
    gone: tuple[GoneOut, ...]
    new: tuple[str, ...]
    moved: tuple[MovedOut, ...]
    effects: tuple[EffectChangedOut, ...]
    is_other_ranker: bool


class ReplayedOut(Payload):
    """A kept search asked again."""

    snapshot_id: str
    same: ComparisonOut | None = Field(description="在原索引上")
    trouble: str | None = Field(description="原索引为何不能打开")
    current: ComparisonOut | None = Field(description="在现行索引上")
