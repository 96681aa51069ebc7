"""What of each tier can be found at all, and what was not searched?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Court, CourtLevel, DocumentKind
from indexing.columns.filters import NOT_STATED, FilterColumns
from service.store.tier_records import SourceCount
from service.tiers.model import TierCoverage, Vantage
from service.tiers.placing import tier_of
from service.tiers.vocabulary import TIERS, Tier

_ELSEWHERE: Final[Mapping[Tier, str]] = MappingProxyType(
    {
        Tier.GUIDING: "本索引没有指导性案例，须另行检索最高人民法院发布的指导性案例",
        Tier.REFERENCE: "本索引没有人民法院案例库的参考案例，须另行检索人民法院案例库"
        "（法〔2024〕92号第十九条）",
        Tier.SUPREME: "本索引没有最高人民法院的典型案例和裁判",
        Tier.OTHER: "本索引没有其他法院的裁判",
    }
)


def coverage_in(
    columns: FilterColumns,
    tiers: NDArray[np.int8],
    counts: Iterable[SourceCount],
    vantage: Vantage | None,
) -> Mapping[Tier, TierCoverage]:
    """Return what of every tier can be found at all.

    Args:
        columns: What the index knows of its judgments.
        tiers: The tier of each, as :func:`service.tiers.dividing.tiers_in` gives it.
        counts: Sources by court and kind of paper, as the store has them.
        vantage: From where the court that searches looks.
    """
    sources: dict[Tier, Counter[str]] = {tier: Counter() for tier in TIERS}
    for each in counts:
        kind = None if each.document_kind is None else DocumentKind(each.document_kind)
        tier = tier_of(
            kind=kind, court=each.court, province=None, publication=None, vantage=vantage
        )
        sources[tier][each.source] += each.n_judgments
    found = {}
    for place, tier in enumerate(TIERS):
        is_of_tier = tiers == place
        days = columns.decided[is_of_tier]
        dated = days[days != NOT_STATED]
        courts = columns.codes["court"][is_of_tier]
        found[tier] = TierCoverage(
            n_judgments=len(days),
            n_courts=len(np.unique(courts[courts != NOT_STATED])),
            decided_from=date.fromordinal(int(dated.min())) if dated.size else None,
            decided_to=date.fromordinal(int(dated.max())) if dated.size else None,
            n_undated=len(days) - int(dated.size),
            sources=tuple(sorted(sources[tier].items(), key=lambda each: (-each[1], each[0]))),
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Why nothing of a tier can be found.

    Attributes:
        words: In Chinese, for the screen; empty where something can be found.
        is_missing: Whether something may lie elsewhere; otherwise the tier is one with another,
            or there is no such court.
    """

    words: str
    is_missing: bool


_NO_GAP: Final = Gap(words="", is_missing=False)


def gap_of(tier: Tier, coverage: TierCoverage, vantage: Vantage | None) -> Gap:
    """Say why nothing of a tier can be found.

    Where a court's superior is its high court, or it is a high court or the Supreme Court itself,
    two tiers are one and the judgments stand in the first of them.
    """
    if coverage.n_judgments:
        return _NO_GAP
    if tier in _ELSEWHERE:
        return Gap(words=_ELSEWHERE[tier], is_missing=True)
    if vantage is None:
        words = "没有设定本院，不能区分本顺位；各法院的裁判都列在“其他法院裁判”中"
        return Gap(words=words, is_missing=True)
    if tier is Tier.PROVINCIAL:
        return _gap_of_high_courts(vantage)
    return _gap_of_court(vantage, above=tier is Tier.SUPERIOR)


def _gap_of_court(vantage: Vantage, *, above: bool) -> Gap:
    court = vantage.superior if above else vantage.court
    if court is None:
        return _gap_above(vantage.court)
    who = "上一级法院" if above else "本院"
    if court.level is CourtLevel.SUPREME:
        return Gap(words=f"{who}即最高人民法院，见第二顺位", is_missing=False)
    if court.name in vantage.high:
        return Gap(words=f"{who}即{court.name}，见第三顺位", is_missing=False)
    return Gap(words=f"本索引没有{court.name}的裁判", is_missing=True)


def _gap_of_high_courts(vantage: Vantage) -> Gap:
    court = vantage.court
    if court.level is CourtLevel.SUPREME:
        return Gap(words="最高人民法院不属于任何高级人民法院", is_missing=False)
    if vantage.high:
        words = f"本索引没有{'、'.join(sorted(vantage.high))}的裁判和参考性案例"
        return Gap(words=words, is_missing=True)
    words = f"不知道{court.name}属于哪个高级人民法院，请在 court.toml 中写明"
    return Gap(words=words, is_missing=True)


def _gap_above(court: Court) -> Gap:
    if court.level is CourtLevel.SUPREME:
        return Gap(words="最高人民法院没有上一级法院", is_missing=False)
    words = f"不知道{court.name}的上一级法院，请在 court.toml 中写明"
    return Gap(words=words, is_missing=True)


def not_searched(
    coverage: Mapping[Tier, TierCoverage], vantage: Vantage | None, *, is_filtered: bool
) -> tuple[str, ...]:
    """Say what was not searched, in the order of the tiers.

    Source: 法发〔2020〕24号 art. 8: a report is objective, complete and accurate.
    """
    gaps = [gap_of(tier, coverage[tier], vantage) for tier in TIERS]
    told = list(dict.fromkeys(gap.words for gap in gaps if gap.is_missing))
    if is_filtered:
        told.append("筛选条件以外的文书没有检索")
    return (*told, "未导入本系统的文书不在检索范围内")
