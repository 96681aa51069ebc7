"""Does a draft depart from like cases?

A draft has no vote and no family: it is one paper against those that the caller found to be like
it. For everything that it decides, the others say how united they are; the more of them stand
together against it, the surer is the departure. One other judgment is enough for a hint, and no
more than that: the lower bound of a share of one is low.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Final

from corpus.law.timing import LawComparison, LawSameness, compare_law
from service.divergence.departing.oddness import oddness_of
from service.divergence.departing.rates import rate_basis_of
from service.divergence.departing.terms import PROBATION, TERM, odd_tail, odd_term, surprises_of
from service.divergence.departing.topics import KIND_OF, QUESTION_OF, Topic, Trait
from service.divergence.departing.traits import traits_of
from service.divergence.departing.weights import TopicWeight, shipped_weights
from service.divergence.expecting import Expectation
from service.divergence.issue_matching import matched_stances
from service.divergence.marks import Mark, MarkKind, marks_of, opposite_of
from service.divergence.model import ComparedCase, DivergenceKind
from service.divergence.rulings import Measured, measured_in, stance_at
from service.divergence.severity import lower_bound
from service.divergence.stances import Stance, is_agreed
from service.divergence.votes import OVERTURNED

_CLOSE: Final = 0.05
_RATE: Final = "年利率"
_FIGURES: Final = frozenset({_RATE, "市场报价利率倍数", "日利率", "比例"})
_TOPICS: Final[Mapping[MarkKind, Topic]] = {
    MarkKind.ANSWER: Topic.ISSUE,
    MarkKind.FAVOURS: Topic.ISSUE,
    MarkKind.CONCLUSION: Topic.ISSUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One thing on which a draft departs from like cases.

    Attributes:
        topic: What it is about.
        question: The question in words of a paper or of the table of such questions.
        oddness: How odd it is by itself, in [0, 1].
        others: Stances of the like cases that stand together against the draft.
        own: The draft's stance, with those of like cases that go with it.
        measures: For a figure, that of every judgment by id; empty otherwise.
        unit: Unit of the figures.
    """

    topic: Topic
    question: str
    oddness: float
    others: tuple[Stance, ...]
    own: tuple[Stance, ...]
    measures: tuple[tuple[str, float], ...] = ()
    unit: str = ""

    @property
    def kind(self) -> DivergenceKind:
        """Kind of divergence that it would be."""
        return KIND_OF[self.topic]

    def score(self, weights: Mapping[Topic, TopicWeight]) -> float:
        """Return how sure the departure is, in [0, 1], by what was learned of its topic."""
        return round(weights[self.topic].score(self.oddness), 6)


def departures_of(
    draft: ComparedCase,
    cases: Sequence[ComparedCase],
    *,
    expectation: Expectation | None = None,
    weights: Mapping[Topic, TopicWeight] | None = None,
) -> tuple[Departure, ...]:
    """Return everything on which a draft departs from like cases, the surest first.

    Args:
        draft: The draft, or the one of two judgments that is asked about.
        cases: Like cases; drafts, overturned judgments, settlements and cases under another
            version of the law are left out.
        expectation: What like cases make expect of terms; None where no model is at hand.
        weights: What was learned of each topic; None for what comes with the program.

    Cost: 1 ms for each like case, half of it for comparing the law.
    """
    others = like_cases(draft, cases)
    known = shipped_weights() if weights is None else weights
    surprises = surprises_of(draft.judgment, expectation)
    found = [
        *_of_traits(draft, others, surprises, known),
        *_of_term(draft, others, surprises),
        *_of_figures(draft, others),
        *_of_issues(draft, others),
    ]
    return tuple(sorted(found, key=lambda each: (-each.score(known), each.topic, each.question)))


def like_cases(draft: ComparedCase, cases: Sequence[ComparedCase]) -> tuple[ComparedCase, ...]:
    """Return the cases that count against a draft, in order of id."""
    found = [
        case
        for case in cases
        if not case.is_draft
        and case.effect not in OVERTURNED
        and not is_agreed(case)
        and _law(draft, case).sameness is not LawSameness.OTHER
    ]
    return tuple(sorted(found, key=lambda each: each.judgment.id))


