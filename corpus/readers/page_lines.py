"""How do the lines of printed pages become running text again?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_FULL_LINE = 0.88
"""Share of the usual width from which a line runs on; the last line of a paragraph is shorter
unless it happens to fill the line, where only an indented line behind it tells the two apart."""

_LEAST_WIDTH = 40
"""Columns of a page's usual line; the courts' format has 56. Where all lines are shorter there is
no running text, and each line stays one."""

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—－~]?\s*\d{1,4}\s*[-–—－~]?|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4})\s*"
)
_DIGITS = re.compile(r"\d+")
_REPEATED_ON = 3
_INDENTED = ("\u3000\u3000", " " * 4)


def text_of_pages(pages: Sequence[Sequence[str]]) -> str:
    """Return the running text of pages: without page numbers, headers and footers, lines joined.

    Example:
        >>> text_of_pages([["本院认为，被告人张某以非法占有为目的，多次", "盗窃。", "- 1 -"]])
        '本院认为，被告人张某以非法占有为目的，多次盗窃。'
    """
    furniture = _repeated_lines(pages)
    lines = [
        line
        for page in pages
        for place, line in enumerate(page)
        if not _PAGE_NUMBER.fullmatch(line)
        and not (place in (0, len(page) - 1) and _shape(line) in furniture)
    ]
    if not lines:
        return ""
    widths = sorted(columns_of(line) for line in lines)
    usual = widths[int(len(widths) * 0.9)] if len(widths) > 1 else widths[0]
    text = lines[0]
    for before, line in pairwise(lines):
        is_full = columns_of(before) >= max(_LEAST_WIDTH, _FULL_LINE * usual)
        runs_on = is_full and not line.startswith(_INDENTED)
        text += line.lstrip() if runs_on else "\n" + line
    return text


def _repeated_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the shapes of lines that open or close several pages, as headers and footers do."""
    shapes: Counter[str] = Counter()
    for page in pages:
        shapes.update({_shape(line) for line in (*page[:1], *page[-1:])})
    return frozenset(shape for shape, count in shapes.items() if count >= _REPEATED_ON)


def _shape(line: str) -> str:
    return _DIGITS.sub("0", "".join(line.split()))


def columns_of(line: str) -> int:
    """Return the width in columns; indentation counts, full-width characters count two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)
