"""Which terms leave what matched judgments make expect (D3)?

Judgments outside their interval that are matched with each other make one finding, against the
matched ones inside it. One outlier alone is no divergence, and that is said.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log
from statistics import median
from typing import Final

from service.divergence.expecting import Asking, Expectation
from service.divergence.innocence.circumstances import parting_circumstance
from service.divergence.innocence.facts import decisive_facts
from service.divergence.innocence.law_version import Sides, under_one_law
from service.divergence.making import made
from service.divergence.model import (
    ComparedCase,
    DivergenceKind,
    Explanation,
    Finding,
    PositionGroup,
    RangeMark,
    RangeView,
    Standard,
)
from service.divergence.rulings import stance_at
from service.divergence.stances import Pool
from service.divergence.usual_terms import UsualTerm, usual_terms
from service.divergence.votes import OVERTURNED, groups_of

_QUESTION: Final = "刑期"
_UNIT: Final = "月"
_COVERAGE: Final = 0.99
_USUAL: Final = 0.5
_MOST_OUTSIDE: Final = 0.5
_SURPRISING: Final = 0.8
_FRAMES: Final = (36.0, 120.0)
"""Months at which the frames of most offences end: 三年、十年."""


def range_findings(
    pool: Pool,
    cases: Mapping[str, ComparedCase],
    standard: Standard,
    asking: Asking | None,
    expectation: Expectation | None,
) -> Iterator[Finding]:
    """Yield the terms of a charge that lie far above, and those far below, the usual ones.

    Args:
        pool: The cases of the charge.
        cases: All cases by id of the judgment.
        standard: From where on a finding is shown.
        asking: The court that looks.
        expectation: A fitted expectation; what it does not find surprising is no outlier.

    Cost: see :func:`service.divergence.usual_terms.usual_terms`.
    """
    terms = [each for each in usual_terms(pool) if each.case.effect not in OVERTURNED]
    inside = {each.id: each for each in terms if not each.is_outside}
    outside = [
        each
        for each in terms
        if each.is_outside and _is_of_one_frame(each) and _surprises(each, expectation)
    ]
    for is_above in (True, False):
        for own in _matched([each for each in outside if (each.excess > 0) is is_above]):
            near = frozenset[str]().union(*(each.matched for each in own))
            like = [inside[key] for key in sorted(near & inside.keys())]
            if like and _MOST_OUTSIDE * len(like) >= len(own):
                yield _finding(pool.cause, (like, own), cases, standard=standard, asking=asking)


def _is_of_one_frame(term: UsualTerm) -> bool:
    """Tell whether a term and the usual one lie within one frame of the law.

    Who is given three or ten years where like cases get less was found guilty of a graver grade of
    the offence: it is the grade that differs, and no longer the range.
    """
    return bisect(_FRAMES, term.term.value) == bisect(_FRAMES, term.middle)


def _surprises(term: UsualTerm, expectation: Expectation | None) -> bool:
    if expectation is None:
        return True
    found = [each for each in expectation.expect(term.case.judgment) if each.what == _QUESTION]
    return not found or max(each.surprise for each in found) >= _SURPRISING


def _matched(outside: Sequence[UsualTerm]) -> list[list[UsualTerm]]:
    """Return outliers in groups, those of one group matched with one another."""
    groups: list[list[UsualTerm]] = []
    for own in outside:
        joined = [group for group in groups if any(own.id in each.matched for each in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([each for group in joined for each in group] + [own])
    return groups


def _finding(
    cause: str,
    parted: tuple[Sequence[UsualTerm], Sequence[UsualTerm]],
    cases: Mapping[str, ComparedCase],
    *,
    standard: Standard,
    asking: Asking | None,
) -> Finding:
    """Return the finding of terms inside their interval and terms outside it."""
    inside, outside = parted
    sides = tuple(tuple(stance_at(each.case, each.term.span) for each in side) for side in parted)
    excess = median(abs(each.excess) for each in outside)
    marks = [_mark(each) for each in (*inside, *outside)]
    return made(
        kind=DivergenceKind.RANGE,
        cause=cause,
        question=_QUESTION,
        groups=_labelled(groups_of(sides), (*inside, *outside)),
        score=round(min(1.0, _USUAL + excess / (2 * log(2))), 6),
        explanations=_explanations(sides),
        cases=cases,
        standard=standard,
        asking=asking,
        plot=RangeView(
            unit=_UNIT,
            marks=tuple(sorted(marks, key=lambda mark: mark.judgment_id)),
            coverage=_COVERAGE,
        ),
    )


def _labelled(
    groups: Sequence[PositionGroup], terms: Sequence[UsualTerm]
) -> tuple[PositionGroup, ...]:
    """Return the positions, each said in the words of its middle term."""
    by_id = {each.id: each for each in terms}
    labelled = []
    for group in groups:
        own = sorted((by_id[one.judgment_id].term.value, one.judgment_id) for one in group.members)
        middle = by_id[own[(len(own) - 1) // 2][1]]
        words = middle.term.span.of(middle.case.judgment.text)
        labelled.append(replace(group, label=words))
    return tuple(labelled)


def _explanations(sides: Sides) -> tuple[Explanation, ...]:
    found = [
        under_one_law(sides).explanation,
        decisive_facts(sides),
        parting_circumstance(sides),
    ]
    return tuple(sorted((e for e in found if e is not None), key=lambda each: -each.share))


def _mark(term: UsualTerm) -> RangeMark:
    return RangeMark(
        judgment_id=term.id,
        actual=round(term.term.value, 2),
        low=round(term.low, 2),
        middle=round(term.middle, 2),
        high=round(term.high, 2),
    )
