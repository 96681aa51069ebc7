"""How are the parts of an installation opened and put together?"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from corpus.store.closing import SqlClosings
from corpus.store.correcting import SqlCorrections
from corpus.store.lineage_records import SqlLineage
from corpus.store.sql import SqlJudgmentStore
from service.accounts.desk import AccountDesk
from service.audit_desks import audit_desks
from service.audit_trail.desk import TrailDesk
from service.audits.desk import AuditDesk
from service.audits.launching import AuditLauncher
from service.audits.running import AuditRunner
from service.case_desks import case_desks
from service.case_divergence.desk import DivergenceDesk
from service.checking import Check
from service.closed.clearing import ClearanceDesk
from service.closed.desk import ClosedDesk
from service.collisions.desk import CollisionDesk
from service.data_folder import secret_key
from service.drafts.desk import DraftDesk
from service.edge.context import Edge
from service.health import check_all
from service.indexes.desk import IndexDesk
from service.jobs.desk import JobDesk
from service.jobs.health import jobs_check
from service.jobs.waking import HueyQueue
from service.library.desk import LibraryDesk
from service.notices.desk import NoticeDesk
from service.pending.desk import PendingDesk
from service.pending.numbered import NumberedPapers
from service.pending.search_desk import CaseSearchDesk
from service.pending.searching import CaseSearcher
from service.ranking.desk import RankingDesk
from service.ranking.kept import OwnRankers
from service.reading.desk import ReadingDesk
from service.reading.quality import QualityBook
from service.referral_desks import ReferralDesks, referral_desks
from service.related.desk import RelatedDesk
from service.reports.desk import ReportDesk
from service.reports.drafting import CaseReporter
from service.search.keeper import IndexKeeper
from service.search.service import SearchService
from service.settings import Settings
from service.stock import Stock, open_stock, utc_now
from service.store.account_records import AccountRecords
from service.store.activity_records import ActivityRecords
from service.store.clearance_records import ClearanceRecords
from service.store.library_records import LibraryRecords
from service.store.records_copy import AllRecords
from service.store.tier_records import TierRecords
from service.store.verdict_records import VerdictRecords
from service.subscription_desks import subscription_desks
from service.subscriptions.desk import SubscriptionDesk
from service.subscriptions.news import NewsDesk
from service.tiers.desk import TierDesk
from service.tiers.hierarchy import CourtBook
from service.upgrades.desk import UpgradeDesk
from service.verdicts.desk import VerdictDesk

_JOBS_LOOKED_AT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An opened installation.

    Attributes:
        settings: Its settings.
        stock: The judgments and their index, for whoever needs no more.
        records: All records, for what keeps them.
        store: The judgments.
        closed: Which of them are closed, and who may read these.
        desk: Accounts and sessions.
        activity: Searches kept.
        trail: Who did what.
        search: The search.
        reading: Corrections, chains of procedure and the quality of reading.
        verdicts: What judges said of hits.
        pending: Pending cases, and who may open each.
        case_search: Where the search of each ended, and what parties submitted.
        case_searcher: Searches for each.
        case_reporter: Makes the report of each search.
        case_search: The search of each.
        reports: Search reports.
        divergence: Where like cases were decided differently.
        drafts: Checks of drafts.
        notices: Who is told of what.
        collisions: Like cases that wait for their judgments.
        related: Related cases, decided and pending.
        ranking: The court's own ranker, learned from that.
        upgrades: Whether a newer index may take over.
        indexes: Lets the index follow the store.
        library: Which library cases stand, and which do not.
        tiers: The search tier by tier.
        audits: Audits of periods, and what is said of them.
        referral: The way from a divergence to a rule.
        subscriptions: Keeps subscriptions and tells of what matches them.
        news: Tells what is new of a case since somebody last looked.
        audit_runner: Runs audits.
        audit_launcher: Starts and stops them from the page.
        jobs: What is done in the background.
        job_queue: Wakes who does it.
    """

    settings: Settings
    stock: Stock
    records: AllRecords
    store: SqlJudgmentStore
    closed: ClosedDesk
    desk: AccountDesk
    activity: ActivityRecords
    trail: TrailDesk
    search: SearchService
    reading: ReadingDesk
    verdicts: VerdictDesk
    pending: PendingDesk
    case_search: CaseSearchDesk
    case_searcher: CaseSearcher
    case_reporter: CaseReporter
    reports: ReportDesk
    divergence: DivergenceDesk
    drafts: DraftDesk
    notices: NoticeDesk
    collisions: CollisionDesk
    related: RelatedDesk
    ranking: RankingDesk
    upgrades: UpgradeDesk
    indexes: IndexDesk
    library: LibraryDesk
    tiers: TierDesk
    audits: AuditDesk
    referral: ReferralDesks
    subscriptions: SubscriptionDesk
    news: NewsDesk
    audit_runner: AuditRunner
    audit_launcher: AuditLauncher
    jobs: JobDesk
    job_queue: HueyQueue

    def checks(self) -> tuple[Check, ...]:
        """Look whether the installation is well."""
        return check_all(
            self.settings,
            store=self.store,
            search=self.search,
            trail=self.trail,
            accounts=self.desk.all(),
            snapshots=self.indexes.source,
            database=self.records.facts(),
            jobs=self._jobs_check(now=utc_now()),
        )

    def _jobs_check(self, *, now: datetime) -> Check:
        jobs = self.jobs.records.latest(most=_JOBS_LOOKED_AT)
        return jobs_check(jobs, self.jobs.staffing(now=now), now=now)

    def edge(self, clock: Callable[[], datetime]) -> Edge:
        """Return what the web application works with.

        Raises:
            SettingsError: The secret key cannot be made or read.
        """
        return Edge(
            settings=self.settings,
            secret_key=secret_key(self.settings),
            desk=self.desk,
            activity=self.activity,
            trail=self.trail,
            search=self.search,
            closed=self.closed,
            reading=self.reading,
            verdicts=self.verdicts,
            pending=self.pending,
            case_search=self.case_search,
            case_searcher=self.case_searcher,
            case_reporter=self.case_reporter,
            reports=self.reports,
            divergence=self.divergence,
            drafts=self.drafts,
            notices=self.notices,
            collisions=self.collisions,
            related=self.related,
            ranking=self.ranking,
            upgrades=self.upgrades,
            library=self.library,
            tiers=self.tiers,
            audits=self.audits,
            referral=self.referral,
            subscriptions=self.subscriptions,
            news=self.news,
            audit_launcher=self.audit_launcher,
            jobs=self.jobs,
            checks=self.checks,
            clock=clock,
        )


