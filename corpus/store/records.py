"""What is written into the store for one judgment?"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from corpus.codec import decode_judgment, decode_listed, encode_judgment
from corpus.errors import CodecError
from corpus.judgment import Judgment, JudgmentId, RawJudgment, SourceRecord
from corpus.lineage.papers import Paper
from corpus.listed import ListedJudgment
from corpus.packing import packed, unpacked
from corpus.relations.traits import traits_of
from corpus.spans import value_of
from corpus.store.relation_records import RelationRow, relation_row


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentRecord:
    """A judgment in the form in which it is stored, made where the reading is done.

    Attributes:
        id: Id of the judgment.
        source: Where this copy came from.
        digest: Digest of what the source delivered, see :func:`digest_of_raw`.
        row: Values of the table ``judgments``; text and reading packed, which is work as well.
        charges: Charges, main one first, each once.
        quoted_case_numbers: Canonical numbers that the text quotes, each once, sorted.
        paper: What the lineage needs of the judgment.
        relations: What relates it to others.
    """

    id: JudgmentId
    source: SourceRecord
    digest: str
    row: Mapping[str, str | bytes | int | bool | date | None]
    charges: tuple[str, ...]
    quoted_case_numbers: tuple[str, ...]
    paper: Paper
    relations: RelationRow

    def judgment(self) -> Judgment:
        """Return the judgment itself, from what the row holds."""
        reading, text = self.row["reading"], self.row["text"]
        if not (isinstance(reading, bytes) and isinstance(text, bytes)):
            raise CodecError(where="a record", found="another form", expected="packed text")
        return judgment_of(reading=unpacked(reading), text=unpacked(text))


def source_key(source: SourceRecord) -> str:
    """Return by which key a source knows its piece: its own id, else the place in it.

    Example:
        >>> source_key(SourceRecord(name="court", place="a.txt", format="text"))
        'place:a.txt'
    """
    if source.external_id is not None:
        return f"id:{source.external_id}"
    return f"place:{source.place}"


def digest_of_raw(raw: RawJudgment) -> str:
    """Return the SHA-256 of the text and the given fields, by which a change is noticed."""
    digest = hashlib.sha256(raw.text.encode())
    for name in sorted(raw.given):
        # Lengths keep "a" + "bc" and "ab" + "c" apart.
        value = raw.given[name].encode()
        digest.update(f"\0{name}:{len(value)}\0".encode())
        digest.update(value)
    return digest.hexdigest()


def record_of(judgment: Judgment, *, reader_version: int, digest: str) -> JudgmentRecord:
    """Return what the store writes for a judgment.

    Args:
        reader_version: Edition of the reader that made the judgment.
        digest: Digest of the raw judgment it was made from.
    """
    case_number = value_of(judgment.case_number)
    court = value_of(judgment.court)
    reading = json.dumps(
        encode_judgment(judgment, with_text=False), ensure_ascii=False, separators=(",", ":")
    )
    traits = traits_of(judgment)
    return JudgmentRecord(
        id=judgment.id,
        source=judgment.source,
        digest=digest,
        row={
            "id": judgment.id,
            "text": packed(judgment.text),
            "digest": hashlib.sha256(judgment.text.encode()).hexdigest(),
            "reader_version": reader_version,
            "reading": packed(reading),
            "is_current": True,
            "length": len(judgment.text),
            "title": judgment.title,
            "case_type": value_of(judgment.case_type),
            "document_kind": value_of(judgment.document_kind),
            "instance": value_of(judgment.instance),
            "case_number": None if case_number is None else str(case_number),
            "court": None if court is None else court.name,
            "court_level": None if court is None else court.level,
            "province": None if court is None else court.province,
            "decided_on": value_of(judgment.decided_on),
            "cause": value_of(judgment.cause),
            "effect": judgment.effect,
        },
        charges=tuple(dict.fromkeys(charge.value for charge in judgment.charges)),
        quoted_case_numbers=tuple(
            sorted({str(number.value) for number in judgment.quoted_case_numbers})
        ),
        paper=traits.paper,
        relations=relation_row(traits),
    )


def judgment_of(*, reading: str | bytes, text: str) -> Judgment:
    """Return the judgment of a stored row.

    Raises:
        CodecError: The row is damaged, or of an edition whose form has changed.
    """
    return decode_judgment(_json_of(reading), text=text)


def listed_of(*, reading: str | bytes, text: str) -> ListedJudgment:
    """Return what lists tell of the judgment of a stored row.

    Args:
        reading: As it is stored; in UTF-8 it is read sooner, since the reader of JSON takes that.
        text: The text.

    Raises:
        CodecError: The row is damaged, or of an edition whose form has changed.
    """
    return decode_listed(_json_of(reading), text=text)


def _json_of(reading: str | bytes) -> dict[str, Any]:
    try:
        data: dict[str, Any] = orjson.loads(reading)
    except ValueError as error:
        raise CodecError(where="a stored judgment", found=str(error), expected="JSON") from error
    return data
