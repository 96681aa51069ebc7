"""A house of its own for each test: data folder, database, clock."""

import io
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from corpus.case_number import read_case_number
from corpus.errors import CaseNumberError
from corpus.store.closing import SqlClosings
from corpus.store.correcting import SqlCorrections
from corpus.store.lineage_records import SqlLineage
from corpus.store.sql import SqlJudgmentStore
from service.accounts.desk import AccountDesk
from service.actors import Role
from service.app import create_app
from service.audit_desks import audit_desks
from service.audit_trail.desk import TrailDesk
from service.audits.desk import AuditDesk
from service.case_desks import case_desks
from service.cli.main import main
from service.closed.clearing import ClearanceDesk
from service.closed.desk import ClosedDesk
from service.data_folder import secret_key
from service.edge.context import Edge
from service.health import check_all
from service.jobs.desk import JobDesk
from service.jobs.health import jobs_check
from service.library.desk import LibraryDesk
from service.ranking.desk import RankingDesk
from service.ranking.kept import OwnRankers
from service.reading.desk import ReadingDesk
from service.reading.quality import QualityBook
from service.referral_desks import referral_desks
from service.search.keeper import IndexKeeper
from service.search.service import SearchService
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.activity_records import ActivityRecords
from service.store.audit_records import AuditRecords
from service.store.audit_review_records import AuditReviewRecords
from service.store.clearance_records import ClearanceRecords
from service.store.database import open_database
from service.store.job_records import JobRecords
from service.store.library_records import LibraryRecords
from service.store.server_facts import facts_of
from service.store.tier_records import TierRecords
from service.store.trail_records import TrailRecords
from service.store.verdict_records import VerdictRecords
from service.store.worker_records import WorkerRecords
from service.subscription_desks import subscription_desks
from service.tiers.desk import TierDesk
from service.tiers.hierarchy import CourtBook
from service.upgrades.desk import UpgradeDesk
from service.verdicts.desk import VerdictDesk
from tests.databases import stocked
from tests.service.papers import DAYS, DRUNK, IndexShelf, Shelf, WordIndex, papers

GOOD_PASSWORD = "long enough 2026"


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **spans):
        self.now += timedelta(**spans)


class StoredNumbers:
    """Finds papers by case numbers without an index."""

    def __init__(self, store):
        self._store = store

    def ids_of_number(self, printed):
        try:
            canonical = str(read_case_number(printed))
        except CaseNumberError:
            return ()
        return [judgment.id for judgment in self._store.find_by_case_number(canonical)]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "papers"
    made.mkdir()
    for n in (1, 2, 3):
        text = DRUNK.format(serial=n, day=n, day_in_words=DAYS[n], level=80 + n)
        (made / f"{n}.txt").write_text(text, "utf-8")
    return made


@pytest.fixture
def database_url(tmp_path, databases):
    """Address of the records of this test where they lie outside of its data folder, else None."""
    return databases.own(tmp_path / "data")


@pytest.fixture
def tongpan(tmp_path, monkeypatch, capsys, database_url):
    """Run a command on a data folder of its own; gives exit code, output and notices."""
    if database_url is not None:
        monkeypatch.setenv("TONGPAN_DATABASE_URL", database_url)

    def run(*words, stdin=""):
        monkeypatch.setattr(sys, "argv", ["tongpan", *words, "--data", str(tmp_path / "data")])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path, database_url):
    return Settings(data=tmp_path / "data", database_url=database_url, snapshot_check_seconds=0)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes():
    """Hashing is slow on purpose; here a cheap one does, its real cost has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("service.accounts.passwords._hasher", cheap)
        yield


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    """Address of a database that holds the papers and nobody's account."""
    return stocked(databases, tmp_path_factory.mktemp("database"), judgments)


@pytest.fixture
def engine(settings, stocked_database, databases):
    settings.data.mkdir(mode=0o700)
    databases.copy(stocked_database, settings.database_address)
    made = open_database(settings.database_address)
    yield made
    made.dispose()


@pytest.fixture
def closed(engine):
    """Closed judgments, and who may read them."""
    return ClosedDesk(
        closings=SqlClosings(engine),
        clearances=ClearanceDesk(records=ClearanceRecords(engine), accounts=AccountRecords(engine)),
        store=SqlJudgmentStore(engine),
    )


@pytest.fixture
def desk(engine, settings, closed):
    return AccountDesk(AccountRecords(engine), settings, held=closed.clearances.held)


