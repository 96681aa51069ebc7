"""Which judgments does a file or a folder hold?"""

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from corpus.errors import DamagedSourceError, EmptySourceError, SourceError, UnknownFormatError
from corpus.judgment import RawJudgment, Rejected
from corpus.readers.archives import TarReader, ZipReader
from corpus.readers.court_xml import CourtXmlReader
from corpus.readers.docx import DocxReader
from corpus.readers.json_records import JsonReader
from corpus.readers.mapping import FieldMapping
from corpus.readers.pages import HtmlReader
from corpus.readers.pdf import PdfReader
from corpus.readers.pictures import PictureReader
from corpus.readers.pieces import JudgmentReader, Piece, Refusal, SourceFile
from corpus.readers.sheets import CsvReader, XlsxReader
from corpus.readers.sniffing import ADVICE, Format, format_of
from corpus.readers.text import TextReader
from corpus.readers.unpacking import STREAM_ERRORS, unpacked

_WHOLE_FILE: Mapping[str, type[SourceError]] = {
    "unknown_format": UnknownFormatError,
    "empty": EmptySourceError,
}
"""What is raised where a single file comes to nothing; else it is damaged."""

_PASSED_OVER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})


def read_source(
    path: Path, *, source_name: str | None = None, mapping: FieldMapping | None = None
) -> Iterator[RawJudgment | Rejected]:
    """Yield every judgment of a file or folder, and every piece that is none with its reason.

    Folders are walked to the bottom, files in order of their path, so that the same source gives
    the same sequence. What systems leave behind (names that begin with ``.`` or ``~$``,
    ``Thumbs.db``) is passed over; any other file that cannot be read is a rejected piece.

    Args:
        path: The file or folder.
        source_name: Name kept with each judgment; by default the name of the path without
            suffixes.
        mapping: Where records keep their fields, for JSON, CSV and XLSX of no known shape.

    Raises:
        SourceError: The path does not exist or may not be read.
        EmptySourceError: An empty file, or a folder without a file.
        UnknownFormatError: The path is a file that no reader takes.
        DamagedSourceError: The path is a file of which nothing can be read.

    Cost: one file or line in memory at a time.
    """
    name = source_name or path.name.split(".")[0] or path.resolve().name
    if not path.is_dir():
        yield from _read_alone(path, name, mapping)
        return
    try:
        entries = _entries(path)
    except OSError as error:
        raise SourceError(str(path), _words_of(error)) from error
    is_empty = True
    for piece in _read_folder(path, entries, name, mapping):
        is_empty = False
        yield piece
    if is_empty:
        raise EmptySourceError(str(path), "the folder holds no file")


def _read_alone(path: Path, name: str, mapping: FieldMapping | None) -> Iterator[Piece]:
    """Read a single file, which a person named: what is wrong with all of it is raised."""
    try:
        with path.open("rb") as stream:
            is_empty = not stream.read(1)
    except OSError as error:
        raise SourceError(str(path), _words_of(error)) from error
    if is_empty:
        raise EmptySourceError(str(path), "the file is empty")
    pieces = _read_path(path, path.name, name, mapping)
    first = list(islice(pieces, 2))
    if len(first) == 1 and isinstance(first[0], Rejected) and first[0].place == path.name:
        refusal = _WHOLE_FILE.get(first[0].code, DamagedSourceError)
        raise refusal(str(path), first[0].reason, code=first[0].code)
    yield from first
    yield from pieces


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(
            (entry for entry in entries if not _is_passed_over(entry.name)),
            key=lambda entry: entry.name,
        )


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _PASSED_OVER


def _read_folder(
    root: Path, entries: list[os.DirEntry[str]], name: str, mapping: FieldMapping | None
) -> Iterator[Piece]:
    for entry in entries:
        path = Path(entry.path)
        place = path.relative_to(root).as_posix()
        try:
            if not entry.is_dir(follow_symlinks=False):
                if path.is_dir():
                    yield Refusal("link", "a link to a folder; not followed").at(place)
                else:
                    yield from _read_path(path, place, name, mapping)
                continue
            below = _entries(path)
        except OSError as error:
            yield _refusal_of(error).at(place)
            continue
        yield from _read_folder(root, below, name, mapping)


def _read_path(path: Path, place: str, name: str, mapping: FieldMapping | None) -> Iterator[Piece]:
    try:
        size = path.stat().st_size
        if size == 0:
            yield Refusal("empty", "the file is empty").at(place)
            return
        inner, opener = unpacked(lambda: path.open("rb"), name=path.name, size=size, place=place)
    except OSError as error:
        yield _refusal_of(error).at(place)
        return
    yield from read_file(
        SourceFile(place=place, name=inner, source_name=name, mapping=mapping, open=opener)
    )


def read_file(file: SourceFile) -> Iterator[Piece]:
    """Yield the pieces of one file; what breaks off ends in a rejected piece, never in an error."""
    try:
        form = format_of(file)
        reader = READERS.get(form)
        if reader is None:
            code = "unknown_format" if form is Format.UNKNOWN else f"unsupported_{form}"
            yield Refusal(code, ADVICE[form]).at(file.place)
            return
        is_empty = True
        for piece in reader.read(file):
            is_empty = False
            yield piece
        if is_empty:
            yield Refusal("empty", "holds no record").at(file.place)
    except SourceError as error:
        yield Refusal("damaged", error.reason).at(file.place)
    except STREAM_ERRORS as error:
        yield _refusal_of(error).at(file.place)


READERS: Mapping[Format, JudgmentReader] = {
    Format.TEXT: TextReader(),
    Format.JSON: JsonReader(),
    Format.HTML: HtmlReader(),
    Format.XML: CourtXmlReader(),
    Format.CSV: CsvReader(),
    Format.XLSX: XlsxReader(),
    Format.DOCX: DocxReader(),
    Format.PDF: PdfReader(),
    Format.IMAGE: PictureReader(),
    Format.ZIP: ZipReader(read_file),
    Format.TAR: TarReader(read_file),
}
"""The reader of each format that can be read; of the others :data:`ADVICE` says what to do."""


def _refusal_of(error: Exception) -> Refusal:
    if isinstance(error, PermissionError):
        return Refusal("no_permission", "may not be read by this user; ask for permission")
    if isinstance(error, EOFError):
        return Refusal("truncated", "the archive ends too early; copy it again")
    if isinstance(error, OSError) and error.errno is not None:
        return Refusal("unreadable", _words_of(error))
    return Refusal("damaged", f"damaged archive: {error}")


def _words_of(error: OSError) -> str:
    return error.strerror or str(error)
