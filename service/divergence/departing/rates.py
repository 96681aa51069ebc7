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
# Caps and base rates that a court may take without anybody naming them: 法释〔2015〕18号 art. 26
# and 29, base and market rates of the last years.
_KNOWN: Final = frozenset(map(Fraction, ("6", "24", "36", "4.35", "4.75", "4.9", "3.85", "15.4")))


def rate_basis_of(judgment: Judgment) -> Extracted[str] | None:
    """Return whether the rate of the ruling was told before; None where the ruling has none."""
    granted = list(_rates(judgment, _RULING))
    if not granted:
        return None
    told = {rate for rate, _ in _rates(judgment, frozenset(SectionKind) - _OWN)} | _KNOWN
    own = [span for rate, span in granted if rate not in told]
    if own:
        return Extracted("set by the court", own[0], "rate:own")
    return Extracted("as told", granted[0][1], "rate:told")


def _rates(judgment: Judgment, kinds: frozenset[SectionKind]) -> Iterator[tuple[Fraction, Span]]:
    """Yield yearly rates in percent with their words."""
    for section in judgment.sections:
        if section.kind in kinds:
            for match in _RATE.finditer(judgment.text, section.span.start, section.span.end):
                rate = Fraction(match["figure"]) / (10 if match["unit"] == "‰" else 1)
                is_monthly = "月" in match["name"] or match["unit"] in "‰分"
                yield rate * (12 if is_monthly else 1), Span(*match.span())
