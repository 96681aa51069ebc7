"""How are blocks printed as a Word file in the layout of official papers?

A4 with margins of 37, 35, 28 and 26 mm, title 二号, text 三号 with lines of 28 points, page numbers
— 1 — outside; see :mod:`service.reports.paper.fonts` for the fonts. Equal reports give equal bytes.

Source: GB/T 9704-2012 5.2, 7.3, 7.5.
"""

import io
import re
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Pt
from docx.table import Table as DocxTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from service.reports.blocks import (
    Block,
    Choices,
    Facts,
    Paragraph,
    PlainHeading,
    Quotation,
    Signature,
    Table,
    Title,
)
from service.reports.paper import fonts
from service.reports.paper.marks import (
    fix_widths,
    indent_first_line,
    keep_whole,
    narrow_margins,
    repeat_head,
    set_font,
)
from service.reports.paper.settled import settle
from service.reports.paper.sheet import BODY_POINTS, TEXT_MM, Sheet, set_up_sheet, sheet_of
from service.reports.plain import TICKED, UNTICKED
from service.reports.record import Imprint

TITLE_POINTS, TABLE_POINTS = 22.0, 10.5
"""二号 and 五号."""

_LINE_POINTS = 28
_TWENTIETHS_A_MM = 56.693
_LONGEST_WHOLE_ROW = 600
"""Characters of a cell above which its row may run over pages: it might be higher than one."""

# What XML cannot hold; no character that anybody reads is among them.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_word(blocks: Sequence[Block], imprint: Imprint) -> bytes:
    """Return a .docx of the blocks.

    Args:
        blocks: What is printed, in order.
        imprint: What the paper says of itself in head and foot.
    """
    return render_sheet(blocks, sheet_of(imprint))


def render_sheet(blocks: Sequence[Block], sheet: Sheet) -> bytes:
    """Return a .docx of the blocks of any paper.

    Args:
        blocks: What is printed, in order.
        sheet: What stands round it.
    """
    document = docx.Document()
    set_up_sheet(document, sheet)
    for block in blocks:
        _add(document, block)
    out = io.BytesIO()
    document.save(out)
    return settle(out.getvalue(), parts={"word/fontTable.xml": fonts.font_table()})


def printable(text: str) -> str:
    r"""Return a text without the characters that no .docx can hold.

    Example:
        >>> printable("甲\x00乙𠮷")
        '甲乙𠮷'
    """
    return _UNPRINTABLE.sub("", text)


def _add(document: Document, block: Block) -> None:
    match block:
        case Title():
            _title(document, block)
        case PlainHeading():
            _heading(document, block)
        case Paragraph():
            _text(document, block.text, label=block.label)
        case Quotation():
            _quotation(document, block)
        case Facts():
            _grid(document, block.pairs, shares=(30, 70), head=None)
        case Table():
            _grid(
                document,
                block.rows,
                shares=[column.share for column in block.columns],
                head=[column.title for column in block.columns],
            )
        case Choices():
            _text(document, "", label=block.label)
            for is_ticked, words in block.options:
                _text(document, f"{TICKED if is_ticked else UNTICKED} {words}")
        case Signature():
            _signature(document, block)


def _paragraph(document: Document) -> DocxParagraph:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE_POINTS)
    form.widow_control = True
    return paragraph


def _run(paragraph: DocxParagraph, text: str, font: str, *, points: float = BODY_POINTS) -> None:
    set_font(paragraph.add_run(printable(text)), font, points=points)


def _title(document: Document, block: Title) -> None:
    for line in block.lines:
        paragraph = _paragraph(document)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(36)
        _run(paragraph, line, fonts.TITLE, points=TITLE_POINTS)
    for line in block.below:
        paragraph = _paragraph(document)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, line, fonts.SUBHEADING)
    _paragraph(document)


def _heading(document: Document, block: PlainHeading) -> None:
    paragraph = _paragraph(document)
    paragraph.paragraph_format.keep_with_next = True
    indent_first_line(paragraph, characters=2, points=BODY_POINTS)
    _run(paragraph, block.text, fonts.HEADING if block.level == 1 else fonts.SUBHEADING)
    if block.level == 3:
        paragraph.runs[0].bold = True


def _text(document: Document, text: str, *, label: str = "") -> None:
    for place, line in enumerate(text.splitlines() or [""]):
        paragraph = _paragraph(document)
        indent_first_line(paragraph, characters=2, points=BODY_POINTS)
        if label and place == 0:
            _run(paragraph, f"{label}：", fonts.HEADING)
        if line:
            _run(paragraph, line, fonts.BODY)


def _quotation(document: Document, block: Quotation) -> None:
    """Print a quote in one run of its own, so that a program finds it whole."""
    paragraph = _paragraph(document)
    indent_first_line(paragraph, characters=2, points=BODY_POINTS)
    _run(paragraph, f"{block.label}：", fonts.HEADING)
    _run(paragraph, "“", fonts.SUBHEADING)
    _run(paragraph, block.quote.text, fonts.SUBHEADING)
    _run(paragraph, "”", fonts.SUBHEADING)
    _run(paragraph, f"——{block.source}", fonts.BODY)


def _signature(document: Document, block: Signature) -> None:
    # Nobody signs on a page that holds nothing else.
    for above in (*document.paragraphs[-1:], _paragraph(document)):
        above.paragraph_format.keep_with_next = True
    for line in block.lines:
        paragraph = _paragraph(document)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(2 * BODY_POINTS)
        paragraph.paragraph_format.keep_with_next = line is not block.lines[-1]
        _run(paragraph, line, fonts.BODY)


def _grid(
    document: Document,
    rows: Sequence[Sequence[str]],
    *,
    shares: Sequence[int],
    head: Sequence[str] | None,
) -> None:
    table = document.add_table(rows=0, cols=len(shares), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    narrow_margins(table)
    if head is not None:
        _row(table, head, font_of=lambda _: fonts.HEADING)
        repeat_head(table.rows[0])
    is_named = head is None
    for row in rows:
        _row(table, row, font_of=lambda at: fonts.HEADING if is_named and at == 0 else fonts.BODY)
    whole = TEXT_MM * _TWENTIETHS_A_MM
    fix_widths(table, tuple(int(whole * share / sum(shares)) for share in shares))
    space = _paragraph(document)
    space.paragraph_format.line_spacing = Pt(BODY_POINTS / 2)


def _row(table: DocxTable, cells: Sequence[str], *, font_of: Callable[[int], str]) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    if max(len(cell) for cell in cells) <= _LONGEST_WHOLE_ROW:
        keep_whole(row)
    for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        form = paragraph.paragraph_format
        form.space_before = form.space_after = Pt(2)
        form.line_spacing = 1.15
        _run(paragraph, text, font_of(at), points=TABLE_POINTS)
