"""What are tiers, and what does a search through them answer?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.judgment import Court
from indexing.searching.emptiness import Finding
from service.library.model import LibraryRecord
from service.search.answer import SimilarAnswer, SimilarHit
from service.tiers.vocabulary import EffectLabel, Tier


class Group(StrEnum):
    """Parts of a tier, the preferred first.

    Those of the last years (近三年) stand before the earlier ones, guiding cases are of any year,
    and what does not count as a similar case (类案) stands apart behind both.
    """

    UNDIVIDED = "undivided"
    RECENT = "recent"
    EARLIER = "earlier"
    UNCOUNTED = "uncounted"


class DateBasis(StrEnum):
    """Which date tells whether a judgment is recent: of effect where known, or of decision."""

    EFFECT = "effect"
    DECISION = "decision"


class CountedFrom(StrEnum):
    """From which day the years are counted back: of the search, or of filing where told."""

    SEARCH = "search"
    FILING = "filing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vantage:
    """From where a court looks up.

    Attributes:
        court: The court that searches.
        superior: The court above it, None where nothing tells, and of the Supreme Court.
        high: Names of the high courts above it, or its own where it is one.
        province: Its province in short form, or None.
    """

    court: Court
    superior: Court | None
    high: frozenset[str]
    province: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which judgments are recent.

    Attributes:
        months: For how many months a judgment stays recent.
        begins: The first day that is recent.
        counted_from: The day from which they are counted back.
        basis: Which date of a judgment is looked at.
    """

    months: int
    begins: date
    counted_from: date
    basis: DateBasis

    def holds(self, day: date | None) -> bool:
        """Tell whether a judgment of a day is recent; one without a date is not."""
        return day is not None and day >= self.begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a judgment means for the ruling, and why.

    Attributes:
        label: What it means.
        counts: Whether it can be a similar case (类案) at all: in effect, and not put aside.
        reason: Why, in Chinese words for the screen.
    """

    label: EffectLabel
    counts: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieredHit:
    """A hit in its tier.

    Attributes:
        hit: The hit; ranked from 1 through all tiers.
        tier: Its tier.
        group: Its part of the tier.
        weight: What it means for the ruling.
        dated: The day by which it is recent or not; None where its text tells none.
        record: What is recorded of it as a library case, as it held on the day of the search.
        is_distant: Whether it is shown only because its tier has nothing nearer.
    """

    hit: SimilarHit
    tier: Tier
    group: Group
    weight: Weight
    dated: date | None
    record: LibraryRecord | None
    is_distant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TierCoverage:
    """What of a tier can be found at all, whatever the filter.

    Attributes:
        n_judgments: Judgments of the tier in the index.
        n_courts: Different courts among them.
        decided_from: The earliest date of decision among them, None where none is stated.
        decided_to: The latest.
        n_undated: Those without a readable date.
        sources: Sources that brought them with their numbers as the store has them now, the
            largest first.
    """

    n_judgments: int
    n_courts: int
    decided_from: date | None
    decided_to: date | None
    n_undated: int
    sources: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount:
    """How much of a group there is.

    Attributes:
        group: Which part of the tier.
        n_allowed: Judgments of it that the filter lets through, as the index knows them.
        n_ranked: How many of them are ranked.
        finding: Whether anything of it is similar; None where that cannot be told.
    """

    group: Group
    n_allowed: int
    n_ranked: int
    finding: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TierBlock:
    """What one tier answers.

    Attributes:
        tier: Which tier.
        hits: Its own best of every group, group by group.
        counts: Of every group of the tier.
        coverage: What of it can be found at all.
        gap: Why nothing of it can be found, in Chinese words; empty where something can.
    """

    tier: Tier
    hits: tuple[TieredHit, ...]
    counts: tuple[GroupCount, ...]
    coverage: TierCoverage
    gap: str

    @property
    def n_allowed(self) -> int:
        """How many judgments of the tier the filter lets through."""
        return sum(each.n_allowed for each in self.counts)

    @property
    def n_ranked(self) -> int:
        """How many of them are ranked."""
        return sum(each.n_ranked for each in self.counts)

    @property
    def is_weak(self) -> bool:
        """Whether all that is shown of the tier is distant."""
        return bool(self.hits) and all(each.is_distant for each in self.hits)

    @property
    def n_counting(self) -> int:
        """How many of them can be similar cases at all, as the index knows them."""
        return sum(e.n_allowed for e in self.counts if e.group is not Group.UNCOUNTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TieredAnswer:
    """The answer to a question, tier by tier.

    Attributes:
        tiers: All tiers in their order.
        whole: What is told of all of them together; it holds no hits itself.
        vantage: From where the court looks; None where no court was told.
        window: Which judgments are recent.
        today: The day of the search, on which library records must hold.
        not_searched: What was not searched, one Chinese sentence each.
    """

    tiers: tuple[TierBlock, ...]
    whole: SimilarAnswer
    vantage: Vantage | None
    window: Window
    today: date
    not_searched: tuple[str, ...]

    @property
    def hits(self) -> tuple[TieredHit, ...]:
        """All hits in order."""
        return tuple(hit for block in self.tiers for hit in block.hits)
