"""How do records of library cases stand in the database? They are added, never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import (
    Column,
    Date,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
)

from corpus.judgment import DocumentKind, JudgmentId
from corpus.spans import value_of
from corpus.store.columns import UtcDateTime
from corpus.store.records import listed_of
from corpus.store.tables import judgments, metadata
from service.library.model import LibraryRecord, LibraryStanding, Publication, Statement
from service.store.writing import writing

library_records = Table(
    "library_records",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were recorded"),
    Column("judgment_id", ForeignKey("judgments.id"), nullable=False, index=True),
    Column("standing", String(32), nullable=False),
    Column("publication", String(32), comment="empty where the heading of the case tells"),
    Column("replacement", Text, nullable=False, comment="as published; may be empty"),
    Column("replacement_id", ForeignKey("judgments.id")),
    Column("source", Text, nullable=False),
    Column("since", Date, nullable=False, comment="the day from which it holds"),
    Column("author", String(128), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

_EDITED = (DocumentKind.GUIDING_CASE.value, DocumentKind.REFERENCE_CASE.value)
_HEAD = 300


class LibraryRecords:
    """The stored records of library cases."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, statements: Sequence[Statement], *, author: str, now: datetime) -> None:
        """Store records, all or none; the earlier ones stay as history."""
        rows = [
            {
                **asdict(each),
                "standing": each.standing.value,
                "publication": None if each.publication is None else each.publication.value,
                "author": author,
                "at": now,
            }
            for each in statements
        ]
        with writing(self._engine) as connection:
            if rows:
                connection.execute(insert(library_records), rows)

    def all(self) -> tuple[LibraryRecord, ...]:
        """Return every record, in order of recording; a few thousand at most in a nation."""
        return tuple(self._read(None))

    def of(self, judgment_id: JudgmentId) -> tuple[LibraryRecord, ...]:
        """Return the records of one case, in order of recording."""
        return tuple(self._read(judgment_id))

    def numbered(self, number: str) -> tuple[JudgmentId, ...]:
        """Return the stored library cases with a number (指导性案例24号, 入库编号), in order of id.

        Cost: unpacks every library case, 0.05 ms each, and reads those whose first words hold its
            last digits.
        """
        digits = "".join(sign if sign.isdigit() else " " for sign in number).split()
        if not digits:
            return ()
        wanted = (
            select(judgments.c.reading, judgments.c.text)
            .where(judgments.c.document_kind.in_(_EDITED), judgments.c.is_current)
            .order_by(judgments.c.id)
        )
        with self._engine.connect() as connection:
            listed = [
                listed_of(reading=row.reading, text=row.text)
                for row in connection.execute(wanted)
                if digits[-1] in row.text[:_HEAD]
            ]
        return tuple(each.id for each in listed if value_of(each.library_number) == number)

    def _read(self, judgment_id: JudgmentId | None) -> Iterator[LibraryRecord]:
        wanted = select(library_records).order_by(library_records.c.id)
        if judgment_id is not None:
            wanted = wanted.where(library_records.c.judgment_id == judgment_id)
        with self._engine.connect() as connection:
            for row in connection.execute(wanted):
                replacement_id = row.replacement_id
                yield LibraryRecord(
                    id=row.id,
                    judgment_id=JudgmentId(row.judgment_id),
                    standing=LibraryStanding(row.standing),
                    publication=None if row.publication is None else Publication(row.publication),
                    replacement=row.replacement,
                    replacement_id=None if replacement_id is None else JudgmentId(replacement_id),
                    source=row.source,
                    since=row.since,
                    author=row.author,
                    at=row.at,
                )
