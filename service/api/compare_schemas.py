"""In which form do comparisons travel over HTTP?"""

from datetime import date

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.comparison.columns import MOST_COLUMNS


class CompareRequest(Payload):
    """A case and judgments to compare it with: exactly one of a text and a stored judgment asks."""

    text: str | None = Field(default=None, description="案情、起诉状、草稿或整篇文书")
    judgment_id: str | None = Field(default=None, max_length=64, description="库中文书编号")
    charges: tuple[str, ...] = Field(
        default=(), max_length=20, description="案卷所载罪名或案由，全称"
    )
    judgment_ids: tuple[str, ...] = Field(
        min_length=1, max_length=MOST_COLUMNS - 1, description="与之对比的库中文书编号"
    )


class QuoteOut(Payload):
    """Words of a text, unchanged; offsets count in the text that was asked with or is stored."""

    text: str
    start: int
    end: int


class PairOut(Payload):
    """Two sentences that tell the same."""

    asked: QuoteOut
    found: QuoteOut
    likeness: float


class CitedOut(Payload):
    """An article that both cite; a quote is empty for what was typed beside the text."""

    provision: str
    asked: QuoteOut
    found: QuoteOut


class AxisOut(Payload):
    """One axis with its own grade, which says how much is told alike and no more."""

    axis: LabelledValue
    grade: LabelledValue
    sentence: str
    pairs: tuple[PairOut, ...]
    cited: tuple[CitedOut, ...]


class DifferenceOut(Payload):
    """Something that may set the two cases apart."""

    kind: LabelledValue
    sentence: str
    asked: tuple[QuoteOut, ...]
    found: tuple[QuoteOut, ...]


class LawFindingOut(Payload):
    """A change of the law that governs both cases."""

    key: str
    law: str
    since: date
    before: str
    after: str
    source: str
    is_from_memory: bool = Field(description="至少部分凭记忆写成，须由法院核对")
    sameness: LabelledValue
    asked_place: LabelledValue
    asked_ground: str
    found_place: LabelledValue
    found_ground: str


class OldCitationOut(Payload):
    """A cited provision that stands elsewhere today."""

    provision: str
    quote: QuoteOut
    successor_law: str | None
    successors: tuple[str, ...]
    source: str | None
    is_after_end: bool = Field(description="事实发生在该法失效以后，引用可能有误")


class LawOut(Payload):
    """Whether both lie under one version of the law."""

    sameness: LabelledValue
    sentences: tuple[str, ...]
    findings: tuple[LawFindingOut, ...]
    notes: tuple[LawFindingOut, ...]
    old_citations: tuple[OldCitationOut, ...]


class ComparisonOut(Payload):
    """A judgment compared with the case asked about."""

    judgment_id: str
    axes: tuple[AxisOut, ...]
    differences: tuple[DifferenceOut, ...]
    untold: tuple[DifferenceOut, ...] = Field(description="只有一方载明，不计为不同")
    law_in_time: LawOut


class CompareResponse(Payload):
    """The comparisons, in the order asked for."""

    comparisons: tuple[ComparisonOut, ...]
