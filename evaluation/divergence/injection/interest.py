"""The rate of interest changed: what is granted, and what the reasoning says of it.

SLIGHT takes a quarter of the rate away or adds a third, MARKED halves or doubles it, SEVERE takes
it by four; even variants lower, odd ones raise. No rate rises above 36 % a year. A sentence that
quotes a rule stays as it is.
"""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from evaluation.divergence.injection.model import (
    Change,
    Dose,
    Half,
    Injected,
    Order,
    Truth,
    Wordings,
)
from evaluation.divergence.injection.parts import parts_of, sentences

_FACTORS: Final = {
    Dose.SLIGHT: (Fraction(3, 4), Fraction(4, 3)),
    Dose.MARKED: (Fraction(1, 2), Fraction(2)),
    Dose.SEVERE: (Fraction(1, 4), Fraction(4)),
}
_RATE: Final = re.compile(
    r"(?P<name>年利率|月利率|年息|月息|月利息|年利息)(?P<link>为|按照?|以)?"
    r"(?P<figure>\d+(?:\.\d+)?)(?P<unit>[%％‰分])"
)
_QUOTED: Final = re.compile(r"》|司法解释|人民法院(?:应|不|予)|不得超过|上限")
_TWICE: Final = re.compile(r"[%％‰分]\s*[（(，,]?即|即[^，。；]{0,4}(?:年利率|月利率|月息|年息)")
_HIGHEST_YEARLY: Final = Fraction(36)
_TOLD: Final[Wordings] = {
    Half.DEVELOP: (
        "关于利息，本院认定应按{rate}计算。",
        "利息的计算标准，本院确定为{rate}。",
    ),
    Half.REPORT: (
        "至于资金占用的代价，以{rate}计付为宜，本院予以支持。",
        "就利息标准，本院依法调整为{rate}。",
    ),
}


def inject_interest(text: str, order: Order) -> Injected | None:
    """Change the rate that a judgment grants."""
    parts = parts_of(text)
    if parts is None:
        return None
    rates = {match[0]: match for match in _RATE.finditer(parts.ruling)}
    if len(rates) != 1 or _TWICE.search(parts.reasoning + parts.ruling):
        return None
    (old, match), *_ = rates.items()
    figure = _changed(match, _FACTORS[order.dose][order.variant % 2])
    if figure is None:
        return None
    new = f"{match['name']}{match['link'] or ''}{figure}{match['unit']}"
    same = re.compile(rf"(?<![\d.]){re.escape(match['figure'])}(?={match['unit']})")
    reasoning = "".join(
        words if _QUOTED.search(words) else same.sub(figure, words)
        for words in sentences(parts.reasoning)
    )
    changed = replace(parts, reasoning=reasoning, ruling=parts.ruling.replace(old, new)).with_words(
        order.pick(_TOLD).format(rate=f"{match['name']}{figure}{match['unit']}")
    )
    truth = Truth(change=Change.INTEREST, dose=order.dose, before=old, after=new)
    return Injected(text=changed.text, truth=truth)


def _changed(match: "re.Match[str]", factor: Fraction) -> str | None:
    """Return the other figure, None for one that no court grants."""
    rate = Fraction(match["figure"]) * factor
    monthly = match["name"].startswith("月")
    yearly = rate * (12 if monthly else 1) / (10 if match["unit"] == "‰" else 1)
    if not Fraction(1) <= yearly <= _HIGHEST_YEARLY:
        return None
    return f"{float(round(rate, 2)):g}"