def _law(draft: ComparedCase, case: ComparedCase) -> LawComparison:
    return compare_law(draft.law_time, case.law_time)


def _of_traits(
    draft: ComparedCase,
    others: Sequence[ComparedCase],
    surprises: Mapping[str, float],
    weights: Mapping[Topic, TopicWeight],
) -> Iterator[Departure]:
    """Yield departures in what a judgment does, topic by topic."""
    told: defaultdict[tuple[Topic, str], list[tuple[ComparedCase, Trait]]] = defaultdict(list)
    for case in others:
        for trait in traits_of(case):
            told[trait.topic, trait.about].append((case, trait))
    for own in traits_of(draft):
        theirs = told[own.topic, own.about]
        against = _against(own, [pair for pair in theirs if _parts(own, pair[1])])
        if not against:
            continue
        usual = weights[own.topic].usual
        oddness = oddness_of(own, [trait for _, trait in theirs], usual)
        along = [pair for pair in theirs if not _parts(own, pair[1])]
        if own.topic is Topic.PROBATION and PROBATION in surprises:
            oddness, along = odd_tail(surprises[PROBATION]), []
        yield Departure(
            topic=own.topic,
            question=own.about or QUESTION_OF[own.topic],
            oddness=oddness,
            others=tuple(stance_at(case, trait.words) for case, trait in against),
            own=(
                stance_at(draft, own.words),
                *(stance_at(case, each.words) for case, each in along),
            ),
        )


def _parts(own: Trait, other: Trait) -> bool:
    """Tell whether another does otherwise: for law, rests on anything that this one does not."""
    if own.topic is Topic.LAW:
        return not other.values <= own.values
    return own.values.isdisjoint(other.values)


def _against(
    own: Trait, parting: Sequence[tuple[ComparedCase, Trait]]
) -> list[tuple[ComparedCase, Trait]]:
    """Return those that stand together against the judgment: they share the commonest value."""
    values = Counter(value for _, trait in parting for value in trait.values - own.values)
    if not values:
        return []
    most = min(values, key=lambda value: (-values[value], value))
    return [(case, trait) for case, trait in parting if most in trait.values]


def _of_term(
    draft: ComparedCase, others: Sequence[ComparedCase], surprises: Mapping[str, float]
) -> Iterator[Departure]:
    """Yield a departure in the term of imprisonment."""
    own = _term_in(draft)
    if own is None:
        return
    charges = _charges_of(draft)
    like = [
        (case, term)
        for case, term in _terms_of(others)
        if not charges.isdisjoint(_charges_of(case))
    ]
    if TERM in surprises:
        # What others got for facts of their own says nothing of these: expectation alone does.
        yield from _against_expected(draft, own, like or _terms_of(others), surprises[TERM])
        return
    middle = median(term.value for _, term in like) if like else own.value
    oddness = odd_term(own.value, [term.value for _, term in like if term.value > 0])
    yield from _measured_against(draft, own, like, middle=middle, oddness=oddness, topic=Topic.TERM)


def _against_expected(
    draft: ComparedCase,
    own: Measured,
    values: Sequence[tuple[ComparedCase, Measured]],
    surprise: float,
) -> Iterator[Departure]:
    """Yield a departure from what all like cases together make expect."""
    if values:
        yield Departure(
            topic=Topic.TERM,
            question=own.what,
            oddness=odd_tail(surprise),
            others=tuple(stance_at(case, each.span) for case, each in values),
            own=(stance_at(draft, own.span),),
            measures=_measures(draft, own, values),
            unit=own.unit,
        )


def _terms_of(cases: Sequence[ComparedCase]) -> list[tuple[ComparedCase, Measured]]:
    return [(case, term) for case in cases if (term := _term_in(case)) is not None]


def _term_in(case: ComparedCase) -> Measured | None:
    return next((each for each in measured_in(case) if each.what == TERM), None)


