"""What does a comparison say? Three axes, each with its own grade, and what sets the cases apart.

法发〔2020〕24号 art. 1 names three points in which a 类案 is like a pending case: 基本事实,
争议焦点 and 法律适用. They are graded apart and never added up.
"""

from dataclasses import dataclass
from enum import StrEnum

from corpus.law.timing import LawComparison
from corpus.provision import Provision
from service.comparison.quotes import Quote


class Axis(StrEnum):
    """The three points of comparison of 法发〔2020〕24号 art. 1."""

    FACTS = "facts"
    ISSUES = "issues"
    LAW = "law"


class AxisGrade(StrEnum):
    """How near two cases are on one axis; UNTOLD where one of them does not tell it."""

    NEAR = "near"
    PARTLY = "partly"
    FAR = "far"
    UNTOLD = "untold"


class DifferenceKind(StrEnum):
    """What may set two cases apart."""

    ELEMENT = "element"
    LAW_VERSION = "law_version"
    CIRCUMSTANCE = "circumstance"
    QUANTITY = "quantity"
    INJURY = "injury"
    LIABILITY = "liability"
    PARTY_KIND = "party_kind"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePair:
    """Two sentences side by side that tell the same.

    Attributes:
        asked: From the case asked about.
        found: From the judgment.
        likeness: Share of the weight of their words that both have, in (0, 1].
    """

    asked: Quote
    found: Quote
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedAlike:
    """An article that both cases cite.

    Attributes:
        provision: As the judgment cites it.
        asked: The words in the case asked about.
        found: The words in the judgment.
    """

    provision: Provision
    asked: Quote
    found: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisComparison:
    """One axis.

    Attributes:
        axis: Which.
        grade: How near, by its own measure.
        sentence: The grade with its ground, in words.
        pairs: Sentences side by side, the likest first.
        cited: Articles that both cite; of the axis of law only.
        is_of_note: Whether quotes of the case asked about count in the issues that a judge noted,
            not in its paper.
    """

    axis: Axis
    grade: AxisGrade
    sentence: str
    pairs: tuple[QuotePair, ...]
    cited: tuple[CitedAlike, ...] = ()
    is_of_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that may set the two cases apart.

    Attributes:
        kind: What it is about.
        sentence: It in words.
        asked: The words of the case asked about; empty where it does not tell.
        found: The words of the judgment; empty where it does not tell.
        is_told_by_both: Whether both tell it, so that it is a difference and not a gap: what only
            one side tells (对方未载明) counts as none.
    """

    kind: DifferenceKind
    sentence: str
    asked: tuple[Quote, ...]
    found: tuple[Quote, ...]
    is_told_by_both: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How like a judgment is to a case, and what sets them apart.

    Attributes:
        facts: 基本事实.
        issues: 争议焦点.
        law: 法律适用.
        differences: What both tell, and tell otherwise.
        untold: What one of them tells and the other does not.
        law_in_time: Whether both lie under one version of the law.
    """

    facts: AxisComparison
    issues: AxisComparison
    law: AxisComparison
    differences: tuple[Difference, ...]
    untold: tuple[Difference, ...]
    law_in_time: LawComparison

    @property
    def axes(self) -> tuple[AxisComparison, AxisComparison, AxisComparison]:
        """The three axes in the order of the rule."""
        return self.facts, self.issues, self.law
