"""The courts' own XML schema: a tree of the paper's parts, each with its text as an attribute."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from corpus.readers.decoding import decode_text
from corpus.readers.pieces import Piece, Refusal, SourceFile
from corpus.readers.records import piece_of_record
from corpus.readers.shapes import Record

_WANTED = frozenset(
    {"QW", "WS", "DSR", "SSJL", "AJJBQK", "CPFXGC", "PJJG", "WW"}
    | {"AH", "JBFY", "WSMC", "AJLB", "SPCX", "CPSJ", "WZAY"}
)
"""全文; the parts 文首 当事人 诉讼记录 案件基本情况 裁判分析过程 判决结果 文尾; the facts 案号
经办法院 文书名称 案件类别 审判程序 裁判时间 完整案由."""


class CourtXmlReader:
    """Reads .xml files of the courts' schema (``writ/QW``)."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the one judgment of the file."""
        data = file.read()
        text = data if isinstance(data, Refusal) else decode_text(data)
        record = text if isinstance(text, Refusal) else record_of_xml(text)
        if isinstance(record, Refusal):
            yield record.at(file.place)
        else:
            yield piece_of_record(file, record, place=file.place, form="court_xml")


def record_of_xml(text: str) -> Record | Refusal:
    """Return the texts and facts of a paper in the courts' schema by the names of their elements.

    Entities are off: a document that declares any is refused unread, so that none can expand to
    gigabytes or fetch a file.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return Refusal("xml_entities", "declares a document type or entities; remove them")
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities were refused above
    except ET.ParseError as error:
        return Refusal("damaged", f"no well-formed XML: {error}")
    whole = root if root.tag == "QW" else root.find(".//QW")
    if whole is None:
        met = f"an XML document <{root.tag}>"
        return Refusal("unknown_shape", f"{met}; expected the courts' schema <writ><QW value=…>")
    record: dict[str, object] = {"QW": whole.get("value", "")}
    for element in whole.iter():
        # The first is the paper's own; later ones stand inside facts about an earlier paper.
        if element.tag in _WANTED and element.get("value"):
            record.setdefault(element.tag, element.get("value"))
    return record
