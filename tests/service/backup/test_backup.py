"""What is backed up comes back whole, elsewhere too; what is damaged is refused before it is used."""

import io
import json
import tarfile
import threading
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import insert, text

from corpus.errors import StoreError, StoreVersionError
from corpus.store.engine import open_engine, write_transaction
from corpus.store.sql import SqlJudgmentStore
from service.audit_trail.desk import TrailDesk
from service.backup.archive import unpacking
from service.backup.errors import BackupDamagedError, BackupPlaceError
from service.backup.keeping import back_up, look_into, restore
from service.jobs.model import LEASE, RESTORED, JobKind, JobOrder, JobState
from service.settings import Settings
from service.store.database import migration_config, open_database
from service.store.job_records import JobRecords
from service.store.people_tables import accounts
from service.store.records_copy import AllRecords, count_rows
from service.store.trail_records import TrailRecords
from service.store.worker_records import WorkerRecords
from tests.databases import on_files
from tests.service.audit_trail.test_chain import deed

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def trail_desk(engine, settings):
    desk = TrailDesk(TrailRecords(engine), settings)
    desk.note(deed(1))
    return desk


@pytest.fixture
def installed(settings, engine, judge, trail_desk):
    """A data folder with records, keys, a setting and two snapshots, of which one is in use."""
    (settings.data / "court.toml").write_text("[court]", "utf-8")
    for name in ("index-000001", "index-000002"):
        folder = settings.data / "index" / name / "lexical"
        folder.mkdir(parents=True)
        (folder / ".managed.json").write_text(name, "utf-8")
    (settings.data / "index" / "current").write_text("index-000002", "utf-8")
    (settings.data / ".court.toml.draft").write_text("half", "utf-8")
    return settings


@pytest.fixture
def backup(installed, engine, tmp_path):
    out = tmp_path / "kept.tar"
    back_up(installed, AllRecords(engine), out, now=NOW)
    return out


@pytest.fixture
def elsewhere(tmp_path):
    return Settings(data=tmp_path / "elsewhere")


def rows_of(url):
    engine = open_engine(url)
    try:
        with AllRecords(engine).reading() as reader:
            found = {}
            for name in reader.names:
                out = io.StringIO()
                reader.write(name, out)
                found[name] = out.getvalue()
            return found
    finally:
        engine.dispose()


def test_everything_comes_back(backup, installed, engine, elsewhere):
    kept = restore(elsewhere, backup, now=NOW)
    assert rows_of(elsewhere.database_address) == rows_of(installed.database_address)
    assert kept.n_rows == sum(each.n_rows for each in count_rows(installed.database_address))
    assert kept.snapshot == "index-000002"
    again = open_database(elsewhere.database_address)
    assert SqlJudgmentStore(again).digest() == SqlJudgmentStore(engine).digest()
    desk = TrailDesk(TrailRecords(again), elsewhere)
    assert desk.look_through().is_whole
    assert desk.note(deed(2)).number == 2
    again.dispose()
    for name in ("court.toml", "trail.key"):
        assert (elsewhere.data / name).read_bytes() == (installed.data / name).read_bytes()
        assert (elsewhere.data / name).stat().st_mode & 0o077 == 0


def test_a_job_that_was_under_way_does_not_begin_again_by_itself(
    installed, engine, elsewhere, tmp_path
):
    records, order = JobRecords(engine), JobOrder(kind=JobKind.INDEX, key="index")
    job = records.add(order, asked_by="admin", now=NOW)[0]
    records.claim(job.id, claim="a", worker="m:1", now=NOW)
    WorkerRecords(engine).sign("m:1", now=NOW)
    out = tmp_path / "busy.tar"
    back_up(installed, AllRecords(engine), out, now=NOW)
    assert restore(elsewhere, out, now=NOW).n_stopped == 1
    again = open_database(elsewhere.database_address)
    there = JobRecords(again)
    later = NOW + 2 * LEASE
    assert there.put_back_lost(now=later) == 0
    assert there.due(now=later) == ()
    assert (there.get(job.id).state, there.get(job.id).problem) == (JobState.CANCELLED, RESTORED)
    assert WorkerRecords(again).last_seen() is None
    assert there.again(job.id, now=later).state is JobState.QUEUED
    again.dispose()
    # Where it was taken nothing has changed.
    assert records.get(job.id).state is JobState.RUNNING


