"""What does the source say beside the text, and does the text say it too?

Portals give court, number, kind and date in fields of their own. Such a value is only a hint: it is
used where the head could not be read or left a choice, and only when its words stand in the text;
then it carries their span and a rule that begins with ``given:``.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from corpus.case_number import CaseNumber, find_case_numbers, read_case_number
from corpus.court import read_court_name
from corpus.document_kind import Head
from corpus.errors import CaseNumberError, NumeralError
from corpus.judgment import Court
from corpus.numerals import find_dates, read_date
from corpus.spans import Ambiguous, Extracted, Reading, Span

_ISO: Final = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
T = TypeVar("T")


def fill_head(head: Head, text: str, given: Mapping[str, str]) -> Head:
    """Return the head with unread court and number taken from what the source gave.

    Example:
        >>> from corpus.document_kind import read_head
        >>> text = "本院受理（2020）苏0106民初1号一案，江苏省南京市鼓楼区人民法院裁定准许。"
        >>> head = fill_head(read_head(text), text, {"case_number": "(2020)苏0106民初1号"})
        >>> str(head.case_number.value), head.case_number.rule
        ('（2020）苏0106民初1号', 'given:case_number')
    """
    court, number = head.court, head.case_number
    if _is_open(number) and given.get("case_number"):
        number = _number(text, given["case_number"]) or number
    if _is_open(court) and given.get("court"):
        court = _court(text, given["court"], head.court) or court
    if court is head.court and number is head.case_number:
        return head
    return replace(head, court=court, case_number=number)


def fill_date(reading: Reading[date], text: str, given: Mapping[str, str]) -> Reading[date]:
    """Return the date of decision, taken from what the source gave where it could not be read.

    Only an :class:`~corpus.spans.Ambiguous` reading is settled, and a missing one filled: a
    future or masked date of the text stays what it is.
    """
    words = given.get("decided_on", "")
    if not words or not (reading is None or isinstance(reading, Ambiguous)):
        return reading
    day = _day(words)
    if day is None:
        return reading
    for found in reversed(find_dates(text)):
        if isinstance(found, Extracted) and found.value == day:
            return Extracted(day, found.span, "given:decided_on")
    return reading


def _is_open(reading: Reading[T]) -> bool:
    return reading is None or isinstance(reading, Ambiguous)


def _number(text: str, words: str) -> Reading[CaseNumber]:
    try:
        number = read_case_number(words)
    except CaseNumberError:
        return None
    for found in find_case_numbers(text):
        if found.value == number:
            return Extracted(number, found.span, "given:case_number")
    return None


def _court(text: str, words: str, reading: Reading[Court]) -> Reading[Court]:
    court = read_court_name(words)
    if court is None:
        return None
    if isinstance(reading, Ambiguous):
        for candidate in reading.candidates:
            if candidate.value == court:
                return Extracted(court, candidate.span, "given:court")
        return None
    at = text.find(words)
    return None if at < 0 else Extracted(court, Span(at, at + len(words)), "given:court")


def _day(words: str) -> date | None:
    match = _ISO.match(words.strip())
    try:
        if match is not None:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        return read_date(words)
    except (NumeralError, ValueError):
        return None