@pytest.fixture
def judge(desk, clock):
    return desk.add(
        name="judge",
        display_name="王法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )


@pytest.fixture(scope="session")
def judgments():
    return papers()


@pytest.fixture
def shelf(judgments):
    return Shelf({each.id: each for each in judgments})


@pytest.fixture
def index_shelf(judgments):
    return IndexShelf(WordIndex(judgments))


@pytest.fixture
def search(shelf, index_shelf, settings):
    keeper = IndexKeeper(index_shelf, check_seconds=0, monotonic=lambda: 0.0)
    return SearchService(shelf, keeper, settings)


@pytest.fixture
def reading(engine, settings):
    """Corrections, chains and counts over the same papers, in the database."""
    store = SqlJudgmentStore(engine)
    corrections = SqlCorrections(engine)
    return ReadingDesk(
        corrections=corrections,
        lineage=SqlLineage(engine),
        quality=QualityBook(store, corrections, settings.data / "quality.json"),
    )


@pytest.fixture
def tiers(search, engine, settings):
    """The search tier by tier, of the court that the settings name."""
    return TierDesk(
        search=search,
        library=LibraryRecords(engine),
        corpus=TierRecords(engine),
        book=CourtBook.read(settings.data, name=settings.court),
        settings=settings,
    )


@pytest.fixture
def case_work(engine, settings, search, shelf, tiers):
    """The desks of pending cases over the same papers, in the database."""
    return case_desks(
        engine,
        search=search,
        tiers=tiers,
        verdicts=VerdictDesk(records=VerdictRecords(engine), settings=settings),
        library=LibraryDesk(records=LibraryRecords(engine), store=shelf),
        numbered=StoredNumbers(SqlJudgmentStore(engine)),
        settings=settings,
    )


@pytest.fixture
def related(case_work):
    return case_work.related


@pytest.fixture
def audits(engine, shelf):
    return AuditDesk(records=AuditRecords(engine), reviews=AuditReviewRecords(engine), store=shelf)


@pytest.fixture
def referral(engine, case_work, audits, search, tiers):
    """The desks between a divergence and a rule."""
    return referral_desks(engine, cases=case_work, audits=audits, search=search, book=tiers.book)


@pytest.fixture
def following(engine, case_work, referral, search, tiers):
    """The desks of subscriptions and of news."""
    return subscription_desks(
        engine, cases=case_work, referral=referral, search=search, tiers=tiers
    )


@pytest.fixture
def edge(
    settings,
    engine,
    desk,
    closed,
    search,
    shelf,
    reading,
    case_work,
    tiers,
    audits,
    audit_launcher,
    jobs,
    referral,
    following,
    clock,
):
    return Edge(
        settings=settings,
        secret_key=secret_key(settings),
        desk=desk,
        activity=ActivityRecords(engine),
        trail=TrailDesk(TrailRecords(engine), settings),
        search=search,
        closed=closed,
        reading=reading,
        verdicts=VerdictDesk(records=VerdictRecords(engine), settings=settings),
        pending=case_work.pending,
        case_search=case_work.case_search,
        case_searcher=case_work.case_searcher,
        case_reporter=case_work.case_reporter,
        related=case_work.related,
        reports=case_work.reports,
        divergence=case_work.divergence,
        drafts=case_work.drafts,
        notices=case_work.notices,
        collisions=case_work.collisions,
        ranking=RankingDesk(
            records=VerdictRecords(engine),
            store=shelf,
            source=SnapshotSource(settings),
            own=OwnRankers(settings),
            settings=settings,
        ),
        upgrades=UpgradeDesk(
            verdicts=VerdictRecords(engine),
            activity=ActivityRecords(engine),
            search=search,
            source=SnapshotSource(settings),
            settings=settings,
        ),
        library=LibraryDesk(records=LibraryRecords(engine), store=shelf),
        tiers=tiers,
        audits=audits,
        audit_launcher=audit_launcher,
        jobs=jobs,
        referral=referral,
        subscriptions=following.subscriptions,
        news=following.news,
        checks=lambda: check_all(
            settings,
            store=shelf,
            search=search,
            trail=TrailDesk(TrailRecords(engine), settings),
            accounts=desk.all(),
            database=facts_of(engine),
            jobs=jobs_check(jobs.records.latest(most=9), jobs.staffing(now=clock()), now=clock()),
        ),
        clock=clock,
    )


@pytest.fixture
def started():
    """The audits that were started from the page, in order."""
    return []


@pytest.fixture
def woken():
    """Numbers of the jobs that workers were told of, in order."""
    return []


@pytest.fixture
def jobs(engine, woken):
    return JobDesk(
        records=JobRecords(engine),
        queue=SimpleNamespace(send=woken.append),
        workers=WorkerRecords(engine),
    )


@pytest.fixture
def audit_launcher(engine, settings, started, jobs):
    desks = audit_desks(
        engine, store=SqlJudgmentStore(engine), book=CourtBook(), settings=settings, jobs=jobs
    )
    return replace(desks.launcher, start=lambda order, **_: started.append(order))


@pytest.fixture
def client(edge):
    with TestClient(create_app(edge), follow_redirects=False) as made:
        yield made


@pytest.fixture
def token(client, judge):
    answer = client.post("/api/v1/sessions", json={"name": "judge", "password": GOOD_PASSWORD})
    return answer.json()["token"]


@pytest.fixture
def bearer(token):
    return {"authorization": f"Bearer {token}"}


def form_token_of(page):
    return re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)[1]


@pytest.fixture
def desk_client(client, judge):
    """A browser in which the judge has signed in."""
    page = client.get("/sign-in")
    answer = client.post(
        "/sign-in",
        data={"name": "judge", "password": GOOD_PASSWORD, "form_token": form_token_of(page)},
    )
    assert answer.status_code == 303
    return client
