"""Which index is in use, and is it whole?

A snapshot is a folder that never changes once it is there. It is written under a temporary name,
brought to disk, renamed, and only then does the small file ``current`` name it; whoever is killed
in between leaves the old snapshot in use and a half-written folder that nobody reads. Opening
checks format, sizes and digests, and where the current snapshot fails, the last good one is used
and the refusal is kept to be told.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.disk import sync, sync_all
from indexing.errors import (
    DamagedSnapshotError,
    NoSnapshotError,
    SnapshotError,
    SnapshotGoneError,
    SnapshotMismatchError,
    SnapshotVersionError,
)
from indexing.snapshots.found_right import changed_at, is_known, remember
from indexing.snapshots.leftovers import clear, held
from indexing.snapshots.served import note_served, read_served

FORMAT = 8
MANIFEST = "manifest.json"
CURRENT = "current"
_NAME = re.compile(r"index-(\d{6})")
_PARTIAL_PREFIX = "partial-"
_DIGEST_BLOCK = 1 << 20
_GRACE_NANOSECONDS = 600_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotManifest:
    """What a snapshot was made of.

    Attributes:
        format: Version of the folder's form.
        name: Name of the folder, ``index-000001``; later ones have higher numbers.
        corpus_digest: Digest of the store that was indexed.
        segmenter: Fingerprint of dictionary and lexicon.
        encoder: Fingerprint of the encoder.
        is_encoder_inside: Whether the encoder was trained for this snapshot and lies in it.
        dimension: Numbers per vector.
        parameters: How it was built, by name.
        counts: How many judgments, passages, words and segments there are, and how many rows of
            segments are dead.
        files: Size in bytes and digest of every file, by path inside the folder.
        base: The full snapshot that it grew from; None where it is one.
        engine: What was filled into a Milvus; None where the candidates are found in the files.
        vectors: How the vectors of the base are searched where not all are compared, and with which
            recall; else None.
        learned_in: The full snapshot whose classifier of charges and expectation of sentences it
            keeps; None where its base learned them.
    """

    format: int
    name: str
    corpus_digest: str
    segmenter: str
    encoder: str
    is_encoder_inside: bool
    dimension: int
    parameters: Mapping[str, Any]
    counts: Mapping[str, int]
    files: Mapping[str, tuple[int, str]]
    base: str | None = None
    engine: Mapping[str, Any] | None = None
    vectors: Mapping[str, Any] | None = None
    learned_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFolder:
    """A snapshot folder that was found whole.

    Attributes:
        folder: Where it is.
        manifest: What it was made of.
        refused: Why a newer one is not in use, or None.
    """

    folder: Path
    manifest: SnapshotManifest
    refused: SnapshotError | None = None


@contextmanager
def new_snapshot(root: Path) -> Iterator[Path]:
    """Give a folder to fill, removed again if filling it fails.

    Args:
        root: The folder of all snapshots; made if it is not there.

    What others left half-written when they were killed goes; it may be as large as an index.

    Yields:
        An empty folder under a temporary name; :func:`publish` makes it a snapshot.
    """
    root.mkdir(parents=True, exist_ok=True)
    clear(root, f"{_PARTIAL_PREFIX}[0-9]*")
    folder = root / f"{_PARTIAL_PREFIX}{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        with held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(
    folder: Path,
    manifest: SnapshotManifest,
    *,
    keep: int = 3,
    is_served: bool = True,
    linked: OpenedFolder | None = None,
) -> SnapshotManifest:
    """Make a filled folder a snapshot, and the current one.

    Args:
        folder: Filled, as :func:`new_snapshot` gave it.
        manifest: What it was made of; name and files are filled in here.
        keep: How many full snapshots stay on disk, the current one included, each with the last of
            its increments; of the current one so many increments.
        is_served: Whether it becomes the current one; else :func:`serve_snapshot` makes it that.
        linked: The snapshot whose files were linked into this one; those are not digested again,
            and the disk has them.

    Returns:
        The manifest as written.
    """
    root = folder.parent
    known = {} if linked is None else _linked(folder, linked)
    files = {**_files(folder, known), **known}
    # The disk takes its time, which whoever waits for a turn need not wait for.
    sync_all([path for path in sorted(folder.rglob("*")) if _name_of(path, folder) not in known])
    with turn_of(root):
        finished = replace(manifest, files=MappingProxyType(dict(sorted(files.items()))))
        return _published(folder, finished, keep=keep, is_served=is_served)


def _published(
    folder: Path, manifest: SnapshotManifest, *, keep: int, is_served: bool
) -> SnapshotManifest:
    root = folder.parent
    numbers = [number for number, _ in _snapshots(root)]
    finished = replace(manifest, name=f"index-{max(numbers, default=0) + 1:06d}")
    row = {**asdict(replace(finished, parameters={}, counts={}, files={}))}
    row |= {
        "parameters": dict(finished.parameters),
        "counts": dict(finished.counts),
        "vectors": None if finished.vectors is None else dict(finished.vectors),
        "engine": None if finished.engine is None else dict(finished.engine),
        "files": {name: list(facts) for name, facts in finished.files.items()},
    }
    (folder / MANIFEST).write_text(json.dumps(row, ensure_ascii=False, indent=1), "utf-8")
    sync(folder / MANIFEST)
    sync(folder)
    folder.rename(root / finished.name)
    sync(root)
    if is_served:
        _point(root, finished.name)
    _prune(root, keep=keep)
    return finished


@contextmanager
def turn_of(folder: Path) -> Iterator[None]:
    """Wait until no other process works on a folder, and hold it alone.

    Args:
        folder: A folder, or a file that stands for some work; it is there. Whoever is killed
            lets go of it.

    Raises:
        OSError: There is no such folder.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def serve_snapshot(root: Path, name: str) -> None:
    """Make a snapshot that is kept the current one.

    Args:
        root: The folder of all snapshots.
        name: Its name.

    Raises:
        SnapshotGoneError: It is not kept.
        DamagedSnapshotError: It is damaged.
        SnapshotVersionError: It has another format.

    Cost: reads every file once, as :func:`open_current`.
    """
    open_named(root, name)
    _point(root, name)


