"""How are the desk of audits and what runs them put together?"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from corpus.store.sql import SqlJudgmentStore
from service.audits.desk import AuditDesk
from service.audits.finding import StandardFinder
from service.audits.launching import AuditLauncher
from service.audits.running import AuditRunner
from service.jobs.desk import JobDesk
from service.jobs.starting import JobStart
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.audit_corpus import AuditCorpus
from service.store.audit_records import AuditRecords
from service.store.audit_review_records import AuditReviewRecords
from service.store.pending_records import PendingRecords
from service.tiers.hierarchy import CourtBook


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDesks:
    """What works on audits.

    Attributes:
        desk: Shows audits and takes what is said of them.
        runner: Runs audits.
        launcher: Starts and stops them from the page.
    """

    desk: AuditDesk
    runner: AuditRunner
    launcher: AuditLauncher


def audit_desks(
    engine: Engine,
    *,
    store: SqlJudgmentStore,
    book: CourtBook,
    settings: Settings,
    jobs: JobDesk,
) -> AuditDesks:
    """Return the desk and the runner over one database.

    Args:
        engine: The database.
        store: The judgments in it.
        book: Which court is above which.
        settings: The settings.
        jobs: Takes the audits that are started from the page.
    """
    records = AuditRecords(engine)
    find = StandardFinder(snapshot=_snapshot(settings))
    runner = AuditRunner(
        store=store,
        corpus=AuditCorpus(engine),
        records=records,
        pending=PendingRecords(engine),
        book=book,
        address=settings.database_address,
        recent_months=settings.recent_months,
        find=find,
        find_edition=find.edition,
    )
    return AuditDesks(
        desk=AuditDesk(records=records, reviews=AuditReviewRecords(engine), store=store),
        runner=runner,
        launcher=AuditLauncher(runner=runner, start=JobStart(desk=jobs)),
    )


def _snapshot(settings: Settings) -> Path | None:
    """Return the folder of the current index, None where there is none."""
    name = SnapshotSource(settings).current_name()
    return None if name is None else settings.snapshot_root / name
