"""What does somebody state who looks into a case that others hear?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PurposeGround(StrEnum):
    """Grounds on which a case is looked into from outside its panel.

    院庭长监督管理, 四类案件监督管理, 审判管理, 案件评查, 审委会审议, 法官会议讨论, 会务办理,
    依程序审批.
    """

    LEADERS_SUPERVISION = "leaders_supervision"
    FOUR_CLASSES = "four_classes"
    TRIAL_MANAGEMENT = "trial_management"
    CASE_REVIEW = "case_review"
    COMMITTEE = "committee"
    CONFERENCE = "conference"
    MEETING_OFFICE = "meeting_office"
    PROCEDURE = "procedure"


class SubjectKind(StrEnum):
    """What is looked into: 待决案件, or 移送和会议材料."""

    PENDING_CASE = "pending_case"
    MATTER = "matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """A ground that somebody stated, and how often they looked on it.

    Attributes:
        number: Its number.
        kind: What is looked into.
        subject: Id of that.
        pending_id: The pending case that it is about; empty where it is about none.
        account_id: Who looks.
        name: Their name then.
        office: Their offices or desks then, in words.
        ground: The ground.
        words: What they wrote beside it; empty where their part is the ground.
        is_by_part: Whether their part in the matter gave the ground, and nobody was asked.
        stated_at: When, in UTC.
        valid_until: From when on they are asked again, in UTC.
        n_looks: How often they opened it on this ground.
        looked_at: When they last did, in UTC; None before the first time.
    """

    number: int
    kind: SubjectKind
    subject: str
    pending_id: str
    account_id: int
    name: str
    office: str
    ground: PurposeGround
    words: str
    is_by_part: bool
    stated_at: datetime
    valid_until: datetime
    n_looks: int = 0
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What somebody states.

    Attributes:
        ground: Token of the ground, as it was typed.
        words: What exactly they look for.
    """

    ground: str
    words: str
