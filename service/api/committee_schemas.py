"""In which form do the committee, its items and meetings travel over HTTP?"""

from datetime import date, datetime

from pydantic import AwareDatetime, Field

from service.api.matter_encoding import MatterHistoryOut, MatterMoveOut
from service.api.schemas import LabelledValue, Payload
from service.referral.committee.bodies import Body
from service.referral.committee.desk import MeetingEntry
from service.referral.committee.drawing_up import ApplicationEntry
from service.referral.committee.items import Item
from service.referral.committee.meetings import Meeting
from service.referral.roster.model import Seat

_LONGEST = 20_000
_MOST = 50


class CommitteeApplicationRequest(Payload):
    """A referral on which the committee is asked."""

    referral_id: str = Field(max_length=32, description="分歧移送")
    questions: tuple[str, ...] = Field(
        default=(),
        max_length=_MOST,
        description="需要讨论决定的法律适用问题，逐项；空则取移送的问题",
    )
    grounds: tuple[str, ...] = Field(
        default=(), max_length=_MOST, description="提交的情形，见 GET /api/v1/committee"
    )
    exemption: str = Field(
        default="",
        max_length=32,
        description="未经法官会议的法定情形：must_discuss、same_members、confidential",
    )
    facts: str = Field(default="", max_length=_LONGEST, description="事实和证据")
    proposed: str = Field(default="", max_length=_LONGEST, description="拟处理意见")
    reasons: str = Field(default="", max_length=_LONGEST, description="理由")
    like_cases: str = Field(default="", max_length=_LONGEST, description="类案与关联案件检索情况")

    def entry(self) -> ApplicationEntry:
        """Return it as the desk takes it."""
        return ApplicationEntry(**self.model_dump(exclude={"referral_id"}))


class CommitteeMeetingRequest(Payload):
    """A meeting to be called."""

    title: str = Field(default="", max_length=200, description="会议名称")
    body: str = Field(max_length=100, description="全体会议，或者专业委员会的名称")
    host: int = Field(description="主持人的账号编号")
    starts_at: AwareDatetime = Field(description="开始时间，带时区")
    place: str = Field(default="", max_length=200, description="地点")

    def entry(self) -> MeetingEntry:
        """Return it as the desk takes it."""
        return MeetingEntry(**self.model_dump())


class CommitteeItemResponse(Payload):
    """An item as whoever asks sees it."""

    id: str
    state: LabelledValue
    item: Item
    next_speaker: Seat | None = Field(description="轮到谁发言；不在发言环节为 null")
    awaited: tuple[Seat, ...] = Field(description="表决中尚未密封表决的委员；只有人，没有票")
    offered: tuple[MatterMoveOut, ...]
    history: tuple[MatterHistoryOut, ...]


class CommitteeAgendaOut(Payload):
    """A line of an agenda; empty where whoever asks stands aside."""

    item_id: str
    title: str
    minutes: int
    state: LabelledValue | None


class CommitteeMeetingResponse(Payload):
    """A meeting as whoever asks sees it; ``meeting.agenda`` is told by ``agenda``."""

    id: str
    state: LabelledValue
    meeting: Meeting
    agenda: tuple[CommitteeAgendaOut, ...]
    offered: tuple[MatterMoveOut, ...]
    history: tuple[MatterHistoryOut, ...]


class ListedCommitteeOut(Payload):
    """What a list tells of an item or a meeting."""

    id: str
    state: LabelledValue
    title: str
    division: str
    cause: str
    due_on: date | None
    moved_at: datetime


class CommitteeGroundOut(Payload):
    """A ground on which the committee must or may be asked, as the court has it today."""

    token: str
    words: str
    force: str = Field(description="must 应当提交，may 可以提交")
    source: str


class CommitteeBoardResponse(Payload):
    """What of the committee is open to whoever asks."""

    items: tuple[ListedCommitteeOut, ...]
    n_items: int
    meetings: tuple[ListedCommitteeOut, ...]
    bodies: tuple[Body, ...]
    grounds: tuple[CommitteeGroundOut, ...]
