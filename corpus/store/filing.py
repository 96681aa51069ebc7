"""How do records of a source change the tables, whatever was there before?

A row of ``sources`` says: under this key, this source holds this judgment. Its standing is

* ``primary``: the key under which the source first held the text,
* ``duplicate``: another key of the same source with the same text, kept so that both are found,
* ``superseded``: the source has since delivered another text under the key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, CursorResult, RowMapping, delete, insert, select, update

from corpus.errors import StoreError
from corpus.judgment import JudgmentId, Rejected
from corpus.store.judgment_store import Filed, FiledAs
from corpus.store.records import JudgmentRecord, source_key
from corpus.store.tables import judgment_charges, judgments, quoted_case_numbers, sources

PRIMARY = "primary"
DUPLICATE = "duplicate"
SUPERSEDED = "superseded"

DUPLICATE_CODE = "duplicate"


def duplicate_rejection(*, place: str, first: str) -> Rejected:
    """Return the rejected piece for a text that its source already holds.

    Args:
        place: Where the repeated text stands.
        first: Key under which the source holds it, as made by ``source_key``.
    """
    kind, _, name = first.partition(":")
    named = f"id {name}" if kind == "id" else name
    return Rejected(
        place=place,
        code=DUPLICATE_CODE,
        reason=f"the same text as {named} of this source; found under both",
    )


@dataclass(slots=True, kw_only=True)
class _SourceRow:
    """A row of ``sources`` while a batch is filed."""

    id: int
    key: str
    judgment_id: str
    digest: str
    place: str
    standing: str


class SourceBatch:
    """Files the records of one source inside one open transaction.

    Attributes:
        connection: The transaction.
        name: Name of the source.
        touched: Judgments written, or taken back into the corpus, with their records; None for
            one that has left it.
    """

    def __init__(
        self, connection: Connection, name: str, records: Sequence[JudgmentRecord]
    ) -> None:
        self.connection = connection
        self.name = name
        self.touched: dict[JudgmentId, JudgmentRecord | None] = {}
        ids = sorted({record.id for record in records})
        keys = sorted({source_key(record.source) for record in records})
        self._versions = {
            row.id: row.reader_version
            for row in connection.execute(
                select(judgments.c.id, judgments.c.reader_version).where(judgments.c.id.in_(ids))
            )
        }
        # Two statements, and no name in the second: with OR, or with the name to choose by,
        # SQLite walks through the whole source for every batch.
        found = {
            row["id"]: row
            for condition in (
                (sources.c.name == name) & sources.c.key.in_(keys),
                sources.c.judgment_id.in_(ids),
            )
            for row in connection.execute(select(sources).where(condition)).mappings()
            if row["name"] == name
        }
        self._rows = [_source_row(found[number]) for number in sorted(found)]

    def file(self, records: Iterable[JudgmentRecord]) -> tuple[Filed, ...]:
        """Write the records in their order and say of each what that changed."""
        return tuple(self._file_one(record) for record in records)

    def _file_one(self, record: JudgmentRecord) -> Filed:
        judgment_change = self._write_judgment(record)
        key = source_key(record.source)
        first = next(
            (
                row.key
                for row in self._rows
                if row.judgment_id == record.id and row.standing == PRIMARY and row.key != key
            ),
            None,
        )
        self._supersede(key, other_than=record.id)
        is_new = self._write_source(record, key, standing=PRIMARY if first is None else DUPLICATE)
        if first is not None:
            return Filed(id=record.id, standing=FiledAs.DUPLICATE, first=first)
        if judgment_change is not FiledAs.UNCHANGED:
            return Filed(id=record.id, standing=judgment_change)
        return Filed(id=record.id, standing=FiledAs.JOINED if is_new else FiledAs.UNCHANGED)

    def _write_judgment(self, record: JudgmentRecord) -> FiledAs:
        stored = self._versions.get(record.id)
        version = record.row["reader_version"]
        if stored is not None and stored >= version:
            return FiledAs.UNCHANGED
        self._versions[record.id] = version
        self.touched[record.id] = record
        if stored is None:
            self.connection.execute(insert(judgments), record.row)
        else:
            self.connection.execute(
                update(judgments).where(judgments.c.id == record.id), dict(record.row)
            )
            for table in (judgment_charges, quoted_case_numbers):
                self.connection.execute(delete(table).where(table.c.judgment_id == record.id))
        if record.charges:
            self.connection.execute(
                insert(judgment_charges),
                [
                    {"judgment_id": record.id, "position": position, "charge": charge}
                    for position, charge in enumerate(record.charges)
                ],
            )
        if record.quoted_case_numbers:
            self.connection.execute(
                insert(quoted_case_numbers),
                [
                    {"judgment_id": record.id, "case_number": number}
                    for number in record.quoted_case_numbers
                ],
            )
        return FiledAs.ADDED if stored is None else FiledAs.REREAD

    def _supersede(self, key: str, *, other_than: JudgmentId) -> None:
        """Take other texts of the key out; a judgment that no source holds leaves the corpus."""
        for row in self._rows:
            if row.key != key or row.judgment_id == other_than or row.standing == SUPERSEDED:
                continue
            row.standing = SUPERSEDED
            self.connection.execute(
                update(sources).where(sources.c.id == row.id).values(standing=SUPERSEDED)
            )
            still_held = self.connection.execute(
                select(sources.c.id)
                .where(sources.c.judgment_id == row.judgment_id, sources.c.standing != SUPERSEDED)
                .limit(1)
            ).first()
            if still_held is None:
                self.connection.execute(
                    update(judgments)
                    .where(judgments.c.id == row.judgment_id)
                    .values(is_current=False)
                )
                self.touched[JudgmentId(row.judgment_id)] = None

    def _write_source(self, record: JudgmentRecord, key: str, *, standing: str) -> bool:
        """Write the row of the key, and tell whether anything but its place is new."""
        row = next(
            (row for row in self._rows if row.key == key and row.judgment_id == record.id), None
        )
        values = {
            "digest": record.digest,
            "place": record.source.place,
            "standing": standing,
        }
        if row is None:
            result = self.connection.execute(
                insert(sources),
                {
                    **values,
                    "name": self.name,
                    "key": key,
                    "external_id": record.source.external_id,
                    "format": record.source.format,
                    "judgment_id": record.id,
                },
            )
            self._rows.append(
                _SourceRow(id=new_id(result), key=key, judgment_id=record.id, **values)
            )
            self._revive(record)
            return True
        is_new = (row.digest, row.standing) != (record.digest, standing)
        if is_new or row.place != record.source.place:
            if row.standing == SUPERSEDED:
                self._revive(record)
            row.digest, row.place, row.standing = record.digest, record.source.place, standing
            self.connection.execute(update(sources).where(sources.c.id == row.id).values(**values))
        return is_new

    def _revive(self, record: JudgmentRecord) -> None:
        result = self.connection.execute(
            update(judgments)
            .where(judgments.c.id == record.id, judgments.c.is_current.is_(False))
            .values(is_current=True)
        )
        if result.rowcount:
            self.touched[record.id] = record


def new_id(result: CursorResult[*tuple[object, ...]]) -> int:
    """Return the number that the database gave to an inserted row.

    Raises:
        StoreError: It gave none.
    """
    key = result.inserted_primary_key
    if key is None:
        raise StoreError("the database gave no number to a new row")
    return int(key[0])


def _source_row(row: RowMapping) -> _SourceRow:
    return _SourceRow(
        id=row["id"],
        key=row["key"],
        judgment_id=row["judgment_id"],
        digest=row["digest"],
        place=row["place"],
        standing=row["standing"],
    )
