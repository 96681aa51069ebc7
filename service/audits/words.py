"""What are the vocabularies of audits called on the screen and in print?"""

from collections.abc import Mapping
from enum import StrEnum

from service.audits.comparing_runs import Change
from service.audits.model import AuditScope, Dispersion, Measure, ReversalReason, Rhythm, RunState
from service.audits.periods import LastPeriod
from service.audits.workbench import Agreement, ReviewAnswer, ReviewReason, ReviewState

AUDIT_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        AuditScope.OWN: "本院",
        AuditScope.DISTRICT: "本院及下级法院",
        AuditScope.EVERYWHERE: "库中全部法院",
    },
    {
        Rhythm.WEEK: "周",
        Rhythm.MONTH: "月",
        Rhythm.QUARTER: "季",
        Rhythm.YEAR: "年",
        Rhythm.FREE: "自定期间",
    },
    {
        RunState.UNFINISHED: "未完成",
        RunState.STOPPED: "已停止",
        RunState.FINISHED: "已完成",
    },
    {
        ReversalReason.NEW_EVIDENCE: "出现新证据",
        ReversalReason.FACTS: "事实不清",
        ReversalReason.LAW: "适用法律错误",
        ReversalReason.PROCEDURE: "程序违法",
        ReversalReason.SENTENCE: "量刑不当",
        ReversalReason.SETTLED: "二审期间出现和解、退赔等新情节",
        ReversalReason.UNTOLD: "理由未读出",
    },
    {Measure.MINORITY: "少数立场占比", Measure.OUTSIDE: "区间外占比"},
    {LastPeriod.WEEK: "上周", LastPeriod.MONTH: "上月", LastPeriod.YEAR: "上年"},
    {
        ReviewAnswer.DIVERGENT: "构成分歧",
        ReviewAnswer.NOT_DIVERGENT: "不构成分歧",
    },
    {
        ReviewReason.KEY_FACTS: "关键事实不同",
        ReviewReason.LAW_CHANGED: "法律变化",
        ReviewReason.OVERTURNED: "已被改判",
        ReviewReason.ONE_SERIES: "同一系列案",
        ReviewReason.DATA_ERROR: "数据错误",
        ReviewReason.OTHER: "其他",
    },
    {
        ReviewState.UNREAD: "待复核",
        ReviewState.READ_ONCE: "待第二人复核",
        ReviewState.DISPUTED: "意见不一，待确定",
        ReviewState.SETTLED: "已复核",
    },
    {
        Change.NEW: "新出现",
        Change.GROWN: "扩大",
        Change.SAME: "持平",
        Change.SHRUNK: "缩小",
        Change.GONE: "不再出现",
    },
)

INSUFFICIENT = "样本不足"
"""Said in place of every figure that rests on too few."""


def share_words(found: Dispersion) -> str:
    """Say how far like cases lie apart, with the interval of the share.

    Example:
        >>> from service.audits.dispersion import dispersion_of_votes
        >>> share_words(dispersion_of_votes([8, 4]))
        '33%（95%区间 14%—61%，12票）'
        >>> share_words(dispersion_of_votes([2, 1]))
        '样本不足'
    """
    if not found.is_enough:
        return INSUFFICIENT
    unit = "票" if found.measure is Measure.MINORITY else "件"
    return f"{found.share:.0%}（95%区间 {found.low:.0%}—{found.high:.0%}，{number(found.n)}{unit}）"


def agreement_words(found: Agreement) -> str:
    """Say how far two readers agree.

    Example:
        >>> agreement_words(Agreement(n=3, observed=1.0, kappa=None))
        '样本不足（双人复核3项）'
    """
    if found.kappa is None:
        return f"{INSUFFICIENT}（双人复核{found.n}项）"
    return f"一致率{found.observed:.0%}，Cohen’s kappa {found.kappa:.2f}（双人复核{found.n}项）"


def number(value: float) -> str:
    """Write votes: whole where they are whole.

    Example:
        >>> number(4.0), number(2.5)
        ('4', '2.5')
    """
    return f"{value:.0f}" if value == round(value) else f"{value:.1f}"
