"""Which share of a whole do these characters write?"""

import re
from fractions import Fraction
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals.figures import ARABIC, CHINESE_DIGITS, NUMBER, read_decimal
from corpus.spans import Extracted, Span, Unreadable

_NUMERALS: Final = rf"[{CHINESE_DIGITS}十百千拾佰仟]"
_TENTHS: Final = "一二两三四五六七八九"
# 一成年子女, 二成立公司, 九成新 are no shares.
_NO_SHARE: Final = "年员立为交本就人功果型熟套品都婚新家不"
# As with amounts, the number is always taken and the sign only perhaps, to stay linear.
_RATIO: Final = re.compile(
    rf"(?P<base>[百千万])分之(?P<share>{NUMBER})"
    rf"|(?P<whole>{_NUMERALS}++|[0-9０-９]++)分之(?P<part>{_NUMERALS}++|[0-9０-９]++)"
    rf"|(?P<number>{ARABIC})(?:\s?(?P<sign>[%％‰]))?+"
    rf"|(?P<tenths>[{_TENTHS}])成(?P<rest>[{_TENTHS}半](?![审人被个名]))?(?![{_NO_SHARE}])"
    rf"|{_NUMERALS}++"
)
_BASES: Final = {"百": 100, "千": 1000, "万": 10_000, "%": 100, "％": 100, "‰": 1000}


def read_ratio(text: str) -> Fraction:
    """Read a percentage, a per mille, a fraction or tenths: 24%, 百分之十五点四, 三分之一, 一成二.

    Raises:
        NumeralError: The text is no share.

    Example:
        >>> read_ratio("15.4%"), read_ratio("百分之三十"), read_ratio("三分之二")
        (Fraction(77, 500), Fraction(3, 10), Fraction(2, 3))
        >>> read_ratio("三成"), read_ratio("一成二")
        (Fraction(3, 10), Fraction(3, 25))
    """
    match = _RATIO.fullmatch(text.strip())
    ratio = None if match is None else _ratio(match)
    if ratio is None:
        raise NumeralError(kind="share", text=text, accepted="24%, 百分之三十, 三分之一")
    return ratio


def find_ratios(
    text: str, start: int = 0, end: int | None = None
) -> tuple[Extracted[Fraction] | Unreadable, ...]:
    """Find shares in a text, in order.

    Args:
        text: The text that the spans count in.
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    Example:
        >>> [str(found.value) for found in find_ratios("承担30%的责任，利息按年利率6％计算")]
        ['3/10', '3/50']

    Cost: linear in the characters looked at.
    """
    found: list[Extracted[Fraction] | Unreadable] = []
    for match in _RATIO.finditer(text, start, len(text) if end is None else end):
        if not (match["base"] or match["whole"] or match["sign"] or match["tenths"]):
            continue
        span = Span(*match.span())
        ratio = _ratio(match)
        if ratio is None:
            found.append(Unreadable(span, "ratio", "the number can be read in two ways"))
        else:
            found.append(Extracted(ratio, span, "ratio"))
    return tuple(found)


def _ratio(match: re.Match[str]) -> Fraction | None:
    """Return the share of a match, or None where it states none."""
    try:
        if match["base"]:
            return Fraction(read_decimal(match["share"])) / _BASES[match["base"]]
        if match["whole"]:
            whole = read_decimal(match["whole"])
            return Fraction(read_decimal(match["part"])) / Fraction(whole) if whole else None
        if match["sign"]:
            return Fraction(read_decimal(match["number"])) / _BASES[match["sign"]]
        if match["tenths"]:
            return _tenths(match["tenths"], match["rest"])
    except NumeralError:
        return None
    return None


def _tenths(tenths: str, rest: str | None) -> Fraction:
    """Return 一成二 as 12 hundredths and 二成半 as 25."""
    hundredths = 5 if rest == "半" else 0 if rest is None else int(read_decimal(rest))
    return Fraction(10 * int(read_decimal(tenths)) + hundredths, 100)
