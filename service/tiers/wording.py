"""What does the screen, the command line and a report say of a tier?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from service.labels import label_of
from service.tiers.model import TierCoverage, Window
from service.tiers.vocabulary import Tier

_ORDINALS: Final[Mapping[Tier, str]] = MappingProxyType(
    {
        Tier.GUIDING: "第一顺位",
        Tier.REFERENCE: "人民法院案例库",
        Tier.SUPREME: "第二顺位",
        Tier.PROVINCIAL: "第三顺位",
        Tier.SUPERIOR: "第四顺位",
        Tier.OWN: "第四顺位",
        Tier.OTHER: "顺位以外",
    }
)
_ARTICLES: Final[Mapping[Tier, str]] = MappingProxyType(
    {
        Tier.GUIDING: "法发〔2020〕24号第四条第一款第一项、第九条",
        Tier.REFERENCE: "法〔2024〕92号第十九条",
        Tier.SUPREME: "法发〔2020〕24号第四条第一款第二项",
        Tier.PROVINCIAL: "法发〔2020〕24号第四条第一款第三项",
        Tier.SUPERIOR: "法发〔2020〕24号第四条第一款第四项",
        Tier.OWN: "法发〔2020〕24号第四条第一款第四项",
        Tier.OTHER: "法发〔2020〕24号第四条未列",
    }
)


def ordinal_of(tier: Tier) -> str:
    """Say which place a tier has in the order of art. 4.

    Example:
        >>> ordinal_of(Tier.OWN), article_of(Tier.REFERENCE)
        ('第四顺位', '法〔2024〕92号第十九条')
    """
    return _ORDINALS[tier]


def article_of(tier: Tier) -> str:
    """Say which article a tier is of."""
    return _ARTICLES[tier]


def coverage_words(coverage: TierCoverage) -> str:
    """Say what of a tier can be found at all; nothing where it is empty."""
    if not coverage.n_judgments:
        return ""
    years = ""
    if coverage.decided_from is not None and coverage.decided_to is not None:
        years = f"，{coverage.decided_from.year}—{coverage.decided_to.year}年"
    undated = f"，其中{coverage.n_undated:,}篇未读出日期" if coverage.n_undated else ""
    sources = "、".join(f"{name}（{n:,}）" for name, n in coverage.sources)
    told = f"；来源：{sources}" if sources else ""
    return f"{coverage.n_judgments:,}篇，{coverage.n_courts:,}家法院{years}{undated}{told}"


def window_words(window: Window) -> str:
    """Say which judgments are recent.

    Example:
        >>> from datetime import date
        >>> from service.tiers.model import DateBasis
        >>> window_words(Window(months=36, begins=date(2023, 3, 2), counted_from=date(2026, 3, 2),
        ...                     basis=DateBasis.EFFECT))
        '近三年：2023年3月2日以后生效（未知生效日期的按裁判日期），自2026年3月2日倒算36个月'
    """
    begins, counted = (
        f"{day.year}年{day.month}月{day.day}日" for day in (window.begins, window.counted_from)
    )
    by = {
        "effect": "生效（未知生效日期的按裁判日期）",
        "decision": "裁判",
    }[window.basis]
    return f"近三年：{begins}以后{by}，自{counted}倒算{window.months}个月"


def heading_of(tier: Tier) -> str:
    """Return the heading of a tier: place in the order, and whose judgments they are."""
    if tier is Tier.REFERENCE:
        return f"{ordinal_of(tier)}　参考案例"
    return f"{ordinal_of(tier)}　{label_of(tier)}"
