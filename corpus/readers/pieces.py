"""What does every reader hand over, and what does it refuse in the same words?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import BinaryIO, NamedTuple, Protocol, TypeAlias

from corpus.judgment import RawJudgment, Rejected, SourceRecord
from corpus.readers.mapping import FieldMapping

Piece: TypeAlias = RawJudgment | Rejected
"""One piece of a source: it becomes a judgment or says why not."""

MAX_CHARACTERS = 2_000_000
"""Longest text taken as one judgment; the longest published ones stay under a million."""

MAX_FILE_BYTES = 256 * 1024 * 1024
"""Largest file that is read as a whole; collections beyond it belong into JSON Lines."""

_NO_FACTS: Mapping[str, str] = MappingProxyType({})


class Refusal(NamedTuple):
    """Why a piece of input is refused; its place is added by :meth:`at`.

    Attributes:
        code: Short ASCII token, for counting.
        reason: The reason in words for a person, with what to do.
    """

    code: str
    reason: str

    def at(self, place: str) -> Rejected:
        """Return the rejected piece of input at a place."""
        return Rejected(place=place, code=self.code, reason=self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of a source, or a member of an archive in it.

    Attributes:
        place: Path below the source's folder (for a single file its name), members of archives
            behind ``!``; the same wherever the source is mounted.
        name: Its name without the suffix of a compression, by which its format is told.
        source_name: Name of the source.
        mapping: Where records keep their fields; None leaves it to the well-known shapes.
        open: Opens the content, already unpacked.
        depth: Number of archives around it.
    """

    place: str
    name: str
    source_name: str
    mapping: FieldMapping | None
    open: Callable[[], BinaryIO]
    depth: int = 0

    @property
    def suffix(self) -> str:
        """Suffix of the name with its dot, in small letters; empty without one."""
        stem, dot, suffix = self.name.rpartition(".")
        return f".{suffix.lower()}" if dot and stem else ""

    def read(self, limit: int = MAX_FILE_BYTES) -> bytes | Refusal:
        """Return the whole content, unless it is larger than ``limit`` bytes."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            return Refusal("too_large", f"larger than {limit // 1024 // 1024} MiB; split it")
        return data

    def member(self, name: str, opener: Callable[[], BinaryIO]) -> "SourceFile":
        """Return a file inside this archive."""
        return replace(
            self,
            place=f"{self.place}!{name}",
            name=name.rpartition("/")[2],
            open=opener,
            depth=self.depth + 1,
        )


class JudgmentReader(Protocol):
    """Reads the files of one format, piece by piece.

    Bad content is never raised: it comes as :class:`Rejected` in its place. A stream that breaks
    off may raise what the standard library raises; :func:`corpus.readers.source.read_source`
    makes of it a rejected piece behind those already handed over.
    """

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the pieces of a file in their order."""
        ...


def piece_of(
    file: SourceFile,
    *,
    text: str,
    form: str,
    place: str | None = None,
    external_id: str | None = None,
    given: Mapping[str, str] = _NO_FACTS,
) -> Piece:
    """Return a raw judgment, or the refusal of a text that can be none.

    Args:
        form: Name of the format or shape, kept with the judgment.
        place: Line or member in the file, where it is not the file itself.
    """
    where = file.place if place is None else place
    refusal = _refusal_of(text)
    if refusal is not None:
        return refusal.at(where)
    return RawJudgment(
        text=text,
        source=SourceRecord(
            name=file.source_name, place=where, external_id=external_id or None, format=form
        ),
        given=dict(given),
    )


def _refusal_of(text: str) -> Refusal | None:
    if not text.strip():
        return Refusal("empty", "no text; expected the full text of a judgment")
    if len(text) > MAX_CHARACTERS:
        return Refusal(
            "too_long",
            f"{len(text):,} characters; a judgment has at most {MAX_CHARACTERS:,}. "
            "Several judgments in one text must be split, one file or record each",
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return Refusal("encoding", f"half a character (lone surrogate) at offset {error.start}")
    return None
