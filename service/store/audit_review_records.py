"""How do readings of clusters and marks on reversed cases stand in the database?

Both are added, never changed. Whether a reading is open to its reader is asked in the transaction
that writes it: of two people who answer at once, neither becomes a third by chance.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
)

from corpus.judgment import JudgmentId
from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.audits.model import AuditRunId, ClusterKey
from service.audits.workbench import Reading, ReviewAnswer, ReviewReason
from service.closed.concealing import Concealer
from service.store.audit_records import audit_clusters
from service.store.mention_records import note_mentions
from service.store.people_tables import accounts
from service.store.writing import writing

audit_readings = Table(
    "audit_readings",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were given"),
    Column("run_id", String(32), nullable=False),
    Column("cluster_key", String(32), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("answer", String(32), nullable=False),
    Column("reason", String(32)),
    Column("words", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(
        ["run_id", "cluster_key"], ["audit_clusters.run_id", "audit_clusters.key"]
    ),
    UniqueConstraint("run_id", "cluster_key", "account_id"),
)

audit_reversal_marks = Table(
    "audit_reversal_marks",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were made"),
    Column("judgment_id", ForeignKey("judgments.id"), nullable=False, index=True),
    Column("later_id", ForeignKey("judgments.id"), nullable=False),
    Column("is_court_above_wrong", Boolean, nullable=False),
    Column("words", Text, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversalMark:
    """A person's mark on a reversed case; of several the last one stands.

    Attributes:
        judgment_id: The judgment that was reversed.
        later_id: The one that reversed it.
        is_court_above_wrong: Whether the court above was wrong (上级定错).
        words: Why.
        author: Who marked it.
        at: When, in UTC.
    """

    judgment_id: JudgmentId
    later_id: JudgmentId
    is_court_above_wrong: bool
    words: str
    author: str
    at: datetime


class AuditReviewRecords:
    """The stored readings and marks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def add(
        self,
        run_id: AuditRunId,
        reading: Reading,
        *,
        require: Callable[[Sequence[Reading]], None],
    ) -> None:
        """Store a reading.

        Args:
            run_id: The run of the cluster.
            reading: The reading.
            require: Raises where the readings that stand do not allow another of this person.

        Raises:
            AuditReadingError: ``require`` raised it.
        """
        with writing(self._engine) as connection:
            standing = _readings(connection, run_id, reading.cluster_key)
            require(standing.get(reading.cluster_key, ()))
            connection.execute(
                insert(audit_readings).values(
                    run_id=run_id,
                    cluster_key=reading.cluster_key,
                    account_id=reading.account_id,
                    answer=reading.answer.value,
                    reason=None if reading.reason is None else reading.reason.value,
                    words=reading.words,
                    at=reading.at,
                )
            )
            note_mentions(connection, (run_id,), (reading.words,))

    def of_run(self, run_id: AuditRunId) -> Mapping[ClusterKey, tuple[Reading, ...]]:
        """Return the readings of a run by cluster, each in the order in which they were given."""
        with self._engine.connect() as connection:
            found = _readings(connection, run_id)
        return self._shown(run_id, found)

    def of_cluster(self, run_id: AuditRunId, key: ClusterKey) -> tuple[Reading, ...]:
        """Return the readings of a cluster in the order in which they were given."""
        with self._engine.connect() as connection:
            found = _readings(connection, run_id, key)
        return self._shown(run_id, found).get(key, ())

    def _shown(
        self, run_id: AuditRunId, found: Mapping[ClusterKey, tuple[Reading, ...]]
    ) -> Mapping[ClusterKey, tuple[Reading, ...]]:
        """Return readings as whoever asks now may see them, each beside what it reads."""
        if not found or not self._conceal.withheld():
            return found
        wanted = select(audit_clusters.c.key, audit_clusters.c.content).where(
            audit_clusters.c.run_id == run_id, audit_clusters.c.key.in_(sorted(found))
        )
        with self._engine.connect() as connection:
            contents = {row.key: row.content for row in connection.execute(wanted)}
        return {key: self._conceal(given, beside=contents[key]) for key, given in found.items()}

    def mark(self, mark: ReversalMark, *, account_id: int) -> None:
        """Store a mark on a reversed case beside earlier ones."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(audit_reversal_marks).values(
                    judgment_id=mark.judgment_id,
                    later_id=mark.later_id,
                    is_court_above_wrong=mark.is_court_above_wrong,
                    words=mark.words,
                    account_id=account_id,
                    at=mark.at,
                )
            )

    def marks(self) -> Mapping[JudgmentId, ReversalMark]:
        """Return the mark that stands on each reversed case that has one."""
        wanted = (
            select(audit_reversal_marks, accounts.c.name, accounts.c.display_name)
            .join(accounts, accounts.c.id == audit_reversal_marks.c.account_id)
            .order_by(audit_reversal_marks.c.id)
        )
        with self._engine.connect() as connection:
            found = tuple(
                ReversalMark(
                    judgment_id=JudgmentId(row.judgment_id),
                    later_id=JudgmentId(row.later_id),
                    is_court_above_wrong=row.is_court_above_wrong,
                    words=row.words,
                    author=row.display_name or row.name,
                    at=row.at,
                )
                for row in connection.execute(wanted)
            )
        return {each.judgment_id: each for each in self._conceal(found)}


def _readings(
    connection: Connection, run_id: AuditRunId, key: ClusterKey | None = None
) -> dict[ClusterKey, tuple[Reading, ...]]:
    wanted = (
        select(audit_readings, accounts.c.name, accounts.c.display_name)
        .join(accounts, accounts.c.id == audit_readings.c.account_id)
        .where(audit_readings.c.run_id == run_id)
        .order_by(audit_readings.c.id)
    )
    if key is not None:
        wanted = wanted.where(audit_readings.c.cluster_key == key)
    found: dict[ClusterKey, tuple[Reading, ...]] = {}
    for row in connection.execute(wanted):
        reading = _reading(row)
        found[reading.cluster_key] = (*found.get(reading.cluster_key, ()), reading)
    return found


def _reading(row: Row[Any]) -> Reading:
    return Reading(
        cluster_key=ClusterKey(row.cluster_key),
        account_id=row.account_id,
        author=row.display_name or row.name,
        answer=ReviewAnswer(row.answer),
        reason=None if row.reason is None else ReviewReason(row.reason),
        words=row.words,
        at=row.at,
    )
