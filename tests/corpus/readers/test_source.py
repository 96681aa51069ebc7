"""Folders are walked in order, and what cannot be read is said."""

import os
import subprocess
import sys

import pytest

from corpus.errors import DamagedSourceError, EmptySourceError, SourceError, UnknownFormatError
from corpus.readers import read_source
from tests.conformance.judgment_reader import TEXT, JudgmentReaderConformance


class TestText(JudgmentReaderConformance):
    suffix = ".txt"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_text(text, encoding="utf-8")


class TestOldText(JudgmentReaderConformance):
    suffix = ".txt"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))


def test_files_come_in_order_of_their_path(tmp_path):
    for name in ("b/2.txt", "b/10.txt", "a.txt", "b.txt", "c/d/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"判决{name}", encoding="utf-8")
    places = [piece.source.place for piece in read_source(tmp_path)]
    assert places == ["a.txt", "b/10.txt", "b/2.txt", "b.txt", "c/d/e.txt"]


def test_what_systems_leave_behind_is_passed_over(tmp_path):
    for name in (".DS_Store", "~$判决.docx", "Thumbs.db", ".git", "a.txt"):
        (tmp_path / name).write_text("判决", encoding="utf-8")
    assert [piece.source.place for piece in read_source(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "data", "code", "word"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported_ole", "docx"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported_ole", "docx"),
        ("a.rtf", b"{\\rtf1\\ansi}", "unsupported_rtf", "docx"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\0", "damaged", "picture"),
        ("a.rar", b"Rar!\x1a\x07\0", "unsupported_packed", "zip"),
        ("a.exe", b"MZ\x90\0", "unknown_format", "expected"),
        ("a.txt", b"MZ\x90\0", "binary", "zero byte"),
        ("a.txt", b"  \n ", "empty", "judgment"),
    ],
    ids=["old word", "old word as text", "rtf", "picture", "rar", "program", "binary", "blank"],
)
def test_files_that_cannot_be_read_say_what_to_do(tmp_path, name, data, code, word):
    (tmp_path / name).write_bytes(data)
    (piece,) = read_source(tmp_path)
    assert (piece.place, piece.code) == (name, code)
    assert word in piece.reason


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", EmptySourceError), (b"MZ\0", DamagedSourceError), (b"\xff\xd8\xff", DamagedSourceError)],
    ids=["empty", "binary", "picture"],
)
def test_a_single_bad_file_is_an_error(tmp_path, data, error):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(error, match=r"a\.txt"):
        list(read_source(path))


def test_a_single_file_of_no_known_format_is_an_error(tmp_path):
    path = tmp_path / "a.exe"
    path.write_bytes(b"MZ")
    with pytest.raises(UnknownFormatError):
        list(read_source(path))


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(SourceError, match="No such file"):
        list(read_source(tmp_path / "none"))


def test_a_link_to_a_folder_is_not_followed(tmp_path):
    (tmp_path / "a.txt").write_text("判决", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    pieces = list(read_source(tmp_path))
    assert [getattr(piece, "code", "read") for piece in pieces] == ["read", "link"]


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from corpus.readers import read_source
from corpus.errors import SourceError
root = Path(sys.argv[1])
os.setgid(65534); os.setuid(65534)
for piece in read_source(root):
    print(getattr(piece, "code", "read"), getattr(piece, "place", ""))
try:
    list(read_source(root / "closed"))
except SourceError as error:
    print("refused", error.reason)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can take another user's rights")
def test_a_folder_and_a_file_without_permission_are_rejected_rows(tmp_path):
    # Root may read everything, so that the reading is done by a process that gave its rights up.
    folder = tmp_path / "source"
    (folder / "closed").mkdir(parents=True)
    (folder / "closed" / "x.txt").write_text(TEXT, encoding="utf-8")
    for name in ("a.txt", "z.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").chmod(0)
    (folder / "closed").chmod(0)
    for parent in [tmp_path, *tmp_path.parents]:
        if parent.stat().st_uid == os.getuid() and parent.name.startswith(
            ("pytest", "popen", "test_")
        ):
            parent.chmod(0o755)
    result = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert result.stdout.splitlines() == [
        "read ",
        "no_permission b.txt",
        "no_permission closed",
        "read ",
        "refused Permission denied",
    ]


def test_a_folder_whose_listing_fails_is_a_rejected_row(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, bad = read_source(tmp_path)
    assert good.text == TEXT
    assert (bad.place, bad.code) == ("closed", "no_permission")
