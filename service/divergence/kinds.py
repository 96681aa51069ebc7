"""What is it that two positions differ about (D1 to D6)?

The marks that part them say it: one sends the parties away without ruling on the matter; they name
other charges or rest on other articles with the same result; they fix other figures; they differ on
who has to prove; they differ in what follows for the parties; or only their reasons differ.
"""

from collections.abc import Sequence
from typing import Final

from service.divergence.marks import Mark, MarkKind
from service.divergence.model import DivergenceKind
from service.divergence.stances import Stance

_RESULT: Final = frozenset(
    {
        MarkKind.DIRECTION,
        MarkKind.ORDER,
        MarkKind.ANSWER,
        MarkKind.FAVOURS,
        MarkKind.CONCLUSION,
    }
)
_MEASURES: Final = frozenset({MarkKind.FIGURE, MarkKind.RATE})


def kind_of(marks: Sequence[Mark], sides: Sequence[Sequence[Stance]]) -> DivergenceKind:
    """Return what two positions differ about.

    Args:
        marks: Marks that part them.
        sides: Their stances.
    """
    kinds = {mark.kind for mark in marks}
    acquits = any(mark.kind is MarkKind.DIRECTION and mark.value == "acquitted" for mark in marks)
    order = (
        (MarkKind.PROCEDURE in kinds, DivergenceKind.PROCEDURE),
        (acquits, DivergenceKind.RESULT),
        (MarkKind.CHARGE in kinds, DivergenceKind.LAW),
        (_is_of_proof(kinds) or _turn_on_proof(sides), DivergenceKind.BURDEN),
        (bool(kinds & _MEASURES), DivergenceKind.RANGE),
        (bool(kinds & _RESULT), DivergenceKind.RESULT),
        (MarkKind.PROVISION in kinds, DivergenceKind.LAW),
    )
    return next((kind for holds, kind in order if holds), DivergenceKind.REASONING)


def _is_of_proof(kinds: frozenset[MarkKind] | set[MarkKind]) -> bool:
    """Tell whether who has to prove is all that parts the positions."""
    return MarkKind.BURDEN in kinds and not kinds & {MarkKind.DIRECTION, MarkKind.ORDER}


def _turn_on_proof(sides: Sequence[Sequence[Stance]]) -> bool:
    """Tell whether both positions speak of who has to prove what."""
    return all(
        2 * sum(s.position.is_unproven or s.position.burden is not None for s in side) > len(side)
        for side in sides
    )
