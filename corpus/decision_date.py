"""On which day was the paper signed?

The date stands in the signature block, below the judges and above the clerk. A date in the future
of the day of reading is a mistake of writing or of scanning, and is not believed.
"""

import re
from datetime import date
from typing import Final

from corpus.holes import HOLES_IN_NAMES
from corpus.numerals import find_dates
from corpus.spans import Ambiguous, Extracted, Reading, Span, Unreadable

_DATE_LIKE: Final = re.compile(
    rf"(?:[一二][〇○Oo零0０一二三四五六七八九{HOLES_IN_NAMES}]{{1,4}}|[12][\d{HOLES_IN_NAMES}]{{2,4}})\s?年"
    r"\s{0,3}[^\s，。年月日]{1,3}\s{0,3}月(?:\s{0,3}[^\s，。月]{0,4}日)?"
)
EARLIEST: Final = date(1949, 10, 1)
"""No paper of a people's court is older."""


def read_decision_date(text: str, start: int, end: int, *, today: date) -> Reading[date]:
    r"""Read the date of the signature block ``text[start:end]``.

    Args:
        text: The text that spans count in.
        start: Where the signature block begins.
        end: Where it ends.
        today: The day of reading; a later date is unreadable.

    Example:
        >>> text = "审判长甲某\n二〇一八年五月七日\n书记员乙某"
        >>> read_decision_date(text, 0, len(text), today=date(2026, 1, 1)).value
        datetime.date(2018, 5, 7)
    """
    found = find_dates(text, start, end)
    if not found:
        return _damaged(text, start, end)
    believed = [
        Extracted(reading.value, reading.span, "date:signature")
        for reading in found
        if isinstance(reading, Extracted) and EARLIEST <= reading.value <= today
    ]
    if not believed:
        first = found[0]
        if isinstance(first, Extracted):
            reason = f"签署日期 {first.value.isoformat()} 晚于读取日期或早于1949年，不可信"
            return Unreadable(first.span, "date:signature", reason)
        return first
    days = {reading.value for reading in believed}
    return believed[0] if len(days) == 1 else _first_or_all(text, believed)


def _damaged(text: str, start: int, end: int) -> Unreadable | None:
    """Report words that were a date before a figure of it was lost (二O一年 for 二O一一年)."""
    match = _DATE_LIKE.search(text, start, end)
    if match is None:
        return None
    return Unreadable(Span(*match.span()), "date:signature", "签署日期残缺，年月日不完整")


def _first_or_all(text: str, believed: list[Extracted[date]]) -> Reading[date]:
    """Choose the date on a line of its own; several such are kept, the first as the likeliest."""
    alone = [r for r in believed if _stands_alone(text, r)]
    if len({r.value for r in alone}) == 1:
        return alone[0]
    return Ambiguous(tuple(alone or believed))


def _stands_alone(text: str, reading: Extracted[date]) -> bool:
    before = text[: reading.span.start][-1:]
    after = text[reading.span.end :][:1]
    return (not before or before.isspace()) and (not after or after.isspace())
