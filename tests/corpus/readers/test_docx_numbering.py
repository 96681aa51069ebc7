"""Numbers that Word counts by itself stand before their paragraphs, as they do on paper."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.readers import read_source


def level(depth, form, pattern, start=1, more=""):
    return (
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/>{more}"
        f"<w:lvlText w:val='{pattern}'/></w:lvl>"
    )


def written(
    tmp_path,
    levels,
    paragraphs,
    *,
    nums="<w:num w:numId='71'><w:abstractNumId w:val='70'/></w:num>",
):
    """Write a document with one list definition and return its lines as read.

    A paragraph is its text and, where it is numbered, list and level.
    """
    document = docx.Document()
    root = document.part.numbering_part.element
    for each in list(root):
        root.remove(each)
    made = parse_xml(
        f"<w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='70'>{levels}</w:abstractNum>"
        f"{nums}</w:numbering>"
    )
    root.extend(list(made))
    for text, *place in paragraphs:
        paragraph = document.add_paragraph(text)
        if place:
            number, depth = place
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{depth}'/>"
                    f"<w:numId w:val='{number}'/></w:numPr>"
                )
            )
    document.save(tmp_path / "a.docx")
    (piece,) = read_source(tmp_path)
    return piece.text.split("\n")


def test_items_of_a_ruling_are_numbered(tmp_path):
    lines = written(
        tmp_path,
        level(0, "chineseCountingThousand", "%1、"),
        [("判决如下：",), *((f"第{n}项", 71, 0) for n in range(1, 13)), ("如不服本判决",)],
    )
    assert lines[0] == "判决如下："
    assert lines[1:3] == ["一、第1项", "二、第2项"]
    assert lines[10:13] == ["十、第10项", "十一、第11项", "十二、第12项"]
    assert lines[13] == "如不服本判决"


@pytest.mark.parametrize(
    ("form", "pattern", "expected"),
    [
        ("decimal", "%1.", "3.甲"),
        ("decimal", "（%1）", "（3）甲"),
        ("japaneseCounting", "第%1条", "第三条 甲"),
        ("decimalEnclosedCircle", "%1", "③ 甲"),
        ("decimalFullWidth", "%1．", "３．甲"),
        ("decimalZero", "%1)", "03)甲"),
        ("ideographTraditional", "%1、", "丙、甲"),
        ("upperLetter", "%1.", "C.甲"),
        ("lowerRoman", "(%1)", "(iii)甲"),
        # what is no count, or is written as the program's language likes
        ("bullet", "●", "甲"),
        ("none", "", "甲"),
        ("ordinalText", "%1.", "甲"),
    ],
)
def test_formats(tmp_path, form, pattern, expected):
    assert written(tmp_path, level(0, form, pattern, start=3), [("甲", 71, 0)]) == [expected]


def test_deeper_levels_begin_anew_and_name_those_above(tmp_path):
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2 ", more="<w:isLgl/>")
    places = [("甲", 71, 0), ("乙", 71, 1), ("丙", 71, 1), ("丁", 71, 0), ("戊", 71, 1)]
    assert written(tmp_path, levels, places) == ["一、甲", "1.1 乙", "1.2 丙", "二、丁", "2.1 戊"]


def test_lists_of_one_definition_share_its_count_unless_told_otherwise(tmp_path):
    nums = "".join(
        f"<w:num w:numId='{n}'><w:abstractNumId w:val='70'/>{override}</w:num>"
        for n, override in (
            (71, ""),
            (72, ""),
            (73, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"),
        )
    )
    places = [("甲", 71, 0), ("乙", 72, 0), ("丙", 73, 0), ("丁", 73, 0)]
    lines = written(tmp_path, level(0, "chineseCounting", "%1、"), places, nums=nums)
    assert lines == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_style_may_number_its_paragraphs_and_a_paragraph_may_decline(tmp_path):
    document = docx.Document()
    for text in ("甲", "乙", "丙"):
        document.add_paragraph(text, style="List Number")
    document.paragraphs[1]._p.get_or_add_pPr().append(
        parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='0'/></w:numPr>")
    )
    document.save(tmp_path / "a.docx")
    (piece,) = read_source(tmp_path)
    assert piece.text == "1.甲\n乙\n2.丙"


@pytest.mark.parametrize("place", [(99, 0), (71, 5), (71, "x")], ids=["list", "level", "forged"])
def test_a_list_that_is_not_there_numbers_nothing(tmp_path, place):
    levels = level(1, "decimal", "%2.")
    assert written(tmp_path, levels, [("甲", *place)]) == ["甲"]


def test_an_empty_paragraph_shows_no_number_but_counts(tmp_path):
    lines = written(
        tmp_path, level(0, "decimal", "%1."), [("甲", 71, 0), ("", 71, 0), ("乙", 71, 0)]
    )
    assert lines == ["1.甲", "", "3.乙"]


def test_paragraphs_in_the_frame_of_a_form_are_read(tmp_path):
    document = docx.Document()
    document.add_paragraph("本院认为")
    framed = document.add_paragraph("应予支持")._p
    frame = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    framed.addprevious(frame)
    frame[0].append(framed)
    document.save(tmp_path / "a.docx")
    (piece,) = read_source(tmp_path)
    assert piece.text == "本院认为\n应予支持"
