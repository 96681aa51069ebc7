"""What does a ruling as a whole say, in words and in figures?

Every judgment has a ruling, whatever its reasons tell. Beside the issues of the reasoning it is
what a draft can be compared by: its direction, the charges, the term, the rate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from corpus.outcome.model import AccusedOutcome, CivilResult, Outcome, TermKind
from corpus.positions.model import FigureKind, IssueSource, Position
from corpus.spans import Extracted, Span
from service.divergence.marks import Mark, MarkKind
from service.divergence.model import ComparedCase
from service.divergence.stances import Stance
from service.divergence.words import names_of, pairs_of

_PART: Final = 10_000
_WHOLE_TERMS: Final = frozenset({TermKind.FIXED_TERM, TermKind.DETENTION, TermKind.CONTROL})
_FIGURES: Final = {
    FigureKind.ANNUAL_RATE: ("年利率", "%", _PART),
    FigureKind.MARKET_MULTIPLE: ("市场报价利率倍数", "倍", 1_000_000),
    FigureKind.DAILY_RATE: ("日利率", "%", _PART),
    FigureKind.SHARE: ("比例", "%", _PART),
}
_PUNISHMENTS: Final = {
    "刑期": re.compile(r"(?:判处|执行)?(?:有期徒刑|拘役|管制)[^，,。；;（(]*"),
    "缓刑": re.compile(r"缓刑[^，,。；;（(]*"),
    "罚金": re.compile(r"罚金[^，,。；;（(]*"),
}
PUNISHED: Final = frozenset(_PUNISHMENTS)
"""Names of the figures that a punishment fixes."""

PROCEDURAL: Final = "suit_dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """One thing that a ruling decides.

    Attributes:
        mark: What.
        span: The words.
    """

    mark: Mark
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure that a judgment fixes.

    Attributes:
        what: What is measured, in Chinese.
        unit: Its unit in Chinese.
        value: How much.
        span: The words.
    """

    what: str
    unit: str
    value: float
    span: Span


def ruled_in(case: ComparedCase) -> Iterator[Ruled]:
    """Yield what a ruling decides: direction, charges, whether the matter was heard at all."""
    outcome = case.judgment.outcome
    if outcome is None:
        return
    if outcome.criminal is not None:
        for accused in outcome.criminal.accused:
            yield from _of_accused(accused, _item(case, accused.span))
    if outcome.civil is not None and outcome.civil.result is not None:
        result = outcome.civil.result
        yield _ruled(MarkKind.DIRECTION, result.value.value, result.span)
        is_sent_away = result.value is CivilResult.SUIT_DISMISSED
        yield _ruled(MarkKind.PROCEDURE, PROCEDURAL if is_sent_away else "heard", result.span)
    if outcome.administrative is not None and outcome.administrative.results:
        first = outcome.administrative.results[0]
        yield _ruled(MarkKind.DIRECTION, first.value.value, first.span)
        is_sent_away = first.value.value == PROCEDURAL
        yield _ruled(MarkKind.PROCEDURE, PROCEDURAL if is_sent_away else "heard", first.span)


def _of_accused(accused: Extracted[AccusedOutcome], item: Span) -> Iterator[Ruled]:
    if accused.value.is_acquitted:
        yield _ruled(MarkKind.DIRECTION, "acquitted", item)
        return
    for conviction in accused.value.convictions:
        yield _ruled(MarkKind.DIRECTION, "convicted", item)
        if conviction.charge is not None:
            yield _ruled(MarkKind.CHARGE, conviction.charge.value, conviction.charge.span)


def _ruled(kind: MarkKind, value: str, span: Span) -> Ruled:
    return Ruled(mark=Mark(kind=kind, value=value), span=span)


def measured_in(case: ComparedCase) -> tuple[Measured, ...]:
    """Return the figures that a judgment fixes, one of each sort, those of the ruling first."""
    outcome = case.judgment.outcome
    found = [*(() if outcome is None else _of_ruling(case, outcome)), *_of_holdings(case)]
    once: dict[str, Measured] = {}
    for each in found:
        once.setdefault(each.what, each)
    return tuple(once.values())


def _of_ruling(case: ComparedCase, outcome: Outcome) -> Iterator[Measured]:
    if outcome.criminal is not None:
        for accused in outcome.criminal.accused[:1]:
            item = _item(case, accused.span)
            for measured in _of_punishment(accused, item):
                span = _words_of(case, item, measured.what)
                yield replace(measured, span=span)
    if outcome.civil is not None:
        for order in outcome.civil.orders:
            interest = order.value.interest
            if interest is None:
                continue
            if interest.annual_rate_ppm is not None:
                yield _measured(FigureKind.ANNUAL_RATE, interest.annual_rate_ppm, order.span)
            if interest.market_multiple_ppm is not None:
                multiple = interest.market_multiple_ppm
                yield _measured(FigureKind.MARKET_MULTIPLE, multiple, order.span)
        for share in outcome.civil.shares[:1]:
            ratio = share.value.numerator / share.value.denominator
            yield Measured(what="比例", unit="%", value=100 * ratio, span=share.span)


def _item(case: ComparedCase, span: Span) -> Span:
    """Return the item of the ruling in which some words stand, else the words."""
    items = case.judgment.disposition
    return next((item for item in items if item.start <= span.start < item.end), span)


def _words_of(case: ComparedCase, item: Span, what: str) -> Span:
    """Return the words of an item that fix a figure of the punishment, else the item."""
    match = _PUNISHMENTS[what].search(case.judgment.text, item.start, item.end)
    return item if match is None else Span(*match.span())


def _of_punishment(accused: Extracted[AccusedOutcome], item: Span) -> Iterator[Measured]:
    final = accused.value.final
    if final is None:
        return
    term = final.term
    if term is not None and term.kind in _WHOLE_TERMS:
        months = term.months + term.days / 30
        yield Measured(what="刑期", unit="月", value=months, span=item)
        probation = float(final.probation_months or 0)
        yield Measured(what="缓刑", unit="月", value=probation, span=item)
    if final.fine_fen is not None:
        yield Measured(what="罚金", unit="元", value=final.fine_fen / 100, span=item)


def _of_holdings(case: ComparedCase) -> Iterator[Measured]:
    for position in case.positions:
        for figure in position.figures:
            if figure.kind in _FIGURES:
                yield _measured(figure.kind, figure.value, figure.span)


def _measured(kind: FigureKind, value: int, span: Span) -> Measured:
    what, unit, scale = _FIGURES[kind]
    return Measured(what=what, unit=unit, value=value / scale, span=span)


def stance_at(case: ComparedCase, span: Span) -> Stance:
    """Return the stance that some words of a ruling take, the whole ruling round them.

    The passage is the part of the text in which the words stand.
    """
    judgment = case.judgment
    around = next(
        (
            s.span
            for s in judgment.sections
            if s.span.start <= span.start and span.end <= s.span.end
        ),
        span,
    )
    if around.end - around.start < span.end - span.start:
        around = span
    return Stance(
        case=case,
        position=Position(
            question=None, source=IssueSource.RULING, names=(), passage=around, holding=span
        ),
        place=len(case.positions),
        words=pairs_of(span.of(judgment.text), names_of(judgment)),
    )
