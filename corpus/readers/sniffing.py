"""Of which format is a file? Its content decides, its suffix only where content cannot."""

import zipfile
from enum import StrEnum

from corpus.readers.pieces import SourceFile


class Format(StrEnum):
    """Formats that are told apart, also those that no reader takes."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XML = "xml"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ZIP = "zip"
    TAR = "tar"
    OLE = "ole"
    OFD = "ofd"
    RTF = "rtf"
    IMAGE = "image"
    PACKED = "packed"
    UNKNOWN = "unknown"


ADVICE = {
    Format.OLE: (
        "an old Word or WPS file (.doc, .wps, .xls); save it as .docx or .xlsx, or convert a "
        "folder with: soffice --headless --convert-to docx *.doc"
    ),
    Format.OFD: "an OFD file; open it in an OFD viewer and save it as .pdf or .docx",
    Format.RTF: "an RTF file; save it as .docx",
    Format.PACKED: "a 7z, rar or bzip2 archive; pack it as .zip",
    Format.UNKNOWN: (
        "no reader takes this file; expected .txt .docx .pdf .html .json .jsonl .xml .csv .xlsx "
        ".png .jpg .tif, or these in .zip .tar .gz .xz"
    ),
}
"""What to say of formats that cannot be read: what it is, and what to convert it to."""

HEAD_BYTES = 4096

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLE),
    (b"{\\rtf", Format.RTF),
    (b"\x89PNG", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\0", Format.IMAGE),
    (b"MM\0*", Format.IMAGE),
    (b"7z\xbc\xaf\x27\x1c", Format.PACKED),
    (b"Rar!", Format.PACKED),
    (b"BZh", Format.PACKED),
)
_SUFFIXES = {
    "": Format.TEXT,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".xml": Format.XML,
}
_MEMBERS = (
    ("word/document.xml", Format.DOCX),
    ("xl/workbook.xml", Format.XLSX),
    ("OFD.xml", Format.OFD),
)


def format_of(file: SourceFile) -> Format:
    """Return the format of a file.

    Cost: reads the first 4 kB; of a zip file the list of its members.
    """
    with file.open() as stream:
        head = stream.read(HEAD_BYTES)
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return form
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _format_of_zip(file)
    if head[257:262] == b"ustar":
        return Format.TAR
    return _format_of_text(head, file.suffix)


def _format_of_zip(file: SourceFile) -> Format:
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        # Damaged; the reader of the suffix says so.
        names = set()
    for name, form in _MEMBERS:
        if name in names:
            return form
    return {".docx": Format.DOCX, ".xlsx": Format.XLSX}.get(file.suffix, Format.ZIP)


def _format_of_text(head: bytes, suffix: str) -> Format:
    # Without NUL bytes UTF-16 shows its ASCII characters too.
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    by_suffix = _SUFFIXES.get(suffix, Format.UNKNOWN)
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:1024]:
        return Format.HTML
    if start.startswith(b"<?xml"):
        return Format.XML
    if start.startswith((b'{"', b"[{")) and by_suffix is not Format.CSV:
        return Format.JSON
    return by_suffix
