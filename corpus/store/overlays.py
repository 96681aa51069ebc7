"""What is laid over the stored readings: effects from later papers, and corrections by people.

The row of a judgment keeps what the reader read. Its columns, by which judgments are filtered and
counted, hold what counts after both layers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select, update

from corpus.corrections import Corrected, Correction, apply_corrections
from corpus.judgment import Judgment, JudgmentId
from corpus.lineage.effects import Effect
from corpus.store.correction_records import corrections_of
from corpus.store.lineage_records import refresh_lineage, stored_effects
from corpus.store.records import JudgmentRecord, judgment_of, record_of
from corpus.store.relation_records import refresh_relations
from corpus.store.tables import judgment_charges, judgments, quoted_case_numbers

_NAMED_AT_ONCE = 200
"""Judgments loaded at once; one with its reading takes about 0.1 MB."""

_READ_COLUMNS = frozenset({"id", "text", "digest", "reader_version", "reading", "is_current"})
"""Columns that people and later papers do not change."""


@dataclass(frozen=True, slots=True)
class Overlays:
    """Both layers for some judgments.

    Attributes:
        effects: Effects that later papers decided.
        corrections: Corrections by judgment, in order.
    """

    effects: Mapping[JudgmentId, Effect]
    corrections: Mapping[JudgmentId, Sequence[Correction]]

    def as_read(self, judgment: Judgment) -> Judgment:
        """Return a stored judgment with the effect that later papers gave it."""
        effect = self.effects.get(judgment.id)
        if effect is None:
            return judgment
        return replace(judgment, effect=effect.value, effect_reason=effect.reason)

    def over(self, judgment: Judgment) -> Corrected:
        """Return a stored judgment with both layers over it."""
        return apply_corrections(self.as_read(judgment), self.corrections.get(judgment.id, ()))


def load_overlays(connection: Connection, ids: Collection[JudgmentId]) -> Overlays:
    """Return what lies over some hundred judgments."""
    return Overlays(stored_effects(connection, ids), corrections_of(connection, ids))


def renew(
    connection: Connection, records: Iterable[JudgmentRecord], gone: Collection[JudgmentId] = ()
) -> None:
    """Bring effects, columns and relations up to date after judgments were written or left.

    Args:
        records: Of the judgments written, as read.
        gone: Judgments that have left the corpus.
    """
    read = {record.id: record for record in records}
    written = {record.id: record.paper for record in read.values()}
    rows = {record.id: record.relations for record in read.values()}
    corrected = set(_with_corrections(connection, written))
    for judgment in _stored(connection, corrected):
        # Numbers set right by a person join other chains than those that were read.
        layers = Overlays({}, corrections_of(connection, [judgment.id]))
        record = record_of(layers.over(judgment).judgment, reader_version=0, digest="")
        own = written[judgment.id]
        written[judgment.id] = replace(
            record.paper, effect=own.effect, effect_reason=own.effect_reason
        )
        rows[judgment.id] = record.relations
    refresh_relations(connection, list(rows.values()), gone)
    changed = refresh_lineage(connection, list(written.values()), gone)
    restated = corrected | set(_with_corrections(connection, changed))
    for judgment_id, effect in sorted(stored_effects(connection, changed - restated).items()):
        connection.execute(
            update(judgments).where(judgments.c.id == judgment_id).values(effect=effect.value)
        )
    _reset_effects(connection, changed - restated)
    restate(connection, restated)


def restate(connection: Connection, ids: Collection[JudgmentId]) -> None:
    """Write the columns of judgments from what counts now."""
    for judgment in _stored(connection, ids):
        layers = load_overlays(connection, [judgment.id])
        record = record_of(layers.over(judgment).judgment, reader_version=0, digest="")
        values = {name: value for name, value in record.row.items() if name not in _READ_COLUMNS}
        connection.execute(update(judgments).where(judgments.c.id == judgment.id).values(values))
        for table in (judgment_charges, quoted_case_numbers):
            connection.execute(delete(table).where(table.c.judgment_id == judgment.id))
        rows = [
            {"judgment_id": judgment.id, "position": position, "charge": charge}
            for position, charge in enumerate(record.charges)
        ]
        if rows:
            connection.execute(insert(judgment_charges), rows)
        numbers = [
            {"judgment_id": judgment.id, "case_number": number}
            for number in record.quoted_case_numbers
        ]
        if numbers:
            connection.execute(insert(quoted_case_numbers), numbers)


def _reset_effects(connection: Connection, ids: Collection[JudgmentId]) -> None:
    """Give their own effect back to judgments whose later paper has gone."""
    decided = stored_effects(connection, ids)
    for judgment in _stored(connection, set(ids) - decided.keys()):
        connection.execute(
            update(judgments).where(judgments.c.id == judgment.id).values(effect=judgment.effect)
        )


def _with_corrections(connection: Connection, ids: Collection[JudgmentId]) -> Iterator[JudgmentId]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _NAMED_AT_ONCE):
        yield from corrections_of(connection, ordered[start : start + _NAMED_AT_ONCE])


def _stored(connection: Connection, ids: Collection[JudgmentId]) -> Iterator[Judgment]:
    """Yield judgments as the reader read them, in order of id."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _NAMED_AT_ONCE):
        rows = connection.execute(
            select(judgments.c.reading, judgments.c.text)
            .where(judgments.c.id.in_(ordered[start : start + _NAMED_AT_ONCE]))
            .order_by(judgments.c.id)
        ).all()
        for row in rows:
            yield judgment_of(reading=row.reading, text=row.text)
