"""Word, PDF, pages and tables give the running text and nothing else."""

import csv
import io
import zipfile

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.judgment import RawJudgment
from corpus.readers import FieldMapping, pdf, read_source, unpacking
from corpus.readers.page_lines import text_of_pages
from corpus.readers.pages import text_of_html
from tests.conformance.judgment_reader import TEXT, JudgmentReaderConformance


def write_docx(path, text):
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(path)


class TestDocx(JudgmentReaderConformance):
    suffix = ".docx"

    @pytest.fixture
    def write(self):
        return write_docx


class TestHtml(JudgmentReaderConformance):
    suffix = ".html"

    @pytest.fixture
    def write(self):
        def write(path, text):
            lines = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
            page = f"<!DOCTYPE html><html><head><title>题</title></head><body>{lines}</body></html>"
            path.write_text(page, encoding="gb18030")

        return write


class TestCsv(JudgmentReaderConformance):
    suffix = ".csv"

    @pytest.fixture
    def write(self):
        def write(path, text):
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([["案号", "全文"], ["号", text]])

        return write


class TestXlsx(JudgmentReaderConformance):
    suffix = ".xlsx"

    @pytest.fixture
    def write(self):
        def write(path, text):
            book = openpyxl.Workbook()
            book.active.append(["案号", "全文"])
            book.active.append(["号", text])
            book.save(path)

        return write


class TestCourtXml(JudgmentReaderConformance):
    suffix = ".xml"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_text(
            f"<?xml version='1.0' encoding='utf8'?>\n<writ><QW nameCN='全文' value='{text}'/></writ>",
            encoding="utf-8",
        )


def read_one(path):
    (piece,) = read_source(path.parent)
    return piece


def test_tables_headers_and_footers_of_word_stay_out(tmp_path):
    document = docx.Document()
    document.add_paragraph("本院认为，应予支持。")
    document.add_table(1, 2).rows[0].cells[0].text = "表中金额"
    document.add_paragraph("判决如下：")
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.save(tmp_path / "a.docx")
    assert read_one(tmp_path / "a.docx").text == "本院认为，应予支持。\n判决如下："


def test_a_paper_laid_out_in_a_table_is_read_from_it(tmp_path):
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "甲县人民法院"
    cell.add_paragraph("刑事判决书")
    document.save(tmp_path / "a.docx")
    assert read_one(tmp_path / "a.docx").text == "甲县人民法院\n刑事判决书"


