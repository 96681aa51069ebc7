"""How does an index grow by what came, changed and left, without being built anew?

What came is a new segment beside those that are there; the large files of these are linked into the
new snapshot, not copied. Small segments are merged as they come, each with later ones that are not
much larger, so that their number grows with the logarithm of what came.
"""

import shutil
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from indexing.assembly.building import counts_of, silent, versions_of
from indexing.assembly.element_indexing import FactWords
from indexing.assembly.merging import Numbering, Source, merge_segments
from indexing.assembly.segment_building import (
    Gathered,
    WordsWritten,
    gathering,
    write_kin,
    write_vectors,
    write_words,
)
from indexing.columns.citing import CitationTable
from indexing.columns.elements import ElementTable, most_probable
from indexing.columns.families import KinTable, grown_families
from indexing.columns.filters import FilterColumns
from indexing.engines.filling import EngineFill, Filled
from indexing.engines.milvus import LocalTables
from indexing.errors import NotEnoughJudgmentsError
from indexing.learning.encoders import Encoder
from indexing.learning.training import Progress
from indexing.passages import PassageLength
from indexing.snapshots import living
from indexing.snapshots.linking import link_tree
from indexing.snapshots.living import SpreadTable
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.segments import INCREMENTS, Segment, join, open_segment
from indexing.snapshots.snapshot import OpenedFolder, SnapshotManifest, new_snapshot, publish
from indexing.words.segmentation import Segmenter

ABSORBED: Final = 2
"""An increment takes in earlier ones that have at most so many times its rows."""

