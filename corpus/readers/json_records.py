"""JSON Lines, or one JSON document that holds records."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from corpus.readers.court_xml import record_of_xml
from corpus.readers.decoding import decode_text, marked_encoding
from corpus.readers.pieces import Piece, Refusal, SourceFile
from corpus.readers.records import piece_of_record

MAX_LINE_BYTES = 32 * 1024 * 1024
"""Longest line that is parsed; a longer one is skipped without being held in memory."""

_FORM = "json"
_SKIPPED_AT_ONCE = 1024 * 1024
_RECORD_LISTS = ("data", "records", "items", "judgments", "results", "rows")


class JsonReader:
    """Reads .jsonl, and .json with an object, a list, or a list under ``data``.

    A .json file of several lines that are each an object is read as JSON Lines, which is how
    many collections name them.
    """

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the records of the file; lines are read one at a time."""
        if _has_lines(file):
            yield from _read_lines(file)
        else:
            yield from _read_document(file)


def _has_lines(file: SourceFile) -> bool:
    """Tell whether one of the first two lines is a record, so that one bad line is no document."""
    with file.open() as stream:
        mark = marked_encoding(stream.read(4))
    if mark in ("utf-16", "utf-32"):
        return False
    if file.suffix in (".jsonl", ".ndjson"):
        return True
    with file.open() as stream:
        filled = (line for line in _lines(stream) if isinstance(line, Refusal) or line.strip())
        lines = [
            line if isinstance(line, Refusal) else decode_text(line) for line in islice(filled, 2)
        ]
    is_record = [isinstance(line, str) and isinstance(_parsed(line), dict) for line in lines]
    return len(lines) > 1 and any(is_record)


def _read_lines(file: SourceFile) -> Iterator[Piece]:
    with file.open() as stream:
        for number, line in enumerate(_lines(stream), start=1):
            place = f"{file.place}:{number}"
            text = line if isinstance(line, Refusal) else decode_text(line)
            if isinstance(text, Refusal):
                yield text.at(place)
            elif text.strip():
                yield _piece_of_json(file, _parsed(text), place=place)


def _lines(stream: BinaryIO) -> Iterator[bytes | Refusal]:
    while line := stream.readline(MAX_LINE_BYTES):
        if len(line) < MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_SKIPPED_AT_ONCE)) and not rest.endswith(b"\n"):
            pass
        yield Refusal("line_too_long", f"a line of more than {MAX_LINE_BYTES // 2**20} MiB")


def _read_document(file: SourceFile) -> Iterator[Piece]:
    data = file.read()
    text = data if isinstance(data, Refusal) else decode_text(data)
    if isinstance(text, Refusal):
        yield text.at(file.place)
        return
    content = _parsed(text)
    if isinstance(content, dict):
        inner = next((content[key] for key in _RECORD_LISTS if _holds_records(content, key)), None)
        if inner is None:
            yield _piece_of_json(file, content, place=file.place)
            return
        content = inner
    if not isinstance(content, list):
        yield _piece_of_json(file, content, place=file.place)
        return
    for number, record in enumerate(content, start=1):
        yield _piece_of_json(file, record, place=f"{file.place}:{number}")


def _holds_records(content: dict[str, object], key: str) -> bool:
    value = content.get(key)
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _parsed(text: str) -> object:
    """Return the content of a JSON text, or a :class:`Refusal`."""
    try:
        content: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Refusal("no_json", f"not JSON: {error}")
    return content


def _piece_of_json(file: SourceFile, content: object, *, place: str) -> Piece:
    if isinstance(content, Refusal):
        return content.at(place)
    if not isinstance(content, dict):
        met = type(content).__name__
        return Refusal("no_record", f"a {met} where a record with named fields is due").at(place)
    if file.mapping is None and isinstance(content.get("xml"), str):
        inner = record_of_xml(content["xml"])
        if isinstance(inner, Refusal):
            return inner.at(place)
        content = {**inner, "id": content.get("name")}
    return piece_of_record(file, content, place=place, form=_FORM)
