"""What does a guiding or reference case say of itself: number, day, keywords, the judgment behind?

A case of the library has no head, no signature and no number of a case. The Supreme People's Court
publishes it, under 指导性案例N号 or 入库编号; its day is that of publication where it is printed,
else that of the judgment from which it was made.

Source: 关于编写报送指导性案例体例的意见 (2012); 法〔2024〕92号 art. 5, 关联索引.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.case_number import CaseNumber, find_case_numbers
from corpus.judgment import DocumentKind, SectionKind
from corpus.library_case import LibraryCase
from corpus.numerals import find_dates
from corpus.spans import Extracted, Reading, Span, Unreadable

_DIGITS: Final = re.compile(r"\d{1,4}(?=\s{0,2}号)")
_ENTRY_NUMBER: Final = re.compile(r"(?<!\d)\d{4}-\d{2}-\d-\d{3}-\d{3}(?!\d)")
_ENTRY_NUMBER_REACH: Final = 40
_PUBLISHED: Final = re.compile(r"发布")
_PUBLISHED_REACH: Final = 6
_BESIDE: Final = 40
_KEYWORD: Final = re.compile(r"[^\s\u3000/／、，；;：:】\]]+")
_MOST_KEYWORDS: Final = 12
"""The style guide allows seven; a longer list is running text, and no list is longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFacts:
    """What a guiding or reference case says of itself.

    Attributes:
        number: 指导性案例24号 in this form whatever is printed, or the 入库编号.
        decided_on: Day of publication, else of the latest judgment behind the case.
        deciding: Number of the latest judgment behind the case, which tells its instance.
        keywords: 关键词 without the kind of case, in order.
    """

    number: Reading[str]
    decided_on: Reading[date]
    deciding: Extracted[CaseNumber] | None
    keywords: tuple[Extracted[str], ...]


def read_library_facts(text: str, case: LibraryCase, *, today: date | None = None) -> LibraryFacts:
    r"""Read what a case of the library says of itself.

    Args:
        text: The text.
        case: What :func:`~corpus.library_case.read_library_case` read from it.
        today: A later day is unreadable; None believes every day.

    Example:
        >>> from corpus.library_case import read_library_case
        >>> text = (
        ...     "指导案例999号\n甲诉乙案\n（2020年1月1日发布）\n关键词 民事 买卖合同\n"
        ...     "裁判要点\n甲。\n裁判结果\n丙。\n裁判理由\n丁。"
        ... )
        >>> facts = read_library_facts(text, read_library_case(text))
        >>> facts.number.value, facts.decided_on.value, [word.value for word in facts.keywords]
        ('指导性案例999号', datetime.date(2020, 1, 1), ['买卖合同'])

    Cost: linear in the length of the text.
    """
    deciding = _deciding(text, case)
    return LibraryFacts(
        number=_number(text, case),
        decided_on=_day(text, case, deciding, today),
        deciding=deciding,
        keywords=_keywords(text, case),
    )


def _number(text: str, case: LibraryCase) -> Reading[str]:
    if case.kind is DocumentKind.GUIDING_CASE:
        digits = _DIGITS.search(text, case.mark.start, case.mark.end)
        value = None if digits is None else f"指导性案例{int(digits[0])}号"
        return None if value is None else Extracted(value, case.mark, "library:number")
    entry = _ENTRY_NUMBER.search(text, case.mark.start, case.mark.end + _ENTRY_NUMBER_REACH)
    if entry is None:
        reason = "入库编号不合“2024-08-2-084-009”的格式"
        return Unreadable(case.mark, "library:number", reason)
    return Extracted(entry[0], Span(*entry.span()), "library:number")


def _day(
    text: str, case: LibraryCase, deciding: Extracted[CaseNumber] | None, today: date | None
) -> Reading[date]:
    head_end = next((at for at, _, rule in case.cuts if rule != "library:title"), len(text))
    found = [
        Extracted(day.value, day.span, "date:published")
        for day in find_dates(text, 0, head_end)
        if isinstance(day, Extracted)
        and _PUBLISHED.search(text, day.span.end, day.span.end + _PUBLISHED_REACH)
    ]
    if not found and deciding is not None:
        found = _days_beside(text, deciding.span)
    if not found:
        return None
    day = found[0]
    if today is not None and day.value > today:
        return Unreadable(day.span, day.rule, f"日期 {day.value.isoformat()} 晚于读取日期，不可信")
    return day


def _days_beside(text: str, number: Span) -> list[Extracted[date]]:
    """Return the day of a judgment: in brackets behind its number, else before the number."""
    line_end = text.find("\n", number.end)
    end = line_end if line_end >= 0 else len(text)
    behind = find_dates(text, number.end, min(end, number.end + _BESIDE))
    line_start = text.rfind("\n", 0, number.start) + 1
    before = find_dates(text, max(line_start, number.start - _BESIDE), number.start)
    return [
        Extracted(day.value, day.span, "date:deciding")
        for day in (*behind, *reversed(before))
        if isinstance(day, Extracted)
    ]


def _deciding(text: str, case: LibraryCase) -> Extracted[CaseNumber] | None:
    """Return the last number of the index of related papers, else of the result.

    Both tell the instances in order. What the result says behind 宣判后 of another court's number
    is a later instance and counts.
    """
    for kind in (SectionKind.ANNEX, SectionKind.DISPOSITION):
        for place, (start, own, _) in enumerate(case.cuts):
            if own is not kind:
                continue
            end = case.cuts[place + 1][0] if place + 1 < len(case.cuts) else len(text)
            numbers = find_case_numbers(text, start, end)
            if numbers:
                return numbers[-1]
    return None


def _keywords(text: str, case: LibraryCase) -> tuple[Extracted[str], ...]:
    start = next((at for at, _, rule in case.cuts if rule == "library:关键词"), None)
    if start is None:
        return ()
    begin = start + text[start : start + 8].index("关键词") + len("关键词")
    while begin < len(text) and text[begin] in " \u3000\n：:】]/／":
        begin += 1
    line_end = text.find("\n", begin)
    limit = min((at for at, _, _ in case.cuts if at > start), default=len(text))
    end = min(limit, line_end if line_end >= 0 else len(text))
    known = None if case.case_type is None else case.case_type[1]
    words = [
        Extracted(match[0], Span(*match.span()), "library:keyword")
        for match in _KEYWORD.finditer(text, begin, end)
        if known is None or Span(*match.span()) != known
    ]
    return tuple(words[:_MOST_KEYWORDS])
