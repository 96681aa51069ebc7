"""Which figures do like civil cases fix, and which does one of them?

Rates, multiples of the market rate, shares and sums as they stand in rulings and holdings, case by
case: a range to be looked at, no expectation and no finding. Terms and fines are left out; they are
to be held against what like facts make expect.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.outcome.model import OrderKind
from service.divergence.model import ComparedCase
from service.divergence.rulings import PUNISHED, measured_in
from service.divergence.stances import causes_of
from service.divergence.votes import OVERTURNED

LEAST: Final = 5
"""Fewest like cases that fix a figure before its range is told."""

_FEN: Final = 1_000_000
SUM: Final = "判付金额"
"""What the sums are called that a ruling orders to be paid."""

_SUM_UNIT: Final = "万元"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRange:
    """A figure with what each like case fixes.

    Attributes:
        what: What is measured, in Chinese.
        unit: Its unit in Chinese.
        values: Id and figure of each like case, in order of id.
        own: What the case that asks fixes; None where it fixes nothing.
    """

    what: str
    unit: str
    values: tuple[tuple[str, float], ...]
    own: float | None


def figure_ranges(cases: Sequence[ComparedCase], *, own_id: str | None) -> tuple[FigureRange, ...]:
    """Return the figures that enough like cases fix, those that most fix first.

    Args:
        cases: The cases that are compared, the one that asks among them where it has a text.
        own_id: Id of that one; None where none asks. Others of its causes alone are looked at.

    Cost: linear in what was read of the cases.
    """
    own = next((case for case in cases if case.judgment.id == own_id), None)
    causes = None if own is None else set(causes_of(own))
    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for case in sorted(cases, key=lambda each: each.judgment.id):
        if case is own or (
            not case.is_draft
            and case.effect not in OVERTURNED
            and (causes is None or not causes.isdisjoint(causes_of(case)))
        ):
            for sort, value in _figures_of(case):
                found[sort][case.judgment.id] = value
    ranges = [
        FigureRange(
            what=what,
            unit=unit,
            values=tuple((key, value) for key, value in told.items() if key != own_id),
            own=None if own_id is None else told.get(own_id),
        )
        for (what, unit), told in found.items()
    ]
    return tuple(
        sorted(
            (each for each in ranges if len(each.values) >= LEAST and _is_range(each)),
            key=lambda each: (-len(each.values), each.what),
        )
    )


def _is_range(figure: FigureRange) -> bool:
    """Tell whether there are two figures or more: what all fix alike is no range."""
    return len({value for _, value in figure.values} | {figure.own} - {None}) > 1


def _figures_of(case: ComparedCase) -> Iterator[tuple[tuple[str, str], float]]:
    for each in measured_in(case):
        if each.what not in PUNISHED:
            yield (each.what, each.unit), round(each.value, 4)
    civil = None if case.judgment.outcome is None else case.judgment.outcome.civil
    if civil is None:
        return
    paid = [
        order.value.total_fen
        for order in civil.orders
        if order.value.kind is OrderKind.PAY and order.value.total_fen is not None
    ]
    if sum(paid):
        yield (SUM, _SUM_UNIT), round(sum(paid) / _FEN, 4)
