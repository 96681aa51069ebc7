"""Does the rate that is granted follow what was agreed or asked for, or does the court set it?"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.spans import Extracted, Span

_RATE: Final = re.compile(
    r"(?P<name>年利率|月利率|年息|月息|月利息|年利息|利率|利息)[^\d，。；%％]{0,12}"
    r"(?P<figure>\d+(?:\.\d+)?)\s*(?P<unit>[%％‰分])"
)
_RULING: Final = frozenset({SectionKind.DISPOSITION})
_OWN: Final = frozenset({SectionKind.REASONING, SectionKind.LEGAL_BASIS, *_RULING})
# Base and market rates of the last years: what a court takes where nothing was agreed. 6 % is that
# of 法释〔2015〕18号 art. 29.
_BASE: Final = frozenset(map(Fraction, ("6", "4.35", "4.75", "4.9", "3.85")))
_CAPS: Final = (Fraction(24), Fraction("15.4"))
"""Highest rates that a court grants: 法释〔2015〕18号 art. 26, four times the rate of 2020."""
_CUSTOMARY: Final = Fraction(24)
_MARKUPS: Final = range(5, 101)
# Percents are cut to two places in rulings; agreed ones have four.
_CLOSE: Final = Fraction(1, 100)

ABOVE: Final = "above the cap"
TOLD: Final = "as told"
OWN: Final = "set by the court"


def rate_basis_of(judgment: Judgment) -> Extracted[str] | None:
    """Return whether the rate of the ruling was told before; None where the ruling has none.

    Told is also a rate raised by what was told as a share of it (上浮 20 %, 罚息加收 50 %), a cap
    where more was told, and a base rate where none was.
    """
    granted = list(_rates(judgment, _RULING))
    if not granted:
        return None
    above = [span for rate, span in granted if rate > _CUSTOMARY and not _is_share(rate)]
    if above:
        return Extracted(ABOVE, above[0], "rate:above")
    told = _raised({rate for rate, _ in _rates(judgment, frozenset(SectionKind) - _OWN)})
    own = [span for rate, span in granted if not any(abs(rate - one) < _CLOSE for one in told)]
    if own:
        return Extracted(OWN, own[0], "rate:own")
    return Extracted(TOLD, granted[0][1], "rate:told")


def _is_share(rate: Fraction) -> bool:
    """Tell whether a figure says by how much a rate rises; such stand in tens from 30 to 100."""
    return rate.denominator == 1 and rate % 10 == 0


def _raised(told: set[Fraction]) -> set[Fraction]:
    """Return told rates with what follows from them."""
    shares = [1 + rate / 100 for rate in sorted(told) if rate in _MARKUPS]
    once = {rate * share for rate in told for share in shares}
    twice = {rate * share for rate in once for share in shares}
    rates = {rate for rate in told if not _is_share(rate) or rate < _CUSTOMARY}
    if not rates:
        return told | set(_BASE) | set(_CAPS)
    return told | once | twice | {cap for cap in _CAPS if max(rates) > cap}


def _rates(judgment: Judgment, kinds: frozenset[SectionKind]) -> Iterator[tuple[Fraction, Span]]:
    """Yield yearly rates in percent with their words."""
    for section in judgment.sections:
        if section.kind in kinds:
            for match in _RATE.finditer(judgment.text, section.span.start, section.span.end):
                rate = Fraction(match["figure"]) / (10 if match["unit"] == "‰" else 1)
                is_monthly = "月" in match["name"] or match["unit"] in "‰分"
                yield rate * (12 if is_monthly else 1), Span(*match.span())
