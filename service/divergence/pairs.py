"""On what do two judgments on one set of facts differ?

Between courts that judged the same facts no other case has to be asked: no votes, no usual shares.
Each difference says how much it weighs by itself; together they weigh as much as that any of them
is real.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log, prod
from typing import Final

from corpus.judgment import SectionKind
from corpus.outcome.circumstances import find_circumstances
from corpus.outcome.model import Punishment
from corpus.spans import Span
from service.comparison.quotes import Quote
from service.divergence.departing.topics import KIND_OF, QUESTION_OF, Topic, Trait
from service.divergence.departing.traits import traits_of
from service.divergence.issue_matching import matched_stances
from service.divergence.marks import MarkKind, marks_of, opposite_of
from service.divergence.model import ComparedCase, DivergenceKind

# Set by hand on the develop half of appeals: what follows for somebody weighs more than reasons.
_WEIGHT: Final[Mapping[Topic, float]] = {
    Topic.CHARGE: 0.95,
    Topic.PROCEDURE: 0.95,
    Topic.RESULT: 0.9,
    Topic.PROBATION: 0.9,
    Topic.TERM: 0.9,
    Topic.FIGURE: 0.8,
    Topic.RATE: 0.5,
    Topic.HEAD: 0.6,
    Topic.BURDEN: 0.4,
    Topic.LAW: 0.4,
    Topic.ISSUE: 0.35,
}
_LEAST_SHARE: Final = 0.6
_STEEPNESS: Final = 2.0
_SPEAKING: Final = frozenset({MarkKind.ANSWER, MarkKind.CONCLUSION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two courts decided differently.

    Attributes:
        topic: What it is about.
        question: It in Chinese words.
        weight: How much it weighs by itself, in [0, 1].
        one: Words of the one judgment; None where it is the silent one.
        other: Words of the other.
    """

    topic: Topic
    question: str
    weight: float
    one: Quote | None
    other: Quote | None

    @property
    def kind(self) -> DivergenceKind:
        """What kind of divergence it is."""
        return KIND_OF[self.topic]


def differences_of(one: ComparedCase, other: ComparedCase) -> tuple[Difference, ...]:
    """Return on what two judgments differ, the weightiest first.

    Args:
        one: A judgment.
        other: Another on the same facts.

    Cost: some milliseconds for two papers of 7,000 characters.
    """
    found = [
        *_in_traits(one, other),
        *_in_punishments(one, other),
        *_in_sums(one, other),
        *_in_circumstances(one, other),
        *_in_issues(one, other),
    ]
    return tuple(sorted(found, key=lambda each: (-each.weight, each.topic, each.question)))


def weight_of(differences: tuple[Difference, ...]) -> float:
    """Return how likely two judgments really differ: that not every difference is idle.

    Example:
        >>> weight_of(())
        0.0
    """
    return round(1.0 - prod(1.0 - each.weight for each in differences), 6)


def _difference(
    topic: Topic,
    one: tuple[ComparedCase, Span | None],
    other: tuple[ComparedCase, Span | None],
    *,
    question: str = "",
    share: float = 1.0,
) -> Difference:
    quotes = [
        None if span is None else Quote(whole=case.judgment.text, span=span)
        for case, span in (one, other)
    ]
    return Difference(
        topic=topic,
        question=question or QUESTION_OF[topic],
        weight=_WEIGHT[topic] * share,
        one=quotes[0],
        other=quotes[1],
    )


def _in_traits(one: ComparedCase, other: ComparedCase) -> Iterator[Difference]:
    theirs: dict[tuple[Topic, str], Trait] = {
        (trait.topic, trait.about): trait for trait in traits_of(other)
    }
    for trait in traits_of(one):
        against = theirs.get((trait.topic, trait.about))
        if against is not None and against.values != trait.values:
            yield _difference(
                trait.topic,
                (one, trait.words),
                (other, against.words),
                question=trait.about,
                share=len(trait.values ^ against.values) / len(trait.values | against.values),
            )


def _in_punishments(one: ComparedCase, other: ComparedCase) -> Iterator[Difference]:
    """Yield differences in terms and fines, accused by accused in order of the rulings."""
    for (mine, at), (theirs, place) in zip(_passed(one), _passed(other), strict=False):
        for what, figures in (
            ("刑期", (_months(mine), _months(theirs))),
            ("罚金", (mine.fine_fen or 0, theirs.fine_fen or 0)),
            ("缓刑考验期", (mine.probation_months or 0, theirs.probation_months or 0)),
        ):
            if figures[0] != figures[1]:
                distance = abs(log((figures[0] + 1) / (figures[1] + 1)))
                share = _LEAST_SHARE + (1 - _LEAST_SHARE) * (1 - exp(-_STEEPNESS * distance))
                yield _difference(Topic.TERM, (one, at), (other, place), question=what, share=share)


def _passed(case: ComparedCase) -> list[tuple[Punishment, Span]]:
    outcome = case.judgment.outcome
    accused = outcome.criminal.accused if outcome and outcome.criminal else ()
    return [(each.value.final, each.span) for each in accused if each.value.final is not None]


def _months(punishment: Punishment) -> float:
    return punishment.term.months + punishment.term.days / 30 if punishment.term else 0.0


def _in_sums(one: ComparedCase, other: ComparedCase) -> Iterator[Difference]:
    """Yield a difference where the rulings do not order the same sums."""
    mine, theirs = _sums(one), _sums(other)
    if mine and theirs and Counter(fen for fen, _ in mine) != Counter(fen for fen, _ in theirs):
        yield _difference(Topic.FIGURE, (one, mine[0][1]), (other, theirs[0][1]), question="金额")


def _sums(case: ComparedCase) -> list[tuple[int, Span]]:
    outcome = case.judgment.outcome
    if outcome is None:
        return []
    parts = (outcome.civil, outcome.criminal, outcome.administrative)
    return [
        (fen, order.span)
        for part in parts
        if part is not None
        for order in part.orders
        for fen in order.value.amounts_fen
    ]


def _in_circumstances(one: ComparedCase, other: ComparedCase) -> Iterator[Difference]:
    """Yield circumstances of sentencing that only one of the courts finds."""
    mine, theirs = _circumstances(one), _circumstances(other)
    for kind in sorted(mine.keys() ^ theirs.keys()):
        yield _difference(
            Topic.ISSUE, (one, mine.get(kind)), (other, theirs.get(kind)), question="量刑情节"
        )


def _circumstances(case: ComparedCase) -> dict[str, Span]:
    judgment = case.judgment
    return {
        found.value.kind.value: found.span
        for section in judgment.sections
        if section.kind is SectionKind.REASONING
        for found in find_circumstances(judgment.text, section.span)
    }


def _in_issues(one: ComparedCase, other: ComparedCase) -> Iterator[Difference]:
    """Yield issues on which the other holds the contrary."""
    for stance, matched in matched_stances(one, [other]):
        for mark in sorted(marks_of(stance)):
            contrary = opposite_of(mark) if mark.kind in _SPEAKING else None
            against = [(each, like) for each, like in matched if contrary in marks_of(each)]
            if contrary is not None and against:
                nearest, like = max(against, key=lambda pair: (pair[1], pair[0].holding))
                yield _difference(
                    Topic.ISSUE,
                    (one, stance.position.holding),
                    (other, nearest.position.holding),
                    question=stance.holding,
                    share=min(1.0, like),
                )
                break
