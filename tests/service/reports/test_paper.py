"""A report on paper: Word that anybody can open, the same bytes again, pages with every element."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings

from service.errors import PdfUnavailableError
from service.labels import label_of
from service.reports.blocks import Heading, Paragraph, Table
from service.reports.content import quotes_of
from service.reports.layout import lay_out_report
from service.reports.paper.fonts import STAND_INS
from service.reports.paper.pdf import find_office, render_pdf
from service.reports.paper.word import printable, render_word
from service.reports.states import ReportState, is_finished
from service.tiers.vocabulary import Tier
from tests.service.papers import papers
from tests.service.reports.made import (
    axis,
    content_of,
    guiding_case,
    imprint_for,
    party_case,
    pending_part,
    query,
    search_part,
    tier_row,
)
from tests.service.reports.test_content import contents
from tests.service.reports.test_layout import bare

JUDGMENTS = papers()


def printed(content, **fields):
    imprint = imprint_for(content, **fields)
    return render_word(lay_out_report(content, imprint), imprint)


def opened(word):
    return docx.Document(io.BytesIO(word))


def words_of(document):
    """All text of body, tables, heads and feet."""
    section = document.sections[0]
    parts = [document.element.body]
    parts += [
        each._element
        for each in (
            section.header,
            section.even_page_header,
            section.footer,
            section.even_page_footer,
        )
    ]
    return "\n".join(node.text or "" for part in parts for node in part.iter(qn("w:t")))


@pytest.fixture(scope="module")
def document():
    return opened(printed(content_of(JUDGMENTS)))


def test_equal_reports_give_equal_bytes_and_others_do_not():
    content = content_of(JUDGMENTS)
    assert printed(content) == printed(content_of(papers()))
    assert printed(content) != printed(replace(content, conclusion_words="另作说明。"))
    assert printed(content) != printed(content, version=2)


def test_no_time_of_printing_is_left_in_the_file():
    with zipfile.ZipFile(io.BytesIO(printed(content_of(JUDGMENTS)))) as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
    assert set(re.findall(r"20\d\d-\d\d-\d\d", core)) == {"2026-03-01"}


def test_the_sheet_is_that_of_official_papers(document):
    section = document.sections[0]
    near = Mm(0.1)
    for found, wanted in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.bottom_margin, 35),
        (section.left_margin, 28),
        (section.right_margin, 26),
    ):
        assert abs(found - Mm(wanted)) < near


@pytest.mark.parametrize(
    ("start", "font", "points"),
    [
        ("类案检索报告", "方正小标宋简体", 22),
        ("一、待决案件基本情况", "黑体", 16),
        ("（一）检索平台", "楷体_GB2312", 16),
        ("1. 是否具有从重处罚情节", "仿宋_GB2312", 16),
    ],
)
def test_fonts_are_named_as_courts_use_them(document, start, font, points):
    (paragraph,) = [each for each in document.paragraphs if each.text == start]
    run = paragraph.runs[0]
    assert run._r.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert run.font.size.pt == points


def test_every_font_that_is_named_has_others_that_stand_in():
    with zipfile.ZipFile(io.BytesIO(printed(content_of(JUDGMENTS)))) as packed:
        table = packed.read("word/fontTable.xml").decode()
        body = packed.read("word/document.xml").decode()
    named = set(re.findall(r'w:eastAsia="([^"]+)"', body))
    assert named <= set(STAND_INS)
    for name, others in STAND_INS.items():
        assert f'w:name="{name}"><w:altName w:val="{",".join(others)}"/>' in table


def test_lines_stand_28_points_apart_and_are_indented_by_two_characters(document):
    running = [each for each in document.paragraphs if each.text.startswith("说明：")]
    (paragraph,) = running
    assert paragraph.paragraph_format.line_spacing.pt == 28
    assert paragraph._p.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_outside(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    for paragraph in (odd, even):
        assert paragraph.text.strip("　").startswith("—")
        assert [node.text for node in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_tables_repeat_their_head_and_keep_their_rows_whole(document):
    content = content_of(JUDGMENTS)
    blocks = lay_out_report(content, imprint_for(content))
    heads = [block.columns[0].title for block in blocks if isinstance(block, Table)]
    repeated = [
        table.rows[0].cells[0].text
        for table in document.tables
        if table.rows[0]._tr.trPr is not None
        and table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    ]
    assert repeated == heads
    for table in document.tables:
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None


# ISO/IEC 29500-1, CT_TblPr, CT_PPr and CT_RPr: as far as a report uses them.
HEAD_OR_FOOT = ("word/header", "word/footer")
ORDERS = {
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "pPr": "pStyle keepNext keepLines widowControl spacing ind jc rPr",
    "rPr": "rStyle rFonts b bCs i color sz szCs lang",
}


def test_properties_stand_in_the_order_of_the_schema():
    """Word calls a file damaged where they do not; LibreOffice does not mind."""
    with zipfile.ZipFile(io.BytesIO(printed(long_report()))) as packed:
        body = parse_xml(packed.read("word/document.xml"))
        parts = [
            body,
            *(parse_xml(packed.read(n)) for n in packed.namelist() if n.startswith(HEAD_OR_FOOT)),
        ]
    n_seen = 0
    for part in parts:
        for name in ("tblPr", "pPr", "rPr"):
            order = ORDERS[name].split()
            for node in part.iter(qn(f"w:{name}")):
                found = [order.index(child.tag.split("}")[1]) for child in node]
                assert found == sorted(found), name
                n_seen += 1
    assert n_seen > 1000


def test_a_row_that_may_be_higher_than_a_page_runs_over():
    long = tier_row(Tier.OWN, 12, 2, reason="理由" * 400)
    content = content_of(JUDGMENTS, tiers=(long,))
    rows = [row for table in opened(printed(content)).tables for row in table.rows]
    over = [row for row in rows if row._tr.trPr is None or not len(row._tr.trPr)]
    assert [row.cells[0].text for row in over] == [label_of(Tier.OWN)]


@pytest.mark.parametrize("state", ReportState)
def test_head_and_foot_say_state_version_and_digest(state):
    content = content_of(JUDGMENTS)
    imprint = imprint_for(content, state=state, version=3)
    section = opened(render_word(lay_out_report(content, imprint), imprint)).sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert f"第3版　内容摘要（SHA-256）{imprint.digest}" in footer.paragraphs[1].text
    for header in (section.header, section.even_page_header):
        text = header.paragraphs[0].text
        assert (f"【{label_of(state)}】" in text) is not is_finished(state)


@settings(max_examples=6, deadline=None)
@given(contents())
def test_every_quote_stands_in_the_file_in_one_run(content):
    # What XML cannot hold is left out; the papers here have none of it.
    document = opened(printed(content))
    runs = {run.text for paragraph in document.paragraphs for run in paragraph.runs}
    for quote in quotes_of(content):
        assert printable(quote.text) == quote.text
        assert quote.text in runs


@settings(max_examples=6, deadline=None)
@given(contents())
def test_every_block_of_words_stands_in_the_file(content):
    found = "".join(words_of(opened(printed(content))).split())
    for block in lay_out_report(content, imprint_for(content)):
        if isinstance(block, Paragraph | Heading):
            assert "".join(printable(block.text).split()) in found


def long_report():
    """Long titles, many cases, rare characters, hundreds of queries: what cuts a table."""
    made = content_of(JUDGMENTS, n_cases=12)
    cases = tuple(
        replace(
            case,
            title=f"{case.title}与某某某有限责任公司、𠮷林省某某集团等" * 4,
            differences="血液酒精含量不同；㐂某系再犯；另有赔偿。" * 30,
        )
        for case in made.cases
    )
    queries = tuple(
        query(n % 60, *Tier, words="醉酒驾驶机动车" * (n + 1), conditions="刑事；" * 12)
        for n in range(30)
    )
    return replace(
        made,
        court="吉林省长春林区中级人民法院" * 2,
        cases=cases,
        search=search_part(queries=queries),
        pending=pending_part(
            facts="被告人𠮷某饮酒后驾驶小型轿车。" * 33,
            parties=tuple(f"被告人：㐂某{n}" for n in range(40)),
        ),
        party_cases=tuple(party_case(number=f"指导性案例{n}号") for n in range(901, 909)),
    )


REPORTS = {
    "whole": content_of(JUDGMENTS),
    "bare": bare(),
    "long": long_report(),
    "by hand": content_of(JUDGMENTS, n_cases=1, cases=(guiding_case(facts=axis("①㎎℃𠮷龘㐂")),)),
}


@pytest.mark.slow
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("name", REPORTS)
def test_the_pages_of_the_pdf_hold_every_word_and_embed_their_fonts(tmp_path, name):
    content = REPORTS[name]
    made = tmp_path / "report.pdf"
    made.write_bytes(render_pdf(printed(content), office=find_office(), seconds=120))
    text = run("pdftotext", "-layout", str(made), "-")
    shown = "".join(line.strip() for line in run("pdftotext", "-raw", str(made), "-").splitlines())
    # Heads and feet stand between the halves of what runs over pages.
    shown = re.sub(r"[—]\s*\d+\s*[—]", "", shown)
    for noise in (
        "【草稿】未经承办法官签名，不得归档使用",
        f"第1版内容摘要（SHA-256）{imprint_for(content).digest}",
    ):
        shown = bared(shown).replace(bared(noise), "")
    for block in lay_out_report(content, imprint_for(content)):
        if isinstance(block, Heading | Paragraph):
            assert bared(block.text) in bared(shown), block
    for quote in quotes_of(content):
        assert bared(quote.text) in bared(shown)
    assert "\ufffd" not in text
    fonts = run("pdffonts", str(made)).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), "a font is not embedded"
    for page in range(1, text.count("\f") + 1):
        assert bared(run("pdftotext", "-f", str(page), "-l", str(page), str(made), "-"))


def bared(text):
    return "".join(text.split())


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_without_libreoffice_the_refusal_says_how_to_get_it():
    with pytest.raises(PdfUnavailableError, match="libreoffice-writer-nogui"):
        render_pdf(b"", office=None, seconds=1)


def stub(tmp_path, script):
    made = tmp_path / "soffice"
    made.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    made.chmod(0o755)
    return str(made)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 3", "code 3"),
        ("exit 0", "without a PDF"),
        # What it starts is ended with it, or the test would wait for it.
        ("sleep 30 & wait", "more than 0.3 seconds"),
    ],
)
def test_a_libreoffice_that_fails_is_told(tmp_path, script, told):
    with pytest.raises(PdfUnavailableError, match=told):
        render_pdf(b"", office=stub(tmp_path, script), seconds=0.3 if "sleep" in script else 20)


def test_libreoffice_works_in_a_profile_of_its_own_with_macros_off(tmp_path):
    kept = tmp_path / "kept"
    script = (
        'for word in "$@"; do case "$word" in -env:UserInstallation=file://*) '
        f'cp -r "${{word#-env:UserInstallation=file://}}" {kept};; esac; done; exit 1'
    )
    with pytest.raises(PdfUnavailableError):
        render_pdf(b"", office=stub(tmp_path, script), seconds=20)
    profile = (kept / "user" / "registrymodifications.xcu").read_text("utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in profile
