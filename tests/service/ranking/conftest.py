"""A court of its own: sixty made judgments, their index, a judge, and verdicts to order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import pytest

from corpus.store.sql import SqlJudgmentStore
from indexing.assembly.building import build_snapshot
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from service.accounts.desk import AccountDesk
from service.actors import Role
from service.ranking.desk import RankingDesk
from service.ranking.kept import OwnRankers
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.database import prepare_database
from service.store.verdict_records import VerdictRecords
from service.verdicts.model import AskedBy, Verdict
from tests.indexing.made import NAMES, PLACES, STORIES, make_corpus
from tests.service.conftest import GOOD_PASSWORD

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CORPUS = tuple(make_corpus(60))


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("court") / "index"
    build_snapshot(CORPUS, root, corpus_digest="made", encoder=HashingEncoder())
    return root


@pytest.fixture(scope="session")
def opened(index_folder):
    return IndexSnapshot.open(index_folder, encoder=HashingEncoder())


class OpenSource(SnapshotSource):
    """Gives the index that is open already."""

    def __init__(self, settings, snapshot):
        super().__init__(settings)
        self._snapshot = snapshot
        self.n_opened = 0

    def current_name(self):
        return self._snapshot.manifest.name

    def open_snapshot(self):
        self.n_opened += 1
        return self._snapshot


@dataclass
class Court:
    """What a test speaks to."""

    settings: Settings
    desk: RankingDesk
    source: OpenSource
    records: VerdictRecords
    accounts: list

    def say(self, asked, judgment, verdict, *, by=0):
        self.records.add(
            asked,
            judgment_id=judgment.id,
            verdict=verdict,
            reason="",
            snapshot_id="s1",
            ranker="r",
            account_id=self.accounts[by],
            now=NOW,
        )

    def train(self, *, seed=1, at=NOW):
        return self.desk.train(seed=seed, now=at, progress=lambda done, total: None)

    def judge_all(self, rule, *, first=0, last=24):
        """Let the judge speak of eight judgments for each of the questions from first to last."""
        for number, (asked, charge) in enumerate(questions()[first:last], start=first):
            rng = np.random.default_rng(number)
            alike = [one for one in CORPUS if one.charges[0].value == charge]
            others = [one for one in CORPUS if one.charges[0].value != charge]
            for kind, found in ((True, alike), (False, others)):
                for place in rng.permutation(len(found))[:4]:
                    is_similar = rule(kind, rng)
                    self.say(
                        asked,
                        found[place],
                        Verdict.SIMILAR if is_similar else Verdict.NOT_SIMILAR,
                    )


def questions():
    """Return forty questions whose charge is told, each of its own words."""
    return [
        (
            AskedBy(
                text=story.format(name=f"{name}{number}", place=PLACES[number % len(PLACES)]),
                charges=(charge,),
            ),
            charge,
        )
        for number in range(10)
        for name in [NAMES[number % len(NAMES)]]
        for charge, story in STORIES.items()
    ]


def another_charge(is_alike, rng):
    """Judges who look for another charge than the one told, and err in one of eight."""
    return is_alike == (rng.random() < 0.125)


def the_same_charge(is_alike, _):
    return is_alike


def by_chance(_, rng):
    return bool(rng.integers(2))


@pytest.fixture
def court(tmp_path, opened):
    settings = Settings(data=tmp_path / "data", snapshot_check_seconds=0)
    settings.data.mkdir(mode=0o700)
    engine = prepare_database(settings.database_address)
    store = SqlJudgmentStore(engine)
    store.put(CORPUS)
    accounts = AccountDesk(AccountRecords(engine), settings)
    made = [
        accounts.add(
            name=name, display_name=name, password=GOOD_PASSWORD, roles=[Role.JUDGE], now=NOW
        ).account_id
        for name in ("first", "second", "third")
    ]
    source = OpenSource(settings, opened)
    records = VerdictRecords(engine)
    yield Court(
        settings=settings,
        desk=RankingDesk(
            records=records,
            store=store,
            source=source,
            own=OwnRankers(settings),
            settings=settings,
        ),
        source=source,
        records=records,
        accounts=made,
    )
    engine.dispose()


def asked_of(judgment, **fields):
    return replace(AskedBy(judgment_id=judgment.id), **fields)