def test_of_the_index_the_snapshot_in_use_comes_whole_and_alone(backup, elsewhere):
    restore(elsewhere, backup, now=NOW)
    index = elsewhere.data / "index"
    assert sorted(path.name for path in index.iterdir()) == ["current", "index-000002"]
    assert (index / "index-000002" / "lexical" / ".managed.json").read_text() == "index-000002"
    assert not (elsewhere.data / ".court.toml.draft").exists()


def test_the_file_is_for_its_owner_and_new(backup, installed, engine):
    assert backup.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupPlaceError):
        back_up(installed, AllRecords(engine), backup, now=NOW)


def test_a_backup_that_fails_leaves_no_file(installed, engine, tmp_path, monkeypatch):
    def fail(self, name, out):
        raise StoreError("gone")

    monkeypatch.setattr("service.store.records_copy.RecordsReader.write", fail)
    with pytest.raises(StoreError):
        back_up(installed, AllRecords(engine), tmp_path / "kept.tar", now=NOW)
    assert [path.name for path in tmp_path.iterdir() if "kept" in path.name] == []


def test_nothing_is_restored_over_something(backup, installed, elsewhere, tmp_path):
    with pytest.raises(BackupPlaceError):
        restore(installed, backup, now=NOW)
    other = Settings(data=tmp_path / "third", database_url=installed.database_address)
    before = rows_of(installed.database_address)
    with pytest.raises(StoreError):
        restore(other, backup, now=NOW)
    assert rows_of(installed.database_address) == before


