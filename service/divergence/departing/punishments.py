"""In what does the punishment of a draft depart from its like cases?"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Final

from service.divergence.departing.departure import Departure, measures_of
from service.divergence.departing.figures import measured_against
from service.divergence.departing.limits import is_below_custody, leaves_frame
from service.divergence.departing.terms import TERM, deviation_of, spread_deviation
from service.divergence.departing.topics import Topic
from service.divergence.departing.traits import traits_of
from service.divergence.expecting import Expected
from service.divergence.model import ComparedCase
from service.divergence.rulings import Measured, measured_in, stance_at

DEVIATION: Final = "deviation"
_FRAME: Final = "frame"
_SERVED: Final = "served"


def term_departures(
    draft: ComparedCase,
    others: Sequence[ComparedCase],
    expected: Mapping[str, Sequence[Expected]],
) -> Iterator[Departure]:
    """Yield a departure in the term of imprisonment.

    Args:
        draft: The draft.
        others: Its like cases.
        expected: By name what is expected of the draft; empty without a model.
    """
    own = _term_in(draft)
    if own is None:
        return
    charges = _charges_of(draft)
    like = [
        (case, term)
        for case, term in _terms_of(others)
        if not charges.isdisjoint(_charges_of(case))
    ]
    if TERM in expected:
        # What others got for facts of their own says nothing of these: expectation alone does.
        values = like or _terms_of(others)
        yield from _against_expected(draft, own, values, deviation_of(expected[TERM]))
        return
    middle = median(term.value for _, term in like) if like else own.value
    deviation = spread_deviation(own.value, [term.value for _, term in like if term.value > 0])
    yield from measured_against(
        draft, own, like, middle=middle, signs=_signs(draft, deviation), topic=Topic.TERM
    )


def _against_expected(
    draft: ComparedCase,
    own: Measured,
    values: Sequence[tuple[ComparedCase, Measured]],
    deviation: float,
) -> Iterator[Departure]:
    """Yield a departure from what all like cases together make expect."""
    if values:
        yield Departure(
            topic=Topic.TERM,
            question=own.what,
            signs=_signs(draft, deviation),
            others=tuple(stance_at(case, each.span) for case, each in values),
            own=(stance_at(draft, own.span),),
            measures=measures_of(draft, own, values),
            unit=own.unit,
        )


def _signs(draft: ComparedCase, deviation: float) -> Mapping[str, float]:
    """Return what speaks for a departure in the term: what is unusual, and what cannot well be."""
    return {
        DEVIATION: deviation,
        _FRAME: float(leaves_frame(draft.judgment)),
        _SERVED: float(is_below_custody(draft.judgment)),
    }


def _terms_of(cases: Sequence[ComparedCase]) -> list[tuple[ComparedCase, Measured]]:
    return [(case, term) for case in cases if (term := _term_in(case)) is not None]


def _term_in(case: ComparedCase) -> Measured | None:
    return next((each for each in measured_in(case) if each.what == TERM), None)


def _charges_of(case: ComparedCase) -> frozenset[str]:
    return frozenset(
        value for trait in traits_of(case) if trait.topic is Topic.CHARGE for value in trait.values
    )
