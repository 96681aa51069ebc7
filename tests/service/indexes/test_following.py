"""The index follows the store: what came, changed and left, compaction, going back."""

import shutil
import threading
from datetime import UTC, datetime

import pytest

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.closing import SqlClosings
from corpus.store.correcting import SqlCorrections
from corpus.store.sql import SqlJudgmentStore
from indexing.assembly.building import build_snapshot
from indexing.assembly.compaction import compact
from indexing.columns.filters import OPEN_FILTER
from indexing.searching.query import Query
from indexing.snapshots.leftovers import held
from indexing.snapshots.snapshot import SnapshotManifest, kept_names, serve_snapshot
from indexing.testing import HashingEncoder
from service.indexes.desk import IndexDesk
from service.search.keeper import IndexKeeper
from service.search.snapshots import SnapshotSource
from service.store.database import open_database
from tests.service.papers import DAYS, LOAN, IndexShelf, WordIndex, read

NOW = datetime(2026, 11, 26, tzinfo=UTC)
ENCODER = HashingEncoder()
NEW = [
    read(LOAN.format(serial=n, day_in_words=DAYS[n]), external_id=f"new{n}") for n in range(4, 9)
]


@pytest.fixture(scope="module")
def built(tmp_path_factory, stocked_database):
    """The index of the stocked store, built once."""
    root = tmp_path_factory.mktemp("built") / "index"
    engine = open_database(stocked_database)
    store = SqlJudgmentStore(engine)
    build_snapshot(
        store.iterate(),
        root,
        corpus_digest=store.digest(),
        encoder=ENCODER,
        versions=store.states().versions(),
    )
    engine.dispose()
    return root


@pytest.fixture
def store(engine):
    return SqlJudgmentStore(engine)


@pytest.fixture
def follower(store, settings, built, monkeypatch):
    """A desk whose index has seen all that the store holds; its encoder lies outside."""
    shutil.copytree(built, settings.snapshot_root)
    for module in ("service.indexes.desk", "service.search.snapshots"):
        monkeypatch.setattr(f"{module}.load_encoder", lambda _: ENCODER)
    source = SnapshotSource(settings)
    source.remember_encoder(settings.data)
    return IndexDesk(store=store, source=source, settings=settings)


def ids_of(follower):
    return set(follower.source.open().columns.ids)


def test_what_the_index_has_seen_is_no_difference(follower):
    assert follower.difference().is_nothing
    assert follower.follow() is None
    assert kept_names(follower.settings.snapshot_root) == ("index-000001",)


def test_what_came_is_found_and_counted_by_whoever_searches(follower, store):
    keeper = IndexKeeper(follower.source, check_seconds=0, monotonic=lambda: 0.0)
    before = keeper.current()
    store.put(NEW[:2])
    manifest = follower.follow()
    assert manifest.corpus_digest == store.digest()
    after = keeper.current()
    assert after.columns.size == before.columns.size + 2
    ranked = after.rank(Query(text=NEW[1].text), condition=OPEN_FILTER, limit=5)
    told = {each for hit in ranked.found for each in (hit.judgment_id, *hit.others)}
    assert NEW[1].id in told
    assert follower.difference().is_nothing


def test_what_left_the_store_leaves_the_index(follower, store, engine):
    gone = store.states().ids()[0]
    SqlClosings(engine).close(
        gone, Sensitivity.STATE_SECRET, reason="依法不公开", author="a", at=NOW
    )
    assert follower.difference().left == {gone}
    assert follower.follow().counts["dead"] == 1
    assert gone not in ids_of(follower)


def test_what_people_set_right_is_indexed_anew(follower, store, engine):
    changed = store.states().ids()[0]
    SqlCorrections(engine).correct(
        changed,
        field="court",
        new={"name": "北京市高级人民法院", "level": "high", "province": "北京"},
        author="a",
        at=NOW,
        reason="误读",
    )
    assert follower.difference().came == (changed,)
    follower.follow()
    columns = follower.source.open().columns
    court = columns.names["court"][columns.codes["court"][columns.ids.index(changed)]]
    assert court == "北京市高级人民法院"