def test_tracked_changes_are_read_as_accepted_and_text_boxes_left_out(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("判处有期徒刑")
    paragraph._p.append(
        parse_xml(f"<w:ins {nsdecls('w')} w:id='1' w:author='x'><w:r><w:t>二年</w:t></w:r></w:ins>")
    )
    paragraph._p.append(
        parse_xml(
            f"<w:del {nsdecls('w')} w:id='2' w:author='x'><w:r><w:delText>三年</w:delText></w:r></w:del>"
        )
    )
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>院印</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    document.save(tmp_path / "a.docx")
    assert read_one(tmp_path / "a.docx").text == "判处有期徒刑二年"


def repack(path, name, change):
    with zipfile.ZipFile(path) as old:
        members = {info.filename: old.read(info) for info in old.infolist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member, data in members.items():
            new.writestr(member, data)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_office_files_with_entities_are_refused_unread(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    if suffix == ".docx":
        write_docx(path, TEXT)
        name = "word/document.xml"
    else:
        openpyxl.Workbook().save(path)
        name = "xl/worksheets/sheet1.xml"
    repack(path, name, lambda data: b'<!DOCTYPE x [<!ENTITY a "b">]>' + data)
    assert read_one(path).code == "xml_entities"


def test_an_office_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1_000_000)
    path = tmp_path / "a.docx"
    write_docx(path, TEXT)
    repack(path, "word/styles.xml", lambda _: b" " * 30_000_000)
    assert read_one(path).code == "archive_limit"


def write_pdf(path, pages):
    """Write a PDF by hand: one line of text per line, or a page that is a picture only."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{3 + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    for index, lines in enumerate(pages):
        if lines is None:
            content = b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
        else:
            rows = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
            content = f"BT /F1 12 Tf 50 780 Td {rows} ET".encode()
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * index} 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    path.write_bytes(bytes(data))


def test_the_text_layer_of_a_pdf_is_read(tmp_path):
    write_pdf(
        tmp_path / "a.pdf", [["The court holds that the", "claim is founded."], ["Page two."]]
    )
    piece = read_one(tmp_path / "a.pdf")
    assert "claim is founded." in piece.text
    assert piece.text.endswith("Page two.")
    assert piece.source.format == "pdf"


@pytest.mark.parametrize("pages", [[None], [["text"], None]], ids=["all", "one of two"])
def test_a_scan_says_that_it_needs_ocr(tmp_path, monkeypatch, pages):
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    write_pdf(tmp_path / "a.pdf", pages)
    piece = read_one(tmp_path / "a.pdf")
    assert piece.code == "scan"
    assert "needs OCR; install tongpan[ocr]" in piece.reason


def test_a_damaged_pdf_is_rejected(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing follows")
    assert read_one(tmp_path / "a.pdf").code == "damaged"


def test_an_empty_pdf_page_is_no_scan(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "a.pdf")
    document.close()
    assert read_one(tmp_path / "a.pdf").code == "empty"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # a full line runs on, a short one ends its paragraph
        ([["甲" * 28, "乙" * 8, "丙" * 28, "丁"]], "甲" * 28 + "乙" * 8 + "\n" + "丙" * 28 + "丁"),
        # page numbers in their forms
        ([["正文一。", "- 1 -"], ["正文二。", "第2页 共2页"], ["正文三。", "3/3"]],
         "正文一。\n正文二。\n正文三。"),
        # a header with the case number on every page; an own line of the text that is repeated once
        ([["（2020）吉01民初1号", f"{n}、判决内容{n}字"] for n in "一二三"],
         "一、判决内容一字\n二、判决内容二字\n三、判决内容三字"),
        # an indented line opens a paragraph, also behind one that fills its line
        ([["　　" + "甲" * 26, "乙" * 28, "　　丙"]], "　　" + "甲" * 26 + "乙" * 28 + "\n　　丙"),
        # a little askew is no indentation
        ([["甲" * 28, "　乙" * 1, "丙"]], "甲" * 28 + "乙\n丙"),
        ([], ""),
        ([["1"]], ""),
    ],
)  # fmt: skip
def test_lines_of_pages_become_paragraphs(pages, expected):
    assert text_of_pages(pages) == expected


def test_the_paper_is_taken_from_the_page_and_its_surroundings_left():
    page = """<html><head><style>p{}</style></head><body><nav>首页</nav>
    <div id="DivContent"><div style="text-align:center">甲县人民法院</div>
      <div>本院认为，
         《关于适用&lt;刑法&gt;的解释》</div><br>判决如下<script>var a="<p>x</p>"</script></div>
    <footer>京ICP</footer></body></html>"""
    assert text_of_html(page) == "甲县人民法院\n本院认为， 《关于适用<刑法>的解释》\n判决如下"


def test_a_broken_page_still_reads():
    assert text_of_html("<p>甲<p>乙<div>丙</p>") == "甲\n乙\n丙"


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8", ";")]
)
def test_tables_in_the_forms_that_excel_writes(tmp_path, encoding, delimiter):
    buffer = io.StringIO()
    rows = [
        ["编号", "法院", "判决内容"],
        ["1", "甲法院", "一、判决，\n“如下”"],
        ["", "", ""],
        ["2", "乙", "判"],
    ]
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    path = tmp_path / "a.csv"
    path.write_bytes(buffer.getvalue().encode(encoding))
    mapping = FieldMapping(text=("判决内容",), external_id=("编号",), given={"court": "法院"})
    first, second = read_source(path, mapping=mapping)
    assert (first.text, first.given) == ("一、判决，\n“如下”", {"court": "甲法院"})
    assert second.source.external_id == "2"
    assert second.source.place == "a.csv:4"


def test_a_row_with_bad_bytes_is_rejected_alone(tmp_path):
    path = tmp_path / "a.csv"
    good = "".join(f"{n},判决内容{n}\n" for n in range(200)).encode()
    path.write_bytes(b"id,text\n" + good + b"x,\xff\xfe\xfd\n" + good)
    pieces = list(read_source(path))
    assert [type(piece) for piece in pieces].count(RawJudgment) == 400
    assert pieces[200].code == "encoding"


def test_a_long_judgment_fits_into_a_csv_cell(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1," + "长" * 500_000 + "\n", encoding="utf-8")
    (piece,) = read_source(path)
    assert len(piece.text) == 500_000


def test_a_cell_that_excel_cut_off_is_rejected(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["全文", "裁判日期"])
    book.active.append(["长" * 32_767, None])
    book.save(tmp_path / "a.xlsx")
    piece = read_one(tmp_path / "a.xlsx")
    assert (piece.place, piece.code) == ("a.xlsx!Sheet:2", "truncated")


def test_a_table_without_a_known_text_column_says_how_to_name_it(tmp_path):
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    piece = read_one(tmp_path / "a.csv")
    assert piece.code == "unknown_shape"
    assert "mapping file" in piece.reason


COURT_XML = """<writ><QW value="全文"><WS value="文首"><AH value="（2014）正刑初字第1号"/>
<JBFY value="正定县人民法院"/></WS><AJJBQK value="事实"/><CPFXGC value="理由"><AH value="另一号"/></CPFXGC>
<PJJG value="主文"/></QW></writ>"""


def test_the_courts_schema_gives_its_parts(tmp_path):
    (tmp_path / "a.xml").write_text(COURT_XML, encoding="utf-8")
    piece = read_one(tmp_path / "a.xml")
    assert (piece.text, piece.source.format) == ("全文", "court_xml")
    assert piece.given["case_number"] == "（2014）正刑初字第1号"
    assert piece.given["section_reasoning"] == "理由"


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><writ><QW value="&a;"/></writ>', "xml_entities"),
        ("<writ><QW value='全文'>", "damaged"),
        ("<other/>", "unknown_shape"),
        ("<writ><QW value=''/></writ>", "unknown_shape"),
    ],
    ids=["entities", "cut", "other schema", "no text"],
)
def test_other_xml_is_refused(tmp_path, xml, code):
    (tmp_path / "a.xml").write_text(f"<?xml version='1.0'?>{xml}", encoding="utf-8")
    assert read_one(tmp_path / "a.xml").code == code


def test_a_dump_with_a_head_of_its_own(tmp_path):
    raw = "category:民事\\ntitle:题\\npublictime:2015-10-29\\ncontent:最高人民法院\\n决定书"
    (tmp_path / "a.jsonl").write_text(f'{{"id": "1", "raw": "{raw}"}}\n', encoding="utf-8")
    piece = read_one(tmp_path / "a.jsonl")
    assert piece.text == "最高人民法院\n决定书"
    assert piece.given == {"title": "题", "case_type": "民事", "published_on": "2015-10-29"}


def test_the_page_of_a_portal_record_loses_its_markup(tmp_path):
    record = '{"s1": "题", "s2": "法院", "qwContent": "<div>甲</div><div>乙</div>", "id": "7"}'
    (tmp_path / "a.jsonl").write_text(record, encoding="utf-8")
    piece = read_one(tmp_path / "a.jsonl")
    assert piece.text == "甲\n乙"
    assert piece.given["court"] == "法院"