def every(_name: str) -> bool:
    """Tell that a file is to be looked into, whatever its name."""
    return True


def open_current(
    root: Path,
    *,
    accept: Callable[[Path, SnapshotManifest], None] | None = None,
    digested: Callable[[str], bool] = every,
) -> OpenedFolder:
    """Find the current snapshot, or the last good one where the current cannot be used.

    Args:
        root: The folder of all snapshots.
        accept: Called with folder and manifest; refuses by raising a SnapshotError.
        digested: Which files are read to be compared, as for :func:`check_files`.

    Raises:
        NoSnapshotError: There is none.
        DamagedSnapshotError: All are damaged; the error is the current one's.
        SnapshotVersionError: Likewise, of another format.
        SnapshotMismatchError: Likewise, made of other parts.

    Cost: reads every file once to digest it, 0.3 s for 250 MB.
    """
    refused: SnapshotError | None = None
    for folder in _candidates(root):
        try:
            manifest = read_manifest(folder)
            check_files(folder, manifest, digested=digested)
            if accept is not None:
                accept(folder, manifest)
        except SnapshotError as error:
            refused = refused or error
        else:
            return OpenedFolder(folder=folder, manifest=manifest, refused=refused)
    raise refused or NoSnapshotError(str(root))


def open_named(
    root: Path,
    name: str,
    *,
    accept: Callable[[Path, SnapshotManifest], None] | None = None,
    digested: Callable[[str], bool] = every,
) -> OpenedFolder:
    """Find the snapshot of a name, and no other, as long as it is kept.

    Args:
        root: The folder of all snapshots.
        name: ``index-000001`` or the like.
        accept: Called with folder and manifest; refuses by raising a SnapshotError.
        digested: Which files are read to be compared, as for :func:`check_files`.

    Raises:
        SnapshotGoneError: It was never there, or newer ones have taken its place.
        DamagedSnapshotError: It is damaged.
        SnapshotVersionError: It has another format.
        SnapshotMismatchError: It was made of other parts.

    Cost: as :func:`open_current`.
    """
    kept = kept_names(root)
    if name not in kept:
        raise SnapshotGoneError(name, kept=kept)
    folder = root / name
    manifest = read_manifest(folder)
    check_files(folder, manifest, digested=digested)
    if accept is not None:
        accept(folder, manifest)
    return OpenedFolder(folder=folder, manifest=manifest)


def kept_names(root: Path) -> tuple[str, ...]:
    """Return the names of the snapshots that are on disk, oldest first.

    Example:
        >>> kept_names(Path("/nowhere"))
        ()
    """
    return tuple(folder.name for _, folder in sorted(_snapshots(root)))


def served_names(root: Path) -> tuple[str, ...]:
    """Return the names of the snapshots on disk that have answered, oldest first.

    Where nobody has written it down all up to the current one count.

    Example:
        >>> served_names(Path("/nowhere"))
        ()
    """
    kept, noted = kept_names(root), read_served(root)
    if noted is not None:
        return tuple(name for name in kept if name in noted)
    current = next((folder.name for folder in _candidates(root)), "")
    return tuple(name for name in kept if name <= current)


