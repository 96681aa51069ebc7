"""How long is the time that these characters write?

Years and months are exact in months, and days are kept beside them: how many days a month has
is a question of the calendar and of the law, not of reading.
"""

import re
from dataclasses import dataclass
from typing import Final

from corpus.errors import NumeralError
from corpus.holes import HOLES
from corpus.numerals.figures import CHINESE_NUMERALS, read_number, write_number
from corpus.spans import Extracted, Span, Unreadable

# Terms are short: three Arabic or six Chinese figures. Longer runs before 年 are calendar years.
_COUNT: Final = rf"(?:[0-9０-９]{{1,3}}+|[{CHINESE_NUMERALS}]{{1,6}}+)"
_JOINT: Final = r"[零又另，]?+"
# 月 without 个 is a term only where the text before says so (有期徒刑一年六月).
DURATION: Final = (
    rf"(?:(?:(?P<years>{_COUNT})年(?P<half>半)?+{_JOINT}(?:(?P<months>{_COUNT})个?月)?+"
    rf"|(?P<half_year>半年)|(?P<only_months>{_COUNT})个?月){_JOINT}(?:(?P<days>{_COUNT})[日天])?+"
    rf"|(?P<only_days>{_COUNT})[日天])(?![0-9０-９{CHINESE_NUMERALS}]{{0,6}}[{HOLES}])"
)
_READ: Final = re.compile(DURATION)
_COUNT_START: Final = rf"(?<![0-9０-９{CHINESE_NUMERALS}第月])"
_FIND: Final = re.compile(
    _COUNT_START + r"(?!" + _COUNT + r"年" + _COUNT + r"月)(?!" + _COUNT + r"月)" + DURATION
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Duration:
    """A length of time.

    Attributes:
        months: Whole months; a year is twelve.
        days: Days beyond the months.
    """

    months: int = 0
    days: int = 0


def read_duration(text: str) -> Duration:
    """Read a duration: 一年六个月, 3年, 一年半, 十五日, and 一年六月 as terms are often written.

    Raises:
        NumeralError: The text is no duration.

    Example:
        >>> read_duration("一年六个月"), read_duration("4个月15天")
        (Duration(months=18, days=0), Duration(months=4, days=15))
    """
    match = _READ.fullmatch(text.strip())
    duration = None if match is None else duration_of(match)
    if duration is None:
        raise NumeralError(kind="duration", text=text, accepted="一年六个月, 3年, 十五日")
    return duration


def find_durations(
    text: str, start: int = 0, end: int | None = None
) -> tuple[Extracted[Duration] | Unreadable, ...]:
    """Find durations in a text, in order.

    一年六月 and 六月 are left out: without their context they may be dates.

    Args:
        text: The text that the spans count in.
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    Example:
        >>> [found.value.months for found in find_durations("缓刑二年，自2018年5月7日起三个月内")]
        [24, 3]

    Cost: linear in the characters looked at.
    """
    found: list[Extracted[Duration] | Unreadable] = []
    for match in _FIND.finditer(text, start, len(text) if end is None else end):
        span = Span(*match.span())
        duration = duration_of(match)
        if duration is None:
            found.append(Unreadable(span, "duration", "the number can be read in two ways"))
        else:
            found.append(Extracted(duration, span, "duration"))
    return tuple(found)


def duration_at(text: str, position: int, end: int | None = None) -> Extracted[Duration] | None:
    """Read the duration that begins at a place.

    Example:
        >>> duration_at("有期徒刑一年六月，并处", 4).value
        Duration(months=18, days=0)
    """
    match = _READ.match(text, position, len(text) if end is None else end)
    duration = None if match is None else duration_of(match)
    if match is None or duration is None:
        return None
    return Extracted(duration, Span(*match.span()), "duration")


def duration_of(match: re.Match[str]) -> Duration | None:
    """Return the duration of a match of :data:`DURATION`, or None if its numbers are damaged."""
    months = 6 if match["half"] or match["half_year"] else 0
    days = 0
    try:
        if match["years"]:
            months += 12 * read_number(match["years"])
        if match["months"] or match["only_months"]:
            months += read_number(match["months"] or match["only_months"])
        if match["days"] or match["only_days"]:
            days = read_number(match["days"] or match["only_days"])
    except NumeralError:
        return None
    return Duration(months=months, days=days)


def write_duration(duration: Duration) -> str:
    """Write a duration as dispositions do.

    Example:
        >>> write_duration(Duration(months=18)), write_duration(Duration(months=4, days=15))
        ('一年六个月', '四个月十五日')
    """
    years, months = divmod(duration.months, 12)
    text = f"{write_number(years)}年" if years else ""
    text += f"{write_number(months)}个月" if months else ""
    text += f"{write_number(duration.days)}日" if duration.days or not text else ""
    return text
