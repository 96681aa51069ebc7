"""How is an installation kept while it works, and brought back, on another machine too?"""

import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from indexing.errors import EncoderFolderError
from service.backup.archive import FILES, RECORDS, Manifest, Packer, Unpacker, packing, unpacking
from service.backup.errors import BackupDamagedError, BackupPlaceError
from service.data_folder import PRIVATE_FILE_MODE, prepare_data_folder
from service.jobs.model import RESTORED
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.database import open_database
from service.store.job_records import JobRecords
from service.store.records_copy import AllRecords, count_rows, fill_records
from service.store.worker_records import WorkerRecords

_DATABASE: Final = "tongpan.db"
_INDEX: Final = "index"
_CURRENT: Final = "current"
_ENCODERS: Final = "encoders"
_ENCODER_NOTE: Final = "encoder-folder.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a backup holds.

    Attributes:
        n_tables: Tables of records.
        n_rows: Rows in all of them.
        n_files: Files beside them.
        snapshot: The index that is inside, or None.
        n_stopped: Jobs that were not over when it was taken, and were stopped as it came back.
    """

    n_tables: int
    n_rows: int
    n_files: int
    snapshot: str | None
    n_stopped: int = 0


def back_up(settings: Settings, records: AllRecords, out: Path, *, now: datetime) -> Kept:
    """Write all of an installation into one new file: records, index, keys, settings, trail.

    It may be in use meanwhile: the records are those of one moment, the index is one snapshot.

    Args:
        settings: Where it is.
        records: Its records.
        out: The new file, readable by its owner only; it holds the keys.
        now: When.

    Raises:
        BackupPlaceError: The file is there already, or cannot be written.
        StoreError: The records cannot be read.

    Cost: about the size of data folder and records on disk, twice for the largest table.
    """
    with packing(out) as packer:
        # Files first: the head of the trail must not be ahead of the lines in the records.
        snapshot = SnapshotSource(settings).current_name()
        n_files = _add_files(packer, settings, snapshot)
        with records.reading() as reader:
            tables = {}
            for name in reader.names:
                # It has no name on the disk, so that no kill leaves records behind.
                with tempfile.TemporaryFile(dir=out.parent) as file:
                    written = io.TextIOWrapper(file, "utf-8", newline="\n", write_through=True)
                    tables[name] = reader.write(name, written)
                    written.detach()
                    file.seek(0)
                    packer.add_open(f"{RECORDS}{name}.jsonl", file)
            packer.close(
                Manifest(
                    format=1,
                    made_at=now.astimezone(UTC).isoformat(),
                    revision=reader.revision,
                    tables=tables,
                    snapshot=snapshot,
                )
            )
    return Kept(
        n_tables=len(tables), n_rows=sum(tables.values()), n_files=n_files, snapshot=snapshot
    )


def look_into(path: Path) -> Kept:
    """Hold a backup against its digests and say what it holds.

    Raises:
        BackupDamagedError: It is none, or not whole.
    """
    with unpacking(path) as backup:
        return _kept(backup)


def restore(settings: Settings, path: Path, *, now: datetime) -> Kept:
    """Bring an installation back into an empty data folder and an empty database.

    The backup is looked through before anything is written. Records of an older program are
    brought up to date. The address of the database may be of the other kind than it was. Jobs
    that waited or were under way are stopped: whether they are still wanted, and whether what they
    read lies here too, is for a person to say.

    Args:
        settings: Where it is to be.
        path: The backup.
        now: When.

    Raises:
        BackupDamagedError: It is none, or not whole, or its rows do not arrive.
        BackupPlaceError: Something lies there already.
        StoreError: The database holds something already, or refuses.
        StoreVersionError: A newer program wrote it.
    """
    with unpacking(path) as backup:
        folder = prepare_data_folder(settings)
        if any(folder.iterdir()):
            raise BackupPlaceError(place=str(folder), problem="is not empty; name a new folder")
        names = backup.manifest.tables
        fill_records(
            settings.database_address,
            revision=backup.manifest.revision,
            tables=((name, _lines(backup, name)) for name in names),
        )
        for name in backup.names(FILES):
            _put(backup, name, folder / name)
        _note_encoder(settings, folder)
        _compare(settings, backup.manifest)
        return replace(_kept(backup), n_stopped=_stop_jobs(settings, now=now))


def _kept(backup: Unpacker) -> Kept:
    tables = backup.manifest.tables
    return Kept(
        n_tables=len(tables),
        n_rows=sum(tables.values()),
        n_files=len(backup.names(FILES)),
        snapshot=backup.manifest.snapshot,
    )


def _add_files(packer: Packer, settings: Settings, snapshot: str | None) -> int:
    """Add what lies beside the database; return how many files."""
    n_files = 0
    for path in _files(settings, snapshot):
        try:
            packer.add(FILES + path.relative_to(settings.data).as_posix(), path)
        except FileNotFoundError:
            # A draft that got its name meanwhile; what it became is added under that.
            continue
        n_files += 1
    outer = _outer_encoder(settings)
    if outer is not None and not outer.is_relative_to(settings.data.resolve()):
        # What the index needs from elsewhere travels along.
        for path in sorted(outer.rglob("*")):
            if path.is_file():
                place = f"{_ENCODERS}/{outer.name}/{path.relative_to(outer).as_posix()}"
                packer.add(FILES + place, path)
                n_files += 1
    return n_files


def _files(settings: Settings, snapshot: str | None) -> Iterator[Path]:
    for path in sorted(settings.data.rglob("*")):
        parts = path.relative_to(settings.data).parts
        if parts[0] == _INDEX:
            # Of the snapshots the one in use, as it is; the name of it stands beside.
            is_wanted = parts[1:2] == (snapshot,) or parts == (_INDEX, _CURRENT)
        else:
            is_draft = parts[-1].startswith(".") or path.suffix == ".lock"
            is_wanted = not (is_draft or parts[0].startswith(_DATABASE))
        if is_wanted and path.is_file():
            yield path


def _outer_encoder(settings: Settings) -> Path | None:
    try:
        folder = SnapshotSource(settings).outer_encoder()
    except EncoderFolderError:
        return None
    return folder if folder.is_dir() else None


def _lines(backup: Unpacker, name: str) -> TextIO:
    return io.TextIOWrapper(backup.open(f"{RECORDS}{name}.jsonl"), "utf-8", newline="\n")


def _put(backup: Unpacker, name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with backup.open(FILES + name) as content, path.open("xb") as file:
        shutil.copyfileobj(content, file)
    path.chmod(PRIVATE_FILE_MODE)


def _note_encoder(settings: Settings, folder: Path) -> None:
    """Let the note of the encoder point to where it lies now."""
    note = folder / _ENCODER_NOTE
    if note.is_file():
        name = Path(note.read_text("utf-8").strip()).name
        SnapshotSource(settings).remember_encoder(folder / _ENCODERS / name)


def _stop_jobs(settings: Settings, *, now: datetime) -> int:
    engine = open_database(settings.database_address)
    try:
        WorkerRecords(engine).forget()
        return JobRecords(engine).stop_all(problem=RESTORED, now=now)
    finally:
        engine.dispose()


def _compare(settings: Settings, manifest: Manifest) -> None:
    """Count the rows that arrived.

    Raises:
        BackupDamagedError: Not as many as there were.
    """
    arrived = {table.name: table.n_rows for table in count_rows(settings.database_address)}
    for name, n_rows in manifest.tables.items():
        if arrived.get(name) != n_rows:
            problem = f"{arrived.get(name)} of {n_rows} rows arrived"
            raise BackupDamagedError(part=name, problem=problem)
