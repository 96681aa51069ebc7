"""Does a circumstance of sentencing part the positions?"""

from collections.abc import Sequence
from typing import Final

from corpus.outcome.model import CircumstanceKind
from service.comparison.quotes import Quote
from service.divergence.model import Explanation, Innocence
from service.divergence.stances import Stance
from service.labels import label_of

_MOST: Final = 0.9
_FEW: Final = 0.1


def parting_circumstance(sides: Sequence[Sequence[Stance]]) -> Explanation | None:
    """Return the circumstance that one position's accused have and the other's do not.

    An acquittal finds no circumstances, so only convictions are compared.
    """
    if any(not _kinds(stance) for side in sides for stance in side[:1]):
        return None
    found = []
    for kind in CircumstanceKind:
        shares = [sum(kind in _kinds(stance) for stance in side) / len(side) for side in sides]
        if max(shares) >= _MOST and min(shares) <= _FEW:
            found.append((-(max(shares) - min(shares)), kind))
    if not found or any(_is_acquittal(stance) for side in sides for stance in side):
        return None
    kind = min(found)[1]
    return Explanation(
        innocence=Innocence.CIRCUMSTANCE,
        share=round(-min(found)[0], 4),
        sentence=f"两组案件在“{label_of(kind)}”这一量刑情节上不同，不同结果可能来自该情节。",
        evidence=_evidence(sides, kind),
    )


def _kinds(stance: Stance) -> frozenset[CircumstanceKind]:
    outcome = stance.case.judgment.outcome
    if outcome is None or outcome.criminal is None:
        return frozenset()
    return frozenset(each.value.kind for each in outcome.criminal.circumstances)


def _is_acquittal(stance: Stance) -> bool:
    outcome = stance.case.judgment.outcome
    return (
        outcome is not None
        and outcome.criminal is not None
        and any(accused.value.is_acquitted for accused in outcome.criminal.accused)
    )


def _evidence(sides: Sequence[Sequence[Stance]], kind: CircumstanceKind) -> tuple[Quote, ...]:
    for side in sides:
        for stance in side:
            outcome = stance.case.judgment.outcome
            if outcome is None or outcome.criminal is None:
                continue
            for each in outcome.criminal.circumstances:
                if each.value.kind is kind:
                    return (Quote(whole=stance.case.judgment.text, span=each.span),)
    return ()
