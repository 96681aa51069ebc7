"""In which form do the judges' conference, its items and meetings travel over HTTP?"""

from datetime import date, datetime

from pydantic import Field

from service.api.matter_encoding import MatterHistoryOut, MatterMoveOut
from service.api.schemas import LabelledValue, Payload
from service.referral.conference.asking import PlanChoice, Suggested
from service.referral.conference.item import ConferenceItem
from service.referral.conference.item_acts import SummedView
from service.referral.conference.meeting import Conference
from service.referral.conference.vocabulary import Ground, Level
from service.referral.roster.model import Seat

_LONGEST = 5_000


class SuggestRequest(Payload):
    """A referral that is put to a conference."""

    referral_id: str = Field(max_length=32, description="分歧移送")
    ground: Ground = Field(description="提交的情形：法发〔2021〕2号第四条")
    focuses: tuple[str, ...] = Field(max_length=20, description="拟提交讨论的焦点问题")

    def suggested(self) -> Suggested:
        """Return it as the desk takes it."""
        return Suggested(ground=self.ground, focuses=self.focuses)


class PlanRequest(Payload):
    """A meeting to be planned."""

    name: str = Field(max_length=200, description="会议名称")
    division: str = Field(default="", max_length=100, description="审判庭；跨庭的不填")
    host: int = Field(description="主持人的账号编号")
    level: Level = Field(description="会议层级")
    at: datetime = Field(description="开始时间，带时区")
    place: str = Field(max_length=200, description="地点")

    def plan(self) -> PlanChoice:
        """Return it as the desk takes it."""
        return PlanChoice(**self.model_dump())


class ConferenceItemResponse(Payload):
    """An item as whoever asks sees it."""

    id: str
    state: LabelledValue
    item: ConferenceItem
    speaks_next: Seat | None = Field(description="轮到谁发言；不在发言环节为 null")
    yet_to_sign: tuple[Seat, ...]
    counted: tuple[SummedView, ...] = Field(description="按发言统计的各观点人数")
    onward: LabelledValue = Field(description="是否应当、可以层报院长")
    offered: tuple[MatterMoveOut, ...]
    history: tuple[MatterHistoryOut, ...]


class ConferenceResponse(Payload):
    """A meeting as whoever asks sees it; titles of items that are not open to them are empty."""

    id: str
    state: LabelledValue
    meeting: Conference
    is_short_notice: bool = Field(description="现在送达材料是否晚于本院规定的提前天数")
    offered: tuple[MatterMoveOut, ...]
    history: tuple[MatterHistoryOut, ...]


class ListedConferenceOut(Payload):
    """What a list tells of an item or a meeting."""

    id: str
    state: LabelledValue
    title: str
    court: str
    division: str
    cause: str
    due_on: date | None
    moved_at: datetime


class ColumnOut(Payload):
    """A column of the board."""

    column: LabelledValue
    items: tuple[ListedConferenceOut, ...]


class BoardResponse(Payload):
    """What goes on at the judges' conference."""

    columns: tuple[ColumnOut, ...]
    meetings: tuple[ListedConferenceOut, ...]
    past: tuple[ListedConferenceOut, ...]