def test_compaction_takes_in_what_came_meanwhile(follower, store, monkeypatch):
    store.put(NEW[:2])
    follower.follow()

    def slow(*args, **kwargs):
        made = compact(*args, **kwargs)
        store.put(NEW[2:3])
        follower.follow()
        return made

    monkeypatch.setattr("service.indexes.desk.compact", slow)
    served = follower.compact()
    assert served.base == "index-000003"
    assert follower.source.current_name() == served.name
    assert {each.id for each in NEW[:3]} <= ids_of(follower)


def test_compaction_of_what_nobody_changed_is_served_as_it_is(follower, store):
    store.put(NEW[:1])
    follower.follow()
    served = follower.compact()
    assert (served.base, served.counts["segments"], served.counts["dead"]) == (None, 1, 0)
    assert follower.source.current_name() == served.name
    assert follower.difference().is_nothing


def test_an_index_built_anew_meanwhile_stays(follower, store, monkeypatch, built):
    root = follower.settings.snapshot_root

    def slow(*args, **kwargs):
        made = compact(*args, **kwargs)
        shutil.copytree(built / "index-000001", root / "index-000007")
        text = (root / "index-000007" / "manifest.json").read_text("utf-8")
        (root / "index-000007" / "manifest.json").write_text(
            text.replace("index-000001", "index-000007"), "utf-8"
        )
        serve_snapshot(root, "index-000007")
        return made

    monkeypatch.setattr("service.indexes.desk.compact", slow)
    assert follower.compact().name == "index-000002"
    assert follower.source.current_name() == "index-000007"


def test_one_compacts_at_a_time(follower):
    lock = follower.settings.data / "compaction.lock"
    lock.touch()
    with held(lock):
        assert follower.compact() is None


def test_after_going_back_the_index_follows_again(follower, store):
    store.put(NEW[:2])
    follower.follow()
    serve_snapshot(follower.settings.snapshot_root, "index-000001")
    assert NEW[0].id not in ids_of(follower)
    follower.follow()
    assert NEW[0].id in ids_of(follower)


@pytest.mark.parametrize(
    ("judgments", "dead", "grown", "is_due"),
    [
        (1000, 0, 0, False),
        (1000, 0, 199, False),
        (1000, 100, 121, True),
        (100, 50, 50, False),  # of a small one nobody notices
    ],
)
def test_compaction_is_due_by_share(judgments, dead, grown, is_due, settings):
    manifest = SnapshotManifest(
        format=6,
        name="index-000001",
        corpus_digest="",
        segmenter="",
        encoder="",
        is_encoder_inside=True,
        dimension=2,
        parameters={},
        counts={"judgments": judgments, "dead": dead, "grown": grown},
        files={},
    )
    desk = IndexDesk(store=None, source=SnapshotSource(settings), settings=settings)
    assert desk.is_compaction_due(manifest) is is_due
    never = settings.model_copy(update={"compaction_share": 0.0})
    assert not IndexDesk(store=None, source=None, settings=never).is_compaction_due(manifest)


def test_nobody_waits_while_a_newer_index_is_opened(judgments):
    opening, may_open = threading.Event(), threading.Event()

    class Slow(IndexShelf):
        def open(self):
            if self.opened:
                opening.set()
                assert may_open.wait(10)
            return super().open()

    source = Slow(WordIndex(judgments[:3], snapshot_id="one"))
    keeper = IndexKeeper(source, check_seconds=0.01, monotonic=lambda: 0.0)
    old = keeper.current()
    with keeper.watched():
        source.index = WordIndex(judgments, snapshot_id="two")
        assert opening.wait(10)
        assert keeper.current() is old
        may_open.set()
        for _ in range(1000):
            if keeper.current().snapshot_id == "two":
                break
            threading.Event().wait(0.01)
        assert keeper.current().snapshot_id == "two"