@contextmanager
def open_house(settings: Settings, *, may_make: bool) -> Iterator[House]:
    """Open an installation.

    Args:
        settings: Where it is.
        may_make: Make the data folder and bring the database up to date where needed; without
            it nothing is written.

    Raises:
        SettingsError: The data folder cannot be made or written, or no such court is known.
        StoreError: The database cannot be opened.
        StoreVersionError: Its schema is not the one of this program.
    """
    with open_stock(settings, may_make=may_make) as stock:
        engine, store, source, jobs = stock.engine, stock.store, stock.indexes.source, stock.jobs
        closings = SqlClosings(engine)
        keeper = IndexKeeper(
            source,
            check_seconds=settings.snapshot_check_seconds,
            monotonic=time.monotonic,
            closed=closings.ids,
        )
        corrections = SqlCorrections(engine)
        records = VerdictRecords(engine)
        search = SearchService(store, keeper, settings)
        library_records = LibraryRecords(engine)
        tiers = TierDesk(
            search=search,
            library=library_records,
            corpus=TierRecords(engine),
            book=CourtBook.read(settings.data, name=settings.court),
            settings=settings,
        )
        verdicts = VerdictDesk(records=records, settings=settings)
        library = LibraryDesk(records=library_records, store=store)
        cases = case_desks(
            engine,
            search=search,
            tiers=tiers,
            verdicts=verdicts,
            library=library,
            numbered=NumberedPapers(search),
            settings=settings,
        )
        audits = audit_desks(engine, store=store, book=tiers.book, settings=settings, jobs=jobs)
        referral = referral_desks(
            engine, cases=cases, audits=audits.desk, search=search, book=tiers.book
        )
        told = subscription_desks(
            engine, cases=cases, referral=referral, search=search, tiers=tiers
        )
        activity = ActivityRecords(engine)
        clearances = ClearanceDesk(
            records=ClearanceRecords(engine), accounts=AccountRecords(engine)
        )
        yield House(
            settings=settings,
            stock=stock,
            records=AllRecords(engine),
            store=store,
            closed=ClosedDesk(closings=closings, clearances=clearances, store=store),
            desk=AccountDesk(AccountRecords(engine), settings, held=clearances.held),
            activity=activity,
            trail=stock.trail,
            search=search,
            reading=ReadingDesk(
                corrections=corrections,
                lineage=SqlLineage(engine),
                quality=QualityBook(store, corrections, settings.data / "quality.json"),
            ),
            verdicts=verdicts,
            pending=cases.pending,
            related=cases.related,
            case_search=cases.case_search,
            case_searcher=cases.case_searcher,
            case_reporter=cases.case_reporter,
            reports=cases.reports,
            divergence=cases.divergence,
            drafts=cases.drafts,
            notices=cases.notices,
            collisions=cases.collisions,
            ranking=RankingDesk(
                records=records,
                store=store,
                source=source,
                own=OwnRankers(settings),
                settings=settings,
            ),
            upgrades=UpgradeDesk(
                verdicts=records,
                activity=activity,
                search=search,
                source=source,
                settings=settings,
            ),
            indexes=stock.indexes,
            library=library,
            tiers=tiers,
            audits=audits.desk,
            referral=referral,
            subscriptions=told.subscriptions,
            news=told.news,
            audit_runner=audits.runner,
            audit_launcher=audits.launcher,
            jobs=jobs,
            job_queue=stock.job_queue,
        )
