"""A .pdf file is one judgment: its text layer, and what is recognised on pages without one."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

from corpus.judgment import RECOGNISED
from corpus.readers.page_lines import text_of_pages
from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of
from corpus.readers.recognition import (
    EXTRA,
    LONG_SIDE,
    MAX_PICTURES,
    can_recognise,
    lines_of_picture,
    without_seal,
)

MAX_PAGES = 3000

_SCAN = (
    "pages {pages} hold only pictures: a scan, needs OCR; install "
    + EXTRA
    + ", or save the recognised text as .docx or .txt"
)


class PdfReader:
    """Reads .pdf files: those that a program wrote, and scans where OCR is installed."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the one judgment of the file."""
        data = file.read()
        result = data if isinstance(data, Refusal) else _pages_of(data)
        if isinstance(result, Refusal):
            yield result.at(file.place)
        else:
            form = f"pdf{RECOGNISED}" if result.is_recognised else "pdf"
            yield piece_of(file, text=text_of_pages(result.pages), form=form)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Lines of each page, and whether any of them was recognised."""

    pages: list[list[str]]
    is_recognised: bool


def _pages_of(data: bytes) -> _Pages | Refusal:
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
        for number, page in enumerate(document):
            lines = _lines_of(page)
            if not lines and _has_picture(page):
                scanned.append(number)
            pages.append(lines)
            page.close()
        # Also where other pages have text: a judgment without some of its pages is another one.
        refusal = _refusal_of_scan(scanned)
        if refusal is not None:
            return refusal
        for number in scanned:
            pages[number] = _recognised(document, number)
    except pypdfium2.PdfiumError as error:
        return Refusal("damaged", f"a page cannot be read: {error}")
    finally:
        document.close()
    return _Pages(pages, bool(scanned))


def _refusal_of_scan(scanned: list[int]) -> Refusal | None:
    if scanned and not can_recognise():
        return Refusal("scan", _SCAN.format(pages=", ".join(str(n + 1) for n in scanned[:10])))
    if len(scanned) > MAX_PICTURES:
        return Refusal("too_long", f"{len(scanned)} scanned pages; at most {MAX_PICTURES} are read")
    return None


def _lines_of(page: pypdfium2.PdfPage) -> list[str]:
    layer = page.get_textpage()
    text = str(layer.get_text_bounded())
    layer.close()
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    return [line for line in lines if line.strip()]


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    wanted = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    return next(iter(page.get_objects(filter=wanted, max_depth=4)), None) is not None


def _recognised(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    page = document[number]
    bitmap = page.render(scale=LONG_SIDE / max(*page.get_size(), 1), rev_byteorder=True)
    lines = lines_of_picture(without_seal(bitmap.to_numpy()))
    bitmap.close()
    page.close()
    return lines
