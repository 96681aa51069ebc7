"""What may a person do with the corrections in the store?"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from corpus.corrections import (
    Corrected,
    CorrectedField,
    Correction,
    Json,
    propose,
    value_at,
)
from corpus.errors import JudgmentNotFoundError
from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Span
from corpus.store.clearance import readable
from corpus.store.closing import closed_among, hidden_among
from corpus.store.correction_records import (
    FieldCount,
    add_correction,
    corrections_of,
    count_corrections,
)
from corpus.store.engine import write_transaction
from corpus.store.overlays import load_overlays, renew
from corpus.store.records import judgment_of, record_of
from corpus.store.tables import judgments

_LOADED_AT_ONCE = 200


class SqlCorrections:
    """Corrections in the database of a judgment store.

    Args:
        engine: The engine of the :class:`corpus.store.sql.SqlJudgmentStore`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def correct(
        self,
        judgment_id: JudgmentId,
        *,
        field: str,
        new: Json,
        author: str,
        at: datetime,
        reason: str,
        span: Span | None = None,
    ) -> Correction:
        """Correct a field; filters, counts and chains follow at once.

        Raises:
            JudgmentNotFoundError: It is not stored.
            CorrectionError: No such field, or a value that it cannot take.
            SpanError: The words marked lie beyond the text.
        """
        return self._add(
            judgment_id,
            lambda judgment: propose(
                judgment, field=field, new=new, author=author, at=at, reason=reason, span=span
            ),
        )

    def restore_reading(
        self, judgment_id: JudgmentId, *, field: str, author: str, at: datetime, reason: str
    ) -> Correction:
        """Take all corrections of a field back, so that the reader's reading counts again.

        Raises:
            JudgmentNotFoundError: It is not stored.
            CorrectionError: No such field.
        """
        return self._add(
            judgment_id,
            lambda judgment: Correction(
                judgment_id=judgment_id,
                field=field,
                old=value_at(judgment, field),
                new=None,
                author=author,
                at=at,
                reason=reason,
                restores_reading=True,
            ),
        )

    def corrected(self, judgment_id: JudgmentId) -> Corrected:
        """Return a judgment with its corrected fields and how they stand.

        Raises:
            JudgmentNotFoundError: It is not stored.
        """
        with self._engine.connect() as connection:
            stored = _stored(connection, judgment_id)
            return load_overlays(connection, [judgment_id]).over(stored)

    def history(self, judgment_id: JudgmentId) -> tuple[Correction, ...]:
        """Return every correction of a judgment in the order in which they were made.

        Of one that whoever asks may not read there is none to be seen.
        """
        with self._engine.connect() as connection:
            # Both are asked for whatever the first says: the way to an answer tells nothing either.
            hidden = hidden_among(connection, [judgment_id])
            made = corrections_of(connection, [judgment_id]).get(judgment_id, ())
            return () if hidden else tuple(made)

    def counts(self) -> tuple[FieldCount, ...]:
        """Return how often each field was corrected, the most corrected first."""
        with self._engine.connect() as connection:
            return count_corrections(connection)

    def to_review(self) -> tuple[CorrectedField, ...]:
        """Return the corrections that no longer fit the reading, in order of judgment.

        Cost: loads every judgment that was ever corrected.
        """
        found: list[CorrectedField] = []
        with self._engine.connect() as connection:
            ids = sorted(corrections_of(connection, None))
            for start in range(0, len(ids), _LOADED_AT_ONCE):
                asked = ids[start : start + _LOADED_AT_ONCE]
                closed = closed_among(connection, asked)
                some = [each for each in asked if each not in closed]
                overlays = load_overlays(connection, some)
                for judgment_id in some:
                    corrected = overlays.over(_stored(connection, judgment_id))
                    found.extend(each for each in corrected.fields if each.needs_review)
        return tuple(found)

    def _add(self, judgment_id: JudgmentId, make: Callable[[Judgment], Correction]) -> Correction:
        with write_transaction(self._engine) as connection:
            stored = _stored(connection, judgment_id)
            correction = make(load_overlays(connection, [judgment_id]).as_read(stored))
            add_correction(connection, correction)
            if _is_current(connection, judgment_id):
                renew(connection, [record_of(stored, reader_version=0, digest="")])
        return correction


def _stored(connection: Connection, judgment_id: JudgmentId) -> Judgment:
    row = connection.execute(
        select(judgments.c.reading, judgments.c.text).where(
            judgments.c.id == judgment_id, readable()
        )
    ).one_or_none()
    if row is None:
        raise JudgmentNotFoundError(judgment_id)
    return judgment_of(reading=row.reading, text=row.text)


def _is_current(connection: Connection, judgment_id: JudgmentId) -> bool:
    statement = select(judgments.c.is_current).where(judgments.c.id == judgment_id)
    return connection.execute(statement).scalar_one() is True
