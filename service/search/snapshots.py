"""How do the snapshots of an installation become indexes that answer?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import JudgmentId
from indexing.columns.filters import FilterColumns, SearchFilter
from indexing.engines.filling import EngineFill
from indexing.engines.milvus_collection import MilvusServer
from indexing.errors import EncoderFolderError, EngineAddressError, SnapshotError
from indexing.learning.encoders import Encoder, load_encoder
from indexing.searching.divided import DividedSearcher
from indexing.searching.hits import Hit
from indexing.searching.hybrid import ALL_CHANNELS, SearchParameters
from indexing.searching.query import Query
from indexing.searching.ranker import Rankers
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import CURRENT, SnapshotManifest, read_manifest
from service.data_folder import write_private
from service.engine_choice import engine_choice
from service.errors import SettingsError
from service.ranking.kept import OwnRankers
from service.search.index import (
    Found,
    FoundPassage,
    Ranked,
    RankedDivision,
    RankedDivisions,
)
from service.settings import Settings

# Names the folder of an encoder that lies outside of the snapshots, so that whoever opens the
# index finds it without being told again.
_REMEMBERED = "encoder-folder.txt"


class SnapshotIndex:
    """A snapshot as the service asks it."""

    def __init__(
        self, snapshot: IndexSnapshot, *, depth: int, most_of_court: int, rankers: Rankers | None
    ) -> None:
        """Take an open snapshot.

        Args:
            snapshot: The snapshot.
            depth: How many judgments each channel ranks, whatever page is asked for: a ranking
                must not depend on how its pages are cut.
            most_of_court: Among ten hits at most so many are of one court; 0 sets no bound.
            rankers: What puts them in order, or None to leave that to the formula.
        """
        self._snapshot = snapshot
        self._depth = depth
        self._most_of_court = most_of_court
        self._rankers = rankers
        self._searcher = DividedSearcher(
            snapshot,
            parameters=SearchParameters(depth=depth, collapses=True, most_of_court=most_of_court),
            rankers=lambda: rankers,
        )

    @property
    def snapshot_id(self) -> str:
        """Return the name of the snapshot."""
        return self._snapshot.manifest.name

    @property
    def snapshot(self) -> IndexSnapshot:
        """Return the open snapshot."""
        return self._snapshot

    @property
    def refused(self) -> SnapshotError | None:
        """Return why a newer snapshot is not in use, or None."""
        return self._snapshot.refused

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many judgments, segments and dead rows it has, by name."""
        return self._snapshot.manifest.counts

    @property
    def columns(self) -> FilterColumns:
        """Return what filters may ask about."""
        return self._snapshot.columns

    def without(self, ids: frozenset[JudgmentId]) -> Self:
        """Return the index as if some judgments were not in it, but for how rare words are."""
        columns = self._snapshot.columns.without(ids)
        if columns is self._snapshot.columns:
            return self
        return type(self)(
            replace(self._snapshot, columns=columns),
            depth=self._depth,
            most_of_court=self._most_of_court,
            rankers=self._rankers,
        )

    def rank(
        self, query: Query, *, condition: SearchFilter, limit: int, channels: Sequence[str] = ()
    ) -> Ranked:
        """Return the judgments most like a query, best first.

        Raises:
            EmptyQueryError: There is no word to search by.
            UnknownChannelError: There is no such channel.
        """
        result = self._searcher.search(
            query, filter=condition, limit=limit, channels=channels or ALL_CHANNELS
        )
        return Ranked(
            found=[_found(hit) for hit in result.hits],
            ranker=result.ranker,
            finding=result.finding,
            words=result.words,
            parts=result.parts,
            elements=result.elements,
            n_allowed=result.allowed,
            n_ranked=min(result.ranked, self._depth),
        )

    def rank_divisions(
        self,
        query: Query,
        *,
        divisions: Sequence[NDArray[np.bool_]],
        condition: SearchFilter,
        limit: int,
    ) -> RankedDivisions:
        """Return the judgments of each division that are most like a query, best first.

        Raises:
            EmptyQueryError: There is no word to search by.
        """
        result = self._searcher.search_divided(
            query, divisions=divisions, filter=condition, limit=limit
        )
        return RankedDivisions(
            divisions=[
                RankedDivision(
                    found=[_found(hit) for hit in each.hits],
                    n_allowed=each.allowed,
                    n_ranked=each.ranked,
                    finding=each.finding,
                )
                for each in result.divisions
            ],
            whole=Ranked(
                found=(),
                ranker=result.ranker,
                finding=result.finding,
                words=result.words,
                parts=result.parts,
                elements=result.elements,
                n_allowed=result.allowed,
                n_ranked=sum(each.ranked for each in result.divisions),
            ),
        )


def _found(hit: Hit) -> Found:
    return Found(
        judgment_id=hit.judgment_id,
        rank=hit.rank,
        channel_ranks={str(name): rank for name, rank in hit.channel_ranks.items()},
        issues=hit.issues,
        likeness=hit.likeness,
        others=hit.others,
        passages=[FoundPassage(span=passage.span, kind=passage.kind) for passage in hit.passages],
    )


