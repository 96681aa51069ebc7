"""In which form do referrals travel over HTTP?"""

from datetime import datetime

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.referral.referrals.checklist import SaidBy
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import (
    ChecklistAnswer,
    Evidence,
    Force,
    HeldPosition,
    PanelOpinion,
    Returned,
    Target,
    Way,
)
from service.referral.referrals.routing import Ground
from service.referral.referrals.standing import Standing
from service.referral.referrals.starting import Start

_LONGEST = 5_000


class StartIn(Payload):
    """From what somebody refers."""

    way: Way = Field(description="finding、draft_check、search、audit、by_hand")
    pending_id: str = Field(default="", max_length=32, description="待决案件")
    finding: str = Field(default="", max_length=64, description="分歧提示或者草稿核对问题的 key")
    check: str = Field(default="", max_length=32, description="草稿核对")
    report: str = Field(default="", max_length=32, description="类案检索报告")
    run: str = Field(default="", max_length=64, description="批量评查")
    cluster: str = Field(default="", max_length=64, description="评查分歧点的 key")

    def start(self) -> Start:
        """Return it as the desk takes it."""
        return Start(**self.model_dump())


class AnswerIn(Payload):
    """An answer to an item of the must-refer checklist."""

    ground: Ground
    holds: bool


class ProposeRequest(StartIn):
    """A referral to be made."""

    question: str = Field(max_length=_LONGEST, description="提炼的法律适用问题")
    positions: tuple[HeldPosition, ...] | None = Field(
        default=None, description="观点；不填则采用来源中的观点"
    )
    proposed_text: str = Field(default="", max_length=_LONGEST, description="拟提出的意见")
    answers: tuple[AnswerIn, ...] = Field(default=(), max_length=64)

    def start(self) -> Start:
        """Return from what it starts."""
        return Start(**self.model_dump(include=set(StartIn.model_fields)))

    def entry(self) -> Entry:
        """Return what the person says."""
        return Entry(
            question=self.question,
            positions=self.positions,
            proposed_text=self.proposed_text,
            answers=tuple(
                ChecklistAnswer(ground=each.ground.value, holds=each.holds) for each in self.answers
            ),
        )


class ActRequest(Payload):
    """An act on a matter."""

    act: str = Field(max_length=48, description="动作，见 offered")
    reason: str = Field(default="", max_length=_LONGEST)
    content: dict[str, object] = Field(default_factory=dict, description="动作的内容")


class ListedReferralOut(Payload):
    """What a list tells of a referral."""

    id: str
    state: LabelledValue
    question: str
    court: str
    division: str
    cause: str
    opened_at: datetime
    moved_at: datetime


class ReferralsResponse(Payload):
    """A page of referrals."""

    referrals: tuple[ListedReferralOut, ...]
    n: int
    by_state: dict[str, int]


class ItemOut(Payload):
    """An item of the must-refer checklist."""

    ground: LabelledValue
    holds: bool | None = Field(description="null：无人回答")
    said_by: SaidBy
    because: str
    target: Target
    force: Force
    source: str


class LineOut(Payload):
    """A line of the routing table that applies."""

    ground: LabelledValue
    target: LabelledValue
    then: Target
    force: LabelledValue
    duties: tuple[LabelledValue, ...]
    source: str


class LikeOut(Payload):
    """An open referral on a like question."""

    id: str
    question: str
    percent: int


class OfferedOut(Payload):
    """An act that whoever asks can do now."""

    act: LabelledValue
    needs_reason: bool
    content: tuple[str, ...] = Field(description="内容的字段")
    source: str


class EvidenceOut(Payload):
    """Frozen evidence, and whether it still stands."""

    evidence: Evidence
    standing: Standing
    changes: tuple[str, ...]
    n_quotes: int


class KeptActOut(Payload):
    """An act as it was kept."""

    number: int
    act: LabelledValue
    by: str
    parts: tuple[str, ...]
    at: datetime
    reason: str
    from_state: str
    to_state: str


class PrefilledResponse(Payload):
    """What a referral starts from."""

    question: str
    court: str
    cause: str
    positions: tuple[HeldPosition, ...]
    evidence: tuple[Evidence, ...]
    checklist: tuple[ItemOut, ...]
    like: tuple[LikeOut, ...]


class ReferralResponse(Payload):
    """A referral as whoever asks sees it."""

    id: str
    state: LabelledValue
    way: LabelledValue
    origin: str
    question: str
    court: str
    division: str
    cause: str
    positions: tuple[HeldPosition, ...]
    opinions: tuple[PanelOpinion, ...]
    proposed_text: str
    target: LabelledValue
    force: LabelledValue
    four_class: bool
    cases: tuple[str, ...] = Field(description="本人可以打开的待决案件")
    n_cases: int
    item_ids: tuple[str, ...]
    report_id: str
    conference: Returned | None
    committee: Returned | None
    rule_id: str
    merged_into: str
    taken_in: tuple[str, ...]
    evidence: tuple[EvidenceOut, ...]
    checklist: tuple[ItemOut, ...]
    lines: tuple[LineOut, ...]
    like: tuple[LikeOut, ...]
    offered: tuple[OfferedOut, ...]
    history: tuple[KeptActOut, ...]
