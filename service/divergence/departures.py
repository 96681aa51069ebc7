"""Does a draft depart from like cases?

A draft has no vote and no family: it is one paper against those that the caller found to be like
it. For everything that it decides, the others say how united they are; the more of them stand
together against it, the surer is the departure. One other judgment is enough for a hint, and no
more than that: the lower bound of a share of one is low.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Final

from corpus.law.timing import LawComparison, LawSameness, compare_law
from service.divergence.issue_matching import matched_stances
from service.divergence.marks import Mark, MarkKind, marks_of, opposite_of
from service.divergence.model import ComparedCase, DivergenceKind
from service.divergence.rulings import Measured, measured_in, ruled_in, stance_at
from service.divergence.severity import lower_bound
from service.divergence.stances import Stance, is_agreed
from service.divergence.votes import OVERTURNED

_NEAR: Final = frozenset({"supported", "partly_supported"})
_CLOSE: Final = 0.05
_NEXT_WEIGHT: Final = 0.6
_CITED: Final = 0.8
_WEIGHT: Final[Mapping[MarkKind, float]] = {
    MarkKind.PROCEDURE: 1.0,
    MarkKind.DIRECTION: 1.0,
    MarkKind.CHARGE: 1.0,
    MarkKind.FIGURE: 0.95,
    MarkKind.ANSWER: 0.85,
    MarkKind.FAVOURS: 0.85,
    MarkKind.CONCLUSION: 0.85,
    MarkKind.BURDEN: 0.85,
    MarkKind.PROVISION: 0.6,
}
_KIND: Final[Mapping[MarkKind, DivergenceKind]] = {
    MarkKind.PROCEDURE: DivergenceKind.PROCEDURE,
    MarkKind.DIRECTION: DivergenceKind.RESULT,
    MarkKind.CHARGE: DivergenceKind.LAW,
    MarkKind.FIGURE: DivergenceKind.RANGE,
    MarkKind.ANSWER: DivergenceKind.RESULT,
    MarkKind.FAVOURS: DivergenceKind.RESULT,
    MarkKind.CONCLUSION: DivergenceKind.RESULT,
    MarkKind.BURDEN: DivergenceKind.BURDEN,
    MarkKind.PROVISION: DivergenceKind.LAW,
}
_QUESTIONS: Final[Mapping[MarkKind, str]] = {
    MarkKind.PROCEDURE: "程序处理",
    MarkKind.DIRECTION: "裁判结果",
    MarkKind.CHARGE: "罪名",
    MarkKind.PROVISION: "适用法律",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One thing on which a draft departs from like cases.

    Attributes:
        kind: What it is about.
        question: The question in words of a paper or of the table of such questions.
        others: Stances of the like cases that stand together against the draft.
        own: The draft's stance, with those of like cases that go with it.
        score: How sure the departure is, in [0, 1].
        measures: For a figure, that of every judgment by id; empty otherwise.
        unit: Unit of the figures.
    """

    kind: DivergenceKind
    question: str
    others: tuple[Stance, ...]
    own: tuple[Stance, ...]
    score: float
    measures: tuple[tuple[str, float], ...] = ()
    unit: str = ""


def departures_of(draft: ComparedCase, cases: Sequence[ComparedCase]) -> tuple[Departure, ...]:
    """Return everything on which a draft departs from like cases, the surest first.

    Args:
        draft: The draft, or the one of two judgments that is asked about.
        cases: Like cases; drafts, overturned judgments, settlements and cases under another
            version of the law are left out.

    Cost: 1 ms for each like case, half of it for comparing the law.
    """
    others = like_cases(draft, cases)
    found = [
        *_of_rulings(draft, others),
        *_of_measures(draft, others),
        *_of_issues(draft, others),
        *_of_provisions(draft, others),
    ]
    return tuple(sorted(found, key=lambda each: (-each.score, each.kind, each.question)))


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


