"""Does a draft depart from like cases?

A draft has no vote and no family: it is one paper against those that the caller found to be like
it. For everything that it decides, the others say how united they are; the more of them stand
together against it, the surer is the departure. One other judgment is enough for a hint, and no
more than that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from corpus.law.timing import LawComparison, LawSameness, compare_law
from service.divergence.departing.departure import ODD, Departure
from service.divergence.departing.figures import figure_departures
from service.divergence.departing.issues import issue_departures
from service.divergence.departing.law import reasoned_laws_of
from service.divergence.departing.likeness import shares_of
from service.divergence.departing.oddness import oddness_of
from service.divergence.departing.probation import signs_of_custody
from service.divergence.departing.provisions import signs_of_law
from service.divergence.departing.punishments import term_departures
from service.divergence.departing.terms import (
    PROBATION,
    expected_of,
    unlikeliness,
    unlikeliness_of,
)
from service.divergence.departing.topics import QUESTION_OF, Topic, Trait
from service.divergence.departing.traits import REVERSED, traits_of
from service.divergence.departing.weights import TopicWeight, shipped_weights
from service.divergence.expecting import Expectation, Expected
from service.divergence.model import ComparedCase
from service.divergence.rulings import stance_at
from service.divergence.stances import is_agreed
from service.divergence.votes import OVERTURNED

_UNLIKELY: Final = "unlikely"
_REVERSED: Final = "reversed"
_NONE: Final = TopicWeight(intercept=0.0, slopes={}, usual={})
_Told = Sequence[tuple[ComparedCase, Trait]]


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
        weights: What was learned of each topic; None for what comes with the program. A topic
            that nothing was learned of is left out.

    Cost: 3 ms for each like case, most of it for comparing facts and law.
    """
    others = like_cases(draft, cases)
    known = shipped_weights() if weights is None else weights
    expected = expected_of(draft.judgment, expectation)
    found = [
        *_of_traits(draft, others, expected, known),
        *term_departures(draft, others, expected),
        *figure_departures(draft, others),
        *(issue_departures(draft, others) if Topic.ISSUE in known else ()),
    ]
    told = [each for each in found if each.topic in known]
    return tuple(sorted(told, key=lambda each: (-each.score(known), each.topic, each.question)))


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
    expected: Mapping[str, Sequence[Expected]],
    weights: Mapping[Topic, TopicWeight],
) -> Iterator[Departure]:
    """Yield departures in what a judgment does, topic by topic."""
    told: defaultdict[tuple[Topic, str], list[tuple[ComparedCase, Trait]]] = defaultdict(list)
    for case in others:
        for trait in traits_of(case):
            told[trait.topic, trait.about].append((case, trait))
    shares = shares_of(draft, others)
    for own in traits_of(draft):
        theirs = told[own.topic, own.about]
        against = _against(own, [pair for pair in theirs if _parts(own, pair[1])])
        if not against:
            continue
        counted = [(trait, shares[case.judgment.id]) for case, trait in theirs]
        odd = oddness_of(own, counted, weights.get(own.topic, _NONE).usual)
        along = [pair for pair in theirs if not _parts(own, pair[1])]
        if own.topic is Topic.PROBATION and PROBATION in expected:
            along = []
        yield Departure(
            topic=own.topic,
            question=own.about or QUESTION_OF[own.topic],
            signs=_signs(draft, own, theirs, odd=odd, expected=expected),
            others=tuple(stance_at(case, trait.words) for case, trait in against),
            own=(
                stance_at(draft, own.words),
                *(stance_at(case, each.words) for case, each in along),
            ),
        )


def _signs(
    draft: ComparedCase,
    own: Trait,
    theirs: _Told,
    *,
    odd: float,
    expected: Mapping[str, Sequence[Expected]],
) -> Mapping[str, float]:
    """Return what speaks for a departure in a trait."""
    if own.topic is Topic.LAW:
        reasoned = reasoned_laws_of(draft.judgment)
        return signs_of_law(own, [trait for _, trait in theirs], reasoned=reasoned)
    if own.topic is Topic.PROBATION:
        chances = expected.get(PROBATION, ())
        unlikely = unlikeliness_of(chances) if chances else unlikeliness(1.0 - odd)
        return {_UNLIKELY: unlikely, **signs_of_custody(draft.judgment)}
    if own.topic is Topic.BURDEN:
        return {ODD: odd, _REVERSED: float(REVERSED in own.values)}
    return {ODD: odd}


def _parts(own: Trait, other: Trait) -> bool:
    """Tell whether another does otherwise: for law, rests on anything that this one does not."""
    if own.topic is Topic.LAW:
        return not other.values <= own.values
    return own.values.isdisjoint(other.values)


def _against(own: Trait, parting: _Told) -> _Told:
    """Return those that stand together against the judgment: they share the commonest value."""
    values = Counter(value for _, trait in parting for value in trait.values - own.values)
    if not values:
        return []
    most = min(values, key=lambda value: (-values[value], value))
    return [(case, trait) for case, trait in parting if most in trait.values]
