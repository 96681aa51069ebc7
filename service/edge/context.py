"""What does a request bring along: its id, its session, its actor, and the house around it?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from service.accounts.desk import AccountDesk
from service.actors import Actor, Permission
from service.audit_trail.desk import TrailDesk
from service.audits.desk import AuditDesk
from service.audits.launching import AuditLauncher
from service.case_divergence.desk import DivergenceDesk
from service.checking import Check
from service.closed.desk import ClosedDesk
from service.collisions.desk import CollisionDesk
from service.drafts.desk import DraftDesk
from service.errors import NotSignedInError
from service.jobs.desk import JobDesk
from service.library.desk import LibraryDesk
from service.notices.desk import NoticeDesk
from service.pending.desk import PendingDesk
from service.pending.search_desk import CaseSearchDesk
from service.pending.searching import CaseSearcher
from service.ranking.desk import RankingDesk
from service.reading.desk import ReadingDesk
from service.referral_desks import ReferralDesks
from service.related.desk import RelatedDesk
from service.related.reach import DECIDED_ONLY, Reach
from service.reports.desk import ReportDesk
from service.reports.drafting import CaseReporter
from service.search.service import SearchService
from service.settings import Settings
from service.store.activity_records import ActivityRecords
from service.subscriptions.desk import SubscriptionDesk
from service.subscriptions.news import NewsDesk
from service.tiers.desk import TierDesk
from service.upgrades.desk import UpgradeDesk
from service.verdicts.desk import VerdictDesk

SESSION_COOKIE = "tongpan_session"
_BEARER = "bearer "
_FOR_PROGRAMS = frozenset({"/healthz", "/readyz", "/openapi.json", "/metrics"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a request says of itself.

    Attributes:
        action: Short ASCII token of the act.
        subject: What it touched: an id, never a text.
    """

    action: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What the routes work with, one per process.

    Attributes:
        settings: The settings.
        secret_key: The key that signs form tokens.
        desk: Accounts and sessions.
        activity: Searches kept.
        trail: Who did what.
        search: The search.
        closed: Which judgments are closed, and who may read these.
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
        library: Which library cases stand, and which do not.
        tiers: The search tier by tier.
        audits: Audits of periods, and what is said of them.
        audit_launcher: Starts and stops them.
        jobs: What is done in the background.
        referral: The way from a divergence to a rule.
        subscriptions: Keeps subscriptions and tells of what matches them.
        news: Tells what is new of a case since somebody last looked.
        checks: Looks whether the installation is well.
        clock: Gives the time, aware, in UTC.
    """

    settings: Settings
    secret_key: bytes
    desk: AccountDesk
    activity: ActivityRecords
    trail: TrailDesk
    search: SearchService
    closed: ClosedDesk
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
    library: LibraryDesk
    tiers: TierDesk
    audits: AuditDesk
    audit_launcher: AuditLauncher
    jobs: JobDesk
    referral: ReferralDesks
    subscriptions: SubscriptionDesk
    news: NewsDesk
    checks: Callable[[], tuple[Check, ...]]
    clock: Callable[[], datetime]


def edge_of(request: Request) -> Edge:
    """Return what the routes of this process work with."""
    edge: Edge = request.app.state.edge
    return edge


def request_id_of(request: Request) -> str:
    """Return the id under which the request stands in the log."""
    given: str = request.state.request_id
    return given


def is_for_programs(path: str) -> bool:
    """Tell whether an address is one of the interface, not a page."""
    return path.startswith("/api/") or path in _FOR_PROGRAMS


def bearer_token(request: Request) -> str | None:
    """Return the token of the Authorization header, or None."""
    header = request.headers.get("authorization", "")
    if not header.lower().startswith(_BEARER):
        return None
    return header[len(_BEARER) :].strip() or None


def session_token(request: Request) -> str | None:
    """Return the token that the request offers: the header's before the cookie's."""
    return bearer_token(request) or request.cookies.get(SESSION_COOKIE) or None


def actor_of(request: Request) -> Actor:
    """Return who asks.

    Raises:
        NotSignedInError: Nobody is signed in.
    """
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is None:
        raise NotSignedInError
    return actor


def author_of(actor: Actor) -> str:
    """Return the name under which somebody answers for a correction."""
    return f"{actor.display_name}（{actor.name}）" if actor.display_name else actor.name


def reach_of(request: Request) -> Reach:
    """Return what of related pending cases is told to whoever asks."""
    actor = actor_of(request)
    if not actor.may(Permission.WORK_ON_CASES):
        return DECIDED_ONLY
    own = edge_of(request).pending.ids_of_account(actor.account_id)
    return Reach(sees_pending=True, opens=own)


def note(request: Request, *, action: str, subject: str) -> None:
    """Say what this request does in a word of ours; it is written into the audit trail so.

    What says nothing is written down by its address and the ids in it.

    Args:
        request: The request.
        action: Short ASCII token of the act.
        subject: What it touched: an id, never a text.
    """
    request.state.noted = Noted(action=action, subject=subject)
