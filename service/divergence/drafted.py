"""What is found of drafts and pending cases among their like cases?"""

from collections.abc import Mapping, Sequence
from typing import Final

from service.divergence.departing.departure import Departure
from service.divergence.departing.weights import shipped_weights
from service.divergence.departures import departures_of
from service.divergence.expecting import Asking, Expectation
from service.divergence.making import made
from service.divergence.model import (
    ComparedCase,
    Finding,
    RangeMark,
    RangeView,
    Standard,
)
from service.divergence.stances import causes_of
from service.divergence.votes import groups_of

_ALL: Final = 1.0


def drafted_findings(
    cases: Sequence[ComparedCase],
    standard: Standard,
    asking: Asking | None,
    expectation: Expectation | None = None,
) -> list[Finding]:
    """Return the departures of every draft among cases that the caller found to be alike."""
    by_id: dict[str, ComparedCase] = {case.judgment.id: case for case in cases}
    return [
        _finding(draft, departure, by_id, standard, asking)
        for draft in sorted(cases, key=lambda each: each.judgment.id)
        if draft.is_draft
        for departure in departures_of(draft, cases, expectation=expectation)
    ]


def _finding(
    draft: ComparedCase,
    departure: Departure,
    cases: Mapping[str, ComparedCase],
    standard: Standard,
    asking: Asking | None,
) -> Finding:
    return made(
        kind=departure.kind,
        cause=causes_of(draft)[0],
        question=departure.question,
        groups=groups_of((departure.others, departure.own)),
        score=departure.score(shipped_weights()),
        explanations=(),
        cases=cases,
        standard=standard,
        asking=asking,
        plot=_plot(departure),
    )


def _plot(departure: Departure) -> RangeView | None:
    """Return the figures of all judgments; the others that stand together span the interval."""
    if not departure.measures:
        return None
    together = {stance.id for stance in departure.others}
    values = sorted(value for key, value in departure.measures if key in together)
    low, middle, high = values[0], values[len(values) // 2], values[-1]
    return RangeView(
        unit=departure.unit,
        marks=tuple(
            RangeMark(judgment_id=key, actual=value, low=low, middle=middle, high=high)
            for key, value in departure.measures
        ),
        coverage=_ALL,
    )
