"""How do judgments stand in a SQL database?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, insert, select, update

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import Judgment, JudgmentId, RawJudgment, Rejected, SourceRecord
from corpus.listed import ListedJudgment
from corpus.reader_version import READER_VERSION
from corpus.store.clearance import OPEN, readable
from corpus.store.closing import keep_closed
from corpus.store.closing_rules import ClosingRules, close_by_rules
from corpus.store.engine import write_transaction
from corpus.store.facets import facets_of
from corpus.store.filing import (
    DUPLICATE,
    PRIMARY,
    SUPERSEDED,
    SourceBatch,
    duplicate_rejection,
    new_id,
)
from corpus.store.judgment_store import (
    Facets,
    Filed,
    FiledAs,
    IngestRun,
    KnownPiece,
    PutResult,
    RunId,
)
from corpus.store.listing import listed_judgments
from corpus.store.overlays import load_overlays, renew
from corpus.store.recent import recent_judgment_of
from corpus.store.records import (
    JudgmentRecord,
    digest_of_raw,
    judgment_of,
    record_of,
)
from corpus.store.states import StoreStates, states_of
from corpus.store.tables import (
    ingest_runs,
    judgments,
    quoted_case_numbers,
    rejections,
    sources,
)

T = TypeVar("T")

_FETCHED_AT_ONCE = 200
"""Rows held in memory while iterating; a judgment with its reading takes about 0.1 MB."""

_NAMED_AT_ONCE = 500
"""Values in one SQL ``IN``; SQLite allows 32,766 per statement."""


class SqlJudgmentStore:
    """Judgments in SQLite or PostgreSQL.

    The tables must stand: in production :mod:`service.store` migrates them, tests may call
    ``metadata.create_all``.

    Args:
        engine: From :func:`corpus.store.engine.open_engine`.
        reader_version: Edition of the reader whose judgments :meth:`put` receives.
        closing: What is closed as it is stored; None for nothing.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        reader_version: int = READER_VERSION,
        closing: ClosingRules | None = None,
    ) -> None:
        self._engine = engine
        self.reader_version = reader_version
        self._closing = closing

    def closing(self, rules: ClosingRules) -> Self:
        """Return the same store, which closes what other rules say."""
        return type(self)(self._engine, reader_version=self.reader_version, closing=rules)

    def put(self, batch: Sequence[Judgment]) -> PutResult:
        """Store judgments in one transaction: all or none."""
        records = [
            record_of(
                judgment,
                reader_version=self.reader_version,
                digest=digest_of_raw(RawJudgment(text=judgment.text, source=judgment.source)),
            )
            for judgment in batch
        ]
        with write_transaction(self._engine) as connection:
            return _file(connection, records, self._closing)

    def get(self, judgment_id: JudgmentId) -> Judgment:
        """Return a judgment.

        Raises:
            JudgmentNotFoundError: It is not stored.
        """
        return self.get_many([judgment_id])[0]

    def get_many(self, ids: Sequence[JudgmentId]) -> tuple[Judgment, ...]:
        """Return judgments in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        found: dict[JudgmentId, Judgment] = {}
        for some in _slices(ids):
            found |= {
                judgment.id: judgment
                for judgment in self._select(judgments.c.id.in_(some), readable())
            }
        return _in_order(found, ids)

    def each(self, ids: Sequence[JudgmentId]) -> Iterator[Judgment]:
        """Yield judgments in order of id, each once, without holding or remembering all.

        Raises:
            JudgmentNotFoundError: One of them is not stored.

        Cost: about 2,000 judgments a second.
        """
        for some in _slices(sorted(ids)):
            with self._engine.connect() as connection:
                rows = connection.execute(_judgment_rows(judgments.c.id.in_(some), OPEN)).all()
                found = {each.id: each for each in _judgments_of(connection, rows)}
            yield from _in_order(found, some)

    def get_listed(self, ids: Sequence[JudgmentId]) -> tuple[ListedJudgment, ...]:
        """Return what lists tell of judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        found: dict[JudgmentId, ListedJudgment] = {}
        with self._engine.connect() as connection:
            for some in _slices(ids):
                found |= listed_judgments(connection, some)
        return _in_order(found, ids)

    def get_texts(self, ids: Sequence[JudgmentId]) -> tuple[str, ...]:
        """Return the texts of judgments in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.

        Cost: 0.07 ms for 7,400 characters.
        """
        found: dict[JudgmentId, str] = {}
        with self._engine.connect() as connection:
            for some in _slices(ids):
                rows = connection.execute(
                    select(judgments.c.id, judgments.c.text).where(
                        judgments.c.id.in_(some), readable()
                    )
                )
                found |= {JudgmentId(row.id): row.text for row in rows}
        return _in_order(found, ids)

    def find_external(self, source_name: str, external_id: str) -> Judgment | None:
        """Return the judgment that a source knows by this id, also by an alias, or None."""
        statement = (
            select(sources.c.judgment_id)
            .join(judgments)
            .where(
                sources.c.name == source_name,
                sources.c.external_id == external_id,
                sources.c.standing != SUPERSEDED,
                readable(),
            )
            .order_by(sources.c.id.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            judgment_id = connection.execute(statement).scalar_one_or_none()
        return None if judgment_id is None else self.get(JudgmentId(judgment_id))

    def find_by_case_number(self, canonical: str) -> tuple[Judgment, ...]:
        """Return the current judgments with this own number, in order of id."""
        return tuple(
            self._select(judgments.c.case_number == canonical, judgments.c.is_current.is_(True))
        )

    def find_quoting(self, canonical: str) -> tuple[JudgmentId, ...]:
        """Return the current judgments that quote this number, in order of id."""
        statement = (
            select(quoted_case_numbers.c.judgment_id)
            .join(judgments)
            .where(quoted_case_numbers.c.case_number == canonical, judgments.c.is_current.is_(True))
            .order_by(quoted_case_numbers.c.judgment_id)
        )
        with self._engine.connect() as connection:
            return tuple(JudgmentId(each) for each in connection.execute(statement).scalars())

    def sources_of(self, judgment_id: JudgmentId) -> tuple[SourceRecord, ...]:
        """Return every place that the text stands in now, in order of arrival."""
        statement = (
            select(sources)
            .join(judgments)
            .where(
                sources.c.judgment_id == judgment_id,
                sources.c.standing != SUPERSEDED,
                readable(),
            )
            .order_by(sources.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(
                SourceRecord(
                    name=row["name"],
                    place=row["place"],
                    external_id=row["external_id"],
                    format=row["format"],
                )
                for row in connection.execute(statement).mappings()
            )

    def iterate(self) -> Iterator[Judgment]:
        """Yield every current judgment in order of id, as of the start, without holding all.

        Cost: one pass over the table; about 2,000 judgments a second.
        """
        statement = _judgment_rows(judgments.c.is_current.is_(True))
        streamed = {"yield_per": _FETCHED_AT_ONCE}
        with (
            self._engine.connect() as connection,
            # Closed where whoever reads stops early: on a server the rows wait there.
            connection.execute(statement, execution_options=streamed) as rows,
        ):
            for some in rows.partitions():
                yield from _judgments_of(connection, some)

    def count(self) -> int:
        """Return the number of current judgments."""
        statement = (
            select(func.count()).select_from(judgments).where(judgments.c.is_current.is_(True))
        )
        with self._engine.connect() as connection:
            return connection.execute(statement).scalar_one()

    def digest(self) -> str:
        """Return the digest of the corpus, whatever the order of arrival.

        It is of ids, editions, effects and corrections: of all that an index is built from.
        """
        return self.states().digest()

    def states(self) -> StoreStates:
        """Return of each current judgment what an index of it depends on beside its text.

        Two states differ where edition, effect or corrections do.

        Cost: as :func:`corpus.store.states.states_of`.
        """
        with self._engine.connect() as connection:
            return states_of(connection)

    def facets(self) -> Facets:
        """Return the values that filters can take, with their counts."""
        with self._engine.connect() as connection:
            return facets_of(connection)

    def begin_run(self, *, source_name: str, place: str, started_at: datetime) -> RunId:
        """Record that an ingest began."""
        with write_transaction(self._engine) as connection:
            result = connection.execute(
                insert(ingest_runs),
                {
                    "started_at": started_at,
                    "source_name": source_name,
                    "place": place,
                    "reader_version": self.reader_version,
                    "accepted": 0,
                    "unchanged": 0,
                    "rejected": 0,
                },
            )
            return RunId(new_id(result))

    def known(self, source_name: str, keys: Sequence[str]) -> Mapping[str, KnownPiece]:
        """Return what the store holds under these keys of a source."""
        statement = (
            select(sources, judgments.c.reader_version)
            .join(judgments, judgments.c.id == sources.c.judgment_id)
            .where(
                sources.c.name == source_name,
                sources.c.key.in_(keys),
                sources.c.standing != SUPERSEDED,
            )
        )
        if self._closing is not None and self._closing.all_as is not None:
            # What stands open is filed anew, to be closed.
            statement = statement.where(judgments.c.closed_as.is_not(None))
        with self._engine.connect() as connection:
            rows = connection.execute(statement).mappings().all()
            repeated = [row["judgment_id"] for row in rows if row["standing"] == DUPLICATE]
            # Without the name, by which SQLite would walk through the whole source.
            firsts = connection.execute(
                select(sources).where(
                    sources.c.judgment_id.in_(repeated), sources.c.standing == PRIMARY
                )
            ).mappings()
            first_keys = {
                row["judgment_id"]: row["key"] for row in firsts if row["name"] == source_name
            }
        return {
            row["key"]: KnownPiece(
                digest=row["digest"],
                judgment_id=JudgmentId(row["judgment_id"]),
                reader_version=row["reader_version"],
                duplicate_of=(
                    first_keys[row["judgment_id"]] if row["standing"] == DUPLICATE else None
                ),
            )
            for row in rows
            # A duplicate whose first has gone must be filed anew, to take its place.
            if row["standing"] == PRIMARY or row["judgment_id"] in first_keys
        }

    def file(
        self,
        run: RunId,
        entries: Sequence[JudgmentRecord | Rejected],
        *,
        unchanged: int,
    ) -> PutResult:
        """Write a batch with its rejected pieces and the run's counts in one transaction."""
        records = [entry for entry in entries if isinstance(entry, JudgmentRecord)]
        with write_transaction(self._engine) as connection:
            result = _file(connection, records, self._closing)
            rejected = _rejected(entries, result.filed)
            if rejected:
                connection.execute(
                    insert(rejections),
                    [
                        {"run_id": run, "place": one.place, "code": one.code, "reason": one.reason}
                        for one in rejected
                    ],
                )
            same = result.count(FiledAs.UNCHANGED)
            new = len(records) - same - result.count(FiledAs.DUPLICATE)
            connection.execute(
                update(ingest_runs)
                .where(ingest_runs.c.id == run)
                .values(
                    accepted=ingest_runs.c.accepted + new,
                    unchanged=ingest_runs.c.unchanged + unchanged + same,
                    rejected=ingest_runs.c.rejected + len(rejected),
                )
            )
        return replace(result, rejected=tuple(rejected))

    def finish_run(self, run: RunId, *, finished_at: datetime) -> IngestRun:
        """Record that an ingest came to its end, and return the run."""
        with write_transaction(self._engine) as connection:
            connection.execute(
                update(ingest_runs).where(ingest_runs.c.id == run).values(finished_at=finished_at)
            )
            row = connection.execute(select(ingest_runs).where(ingest_runs.c.id == run)).one()
        return _run_of(row)

    def runs(self, *, limit: int) -> tuple[IngestRun, ...]:
        """Return the latest runs, newest first."""
        statement = select(ingest_runs).order_by(ingest_runs.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return tuple(_run_of(row) for row in connection.execute(statement))

    def rejections(self, run: RunId) -> tuple[Rejected, ...]:
        """Return the rejected pieces of a run, in the order in which they were met."""
        statement = select(rejections).where(rejections.c.run_id == run).order_by(rejections.c.id)
        with self._engine.connect() as connection:
            return tuple(
                Rejected(place=row.place, code=row.code, reason=row.reason)
                for row in connection.execute(statement)
            )

    def _select(self, *conditions: ColumnElement[bool]) -> list[Judgment]:
        with self._engine.connect() as connection:
            rows = connection.execute(_judgment_rows(*conditions)).all()
            return _judgments_of(connection, rows, decode=recent_judgment_of)


def _slices(ids: Sequence[JudgmentId]) -> Iterator[list[JudgmentId]]:
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), _NAMED_AT_ONCE):
        yield unique[start : start + _NAMED_AT_ONCE]


def _in_order(found: Mapping[JudgmentId, T], ids: Sequence[JudgmentId]) -> tuple[T, ...]:
    """Return what was found in the order asked for.

    Raises:
        JudgmentNotFoundError: One of them was not found.
    """
    for judgment_id in ids:
        if judgment_id not in found:
            raise JudgmentNotFoundError(judgment_id)
    return tuple(found[judgment_id] for judgment_id in ids)


def _file(
    connection: Connection, records: Sequence[JudgmentRecord], closing: ClosingRules | None
) -> PutResult:
    filed: list[Filed] = []
    touched: dict[JudgmentId, JudgmentRecord | None] = {}
    for name, group in groupby(records, key=lambda record: record.source.name):
        of_source = list(group)
        batch = SourceBatch(connection, name, of_source)
        filed.extend(batch.file(of_source))
        touched.update(batch.touched)
    close_by_rules(connection, closing, records)
    # Of what was not written anew too: a class may be told later than the text.
    closed = keep_closed(connection, {*touched, *(record.id for record in records)})
    touched.update(dict.fromkeys(closed))
    renew(
        connection,
        [record for record in touched.values() if record is not None],
        gone=[judgment_id for judgment_id, record in touched.items() if record is None],
    )
    return PutResult(filed=tuple(filed))


def _rejected(
    entries: Sequence[JudgmentRecord | Rejected], filed: Sequence[Filed]
) -> list[Rejected]:
    """Return the rejected entries and the duplicates among the filed ones, in order."""
    rejected: list[Rejected] = []
    remaining = iter(filed)
    for entry in entries:
        if isinstance(entry, Rejected):
            rejected.append(entry)
        elif (first := next(remaining).first) is not None:
            rejected.append(duplicate_rejection(place=entry.source.place, first=first))
    return rejected


def _judgments_of(
    connection: Connection,
    rows: Sequence[Row[str, str]],
    *,
    decode: Callable[..., Judgment] = judgment_of,
) -> list[Judgment]:
    """Return the judgments of rows as they count now: later papers and corrections laid over."""
    stored = [decode(reading=row.reading, text=row.text) for row in rows]
    overlays = load_overlays(connection, [judgment.id for judgment in stored])
    return [overlays.over(judgment).judgment for judgment in stored]


def _judgment_rows(*conditions: ColumnElement[bool]) -> Select[str, str]:
    return select(judgments.c.reading, judgments.c.text).where(*conditions).order_by(judgments.c.id)


def _run_of(row: Row[*tuple[object, ...]]) -> IngestRun:
    values = row._mapping  # noqa: SLF001 - the documented name of a row's mapping
    return IngestRun(
        id=RunId(values["id"]),
        started_at=values["started_at"],
        finished_at=values["finished_at"],
        source_name=values["source_name"],
        place=values["place"],
        accepted=values["accepted"],
        unchanged=values["unchanged"],
        rejected=values["rejected"],
    )
