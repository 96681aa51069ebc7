"""What of an installation do those need who store judgments and let the index follow?

A part of :mod:`service.house`, which loads all that people do with judgments: a command that takes
in a few of them has them found sooner without.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from corpus.store.sql import SqlJudgmentStore
from service.audit_trail.desk import TrailDesk
from service.closed.self_closing import rules_of
from service.data_folder import prepare_data_folder
from service.indexes.desk import IndexDesk
from service.jobs.desk import JobDesk
from service.jobs.waking import HueyQueue
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.database import open_database, prepare_database
from service.store.job_records import JobRecords
from service.store.trail_records import TrailRecords
from service.store.worker_records import WorkerRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The judgments of an installation, opened, and what keeps their index.

    Attributes:
        settings: Its settings.
        engine: Its database.
        store: The judgments.
        trail: Who did what.
        indexes: Lets the index follow the store.
        jobs: What is done in the background.
        job_queue: Wakes who does it.
    """

    settings: Settings
    engine: Engine
    store: SqlJudgmentStore
    trail: TrailDesk
    indexes: IndexDesk
    jobs: JobDesk
    job_queue: HueyQueue


@contextmanager
def open_stock(settings: Settings, *, may_make: bool) -> Iterator[Stock]:
    """Open the judgments of an installation.

    Args:
        settings: Where it is.
        may_make: Make the data folder and bring the database up to date where needed; without
            it nothing is written.

    Raises:
        SettingsError: The data folder cannot be made or written.
        StoreError: The database cannot be opened.
        StoreVersionError: Its schema is not the one of this program.
    """
    if may_make:
        prepare_data_folder(settings)
    opener = prepare_database if may_make else open_database
    engine = opener(settings.database_address, pool=settings.pool)
    queue = HueyQueue(engine, address=settings.database_address, data=settings.data)
    try:
        store = SqlJudgmentStore(engine, closing=rules_of(settings, clock=utc_now))
        yield Stock(
            settings=settings,
            engine=engine,
            store=store,
            trail=TrailDesk(TrailRecords(engine), settings),
            indexes=IndexDesk(store=store, source=SnapshotSource(settings), settings=settings),
            jobs=JobDesk(records=JobRecords(engine), queue=queue, workers=WorkerRecords(engine)),
            job_queue=queue,
        )
    finally:
        queue.close()
        engine.dispose()


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)
