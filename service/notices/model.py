"""What is a notice (提醒)?

Something that happened elsewhere and that one person should know of. It tells where to look and why
one is told, and nothing that its reader may not see: what it leads to asks for permission itself.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened.

    在审类案, 在审类案裁判意见相反; 裁判规则公布, 对照规则任务; 审限预警; 分歧移送;
    审委会会议通知, 审委会表决, 审委会议题进展, 审委会决定, 文书与审委会决定不一致; 法官会议通知,
    法官会议材料, 待签名, 待复议; 订阅, 每日汇总.
    """

    PENDING_LIKE = "pending_like"
    PENDING_CONFLICT = "pending_conflict"
    RULE_PUBLISHED = "rule_published"
    RULE_TASK = "rule_task"
    TIME_LIMIT = "time_limit"
    REFERRAL_MOVED = "referral_moved"
    COMMITTEE_INVITED = "committee_invited"
    COMMITTEE_VOTE = "committee_vote"
    COMMITTEE_MOVED = "committee_moved"
    COMMITTEE_DECISION = "committee_decision"
    COMMITTEE_DIFFERENCE = "committee_difference"
    CONFERENCE_INVITED = "conference_invited"
    CONFERENCE_MATERIALS = "conference_materials"
    CONFERENCE_SIGNATURE = "conference_signature"
    CONFERENCE_RECONSIDERATION = "conference_reconsideration"
    SUBSCRIPTION = "subscription"
    SUBSCRIPTION_DIGEST = "subscription_digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who is told.

    Attributes:
        name: The name that the court knows somebody by.
        account_id: Their account; None where none is known, and then whoever hears cases and
            alone bears the name is told.
    """

    name: str
    account_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that one person should know.

    Attributes:
        kind: What happened.
        keys: What it tells of, each by a key. A recipient is told of a key once and never again;
            a notice of which one key was told is not sent, and its others count as told with it.
        to: Who is told.
        subject: What it is about, by id; muting is by kind and subject.
        address: The page to look at.
        sentence: What happened, in words.
        why: Why this person is told.
    """

    kind: NoticeKind
    keys: tuple[str, ...]
    to: Recipient
    subject: str
    address: str
    sentence: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptNotice:
    """A notice as it was sent.

    Attributes:
        number: In order of sending.
        notice: What was sent.
        created_at: When, in UTC.
        read_at: When its reader marked it read; None until then.
        is_muted: Whether its reader asked not to be told of this kind about this subject.
    """

    number: int
    notice: Notice
    created_at: datetime
    read_at: datetime | None
    is_muted: bool

    @property
    def is_unread(self) -> bool:
        """Whether it waits for its reader."""
        return self.read_at is None and not self.is_muted
