"""What is a mark of the four classes (四类案件标识), and what is done on it?

A machine only proposes, and only of the third class; a person confirms. Those who lead supervise by
acts that are logged, and by nothing else: none of them reaches what a panel holds.

Source: 法发〔2021〕30号 art. 2 to 4, art. 5, 6, 8 to 10 [M]; 长林春林区中院 实施意见 (2021) art. 7.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from service.divergence.model import AlarmType
from service.reports.vocabulary import FourClass


class SubItem(StrEnum):
    """Why a case is of one of the four classes (具体情形)."""

    PUBLIC_INTEREST = "public_interest"
    LARGE_DISPUTE = "large_dispute"
    FIRST_OF_KIND = "first_of_kind"
    GENERAL_GUIDANCE = "general_guidance"
    SECURITY = "security"
    MANY_PARTIES = "many_parties"
    ATTENTION = "attention"
    DEMONSTRATION = "demonstration"
    INDUSTRY = "industry"
    AGAINST_DECIDED = "against_decided"
    AGAINST_PENDING = "against_pending"
    UNSETTLED = "unsettled"
    COMPLAINT = "complaint"
    DELAY = "delay"
    INSPECTION = "inspection"
    INTERFERENCE = "interference"


_S: Final = SubItem
CLASS_OF: Final[Mapping[SubItem, FourClass]] = MappingProxyType(
    dict.fromkeys(
        (_S.PUBLIC_INTEREST, _S.LARGE_DISPUTE, _S.FIRST_OF_KIND, _S.GENERAL_GUIDANCE, _S.SECURITY),
        FourClass.MAJOR,
    )
    | dict.fromkeys((_S.MANY_PARTIES, _S.ATTENTION, _S.DEMONSTRATION, _S.INDUSTRY), FourClass.GROUP)
    | dict.fromkeys((_S.AGAINST_DECIDED, _S.AGAINST_PENDING, _S.UNSETTLED), FourClass.CONFLICT)
    | dict.fromkeys((_S.COMPLAINT, _S.DELAY, _S.INSPECTION, _S.INTERFERENCE), FourClass.CONDUCT)
)
"""The class of each sub-item."""

OF_ALARM: Final[Mapping[AlarmType, SubItem]] = MappingProxyType(
    {
        AlarmType.DECIDED: SubItem.AGAINST_DECIDED,
        AlarmType.PENDING: SubItem.AGAINST_PENDING,
        AlarmType.UNSETTLED: SubItem.UNSETTLED,
    }
)
"""What an alarm of a finding proposes: (3) ①, ②, ③."""


class FlagState(StrEnum):
    """How far a mark has come: 待确认, 已标识, 已取消, 已结束监督."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class FlagAct(StrEnum):
    """What can be done on a mark."""

    PROPOSE = "propose"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    REQUIRE_PROGRESS = "require_progress"
    REQUIRE_REPORT = "require_report"
    REQUIRE_RECONSIDERATION = "require_reconsideration"
    READ_OUTLINE = "read_outline"
    SEND_TO_CONFERENCE = "send_to_conference"
    SEND_TO_COMMITTEE = "send_to_committee"
    ANSWER = "answer"
    CLOSE = "close"


class Disposition(StrEnum):
    """What became of a conflict with like cases (处理结果); V16."""

    FOLLOWED = "followed"
    KEY_FACT = "key_fact"
    REFERRED = "referred"
    RULED = "ruled"
    NO_CONFLICT = "no_conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A mark that is proposed.

    Attributes:
        sub_item: Why.
        pending_id: The case.
        case_number: Its number as shown; may be empty.
        court: Its court.
        division: Division; may be empty.
        stage: Token of the stage of the case then.
        because: From what it is told, in words.
        reconsiderations: How often those who lead may ask for reconsideration, as the court had
            set it that day.
    """

    sub_item: SubItem
    pending_id: str
    court: str
    reconsiderations: int
    case_number: str = ""
    division: str = ""
    stage: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """Something that is asked of the panel.

    Attributes:
        by: By when; None where nothing is said.
    """

    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the panel answers.

    Attributes:
        number: Number of what was asked, from 1.
        words: The answer.
    """

    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The end of the supervision.

    Attributes:
        disposition: What became of a conflict; needed of the third class.
        referral_id: The referral that it became, where it did.
    """

    disposition: Disposition | None = None
    referral_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What was asked of the panel, with its answer.

    Attributes:
        number: From 1.
        act: What was asked.
        name: Who asked.
        at: When.
        reason: Why.
        by: By when; None where nothing was said.
        answer: What the panel answered; empty until then.
    """

    number: int
    act: FlagAct
    name: str
    at: datetime
    reason: str
    by: date | None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A mark as its acts made it.

    Attributes:
        state: How far it has come.
        proposed: What it began with.
        by_machine: Whether a machine proposed it.
        requirements: What was asked of the panel, in order.
        disposition: What became of a conflict; None until it is closed.
        referral_id: The referral that it became; may be empty.
    """

    state: FlagState
    proposed: Proposed
    by_machine: bool
    requirements: tuple[Requirement, ...] = ()
    disposition: Disposition | None = None
    referral_id: str = ""

    @property
    def four_class(self) -> FourClass:
        """Which of the four classes."""
        return CLASS_OF[self.proposed.sub_item]
