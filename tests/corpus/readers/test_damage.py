"""Whatever happened to a file, it is read or rejected, and never an error inside a folder."""

import csv
import io
import json
import lzma
import random
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.judgment import RawJudgment, Rejected
from corpus.readers import read_source
from tests.conformance.judgment_reader import TEXT
from tests.corpus.readers.test_archives import tar_bytes, zip_bytes
from tests.corpus.readers.test_office import COURT_XML, write_docx, write_pdf


def whole_files(folder):
    """Write one sound file of every format."""
    (folder / "a.txt").write_text(TEXT, encoding="gb18030")
    line = json.dumps({"text": TEXT}) + "\n"
    (folder / "a.jsonl").write_text(line * 5, encoding="utf-8")
    (folder / "a.jsonl.xz").write_bytes(lzma.compress(line.encode() * 50))
    (folder / "a.zip").write_bytes(zip_bytes([("a.txt", TEXT), ("b.jsonl", line)]))
    (folder / "a.tar").write_bytes(tar_bytes([("a.txt", TEXT.encode())]))
    (folder / "a.xml").write_text(f"<?xml version='1.0'?>{COURT_XML}", encoding="utf-8")
    (folder / "a.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    write_docx(folder / "a.docx", TEXT)
    write_pdf(folder / "a.pdf", [["text of a page"], ["another page"]])
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["全文"], [TEXT], [TEXT]])
    book = openpyxl.Workbook()
    for row in (["全文"], [TEXT], [TEXT]):
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return {path.name: path.read_bytes() for path in whole_files(tmp_path_factory.mktemp("sound"))}


def damaged(data, chance):
    """Return the bytes with a few changed, cut out, doubled or appended."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + 20]
            case _:
                data += bytes(chance.randrange(256) for _ in range(5))
        if not data:
            data = bytearray(b"x")
    return bytes(data)


def assert_read_or_rejected(folder):
    pieces = list(read_source(folder))
    assert pieces
    for piece in pieces:
        assert isinstance(piece, (RawJudgment, Rejected))
        if isinstance(piece, Rejected):
            assert piece.code.isascii()
            assert piece.reason


def test_sound_files_are_all_read(tmp_path, sound):
    for name, data in sound.items():
        (tmp_path / name).write_bytes(data)
    assert all(isinstance(piece, RawJudgment) for piece in read_source(tmp_path))


@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_of_every_format(tmp_path, sound, seed):
    chance = random.Random(seed)
    for name, data in sound.items():
        for copy in range(3):
            (tmp_path / f"{copy}{name}").write_bytes(damaged(data, chance))
    assert_read_or_rejected(tmp_path)


def damaged_inside(data, chance):
    """Return an Office file, sound as an archive, one of whose parts is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = [(info.filename, package.read(info)) for info in package.infolist()]
    at = chance.randrange(len(members))
    members[at] = (members[at][0], damaged(members[at][1], chance))
    return zip_bytes(members)


@pytest.mark.parametrize("seed", range(12))
def test_office_files_damaged_inside(tmp_path, sound, seed):
    chance = random.Random(seed)
    for name in ("a.docx", "a.xlsx"):
        for copy in range(3):
            (tmp_path / f"{copy}{name}").write_bytes(damaged_inside(sound[name], chance))
    assert_read_or_rejected(tmp_path)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(1000, 1400))
def test_many_damaged_files_of_every_format(tmp_path, sound, seed):
    chance = random.Random(seed)
    for name, data in sound.items():
        for copy in range(10):
            (tmp_path / f"{copy}{name}").write_bytes(damaged(data, chance))
            if name in ("a.docx", "a.xlsx"):
                (tmp_path / f"i{copy}{name}").write_bytes(damaged_inside(data, chance))
    assert_read_or_rejected(tmp_path)


SUFFIXES = [
    ".txt",
    ".json",
    ".jsonl",
    ".xml",
    ".html",
    ".csv",
    ".docx",
    ".xlsx",
    ".pdf",
    ".zip",
    "",
]
STARTS = [b"", b"PK\x03\x04", b"%PDF-1.4", b"<?xml", b"<html", b'{"', b"\x1f\x8b", b"\xfd7zXZ\x00"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from(SUFFIXES), start=st.sampled_from(STARTS), rest=st.binary(max_size=600)
)
def test_any_bytes_under_any_name(tmp_path_factory, suffix, start, rest):
    folder = tmp_path_factory.mktemp("any")
    (folder / f"a{suffix}").write_bytes(start + rest)
    assert_read_or_rejected(folder)