def _charges_of(case: ComparedCase) -> frozenset[str]:
    return frozenset(
        value for trait in traits_of(case) if trait.topic is Topic.CHARGE for value in trait.values
    )


def _of_figures(draft: ComparedCase, others: Sequence[ComparedCase]) -> Iterator[Departure]:
    """Yield departures in rates and shares: further from the middle than nearly all others."""
    told = [(case, {each.what: each for each in measured_in(case)}) for case in others]
    basis = rate_basis_of(draft.judgment)
    for own in measured_in(draft):
        if own.what == _RATE and basis is not None:
            # What was agreed in other cases says nothing of what was agreed in this one.
            continue
        values = [(case, each[own.what]) for case, each in told if own.what in each]
        if own.what not in _FIGURES or not values:
            continue
        middle = median(each.value for _, each in values)
        distance = _distance(own.value, middle)
        nearer = sum(_distance(each.value, middle) < distance - _CLOSE for _, each in values)
        oddness = lower_bound(nearer / len(values), len(values)) * min(1.0, 0.4 + distance)
        yield from _measured_against(
            draft, own, values, middle=middle, oddness=oddness, topic=Topic.FIGURE
        )


def _measured_against(
    draft: ComparedCase,
    own: Measured,
    values: Sequence[tuple[ComparedCase, Measured]],
    *,
    middle: float,
    oddness: float,
    topic: Topic,
) -> Iterator[Departure]:
    """Yield a departure in a figure if any other lies nearer to the middle."""
    distance = _distance(own.value, middle)
    nearer = [pair for pair in values if _distance(pair[1].value, middle) < distance - _CLOSE]
    if not nearer:
        return
    near = {case.judgment.id for case, _ in nearer}
    further = [pair for pair in values if pair[0].judgment.id not in near]
    yield Departure(
        topic=topic,
        question=own.what,
        oddness=oddness,
        others=tuple(stance_at(case, each.span) for case, each in nearer),
        own=(
            stance_at(draft, own.span),
            *(stance_at(case, each.span) for case, each in further),
        ),
        measures=_measures(draft, own, values),
        unit=own.unit,
    )


def _distance(value: float, middle: float) -> float:
    """Return how far a figure is from another, as the logarithm of their ratio.

    Nothing counts as one unit, so that probation of none and of two years can be compared.
    """
    return abs(log((value + 1) / (middle + 1)))


def _measures(
    draft: ComparedCase, own: Measured, values: Sequence[tuple[ComparedCase, Measured]]
) -> tuple[tuple[str, float], ...]:
    told = [(str(case.judgment.id), each.value) for case, each in values]
    return tuple(sorted([*told, (draft.judgment.id, own.value)]))


def _of_issues(draft: ComparedCase, others: Sequence[ComparedCase]) -> Iterator[Departure]:
    """Yield departures on single issues: the others hold the contrary of what the draft holds."""
    for stance, matched in matched_stances(draft, others):
        found = [
            departure
            for mark in sorted(marks_of(stance))
            if mark.kind in _TOPICS and (departure := _contrary(stance, mark, matched)) is not None
        ]
        if found:
            yield max(found, key=lambda each: (each.oddness, each.question))


def _contrary(
    stance: Stance, mark: Mark, matched: Sequence[tuple[Stance, float]]
) -> Departure | None:
    contrary = opposite_of(mark)
    if contrary is None:
        return None
    against = [(each, like) for each, like in matched if contrary in marks_of(each)]
    along = [(each, like) for each, like in matched if mark in marks_of(each)]
    if not against or len(along) >= len(against):
        return None
    total = len(against) + len(along)
    sure = lower_bound(len(against) / total, total)
    likeness = sum(like for _, like in against) / len(against)
    question = stance.position.question
    return Departure(
        topic=_TOPICS[mark.kind],
        question=stance.holding if question is None else question.value,
        oddness=sure * min(1.0, 0.5 + likeness),
        others=tuple(each for each, _ in against),
        own=(stance, *(each for each, _ in along)),
    )
