"""Whatever has come, changed and left: a grown index answers as one that was built anew."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.judgment import Court, CourtLevel, Effectiveness
from corpus.spans import Extracted, Span
from indexing.assembly.building import build_snapshot
from indexing.assembly.compaction import compact
from indexing.assembly.increments import Changes, add_increment
from indexing.columns.filters import SearchFilter
from indexing.errors import DamagedSnapshotError, NotEnoughJudgmentsError
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.query import Query
from indexing.snapshots.living import read_versions
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.served import SERVED
from indexing.snapshots.snapshot import CURRENT, kept_names, open_named
from indexing.testing import HashingEncoder
from tests.indexing.grown import answers, rebuilt, tables
from tests.indexing.made import make_corpus

ENCODER = HashingEncoder()
CORPUS = make_corpus(24)


def changed(judgment):
    """Return the same judgment as a later paper makes it: of another court and effect."""
    court = Court(name="北县人民法院", level=CourtLevel.BASIC, province="吉林")
    return replace(
        judgment,
        court=Extracted(court, Span(0, 0), "made"),
        effect=Effectiveness.REVOKED
        if judgment.effect is not Effectiveness.REVOKED
        else Effectiveness.IN_EFFECT,
    )


class World:
    """A store of judgments, and the index that follows it."""

    def __init__(self, root, first):
        self.root, self.stored = root, {each.id: each for each in first}
        build_snapshot(first, root, corpus_digest="made", encoder=ENCODER)

    def step(self, *, came=(), left=()):
        for each in left:
            self.stored.pop(each, None)
        self.stored |= {each.id: each for each in came}
        return add_increment(
            Changes(
                came=came,
                left=frozenset(left),
                versions={each.id: 7 for each in came},
                corpus_digest="grown",
            ),
            self.root,
            encoder=ENCODER,
        )

    def compact(self):
        return compact(self.root, read=self.read, encoder=ENCODER)

    def read(self, ids):
        return [self.stored[each] for each in ids if each in self.stored]

    def opened(self):
        return IndexSnapshot.open(self.root, encoder=ENCODER)


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.lists(st.integers(0, 23), max_size=4, unique=True),
            st.lists(st.integers(0, 23), max_size=3, unique=True),
            st.lists(st.integers(0, 23), max_size=2, unique=True),
        ),
        st.none(),
    ),
    min_size=1,
    max_size=5,
)


def walk(world, steps):
    for step in steps:
        if step is None:
            world.compact()
            continue
        coming, leaving, changing = ([CORPUS[place] for place in each] for each in step)
        came = {each.id: each for each in coming if each.id not in world.stored}
        came |= {
            each.id: changed(world.stored[each.id]) for each in changing if each.id in world.stored
        }
        left = {each.id for each in leaving} & world.stored.keys() - came.keys()
        if len(left) == len(world.stored) and not came:
            continue
        world.step(came=list(came.values()), left=left)


def equal(world, folder):
    grown = world.opened()
    anew = rebuilt(list(world.stored.values()), folder, like=grown, encoder=ENCODER)
    asked = CORPUS[::6]
    assert tables(grown, asked) == tables(anew, asked)
    assert answers(grown, asked) == answers(anew, asked)


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_any_walk_answers_as_an_index_built_anew(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("walk")
    world = World(folder / "grown", CORPUS[:9])
    walk(world, steps)
    equal(world, folder / "anew")


@pytest.mark.slow
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_many_walks_answer_as_an_index_built_anew(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("walk")
    world = World(folder / "grown", CORPUS[:9])
    walk(world, steps)
    equal(world, folder / "anew")


def test_segments_stay_few_and_small_ones_are_merged(tmp_path):
    world = World(tmp_path, CORPUS[:4])
    for place in range(4, 11):
        manifest = world.step(came=[CORPUS[place]])
    assert manifest.counts["judgments"] == 11
    assert manifest.counts["segments"] <= 3
    assert manifest.base == "index-000001"


def test_what_has_changed_is_a_dead_row_and_a_new_one(tmp_path):
    world = World(tmp_path, CORPUS[:8])
    manifest = world.step(came=[changed(CORPUS[2])])
    assert (manifest.counts["judgments"], manifest.counts["dead"]) == (8, 1)
    grown = world.opened()
    mask = grown.columns.mask(SearchFilter(effects=frozenset({Effectiveness.REVOKED})))
    assert [each for each, is_met in zip(grown.columns.ids, mask, strict=True) if is_met] == [
        CORPUS[2].id
    ]
    versions = dict(zip(grown.columns.ids, read_versions(grown.folder).tolist(), strict=True))
    assert versions.pop(CORPUS[2].id) == 7
    assert set(versions.values()) == {0}


def test_large_files_are_linked_and_the_snapshot_before_stays_as_it_was(tmp_path):
    world = World(tmp_path, CORPUS[:8])
    before = world.opened()
    told = answers(before, CORPUS[:2])
    world.step(came=CORPUS[8:10], left=[CORPUS[0].id])
    after = world.opened()
    for name in ("passage_vectors.npy", "judgments.faiss", "terms_facts.lower.npy"):
        assert (before.folder / name).samefile(after.folder / name)
    assert answers(before, CORPUS[:2]) == told
    again = open_named(tmp_path, "index-000001")
    assert again.manifest == before.manifest
    assert (
        answers(IndexSnapshot.open(tmp_path, encoder=ENCODER, name="index-000001"), CORPUS[:2])
        == told
    )


def test_going_back_and_growing_on_forgets_what_was_left_behind(tmp_path):
    world = World(tmp_path, CORPUS[:8])
    world.step(came=CORPUS[8:12])
    (tmp_path / CURRENT).write_text("index-000001", "utf-8")
    world.stored = {each.id: each for each in CORPUS[:8]}
    world.step(came=CORPUS[12:14])
    assert set(world.opened().columns.ids) == {each.id for each in (*CORPUS[:8], *CORPUS[12:14])}


def test_compaction_leaves_one_segment_without_dead_rows(tmp_path):
    world = World(tmp_path, CORPUS[:8])
    world.step(came=CORPUS[8:20], left=[each.id for each in CORPUS[:4]])
    manifest = world.compact()
    assert manifest.base is None
    assert (manifest.counts["segments"], manifest.counts["dead"]) == (1, 0)
    compacted = world.opened()
    assert compacted.rows is None
    assert set(compacted.columns.ids) == {each.id for each in CORPUS[4:20]}
    assert all(compacted.words.spread > 0)


def test_what_is_open_already_is_not_opened_again(tmp_path):
    world = World(tmp_path, CORPUS[:8])
    before = world.opened()
    world.step(came=CORPUS[8:10])
    after = IndexSnapshot.open(tmp_path, encoder=ENCODER, before=before)
    assert after.segments[0] is before.segments[0]
    assert answers(after, CORPUS[:2]) == answers(world.opened(), CORPUS[:2])


def test_old_increments_go_and_one_of_each_full_index_stays(tmp_path, monkeypatch):
    monkeypatch.setattr("indexing.snapshots.snapshot._GRACE_NANOSECONDS", 0)
    world = World(tmp_path, CORPUS[:6])
    for place in range(6, 11):
        world.step(came=[CORPUS[place]])
    assert kept_names(tmp_path) == ("index-000004", "index-000005", "index-000006")
    world.compact()
    assert kept_names(tmp_path) == ("index-000006", "index-000007")


def test_an_index_is_never_emptied(tmp_path):
    world = World(tmp_path, CORPUS[:3])
    with pytest.raises(NotEnoughJudgmentsError):
        world.step(left=[each.id for each in CORPUS[:3]])
    assert world.opened().columns.size == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == [CURRENT, "index-000001", SERVED]


def test_what_left_fills_no_place(tmp_path):
    world = World(tmp_path, CORPUS[:12])
    world.step(left=[CORPUS[1].id, CORPUS[5].id])
    result = HybridSearcher(world.opened()).search(Query(text=CORPUS[1].text), limit=20)
    found = {hit.judgment_id for hit in result.hits}
    assert not found & {CORPUS[1].id, CORPUS[5].id}
    assert result.allowed == 10


class Killed(BaseException):
    pass


KILLS = [(os, "link"), (Path, "rename"), (np, "save")]


@pytest.mark.parametrize(("owner", "name"), KILLS, ids=[name for _, name in KILLS])
@pytest.mark.parametrize("call", [1, 7])
@pytest.mark.parametrize("work", ["step", "compact"])
def test_growth_killed_at_any_step_leaves_a_whole_index(
    owner, name, call, work, tmp_path, monkeypatch
):
    world = World(tmp_path, CORPUS[:5])
    world.step(came=CORPUS[5:6], left=[CORPUS[0].id])
    original, calls = getattr(owner, name), 0

    def dying(*args, **kwargs):
        nonlocal calls
        calls += 1
        if calls == call:
            raise Killed
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, dying)
    try:
        if work == "step":
            add_increment(
                Changes(
                    came=CORPUS[6:7],
                    left=frozenset({CORPUS[1].id}),
                    versions={},
                    corpus_digest="killed",
                ),
                tmp_path,
                encoder=ENCODER,
            )
        else:
            world.compact()
    except Killed:
        pass
    monkeypatch.undo()
    opened = world.opened()
    assert opened.refused is None
    ids = {each.id for each in CORPUS[1:6]}
    assert set(opened.columns.ids) in (ids, ids - {CORPUS[1].id} | {CORPUS[6].id})
    world.step(came=CORPUS[7:8])
    assert CORPUS[7].id in world.opened().columns.ids


def spoil(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["passage_vectors.scales.npy", "names.json"])
def test_damage_of_what_is_only_linked_is_never_signed_anew(tmp_path, name):
    world = World(tmp_path, CORPUS[:6])
    spoil(tmp_path / "index-000001" / name)
    world.step(came=CORPUS[6:7])
    with pytest.raises(DamagedSnapshotError, match=f"index-000002 is damaged: {name}"):
        world.opened()


@pytest.mark.parametrize("name", ["words.txt", "versions.npy", "kin.bands.npy"])
def test_nothing_grows_from_damage_that_it_reads(tmp_path, name):
    world = World(tmp_path, CORPUS[:6])
    spoil(tmp_path / "index-000001" / name)
    with pytest.raises(DamagedSnapshotError, match=name):
        world.step(came=CORPUS[6:7])
    assert kept_names(tmp_path) == ("index-000001",)