def _of_rulings(draft: ComparedCase, others: Sequence[ComparedCase]) -> Iterator[Departure]:
    """Yield departures in what the ruling decides: direction, charge, procedure."""
    own = _by_kind(draft)
    told = [(case, _by_kind(case)) for case in others]
    for kind, (value, stance) in sorted(own.items()):
        groups: defaultdict[str, list[Stance]] = defaultdict(list)
        for _, each in told:
            if kind in each:
                groups[each[kind][0]].append(each[kind][1])
        if not groups:
            continue
        most = min(groups, key=lambda key: (-len(groups[key]), key))
        if most == value:
            continue
        total = sum(map(len, groups.values()))
        weight = _NEXT_WEIGHT if {most, value} <= _NEAR else _WEIGHT[kind]
        yield Departure(
            kind=_KIND[kind],
            question=_QUESTIONS[kind],
            others=tuple(groups[most]),
            own=(stance, *groups.get(value, ())),
            score=round(weight * lower_bound(len(groups[most]) / total, total), 6),
        )


def _by_kind(case: ComparedCase) -> dict[MarkKind, tuple[str, Stance]]:
    """Return by kind what a ruling decides, several charges together, and the words."""
    found: defaultdict[MarkKind, list[tuple[str, Stance]]] = defaultdict(list)
    for ruled in ruled_in(case):
        found[ruled.mark.kind].append((ruled.mark.value, stance_at(case, ruled.span)))
    return {
        kind: ("、".join(dict.fromkeys(value for value, _ in each)), each[0][1])
        for kind, each in found.items()
    }


def _of_measures(draft: ComparedCase, others: Sequence[ComparedCase]) -> Iterator[Departure]:
    """Yield departures in figures: further from the middle of the others than nearly all others."""
    told = [(case, {each.what: each for each in measured_in(case)}) for case in others]
    for own in measured_in(draft):
        values = [(case, each[own.what]) for case, each in told if own.what in each]
        if not values:
            continue
        middle = median(each.value for _, each in values)
        distance = _distance(own.value, middle)
        if distance <= _CLOSE:
            continue
        nearer = [pair for pair in values if _distance(pair[1].value, middle) < distance - _CLOSE]
        if not nearer:
            continue
        further = [pair for pair in values if pair not in nearer]
        sure = lower_bound(len(nearer) / len(values), len(values))
        yield Departure(
            kind=DivergenceKind.RANGE,
            question=own.what,
            others=tuple(stance_at(case, each.span) for case, each in nearer),
            own=(
                stance_at(draft, own.span),
                *(stance_at(case, each.span) for case, each in further),
            ),
            score=round(_WEIGHT[MarkKind.FIGURE] * sure * min(1.0, 0.4 + distance), 6),
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
            if (departure := _contrary(stance, mark, matched)) is not None
        ]
        if found:
            yield max(found, key=lambda each: (each.score, each.question))


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
        kind=_KIND[mark.kind],
        question=stance.holding if question is None else question.value,
        others=tuple(each for each, _ in against),
        own=(stance, *(each for each, _ in along)),
        score=round(_WEIGHT[mark.kind] * sure * min(1.0, 0.5 + likeness), 6),
    )


def _of_provisions(draft: ComparedCase, others: Sequence[ComparedCase]) -> Iterator[Departure]:
    """Yield a departure in the law applied: what nearly all cite is missing, another is cited."""
    own = {(each.value.law, each.value.article) for each in draft.judgment.provisions}
    cited = [
        {(each.value.law, each.value.article) for each in case.judgment.provisions}
        for case in others
    ]
    if not own or not others:
        return
    usual = {
        each
        for each in set().union(*cited)
        if sum(each in their for their in cited) >= _CITED * len(others)
    }
    missing, alone = usual - own, own - set().union(*cited)
    if not missing or not alone:
        return
    first = min(alone, key=str)
    mine = next(e for e in draft.judgment.provisions if (e.value.law, e.value.article) == first)
    theirs = [
        stance_at(case, each.span)
        for case in others
        for each in case.judgment.provisions
        if (each.value.law, each.value.article) in missing
    ]
    once = {stance.id: stance for stance in reversed(theirs)}
    share = len(once) / len(others)
    yield Departure(
        kind=DivergenceKind.LAW,
        question=_QUESTIONS[MarkKind.PROVISION],
        others=tuple(once[key] for key in sorted(once)),
        own=(stance_at(draft, mine.span),),
        score=round(_WEIGHT[MarkKind.PROVISION] * lower_bound(share, len(others)), 6),
    )
