"""What does a ruling tell that a decision can be held against?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from corpus.cause.charges import renamed_to
from corpus.outcome.model import (
    AccusedOutcome,
    CivilResult,
    CriminalOutcome,
    Interest,
    Order,
    Outcome,
    Punishment,
    TermKind,
)
from corpus.spans import Extracted, Span
from service.labels import label_of
from service.referral.committee.directions import (
    ADMINISTRATIVE,
    APPEAL,
    CIVIL,
    CRIMINAL,
    DIRECTIONS,
)
from service.referral.committee.vocabulary import Aspect
from service.referral.committee.voting import Ruling

_FEN: Final = 100
_YEAR: Final = 12
_PART: Final = 10_000
_MILLION: Final = 1_000_000
_LONGEST: Final = frozenset({TermKind.DEATH, TermKind.DEATH_WITH_REPRIEVE, TermKind.LIFE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that a decision or a judgment tells.

    Attributes:
        value: It, to be compared.
        words: It in words for people.
        span: Where it stands; None where a field alone tells.
    """

    value: object
    words: str
    span: Span | None = None


def of_fields(ruling: Ruling) -> Mapping[Aspect, tuple[Told, ...]]:
    """Return what the fields of a decision tell; those left empty tell nothing.

    Example:
        >>> told = of_fields(Ruling(months=18, charges=("盗窃罪",)))
        >>> [(aspect.value, each.words) for aspect in told for each in told[aspect]]
        [('charge', '盗窃罪'), ('term', '1年6个月')]
    """
    found: dict[Aspect, tuple[Told, ...]] = {}
    if ruling.direction:
        found[Aspect.DIRECTION] = (_direction(ruling.direction, None),)
    if ruling.charges:
        found[Aspect.CHARGE] = tuple(_charge(each, None) for each in ruling.charges)
    if ruling.months is not None:
        found[Aspect.TERM] = (_months(ruling.months, None),)
    if ruling.probation_months is not None:
        found[Aspect.PROBATION] = (_months(ruling.probation_months, None),)
    if ruling.fine_fen is not None:
        found[Aspect.FINE] = (_money(ruling.fine_fen, None),)
    if ruling.amount_fen is not None:
        found[Aspect.AMOUNT] = (_money(ruling.amount_fen, None),)
    return found


def told_in(
    text: str, outcome: Outcome | None, *, is_whole: bool
) -> Mapping[Aspect, tuple[Told, ...]]:
    """Return what was read of a ruling, by aspect; what it does not tell is missing.

    Args:
        text: The text that the spans count in.
        outcome: What was read of it.
        is_whole: Whether it is a whole ruling: a fine that it does not pass is none. The words of
            a decision may leave much to the panel.
    """
    found: dict[Aspect, list[Told]] = {}
    for aspect, told in () if outcome is None else _read(outcome, text, is_whole=is_whole):
        found.setdefault(aspect, []).append(told)
    return {aspect: tuple(told) for aspect, told in found.items()}


def _read(outcome: Outcome, text: str, *, is_whole: bool) -> Iterator[tuple[Aspect, Told]]:
    if outcome.appeal is not None and outcome.appeal.result is not None:
        result = outcome.appeal.result
        yield Aspect.DIRECTION, _direction(f"{APPEAL}.{result.value.value}", result.span)
    if outcome.criminal is not None:
        yield from _of_criminal(outcome.criminal, is_whole=is_whole)
    if outcome.civil is not None:
        result_of = outcome.civil.result
        # Words that order something and dismiss nothing may still leave claims to the panel.
        if result_of is not None and (is_whole or result_of.value is not CivilResult.SUPPORTED):
            yield Aspect.DIRECTION, _direction(f"{CIVIL}.{result_of.value.value}", result_of.span)
        yield from _of_orders(outcome.civil.orders)
        for share in outcome.civil.shares:
            value = (share.value.numerator, share.value.denominator)
            yield Aspect.SHARE, Told(value=value, words=share.span.of(text), span=share.span)
    if outcome.administrative is not None:
        for each in outcome.administrative.results:
            token = f"{ADMINISTRATIVE}.{each.value.value}"
            yield Aspect.DIRECTION, _direction(token, each.span)
        yield from _of_orders(outcome.administrative.orders)


def _of_criminal(criminal: CriminalOutcome, *, is_whole: bool) -> Iterator[tuple[Aspect, Told]]:
    for accused in criminal.accused:
        yield Aspect.DIRECTION, _direction(_guilt(accused.value), accused.span)
        for conviction in accused.value.convictions:
            if conviction.charge is not None:
                yield Aspect.CHARGE, _charge(conviction.charge.value, conviction.charge.span)
        if accused.value.final is not None:
            yield from _of_punishment(accused.value.final, accused.span, is_whole=is_whole)


def _guilt(accused: AccusedOutcome) -> str:
    if accused.is_acquitted:
        return f"{CRIMINAL}.acquitted"
    is_exempt = accused.final is not None and accused.final.is_exempt
    return f"{CRIMINAL}.{'exempt' if is_exempt else 'convicted'}"


def _of_punishment(
    passed: Punishment, at: Span, *, is_whole: bool
) -> Iterator[tuple[Aspect, Told]]:
    term = passed.term
    if term is not None and term.kind in _LONGEST:
        yield Aspect.TERM, Told(value=term.kind, words=label_of(term.kind), span=at)
    elif term is not None:
        yield Aspect.TERM, _months(term.months, at)
        yield Aspect.PROBATION, _months(passed.probation_months or 0, at)
    if is_whole or passed.fine_fen is not None:
        yield Aspect.FINE, _money(passed.fine_fen or 0, at)


def _of_orders(orders: tuple[Extracted[Order], ...]) -> Iterator[tuple[Aspect, Told]]:
    totals = [each.value.total_fen for each in orders if each.value.total_fen is not None]
    for each in orders:
        for fen in dict.fromkeys((*each.value.amounts_fen, each.value.total_fen)):
            if fen is not None:
                yield Aspect.AMOUNT, _money(fen, each.span)
        if each.value.interest is not None:
            yield from _of_interest(each.value.interest, each.span)
    if len(totals) > 1:
        yield Aspect.AMOUNT, _money(sum(totals), None)


def _of_interest(interest: Interest, at: Span) -> Iterator[tuple[Aspect, Told]]:
    if interest.annual_rate_ppm is not None:
        words = f"年利率{interest.annual_rate_ppm / _PART:g}%"
        value = ("annual", interest.annual_rate_ppm)
        yield Aspect.RATE, Told(value=value, words=words, span=at)
    if interest.market_multiple_ppm is not None:
        words = f"市场报价利率的{interest.market_multiple_ppm / _MILLION:g}倍"
        value = ("multiple", interest.market_multiple_ppm)
        yield Aspect.RATE, Told(value=value, words=words, span=at)


def _direction(token: str, span: Span | None) -> Told:
    return Told(value=token, words=DIRECTIONS[token], span=span)


def _charge(name: str, span: Span | None) -> Told:
    return Told(value=renamed_to(name), words=name, span=span)


def _months(months: int, span: Span | None) -> Told:
    years, rest = divmod(months, _YEAR)
    words = (f"{years}年" if years else "") + (f"{rest}个月" if rest else "") or "无"
    return Told(value=months, words=words, span=span)


def _money(fen: int, span: Span | None) -> Told:
    return Told(value=fen, words=f"{fen / _FEN:,.2f}元" if fen else "无", span=span)
