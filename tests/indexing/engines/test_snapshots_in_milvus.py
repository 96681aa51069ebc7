"""A snapshot that was filled into a Milvus answers as one whose files suffice."""

import pytest

from indexing.assembly.building import build_snapshot
from indexing.assembly.compaction import compact
from indexing.assembly.increments import Changes, add_increment
from indexing.engines.address import MilvusAddress
from indexing.engines.filling import EngineFill, read_keys
from indexing.engines.milvus_collection import MilvusCollection, MilvusServer
from indexing.errors import EngineAwayError, EngineEmptiedError, SnapshotMismatchError
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.query import Query
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import serve_snapshot
from indexing.testing import HashingEncoder
from tests.indexing.grown import answers
from tests.indexing.made import make_corpus

ENCODER = HashingEncoder()
CORPUS = make_corpus(22)
ASKED = CORPUS[::13]


class Pair:
    """The same judgments in two indexes: in files, and in a Milvus."""

    def __init__(self, folder, fill):
        self.fill, self.stored = fill, {each.id: each for each in CORPUS[:14]}
        self.roots = {None: folder / "files", fill: folder / "milvus"}
        for engine, root in self.roots.items():
            build_snapshot(CORPUS[:14], root, corpus_digest="made", encoder=ENCODER, engine=engine)

    def step(self, *, came=(), left=()):
        self.stored = {each: self.stored[each] for each in self.stored if each not in left}
        self.stored |= {each.id: each for each in came}
        for engine, root in self.roots.items():
            changes = Changes(
                came=came,
                left=frozenset(left),
                versions={each.id: 7 for each in came},
                corpus_digest="grown",
            )
            add_increment(changes, root, encoder=ENCODER, engine=engine)

    def compact(self):
        for engine, root in self.roots.items():
            compact(
                root,
                read=lambda ids: [self.stored[each] for each in ids],
                encoder=ENCODER,
                engine=engine,
            )

    def opened(self, name=None):
        return [
            IndexSnapshot.open(
                root,
                encoder=ENCODER,
                name=name,
                server=None if engine is None else engine.server,
            )
            for engine, root in self.roots.items()
        ]

    def is_same(self, name=None):
        files, milvus = self.opened(name)
        assert (files.engine.kind, milvus.engine.kind) == ("embedded", "milvus")
        told = answers(files, ASKED)
        assert told == answers(milvus, ASKED)
        return told

    @property
    def collection(self):
        record = self.opened()[1].manifest.engine
        return MilvusCollection(self.fill.server, record["collection"])


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    inside = str(tmp_path_factory.mktemp("lite") / "a.db")
    made = MilvusServer(MilvusAddress(uri=inside, seconds=60, partition="year"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def fill(server):
    return EngineFill(server=server, exact_rows=1000)


def test_it_answers_the_same_as_it_grows_goes_back_and_is_compacted(tmp_path, fill, monkeypatch):
    monkeypatch.setattr("indexing.snapshots.snapshot._GRACE_NANOSECONDS", 0)
    pair = Pair(tmp_path, fill)
    first = pair.is_same()
    pair.step(came=CORPUS[14:18], left=[CORPUS[1].id])
    grown = pair.is_same()
    # Nothing was taken from whoever still reads, or goes back to, the one before.
    assert pair.is_same("index-000001") == first != grown
    assert pair.collection.size() == 18
    for root in pair.roots.values():
        serve_snapshot(root, "index-000001")
    pair.stored = {each.id: each for each in CORPUS[:14]}
    pair.step(came=CORPUS[18:20])
    pair.is_same()
    pair.compact()
    pair.is_same()
    assert pair.collection.size() == 16


def test_rows_that_no_kept_snapshot_has_are_deleted(tmp_path, fill, monkeypatch):
    monkeypatch.setattr("indexing.snapshots.snapshot._GRACE_NANOSECONDS", 0)
    pair = Pair(tmp_path, fill)
    for place in range(4):
        pair.step(left=[CORPUS[place].id])
    pair.step(came=CORPUS[14:15])
    # Kept are the last three: of the four that left, the first two are in none of them.
    assert pair.collection.size() == 13
    assert len(read_keys(pair.opened()[1].folder)) == 11
    pair.is_same()


def test_filling_again_changes_nothing_and_what_nobody_names_is_dropped(tmp_path, fill):
    root = tmp_path / "index"
    made = [
        build_snapshot(corpus, root, corpus_digest="a", encoder=ENCODER, engine=fill)
        for corpus in (CORPUS[:4], CORPUS[:4], CORPUS[:5])
    ]
    names = [manifest.engine["collection"] for manifest in made]
    assert names[0] == names[1] != names[2]
    owner = names[0].rsplit("_", 1)[0]
    orphan = MilvusCollection(fill.server, f"{owner}_0000000000000000")
    orphan.make(dimension=4, is_exact=True)
    build_snapshot(CORPUS[:5], root, corpus_digest="a", encoder=ENCODER, engine=fill)
    found = {name for name in fill.server.collections() if name.startswith(owner)}
    assert found == set(names)
    assert MilvusCollection(fill.server, names[0]).size() == 4


def test_a_snapshot_in_a_milvus_is_refused_where_none_is_known(tmp_path, fill):
    build_snapshot(CORPUS[:4], tmp_path, corpus_digest="a", encoder=ENCODER, engine=fill)
    with pytest.raises(SnapshotMismatchError, match="engine milvus, at hand is embedded"):
        IndexSnapshot.open(tmp_path, encoder=ENCODER)


def test_an_engine_that_is_away_or_emptied_is_a_refusal_and_no_empty_list(tmp_path, fill):
    made = build_snapshot(CORPUS[:4], tmp_path, corpus_digest="a", encoder=ENCODER, engine=fill)
    away = MilvusServer(MilvusAddress(uri="http://127.0.0.1:9", token="u:secret", seconds=0.3))
    searcher = HybridSearcher(IndexSnapshot.open(tmp_path, encoder=ENCODER, server=away))
    with pytest.raises(EngineAwayError, match="127.0.0.1:9 does not answer") as refused:
        searcher.search(Query.of_judgment(CORPUS[0]))
    assert "secret" not in f"{refused.value!r}{refused.value}{away.address!r}"
    opened = IndexSnapshot.open(tmp_path, encoder=ENCODER, server=fill.server)
    fill.server.drop(made.engine["collection"])
    with pytest.raises(EngineEmptiedError, match="it is not there"):
        HybridSearcher(opened).search(Query.of_judgment(CORPUS[0]))
    with pytest.raises(EngineEmptiedError):
        add_increment(
            Changes(came=CORPUS[4:5], left=frozenset(), versions={}, corpus_digest="b"),
            tmp_path,
            encoder=ENCODER,
            engine=fill,
        )
