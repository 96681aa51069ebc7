"""A .pdf file with a text layer is one judgment; lines of the page become paragraphs again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw

from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of

MAX_PAGES = 3000

_FULL_LINE = 0.88
"""Share of the usual width from which a line runs on; the last line of a paragraph is shorter
unless it happens to fill the line, which joins two paragraphs without changing a word."""

_LEAST_WIDTH = 40
"""Columns of a page's usual line; the courts' format has 56. Where all lines are shorter there is
no running text, and each line stays one."""

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—－~]?\s*\d{1,4}\s*[-–—－~]?|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4})\s*"
)
_DIGITS = re.compile(r"\d+")
_REPEATED_ON = 3
_SCAN = (
    "pages {pages} hold only pictures: a scan, needs OCR; save the recognised text as .docx or .txt"
)


class PdfReader:
    """Reads .pdf files that were written by a program, not scanned."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the one judgment of the file."""
        data = file.read()
        result = data if isinstance(data, Refusal) else _pages_of(data)
        if isinstance(result, Refusal):
            yield result.at(file.place)
        else:
            yield piece_of(file, text=text_of_pages(result), form="pdf")


def _pages_of(data: bytes) -> list[list[str]] | Refusal:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Refusal("encrypted", "protected by a password; save it without one")
        return Refusal("damaged", f"no readable PDF file: {error}")
    try:
        if len(document) > MAX_PAGES:
            return Refusal("too_long", f"{len(document)} pages; a judgment has at most {MAX_PAGES}")
        pages: list[list[str]] = []
        scanned: list[int] = []
        for number, page in enumerate(document, start=1):
            lines = _lines_of(page)
            if not lines and _has_picture(page):
                scanned.append(number)
            pages.append(lines)
            page.close()
    except pypdfium2.PdfiumError as error:
        return Refusal("damaged", f"a page cannot be read: {error}")
    finally:
        document.close()
    if scanned:
        # Also where other pages have text: a judgment without some of its pages is another one.
        return Refusal("scan", _SCAN.format(pages=", ".join(map(str, scanned[:10]))))
    return pages


def _lines_of(page: pypdfium2.PdfPage) -> list[str]:
    layer = page.get_textpage()
    text = str(layer.get_text_bounded())
    layer.close()
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    return [line for line in lines if line.strip()]


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    wanted = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    return next(iter(page.get_objects(filter=wanted, max_depth=4)), None) is not None


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
    widths = sorted(_width(line) for line in lines)
    usual = widths[int(len(widths) * 0.9)] if len(widths) > 1 else widths[0]
    text = lines[0]
    for before, line in pairwise(lines):
        runs_on = _width(before) >= max(_LEAST_WIDTH, _FULL_LINE * usual)
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


def _width(line: str) -> int:
    """Return the width in columns; indentation counts, full-width characters count two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)
