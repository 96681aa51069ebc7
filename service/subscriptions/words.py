"""What do subscriptions and news say on the screen and in notices?"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from service.court_time import court_day
from service.notices.model import Notice, NoticeKind, Recipient
from service.subscriptions.model import (
    CaseAspect,
    MatchKind,
    MatchState,
    Pace,
    Subscription,
    SubscriptionKind,
)

SUBSCRIPTION_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        SubscriptionKind.SEARCH: "保存的检索",
        SubscriptionKind.PROVISION: "法条",
        SubscriptionKind.ISSUE: "争议焦点",
        SubscriptionKind.RULE: "裁判规则",
        SubscriptionKind.CASE: "待决案件",
    },
    {Pace.AT_ONCE: "即时提醒", Pace.DAILY: "每日汇总一次"},
    {
        MatchKind.JUDGMENT: "裁判文书",
        MatchKind.RULE: "裁判规则",
        MatchKind.LAW: "法律变更",
        MatchKind.RULE_ACT: "规则变动",
        MatchKind.CASE_ITEM: "案件变动",
    },
    {
        MatchState.TOLD: "已提醒",
        MatchState.WAITING: "待每日汇总",
        MatchState.QUIET: "未另行提醒",
    },
    {
        CaseAspect.SIMILAR: "类案",
        CaseAspect.RELATED: "关联案件",
        CaseAspect.LIKE: "在审类案",
        CaseAspect.FINDINGS: "分歧提示",
        CaseAspect.RULES: "裁判规则",
        CaseAspect.SUBMITTED: "当事人提交的案例",
        CaseAspect.REPORTS: "检索报告",
        CaseAspect.FLAGS: "四类案件标识",
        CaseAspect.FILE: "案件信息",
        CaseAspect.NOTICES: "未读提醒",
    },
)

# How many of each kind, with the measure word that goes with it.
_COUNTED: Final[Mapping[MatchKind, str]] = {
    MatchKind.JUDGMENT: "{n} 篇裁判文书",
    MatchKind.RULE: "{n} 件裁判规则",
    MatchKind.LAW: "{n} 项法律变更",
    MatchKind.RULE_ACT: "{n} 项规则变动",
    MatchKind.CASE_ITEM: "{n} 项案件变动",
}
_KIND_WORDS: Final[Mapping[SubscriptionKind, str]] = {
    SubscriptionKind.SEARCH: "因您保存并订阅了这项检索",
    SubscriptionKind.PROVISION: "因您订阅了这一法条",
    SubscriptionKind.ISSUE: "因您订阅了这一争议焦点",
    SubscriptionKind.RULE: "因您订阅了这一裁判规则",
    SubscriptionKind.CASE: "因您订阅了这一案件",
}


def counted_words(keys: Sequence[str]) -> str:
    """Say how many of which kind keys name.

    Example:
        >>> counted_words(["judgment:a", "judgment:b", "law:x"])
        '2 篇裁判文书、1 项法律变更'
    """
    kinds = [MatchKind(key.partition(":")[0]) for key in keys]
    return "、".join(
        _COUNTED[kind].format(n=kinds.count(kind)) for kind in _COUNTED if kind in kinds
    )


def notice_of(subscription: Subscription, keys: Sequence[str], *, name: str) -> Notice:
    """Return what tells of new matches, counting only what its reader may open."""
    return Notice(
        kind=NoticeKind.SUBSCRIPTION,
        keys=(),
        to=Recipient(name=name, account_id=subscription.account_id),
        subject=str(subscription.id),
        address=f"/subscriptions/{subscription.id}",
        sentence=f"“{subscription.wish.title}”有新的内容：{counted_words(keys)}。",
        why=f"{_KIND_WORDS[subscription.wish.kind]}（{_since(subscription)}起）。",
    )


def digest_of(
    found: Sequence[tuple[Subscription, Sequence[str]]], *, name: str, account_id: int
) -> Notice:
    """Return what tells once a day of all that waits, each subscription with what is new of it."""
    told = "；".join(f"“{each.wish.title}”{counted_words(keys)}" for each, keys in found)
    return Notice(
        kind=NoticeKind.SUBSCRIPTION_DIGEST,
        keys=(),
        to=Recipient(name=name, account_id=account_id),
        subject="digest",
        address="/subscriptions",
        sentence=f"今日订阅汇总：{told}。",
        why=f"因您把 {len(found)} 项订阅设为每日汇总一次。",
    )


def _since(subscription: Subscription) -> str:
    return court_day(subscription.created_at).isoformat()
