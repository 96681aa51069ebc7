"""What does a search report state?

Everything that is printed stands in here as it was when the report was made, and nothing is looked
up when it is printed: a report is frozen evidence. What the case or the search did not tell is
None or empty.

Source: 法发〔2020〕24号 art. 2-4, 7-10; 法〔2024〕92号 art. 19.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from corpus.judgment import CourtLevel, Effectiveness, JudgmentId
from service.library.model import LibraryStanding
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.reports.quote import Quote
from service.reports.vocabulary import (
    Conclusion,
    FourClass,
    SearchReason,
    Use,
    WhyNot,
)
from service.tiers.vocabulary import EffectLabel, Tier
from service.verdicts.model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingPart:
    """The pending case (待决案件) as the report tells it.

    Attributes:
        case_number: Its number (案号), as printed.
        cause: Cause of action, or the charges.
        parties: Parties, each with its role: 原告：甲某.
        handling_judge: The 承办法官.
        panel: The panel, each with title.
        stage: How far it has come, in words.
        due_on: Last day of the time limit (审限届满日).
        four_classes: Marks as one of the four classes (四类案件).
        facts: The facts in at most 500 characters, as the judge writes them.
        issues: Disputed issues (争议焦点), in order.
        intended_provisions: What is meant to be applied.
        intended_ruling: What is meant to be ruled.
    """

    case_number: str
    cause: str
    parties: tuple[str, ...]
    handling_judge: str
    panel: tuple[str, ...]
    stage: str
    due_on: date | None
    four_classes: tuple[FourClass, ...]
    facts: str
    issues: tuple[str, ...]
    intended_provisions: tuple[str, ...]
    intended_ruling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A place that was searched (检索平台).

    Attributes:
        name: Its name: 本院同判系统, 中国裁判文书网…
        coverage: What it held when it was searched: sources, courts, years, counts.
        gaps: What it did not hold.
        snapshot_id: State of the index; empty for a platform of others.
        is_by_hand: Whether a person added it, for a search outside of this system.
    """

    name: str
    coverage: str
    gaps: str
    snapshot_id: str
    is_by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody states of a search on another platform; nothing of it was looked up here.

    Attributes:
        found: What was found.
        by: Name of who states it.
        at: When it was stated, aware.
    """

    found: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """One query of the search (检索式).

    Attributes:
        method: Name of the method: 关键词检索, 法条关联案件检索…
        words: What was searched by.
        conditions: Filters, in words; empty where there were none.
        platform: Name of the platform.
        tiers: Tiers that it looked in.
        at: When, aware; the first moment of the day where somebody stated the day.
        n_hits: How many judgments it found.
        snapshot_id: State of the index; empty for a platform of others.
        statement: Who states it, of a search outside of this system; None for its own. The one
            field with a default: it is left out of the stored form where it is None, so that
            reports from before keep their digests.
    """

    method: str
    words: str
    conditions: str
    platform: str
    tiers: tuple[Tier, ...]
    at: datetime
    n_hits: int
    snapshot_id: str
    statement: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPart:
    """The search.

    Attributes:
        reasons: Why it was due (检索事由).
        other_reason: Words where the reason is another one.
        searched_by: Who searched; may be an assistant.
        responsible_judge: The handling judge, who answers for truth and accuracy (art. 3).
        started_at: When it began, aware.
        ended_at: When it ended, aware.
        platforms: Where.
        queries: Every query, in order of time.
    """

    reasons: tuple[SearchReason, ...]
    other_reason: str
    searched_by: str
    responsible_judge: str
    started_at: datetime | None
    ended_at: datetime | None
    platforms: tuple[Platform, ...]
    queries: tuple[SearchQuery, ...]

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods used, each once, in order."""
        return tuple(dict.fromkeys(query.method for query in self.queries if query.method.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow:
    """What was found in one tier.

    Attributes:
        tier: The tier.
        n_hits: Hits looked through.
        n_counted: Of these counted as 类案.
        stops_here: Whether the search was ended at this tier.
        reason: Why it was ended here, or why this tier was left out.
    """

    tier: Tier
    n_hits: int
    n_counted: int
    stops_here: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisLikeness:
    """How far a case is like the pending one on one axis.

    Attributes:
        words: In words.
        quotes: The words of the judgment that show it.
    """

    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUse:
    """What is made of a case.

    Attributes:
        use: 参照, 参考 or 不参照.
        why_not: The reason where it is not followed, else None.
        analysis: In the judge's words.
    """

    use: Use
    why_not: WhyNot | None
    analysis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCase:
    """A case that was compared.

    Attributes:
        judgment_id: The stored judgment, or None for a case of another platform.
        tier: Its tier.
        effect_label: Its effect label.
        title: Name of the case.
        number: 案号 or 入库编号.
        court: The court.
        level: Level of the court.
        decided_on: When it was decided.
        effect: Whether it is in legal effect.
        library: Whether it still stands in its collection; None for a judgment.
        by_committee: Whether the adjudication committee discussed it; None where untold.
        holding: Its 裁判要点, quoted; None where it is not stored.
        holding_by_hand: The same typed in for a case of another platform; no quote of ours.
        facts: Likeness of basic facts.
        issues: Likeness of disputed issues.
        law: Likeness of the application of law.
        differences: What sets the cases apart.
        result: What was ruled.
        verdict: What the judge says of it.
        verdict_reason: Why.
        use: What is made of it; None as long as nobody said.
    """

    judgment_id: JudgmentId | None
    tier: Tier
    effect_label: EffectLabel
    title: str
    number: str
    court: str
    level: CourtLevel | None
    decided_on: date | None
    effect: Effectiveness
    library: LibraryStanding | None
    by_committee: bool | None
    holding: Quote | None
    holding_by_hand: str
    facts: AxisLikeness
    issues: AxisLikeness
    law: AxisLikeness
    differences: str
    result: str
    verdict: Verdict
    verdict_reason: str
    use: CaseUse | None

    @property
    def is_counted(self) -> bool:
        """Whether it counts as 类案."""
        return self.verdict is Verdict.SIMILAR


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedCase:
    """A related case (关联案件).

    Attributes:
        judgment_id: The stored judgment, or None for a pending case.
        kind: Name of the relation.
        number: Its number.
        court: The court.
        status: How it stands.
        influence: What it means for the pending case.
    """

    judgment_id: JudgmentId | None
    kind: str
    number: str
    court: str
    status: str
    influence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One of several ways in which courts decided (观点).

    Attributes:
        words: What it holds.
        n_cases: Cases that hold it.
        levels: Levels of the courts, in words.
        dates: When, in words.
        committee: Whether committees discussed it, in words.
        quotes: Words of such cases.
    """

    words: str
    n_cases: int
    levels: str
    dates: str
    committee: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisPart:
    """How uniformly courts decided (裁判尺度分析); the factors of 24号 art. 11 stand apart.

    Attributes:
        agreement: Where they agree.
        positions: Where they do not: the positions.
        own_conflict: Whether it conflicts with what this court decided in three years.
    """

    agreement: str
    positions: tuple[Position, ...]
    own_conflict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedCase:
    """A case that a party submitted (24号 art. 10; 92号).

    Attributes:
        submitted_by: Who.
        submitted_on: When.
        number: Its number.
        kind: What it is.
        response_place: Where it is answered, or None.
        answer: The answer.
    """

    submitted_by: str
    submitted_on: date | None
    number: str
    kind: SubmittedKind
    response_place: ResponsePlace | None
    answer: str

    @property
    def must_be_answered(self) -> bool:
        """Whether the reasons of the judgment must respond to it."""
        return self.kind is not SubmittedKind.OTHER

    @property
    def is_answered(self) -> bool:
        """Whether it is answered as its kind asks for."""
        if not self.answer.strip() or self.response_place is None:
            return False
        return self.response_place is ResponsePlace.JUDGMENT or not self.must_be_answered


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """A search report without its signature.

    Attributes:
        number: Report number; empty until the report is stored.
        court: The court that makes it.
        pending: The pending case.
        search: The search.
        tiers: The tiers, in order.
        recent_years: What 近三年 was counted from, in words.
        cases: The cases compared, in order.
        related: Related cases.
        analysis: How uniformly courts decided.
        party_cases: Cases that parties submitted.
        conclusions: What the judge concludes.
        conclusion_words: The same in the judge's words.
        annexes: Judgments that are handed on with it.
    """

    number: str
    court: str
    pending: PendingPart
    search: SearchPart
    tiers: tuple[TierRow, ...]
    recent_years: str
    cases: tuple[SimilarCase, ...]
    related: tuple[RelatedCase, ...]
    analysis: AnalysisPart
    party_cases: tuple[SubmittedCase, ...]
    conclusions: tuple[Conclusion, ...]
    conclusion_words: str
    annexes: tuple[JudgmentId, ...]

    @property
    def counted(self) -> tuple[SimilarCase, ...]:
        """The cases that count as 类案."""
        return tuple(case for case in self.cases if case.is_counted)


def quotes_of(content: object) -> Iterator[Quote]:
    """Yield every quote of a report or of a part of it, in order."""
    if isinstance(content, Quote):
        yield content
    elif isinstance(content, tuple):
        for item in content:
            yield from quotes_of(item)
    elif is_dataclass(content):
        for field in fields(content):
            yield from quotes_of(getattr(content, field.name))
