"""Records of JSON become judgments, line by line."""

import gzip
import json
import lzma

import pytest

from corpus.errors import DamagedSourceError, EmptySourceError
from corpus.judgment import RawJudgment, Rejected
from corpus.readers import json_records, read_source, unpacking
from tests.conformance.judgment_reader import TEXT, JudgmentReaderConformance


class TestJsonLines(JudgmentReaderConformance):
    suffix = ".jsonl"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_text(
            json.dumps({"text": text}, ensure_ascii=False) + "\n", encoding="utf-8"
        )


class TestJsonDocument(JudgmentReaderConformance):
    suffix = ".json"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_text(
            json.dumps([{"text": text}], ensure_ascii=False, indent=2), encoding="gb18030"
        )


class TestPackedJsonLines(JudgmentReaderConformance):
    suffix = ".jsonl.xz"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_bytes(
            lzma.compress((json.dumps({"text": text}) + "\n").encode())
        )


def lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (lines({"text": "甲"}, {"text": "乙"}), ["x.json:1", "x.json:2"]),  # lines named .json
        ('{"text": "甲"}', ["x.json"]),
        ('{\n"text": "甲"\n}', ["x.json"]),
        ('[{"text": "甲"}, {"text": "乙"}]', ["x.json:1", "x.json:2"]),
        ('[\n{"text": "甲"},\n{"text": "乙"}\n]', ["x.json:1", "x.json:2"]),
        ('{"data": [{"text": "甲"}]}', ["x.json:1"]),
        ('{"code": 0, "data": []}', []),
        ("{broken\n" + lines({"text": "甲"}), ["x.json:2"]),  # one bad line is no document
        (lines({"text": "甲"}) + "\n\n" + lines({"text": "乙"}), ["x.json:1", "x.json:4"]),
    ],
)
def test_forms_of_json(tmp_path, content, places):
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    pieces = list(read_source(tmp_path)) if places else []
    assert [piece.source.place for piece in pieces if isinstance(piece, RawJudgment)] == places


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "no_json"),
        ("[1]", "no_record"),
        ("17", "no_record"),
        ('{"name": "x"}', "unknown_shape"),
        ('{"text": ""}', "no_text"),
        ('{"text": null, "正文": "  "}', "no_text"),
        ('{"text": "\\ud800"}', "encoding"),  # half a character passes JSON but no database
        ('{"text": "' + "长" * 2_000_001 + '"}', "too_long"),
        ("[" * 100_000, "no_json"),  # nesting that would exhaust the stack
        ('{"text": ' + "9" * 5_000 + "}", "no_json"),  # a number longer than Python converts
    ],
    ids=lambda value: value[:20],
)
def test_bad_lines_are_rejected_in_their_place(tmp_path, line, code):
    path = tmp_path / "x.jsonl"
    path.write_text(lines({"text": "甲"}) + line + "\n" + lines({"text": "乙"}), encoding="utf-8")
    first, bad, last = read_source(path)
    assert (first.text, last.text) == ("甲", "乙")
    assert (bad.place, bad.code) == ("x.jsonl:2", code)


def test_a_line_in_another_encoding_is_read_or_rejected_alone(tmp_path):
    path = tmp_path / "x.jsonl"
    gb = json.dumps({"text": TEXT}, ensure_ascii=False).encode("gb18030")
    bad = b'{"text": "\xff\xfe\xfd"}'
    path.write_bytes(b"\n".join([lines({"text": TEXT}).strip().encode(), gb, bad]))
    first, second, third = read_source(path)
    assert first.text == second.text == TEXT
    assert third.code == "encoding"


def test_an_endless_line_is_skipped_without_losing_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(json_records, "MAX_LINE_BYTES", 1000)
    monkeypatch.setattr(json_records, "_SKIPPED_AT_ONCE", 300)
    path = tmp_path / "x.jsonl"
    path.write_text(lines({"text": "甲"}, {"text": "x" * 5000}, {"text": "乙"}), encoding="utf-8")
    first, long, last = read_source(path)
    assert (first.text, last.text) == ("甲", "乙")
    assert (long.place, long.code) == ("x.jsonl:2", "line_too_long")


def test_ten_megabytes_of_one_line_of_text_are_rejected(tmp_path):
    (tmp_path / "x.txt").write_bytes(b"a" * 10_000_000)
    (piece,) = read_source(tmp_path)
    assert piece.code == "too_long"


@pytest.mark.parametrize(("pack", "suffix"), [(lzma.compress, ".xz"), (gzip.compress, ".gz")])
def test_an_archive_that_ends_too_early_keeps_what_came_before(tmp_path, pack, suffix):
    records = [{"text": f"{TEXT}{number}" * 30, "n": str(number**9)} for number in range(3000)]
    data = pack(lines(*records).encode())
    path = tmp_path / f"x.jsonl{suffix}"
    path.write_bytes(data[: len(data) * 2 // 3])
    *good, last = read_source(path)
    assert len(good) > 10
    assert all(isinstance(piece, RawJudgment) for piece in good)
    assert (last.place, last.code) == (path.name, "truncated")


def test_an_archive_damaged_from_the_start_is_an_error_when_named(tmp_path):
    path = tmp_path / "x.jsonl.xz"
    path.write_bytes(lzma.compress(b"x" * 1000)[:20] + b"rubbish")
    with pytest.raises(DamagedSourceError):
        list(read_source(path))


def test_a_packed_bomb_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1_000_000)
    path = tmp_path / "x.txt.xz"
    path.write_bytes(lzma.compress(b"a" * 5_000_000))
    (piece,) = read_source(tmp_path)
    assert piece.code == "damaged"
    assert "unpacks to more than" in piece.reason


def test_a_file_without_a_record_is_empty(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text("\n\n", encoding="utf-8")
    with pytest.raises(EmptySourceError):
        list(read_source(path))


SHAPES = [
    (
        "lecard",
        {
            "id": "8",
            "qw": "全文",
            "ajjbqk": "事实",
            "cpfxgc": "理由",
            "pjjg": "主文",
            "writName": "题",
        },
        "全文",
        "8",
        {
            "title": "题",
            "section_facts": "事实",
            "section_reasoning": "理由",
            "section_disposition": "主文",
        },
    ),
    (
        "judge",
        {"text_id": "t", "fd": "全文", "text": "事实", "la": [264]},
        "全文",
        "t",
        {"section_facts": "事实"},
    ),
    (
        "wenshu",
        {
            "s1": "题",
            "s2": "法院",
            "s7": "案号",
            "s22": "首部",
            "s26": "理由",
            "s27": "主文",
            "id": "w",
        },
        "首部\n理由\n主文",
        "w",
        {
            "title": "题",
            "court": "法院",
            "case_number": "案号",
            "section_head": "首部",
            "section_reasoning": "理由",
            "section_disposition": "主文",
        },
    ),
    ("record", {"正文": "全文", "案号": "号", "id": ""}, "全文", None, {"case_number": "号"}),
    ("record", {"text": "全文", "id": 5, "title": "题"}, "全文", "5", {"title": "题"}),
]


@pytest.mark.parametrize(("form", "record", "text", "external_id", "given"), SHAPES)
def test_well_known_shapes_need_no_mapping(tmp_path, form, record, text, external_id, given):
    path = tmp_path / "x.jsonl"
    path.write_text(lines(record), encoding="utf-8")
    (piece,) = read_source(path)
    assert not isinstance(piece, Rejected)
    assert (piece.source.format, piece.text) == (form, text)
    assert piece.source.external_id == external_id
    assert piece.given == given
