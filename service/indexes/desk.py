"""What of the store has the index not seen yet, and how does it follow?

Nothing is written down when a judgment comes, changes or leaves: what the store holds is compared
with what the index holds, so that nothing is forgotten by whoever was killed in between.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import Judgment, JudgmentId
from corpus.store.leaving import those_left
from corpus.store.states import StoreStates
from indexing.assembly.compaction import compact
from indexing.assembly.increments import Changes, add_increment
from indexing.errors import NoSnapshotError
from indexing.learning.encoders import Encoder, load_encoder
from indexing.learning.training import Progress
from indexing.snapshots.leftovers import held
from indexing.snapshots.living import is_living, read_columns, read_versions
from indexing.snapshots.snapshot import (
    SnapshotManifest,
    open_current,
    open_named,
    read_manifest,
    serve_snapshot,
    turn_of,
)
from service.data_folder import write_private
from service.search.snapshots import SnapshotSource
from service.settings import Settings

_READ_AT_ONCE: Final = 200
_TRIES: Final = 3
_LOCK: Final = "index.lock"
_COMPACTION_LOCK: Final = "compaction.lock"
# Of a smaller index nobody notices how many segments it has.
_LEAST_ROWS: Final = 500


class IndexedStore(Protocol):
    """What the index needs of the store."""

    def states(self) -> StoreStates:
        """Return of each current judgment what an index of it depends on beside its text."""
        ...

    def each(self, ids: Sequence[JudgmentId]) -> Iterator[Judgment]:
        """Yield judgments in order of id.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...

    def get_many(self, ids: Sequence[JudgmentId]) -> Sequence[Judgment]:
        """Return judgments in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the index has not seen.

    Attributes:
        came: Judgments that are new or have changed, in order of id.
        left: Judgments of the index that the store has no more.
        versions: Of every judgment of the store a number that changes with it.
        corpus_digest: Digest of the store.
    """

    came: tuple[JudgmentId, ...]
    left: frozenset[JudgmentId]
    versions: Mapping[JudgmentId, int]
    corpus_digest: str

    @property
    def is_nothing(self) -> bool:
        """Tell whether the index has seen everything."""
        return not self.came and not self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDesk:
    """Lets the index follow the store.

    Attributes:
        store: The judgments.
        source: The snapshots.
        settings: Where they lie, and when compaction is due.
    """

    store: IndexedStore
    source: SnapshotSource
    settings: Settings

    def difference(self, name: str | None = None) -> Difference:
        """Return what an index has not seen of the store.

        Args:
            name: Its snapshot; None takes the current one.

        Raises:
            SnapshotError: There is no usable index.
            StoreError: The database refuses.

        Cost: one pass over an index of the table of judgments: two seconds for a million.
        """
        root = self.settings.snapshot_root
        opened = (
            open_current(root, digested=is_living)
            if name is None
            else open_named(root, name, digested=is_living)
        )
        states = self.store.states()
        versions = states.versions()
        seen = dict(
            zip(
                read_columns(opened.folder).ids,
                read_versions(opened.folder).tolist(),
                strict=True,
            )
        )
        return Difference(
            came=tuple(sorted(each for each, now in versions.items() if seen.get(each) != now)),
            left=frozenset(seen.keys() - versions.keys()),
            versions=versions,
            corpus_digest=states.digest(),
        )

    def follow(self, *, progress: Progress | None = None) -> SnapshotManifest | None:
        """Let the current index see what it has not seen, and serve the result.

        Whoever comes second waits and then finds that there is nothing left to do, or little.

        Returns:
            The manifest of the new snapshot; None where nothing had changed.

        Raises:
            SnapshotError: There is no usable index.
            StoreError: The database refuses.
            NotEnoughJudgmentsError: No judgment would be left.

        Cost: seconds; linear in what came.
        """
        with turn_of(self._lock(_LOCK)):
            return self._follow(None, progress)

    def compact(self, *, progress: Progress | None = None) -> SnapshotManifest | None:
        """Make one segment of the current index, let it see what came meanwhile, and serve it.

        Searches and increments go on meanwhile. An index that was built anew and served in the
        meantime stays; what was compacted is then kept beside it.

        Returns:
            The manifest of what answers now, or of what was compacted and is not served; None
            where another process compacts.

        Raises:
            SnapshotError: There is no usable index.
            StoreError: The database refuses.

        Cost: that of :func:`indexing.assembly.compaction.compact`.
        """
        root, old = self.settings.snapshot_root, self.source.current_name()
        if old is None:
            raise NoSnapshotError(str(root))
        try:
            with held(self._lock(_COMPACTION_LOCK)):
                made = compact(
                    root,
                    name=old,
                    read=self._read,
                    encoder=self._outer_encoder(old),
                    progress=progress,
                    is_served=False,
                    engine=self.source.fill(),
                )
        except BlockingIOError:
            return None
        with turn_of(self._lock(_LOCK)):
            if self._base_of_current() != _base(old, read_manifest(root / old)):
                return made
            grown = self._follow(made.name, progress)
            if grown is None:
                serve_snapshot(root, made.name)
            return grown or made

    def is_compaction_due(self, manifest: SnapshotManifest) -> bool:
        """Tell whether so many rows are dead or came later that the index should be compacted."""
        counts = manifest.counts
        rows = counts["judgments"] + counts["dead"]
        changed = counts["dead"] + counts["grown"]
        share = self.settings.compaction_share
        return share > 0 and rows >= _LEAST_ROWS and changed >= share * rows

    def _follow(self, name: str | None, progress: Progress | None) -> SnapshotManifest | None:
        root = self.settings.snapshot_root
        for _ in range(_TRIES):
            found = self.difference(name)
            if found.is_nothing:
                return None
            try:
                return add_increment(
                    Changes(
                        came=self.store.each(found.came),
                        left=found.left,
                        versions=found.versions,
                        corpus_digest=found.corpus_digest,
                    ),
                    root,
                    name=name,
                    encoder=self._outer_encoder(name or self.source.current_name()),
                    progress=progress,
                    engine=self.source.fill(),
                )
            except JudgmentNotFoundError:
                # Closed since it was found to have come: what has changed is looked up again.
                continue
        return None

    def _read(self, ids: Sequence[JudgmentId]) -> Iterator[Judgment]:
        for first in range(0, len(ids), _READ_AT_ONCE):
            yield from those_left(self.store.get_many, ids[first : first + _READ_AT_ONCE])

    def _outer_encoder(self, name: str | None) -> Encoder | None:
        """Return the encoder that lies outside of a snapshot; None where it lies in it."""
        if self.source.is_encoder_inside(name):
            return None
        return load_encoder(self.source.outer_encoder())

    def _base_of_current(self) -> str | None:
        name = self.source.current_name()
        if name is None:
            return None
        return _base(name, read_manifest(self.settings.snapshot_root / name))

    def _lock(self, name: str) -> Path:
        path = self.settings.data / name
        if not path.exists():
            write_private(path, "", keep=True)
        return path


def _base(name: str, manifest: SnapshotManifest) -> str:
    """Return the full snapshot that one grew from; its own name where it is one."""
    return manifest.base or name
