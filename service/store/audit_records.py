"""How do audits stand in the database?

What an audit of a cause gave is written in one transaction with the mark that the cause is done,
so that a run that was ended goes on with the next cause. Clusters are stored with names hidden.
"""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Engine,
    Float,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from corpus.codec import decode_plain, encode_plain
from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.audits.model import (
    AuditOrder,
    AuditRun,
    AuditRunId,
    AuditScope,
    CauseAudit,
    Cluster,
    RunState,
    ranked,
)
from service.closed.concealing import Concealer
from service.errors import PageNotFoundError
from service.store.writing import writing

audit_runs = Table(
    "audit_runs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("key", String(64), nullable=False, index=True, comment="of all the result depends on"),
    Column("court", Text, comment="empty where all courts are audited"),
    Column("scope", String(32), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("state", String(32), nullable=False),
    Column("started_at", UtcDateTime, nullable=False, index=True),
    Column("moved_at", UtcDateTime, nullable=False, comment="when the last cause was finished"),
    Column("n_causes", Integer, nullable=False),
    Column("n_judgments", Integer, nullable=False),
    Column("n_without_cause", Integer, nullable=False),
)

audit_causes = Table(
    "audit_causes",
    metadata,
    Column("run_id", ForeignKey("audit_runs.id", ondelete="CASCADE"), primary_key=True),
    Column("cause", String(255), primary_key=True),
    Column("content", Text, nullable=False, comment="JSON of CauseAudit, without its clusters"),
)

audit_clusters = Table(
    "audit_clusters",
    metadata,
    Column("run_id", ForeignKey("audit_runs.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("cause", String(255), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("severity", String(32), nullable=False),
    Column("is_reported", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("content", Text, nullable=False, comment="JSON of Cluster, names hidden"),
)


_LATEST_FIRST: Final = (
    audit_runs.c.last_day.desc(),
    audit_runs.c.started_at.desc(),
    audit_runs.c.id,
)


class AuditRecords:
    """The stored audits."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def begin(
        self,
        order: AuditOrder,
        *,
        key: str,
        n_causes: int,
        n_judgments: int,
        n_without_cause: int,
        now: datetime,
    ) -> AuditRun:
        """Return the run of a key: the one that stands already, or a new one.

        One that was stopped goes on.

        Unfinished runs of the same order under another key are taken out: what they rest on has
        changed, and nobody can finish them.
        """
        with writing(self._engine) as connection:
            connection.execute(
                delete(audit_runs).where(
                    audit_runs.c.key != key,
                    audit_runs.c.state != RunState.FINISHED.value,
                    audit_runs.c.court.is_not_distinct_from(order.court),
                    audit_runs.c.scope == order.scope.value,
                    audit_runs.c.first_day == order.first,
                    audit_runs.c.last_day == order.last,
                )
            )
            found = connection.execute(
                select(audit_runs.c.id).where(audit_runs.c.key == key)
            ).scalar_one_or_none()
            run_id = found or secrets.token_hex(12)
            connection.execute(
                update(audit_runs)
                .where(audit_runs.c.id == run_id, audit_runs.c.state == RunState.STOPPED.value)
                .values(state=RunState.UNFINISHED.value, moved_at=now)
            )
            if found is None:
                connection.execute(
                    insert(audit_runs).values(
                        id=run_id,
                        key=key,
                        court=order.court,
                        scope=order.scope.value,
                        first_day=order.first,
                        last_day=order.last,
                        state=RunState.UNFINISHED.value,
                        started_at=now,
                        moved_at=now,
                        n_causes=n_causes,
                        n_judgments=n_judgments,
                        n_without_cause=n_without_cause,
                    )
                )
        return self.find(run_id)

    def put(self, run_id: AuditRunId, audit: CauseAudit, *, now: datetime) -> None:
        """Write what the audit of one cause gave, in place of what an earlier one gave."""
        summary = encode_plain(audit)
        summary["clusters"] = []
        of_cause = (audit_clusters.c.run_id == run_id) & (audit_clusters.c.cause == audit.cause)
        with writing(self._engine) as connection:
            connection.execute(delete(audit_clusters).where(of_cause))
            connection.execute(
                delete(audit_causes).where(
                    audit_causes.c.run_id == run_id, audit_causes.c.cause == audit.cause
                )
            )
            connection.execute(
                insert(audit_causes).values(
                    run_id=run_id, cause=audit.cause, content=_json(summary)
                )
            )
            if audit.clusters:
                connection.execute(
                    insert(audit_clusters), [_row(run_id, each) for each in audit.clusters]
                )
            connection.execute(
                update(audit_runs).where(audit_runs.c.id == run_id).values(moved_at=now)
            )

    def stop(self, run_id: AuditRunId) -> None:
        """Write that a run is stopped; what runs it ends after the cause it is at."""
        with writing(self._engine) as connection:
            connection.execute(
                update(audit_runs)
                .where(audit_runs.c.id == run_id, audit_runs.c.state == RunState.UNFINISHED.value)
                .values(state=RunState.STOPPED.value)
            )

    def finish(self, run_id: AuditRunId, *, now: datetime) -> AuditRun:
        """Write that a run is finished, and return it."""
        with writing(self._engine) as connection:
            connection.execute(
                update(audit_runs)
                .where(audit_runs.c.id == run_id)
                .values(state=RunState.FINISHED.value, moved_at=now)
            )
        return self.find(run_id)

    def find(self, run_id: str) -> AuditRun:
        """Return a run.

        Raises:
            PageNotFoundError: There is none of this id.
        """
        found = self._runs(audit_runs.c.id == run_id)
        if not found:
            raise PageNotFoundError(what=f"audit {run_id}")
        return found[0]

    def runs(self, *, most: int | None = None, skip: int = 0) -> tuple[AuditRun, ...]:
        """Return runs, the one that ends latest first, of these the one begun last.

        Args:
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        return self._runs(most=most, skip=skip)

    def count(self) -> int:
        """Return how many runs there are."""
        with self._engine.connect() as connection:
            counted = connection.execute(select(func.count()).select_from(audit_runs))
            return int(counted.scalar_one())

    def latest_finished(self) -> AuditRun | None:
        """Return the finished run that ends latest, or None."""
        found = self._runs(audit_runs.c.state == RunState.FINISHED.value, most=1)
        return found[0] if found else None

    def finished_before(self, run: AuditRun) -> tuple[AuditRun, ...]:
        """Return the finished runs of the same courts that end before one does."""
        return self._runs(
            audit_runs.c.state == RunState.FINISHED.value,
            audit_runs.c.court == run.order.court,
            audit_runs.c.scope == run.order.scope.value,
            audit_runs.c.last_day < run.order.last,
        )

    def last_moved(self, *, most: int) -> tuple[AuditRun, ...]:
        """Return the runs that moved last, the last one first."""
        return self._runs(most=most, order=(audit_runs.c.moved_at.desc(), audit_runs.c.id))

    def done(self, run_id: AuditRunId) -> frozenset[str]:
        """Return the causes of a run that are done."""
        wanted = select(audit_causes.c.cause).where(audit_causes.c.run_id == run_id)
        with self._engine.connect() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def causes(self, run_id: AuditRunId) -> tuple[CauseAudit, ...]:
        """Return what was found of each cause, clusters left out, in order of cause."""
        wanted = (
            select(audit_causes.c.content)
            .where(audit_causes.c.run_id == run_id)
            .order_by(audit_causes.c.cause)
        )
        with self._engine.connect() as connection:
            contents = connection.execute(wanted).scalars().all()
        return tuple(self._conceal(decode_plain(CauseAudit, json.loads(each))) for each in contents)

    def clusters(self, run_id: AuditRunId) -> tuple[Cluster, ...]:
        """Return the clusters of a run by severity and reach.

        Cost: decoding, about 0.2 ms a cluster.
        """
        wanted = select(audit_clusters.c.content).where(audit_clusters.c.run_id == run_id)
        with self._engine.connect() as connection:
            contents = connection.execute(wanted).scalars().all()
        found = [decode_plain(Cluster, json.loads(content)) for content in contents]
        return self._conceal(ranked(found))

    def cluster(self, run_id: AuditRunId, key: str) -> Cluster:
        """Return a cluster of a run.

        Raises:
            PageNotFoundError: The run has none of this key.
        """
        wanted = select(audit_clusters.c.content).where(
            audit_clusters.c.run_id == run_id, audit_clusters.c.key == key
        )
        with self._engine.connect() as connection:
            content = connection.execute(wanted).scalar_one_or_none()
        if content is None:
            raise PageNotFoundError(what=f"cluster {key} of audit {run_id}")
        return self._conceal(decode_plain(Cluster, json.loads(content)))

    def _runs(
        self,
        *conditions: ColumnElement[bool],
        most: int | None = None,
        skip: int = 0,
        order: Sequence[ColumnElement[Any]] = _LATEST_FIRST,
    ) -> tuple[AuditRun, ...]:
        n_done = (
            select(func.count())
            .where(audit_causes.c.run_id == audit_runs.c.id)
            .scalar_subquery()
            .label("n_done")
        )
        wanted = (
            select(audit_runs, n_done).where(*conditions).order_by(*order).limit(most).offset(skip)
        )
        with self._engine.connect() as connection:
            return tuple(_run(row) for row in connection.execute(wanted))


def _row(run_id: AuditRunId, cluster: Cluster) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "key": cluster.key,
        "cause": cluster.cause,
        "kind": cluster.kind.value,
        "severity": cluster.severity.value,
        "is_reported": cluster.is_reported,
        "score": cluster.score,
        "content": _json(encode_plain(cluster)),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _run(row: Row[Any]) -> AuditRun:
    return AuditRun(
        id=AuditRunId(row.id),
        order=AuditOrder(
            court=row.court,
            scope=AuditScope(row.scope),
            first=row.first_day,
            last=row.last_day,
        ),
        key=row.key,
        state=RunState(row.state),
        started_at=row.started_at,
        moved_at=row.moved_at,
        n_causes=row.n_causes,
        n_done=row.n_done,
        n_judgments=row.n_judgments,
        n_without_cause=row.n_without_cause,
    )