def read_manifest(folder: Path) -> SnapshotManifest:
    """Read what a snapshot was made of.

    Raises:
        DamagedSnapshotError: There is no readable manifest.
        SnapshotVersionError: The folder has another format.
    """
    try:
        row = json.loads((folder / MANIFEST).read_text("utf-8"))
        found = int(row["format"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedSnapshotError(str(folder), f"{MANIFEST} cannot be read") from error
    if found != FORMAT:
        raise SnapshotVersionError(str(folder), found=found, expected=FORMAT)
    try:
        files = {name: (int(size), str(digest)) for name, (size, digest) in row["files"].items()}
        return SnapshotManifest(**{**row, "files": files})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedSnapshotError(str(folder), f"{MANIFEST} lacks its fields") from error


def check_files(
    folder: Path, manifest: SnapshotManifest, *, digested: Callable[[str], bool] = every
) -> None:
    """Compare the files of a snapshot with its manifest.

    A file that this process has found right before, under whatever name, and that nobody has
    written since is not read again.

    Args:
        folder: The snapshot.
        manifest: What it should hold.
        digested: Tells by its name which file is read; of the others the size is compared.

    Raises:
        DamagedSnapshotError: A file is missing, of another size or of another content.
    """
    told_at = changed_at(folder / MANIFEST)
    for name, (size, digest) in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            raise DamagedSnapshotError(str(folder), f"{name} is missing")
        if path.stat().st_size != size:
            raise DamagedSnapshotError(
                str(folder), f"{name} has {path.stat().st_size} bytes, expected {size}"
            )
        if digested(name):
            if not is_known(path, digest) and _digest(path) != digest:
                raise DamagedSnapshotError(str(folder), f"{name} was altered")
            remember(path, digest, before=told_at)


def refuse_mismatch(folder: Path, *, part: str, found: str, expected: str) -> None:
    """Refuse a snapshot that was built with another part than the one at hand.

    Raises:
        SnapshotMismatchError: The two fingerprints differ.
    """
    if found != expected:
        raise SnapshotMismatchError(str(folder), part=part, found=found, expected=expected)


def _candidates(root: Path) -> list[Path]:
    """Return the current snapshot, then the others from new to old."""
    folders = [folder for _, folder in sorted(_snapshots(root), reverse=True)]
    try:
        name = (root / CURRENT).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return folders
    if not _NAME.fullmatch(name):
        return folders
    current = root / name
    return [current, *(folder for folder in folders if folder.name < name)]


def _snapshots(root: Path) -> list[tuple[int, Path]]:
    if not root.is_dir():
        return []
    found = ((_NAME.fullmatch(path.name), path) for path in root.iterdir() if path.is_dir())
    return [(int(match[1]), path) for match, path in found if match is not None]


def _files(folder: Path, known: Mapping[str, object]) -> dict[str, tuple[int, str]]:
    """Return size and digest of every file but those that are known, by path inside the folder."""
    named = ((path, _name_of(path, folder)) for path in folder.rglob("*") if path.is_file())
    return {name: (path.stat().st_size, _digest(path)) for path, name in named if name not in known}


def _linked(folder: Path, other: OpenedFolder) -> dict[str, tuple[int, str]]:
    """Return size and digest of every file that is one of another snapshot too."""
    return {
        name: facts
        for name, facts in other.manifest.files.items()
        if _is_same(folder / name, other.folder / name)
    }


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _name_of(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_DIGEST_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _point(root: Path, name: str) -> None:
    note_served(root, {*served_names(root), name})
    pointer = root / f"{_PARTIAL_PREFIX}{CURRENT}"
    pointer.write_text(name, "utf-8")
    sync(pointer)
    pointer.replace(root / CURRENT)
    sync(root)


def _prune(root: Path, *, keep: int) -> None:
    """Remove what is kept no more.

    What answers stays, even where newer ones were refused, and so do increments so young that a
    reader may still be opening them.
    """
    staying = set(_candidates(root)[:1])
    families: dict[str, list[Path]] = {}
    every = [folder for _, folder in sorted(_snapshots(root), reverse=True)]
    for folder in every:
        families.setdefault(_base_of(folder), []).append(folder)
    for number, family in enumerate(sorted(families.values(), key=max, reverse=True)):
        if number < max(keep, 1):
            staying.update(family[: max(keep, 1)] if number == 0 else family[:1])
    newest = max((changed_at(folder / MANIFEST) for folder in every), default=0)
    for folder in every:
        if folder not in staying and not _is_young(folder, newest):
            shutil.rmtree(folder, ignore_errors=True)


def _base_of(folder: Path) -> str:
    """Return the full snapshot that one grew from, or its own name."""
    try:
        return json.loads((folder / MANIFEST).read_text("utf-8"))["base"] or folder.name
    except (OSError, ValueError, KeyError, TypeError):
        return folder.name


def _is_young(folder: Path, newest: int) -> bool:
    """Tell whether an increment was made not long before the newest snapshot."""
    is_increment = _base_of(folder) != folder.name
    return is_increment and newest - changed_at(folder / MANIFEST) < _GRACE_NANOSECONDS
