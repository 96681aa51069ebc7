"""Which readers take a file, a stored form or a backup, and how is each run?"""

import contextlib
import csv
import gzip
import hashlib
import io
import json
import lzma
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Final

import openpyxl

from corpus.codec import decode_judgment, encode_judgment
from corpus.judgment import Judgment, RawJudgment, Rejected
from corpus.readers.pieces import SourceFile
from corpus.readers.source import read_file
from corpus.readers.unpacking import STREAM_ERRORS, unpacked
from corpus.reading import read_judgment
from evaluation.endurance.fuzz.files import (
    mutated_json,
    mutated_markup,
    mutated_tar,
    mutated_text_file,
    mutated_zip,
    zip_of,
)
from evaluation.endurance.fuzz.text_targets import TODAY, sample
from evaluation.endurance.fuzz.texts import damaged
from evaluation.endurance.fuzz.watching import Target
from evaluation.performance.case_way import word_file
from indexing.errors import IndexingError
from indexing.snapshots.snapshot import read_manifest
from service.backup.keeping import look_into
from service.referral.conference.asking import ASKED_OF_ITEM
from service.referral.course.trail import read_content
from service.reports.codec import decode_content
from service.search.uploads import text_of_upload
from service.settings import Settings

_N_PAPERS: Final = 12
_UPLOAD_SUFFIXES: Final = ("docx", "pdf", "txt", "html", "json", "zip", "xlsx", "doc", "")
_PDF_WORDS: Final = (
    b"endobj",
    b"stream",
    b"/Type",
    b"/Kids",
    b"/Length 99999999",
    b"/Parent 1 0 R",
)
_DEEP_KEYS: Final = ("text", "全文", "content", "qw")


def file_targets() -> tuple[Target, ...]:
    """Return the targets that take a file or a stored form."""
    return (
        _reader("text_file", 35, ".txt", _texts, mutated_text_file),
        _reader("json_file", 25, ".json", _json_files, mutated_json),
        _reader("html_file", 15, ".html", _pages, mutated_markup),
        _reader("xml_file", 45, ".xml", _court_xml, mutated_markup),
        _reader("csv_file", 20, ".csv", _tables, mutated_text_file),
        _reader("docx_file", 8, ".docx", _word_files, mutated_zip),
        _reader("xlsx_file", 5, ".xlsx", _books, mutated_zip),
        _reader("pdf_file", 30, ".pdf", _pdf_files, _mutated_pdf),
        _reader("zip_file", 15, ".zip", _zip_files, mutated_zip),
        _reader("tar_file", 10, ".tar", _tar_files, mutated_tar),
        _reader("packed_file", 17, ".jsonl.xz", _packed_files, damaged),
        Target(
            name="upload",
            share=15,
            seeds=_uploads,
            mutated=_mutated_upload,
            run=_upload,
            is_pure=False,
        ),
        Target(
            name="stored_judgment",
            share=50,
            seeds=_stored,
            mutated=mutated_json,
            run=_decode,
        ),
        Target(
            name="said_in_json",
            share=70,
            seeds=_said,
            mutated=mutated_json,
            run=_say,
        ),
        Target(
            name="backup",
            share=20,
            seeds=_backups,
            mutated=mutated_tar,
            run=_look,
            is_pure=False,
        ),
    )


def _reader(
    name: str,
    share: int,
    suffix: str,
    seeds: Callable[[], tuple[bytes, ...]],
    mutated: Callable[[bytes, Random], bytes],
) -> Target:
    return Target(
        name=name, share=share, seeds=seeds, mutated=mutated, run=partial(_read_file, suffix)
    )


def _read_file(suffix: str, data: bytes) -> bool:
    """Read a file as an ingest reads one of a folder, and its judgments too."""
    place = f"a{suffix}"
    try:
        inner, opener = unpacked(lambda: io.BytesIO(data), name=place, size=len(data), place=place)
    except STREAM_ERRORS:
        return False
    file = SourceFile(place=place, name=inner, source_name="fuzz", mapping=None, open=opener)
    n_accepted = 0
    for number, piece in enumerate(read_file(file)):
        if isinstance(piece, Rejected):
            _require_words(piece)
            continue
        n_accepted += 1
        if number < _N_PAPERS:
            read_judgment(piece, today=TODAY)
    return n_accepted > 0


