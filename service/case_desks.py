"""How are the desks that work on pending cases put together?"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from corpus.store.lineage_records import SqlLineage
from corpus.store.relation_records import SqlRelations
from corpus.store.sql import SqlJudgmentStore
from service.case_divergence.desk import DivergenceDesk
from service.collisions.desk import CollisionDesk
from service.divergence.sentencing import SentencingExpectation, expectation_of
from service.drafts.desk import DraftDesk
from service.drafts.looking import DraftLooker
from service.library.desk import LibraryDesk
from service.notices.desk import NoticeDesk
from service.pending.desk import PendingDesk
from service.pending.search_desk import CaseSearchDesk, NumberedJudgments
from service.pending.searching import CaseSearcher
from service.referral.rules.checking import RuleCheck
from service.referral.rules.opening import way_back_over
from service.referral.rules.way_back import WayBack
from service.related.desk import RelatedDesk
from service.reports.desk import ReportDesk
from service.reports.drafting import CaseReporter
from service.search.service import SearchService
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.case_search_records import CaseSearchRecords
from service.store.divergence_records import DivergenceRecords
from service.store.draft_records import DraftRecords
from service.store.notice_records import NoticeRecords
from service.store.pending_records import PendingRecords
from service.store.report_records import ReportRecords
from service.tiers.desk import TierDesk
from service.verdicts.desk import VerdictDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDesks:
    """What works on pending cases.

    Attributes:
        pending: Pending cases, and who may open each.
        case_search: Where the search of each ended, and what parties submitted.
        case_searcher: Searches for each.
        related: Related cases.
        reports: Search reports.
        case_reporter: Makes the report of each search.
        divergence: Where like cases were decided differently.
        drafts: Checks of drafts.
        notices: Who is told of what.
        collisions: Like cases that wait for their judgments.
        rules: Brings rules to cases.
    """

    pending: PendingDesk
    case_search: CaseSearchDesk
    case_searcher: CaseSearcher
    related: RelatedDesk
    reports: ReportDesk
    case_reporter: CaseReporter
    divergence: DivergenceDesk
    drafts: DraftDesk
    notices: NoticeDesk
    collisions: CollisionDesk
    rules: WayBack


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Gives what the judgments of the index that answers make expect.

    Attributes:
        search: Knows the index that answers.
        root: Folder of all snapshots.
    """

    search: SearchService
    root: Path

    def current(self) -> SentencingExpectation | None:
        """Return it; None where too few judgments pass sentences.

        Raises:
            NotReadyError: There is no index yet.
            IndexingError: It cannot be used.

        Cost: 0.1 s after a new index, else nothing.
        """
        return expectation_of(self.root / self.search.keeper.current().snapshot_id)


def case_desks(
    engine: Engine,
    *,
    search: SearchService,
    tiers: TierDesk,
    verdicts: VerdictDesk,
    library: LibraryDesk,
    numbered: NumberedJudgments,
    settings: Settings,
) -> CaseDesks:
    """Return the desks over one database and one search.

    Args:
        engine: The database.
        search: The search.
        tiers: The search tier by tier.
        verdicts: What judges said of hits.
        library: What is recorded of library cases.
        numbered: Finds judgments by their numbers.
        settings: The settings.
    """
    records = CaseSearchRecords(engine)
    related = RelatedDesk(
        store=SqlJudgmentStore(engine),
        relations=SqlRelations(engine),
        lineage=SqlLineage(engine),
        settings=settings,
    )
    pending_records = PendingRecords(engine)
    notices = NoticeDesk(records=NoticeRecords(engine))
    collisions = CollisionDesk(
        records=pending_records,
        relations=SqlRelations(engine),
        accounts=AccountRecords(engine),
        notices=notices,
        book=tiers.book,
    )
    rules = way_back_over(engine, notices=notices, book=tiers.book)
    # Related cases first: series among like cases are told by what is known of them there.
    pending = PendingDesk(
        records=pending_records, settings=settings, watchers=(related, collisions, rules)
    )
    learned = Learned(search=search, root=settings.snapshot_root)
    marks = CaseSearchDesk(records=records, numbered=numbered)
    searcher = CaseSearcher(tiers=tiers, search=search, records=records)
    reports = ReportDesk(
        records=ReportRecords(engine),
        judgment_of=search.judgment,
        pending=pending,
        settings=settings,
    )
    divergence = DivergenceDesk(
        tiers=tiers,
        search=search,
        verdicts=verdicts,
        records=DivergenceRecords(engine),
        settings=settings,
    )
    return CaseDesks(
        pending=pending,
        case_search=marks,
        case_searcher=searcher,
        related=related,
        reports=reports,
        case_reporter=CaseReporter(
            reports=reports,
            searcher=searcher,
            marks=marks,
            verdicts=verdicts,
            related=related,
            library=library,
            search=search,
            divergence=divergence,
        ),
        drafts=DraftDesk(
            looker=DraftLooker(
                tiers=tiers,
                search=search,
                settings=settings,
                expectation=learned.current,
                ruled=RuleCheck(way_back=rules),
            ),
            verdicts=verdicts,
            marks=marks,
            records=DraftRecords(engine),
        ),
        divergence=divergence,
        notices=notices,
        collisions=collisions,
        rules=rules,
    )