def changed(source, target, change):
    """Write the members of a tar anew, each as ``change(name, content)`` gives it, or not at all."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                facts = tarfile.TarInfo(member.name)
                facts.size = len(content)
                new.addfile(facts, io.BytesIO(content))


MANIFEST = {
    "format": 1,
    "made_at": "2026-03-02T01:00:00+00:00",
    "revision": "0001",
    "tables": {},
    "snapshot": None,
    "members": {},
}


def without(part):
    return lambda name, content: None if name == part else content


def with_more(part):
    return lambda name, content: content + b" " if name == part else content


def said(**values):
    def change(name, content):
        if name != "manifest.json":
            return content
        return json.dumps({**json.loads(content), **values}).encode()

    return change


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (without("records/accounts.jsonl"), "records/accounts.jsonl"),
        (without("files/trail.key"), "files/trail.key"),
        (without("manifest.json"), "manifest.json"),
        (with_more("records/accounts.jsonl"), "records/accounts.jsonl"),
        (with_more("files/court.toml"), "files/court.toml"),
        (said(format=2), "manifest.json"),
        (said(unheard="of"), "manifest.json"),
        (said(tables={"unheard_of": 1}), "records/unheard_of.jsonl"),
        (said(members={}), "files/court.toml"),
    ],
)
def test_damage_is_found_before_anything_is_written(backup, elsewhere, tmp_path, change, part):
    damaged = tmp_path / "damaged.tar"
    changed(backup, damaged, change)
    for use in (look_into, lambda path: restore(elsewhere, path, now=NOW)):
        with pytest.raises(BackupDamagedError) as refusal:
            use(damaged)
        assert refusal.value.part == part
    assert not elsewhere.data.exists()


@pytest.mark.parametrize("name", ["files/../../out", "/etc/out"])
def test_no_member_gets_out_of_the_folder(backup, elsewhere, tmp_path, name):
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(backup.read_bytes())
    with tarfile.open(damaged, "a") as archive:
        archive.addfile(tarfile.TarInfo(name), io.BytesIO())
    with pytest.raises(BackupDamagedError):
        restore(elsewhere, damaged, now=NOW)


@pytest.mark.parametrize("content", [b"", b"no tar", b"\0" * 2048], ids=["empty", "words", "zeros"])
def test_what_is_no_backup_is_refused(tmp_path, content):
    path = tmp_path / "kept.tar"
    path.write_bytes(content)
    with pytest.raises(BackupDamagedError):
        look_into(path)


@pytest.mark.parametrize(
    "manifest",
    [
        "[" * 100_000,
        '{"members": ' * 100_000,
        "[]",
        "{}",
        json.dumps({**MANIFEST, "members": []}),
        json.dumps({**MANIFEST, "members": "x"}),
        json.dumps({**MANIFEST, "tables": 3}),
        json.dumps({**MANIFEST, "format": "9" * 5000}),
    ],
    ids=["nested", "nested objects", "list", "empty", "members", "word", "tables", "format"],
)
def test_a_manifest_of_any_shape_is_a_refusal(tmp_path, manifest):
    path = tmp_path / "kept.tar"
    with tarfile.open(path, "w") as archive:
        member = tarfile.TarInfo("manifest.json")
        member.size = len(manifest.encode())
        archive.addfile(member, io.BytesIO(manifest.encode()))
    with pytest.raises(BackupDamagedError) as refusal:
        look_into(path)
    assert refusal.value.part == "manifest.json"


def test_a_cut_file_is_refused(backup, tmp_path):
    whole = backup.read_bytes()
    for share in (0.1, 0.5, 0.9):
        cut = tmp_path / "cut.tar"
        cut.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(BackupDamagedError):
            look_into(cut)


def test_a_backup_of_a_newer_program_is_refused(backup, elsewhere, tmp_path):
    newer = tmp_path / "newer.tar"
    changed(backup, newer, said(revision="9999"))
    with pytest.raises(StoreVersionError):
        restore(elsewhere, newer, now=NOW)


def test_what_is_written_meanwhile_is_wholly_in_or_wholly_out(
    installed, engine, tmp_path, elsewhere
):
    """Two accounts are always added together; a backup never holds one of them."""
    stop = threading.Event()

    def add():
        n = 0
        while not stop.is_set():
            with write_transaction(engine) as connection:
                for side in "ab":
                    values = {
                        "name": f"{side}{n}",
                        "display_name": "",
                        "password_hash": "x",
                        "is_enabled": True,
                        "created_at": NOW,
                    }
                    connection.execute(insert(accounts).values(values))
            n += 1

    writer = threading.Thread(target=add)
    writer.start()
    try:
        out = tmp_path / "busy.tar"
        back_up(installed, AllRecords(engine), out, now=NOW)
    finally:
        stop.set()
        writer.join()
    restore(elsewhere, out, now=NOW)
    names = [
        json.loads(line)["name"]
        for line in rows_of(elsewhere.database_address)["accounts"].splitlines()
    ]
    sides = [
        sorted(name[1:] for name in names if name[0] == side and name != "judge") for side in "ab"
    ]
    assert sides[0] == sides[1]


def test_a_backup_of_an_older_schema_is_brought_up_to_date(tmp_path, elsewhere):
    old = Settings(data=tmp_path / "old")
    old.data.mkdir()
    engine = open_engine(old.database_address)
    with write_transaction(engine) as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO accounts (name, display_name, password_hash, is_enabled, created_at) "
                "VALUES ('lin', '林', 'x', 1, '2026-01-01 08:00:00')"
            )
        )
    out = tmp_path / "old.tar"
    back_up(old, AllRecords(engine), out, now=NOW)
    engine.dispose()
    restore(elsewhere, out, now=NOW)
    again = open_database(elsewhere.database_address)
    with again.connect() as connection:
        assert connection.execute(text("SELECT name FROM accounts")).scalars().all() == ["lin"]
    again.dispose()


def test_records_move_to_postgresql_and_back(backup, installed, tmp_path, postgres):
    url = postgres.empty(None)
    there = Settings(data=tmp_path / "there", database_url=url)
    restore(there, backup, now=NOW)
    assert rows_of(url) == rows_of(installed.database_address)
    made = open_database(url)
    with write_transaction(made) as connection:
        values = {"name": "new", "display_name": "", "password_hash": "x", "is_enabled": True}
        connection.execute(insert(accounts).values(**values, created_at=NOW))
    out = tmp_path / "from-postgres.tar"
    back_up(there, AllRecords(made), out, now=NOW)
    made.dispose()
    here = Settings(data=tmp_path / "here")
    restore(here, out, now=NOW)
    assert rows_of(here.database_address) == rows_of(url)


@on_files
def test_the_commands(tongpan, tmp_path, monkeypatch):
    tongpan("user", "add", "lin", "--role", "judge", "--generate")
    out = tmp_path / "kept.tar"
    code, told, _ = tongpan("backup", "--out", str(out), "--json")
    assert code == 0
    assert tongpan("restore", str(out), "--check", "--json")[:2] == (0, told)
    code, _, err = tongpan("restore", str(out))
    assert code == 1
    assert "空的目录" in err
    with unpacking(out) as kept:
        assert kept.manifest.snapshot is None
    (tmp_path / "data").rename(tmp_path / "before")
    assert tongpan("restore", str(out))[0] == 0
    code, told, _ = tongpan("audit-trail", "verify", "--json")
    assert (code, json.loads(told)["lines"]) == (0, 2)
