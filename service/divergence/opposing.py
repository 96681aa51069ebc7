"""Do the families that answer one question take opposed positions?

A split must be explained by something that the families differ in as wholes: a mark that nearly all
judgments of some families bear and nearly none of the others. Where a mark runs across families it
comes from another issue; where no mark parts them, two wordings say one thing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

from service.divergence.clusters import Family, Issue
from service.divergence.marks import Mark, MarkKind, marks_of, opposite_of
from service.divergence.stances import Stance

_WEIGHT: Final[Mapping[MarkKind, float]] = {
    MarkKind.PROCEDURE: 1.0,
    MarkKind.CHARGE: 1.0,
    MarkKind.DIRECTION: 1.0,
    MarkKind.RATE: 0.95,
    MarkKind.ORDER: 0.9,
    MarkKind.FAVOURS: 0.9,
    MarkKind.FIGURE: 0.9,
    MarkKind.CONCLUSION: 0.85,
    MarkKind.ANSWER: 0.85,
    MarkKind.BURDEN: 0.85,
    MarkKind.UNPROVEN: 0.8,
    MarkKind.PROVISION: 0.75,
}
_PURE: Final = 0.9
_PURER: Final = 0.96
_WEAK: Final = frozenset({MarkKind.ORDER, MarkKind.PROVISION})
_CHANCE: Final = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How the judgments of an issue part.

    Attributes:
        sides: Stances of each position, the largest first.
        marks: Marks that part the sides, the weightiest first.
        purity: Share of judgments that bear the marks of their side, in [0.5, 1].
        chance: How likely the best mark parts families of these sizes by chance.
    """

    sides: tuple[tuple[Stance, ...], ...]
    marks: tuple[Mark, ...]
    purity: float
    chance: float


def split_of(issue: Issue) -> Split | None:
    """Return the best split of an issue into two positions, None where nothing parts it."""
    marks = [[marks_of(stance) for stance in family.stances] for family in issue.families]
    found = sorted(
        (split for mark in _candidates(marks) if (split := _by(mark, issue, marks)) is not None),
        key=lambda each: (-_worth(each), each.marks[0]),
    )
    if not found:
        return None
    best = found[0]
    side = {stance.id for stance in best.sides[0]}
    agreeing = [each for each in found if _agree(side, each)]
    return Split(
        sides=best.sides,
        marks=tuple(each.marks[0] for each in agreeing),
        purity=best.purity,
        chance=best.chance,
    )


def _candidates(marks: Sequence[Sequence[frozenset[Mark]]]) -> list[Mark]:
    spread = Counter(mark for family in marks for each in family for mark in each)
    total = sum(len(family) for family in marks)
    return sorted(mark for mark, count in spread.items() if 2 <= count <= total - 2)


def _by(mark: Mark, issue: Issue, marks: Sequence[Sequence[frozenset[Mark]]]) -> Split | None:
    """Part families by whether most of their judgments bear a mark."""
    bearing: list[Family] = []
    others: list[Family] = []
    right = total = 0
    for family, each in zip(issue.families, marks, strict=True):
        count = sum(mark in own for own in each)
        (bearing if 2 * count > len(each) else others).append(family)
        right += max(count, len(each) - count)
        total += len(each)
    if not bearing or not others or not _is_opposed(mark, others):
        return None
    sides = sorted((_stances(bearing), _stances(others)), key=lambda each: (-len(each), each[0].id))
    purity = right / total
    chance = 1 / comb(total, len(sides[1]))
    if purity < (_PURER if mark.kind in _WEAK else _PURE) or chance > _CHANCE:
        return None
    return Split(sides=tuple(sides), marks=(mark,), purity=purity, chance=chance)


def _is_opposed(mark: Mark, others: Sequence[Family]) -> bool:
    """Tell whether the judgments without a mark of the holding say the contrary.

    A ruling tells everything; a holding that says nothing of a thing does not deny it.
    """
    each = [marks_of(stance) for family in others for stance in family.stances]
    if mark.kind is MarkKind.FIGURE:
        measure = mark.value.partition(":")[0]
        return 2 * sum(any(_measures(m, measure) for m in own) for own in each) > len(each)
    opposite = opposite_of(mark)
    return opposite is None or 2 * sum(opposite in own for own in each) > len(each)


def _measures(mark: Mark, measure: str) -> bool:
    return mark.kind is MarkKind.FIGURE and mark.value.partition(":")[0] == measure


def _stances(families: Sequence[Family]) -> tuple[Stance, ...]:
    """Return one stance for each judgment, in order of id."""
    held = {stance.id: stance for family in families for stance in family.stances}
    return tuple(held[each] for each in sorted(held))


def _worth(split: Split) -> float:
    return round(_WEIGHT[split.marks[0].kind] * split.purity - split.chance, 6)


def _agree(side: set[str], split: Split) -> bool:
    own = {stance.id for stance in split.sides[0]}
    theirs = {stance.id for stance in split.sides[1]}
    return side in (own, theirs)
