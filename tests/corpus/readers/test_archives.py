"""Archives are read member by member, and forged ones do no harm."""

import io
import json
import lzma
import struct
import tarfile
import zipfile

import pytest

from corpus.judgment import RawJudgment
from corpus.readers import archives, read_source, unpacking
from tests.conformance.judgment_reader import TEXT, JudgmentReaderConformance


def zip_bytes(members, *, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def tar_bytes(members, *, mode="w"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


class TestZip(JudgmentReaderConformance):
    suffix = ".zip"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_bytes(zip_bytes([("判决.txt", text.encode())]))


class TestTarXz(JudgmentReaderConformance):
    suffix = ".tar.xz"

    @pytest.fixture
    def write(self):
        return lambda path, text: path.write_bytes(
            tar_bytes([("判决.txt", text.encode())], mode="w:xz")
        )


class TestNestedZip(JudgmentReaderConformance):
    suffix = ".zip"

    @pytest.fixture
    def write(self):
        def write(path, text):
            line = json.dumps({"text": text}).encode()
            inner = zip_bytes([("x.jsonl.xz", lzma.compress(line))])
            path.write_bytes(zip_bytes([("inner.zip", inner)]))

        return write


def results(folder):
    return [
        (piece.source.place, "read")
        if isinstance(piece, RawJudgment)
        else (piece.place, piece.code)
        for piece in read_source(folder)
    ]


def test_members_come_in_order_of_name_and_system_files_are_passed_over(tmp_path):
    members = [("b/2.txt", "乙"), ("a.txt", "甲"), ("__MACOSX/a.txt", "x"), ("b/.DS_Store", "x")]
    (tmp_path / "x.zip").write_bytes(zip_bytes(members))
    assert results(tmp_path) == [("x.zip!a.txt", "read"), ("x.zip!b/2.txt", "read")]


def test_names_written_by_chinese_windows(tmp_path):
    data = zip_bytes([("a" * 8 + ".txt", "甲")])
    # The same length in bytes, so that the archive stays right: 判决文书 in GBK.
    data = data.replace(b"a" * 8, "判决文书".encode("gb18030"))
    (tmp_path / "x.zip").write_bytes(data)
    assert results(tmp_path) == [("x.zip!判决文书.txt", "read")]


@pytest.mark.parametrize(
    "name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt"]
)
@pytest.mark.parametrize("pack", [zip_bytes, tar_bytes], ids=["zip", "tar"])
def test_names_that_lead_out_are_refused_and_nothing_is_written(tmp_path, name, pack):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "x.arc.zip").write_bytes(pack([(name, b"text"), ("good.txt", "判决".encode())]))
    codes = [code for _, code in results(folder)]
    assert sorted(codes) == ["read", "unsafe_path"]
    assert {path.name for path in tmp_path.rglob("*")} == {"source", "x.arc.zip"}


def test_links_and_devices_in_tar_are_refused(tmp_path):
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        for kind, name in [(tarfile.SYMTYPE, "link.txt"), (tarfile.FIFOTYPE, "pipe.txt")]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert {code for _, code in results(tmp_path)} == {"link"}


def test_encrypted_members_are_refused_and_the_others_read(tmp_path):
    data = bytearray(zip_bytes([("a.txt", "甲"), ("b.txt", "乙")]))
    # Set the flag of encryption of the first member, in its own head and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "x.zip").write_bytes(bytes(data))
    assert results(tmp_path) == [("x.zip!a.txt", "encrypted"), ("x.zip!b.txt", "read")]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = zip_bytes([("a.txt", b"\0" * 80_000_000)])
    assert len(bomb) < 100_000
    (tmp_path / "x.zip").write_bytes(bomb)
    assert results(tmp_path) == [("x.zip", "archive_limit")]


def test_overlapping_members_are_refused(tmp_path, monkeypatch):
    # One compressed body listed many times, as in the bombs without nesting.
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1000)
    body = zip_bytes([("a.txt", b"x" * 10_000)])
    start, end = body.index(b"PK\x01\x02"), body.index(b"PK\x05\x06")
    entry = body[start:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, len(entry) * 500, start, 0)
    (tmp_path / "x.zip").write_bytes(body[:start] + entry * 500 + tail)
    monkeypatch.setattr(unpacking, "MAX_RATIO", 100)
    assert results(tmp_path) == [("x.zip", "archive_limit")]


def test_a_list_of_members_that_lies_about_sizes_gives_no_more_than_it_says(tmp_path):
    data = bytearray(zip_bytes([("a.txt", "判决如下".encode() * 1000)]))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<L", 12)
    (tmp_path / "x.zip").write_bytes(bytes(data))
    assert results(tmp_path) == [("x.zip!a.txt", "damaged")]


def test_archives_nest_only_so_deep(tmp_path):
    data, name = "判决".encode(), "a.txt"
    for depth in range(archives.MAX_DEPTH + 1):
        data, name = zip_bytes([(name, data)]), f"{depth}.zip"
    (tmp_path / "x.zip").write_bytes(data)
    ((place, code),) = results(tmp_path)
    assert code == "archive_limit"
    assert place.count("!") == archives.MAX_DEPTH


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    members = [(f"{n}.txt", "判决".encode()) for n in range(5)]
    (tmp_path / "a.zip").write_bytes(zip_bytes(members))
    (tmp_path / "b.tar").write_bytes(tar_bytes(members))
    codes = [code for _, code in results(tmp_path)]
    assert codes == ["archive_limit", "read", "read", "read", "archive_limit"]


def test_a_large_member_goes_through_a_temporary_file_that_is_gone_afterwards(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(archives, "_HELD_BYTES", 1000)
    folder = tmp_path / "source"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    lines = "".join(json.dumps({"text": f"{TEXT}{n}"}) + "\n" for n in range(50)).encode()
    (folder / "a.tar").write_bytes(tar_bytes([("x.jsonl", lines)]))
    assert [code for _, code in results(folder)] == ["read"] * 50
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_one_damaged_member_does_not_hide_the_others(tmp_path):
    data = bytearray(zip_bytes([("a.txt", "甲" * 500), ("b.txt", "乙")], compression=0))
    data[data.index("甲".encode()) + 30] ^= 0xFF
    (tmp_path / "x.zip").write_bytes(bytes(data))
    assert results(tmp_path) == [("x.zip!a.txt", "damaged"), ("x.zip!b.txt", "read")]
