"""A term of imprisonment scaled.

SLIGHT is by 1.5, MARKED by 2.5, SEVERE by 4; even variants lengthen, odd ones shorten. All accused
of a paper are scaled alike, so that the relation between them stays. Not changed are rulings with
death or life, with several terms put together, and with a result that the law does not allow.
"""

import re
from fractions import Fraction
from typing import Final

from corpus.numerals import write_number
from evaluation.divergence.injection.lawful import LONGEST, is_lawful, months_of, tells_band
from evaluation.divergence.injection.model import (
    Change,
    Dose,
    Half,
    Injected,
    Order,
    Truth,
    Wordings,
)
from evaluation.divergence.injection.parts import parts_of

FACTORS: Final = {
    Dose.SLIGHT: Fraction(3, 2),
    Dose.MARKED: Fraction(5, 2),
    Dose.SEVERE: Fraction(4),
}
_TERM: Final = re.compile(
    r"判处(?P<kind>有期徒刑|拘役|管制)"
    r"(?P<length>(?:[一二三四五六七八九十\d]+年)?(?:[零又]{0,1}[一二三四五六七八九十\d]+个?月)?)"
)
_PROBATION: Final = re.compile(
    r"缓刑(?P<length>(?:[一二三四五六七八九十]+年)?(?:[零又]?[一二三四五六七八九十]+个?月)?)"
)
_DAYS: Final = re.compile(
    r"[，。；,]?\s*(?:即)?(?:刑期)?自[^（）()。]{4,40}?起至[^（）()。]{4,40}?止"
)
_UNCHANGED: Final = (
    "无期徒刑",
    "死刑",
    "决定执行",
    "并罚",
    "合并执行",
    "总和刑期",
    "撤销",
    "维持",
)
_DETENTION: Final = 6
_LONGEST_PROBATION: Final = 60
_PROBATION_UP_TO: Final = 36
_TOLERANCE: Final = Fraction(1, 10)
_JOINTS: Final[Wordings] = {Half.DEVELOP: ("", "零"), Half.REPORT: ("又", "零")}


def inject_term(text: str, order: Order) -> Injected | None:
    """Scale the terms of a criminal judgment."""
    parts = parts_of(text)
    if parts is None or any(word in parts.ruling for word in _UNCHANGED):
        return None
    matches = [match for match in _TERM.finditer(parts.ruling) if match["length"]]
    if not matches:
        return None
    factor = FACTORS[order.dose] if order.variant % 2 == 0 else 1 / FACTORS[order.dose]
    if tells_band(parts.reasoning):
        return None
    lengths = [_scaled(match, factor, order) for match in matches]
    if any(length is None for length in lengths):
        return None
    replaced = iter(lengths)
    ruling = _TERM.sub(
        lambda match: match[0] if not match["length"] else f"判处{next(replaced)}", parts.ruling
    )
    fitting = _with_long_enough_probation(_DAYS.sub("", ruling))
    if fitting is None or not is_lawful(fitting, parts.reasoning):
        return None
    return Injected(
        text=parts.before + parts.reasoning + parts.basis + fitting + parts.after,
        truth=Truth(
            change=Change.TERM,
            dose=order.dose,
            before=matches[0][0].removeprefix("判处"),
            after=str(lengths[0]),
        ),
    )


def written(months: int, joint: str = "") -> str:
    """Write a length of years and months.

    Example:
        >>> written(30), written(30, "又"), written(9)
        ('二年六个月', '二年又六个月', '九个月')
    """
    years, rest = divmod(months, 12)
    if not rest:
        return f"{write_number(years)}年"
    return (f"{write_number(years)}年{joint}" if years else "") + f"{write_number(rest)}个月"


def _scaled(match: "re.Match[str]", factor: Fraction, order: Order) -> str | None:
    months = months_of(match["length"])
    if months is None:
        return None
    wanted = months * factor
    step = 1 if wanted <= 24 else 3 if wanted <= 60 else 6
    scaled = round(wanted / step) * step
    # Below six months there is no fixed term (刑法 art. 45), above them no detention (art. 42).
    is_detention = scaled < _DETENTION or (match["kind"] == "拘役" and scaled == _DETENTION)
    if abs(Fraction(scaled) / wanted - 1) > _TOLERANCE or scaled > LONGEST:
        return None
    if match["kind"] == "管制" or not scaled:
        return None
    return ("拘役" if is_detention else "有期徒刑") + written(scaled, order.pick(_JOINTS))


def _with_long_enough_probation(ruling: str) -> str | None:
    """Return the ruling with probation that fits its terms, None where the law allows none."""
    pieces = re.split(r"(?=判处(?:有期徒刑|拘役))", ruling)
    for at, piece in enumerate(pieces):
        term, probation = _TERM.match(piece), _PROBATION.search(piece)
        if term is None or probation is None:
            continue
        months, length = months_of(term["length"]), months_of(probation["length"])
        if months is None or length is None or months > _PROBATION_UP_TO:
            return None
        # 刑法 art. 73: no shorter than the term; at least one year, for detention two months.
        fitting = min(max(length, months), _LONGEST_PROBATION)
        pieces[at] = piece.replace(probation[0], f"缓刑{written(fitting)}", 1)
    return "".join(pieces)