class SnapshotSource:
    """The snapshots in the data folder, ordered by the ranker that is in use there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._own = OwnRankers(settings)
        self._opened: IndexSnapshot | None = None
        self._server: MilvusServer | None = None

    def current_id(self) -> str | None:
        """Return what would be opened now, or None before the first snapshot; reads two lines.

        A running server takes a newer snapshot and another ranker in the same way: both make
        another index.
        """
        names = self.current_name(), self._own.name()
        return None if names[0] is None else "/".join(name for name in names if name)

    def current_name(self) -> str | None:
        """Return the name of the newest snapshot, or None before the first; reads one line."""
        try:
            return (self._settings.snapshot_root / CURRENT).read_text("utf-8").strip() or None
        except OSError:
            return None

    def manifest(self, name: str) -> SnapshotManifest:
        """Return what a snapshot was made of.

        Raises:
            SnapshotError: It is not there, or damaged.
        """
        return read_manifest(self._settings.snapshot_root / name)

    def open(self) -> SnapshotIndex:
        """Open the newest snapshot, or the last good one, with the ranker in use.

        Raises:
            SnapshotError: None can be used.
            EncoderFolderError: The encoder that built it is gone.
            RankerError: The shipped weights are damaged.
        """
        return self.with_ranker(self.open_snapshot())

    def open_named(self, name: str) -> SnapshotIndex:
        """Open the index of a snapshot that is kept, with the ranker in use.

        Raises:
            SnapshotError: It is not kept, or cannot be used.
            EncoderFolderError: The encoder that built it is gone.
            RankerError: The shipped weights are damaged.
        """
        return self.with_ranker(self.open_snapshot(name))

    def open_snapshot(self, name: str | None = None) -> IndexSnapshot:
        """Open the newest snapshot, or the last good one, or the one of a name.

        What it shares with the newest one that was opened here is not opened again.

        Raises:
            SnapshotError: None can be used.
            EncoderFolderError: The encoder that built it is gone.
        """
        before = self._opened
        opened = IndexSnapshot.open(
            self._settings.snapshot_root,
            encoder=None if self.is_encoder_inside(name) else self._outer(before, name),
            name=name,
            before=before,
            server=self.server(),
        )
        if name is None:
            self._opened = opened
        return opened

    def server(self) -> MilvusServer | None:
        """Return the Milvus that indexes which were filled into one are asked in, or None.

        It is looked up anew each time, for the next index may be in another one.

        Raises:
            EngineAddressError: What was noted of it cannot be read.
        """
        try:
            asked = engine_choice(self._settings).asked
        except SettingsError as error:
            # Whoever waits for an index is prepared for what can be wrong with one.
            raise EngineAddressError(error.reason) from error
        if asked is None:
            return None
        if self._server is None or self._server.address != asked:
            self._server = MilvusServer(asked)
        return self._server

    def fill(self) -> EngineFill | None:
        """Return what fills the Milvus of indexes that are in one, or None.

        Raises:
            EngineAddressError: What was noted of it cannot be read.
        """
        server = self.server()
        if server is None:
            return None
        return EngineFill(server=server, exact_rows=self._settings.exact_vectors)

    def _outer(self, before: IndexSnapshot | None, name: str | None) -> Encoder:
        """Return the encoder outside of the snapshots; the one at hand where it is the same."""
        name = name or self.current_name()
        if before is not None and name is not None:
            manifest = read_manifest(self._settings.snapshot_root / name)
            if before.encoder.fingerprint == manifest.encoder:
                return before.encoder
        return load_encoder(self.outer_encoder())

    def with_ranker(self, snapshot: IndexSnapshot) -> SnapshotIndex:
        """Return an open snapshot as the service asks it, with the ranker in use.

        Raises:
            RankerError: The shipped weights are damaged.
        """
        return SnapshotIndex(
            snapshot,
            depth=self._settings.ranked_hits,
            most_of_court=self._settings.hits_per_court,
            rankers=self._own.in_use(),
        )

    def remember_encoder(self, folder: Path) -> None:
        """Note which folder outside of the snapshots holds the encoder."""
        write_private(self._settings.data / _REMEMBERED, f"{folder.resolve()}\n")

    def outer_encoder(self) -> Path:
        """Return the folder outside of the snapshots that holds the encoder.

        Raises:
            EncoderFolderError: None was ever noted.
        """
        note = self._settings.data / _REMEMBERED
        try:
            return Path(note.read_text("utf-8").strip())
        except OSError as error:
            raise EncoderFolderError(str(note), "no folder was noted") from error

    def is_encoder_inside(self, name: str | None) -> bool:
        """Tell whether a snapshot holds its encoder; None asks of the current one."""
        name = name or self.current_name()
        if name is None:
            return True
        try:
            return read_manifest(self._settings.snapshot_root / name).is_encoder_inside
        except SnapshotError:
            # Opening looks further and tells what is wrong.
            return True
