"""Which day do these characters write?"""

import re
from datetime import date
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals.figures import CHINESE_DIGITS, fold, read_number, write_number
from corpus.spans import Extracted, Span, Unreadable, Withheld

# 二〇一八 is typed with every round sign there is, among them Latin, Greek and Cyrillic o.
_ROUND: Final = "0０Oo口\u041e\u043e\u039f\u03bf"
_MASK: Final = "×xXｘＸ*＊某"
_GAP: Final = r"\s{0,3}+"
_CHINESE: Final = (
    rf"(?P<cy>[一二][{CHINESE_DIGITS}{_ROUND}1-9１-９]{{3}}+){_GAP}年{_GAP}"
    rf"(?P<cm>[元正一二三四五六七八九十{_ROUND}〇○零]{{1,3}}+){_GAP}月{_GAP}"
    rf"(?P<cd>[一二三四五六七八九十廿卅{_ROUND}〇○零]{{1,4}}+){_GAP}[日号]"
)
_ARABIC: Final = (
    rf"(?<![0-9０-９])(?P<ay>[12１２][0-9０-９]{{3}}+){_GAP}年{_GAP}"
    rf"(?P<am>[0-9０-９]{{1,2}}+){_GAP}月{_GAP}(?P<ad>[0-9０-９]{{1,2}}+){_GAP}[日号]"
)
_DASHED: Final = (
    r"(?<![0-9０-９.．/-])(?P<dy>(?:19|20)[0-9]{2})(?P<sep>[-./．])(?P<dm>[01]?[0-9])(?P=sep)"
    r"(?P<dd>[0-3]?[0-9])(?![0-9.．/-])"
)
_MASKED: Final = (
    rf"(?P<masked>(?:[0-9０-９{CHINESE_DIGITS}{_ROUND}{_MASK}]{{4}}+|[{_MASK}]{{1,3}}+){_GAP}年{_GAP}"
    rf"[0-9０-９一二三四五六七八九十{_MASK}]{{1,3}}+{_GAP}月{_GAP}"
    rf"[0-9０-９一二三四五六七八九十{_MASK}]{{1,3}}+{_GAP}[日号])"
)
_DATE: Final = re.compile(f"{_CHINESE}|{_ARABIC}|{_DASHED}|{_MASKED}")
_ROUND_TO_ZERO: Final = str.maketrans(dict.fromkeys(_ROUND, "〇"))
_TO_CHINESE: Final = str.maketrans("123456789１２３４５６７８９", "一二三四五六七八九" * 2)


def read_date(text: str) -> date:
    """Read a full date: 二〇一八年五月七日, 2018年5月7日, 二０一八…, 2018-05-07.

    Raises:
        NumeralError: The text is no date, or no such day exists.

    Example:
        >>> read_date("二○一八年十月二十五日"), read_date("２０１８年5月7日")
        (datetime.date(2018, 10, 25), datetime.date(2018, 5, 7))
    """
    match = _DATE.fullmatch(text.strip())
    day = None if match is None else _day(match)
    if day is None:
        raise NumeralError(kind="date", text=text, accepted="二〇一八年五月七日, 2018年5月7日")
    return day


def find_dates(
    text: str, start: int = 0, end: int | None = None
) -> tuple[Extracted[date] | Unreadable | Withheld, ...]:
    """Find the full dates in a text, in order.

    A day that does not exist is :class:`~corpus.spans.Unreadable`, one with × or 某 in it is
    :class:`~corpus.spans.Withheld`. Months without a day are no dates.

    Args:
        text: The text that the spans count in.
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    Example:
        >>> [found.value for found in find_dates("于2018年2月7日立案，二〇一八年五月七日判决")]
        [datetime.date(2018, 2, 7), datetime.date(2018, 5, 7)]

    Cost: linear in the characters looked at.
    """
    found: list[Extracted[date] | Unreadable | Withheld] = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        span = Span(*match.span())
        day = _day(match)
        if day is not None:
            found.append(Extracted(day, span, "date"))
        elif match["masked"] and any(c in _MASK for c in match["masked"]):
            found.append(Withheld(span, "date"))
        else:
            found.append(Unreadable(span, "date", "no such day"))
    return tuple(found)


def _day(match: re.Match[str]) -> date | None:
    """Return the day of a match, or None if there is none such."""
    groups = match.groupdict()
    try:
        if groups["cy"]:
            figures = groups["cy"].translate(_ROUND_TO_ZERO).translate(_TO_CHINESE)
            return date(read_number(figures), _figure(groups["cm"]), _figure(groups["cd"]))
        for kind in "ad":
            if groups[kind + "y"]:
                year, month, day = (int(fold(groups[kind + part])) for part in "ymd")
                return date(year, month, day)
    except (NumeralError, ValueError):
        return None
    return None


def _figure(text: str) -> int:
    """Read the month or day of a date in Chinese figures; 元 is the first month."""
    if text in {"元", "正"}:
        return 1
    return read_number(fold(text.translate(_ROUND_TO_ZERO)).lstrip("〇"))


def write_date(day: date) -> str:
    """Write a date as judgments sign it.

    Example:
        >>> write_date(date(2018, 10, 25))
        '二〇一八年十月二十五日'
    """
    year = "".join("〇一二三四五六七八九"[int(figure)] for figure in f"{day.year:04d}")
    return f"{year}年{write_number(day.month)}月{write_number(day.day)}日"
