"""Within which bounds do the quantities of a case lie?

No two thefts are of the same sum. What makes sums alike is that they lie within the same bounds,
so a question shows its quantities as bands, and a hit says where its own lie in the same. Bounds
are 1 and 3 times the powers of ten, near which the thresholds of the penal provisions lie; blood
alcohol has those of its own rules.

Source: bounds of blood alcohol: GB 19522 (20, 80), 法发〔2013〕15号 art. 2 (200),
高检发办字〔2023〕187号 art. 10 and 12 (180, 150).
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals.figures import NUMBER, read_decimal
from corpus.numerals.money import BEGINS, find_amounts
from corpus.spans import Extracted, Span

MOST_BANDS = 6
_ALCOHOL: Final = "毫克/100毫升"
_ALCOHOL_BOUNDS: Final = (20, 80, 150, 180, 200)
_UNITS: Final = {
    "mg/100ml": _ALCOHOL,
    "毫克/百毫升": _ALCOHOL,
    "公斤": "千克",
    "kg": "千克",
}
_QUANTITY: Final = re.compile(
    rf"{BEGINS}(?P<number>{NUMBER})\s*(?P<unit>毫克/(?:100|百)毫升|mg/100ml|千克|公斤|kg|克|立方米|株|亩)",
    re.IGNORECASE,
)
# Each stretch of signs begins with one of a set, and the rest is told by what that was: so most of
# a text is passed over without trying one unit after the other. U+212A is a capital k too.
_UNIT: Final = re.compile(
    "[元圆块克株亩¥￥立毫公mMkK\u212a]"
    "(?:(?<=[元圆块克株亩¥￥])|(?<=立)方米|(?<=毫)升|(?<=[mMkK\u212a])[gG]|(?<=公)斤)"
)
# No amount is without one of the first, no other quantity without one of the second.
_OF_MONEY: Final = re.compile("[元圆块角¥￥]|分钱")
_OF_QUANTITIES: Final = re.compile("[克斤米株亩gG]")
# The longest amounts in words have twenty characters; 角分 and 毫升 stand behind.
_BEFORE_UNIT: Final = 32
_BEHIND_UNIT: Final = 16
_FEN: Final = 100
_TEN_THOUSAND: Final = 10_000
_HUNDRED_MILLION: Final = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Band:
    """Bounds within which a quantity lies.

    Attributes:
        unit: 元, 毫克/100毫升, 立方米, 株, 克, 千克, 亩.
        low: At least so many units; 0 below the first bound.
        high: Fewer than so many; None above the last bound.
    """

    unit: str
    low: int
    high: int | None

    def __str__(self) -> str:
        """Return it in words: 1万元以上不满3万元."""
        if self.high is None:
            return f"{_words(self.low)}{self.unit}以上"
        if self.low == 0:
            return f"不满{_words(self.high)}{self.unit}"
        return f"{_words(self.low)}{self.unit}以上不满{_words(self.high)}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity that a text names.

    Attributes:
        band: Within which bounds it lies.
        number: How much, in units of the band.
        span: Its words.
    """

    band: Band
    number: Decimal
    span: Span


def bands_in(text: str) -> tuple[Band, ...]:
    """Return the bands of the quantities that a text names, each once, in its order.

    Example:
        >>> [str(band) for band in bands_in("血液酒精含量为201毫克/100毫升，赔偿损失1.5万元")]
        ['1万元以上不满3万元', '200毫克/100毫升以上']

    Cost: linear in the length of the text.
    """
    return tuple(_first_bands(text))


def bands_among(text: str, wanted: Collection[Band]) -> tuple[Band, ...]:
    """Return those of the bands of a text, as :func:`bands_in` gives them, that are wanted.

    Args:
        text: The text.
        wanted: Which.

    Example:
        >>> wanted = bands_in("赔偿1.5万元")
        >>> bands_among("罚金四千元，退赃二万元，另有三百元", wanted) == wanted
        True

    Cost: that of :func:`bands_in` up to where all that are wanted were met.
    """
    met: list[Band] = []
    for band in _first_bands(text) if wanted else ():
        if band in wanted:
            met.append(band)
            if len(met) == len(wanted):
                break
    return tuple(met)


def _first_bands(text: str) -> Iterator[Band]:
    seen: set[Band] = set()
    for each in _quantities(text):
        if each.band not in seen:
            seen.add(each.band)
            yield each.band
            if len(seen) == MOST_BANDS:
                return


def quantities_in(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Return the quantities that a text names, each with its words, in their order.

    Args:
        text: The text that the spans count in.
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    Example:
        >>> told = "盗伐红松，立木蓄积3.2立方米"
        >>> [(each.span.of(told), str(each.band)) for each in quantities_in(told)]
        [('3.2立方米', '3立方米以上不满10立方米')]

    Cost: linear in the length of the stretch.
    """
    stretch = text[start:end]
    found = sorted(_quantities(stretch), key=lambda each: each.span)
    return tuple(
        Quantity(band=each.band, number=each.number, span=each.span.shifted(start))
        for each in found
    )


def _quantities(text: str) -> Iterable[Quantity]:
    for start, end in _near_units(text):
        if _OF_MONEY.search(text, start, end):
            for amount in find_amounts(text, start, end):
                if isinstance(amount, Extracted):
                    yuan = Decimal(amount.value) / _FEN
                    yield Quantity(band=_band("元", yuan), number=yuan, span=amount.span)
        if not _OF_QUANTITIES.search(text, start, end):
            continue
        for match in _QUANTITY.finditer(text, start, end):
            unit = match["unit"].lower()
            try:
                number = read_decimal(match["number"])
            except NumeralError:
                continue
            yield Quantity(
                band=_band(_UNITS.get(unit, unit), number),
                number=number,
                span=Span(*match.span()),
            )


def _near_units(text: str) -> Iterable[tuple[int, int]]:
    """Give the stretches of a text round its units, apart; reading all numbers takes five times."""
    begin = stop = 0
    for match in _UNIT.finditer(text):
        start, end = match.start() - _BEFORE_UNIT, match.end() + _BEHIND_UNIT
        if start > stop and stop:
            yield begin, stop
            begin = start
        elif not stop:
            begin = max(0, start)
        stop = min(len(text), end)
    if stop:
        yield begin, stop


def _band(unit: str, number: Decimal) -> Band:
    if unit == _ALCOHOL:
        place = bisect_right(_ALCOHOL_BOUNDS, number)
        low = _ALCOHOL_BOUNDS[place - 1] if place else 0
        high = _ALCOHOL_BOUNDS[place] if place < len(_ALCOHOL_BOUNDS) else None
        return Band(unit=unit, low=low, high=high)
    if number < 1:
        return Band(unit=unit, low=0, high=1)
    power = 10 ** (len(str(int(number))) - 1)
    if number < 3 * power:
        return Band(unit=unit, low=power, high=3 * power)
    return Band(unit=unit, low=3 * power, high=10 * power)


def _words(number: int) -> str:
    if number >= _HUNDRED_MILLION and number % _HUNDRED_MILLION == 0:
        return f"{number // _HUNDRED_MILLION:,}亿"
    if number >= _TEN_THOUSAND and number % _TEN_THOUSAND == 0:
        return f"{number // _TEN_THOUSAND:,}万"
    return f"{number:,}"
