"""What do the tiers look like on a page?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from service.tiers.model import Group, TierBlock, TieredAnswer, TieredHit
from service.tiers.placing import label_of_tier
from service.tiers.vocabulary import EffectLabel, Tier
from service.tiers.wording import article_of, coverage_words, heading_of, window_words
from service.web.pieces.hit_view import HitView

_SHORT = {
    Tier.GUIDING: "指导性案例",
    Tier.REFERENCE: "案例库",
    Tier.SUPREME: "最高法院",
    Tier.PROVINCIAL: "本省高院",
    Tier.SUPERIOR: "上一级法院",
    Tier.OWN: "本院",
    Tier.OTHER: "其他法院",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A part of a tier.

    Attributes:
        group: Which part.
        n_allowed: How many judgments there are of it.
        hits: Its best.
        distant: Those shown only because there is nothing nearer.
    """

    group: Group
    n_allowed: int
    hits: tuple[HitView, ...]
    distant: tuple[HitView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A tier.

    Attributes:
        tier: Which tier.
        heading: Its place in the order, and whose judgments it holds.
        short: The same in a word or two, for links.
        article: The article that it is of.
        label: What its judgments mean for the ruling, those that count.
        n_judgments: How many judgments the index has of it.
        n_allowed: How many of them the filter lets through.
        n_counting: How many of them can be similar cases at all.
        n_uncounted: How many cannot.
        n_shown: How many are shown.
        coverage: What of the tier can be found at all; empty where nothing can.
        gap: Why nothing can; empty where something can.
        groups: Its parts that have hits, in order.
        is_weak: Whether nothing of the tier seems similar.
    """

    tier: Tier
    heading: str
    short: str
    article: str
    label: EffectLabel
    n_judgments: int
    n_allowed: int
    n_counting: int
    n_uncounted: int
    n_shown: int
    coverage: str
    gap: str
    groups: tuple[GroupView, ...]
    is_weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TiersView:
    """All tiers.

    Attributes:
        court: From where the search looks up, or None.
        superior: The court above it, or None.
        window: Which judgments are recent, in words.
        blocks: The tiers in order.
        not_searched: What was not searched, one sentence each.
    """

    court: str | None
    superior: str | None
    window: str
    blocks: tuple[BlockView, ...]
    not_searched: tuple[str, ...]


def tiers_view(answer: TieredAnswer, view_of: Callable[[TieredHit], HitView]) -> TiersView:
    """Return an answer as pages show it.

    Args:
        answer: The answer.
        view_of: Makes the view of a hit, masked or not as the page is.
    """
    vantage = answer.vantage
    return TiersView(
        court=None if vantage is None else vantage.court.name,
        superior=None if vantage is None or vantage.superior is None else vantage.superior.name,
        window=window_words(answer.window),
        blocks=tuple(_block(block, view_of) for block in answer.tiers),
        not_searched=answer.not_searched,
    )


def _block(block: TierBlock, view_of: Callable[[TieredHit], HitView]) -> BlockView:
    return BlockView(
        tier=block.tier,
        heading=heading_of(block.tier),
        short=_SHORT[block.tier],
        article=article_of(block.tier),
        label=label_of_tier(block.tier),
        n_judgments=block.coverage.n_judgments,
        n_allowed=block.n_allowed,
        n_counting=block.n_counting,
        n_uncounted=block.n_allowed - block.n_counting,
        n_shown=len(block.hits),
        coverage=coverage_words(block.coverage),
        gap=block.gap,
        groups=tuple(_groups(block, view_of)),
        is_weak=block.is_weak,
    )


def _groups(block: TierBlock, view_of: Callable[[TieredHit], HitView]) -> Iterator[GroupView]:
    allowed = {each.group: each.n_allowed for each in block.counts}
    for group, members in groupby(block.hits, key=lambda each: each.group):
        tiered = tuple(members)
        yield GroupView(
            group=group,
            # What was overturned since the index was built is counted there with the others.
            n_allowed=max(allowed.get(group, 0), len(tiered)),
            hits=tuple(view_of(each) for each in tiered if not each.is_distant),
            distant=tuple(view_of(each) for each in tiered if each.is_distant),
        )
