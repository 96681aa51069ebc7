"""Which rates, shares, sums and terms does a holding fix?"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals import find_amounts, find_durations, find_ratios, read_decimal
from corpus.numerals.figures import NUMBER
from corpus.positions.model import Figure, FigureKind
from corpus.spans import Extracted, Span

_MILLION: Final = 1_000_000
_HAS_FIGURE: Final = re.compile(r"[0-9０-９%％]|分之|[一二三四五六七八九十百千万两]")
_RATE: Final = re.compile(r"(?P<unit>[年月])化?(?:利率|利息|息|利)(?:上限|标准)?(?:为|的|按|即)?$")
_DAY: Final = re.compile(r"(?:每日|日|日利率|日息|每天)(?:按|以|的|支付|为)?$")
_INTEREST: Final = re.compile(r"利率|利息|LPR|计息|调整为")
_MONTHLY: Final = 12
# 出材率六成, 含水率, 税率: a property of a thing, and no share of a sum or of blame.
_OF_A_THING: Final = re.compile(r"(?<!比)(?<!费)率[^，。；]{0,6}$")
_MARKET: Final = re.compile(r"报价利率|LPR|基准利率|同期[^，。；]{0,10}利率")
_MORE: Final = re.compile(r"(?:加计|加收|上浮|上调|再加)[^%％，。；]{0,4}$")
"""Words before a share that comes on top of a rate: it is no rate of its own."""
_TIMES: Final = re.compile(rf"(?P<times>{NUMBER})倍")
_QUANTITY: Final = re.compile(
    rf"(?P<number>{NUMBER})\s?(?:立方米|平方米|亩|株|公斤|千克|克|毫克/100毫升|mg/100ml)"
)
_REACH: Final = 24


def read_figures(text: str, span: Span) -> tuple[Figure, ...]:
    """Read the figures that a holding names, in order of their place.

    A rate by the month is told by the year; 贷款市场报价利率四倍 as 4,000,000 parts of a million,
    and with 加计50% on top as 1,500,000. What comes on top of another rate is left out.

    Example:
        >>> text = "利息按年利率15.4%计算，违约金按日千分之五计算"
        >>> [(str(found.kind), found.value) for found in read_figures(text, Span(0, len(text)))]
        [('annual_rate', 154000), ('daily_rate', 5000)]

    Cost: linear in the length of the holding.
    """
    if not _HAS_FIGURE.search(text, span.start, span.end):
        return ()
    found = [*_ratios(text, span), *_multiples(text, span), *_sums(text, span)]
    found += [*_terms(text, span), *_quantities(text, span)]
    return tuple(sorted(found, key=lambda figure: (figure.span.start, figure.span.end)))


def _ratios(text: str, span: Span) -> Iterator[Figure]:
    for ratio in find_ratios(text, span.start, span.end):
        if not isinstance(ratio, Extracted):
            continue
        before = text[max(span.start, ratio.span.start - _REACH) : ratio.span.start]
        share = round(ratio.value * _MILLION)
        unit = _RATE.search(before)
        if _MORE.search(before):
            if _MARKET.search(before):
                multiple = _MILLION + share
                yield Figure(kind=FigureKind.MARKET_MULTIPLE, value=multiple, span=ratio.span)
        elif _DAY.search(before):
            yield Figure(kind=FigureKind.DAILY_RATE, value=share, span=ratio.span)
        elif unit is not None:
            months = _MONTHLY if unit["unit"] == "月" else 1
            yield Figure(kind=FigureKind.ANNUAL_RATE, value=share * months, span=ratio.span)
        elif _INTEREST.search(before):
            yield Figure(kind=FigureKind.ANNUAL_RATE, value=share, span=ratio.span)
        elif not _OF_A_THING.search(before):
            yield Figure(kind=FigureKind.SHARE, value=share, span=ratio.span)


def _multiples(text: str, span: Span) -> Iterator[Figure]:
    for market in _MARKET.finditer(text, span.start, span.end):
        times = _TIMES.search(text, market.end(), min(span.end, market.end() + _REACH))
        if times is None:
            continue
        try:
            value = round(Fraction(read_decimal(times["times"])) * _MILLION)
        except NumeralError:
            continue
        where = Span(*times.span())
        yield Figure(kind=FigureKind.MARKET_MULTIPLE, value=value, span=where)


def _sums(text: str, span: Span) -> Iterator[Figure]:
    for amount in find_amounts(text, span.start, span.end):
        if isinstance(amount, Extracted):
            yield Figure(kind=FigureKind.SUM, value=amount.value, span=amount.span)


def _terms(text: str, span: Span) -> Iterator[Figure]:
    for term in find_durations(text, span.start, span.end):
        # 一年期贷款市场报价利率 names a rate.
        is_loan = text.startswith("期", term.span.end)
        if isinstance(term, Extracted) and term.value.months and not is_loan:
            yield Figure(kind=FigureKind.TERM, value=term.value.months, span=term.span)


def _quantities(text: str, span: Span) -> Iterator[Figure]:
    for match in _QUANTITY.finditer(text, span.start, span.end):
        try:
            value = round(Fraction(read_decimal(match["number"])) * 1000)
        except NumeralError:
            continue
        yield Figure(kind=FigureKind.QUANTITY, value=value, span=Span(*match.span()))
