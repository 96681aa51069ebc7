"""What does Word write that python-docx has no word for? Marks of WordprocessingML by hand."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as DocxTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from service.reports.paper.fonts import LATIN

_TWENTIETHS = 20


def set_font(run: Run, name: str, *, points: float) -> None:
    """Set the Chinese and the Latin font of a run and its size."""
    run.font.name = LATIN
    run.font.size = Pt(points)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # noqa: SLF001 - the library's own way down


def add_field(paragraph: DocxParagraph, code: str, name: str, *, points: float) -> None:
    """Add a field that Word counts, such as PAGE."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("end", None)):
        run = paragraph.add_run()
        set_font(run, name, points=points)
        if kind is None:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)  # noqa: SLF001 - see set_font


def indent_first_line(paragraph: DocxParagraph, *, characters: int, points: float) -> None:
    """Indent the first line by characters, whatever the size of the font."""
    paragraph.paragraph_format.first_line_indent = Pt(characters * points)
    mark = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - see set_font
    mark.set(qn("w:firstLineChars"), str(characters * 100))


def repeat_head(row: _Row) -> None:
    """Print a row again at the head of each page that its table runs over."""
    _set_on_row(row, "w:tblHeader")


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    _set_on_row(row, "w:cantSplit")


def fix_widths(table: DocxTable, widths: tuple[int, ...]) -> None:
    """Fix the widths of the columns in twentieths of a point, so that no content moves them."""
    table.autofit = False
    grid = table._tbl.tblGrid  # noqa: SLF001 - see set_font
    for column, width in zip(grid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width / _TWENTIETHS)


def narrow_margins(table: DocxTable) -> None:
    """Leave a millimetre beside the text of cells, so that narrow columns hold words."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        mark = OxmlElement(f"w:{side}")
        mark.set(qn("w:w"), "57")
        mark.set(qn("w:type"), "dxa")
        margins.append(mark)
    properties = table._tbl.tblPr  # noqa: SLF001 - see set_font
    # Word refuses a file whose properties stand in another order than its schema's.
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def set_language(run_properties: object) -> None:
    """Say that the text is Chinese."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    run_properties.append(language)  # type: ignore[attr-defined]


def _set_on_row(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - see set_font
    properties.append(OxmlElement(name))
