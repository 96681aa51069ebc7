"""What can be wrong with a file that somebody uploads?

Archives and Office files are taken apart and put together again with one part changed: a part
damaged, doubled, renamed out of the archive, declared larger than it is; with macros, entities,
archives in archives, tables beyond all measure. JSON is changed as a tree.
"""

import io
import json
import lzma
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from evaluation.endurance.fuzz.texts import (
    MARKERS,
    ODD,
    bytes_of,
    damaged,
    mutated_text,
    text_of,
)

_BOMB: Final = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
)
_NAMES: Final = (
    *("../../etc/passwd", "/etc/passwd", "C:\\x.txt", "a/../../b.txt", "..", "", "a\0b.txt", "CON"),
    *("word/document.xml", "xl/workbook.xml", "OFD.xml", "[Content_Types].xml", "判决书.txt"),
    *("word/vbaProject.bin", "__MACOSX/x", "a" * 300 + ".txt", "x.zip", "x.jsonl", "x.xml.gz"),
)
_VALUES: Final[tuple[object, ...]] = (
    *(None, True, False, 0, -1, 1.5, 10**30, 1e308, "", "x", "\0", "\ud800", [], {}, [[]], [{}]),
    *("2021-02-30", "0000-00-00", "9999-12-31", "-1", "全文", "a" * 5000, [None] * 50, {"": None}),
)
_MOST_BYTES: Final = 60_000
_DEPTHS: Final = (3, 50, 2_000)


def mutated_text_file(data: bytes, chance: Random) -> bytes:
    """Return a file of text with something wrong in its text, its bytes or its encoding."""
    if chance.randrange(4) == 0:
        return damaged(data, chance)
    text = mutated_text(text_of(data), chance)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig", "big5"))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return bytes_of(text)


def mutated_markup(data: bytes, chance: Random) -> bytes:
    """Return a page or XML document with something wrong in it."""
    match chance.randrange(5):
        case 0:
            return _BOMB + data
        case 1:
            tag = chance.choice((b"<div>", b"<table><tr><td>", b"<QW value='x'>", b"<a b='"))
            return data + tag * chance.choice(_DEPTHS)
        case 2:
            at = chance.randint(0, len(data))
            entity = chance.choice((b"&#0;", b"&#x110000;", b"&x;", b"<![CDATA[", b"<!--", b"]]>"))
            return data[:at] + entity + data[at:]
        case _:
            return mutated_text_file(data, chance)


def mutated_json(data: bytes, chance: Random) -> bytes:
    """Return JSON, or JSON Lines, with another tree than it had; or no JSON."""
    if chance.randrange(5) == 0:
        return mutated_text_file(data, chance)
    if chance.randrange(30) == 0:
        depth = chance.choice((*_DEPTHS, 100_000))
        return b"[" * depth + data + b"]" * depth
    lines = data.splitlines() or [b"{}"]
    at = chance.randrange(len(lines))
    try:
        tree = json.loads(lines[at] if len(lines) > 1 else data)
    except (ValueError, RecursionError):
        return mutated_text_file(data, chance)
    for _ in range(chance.randint(1, 3)):
        tree = mutated_tree(tree, chance)
    # Half characters and NaN are written as they stand: other programs do so too.
    written = bytes_of(json.dumps(tree, ensure_ascii=chance.random() < 0.5))
    lines = [*lines[:at], written, *lines[at + 1 :]] if len(lines) > 1 else [written]
    return b"\n".join(lines)[: 4 * _MOST_BYTES]


def mutated_tree(tree: object, chance: Random) -> object:
    """Return a JSON tree with one place of it changed."""
    if chance.random() < 0.75:
        if isinstance(tree, dict) and tree:
            return _mutated_object(tree, chance)
        if isinstance(tree, list) and tree:
            return _mutated_list(tree, chance)
    if isinstance(tree, str) and chance.random() < 0.5:
        return mutated_text(tree, chance)
    return chance.choice(_VALUES)


def _mutated_object(tree: dict[str, object], chance: Random) -> object:
    key = chance.choice(list(tree))
    match chance.randrange(6):
        case 0:
            return {each: value for each, value in tree.items() if each != key}
        case 1:
            return {**tree, chance.choice((*MARKERS, *ODD, "id", "")): tree[key]}
        case _:
            return {**tree, key: mutated_tree(tree[key], chance)}


def _mutated_list(tree: list[object], chance: Random) -> object:
    at = chance.randrange(len(tree))
    match chance.randrange(5):
        case 0:
            return tree[:at] + tree[at + 1 :]
        case 1:
            return tree + tree[at : at + 1] * chance.choice((1, 3, 200))
        case _:
            return [*tree[:at], mutated_tree(tree[at], chance), *tree[at + 1 :]]


