"""Archives of judgments are read member by member, without writing anything to disk by name."""

import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from corpus.readers.pieces import Piece, Refusal, SourceFile
from corpus.readers.unpacking import limit_for, unpacked

MAX_DEPTH = 3
"""Archives within archives; court exports have one or two levels."""

MAX_MEMBERS = 1_000_000
MAX_MEMBER_BYTES = 8 * 1024**3

_HELD_BYTES = 16 * 1024 * 1024
"""Members up to this size are kept in memory while they are read, larger ones in a nameless
temporary file."""

_COPIED_AT_ONCE = 1024 * 1024
ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_PASSED_OVER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})

ReadMember = Callable[[SourceFile], Iterator[Piece]]
"""Reads a member, whatever its format; given by the module that knows all readers."""


class ZipReader:
    """Reads .zip, members in order of their names.

    Args:
        read_member: Reads one member.
    """

    def __init__(self, read_member: ReadMember) -> None:
        self._read_member = read_member

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the pieces of every member."""
        if file.depth >= MAX_DEPTH:
            yield _too_deep().at(file.place)
            return
        with _seekable(file) as stream, _archive_in(stream) as archive:
            refusal = zip_refusal(archive)
            if refusal is not None:
                yield refusal.at(file.place)
                return
            members = [
                (_name_of(info), info)
                for info in archive.infolist()
                if not info.filename.endswith("/")
            ]
            for name, info in sorted(members, key=lambda member: member[0]):
                if not _is_passed_over(name):
                    yield from self._read(file, archive, name, info)

    def _read(
        self, file: SourceFile, archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo
    ) -> Iterator[Piece]:
        member = file.member(name, lambda: _opened(archive, info))
        refusal = _unsafe_name(name)
        if info.flag_bits & ENCRYPTED:
            refusal = Refusal("encrypted", "protected by a password; unpack it first")
        if refusal is not None:
            yield refusal.at(member.place)
            return
        yield from _read_unpacked(member, info.file_size, self._read_member)


def _archive_in(stream: BinaryIO) -> zipfile.ZipFile:
    """Open an archive.

    Raises:
        BadZipFile: It is none, or its list of members names what cannot be read as a name.
    """
    try:
        return zipfile.ZipFile(stream)
    except ValueError as error:
        raise zipfile.BadZipFile(f"its list of members cannot be read: {error}") from error


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """Open a member.

    Raises:
        BadZipFile: It does not stand where the list of members says.
    """
    try:
        return cast("BinaryIO", archive.open(info))
    except ValueError as error:
        raise zipfile.BadZipFile(f"no member at {info.header_offset}: {error}") from error


class TarReader:
    """Reads .tar, also unpacked from .gz or .xz, members in the order of the archive.

    Args:
        read_member: Reads one member.
    """

    def __init__(self, read_member: ReadMember) -> None:
        self._read_member = read_member

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the pieces of every member; links and devices are refused."""
        if file.depth >= MAX_DEPTH:
            yield _too_deep().at(file.place)
            return
        with file.open() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, info in enumerate(archive, start=1):
                if number > MAX_MEMBERS:
                    yield _too_many().at(file.place)
                    return
                if not info.isdir() and not _is_passed_over(info.name):
                    yield from self._read(file, archive, info)

    def _read(
        self, file: SourceFile, archive: tarfile.TarFile, info: tarfile.TarInfo
    ) -> Iterator[Piece]:
        place = f"{file.place}!{info.name}"
        refusal = _unsafe_name(info.name)
        stream = archive.extractfile(info) if info.isfile() else None
        if stream is None:
            refusal = Refusal("link", "a link or device, no file")
        elif info.size > MAX_MEMBER_BYTES:
            refusal = Refusal("archive_limit", f"larger than {MAX_MEMBER_BYTES:,} bytes")
        if refusal is not None or stream is None:
            yield (refusal or _too_deep()).at(place)
            return
        with _held(cast("BinaryIO", stream)) as opener:
            yield from _read_unpacked(file.member(info.name, opener), info.size, self._read_member)


def zip_refusal(archive: zipfile.ZipFile) -> Refusal | None:
    """Return why a zip file is not to be unpacked: what it says of itself is a bomb.

    Sizes in the list of members bind: the standard library reads no byte beyond them.
    """
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        return _too_many()
    if archive.fp is None:
        return Refusal("damaged", "the archive is closed")
    archive.fp.seek(0, 2)
    limit = limit_for(archive.fp.tell())
    total = sum(info.file_size for info in members)
    # Members that overlap add up to more than the archive could hold.
    if total > limit:
        return Refusal(
            "archive_limit", f"unpacks to {total:,} bytes; too much for its size, at most {limit:,}"
        )
    return None


def _read_unpacked(member: SourceFile, size: int, read_member: ReadMember) -> Iterator[Piece]:
    if size == 0:
        yield Refusal("empty", "the file is empty").at(member.place)
        return
    try:
        name, opener = unpacked(member.open, name=member.name, size=size, place=member.place)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        yield Refusal("damaged", f"cannot be unpacked: {error}").at(member.place)
        return
    inner = SourceFile(
        place=member.place,
        name=name,
        source_name=member.source_name,
        mapping=member.mapping,
        open=opener,
        depth=member.depth,
    )
    yield from read_member(inner)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; Chinese Windows writes GBK where the format says CP437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_passed_over(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(
        part in _PASSED_OVER or part.startswith("~$") or (part.startswith(".") and part != "..")
        for part in parts
    )


def _unsafe_name(name: str) -> Refusal | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return Refusal("unsafe_path", "its name leads out of the archive; such archives are forged")
    return None


def _too_deep() -> Refusal:
    return Refusal("archive_limit", f"an archive inside more than {MAX_DEPTH} others")


def _too_many() -> Refusal:
    return Refusal("archive_limit", f"more than {MAX_MEMBERS:,} files in one archive")


@contextmanager
def _seekable(file: SourceFile) -> Iterator[BinaryIO]:
    with file.open() as stream:
        if file.depth == 0 and stream.seekable():
            yield stream
            return
        # Within another archive every step back would unpack from the start.
        with _held(stream) as opener, opener() as copy:
            yield copy


@contextmanager
def _held(stream: BinaryIO) -> Iterator[Callable[[], BinaryIO]]:
    """Give what opens a copy of a stream that can be read only once."""
    data = stream.read(_HELD_BYTES + 1)
    if len(data) <= _HELD_BYTES:
        yield partial(BytesIO, data)
        return
    with tempfile.NamedTemporaryFile(prefix="tongpan-") as copy:
        while data:
            copy.write(data)
            data = stream.read(_COPIED_AT_ONCE)
        copy.flush()
        path = Path(copy.name)
        yield lambda: path.open("rb")