_BUILT: Final = "building.tmp"
_CHARGE_PASSAGES: Final = "limit_passages"
_GONE: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has happened to a corpus since it was indexed.

    Attributes:
        came: Judgments that are new, or have changed; each once.
        left: Judgments that have left; whoever has changed need not be named.
        versions: Of each that came a number that changes with it.
        corpus_digest: Digest of the store as it is now.
    """

    came: Iterable[Judgment]
    left: frozenset[JudgmentId]
    versions: Mapping[JudgmentId, int]
    corpus_digest: str


def add_increment(
    changes: Changes,
    root: Path,
    *,
    name: str | None = None,
    encoder: Encoder | None = None,
    segmenter: Segmenter | None = None,
    progress: Progress | None = None,
    keep: int = 3,
    is_served: bool = True,
    engine: EngineFill | None = None,
) -> SnapshotManifest:
    """Add to an index what came, take out what left, and make the result the current one.

    Encoder, classifier of charges and expectation of sentences stay as they are; everything that
    is counted over the whole corpus is counted anew.

    Args:
        changes: What has happened.
        root: The folder of all snapshots.
        name: The snapshot that grows; None takes the current one.
        encoder: The encoder that built it; None takes the one inside.
        segmenter: Gives the words; None makes the usual one.
        progress: Called with the stage, the steps done and the steps in all (0 if unknown).
        keep: How many snapshots stay on disk, as for :func:`indexing.snapshots.snapshot.publish`.
        is_served: Whether it becomes the current one at once.
        engine: Fills the Milvus where the snapshot is in one.

    Raises:
        SnapshotError: There is no usable index.
        EngineError: The Milvus is away, refuses, or has lost the collection.
        NotEnoughJudgmentsError: No judgment would be left.
        EncoderOutputError: The encoder gave vectors of a wrong form.

    Cost: linear in what came, but for the tables by label, which are written anew: 3 microseconds
        for each judgment that stays.
    """
    before = IndexSnapshot.open(
        root,
        encoder=encoder,
        segmenter=segmenter,
        name=name,
        server=None if engine is None else engine.server,
        # Nothing else is read whole here; whoever answers with the result looks into every file.
        digested=living.is_grown_from,
    )
    with new_snapshot(root) as folder:
        link_tree(
            before.folder,
            folder,
            names=[name for name in before.manifest.files if not living.is_living(name)],
        )
        grown = _Growth(before, folder, progress or silent).grow(changes)
        record = before.manifest.engine
        if record is not None and engine is not None:
            record = engine.fill(folder, grown.columns, grown.tables, before=grown.filled)
        manifest = replace(
            before.manifest,
            name="",
            base=before.manifest.base or before.manifest.name,
            corpus_digest=changes.corpus_digest,
            counts=grown.counts,
            engine=record,
        )
        return publish(
            folder,
            manifest,
            keep=keep,
            is_served=is_served,
            linked=OpenedFolder(folder=before.folder, manifest=before.manifest),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _New:
    """What came, as a segment and as small tables, in order of id."""

    segment: Segment
    columns: FilterColumns
    elements: ElementTable
    citations: CitationTable
    kin: KinTable
    versions: NDArray[np.uint64]
    spread: SpreadTable
    words: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grown:
    """An index that has grown, but for what an engine holds.

    Attributes:
        counts: What the manifest counts.
        columns: What filters ask about, by label.
        tables: Words and vectors, by label.
        filled: What it grew from.
    """

    counts: dict[str, int]
    columns: FilterColumns
    tables: LocalTables
    filled: Filled


class _Growth:
    """Writes the files of an index that has grown."""

    def __init__(self, before: IndexSnapshot, folder: Path, report: Progress) -> None:
        self._before = before
        self._folder = folder
        self._report = report

    def grow(self, changes: Changes) -> "_Grown":
        """Write everything but what an engine holds."""
        before = self._before
        new = self._build(changes)
        came = frozenset() if new is None else frozenset(new.columns.ids)
        places = self._places(came | changes.left, new)
        if not len(places):
            raise NotEnoughJudgmentsError(found=0, needed=1, purpose="index")
        moved = np.full(before.columns.size, _GONE, dtype=np.int64)
        stays = np.flatnonzero(places < before.columns.size)
        moved[places[stays]] = stays
        spread = self._spread(np.flatnonzero(moved == _GONE), new)
        columns, elements, citations, kin, versions = self._tables(places, new)
        segments, rows = self._segments(places, new)
        joined = join(segments, rows, spread=spread, citations=citations, places=self._numbers(new))
        families = grown_families(
            before.families, living.read_kin(before.folder), kin, joined.bigrams, moved=moved
        )
        living.write_columns(self._folder, columns)
        living.write_elements(self._folder, elements)
        living.write_citations(self._folder, citations)
        living.write_kin(self._folder, kin, families)
        living.write_spread(self._folder, spread)
        living.write_versions(self._folder, versions)
        living.write_rows(self._folder, rows)
        counts = counts_of(
            judgments=columns.size,
            rows=sum(segment.size for segment in segments),
            passages=len(joined.passages.kinds),
            words=len(joined.words.places),
            segments=len(segments),
            grown=sum(segment.size for segment in segments[1:]),
        )
        return _Grown(
            counts=counts,
            columns=columns,
            tables=LocalTables(words=joined.words, terms=joined.terms, vectors=joined.vectors),
            filled=Filled(
                folder=before.folder,
                record=before.manifest.engine or {},
                columns=before.columns,
                came=came,
            ),
        )

    def _build(self, changes: Changes) -> _New | None:
        """Write what came as a segment of its own; None where nothing came."""
        before, folder = self._before, self._folder / _BUILT
        folder.mkdir()
        length = PassageLength(**before.manifest.parameters["passages"])
        with gathering(folder) as gathered:
            for done, judgment in enumerate(changes.came, start=1):
                gathered.add(judgment, length=length)
                self._report("read", done, 0)
            if gathered.size:
                gathered.finish()
                return self._written(gathered, folder, changes)
        folder.rmdir()
        return None

    def _written(self, gathered: Gathered, folder: Path, changes: Changes) -> _New:
        """Write what came; return it."""
        before = self._before
        gathered.whole.write(folder, gathered.order)
        written = write_words(
            gathered,
            folder,
            known=before.words.places,
            segmenter=before.segmenter,
            report=self._report,
        )
        write_vectors(gathered, folder, before.encoder, self._report)
        kin, bigrams = write_kin(gathered, folder)
        columns = gathered.columns()
        return _New(
            segment=open_segment(folder),
            columns=columns,
            elements=self._elements(gathered, written),
            citations=gathered.citations(),
            kin=kin,
            versions=versions_of(columns.ids, changes.versions),
            spread=SpreadTable(words=written.spread, bigrams=bigrams.spread, fields=written.fields),
            words=list(written.places),
        )

    def _elements(self, gathered: Gathered, written: WordsWritten) -> ElementTable:
        """Return what judgments that came are about, as the classifier that is there tells it."""
        model = self._before.charge_model
        if model is None:
            return gathered.elements()
        table = gathered.elements(keeping=model.names)
        limit = int(self._before.manifest.parameters["charges"][_CHARGE_PASSAGES])
        facts = FactWords(table=written.passages, words=written.passage_words, limit_passages=limit)
        predicted, probable = most_probable(model, table.names, facts.of, size=gathered.size)
        return replace(table, predicted=predicted, probable=probable)

    def _places(self, gone: frozenset[JudgmentId], new: _New | None) -> NDArray[np.int64]:
        """Return in order of id where each judgment stands: among those before, then among new.

        Cost: one array pass over those before; what came and left is looked up.
        """
        ids = self._before.columns.ids
        stays = np.ones(len(ids), dtype=np.bool_)
        for each in gone:
            at = bisect_left(ids, each)
            if ids[at : at + 1] == (each,):
                stays[at] = False
        kept = np.flatnonzero(stays)
        if new is None:
            return kept
        ahead = np.searchsorted(kept, [bisect_left(ids, each) for each in new.columns.ids])
        return np.insert(kept, ahead, len(ids) + np.arange(new.columns.size))

    def _numbers(self, new: _New | None) -> dict[str, int]:
        """Return the number of each word: those before keep theirs."""
        known = self._before.words.places
        brought = [] if new is None else new.words[len(known) :]
        return known | {word: number for number, word in enumerate(brought, start=len(known))}

    def _tables(
        self, places: NDArray[np.int64], new: _New | None
    ) -> tuple[FilterColumns, ElementTable, CitationTable, KinTable, NDArray[np.uint64]]:
        before = self._before
        names = () if before.charge_model is None else before.charge_model.names
        columns, elements, citations = before.columns, before.elements, before.whole.citations
        kin, versions = living.read_kin(before.folder), living.read_versions(before.folder)
        if new is not None:
            columns, elements = columns.and_of(new.columns), elements.and_of(new.elements)
            citations, kin = citations.and_of(new.citations), kin.and_of(new.kin)
            versions = np.concatenate((versions, new.versions))
        return (
            columns.of(places),
            elements.of(places, keeping=names),
            citations.of_all(places),
            kin.of(places),
            versions[places],
        )

    def _spread(self, dead: NDArray[np.int64], new: _New | None) -> SpreadTable:
        """Return how widespread everything is: as before, without what left, with what came."""
        before = self._before
        words = before.words.spread.copy()
        bigrams = before.bigrams.spread.copy()
        stored = living.read_spread(before.folder).fields
        fields = {name: each.copy() for name, each in stored.items()}
        for label in dead.tolist():
            passages = before.passages
            own = np.arange(int(passages.starts[label]), int(passages.stops[label]))
            held = before.passage_words.gathered(*passages.word_runs(own))
            words[np.unique(held)] -= 1
            pairs = before.bigrams
            bigrams[pairs.codes[int(pairs.starts[label]) : int(pairs.stops[label])]] -= 1
            for name, table in before.terms.items():
                counted = table.words[int(table.starts[label]) : int(table.stops[label])]
                fields[name][counted] -= 1
        if new is None:
            return SpreadTable(words=words, bigrams=bigrams, fields=fields)
        return SpreadTable(
            words=_sum(words, new.spread.words),
            bigrams=_sum(bigrams, new.spread.bigrams),
            fields={name: _sum(each, new.spread.fields[name]) for name, each in fields.items()},
        )

    def _segments(
        self, places: NDArray[np.int64], new: _New | None
    ) -> tuple[list[Segment], NDArray[np.int64]]:
        """Put the new segment in its place, merged with small ones; return all, and the rows."""
        before = self._before
        segments = list(before.segments)
        begins = np.cumsum([0, *(segment.size for segment in segments)])
        rows = np.arange(before.columns.size) if before.rows is None else before.rows
        if new is None:
            return segments, rows[places]
        every = np.concatenate((rows, np.arange(new.segment.size) + begins[-1]))[places]
        first = _first_absorbed(segments, every, begins, n_new=new.segment.size)
        owners = np.searchsorted(begins, every, side="right") - 1
        is_merged = owners >= first
        labels = np.flatnonzero(is_merged)
        joined = [*segments, new.segment]
        place = self._folder / INCREMENTS / f"{first:06d}"
        for absorbed in segments[first:]:
            shutil.rmtree(self._folder / INCREMENTS / absorbed.folder.name)
        place.parent.mkdir(exist_ok=True)
        if first == len(segments):
            (self._folder / _BUILT).rename(place)
        else:
            place.mkdir()
            n_known = sum(len(segment.words) for segment in segments[:first])
            merge_segments(
                [
                    Source(
                        segment=joined[number],
                        rows=every[labels][owners[labels] == number] - begins[number],
                        places=np.flatnonzero(owners[labels] == number),
                    )
                    for number in range(first, len(joined))
                ],
                place,
                numbering=Numbering(words=new.words, moved=None, brought=new.words[n_known:]),
            )
            shutil.rmtree(self._folder / _BUILT)
        found = every.copy()
        found[labels] = begins[first] + np.arange(len(labels))
        return [*segments[:first], open_segment(place)], found


def _first_absorbed(
    segments: Sequence[Segment],
    rows: NDArray[np.int64],
    begins: NDArray[np.int64],
    *,
    n_new: int,
) -> int:
    """Return from which segment on all are merged with what came; the first one never is."""
    first, size = len(segments), n_new
    living_rows = np.bincount(
        np.searchsorted(begins, rows, side="right") - 1, minlength=len(segments)
    )
    while first > 1 and living_rows[first - 1] <= ABSORBED * size:
        first -= 1
        size += int(living_rows[first])
    return first


def _sum(before: NDArray[np.int32], came: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return two counts together; what came may know more words."""
    return np.pad(before, (0, len(came) - len(before))) + came
