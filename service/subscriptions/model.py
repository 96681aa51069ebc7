"""What is a subscription (订阅), what matches one, and what can be new of a case?

A subscription is told of each of its matches once and never again, however often it is looked at,
by however many processes, and whatever stops them in between.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

SubscriptionId = NewType("SubscriptionId", int)

MOST_SUBSCRIPTIONS: Final = 100
"""Most subscriptions that one account keeps at once."""

MOST_RANKED: Final = 20
"""How many judgments of an order by likeness count as found; of other searches every hit does."""


class SubscriptionKind(StrEnum):
    """What somebody wants to hear of: 保存的检索, 法条, 争议焦点, 裁判规则, 待决案件."""

    SEARCH = "search"
    PROVISION = "provision"
    ISSUE = "issue"
    RULE = "rule"
    CASE = "case"


ASKED: Final = frozenset(
    {SubscriptionKind.SEARCH, SubscriptionKind.PROVISION, SubscriptionKind.ISSUE}
)
"""Kinds that ask the index."""


class Pace(StrEnum):
    """How soon one is told: 即时, 每日汇总."""

    AT_ONCE = "at_once"
    DAILY = "daily"


class MatchKind(StrEnum):
    """What a match is: 裁判文书, 裁判规则, 法律变更, 规则变动, 案件变动."""

    JUDGMENT = "judgment"
    RULE = "rule"
    LAW = "law"
    RULE_ACT = "rule_act"
    CASE_ITEM = "case_item"


class MatchState(StrEnum):
    """What became of a match: 已提醒, 待每日汇总, 未提醒."""

    TOLD = "told"
    WAITING = "waiting"
    QUIET = "quiet"


class CaseAspect(StrEnum):
    """What of a pending case can be new.

    类案, 关联案件, 在审类案, 分歧, 裁判规则, 当事人提交的案例, 检索报告, 四类案件标识,
    案件信息, 提醒.
    """

    SIMILAR = "similar"
    RELATED = "related"
    LIKE = "like"
    FINDINGS = "findings"
    RULES = "rules"
    SUBMITTED = "submitted"
    REPORTS = "reports"
    FLAGS = "flags"
    FILE = "file"
    NOTICES = "notices"


SLOW: Final = frozenset({CaseAspect.SIMILAR, CaseAspect.FINDINGS})
"""Aspects that ask the index and are looked up where that was done before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks to hear of.

    Attributes:
        kind: Which kind of thing.
        subject: Id of the rule or the case; of a search the question as JSON.
        title: What it is called on the screen.
    """

    kind: SubscriptionKind
    subject: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A wish that is kept.

    Attributes:
        id: Its number.
        account_id: Whose it is.
        wish: What is to be heard of.
        pace: How soon.
        is_muted: Whether matches are kept without a notice.
        created_at: Since when.
        known: Keys of what matched when it began: no news.
    """

    id: SubscriptionId
    account_id: int
    wish: Wish
    pace: Pace
    is_muted: bool
    created_at: datetime
    known: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMatch:
    """A match of a subscription.

    Attributes:
        key: What matched: its kind, a colon, and what names it.
        found_at: When it was found.
        notice_id: The notice that told of it; None where none did.
        state: What became of it; one that was found while the subscription was muted, or done by
            its own reader, is quiet for good.
    """

    key: str
    found_at: datetime
    notice_id: int | None
    state: MatchState

    @property
    def kind(self) -> MatchKind:
        """What it is."""
        return MatchKind(self.key.partition(":")[0])

    @property
    def name(self) -> str:
        """What names it."""
        return self.key.partition(":")[2]


def key_of(kind: MatchKind, name: str) -> str:
    """Return the key of a match.

    Example:
        >>> key_of(MatchKind.JUDGMENT, "j1")
        'judgment:j1'
    """
    return f"{kind.value}:{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem:
    """One thing of a pending case that somebody may see.

    Attributes:
        aspect: What of the case it belongs to.
        key: Names it within the aspect.
        words: What it is, in a line.
        address: Where it is read.
    """

    aspect: CaseAspect
    key: str
    words: str
    address: str
