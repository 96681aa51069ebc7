"""What is an index once it is open?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexing.channels.vectors import VectorIndex
from indexing.columns import layout
from indexing.columns.bigrams import BigramTable
from indexing.columns.elements import ElementTable
from indexing.columns.filters import FilterColumns
from indexing.columns.passage_tables import Passages
from indexing.columns.terms import TermTable
from indexing.columns.whole_texts import WholeTexts
from indexing.engines.address import EMBEDDED, MILVUS
from indexing.engines.filling import filled_rows
from indexing.engines.milvus import LocalTables, MilvusEngine
from indexing.engines.milvus_collection import MilvusCollection, MilvusServer
from indexing.engines.seam import CandidateEngine, EmbeddedEngine
from indexing.errors import DamagedSnapshotError, SnapshotError, SnapshotMismatchError
from indexing.learning.charge_model import ChargeModel
from indexing.learning.encoders import Encoder, load_encoder
from indexing.packing.packed_runs import Runs
from indexing.packing.scaled_rows import ScaledRows
from indexing.snapshots.living import LivingTables, read_living, read_rows
from indexing.snapshots.segments import JoinedTables, Segment, join, open_segment, segment_folders
from indexing.snapshots.snapshot import (
    OpenedFolder,
    SnapshotManifest,
    every,
    open_current,
    open_named,
    refuse_mismatch,
)
from indexing.words.segmentation import Segmenter


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSnapshot:
    """An index, opened.

    Attributes:
        folder: Where it lies.
        manifest: What it was made of.
        refused: Why a newer one is not in use, or None.
        columns: What filters ask about.
        engine: Finds candidates.
        vectors: One vector per judgment; what few of them weigh is told exactly.
        encoder: Gives the vectors of queries.
        segmenter: Gives the words of queries.
        words: All words with their spread.
        passages: Where the passages stand.
        passage_vectors: One vector per passage, a byte for each number.
        passage_words: The words of each passage, ascending inside it.
        elements: What each judgment is about in law.
        bigrams: Pairs of characters of the facts of each judgment.
        terms: The counted words of each part of each judgment, by name of the part.
        families: For each judgment the smallest label of its family.
        charge_model: Predicts charges from facts; None where too few judgments have any.
        whole: What is known of whole texts: characters, provisions, numbers.
        segments: What all of this is joined from.
        rows: By label its row in the segments, one behind the other; None where the labels are
            the rows of the only one.
    """

    folder: Path
    manifest: SnapshotManifest
    refused: SnapshotError | None
    columns: FilterColumns
    engine: CandidateEngine
    vectors: VectorIndex
    encoder: Encoder
    segmenter: Segmenter
    words: layout.WordTable
    passages: Passages
    passage_vectors: ScaledRows
    passage_words: Runs
    elements: ElementTable
    bigrams: BigramTable
    terms: Mapping[str, TermTable]
    families: NDArray[np.int32]
    charge_model: ChargeModel | None
    whole: WholeTexts
    segments: tuple[Segment, ...]
    rows: NDArray[np.int64] | None

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        encoder: Encoder | None = None,
        segmenter: Segmenter | None = None,
        name: str | None = None,
        before: Self | None = None,
        server: MilvusServer | None = None,
        digested: Callable[[str], bool] = every,
    ) -> Self:
        """Open the current index, or the last good one, or the one of a name.

        Args:
            root: The folder of all snapshots.
            encoder: The encoder that must have built it; None takes the one inside.
            segmenter: The segmenter that must have built it; None makes the usual one.
            name: Which; None takes the current one.
            before: An index that is open; what both have in common is not opened again.
            server: The Milvus that holds the candidates of snapshots filled into one; it is asked
                by the first search, not now.
            digested: Which files are read to be compared with the manifest, as for
                :func:`indexing.snapshots.snapshot.check_files`.

        Raises:
            NoSnapshotError: There is none.
            DamagedSnapshotError: All are damaged.
            SnapshotVersionError: All are of another format.
            SnapshotMismatchError: All were built with another encoder or segmenter, or filled
                into a Milvus where none is given.
            SnapshotGoneError: The one named is not kept.
        """
        words_of = segmenter or (Segmenter() if before is None else before.segmenter)

        def accept(folder: Path, manifest: SnapshotManifest) -> None:
            refuse_mismatch(
                folder, part="segmenter", found=manifest.segmenter, expected=words_of.fingerprint
            )
            refuse_engine(folder, manifest, server)
            if encoder is not None:
                refuse_mismatch(
                    folder, part="encoder", found=manifest.encoder, expected=encoder.fingerprint
                )
            elif not manifest.is_encoder_inside:
                raise SnapshotMismatchError(
                    str(folder), part="encoder", found=manifest.encoder, expected="none"
                )

        opened = (
            open_current(root, accept=accept, digested=digested)
            if name is None
            else open_named(root, name, accept=accept, digested=digested)
        )
        is_known = before is not None and before.manifest.encoder == opened.manifest.encoder
        if encoder is None and before is not None and is_known:
            encoder = before.encoder
        known = () if before is None else before.segments
        return cls._of(opened, encoder or _encoder_inside(opened), words_of, known, server)

    @classmethod
    def _of(
        cls,
        opened: OpenedFolder,
        encoder: Encoder,
        segmenter: Segmenter,
        known: tuple[Segment, ...],
        server: MilvusServer | None,
    ) -> Self:
        folder = opened.folder
        segments = tuple(open_segment(each, known) for each in segment_folders(folder))
        living, rows = read_living(folder), read_rows(folder)
        joined = join(segments, rows, spread=living.spread, citations=living.citations)
        return cls(
            folder=folder,
            manifest=opened.manifest,
            refused=opened.refused,
            columns=living.columns,
            engine=_engine(opened, living, joined, server),
            vectors=joined.vectors,
            encoder=encoder,
            segmenter=segmenter,
            words=joined.words,
            passages=joined.passages,
            passage_vectors=joined.passage_vectors,
            passage_words=joined.passage_words,
            elements=living.elements,
            bigrams=joined.bigrams,
            terms=joined.terms,
            families=living.families,
            charge_model=ChargeModel.load(folder),
            whole=joined.whole,
            segments=segments,
            rows=rows,
        )


def _encoder_inside(opened: OpenedFolder) -> Encoder:
    """Return the encoder of a snapshot; its own digest tells whether it is the one that built it.

    Raises:
        DamagedSnapshotError: It is another one.
    """
    encoder = load_encoder(opened.folder / layout.ENCODER)
    if encoder.fingerprint != opened.manifest.encoder:
        raise DamagedSnapshotError(str(opened.folder), f"{layout.ENCODER} was altered")
    return encoder


def refuse_engine(folder: Path, manifest: SnapshotManifest, server: MilvusServer | None) -> None:
    """Refuse a snapshot that was filled into a Milvus where none is given.

    One that needs none is taken whatever is given.

    Raises:
        SnapshotMismatchError: There is none.
    """
    if manifest.engine is not None and server is None:
        refuse_mismatch(folder, part="engine", found=MILVUS, expected=EMBEDDED)


def _engine(
    opened: OpenedFolder,
    living: LivingTables,
    joined: JoinedTables,
    server: MilvusServer | None,
) -> CandidateEngine:
    record = opened.manifest.engine
    if record is None or server is None:
        return EmbeddedEngine(joined.lexical, joined.vectors)
    return MilvusEngine(
        MilvusCollection(server, str(record["collection"])),
        filled_rows(opened.folder, record, living.columns),
        LocalTables(words=joined.words, terms=joined.terms, vectors=joined.vectors),
    )
