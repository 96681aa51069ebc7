import json
import os
from pathlib import Path

import pytest

from indexing.errors import (
    DamagedSnapshotError,
    NoSnapshotError,
    SnapshotGoneError,
    SnapshotMismatchError,
    SnapshotVersionError,
)
from indexing.snapshots import snapshot
from indexing.snapshots.snapshot import (
    CURRENT,
    FORMAT,
    MANIFEST,
    SnapshotManifest,
    kept_names,
    new_snapshot,
    open_current,
    open_named,
    publish,
    refuse_mismatch,
)

DRAFT = SnapshotManifest(
    format=FORMAT,
    name="",
    corpus_digest="c",
    segmenter="s",
    encoder="e",
    is_encoder_inside=True,
    dimension=2,
    parameters={"passages": {"limit_characters": 600}},
    counts={"judgments": 1},
    files={},
)


def write(root, content="one", *, keep=3, is_served=True):
    with new_snapshot(root) as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "data").write_text(content, "utf-8")
        return publish(folder, DRAFT, keep=keep, is_served=is_served)


def content_of(opened):
    return (opened.folder / "inner" / "data").read_text("utf-8")


def test_what_is_published_is_opened(tmp_path):
    written = write(tmp_path)
    opened = open_current(tmp_path)
    assert opened.manifest == written
    assert opened.refused is None
    assert content_of(opened) == "one"
    assert written.name == "index-000001"
    assert list(written.files) == ["inner/data"]


def test_a_newer_snapshot_takes_over_and_old_ones_go(tmp_path):
    for number in range(5):
        write(tmp_path, f"{number}", keep=2)
    assert content_of(open_current(tmp_path)) == "4"
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["current", "index-000004", "index-000005", "served"]


def test_nothing_built_is_said_so(tmp_path):
    for root in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoSnapshotError, match="tongpan index"):
            open_current(root)


STEPS = [
    (Path, "write_text"),
    (os, "fsync"),
    (Path, "rename"),
    (Path, "replace"),
    (snapshot, "_digest"),
    (snapshot, "_prune"),
]


class Killed(BaseException):
    pass


@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("call", range(1, 9))
def test_a_build_killed_at_any_step_leaves_a_whole_index(owner, name, call, tmp_path, monkeypatch):
    write(tmp_path, "old")
    original = getattr(owner, name)
    calls = 0

    def dying(*args, **kwargs):
        nonlocal calls
        calls += 1
        if calls == call:
            raise Killed
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, dying)
    try:
        write(tmp_path, "new")
    except Killed:
        was_killed = True
    else:
        was_killed = False
    monkeypatch.undo()
    opened = open_current(tmp_path)
    assert opened.refused is None
    assert content_of(opened) in ({"old", "new"} if was_killed else {"new"})
    # And the next build works as if nothing had happened.
    write(tmp_path, "next")
    assert content_of(open_current(tmp_path)) == "next"


def test_a_half_written_folder_is_not_read(tmp_path):
    write(tmp_path, "good")
    (tmp_path / "partial-77").mkdir()
    (tmp_path / "partial-77" / MANIFEST).write_text("{", "utf-8")
    assert content_of(open_current(tmp_path)) == "good"


def damage_truncate(folder):
    (folder / "inner" / "data").write_text("o", "utf-8")


def damage_alter(folder):
    (folder / "inner" / "data").write_text("xxx", "utf-8")


def damage_remove(folder):
    (folder / "inner" / "data").unlink()


def damage_manifest(folder):
    (folder / MANIFEST).write_text("[]", "utf-8")


def damage_fields(folder):
    (folder / MANIFEST).write_text(json.dumps({"format": FORMAT}), "utf-8")


def damage_no_manifest(folder):
    (folder / MANIFEST).unlink()


def damage_all(folder):
    damage_remove(folder)
    damage_no_manifest(folder)
    (folder / "inner").rmdir()
    folder.rmdir()