_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, EOFError),
    *(NotImplementedError, RuntimeError),
)
"""What the library raises of archives that are damaged already."""


def mutated_zip(data: bytes, chance: Random) -> bytes:
    """Return an archive or Office file with one of its parts changed, or damaged as it lies."""
    if chance.randrange(4) == 0:
        return damaged(data, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [(info.filename, package.read(info)) for info in package.infolist()]
    except _UNREADABLE:
        return damaged(data, chance)
    if not members or sum(len(content) for _, content in members) > 100 * _MOST_BYTES:
        return damaged(data, chance)
    chance.choice(_PARTS)(members, chance)
    written = zip_of(members)
    return _lying(written, chance) if chance.randrange(8) == 0 else written


def mutated_tar(data: bytes, chance: Random) -> bytes:
    """Return a tar archive with one of its members changed, or damaged as it lies."""
    if chance.randrange(3) == 0:
        return damaged(data, chance)
    written = io.BytesIO()
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            members = [(info, archive.extractfile(info)) for info in archive]
            with tarfile.open(fileobj=written, mode="w", format=tarfile.PAX_FORMAT) as changed:
                for info, file in members:
                    content = b"" if file is None else file.read()
                    if chance.random() < 0.5:
                        info.name = chance.choice(_NAMES)
                    if chance.random() < 0.3:
                        info.type = chance.choice(
                            (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE)
                        )
                        info.linkname = "/etc/passwd"
                    content = mutated_text_file(content, chance)
                    info.size = len(content)
                    changed.addfile(info, io.BytesIO(content))
    except (tarfile.TarError, KeyError, OverflowError, *_UNREADABLE):
        return damaged(data, chance)
    return written.getvalue()


def zip_of(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return an archive of named contents."""
    written = io.BytesIO()
    with warnings.catch_warnings():
        # Two members of one name are what is to be tried.
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in members:
                try:
                    package.writestr(name or "x", content)
                except ValueError:
                    # A name that the format cannot hold.
                    package.writestr("x", content)
    return written.getvalue()


_Members = list[tuple[str, bytes]]


def _damage_part(members: _Members, chance: Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (members[at][0], damaged(members[at][1], chance))


def _text_part(members: _Members, chance: Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (members[at][0], mutated_markup(members[at][1], chance))


def _rename(members: _Members, chance: Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (chance.choice(_NAMES), members[at][1])


def _lose(members: _Members, chance: Random) -> None:
    del members[chance.randrange(len(members))]


def _double_part(members: _Members, chance: Random) -> None:
    members.append(members[chance.randrange(len(members))])


def _nest(members: _Members, chance: Random) -> None:
    inner = zip_of(members)
    for _ in range(chance.randint(0, 4)):
        inner = zip_of([("x.zip", inner)])
    members.append(("inner.zip", inner))


def _inflate(members: _Members, chance: Random) -> None:
    # Small here, large unpacked; a bomb proper says so in its list of members, see _lying.
    members.append((chance.choice(_NAMES) or "x.txt", b"\0" * chance.choice((10**5, 2 * 10**6))))


def _macros(members: _Members, _: Random) -> None:
    members.append(("word/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 8))


def _tabulate(members: _Members, chance: Random) -> None:
    """Repeat a row or paragraph of an Office part until the table is beyond all measure."""
    for at, (name, content) in enumerate(members):
        for start, end in ((b"<w:p>", b"</w:p>"), (b"<row", b"</row>")):
            first, last = content.find(start), content.find(end)
            if 0 <= first < last:
                piece = content[first : last + len(end)]
                grown = piece * chance.choice((2, 100, 1_000))
                members[at] = (name, content[:first] + grown + content[last + len(end) :])
                return


def _point(members: _Members, chance: Random) -> None:
    """Let a relation of an Office file lead somewhere else."""
    for at, (name, content) in enumerate(members):
        if name.endswith(".rels"):
            target = chance.choice((b"http://192.0.2.1/x", b"../../x", b"/word/document.xml", b""))
            members[at] = (name, content.replace(b'Target="', b'Target="' + target, 1))
            return


def _lying(data: bytes, chance: Random) -> bytes:
    """Return an archive whose list of members tells sizes and flags that are not so."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    if at < 0:
        return data
    place, size = chance.choice(((8, 2), (10, 2), (20, 4), (24, 4), (42, 4)))
    changed[at + place : at + place + size] = chance.randbytes(size)
    return bytes(changed)


_PARTS: Final[tuple[Callable[[_Members, Random], None], ...]] = (
    _damage_part,
    _damage_part,
    _text_part,
    _text_part,
    _rename,
    _lose,
    _double_part,
    _nest,
    _inflate,
    _macros,
    _tabulate,
    _point,
)
