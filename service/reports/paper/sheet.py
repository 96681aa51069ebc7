"""What stands round the text of a printed report: sheet, head and foot.

Source: GB/T 9704-2012 5.2.1 (版心), 7.5 (页码).
"""

from dataclasses import dataclass
from datetime import datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor

from service.labels import label_of
from service.reports.paper import fonts
from service.reports.paper.marks import add_field, set_font, set_language
from service.reports.record import Imprint
from service.reports.states import ReportState, is_finished

TEXT_MM = 210 - 28 - 26
"""Width of the text in millimetres."""

BODY_POINTS = 16.0
"""三号."""

_PAGE_POINTS, _SMALL_POINTS = 14.0, 8.0
_SOFT = RGBColor(0x59, 0x59, 0x59)
_ALARM = RGBColor(0xC0, 0x00, 0x00)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands round the text of a paper.

    Attributes:
        title: Title in the properties of the file.
        made_at: When it was made, aware.
        head: Warning at the head of each page; empty for none.
        foot: Small words below the number of each page.
    """

    title: str
    made_at: datetime
    head: str
    foot: str


def sheet_of(imprint: Imprint) -> Sheet:
    """Return what stands round a search report."""
    note = (
        "不作为使用依据" if imprint.state is ReportState.VOID else "未经承办法官签名，不得归档使用"
    )
    return Sheet(
        title="类案检索报告",
        made_at=imprint.made_at,
        head="" if is_finished(imprint.state) else f"【{label_of(imprint.state)}】{note}",
        foot=f"第{imprint.version}版　内容摘要（SHA-256）{imprint.digest}",
    )


def set_up_sheet(document: Document, sheet: Sheet) -> None:
    """Set size, margins, fonts, head and foot of a new document.

    Args:
        document: The document.
        sheet: What stands in head and foot.
    """
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(20)
    document.settings.odd_and_even_pages_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = fonts.LATIN, Pt(BODY_POINTS)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), fonts.BODY)
    set_language(properties)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = sheet.title, "", "", ""
    core.created = core.modified = sheet.made_at.replace(tzinfo=None)
    core.revision = 1
    _foot(section.footer, sheet.foot, is_odd=True)
    _foot(section.even_page_footer, sheet.foot, is_odd=False)
    if sheet.head:
        _head(section.header, sheet.head)
        _head(section.even_page_header, sheet.head)


def _head(header: _Header, words: str) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    set_font(run, fonts.HEADING, points=_PAGE_POINTS)
    run.font.color.rgb = _ALARM


def _foot(footer: _Footer, words: str, *, is_odd: bool) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    side = WD_ALIGN_PARAGRAPH.RIGHT if is_odd else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.alignment = side
    # One character of space outside, as 7.5 asks.
    before, after = ("— ", " —　") if is_odd else ("　— ", " —")
    set_font(paragraph.add_run(before), fonts.FIGURES, points=_PAGE_POINTS)
    add_field(paragraph, "PAGE", fonts.FIGURES, points=_PAGE_POINTS)
    set_font(paragraph.add_run(after), fonts.FIGURES, points=_PAGE_POINTS)
    small = footer.add_paragraph()
    small.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = small.add_run(words)
    set_font(run, fonts.FIGURES, points=_SMALL_POINTS)
    run.font.color.rgb = _SOFT