DAMAGES = [
    (damage_truncate, "has 1 bytes, expected 3"),
    (damage_alter, "was altered"),
    (damage_remove, "is missing"),
    (damage_manifest, "cannot be read"),
    (damage_fields, "lacks its fields"),
    (damage_no_manifest, "cannot be read"),
    (damage_all, "cannot be read"),
]


@pytest.mark.parametrize(("damage", "reason"), DAMAGES)
def test_a_damaged_snapshot_is_refused_and_the_last_good_one_used(damage, reason, tmp_path):
    write(tmp_path, "old")
    newest = write(tmp_path, "new")
    damage(tmp_path / newest.name)
    opened = open_current(tmp_path)
    assert content_of(opened) == "old"
    assert isinstance(opened.refused, DamagedSnapshotError)
    assert reason in str(opened.refused)


@pytest.mark.parametrize(("damage", "reason"), DAMAGES)
def test_without_a_good_one_the_refusal_is_raised(damage, reason, tmp_path):
    damage(tmp_path / write(tmp_path).name)
    with pytest.raises(DamagedSnapshotError, match=reason):
        open_current(tmp_path)


def test_another_format_is_refused(tmp_path):
    path = tmp_path / write(tmp_path).name / MANIFEST
    path.write_text(path.read_text("utf-8").replace(f'"format": {FORMAT}', '"format": 99'), "utf-8")
    with pytest.raises(
        SnapshotVersionError, match=f"format 99, this program reads {FORMAT}"
    ) as refusal:
        open_current(tmp_path)
    assert (refusal.value.found, refusal.value.expected) == (99, FORMAT)


def test_other_parts_are_refused(tmp_path):
    write(tmp_path)

    def accept(folder, manifest):
        refuse_mismatch(folder, part="encoder", found=manifest.encoder, expected="other")

    with pytest.raises(SnapshotMismatchError, match="encoder e, at hand is other") as refusal:
        open_current(tmp_path, accept=accept)
    assert refusal.value.part == "encoder"


@pytest.mark.parametrize("content", ["", "../elsewhere", "index-1", "\n"])
def test_a_spoilt_pointer_leads_to_the_newest_whole_snapshot(content, tmp_path):
    write(tmp_path, "old")
    write(tmp_path, "new")
    (tmp_path / CURRENT).write_text(content, "utf-8")
    assert content_of(open_current(tmp_path)) == "new"


def test_going_back_is_pointing_back(tmp_path):
    older = write(tmp_path, "old")
    write(tmp_path, "new")
    (tmp_path / CURRENT).write_text(older.name, "utf-8")
    opened = open_current(tmp_path)
    assert content_of(opened) == "old"
    assert opened.refused is None


def test_a_kept_snapshot_is_opened_by_its_name(tmp_path):
    write(tmp_path, "one")
    write(tmp_path, "two")
    assert content_of(open_named(tmp_path, "index-000001")) == "one"
    assert content_of(open_named(tmp_path, "index-000002")) == "two"
    assert content_of(open_current(tmp_path)) == "two"


@pytest.mark.parametrize("name", ["index-000001", "index-000009", "../index", ""])
def test_one_that_is_not_kept_is_refused_by_name(tmp_path, name):
    for content in ("one", "two", "three"):
        write(tmp_path, content, keep=2)
    assert kept_names(tmp_path) == ("index-000002", "index-000003")
    with pytest.raises(SnapshotGoneError) as refusal:
        open_named(tmp_path, name)
    assert refusal.value.kept == ("index-000002", "index-000003")


def test_a_named_snapshot_is_checked_and_no_other_takes_its_place(tmp_path):
    write(tmp_path, "one")
    write(tmp_path, "two")
    (tmp_path / "index-000001" / "inner" / "data").write_text("other", "utf-8")
    with pytest.raises(DamagedSnapshotError):
        open_named(tmp_path, "index-000001")
