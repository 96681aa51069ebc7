"""Where was each accused when judgment was passed, and since when in custody?

Custody and probation rest on one question: whether somebody at large is a danger to others
(刑事诉讼法 art. 81, 刑法 art. 72). And custody is credited (刑法 art. 47): nobody has served more
than the term that is passed, unless the court was wrong or the proceedings too long.

What like cases make expect of a term does not look at custody, because it anchors the term; here a
draft is held against itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from corpus.judgment import Judgment
from corpus.spans import value_of
from indexing.sentencing.told import heads_of_accused

_AT_LARGE: Final = re.compile("取保候审|监视居住")
_HELD: Final = re.compile("羁押于|逮捕|刑事拘留|被羁押")
_DAY: Final = re.compile(
    r"(?:(?P<year>[12][0-9]{3})年|同年)?(?:(?P<month>[0-9]{1,2})月|同月)(?P<day>[0-9]{1,2})日"
)
_ENDS: Final = re.compile(r"[0-9]{1,2}日|。")
_TAKEN: Final = re.compile("刑事拘留|逮捕|羁押|抓获")
_LET_GO: Final = re.compile("取保|监视居住|释放|刑满")
_OTHER_ARREST: Final = "行政拘留"
_REACH: Final = 45
_MONTH_DAYS: Final = 30.44
_LONGEST: Final = 48.0
"""Months of custody beyond which a day of an earlier case was read."""


class Whereabouts(StrEnum):
    """Where an accused was: in custody, or at large under 取保候审 or 监视居住."""

    HELD = "held"
    AT_LARGE = "at_large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Where an accused was when judgment was passed.

    Attributes:
        where: In custody or at large.
        months: How long in custody without a break; None where at large or not told.
    """

    where: Whereabouts
    months: float | None


def custody_of(judgment: Judgment) -> Mapping[str, Custody]:
    """Return by name where the accused were, as the head of a judgment tells it.

    Accused of whom it tells nothing are left out.

    Cost: linear in the length of the head.
    """
    decided = value_of(judgment.decided_on)
    return {
        name: custody
        for name, words in heads_of_accused(judgment).items()
        if (custody := custody_in(words, decided)) is not None
    }


def custody_in(words: str, decided: date | None) -> Custody | None:
    """Return where an accused was by the words on him or her; None where they do not tell.

    Example:
        >>> custody_in("2016年3月1日被刑事拘留，现羁押于某看守所。", date(2016, 9, 1))
        Custody(where=<Whereabouts.HELD: 'held'>, months=6.0)
        >>> custody_in("2016年3月1日被取保候审。", date(2016, 9, 1))
        Custody(where=<Whereabouts.AT_LARGE: 'at_large'>, months=None)
    """
    free = max((match.start() for match in _AT_LARGE.finditer(words)), default=-1)
    held = max((match.start() for match in _HELD.finditer(words)), default=-1)
    if free == held:
        return None
    if free > held:
        return Custody(where=Whereabouts.AT_LARGE, months=None)
    since = _held_since(words)
    months = None
    if since is not None and decided is not None:
        told = round((decided - since).days / _MONTH_DAYS, 1)
        months = told if 0 < told < _LONGEST else None
    return Custody(where=Whereabouts.HELD, months=months)


def _held_since(words: str) -> date | None:
    """Return the first day of custody that was not broken off any more."""
    year = month = None
    since: date | None = None
    for match in _DAY.finditer(words):
        year = int(match["year"]) if match["year"] else year
        month = int(match["month"]) if match["month"] else month
        behind = _ENDS.split(words[match.end() : match.end() + _REACH])[0]
        if year is None or month is None or _OTHER_ARREST in behind:
            continue
        if _LET_GO.search(behind):
            since = None
        elif since is None and _TAKEN.search(behind):
            since = _day(year, month, int(match["day"]))
    return since


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
