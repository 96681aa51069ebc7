"""In which rates and shares does a draft depart from its like cases?"""

from collections.abc import Iterator, Mapping, Sequence
from math import log
from statistics import median
from typing import Final

from service.divergence.departing.departure import ODD, Departure, measures_of
from service.divergence.departing.rates import rate_basis_of
from service.divergence.departing.topics import Topic
from service.divergence.model import ComparedCase
from service.divergence.rulings import Measured, measured_in, stance_at
from service.divergence.severity import lower_bound

_CLOSE: Final = 0.05
_RATE: Final = "年利率"
_FIGURES: Final = frozenset({_RATE, "市场报价利率倍数", "日利率", "比例"})


def figure_departures(draft: ComparedCase, others: Sequence[ComparedCase]) -> Iterator[Departure]:
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
        odd = lower_bound(nearer / len(values), len(values)) * min(1.0, 0.4 + distance)
        yield from measured_against(
            draft, own, values, middle=middle, signs={ODD: odd}, topic=Topic.FIGURE
        )


def measured_against(
    draft: ComparedCase,
    own: Measured,
    values: Sequence[tuple[ComparedCase, Measured]],
    *,
    middle: float,
    signs: Mapping[str, float],
    topic: Topic,
) -> Iterator[Departure]:
    """Yield a departure in a figure if any other lies nearer to the middle.

    Args:
        draft: The draft.
        own: Its figure.
        values: Those of the others.
        middle: From where all are looked at.
        signs: What speaks for a departure.
        topic: What the figure is about.
    """
    distance = _distance(own.value, middle)
    nearer = [pair for pair in values if _distance(pair[1].value, middle) < distance - _CLOSE]
    if not nearer:
        return
    near = {case.judgment.id for case, _ in nearer}
    further = [pair for pair in values if pair[0].judgment.id not in near]
    yield Departure(
        topic=topic,
        question=own.what,
        signs=signs,
        others=tuple(stance_at(case, each.span) for case, each in nearer),
        own=(
            stance_at(draft, own.span),
            *(stance_at(case, each.span) for case, each in further),
        ),
        measures=measures_of(draft, own, values),
        unit=own.unit,
    )


def _distance(value: float, middle: float) -> float:
    """Return how far a figure is from another, as the logarithm of their ratio.

    Nothing counts as one unit, so that probation of none and of two years can be compared.
    """
    return abs(log((value + 1) / (middle + 1)))
