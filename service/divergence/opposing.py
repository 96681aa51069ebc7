"""Do the families that answer one question take opposed positions?

A split must be explained by something that the families differ in as wholes: a mark that nearly all
judgments of some families bear and nearly none of the others. Where a mark runs across families it
comes from another issue; where no mark parts them, two wordings say one thing. Of several ways to
part them the one wins that more sorts of marks tell and that leaves like wordings together.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpus.outcome.model import CivilResult, OrderKind
from service.divergence.clusters import Family, Issue
from service.divergence.marks import Mark, MarkKind, is_of_anything, marks_of, opposite_of
from service.divergence.stances import Stance
from service.divergence.words import rows_of, unit, weighted

_WEIGHT: Final[Mapping[MarkKind, float]] = {
    MarkKind.PROCEDURE: 1.0,
    MarkKind.CHARGE: 1.0,
    MarkKind.DIRECTION: 1.0,
    MarkKind.RATE: 0.9,
    MarkKind.ORDER: 0.7,
    MarkKind.FIGURE: 0.9,
    MarkKind.CONCLUSION: 0.7,
    MarkKind.FAVOURS: 0.6,
    MarkKind.ANSWER: 0.6,
    MarkKind.BURDEN: 0.6,
    MarkKind.UNPROVEN: 0.5,
    MarkKind.PROVISION: 0.7,
}
_OF_HOLDINGS: Final = frozenset(
    {MarkKind.ANSWER, MarkKind.FAVOURS, MarkKind.CONCLUSION, MarkKind.FIGURE}
)
_WEAK: Final = frozenset({MarkKind.ORDER, MarkKind.PROVISION, MarkKind.UNPROVEN})
_HOW_MUCH: Final = frozenset(
    {
        Mark(kind=MarkKind.DIRECTION, value=CivilResult.SUPPORTED.value),
        Mark(kind=MarkKind.DIRECTION, value=CivilResult.PARTLY_SUPPORTED.value),
        Mark(kind=MarkKind.ORDER, value=OrderKind.DISMISS.value),
    }
)
"""Marks of how much of a claim is granted, which follows from its sums and rates."""
_PURE: Final = 0.9
_PURER: Final = 0.94
_PURE_SIDE: Final = 0.75
"""Purity that each side needs by itself: a large side must not hide a small one that is mixed."""
_CHANCE: Final = 0.06
_LEAST_TOLD: Final = 0.5
_NEARLY_ALL: Final = 0.9
"""Share that a mark must tell of which says of any verb that it ought to be."""
_LEAST_WORTH: Final = 0.65
_LEAST_LIKE: Final = 1.3
_OF_EACH: Final = 0.2
"""What a sort of marks tells more where each side bears one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How the judgments of an issue part.

    Attributes:
        sides: Stances of each position, the largest first.
        marks: Marks that part the sides, the weightiest first.
        purity: Share of judgments that bear the marks of their side, in [0.5, 1].
        chance: How likely a mark parts families of these sizes by chance.
        worth: How well marks and words tell the sides.
        untold: What of it rests on pairs of judgments that the marks do not tell both of; of
            several splits the one whose worth is told is taken.
    """

    sides: tuple[tuple[Stance, ...], ...]
    marks: tuple[Mark, ...]
    purity: float
    chance: float
    worth: float
    untold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parting:
    """How one mark parts families: which stand on its side, how purely, and how many it tells of.

    Told is the share of pairs of judgments that it tells both of.
    """

    mark: Mark
    bearing: frozenset[int]
    purity: float
    told: float


def split_of(issue: Issue) -> Split | None:
    """Return the best split of an issue into two positions, None where nothing parts it.

    Cost: marks times families.
    """
    marks = [[marks_of(stance) for stance in family.stances] for family in issue.families]
    near = _likeness(issue.families)
    partings: dict[frozenset[int], list[_Parting]] = {}
    for mark in _candidates(marks):
        parting = _parting(mark, marks, near) if _concerns(mark, issue, marks) else None
        if parting is not None:
            every = frozenset(range(len(marks)))
            sides = (parting.bearing, every - parting.bearing)
            partings.setdefault(min(sides, key=sorted), []).append(parting)
    splits = [_split(issue, bearing, found, near) for bearing, found in partings.items()]
    told = [split for split in splits if split is not None and split.worth >= _LEAST_WORTH]
    return min(told, key=lambda each: (each.untold - each.worth, each.marks), default=None)


def _candidates(marks: Sequence[Sequence[frozenset[Mark]]]) -> list[Mark]:
    spread = Counter(mark for family in marks for each in family for mark in each)
    total = sum(len(family) for family in marks)
    return sorted(mark for mark, count in spread.items() if 2 <= count <= total - 2)


def _concerns(mark: Mark, issue: Issue, marks: Sequence[Sequence[frozenset[Mark]]]) -> bool:
    """Tell whether a charge is found instead of that of the issue, and not beside it."""
    if mark.kind is not MarkKind.CHARGE or mark.value == issue.cause:
        return True
    own = Mark(kind=MarkKind.CHARGE, value=issue.cause)
    bearing = [each for family in marks for each in family if mark in each]
    return 2 * sum(own in each for each in bearing) <= len(bearing)


def _parting(
    mark: Mark, marks: Sequence[Sequence[frozenset[Mark]]], near: NDArray[np.float64]
) -> _Parting | None:
    """Part families by a mark; those that tell nothing of it go with the nearest wording."""
    side = np.zeros(len(marks), dtype=np.int64)
    told = {1: 0, -1: 0}
    right = {1: 0, -1: 0}
    for place, family in enumerate(marks):
        own = sum(mark in each for each in family)
        contrary = sum(_is_contrary(mark, each) for each in family)
        if 2 * own > len(family):
            side[place] = 1
        elif 2 * contrary > len(family):
            side[place] = -1
        else:
            continue
        told[side[place]] += len(family)
        right[side[place]] += own if side[place] > 0 else contrary
    if not all(told.values()) or any(right[each] < _PURE_SIDE * told[each] for each in told):
        return None
    total = sum(map(len, marks))
    purity = sum(right.values()) / sum(told.values())
    least = _PURER if mark.kind in _WEAK else _PURE
    least_told = _NEARLY_ALL if is_of_anything(mark) else _LEAST_TOLD
    if sum(told.values()) < least_told * total or purity < least:
        return None
    for alone in np.flatnonzero(side == 0).tolist():
        nearest = np.where(side != 0, near[alone], -1.0)
        side[alone] = side[int(np.argmax(np.round(nearest, 6)))]
    bearing = frozenset(np.flatnonzero(side > 0).tolist())
    share = sum(told.values()) / total
    return _Parting(mark=mark, bearing=bearing, purity=purity, told=share * share)


def _is_contrary(mark: Mark, others: frozenset[Mark]) -> bool:
    """Tell whether a judgment says the contrary of a mark.

    A ruling tells everything, so that what it does not say it denies; a holding that says nothing
    of a thing does not deny it.
    """
    if mark in others:
        return False
    if mark.kind not in _OF_HOLDINGS:
        return True
    if mark.kind is MarkKind.FIGURE:
        measure = mark.value.partition(":")[0]
        return any(m.kind is mark.kind and m.value.partition(":")[0] == measure for m in others)
    if mark.kind is MarkKind.FAVOURS:
        # Against the one who asks stands the accused in one case and the defendant in another.
        return any(other.kind is mark.kind for other in others)
    opposite = opposite_of(mark)
    return opposite is not None and opposite in others


def _split(
    issue: Issue,
    bearing: frozenset[int],
    partings: Sequence[_Parting],
    near: NDArray[np.float64],
) -> Split | None:
    """Return the split that some marks agree on, None where it may well be chance."""
    inside = [place in bearing for place in range(len(issue.families))]
    sides = sorted(
        (
            _stances([f for f, own in zip(issue.families, inside, strict=True) if own is side])
            for side in (True, False)
        ),
        key=lambda each: (-len(each), each[0].id),
    )
    smaller, total = len(sides[1]), len(sides[0]) + len(sides[1])
    chance = 1 / comb(total, smaller)
    order = sorted(partings, key=lambda e: (-_WEIGHT[e.mark.kind], -e.purity, e.mark))
    best = _by_kind(partings, told=False)
    whole, told = sum(best.values()), sum(_by_kind(partings, told=True).values())
    if chance > _CHANCE or (set(best) <= _OF_HOLDINGS and issue.likeness < _LEAST_LIKE):
        return None
    if {each.mark for each in partings} <= _HOW_MUCH:
        return None
    if set(best) == {MarkKind.DIRECTION} and order[0].purity < _PURER:
        # How a suit ends follows from all its issues; alone it parts them only where it is sharp.
        return None
    return Split(
        sides=tuple(sides),
        marks=tuple(each.mark for each in order),
        purity=order[0].purity,
        chance=chance,
        worth=round(whole + _coherence(np.array(inside), near) - chance, 6),
        untold=round(whole - told, 6),
    )


def _by_kind(partings: Sequence[_Parting], *, told: bool) -> dict[MarkKind, float]:
    """Return the worth of the marks of each kind, of both sides' own a little more.

    Args:
        partings: The marks that part families in one way.
        told: Whether a mark counts by the share of pairs of judgments that it tells both of.
    """
    found: dict[MarkKind, float] = {}
    for kind in dict.fromkeys(each.mark.kind for each in partings):
        own = [each for each in partings if each.mark.kind is kind]
        share = max((2 * each.purity - 1) * (each.told if told else 1.0) for each in own)
        of_each = min(each.told for each in own) if told else 1.0
        has_both = len({each.bearing for each in own}) > 1
        found[kind] = _WEIGHT[kind] * share + (_OF_EACH * of_each if has_both else 0.0)
    return found


def _coherence(inside: NDArray[np.bool_], near: NDArray[np.float64]) -> float:
    """Return how much liker the wordings on one side are than those across."""
    same = inside[:, None] == inside[None, :]
    np.fill_diagonal(same, val=False)
    across = inside[:, None] != inside[None, :]
    within = float(near[same].mean()) if same.any() else 0.0
    between = float(near[across].max()) if across.any() else 0.0
    return within - 2 * between


def _likeness(families: Sequence[Family]) -> NDArray[np.float64]:
    """Return how like the wordings of families are, of shape (families, families)."""
    rows = weighted(rows_of([stance.words for family in families for stance in family.stances]))
    owner = np.repeat(np.arange(len(families)), [len(family.stances) for family in families])
    gather = csr_matrix(
        (np.ones(len(owner), dtype=np.float32), (owner, np.arange(len(owner)))),
        shape=(len(families), len(owner)),
    )
    centres = unit(csr_matrix(gather @ rows))
    return np.asarray((centres @ centres.T).toarray(), dtype=np.float64)


def _stances(families: Sequence[Family]) -> tuple[Stance, ...]:
    """Return one stance for each judgment, in order of id."""
    held = {stance.id: stance for family in families for stance in family.stances}
    return tuple(held[each] for each in sorted(held))