def _require_words(rejected: Rejected) -> None:
    if not (rejected.code.isascii() and rejected.reason and rejected.place):
        raise AssertionError(f"a rejection without its words: {rejected}")


@cache
def _papers() -> tuple[RawJudgment, ...]:
    return sample().judgments[:_N_PAPERS]


def _texts() -> tuple[bytes, ...]:
    texts = [raw.text for raw in _papers()]
    return tuple(text.encode() for text in texts) + tuple(text.encode("gb18030") for text in texts)


def _json_files() -> tuple[bytes, ...]:
    records = [{"id": raw.source.external_id, "text": raw.text} for raw in _papers()]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    shapes = [
        *(
            {key: record["text"], "案号": "（2021）吉0123刑初12号"}
            for key, record in zip(_DEEP_KEYS, records, strict=False)
        ),
        {"data": records[:3]},
        records[:3],
        {"xml": _xml_of(records[0]["text"] or ""), "name": "a"},
    ]
    return (lines.encode(), *(json.dumps(each, ensure_ascii=False).encode() for each in shapes))


def _pages() -> tuple[bytes, ...]:
    return tuple(
        (
            "<!DOCTYPE html><html><head><title>题</title></head><body><nav>首页</nav>"
            + "".join(f"<p>{line}</p>" for line in raw.text.split("\n"))
            + "</body></html>"
        ).encode()
        for raw in _papers()[:4]
    )


