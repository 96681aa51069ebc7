"""Which well-known collection does a record come from, and where does it keep its fields?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.readers.mapping import FieldMapping

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The records of one collection.

    Attributes:
        name: Name of the shape, kept as the format of a judgment.
        needs: Keys of which all must be present, and the first filled.
        mapping: Where it keeps its fields.
        is_html: Whether the text is a page whose markup must go.
    """

    name: str
    needs: tuple[str, ...]
    mapping: FieldMapping
    is_html: bool = False


LECARD = Shape(
    name="lecard",
    needs=("qw", "ajjbqk"),
    mapping=FieldMapping(
        text=("qw",),
        external_id=("id", "writId"),
        given={
            "title": "writName",
            "section_facts": "ajjbqk",
            "section_reasoning": "cpfxgc",
            "section_disposition": "pjjg",
        },
    ),
)

JUDGE = Shape(
    name="judge",
    needs=("fd",),
    mapping=FieldMapping(text=("fd",), external_id=("text_id",), given={"section_facts": "text"}),
)

_PORTAL_GIVEN = {
    "title": "s1",
    "court": "s2",
    "case_number": "s7",
    "case_type": "s8",
    "instance": "s9",
    "decided_on": "s31",
    "published_on": "s41",
    "cause": "s11",
    "parties": "s17",
    "section_head": "s22",
    "section_procedure": "s23",
    "section_facts": "s25",
    "section_reasoning": "s26",
    "section_disposition": "s27",
    "section_signature": "s28",
}

PORTAL_HTML = Shape(
    name="wenshu",
    needs=("qwContent", "s1"),
    mapping=FieldMapping(text=("qwContent",), external_id=("id", "s5"), given=_PORTAL_GIVEN),
    is_html=True,
)

PORTAL = Shape(
    name="wenshu",
    needs=("s1", "s2"),
    mapping=FieldMapping(
        text=("s22", "s23", "s25", "s26", "s27", "s28"),
        external_id=("id", "s5"),
        given=_PORTAL_GIVEN,
    ),
)

COURT_XML = Shape(
    name="court_xml",
    needs=("QW",),
    mapping=FieldMapping(
        text=("QW",),
        external_id=("id",),
        given={
            "title": "WSMC",
            "court": "JBFY",
            "case_number": "AH",
            "case_type": "AJLB",
            "instance": "SPCX",
            "decided_on": "CPSJ",
            "cause": "WZAY",
            "section_head": "WS",
            "section_parties": "DSR",
            "section_procedure": "SSJL",
            "section_facts": "AJJBQK",
            "section_reasoning": "CPFXGC",
            "section_disposition": "PJJG",
            "section_signature": "WW",
        },
    ),
)

SHAPES = (LECARD, JUDGE, PORTAL_HTML, PORTAL, COURT_XML)

_TEXT_KEYS = ("正文", "全文", "文书内容", "裁判文书", "text", "content", "fulltext", "full_text")
_ID_KEYS = ("id", "ID", "uuid", "doc_id", "external_id", "文书ID")
_NAMES: Mapping[str, Sequence[str]] = {
    "title": ("标题", "案件名称", "文书标题", "title"),
    "court": ("法院", "审理法院", "法院名称", "court"),
    "case_number": ("案号", "case_number"),
    "case_type": ("案件类型", "case_type", "category"),
    "document_kind": ("文书类型", "document_kind"),
    "instance": ("审理程序", "审判程序", "instance"),
    "decided_on": ("裁判日期", "判决日期", "decided_on"),
    "published_on": ("公开日期", "发布日期", "published_on", "publictime"),
    "cause": ("案由", "cause"),
    "charges": ("罪名", "charges"),
    "parties": ("当事人", "parties"),
}
"""Names under which tables and dumps of judgments commonly keep a field, likeliest first."""


def shape_of(record: Record) -> Shape | None:
    """Return the shape of a record, or None where its text cannot be told.

    Example:
        >>> shape_of({"正文": "判决书", "法院": "甲法院"}).mapping.given["court"]
        '法院'
    """
    for shape in SHAPES:
        if record.get(shape.needs[0]) and all(key in record for key in shape.needs):
            return shape
    text_key = next((key for key in _TEXT_KEYS if isinstance(record.get(key), str)), None)
    if text_key is None:
        return None
    given = {
        name: next(key for key in keys if key in record)
        for name, keys in _NAMES.items()
        if any(key in record for key in keys)
    }
    mapping = FieldMapping(text=(text_key,), external_id=_ID_KEYS, given=given)
    return Shape(name="record", needs=(text_key,), mapping=mapping)
