"""What lies in a backup, and how is it known to be whole?

A backup is one tar file: ``records/TABLE.jsonl`` for each table, ``files/…`` for what lies in the
data folder beside the database, and, last, ``manifest.json`` with the digest of each member. It
can be read without this program.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, ClassVar, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from indexing.snapshots.leftovers import clear, held
from service.backup.errors import BackupDamagedError, BackupPlaceError
from service.data_folder import PRIVATE_FILE_MODE

RECORDS: Final = "records/"
FILES: Final = "files/"
_MANIFEST: Final = "manifest.json"
_FORMAT: Final = 1
_CHUNK: Final = 1 << 20
_DRAFT: Final = ".tongpan-part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        format: Edition of this layout.
        made_at: When, as ISO 8601 in UTC.
        revision: Schema of the records.
        tables: By table how many rows, in the order in which they are restored.
        snapshot: The index that is inside, or None.
        members: By member its SHA-256 as hexadecimal digits.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    format: int
    made_at: str
    revision: str
    tables: Mapping[str, int]
    snapshot: str | None
    members: Mapping[str, str] = field(default_factory=dict)


_MANIFESTS: Final = TypeAdapter(Manifest)


class Packer:
    """Fills a backup, member by member."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._members: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Add a file under a name.

        Raises:
            OSError: It cannot be read.
        """
        with path.open("rb") as file:
            self.add_open(name, file)

    def add_open(self, name: str, file: IO[bytes]) -> None:
        """Add an open file, from where it stands, under a name.

        Raises:
            OSError: It cannot be read.
        """
        # The file is read once, through the digest: what is kept is what was digested.
        facts = tarfile.TarInfo(name)
        facts.size = os.fstat(file.fileno()).st_size
        facts.mode = PRIVATE_FILE_MODE
        through = _Digesting(file)
        self._archive.addfile(facts, through)
        self._members[name] = through.digest()

    def close(self, manifest: Manifest) -> None:
        """Write the manifest behind everything else."""
        said = {**asdict(manifest), "members": self._members}
        content = json.dumps(said, ensure_ascii=False, indent=1).encode()
        facts = tarfile.TarInfo(_MANIFEST)
        facts.size, facts.mode = len(content), PRIVATE_FILE_MODE
        self._archive.addfile(facts, io.BytesIO(content))


@contextmanager
def packing(path: Path) -> Iterator[Packer]:
    """Give a backup to fill; under its name stands a whole one or none.

    Raises:
        BackupPlaceError: The file is there already, or cannot be written.
    """
    if path.exists():
        raise BackupPlaceError(place=str(path), problem="is there already; name a new file")
    # A draft holds keys and records; one that a kill left behind does not stay.
    clear(path.parent, f".*{_DRAFT}")
    draft = path.with_name(f".{path.name}{_DRAFT}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE_MODE)
    except OSError as error:
        raise BackupPlaceError(place=str(path), problem=str(error.strerror)) from error
    try:
        with os.fdopen(descriptor, "wb") as file, held(draft):
            with tarfile.open(fileobj=file, mode="w") as archive:
                yield Packer(archive)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


class Unpacker:
    """An opened backup whose every member fits its digest."""

    def __init__(self, archive: tarfile.TarFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the members below a prefix, sorted, without it."""
        return tuple(
            sorted(name[len(prefix) :] for name in self.manifest.members if name.startswith(prefix))
        )

    def open(self, name: str) -> IO[bytes]:
        """Open a member.

        Raises:
            BackupDamagedError: It is not there.
        """
        try:
            found = self._archive.extractfile(name)
        except KeyError:
            found = None
        if found is None:
            raise BackupDamagedError(part=name, problem="missing")
        return found


@contextmanager
def unpacking(path: Path) -> Iterator[Unpacker]:
    """Open a backup after holding every member against its digest.

    Raises:
        BackupDamagedError: It is none, or a member is missing, changed, or not in the manifest.

    Cost: one reading of the whole file.
    """
    try:
        archive = tarfile.open(path, mode="r:")  # noqa: SIM115 - closed below
    except (OSError, tarfile.TarError) as error:
        raise BackupDamagedError(part=path.name, problem=str(error)) from error
    with archive:
        try:
            manifest = _manifest(archive)
            _check(archive, manifest)
        except (OSError, tarfile.TarError) as error:
            raise BackupDamagedError(part=path.name, problem=str(error)) from error
        yield Unpacker(archive, manifest)


def _manifest(archive: tarfile.TarFile) -> Manifest:
    try:
        found = archive.extractfile(_MANIFEST)
        manifest = _MANIFESTS.validate_json(found.read() if found is not None else b"")
    except (KeyError, ValidationError) as error:
        raise BackupDamagedError(part=_MANIFEST, problem="missing or unreadable") from error
    if manifest.format != _FORMAT:
        problem = f"format {manifest.format}; this program reads {_FORMAT}"
        raise BackupDamagedError(part=_MANIFEST, problem=problem)
    return manifest


def _check(archive: tarfile.TarFile, manifest: Manifest) -> None:
    met = set()
    for member in archive:
        if member.name == _MANIFEST:
            continue
        where = PurePosixPath(member.name)
        if not member.isreg() or where.is_absolute() or ".." in where.parts:
            raise BackupDamagedError(part=member.name, problem="not a plain file of a backup")
        file = archive.extractfile(member)
        digest = _digest_of(file) if file is not None else ""
        if manifest.members.get(member.name) != digest:
            raise BackupDamagedError(part=member.name, problem="its digest does not fit")
        met.add(member.name)
    if missing := sorted(manifest.members.keys() - met):
        raise BackupDamagedError(part=missing[0], problem="missing")
    wanted = {f"{RECORDS}{name}.jsonl" for name in manifest.tables}
    if missing := sorted(wanted - met):
        raise BackupDamagedError(part=missing[0], problem="missing")


def _digest_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


class _Digesting:
    """Hands a file on and takes its digest meanwhile."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        chunk = self._file.read(size)
        self._digest.update(chunk)
        return chunk

    def digest(self) -> str:
        """Return the digest of what was handed on."""
        return self._digest.hexdigest()