def _xml_of(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;")
    number = "<AH value='（2021）吉0123刑初12号'/>"
    return f"<writ><QW nameCN='全文' value='{escaped}'>{number}</QW></writ>"


def _court_xml() -> tuple[bytes, ...]:
    return tuple(f"<?xml version='1.0'?>{_xml_of(raw.text)}".encode() for raw in _papers()[:4])


def _tables() -> tuple[bytes, ...]:
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(["案号", "全文", "裁判日期"])
    rows.writerows(["（2021）吉0123刑初12号", raw.text, "2021-05-01"] for raw in _papers()[:4])
    text = written.getvalue()
    return text.encode("utf-8-sig"), text.replace(",", "\t").encode("gb18030")


def _word_files() -> tuple[bytes, ...]:
    return tuple(word_file(raw.text) for raw in _papers()[:3])


def _books() -> tuple[bytes, ...]:
    with closing(openpyxl.Workbook()) as book:
        sheet = book.active
        for row in (["案号", "全文"], *(["号", raw.text] for raw in _papers()[:3])):
            sheet.append(row)
        written = io.BytesIO()
        book.save(written)
    return (written.getvalue(),)


def _pdf_files() -> tuple[bytes, ...]:
    return _pdf_of(["Court of A County", "Judgment 12"]), _pdf_of([])


def _pdf_of(lines: list[str]) -> bytes:
    """Return a PDF of one page with a text layer."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written = io.BytesIO(b"%PDF-1.4\n")
    written.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = written.tell()
    written.write(b"xref\n0 6\n0000000000 65535 f \n")
    written.writelines(b"%010d 00000 n \n" % place for place in places)
    written.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return written.getvalue()


def _mutated_pdf(data: bytes, chance: Random) -> bytes:
    if chance.randrange(2):
        return damaged(data, chance)
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(_PDF_WORDS) * chance.choice((1, 200)) + data[at:]


def _zip_files() -> tuple[bytes, ...]:
    texts = [(f"案{n}.txt", raw.text.encode("gb18030")) for n, raw in enumerate(_papers()[:3])]
    inner = zip_of([("inner.txt", texts[0][1]), ("lines.jsonl", _json_files()[0])])
    return zip_of(texts), zip_of([*texts[:1], ("inner.zip", inner), ("a.docx", _word_files()[0])])


def _tar_files() -> tuple[bytes, ...]:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for n, raw in enumerate(_papers()[:3]):
            content = raw.text.encode()
            facts = tarfile.TarInfo(f"案/{n}.txt")
            facts.size = len(content)
            archive.addfile(facts, io.BytesIO(content))
    return (written.getvalue(),)


def _packed_files() -> tuple[bytes, ...]:
    lines = _json_files()[0]
    return lzma.compress(lines), gzip.compress(lines, mtime=0)


# The first byte of an upload chooses its name; the rest is its content.
def _uploads() -> tuple[bytes, ...]:
    sound = (
        *(_word_files()[:1] + _pdf_files()[:1] + _texts()[:1] + _pages()[:1]),
        *(_json_files()[1:2] + _zip_files()[:1] + _books()),
    )
    return tuple(bytes([number]) + content for number, content in enumerate(sound))


def _mutated_upload(data: bytes, chance: Random) -> bytes:
    name, content = data[:1] or b"\0", data[1:]
    mutated: Callable[[bytes, Random], bytes]
    if content.startswith(b"PK"):
        mutated = mutated_zip
    elif content.startswith(b"%PDF"):
        mutated = _mutated_pdf
    else:
        mutated = chance.choice((mutated_json, mutated_markup, mutated_text_file))
    # A name that promises another kind is what happens most.
    if chance.randrange(3) == 0:
        name = chance.randbytes(1)
    return name + mutated(content, chance)


@cache
def _settings() -> Settings:
    return Settings(data=Path(tempfile.gettempdir()))


def _upload(data: bytes) -> bool:
    suffix = _UPLOAD_SUFFIXES[(data[0] if data else 0) % len(_UPLOAD_SUFFIXES)]
    return bool(text_of_upload(f"..\\案卷/a.{suffix}", data[1:], _settings()))


@cache
def _stored() -> tuple[bytes, ...]:
    read = (read_judgment(raw, today=TODAY) for raw in _papers())
    return tuple(
        json.dumps(encode_judgment(each), ensure_ascii=False).encode()
        for each in read
        if isinstance(each, Judgment)
    )


def _decode(data: bytes) -> bool:
    stored = _object_in(data)
    if stored is None:
        return False
    decode_judgment(stored)
    return True


def _object_in(data: bytes) -> dict[str, object] | None:
    """Return what stands in JSON; what is none is refused before any reader of ours."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _said() -> tuple[bytes, ...]:
    report = {"schema": 1, "content": {"case": {"number": "（2021）吉0123刑初12号"}, "hits": []}}
    acts = [{"act": name, "content": {}} for name in sorted(ASKED_OF_ITEM)]
    return tuple(json.dumps(each, ensure_ascii=False).encode() for each in (report, *acts))


def _say(data: bytes) -> bool:
    """Take what a program says in JSON: the content of a report, or of an act."""
    said = _object_in(data)
    if said is None:
        return False
    kind = ASKED_OF_ITEM.get(str(said.get("act")))
    if kind is None:
        decode_content(said)
    else:
        read_content(str(said["act"]), said.get("content"), kind)
    return True


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    content: bytes


def _backups() -> tuple[bytes, ...]:
    members = [_Member("records/judgments.jsonl", b'{"id": "j1"}\n'), _Member("files/a", b"x")]
    digests = {each.name: hashlib.sha256(each.content).hexdigest() for each in members}
    manifest = {
        "format": 1,
        "made_at": "2026-01-01T00:00:00+00:00",
        "revision": "0016",
        "tables": {"judgments": 1},
        "snapshot": None,
        "members": digests,
    }
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for each in (*members, _Member("manifest.json", json.dumps(manifest).encode())):
            facts = tarfile.TarInfo(each.name)
            facts.size = len(each.content)
            archive.addfile(facts, io.BytesIO(each.content))
    return (written.getvalue(),)


def _look(data: bytes) -> bool:
    """Look into a backup, and at the manifest of a snapshot, both of these bytes."""
    with tempfile.TemporaryDirectory(prefix="tongpan-fuzz-") as name:
        path = Path(name) / "a.backup"
        path.write_bytes(data)
        (Path(name) / "manifest.json").write_bytes(data)
        with contextlib.suppress(IndexingError):
            read_manifest(Path(name))
        look_into(path)
    return True
