"""How does interest run that an item of a ruling orders: at which rate, from when to when?"""

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals import find_dates, find_ratios, read_decimal
from corpus.numerals.figures import NUMBER
from corpus.outcome.model import Interest
from corpus.spans import Extracted, Span

_INTEREST: Final = re.compile(r"利息|利率|罚息|复利|违约金[^，。；]{0,40}计算|资金占用")
_RATE: Final = re.compile(r"(?P<unit>年|月|日)(?:利率|息|化利率|利息)?(?:为|的|按)?$")
# 月息二分 is two per cent a month, 年息一分 ten per cent a year; a 厘 is a tenth of a 分.
_FEN: Final = re.compile(rf"(?P<unit>[年月])(?:利|息|利息|利率)(?:为|按)?(?P<fen>{NUMBER})分")
_FEN_SHARE: Final = {"年": Fraction(1, 10), "月": Fraction(1, 100)}
_YEARLY: Final = {"年": 1, "月": 12, "日": 365}
_MARKET: Final = re.compile(
    r"贷款市场报价利率|LPR|贷款(?:的)?基准利率|(?:同期|同类|同档|银行)[^，。；]{0,10}?贷款(?:基准)?利率"
)
_BEHIND_MARKET: Final = re.compile(r"[^，。；;]{0,40}")
_TIMES: Final = re.compile(rf"(?P<times>{NUMBER})倍")
_ADDED: Final = re.compile(r"(?:上浮|加收|加计|上调|增加|提高)[^%％，。；]{0,4}$")
_POINTS: Final = re.compile(r"基点|百分点|BP", re.IGNORECASE)
_OPENS: Final = re.compile(r"[止]?(?:起|始|开始)|(?:至|到)[^，。；、]{0,24}?之?日")
_UNTIL: Final = re.compile(r"(?:至|到|计至|算至|截至|截止)$")
_REACH: Final = 60


def read_interest(text: str, item: Span) -> Interest | None:
    """Read how interest runs; None where the item orders none.

    Periods that follow each other day by day are one. Where several kinds of interest run, the
    first rate and the first period are given.

    Example:
        >>> text = "利息自2018年8月3日起至实际付清之日止，按年利率4.35%计算"
        >>> found = read_interest(text, Span(0, len(text)))
        >>> found.annual_rate_ppm, found.starts_on, found.ends_on
        (43500, datetime.date(2018, 8, 3), None)
    """
    if not _INTEREST.search(text, item.start, item.end):
        return None
    starts_on, ends_on = _period(text, item)
    return Interest(
        annual_rate_ppm=_yearly_rate(text, item),
        market_multiple_ppm=_market_multiple(text, item),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _yearly_rate(text: str, item: Span) -> int | None:
    for ratio in find_ratios(text, item.start, item.end):
        unit = _RATE.search(text, max(item.start, ratio.span.start - 10), ratio.span.start)
        if isinstance(ratio, Extracted) and unit:
            return _ppm(ratio.value * _YEARLY[unit["unit"]])
    match = _FEN.search(text, item.start, item.end)
    if match is None:
        return None
    try:
        share = Fraction(read_decimal(match["fen"])) * _FEN_SHARE[match["unit"]]
    except NumeralError:
        return None
    return _ppm(share * _YEARLY[match["unit"]])


def _market_multiple(text: str, item: Span) -> int | None:
    """Return the multiple of the market rate; None where points are added to it."""
    market = _MARKET.search(text, item.start, item.end)
    if market is None:
        return None
    behind = _BEHIND_MARKET.match(text, market.end(), item.end)
    end = market.end() if behind is None else behind.end()
    if _POINTS.search(text, market.end(), end):
        return None
    multiple = Fraction(1)
    if times := _TIMES.search(text, market.end(), end):
        try:
            multiple = Fraction(read_decimal(times["times"]))
        except NumeralError:
            return None
    for ratio in find_ratios(text, market.end(), end):
        if isinstance(ratio, Extracted) and _ADDED.search(text, market.end(), ratio.span.start):
            multiple *= 1 + ratio.value
    return _ppm(multiple)


def _period(text: str, item: Span) -> tuple[date | None, date | None]:
    days = [day for day in find_dates(text, item.start, item.end) if isinstance(day, Extracted)]
    periods = [
        (day.value, _end_of(text, day, days))
        for day in days
        if _OPENS.match(text, day.span.end, item.end)
        or (text[day.span.start - 1 : day.span.start] or " ") in "自从"
    ]
    if not periods:
        return None, None
    starts_on, ends_on = periods[0]
    for start, end in periods[1:]:
        if ends_on is not None and start == ends_on + timedelta(days=1):
            ends_on = end
    return starts_on, ends_on


def _end_of(text: str, start: Extracted[date], days: list[Extracted[date]]) -> date | None:
    for day in days:
        between = text[start.span.end : day.span.start]
        if day.span.start < start.span.end or len(between) > _REACH or "；" in between:
            continue
        if _UNTIL.search(between) and "之日" not in between:
            return day.value if day.value >= start.value else None
    return None


def _ppm(rate: Fraction) -> int:
    """Return a rate in parts of a million, the nearest whole one."""
    return round(rate * 1_000_000)
