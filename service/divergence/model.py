"""What is a finding of divergence (法律适用分歧)?

Judgments in, findings out: no storage, no clock, no HTTP. A finding is a question with two or more
positions, the judgments on each, and the strongest innocent explanation beside it. It is a hint to
a judge, never a verdict; below the least number of votes it says "insufficient" and nothing else.

Source: 法发〔2020〕24号 art. 11; 法发〔2021〕30号 art. 5; domain rules D1 to D6.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.judgment import CourtLevel, Effectiveness, Judgment
from corpus.law.placing import LawTime
from corpus.positions.model import Position
from service.comparison.quotes import Quote


class DivergenceKind(StrEnum):
    """What it is that like cases were decided differently about (D1 to D6)."""

    RESULT = "d1_result"
    LAW = "d2_law"
    RANGE = "d3_range"
    PROCEDURE = "d4_procedure"
    BURDEN = "d5_burden"
    REASONING = "d6_reasoning"


class Where(StrEnum):
    """Between whom a divergence runs, the nearest first.

    SAME_PANEL: the same judges; BETWEEN_PANELS: panels of one court; BETWEEN_COURTS: courts of one
    level; SUPERIOR: a court and the one above it; GUIDING: against a guiding or reference case.
    """

    SAME_PANEL = "same_panel"
    BETWEEN_PANELS = "between_panels"
    BETWEEN_COURTS = "between_courts"
    SUPERIOR = "superior"
    GUIDING = "guiding"


class DivergenceOrigin(StrEnum):
    """Where in a court a divergence comes from: 审判组织内部, 不同审判组织, 院庭长与审判组织.

    The first two are read from who signed. What leaders think stands in no judgment: the third is
    told by a person.

    Source: 法发〔2020〕26号 para. 9.
    """

    WITHIN_PANEL = "within_panel"
    BETWEEN_PANELS = "between_panels"
    LEADERS_AND_PANEL = "leaders_and_panel"


class AlarmType(StrEnum):
    """What of 法发〔2021〕30号 art. 5 a finding proposes: a machine only proposes, a person marks.

    DECIDED: against cases of the last three years in effect of this court or one above; PENDING:
    against a like case that this court still hears; UNSETTLED: those in effect are split.
    """

    DECIDED = "decided"
    PENDING = "pending"
    UNSETTLED = "unsettled"


class Innocence(StrEnum):
    """Why judgments that look divergent may not be."""

    LAW_VERSION = "law_version"
    OVERTURNED = "overturned"
    SERIES = "series"
    DECISIVE_FACT = "decisive_fact"
    CIRCUMSTANCE = "circumstance"
    EVIDENCE = "evidence"
    OTHER_CLAIM = "other_claim"
    MEDIATION = "mediation"
    SMALL_N = "small_n"


class Severity(StrEnum):
    """How much a finding matters: 重大, 明显, 轻微; 样本不足 says nothing; or it is explained."""

    SEVERE = "severe"
    MARKED = "marked"
    SLIGHT = "slight"
    INSUFFICIENT = "insufficient"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCase:
    """A judgment as it is compared with others.

    Attributes:
        judgment: The judgment, or a draft that was read as one.
        positions: What it holds, issue by issue.
        law_time: What tells which law governs it.
        effect: Whether it stands, as the store knows today.
        series: Key of the series (系列案) that it belongs to; one series has one vote.
        is_library: Whether it is a guiding or reference case.
        is_draft: Whether it is a draft or waits for its judgment: it has no vote.
        committee: Words by which it says that the adjudication committee discussed it.
    """

    judgment: Judgment
    positions: tuple[Position, ...]
    law_time: LawTime
    effect: Effectiveness
    series: str | None = None
    is_library: bool = False
    is_draft: bool = False
    committee: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A judgment on one side of a finding, with the three factors of 法发〔2020〕24号 art. 11.

    Attributes:
        judgment_id: Which.
        holding: The words that take the position.
        passage: The reasoning round them.
        vote: Its weight: 1, its part of one vote for a series, 0 where it does not count.
        level: Level of its court.
        court: Name of its court; empty where not read.
        decided_on: When.
        committee: Words that say that the committee discussed it; None where it does not say so.
        effect: Whether it stands.
        is_draft: Whether it is the draft or pending case asked about.
    """

    judgment_id: str
    holding: Quote
    passage: Quote
    vote: float
    level: CourtLevel | None
    court: str
    decided_on: date | None
    committee: Quote | None
    effect: Effectiveness
    is_draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionGroup:
    """Judgments that take one position.

    Attributes:
        key: Key inside the finding: ``a`` has most votes.
        label: The position in the shortest words of a member's own holding.
        members: The judgments, the highest court first, then the latest.
        votes: Votes together.
    """

    key: str
    label: str
    members: tuple[Member, ...]
    votes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An innocent explanation of a finding.

    Attributes:
        innocence: Which.
        share: Share in [0, 1] of what looked divergent that it explains.
        sentence: It in plain Chinese words.
        evidence: Words of the judgments that show it.
    """

    innocence: Innocence
    share: float
    sentence: str
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeMark:
    """One judgment against what its like make expect.

    Attributes:
        judgment_id: Which.
        actual: What it gives, in the unit of the range.
        low: Lower end of the interval of expectation.
        middle: Its middle.
        high: Upper end.
    """

    judgment_id: str
    actual: float
    low: float
    middle: float
    high: float

    @property
    def is_outside(self) -> bool:
        """Whether it leaves the interval."""
        return not self.low <= self.actual <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeView:
    """A range (幅度) with all who take part, for the plot.

    Attributes:
        unit: Unit in Chinese: 月, 元, %…
        marks: Every judgment, in order of id.
        coverage: Share of judgments that the interval is meant to hold, such as 0.9.
    """

    unit: str
    marks: tuple[RangeMark, ...]
    coverage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A question that like cases answer differently.

    Attributes:
        key: Stable key: digest of kind, cause, question and members.
        kind: What they differ about.
        cause: Cause or charge under which they are alike.
        question: The question, in words of a paper or of the table; never made up.
        groups: The positions, most votes first; two or more.
        where: Between whom, nearest first.
        score: How likely and how large, in [0, 1]; thresholds of :class:`Standard` apply to it.
        severity: In words; INSUFFICIENT below the least votes, EXPLAINED where an innocent
            explanation covers it.
        explanations: Innocent explanations, the strongest first.
        alarms: What a person may mark of it, from the court that asks.
        plot: For ranges, all judgments against expectation.
        origins: Where in the asking court it comes from, as far as the judgments tell.
    """

    key: str
    kind: DivergenceKind
    cause: str
    question: str
    groups: tuple[PositionGroup, ...]
    where: tuple[Where, ...]
    score: float
    severity: Severity
    explanations: tuple[Explanation, ...]
    alarms: tuple[AlarmType, ...] = ()
    plot: RangeView | None = None
    origins: tuple[DivergenceOrigin, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether it is a divergence to be shown as one."""
        return self.severity not in {Severity.INSUFFICIENT, Severity.EXPLAINED}

    @property
    def is_asked(self) -> bool:
        """Whether a paper or the table words the question; else it is the holding of one side."""
        holdings = {m.holding.text.strip() for group in self.groups for m in group.members}
        return self.question.strip() not in holdings

    @property
    def heading(self) -> str:
        """The question; where nobody words it the positions against each other, word for word."""
        if self.is_asked:
            return self.question
        return "还是".join(f"“{group.label.strip('，。；')}”" for group in self.groups) + "？"

    def group_of(self, judgment_id: str) -> PositionGroup | None:
        """Return the position of a judgment, None where it takes no part."""
        for group in self.groups:
            if any(member.judgment_id == judgment_id for member in group.members):
                return group
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """From where on a finding is shown; settings of the court.

    Attributes:
        least_votes: Votes in effect that a finding needs on all sides together.
        least_per_side: Votes that each side needs; an asking draft needs none on its own.
        thresholds: Least score by kind, fixed on one half of the benchmark.
    """

    least_votes: float
    least_per_side: float
    thresholds: tuple[tuple[DivergenceKind, float], ...]

    def threshold(self, kind: DivergenceKind) -> float:
        """Return the least score of a kind."""
        return dict(self.thresholds)[kind]
