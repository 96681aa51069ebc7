"""How do corrections stand in the database? They are added, never changed and never taken out."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    distinct,
    func,
    insert,
    select,
)

from corpus.corrections import Correction
from corpus.judgment import JudgmentId
from corpus.spans import Span
from corpus.store.columns import UtcDateTime
from corpus.store.tables import judgments, metadata

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were made"),
    # A judgment that people have corrected cannot be deleted.
    Column("judgment_id", ForeignKey("judgments.id"), nullable=False, index=True),
    Column("field", String(128), nullable=False, index=True),
    Column("old", Text, nullable=False, comment="JSON: what the reader had read"),
    Column("new", Text, nullable=False, comment="JSON: what it is"),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("restores_reading", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCount:
    """How often people corrected a field.

    Attributes:
        field: Name of the field.
        n_corrections: Corrections made, those taken back included.
        n_judgments: Judgments of which the field was corrected.
    """

    field: str
    n_corrections: int
    n_judgments: int


def add_correction(connection: Connection, correction: Correction) -> None:
    """Write a correction behind all earlier ones."""
    span = correction.span
    connection.execute(
        insert(corrections),
        {
            "judgment_id": correction.judgment_id,
            "field": correction.field,
            "old": json.dumps(correction.old, ensure_ascii=False),
            "new": json.dumps(correction.new, ensure_ascii=False),
            "span_start": None if span is None else span.start,
            "span_end": None if span is None else span.end,
            "author": correction.author,
            "at": correction.at,
            "reason": correction.reason,
            "restores_reading": correction.restores_reading,
        },
    )


def corrections_of(
    connection: Connection, ids: Collection[JudgmentId] | None
) -> dict[JudgmentId, list[Correction]]:
    """Return the corrections by judgment, in the order in which they were made.

    Args:
        ids: At most some hundred judgments; None for all that were ever corrected.
    """
    statement = select(corrections).order_by(corrections.c.id)
    if ids is not None:
        statement = statement.where(corrections.c.judgment_id.in_(sorted(ids)))
    found: dict[JudgmentId, list[Correction]] = {}
    for row in connection.execute(statement):
        found.setdefault(JudgmentId(row.judgment_id), []).append(_correction_of(row))
    return found


def digest_of_corrections(made: Sequence[Correction]) -> str:
    """Return the digest of what corrections say, whoever said it and when; empty for none."""
    if not made:
        return ""
    said = [[each.field, each.new, each.restores_reading] for each in made]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def count_corrections(connection: Connection) -> tuple[FieldCount, ...]:
    """Return how often each field was corrected, the most corrected first, then by name.

    Corrections of judgments that are closed do not count.
    """
    statement = (
        select(
            corrections.c.field,
            func.count(),
            func.count(distinct(corrections.c.judgment_id)),
        )
        .join(judgments, judgments.c.id == corrections.c.judgment_id)
        .where(corrections.c.restores_reading.is_(False), judgments.c.closed_as.is_(None))
    )
    found = [
        FieldCount(field=row[0], n_corrections=row[1], n_judgments=row[2])
        for row in connection.execute(statement.group_by(corrections.c.field))
    ]
    return tuple(sorted(found, key=lambda each: (-each.n_corrections, each.field)))


def _correction_of(row: Row[*tuple[object, ...]]) -> Correction:
    values = row._mapping  # noqa: SLF001 - the documented name of a row's mapping
    start, end = values["span_start"], values["span_end"]
    return Correction(
        judgment_id=JudgmentId(values["judgment_id"]),
        field=values["field"],
        old=json.loads(values["old"]),
        new=json.loads(values["new"]),
        span=None if start is None else Span(start, end),
        author=values["author"],
        at=values["at"],
        reason=values["reason"],
        restores_reading=values["restores_reading"],
    )
