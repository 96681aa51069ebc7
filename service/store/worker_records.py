"""How do workers for background jobs stand in the database? By their last sign of life."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Column, Engine, String, Table, delete, func, insert, select, update

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.store.writing import writing

job_workers = Table(
    "job_workers",
    metadata,
    Column("name", String(128), primary_key=True, comment="machine and process"),
    Column("seen_at", UtcDateTime, nullable=False),
)

_KEPT: Final = timedelta(days=30)
"""How long a worker that was killed is remembered, to be told of when it was last there."""


class WorkerRecords:
    """Signs of life of those that carry jobs. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sign(self, name: str, *, now: datetime) -> None:
        """Note that a worker is there; those that were not for a month are forgotten."""
        with writing(self._engine) as connection:
            noted = connection.execute(
                update(job_workers).where(job_workers.c.name == name).values(seen_at=now)
            )
            if noted.rowcount:
                return
            connection.execute(delete(job_workers).where(job_workers.c.seen_at < now - _KEPT))
            connection.execute(insert(job_workers).values(name=name, seen_at=now))

    def last_seen(self) -> datetime | None:
        """Return when the last of them gave a sign; None where none ever did."""
        with self._engine.connect() as connection:
            seen: datetime | None = connection.execute(
                select(func.max(job_workers.c.seen_at))
            ).scalar_one()
        return seen

    def forget(self) -> None:
        """Forget all of them: where records were restored, none of those works."""
        with writing(self._engine) as connection:
            connection.execute(delete(job_workers))
