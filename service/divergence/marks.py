"""What in a judgment and in its holding tells which way it decided?

A mark is one checkable thing: acquitted, this charge, claims dismissed, recovery ordered, the rate
of interest, the answer of the holding, the side that bears the burden. Marks of the ruling tell
more than words of the holding, because courts word one position in many ways, but they also come
from other issues of the case; which marks belong to an issue only shows over many judgments.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.outcome.model import CivilResult, Outcome
from corpus.positions.model import Answer
from corpus.relations.model import Side
from service.divergence.stances import Stance

CRIMINAL_LAW: Final = "中华人民共和国刑法"
SPECIAL_PART: Final = 102
"""First article of the special part, which names the offences."""
_OF_SENTENCING: Final = frozenset(
    (*range(22, 30), 45, 47, 52, 53, 55, 56, 61, 62, 63, *range(65, 78))
)

_OF_ANYTHING: Final = frozenset({"应当", "是"})
"""Normal forms that stand for any verb."""


class MarkKind(StrEnum):
    """What a mark speaks of, from the ruling's direction down to the law that it cites."""

    DIRECTION = "direction"
    CHARGE = "charge"
    ORDER = "order"
    RATE = "rate"
    ANSWER = "answer"
    FAVOURS = "favours"
    PROCEDURE = "procedure"
    BURDEN = "burden"
    UNPROVEN = "unproven"
    CONCLUSION = "conclusion"
    FIGURE = "figure"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """One checkable thing that a judgment or a holding tells.

    Attributes:
        kind: What it speaks of.
        value: Which value it has.
    """

    kind: MarkKind
    value: str


_SIDES: Final = {
    Side.ASKING.value: Side.ANSWERING.value,
    Side.ANSWERING.value: Side.ASKING.value,
    Side.ACCUSED.value: Side.ASKING.value,
}
_OPPOSITES: Final[Mapping[MarkKind, Mapping[str, str]]] = {
    MarkKind.ANSWER: {
        Answer.GRANTED.value: Answer.REFUSED.value,
        Answer.REFUSED.value: Answer.GRANTED.value,
    },
    MarkKind.FAVOURS: _SIDES,
    MarkKind.BURDEN: _SIDES,
}


def opposite_of(mark: Mark) -> Mark | None:
    """Return the mark that says the contrary; None where missing it says so already.

    Example:
        >>> opposite_of(Mark(kind=MarkKind.CONCLUSION, value="+构成")).value
        '-构成'
    """
    if mark.kind is MarkKind.CONCLUSION:
        sign = "-" if mark.value.startswith("+") else "+"
        return Mark(kind=mark.kind, value=sign + mark.value[1:])
    contrary = _OPPOSITES.get(mark.kind, {}).get(mark.value)
    return None if contrary is None else Mark(kind=mark.kind, value=contrary)


def is_of_anything(mark: Mark) -> bool:
    """Tell whether a mark only says that something ought, or ought not, to be.

    Example:
        >>> is_of_anything(Mark(kind=MarkKind.CONCLUSION, value="-应当"))
        True
    """
    return mark.kind is MarkKind.CONCLUSION and mark.value[1:] in _OF_ANYTHING


def marks_of(stance: Stance) -> frozenset[Mark]:
    """Return the marks of a stance, those of its judgment's ruling included.

    Articles of the Criminal Law on complicity and sentencing follow from circumstances and from
    several charges; they are no mark.
    """
    outcome = stance.case.judgment.outcome
    ruling = () if outcome is None else _of_ruling(outcome)
    cited = (
        Mark(kind=MarkKind.PROVISION, value=f"{each.value.law}第{each.value.article}条")
        for each in stance.case.judgment.provisions
        if each.value.law != CRIMINAL_LAW or each.value.article not in _OF_SENTENCING
    )
    return frozenset((*ruling, *_of_holding(stance), *cited))


def _of_ruling(outcome: Outcome) -> Iterator[Mark]:
    if outcome.criminal is not None:
        for accused in outcome.criminal.accused:
            if accused.value.is_acquitted:
                yield Mark(kind=MarkKind.DIRECTION, value="acquitted")
            for conviction in accused.value.convictions:
                yield Mark(kind=MarkKind.DIRECTION, value="convicted")
                if conviction.charge is not None:
                    yield Mark(kind=MarkKind.CHARGE, value=conviction.charge.value)
        for order in outcome.criminal.orders:
            yield Mark(kind=MarkKind.ORDER, value=order.value.kind.value)
    if outcome.civil is not None:
        yield from _of_civil(outcome)
    if outcome.administrative is not None:
        for each in outcome.administrative.results:
            yield Mark(kind=MarkKind.DIRECTION, value=each.value.value)


def _of_civil(outcome: Outcome) -> Iterator[Mark]:
    civil = outcome.civil
    if civil is None:
        return
    if civil.result is not None:
        result = civil.result.value
        yield Mark(kind=MarkKind.DIRECTION, value=result.value)
        if result is CivilResult.SUIT_DISMISSED:
            yield Mark(kind=MarkKind.PROCEDURE, value="suit_dismissed")
    obliged = {each.value.obliged for each in civil.orders if each.value.obliged is not None}
    if obliged:
        yield Mark(kind=MarkKind.ORDER, value=f"{min(len(obliged), 3)} obliged")
    for each in civil.orders:
        order = each.value
        yield Mark(kind=MarkKind.ORDER, value=order.kind.value)
        if order.interest is not None and order.interest.market_multiple_ppm is not None:
            yield Mark(
                kind=MarkKind.RATE, value=f"{order.interest.market_multiple_ppm / 1e6:g} times"
            )


def _of_holding(stance: Stance) -> Iterator[Mark]:
    position = stance.position
    if position.answer is not None and position.answer.value is not Answer.PARTLY:
        yield Mark(kind=MarkKind.ANSWER, value=position.answer.value.value)
    if position.favours is not None:
        yield Mark(kind=MarkKind.FAVOURS, value=position.favours.value)
    if position.is_procedural:
        yield Mark(kind=MarkKind.PROCEDURE, value="procedural")
    if position.burden is not None:
        yield Mark(kind=MarkKind.BURDEN, value=position.burden.value.value)
    if position.is_unproven:
        yield Mark(kind=MarkKind.UNPROVEN, value="unproven")
    affirmed = {each.predicate for each in position.conclusions if each.is_affirmed}
    denied = {each.predicate for each in position.conclusions if not each.is_affirmed}
    for predicate in affirmed ^ denied:
        sign = "+" if predicate in affirmed else "-"
        yield Mark(kind=MarkKind.CONCLUSION, value=sign + predicate)
    for figure in position.figures:
        yield Mark(kind=MarkKind.FIGURE, value=f"{figure.kind}:{figure.value}")
    for charge in position.charges:
        yield Mark(kind=MarkKind.CHARGE, value=charge.value)
