"""How do the segments of an index become one again?

Rows that live are gathered into one segment; dead rows and words that no judgment has any more
stay behind. No text is cut or encoded again. What was learned from the whole corpus and stood
still while the index grew is learned anew: the classifier of charges and the expectation of
sentences.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from indexing.assembly.building import counts_of, fill_new, silent, write_expectation
from indexing.assembly.element_indexing import FactWords, index_elements
from indexing.assembly.merging import Numbering, Source, merge_segments
from indexing.channels.vectors import EXACT_ROWS
from indexing.columns import layout
from indexing.columns.layout import WordTable
from indexing.engines.filling import EngineFill
from indexing.learning.charge_model import ChargeModelParameters
from indexing.learning.encoders import Encoder
from indexing.learning.training import Progress
from indexing.sentencing.cases import sentenced
from indexing.sentencing.model import SentencingParameters
from indexing.sentencing.waiting import WaitingSentences
from indexing.snapshots import living
from indexing.snapshots.linking import link_tree
from indexing.snapshots.living import SpreadTable
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import SnapshotManifest, new_snapshot, publish
from indexing.words.segmentation import Segmenter

_GONE: Final = -1


def compact(
    root: Path,
    *,
    read: Callable[[Sequence[JudgmentId]], Iterable[Judgment]],
    name: str | None = None,
    encoder: Encoder | None = None,
    segmenter: Segmenter | None = None,
    progress: Progress | None = None,
    keep: int = 3,
    is_served: bool = True,
    engine: EngineFill | None = None,
) -> SnapshotManifest:
    """Make of an index with several segments one with a single one.

    Args:
        root: The folder of all snapshots.
        read: Gives judgments of the index, of which some may have left the store.
        name: The snapshot; None takes the current one.
        encoder: The encoder that built it; None takes the one inside.
        segmenter: The segmenter that built it; None makes the usual one.
        progress: Called with the stage, the steps done and the steps in all (0 if unknown).
        keep: How many snapshots stay on disk, as for :func:`indexing.snapshots.snapshot.publish`.
        is_served: Whether it becomes the current one at once.
        engine: Fills the Milvus where the snapshot is in one; another collection, because words
            get other numbers.

    Raises:
        SnapshotError: There is no usable index.
        EngineError: The Milvus is away, or refuses.

    Cost: that of copying the index and of learning classifier and expectation: 30 s for 9,000
        judgments on one core, most of it learning.
    """
    report = progress or silent
    before = IndexSnapshot.open(
        root,
        encoder=encoder,
        segmenter=segmenter,
        name=name,
        server=None if engine is None else engine.server,
    )
    with new_snapshot(root) as folder:
        encoder_files = [
            each for each in before.manifest.files if each.startswith(f"{layout.ENCODER}/")
        ]
        link_tree(before.folder, folder, names=encoder_files)
        report("merging", 0, 1)
        words, measured = _merge(before, folder)
        report("elements", 0, 1)
        _learn_elements(before, folder, words)
        report("sentencing", 0, 1)
        _learn_sentences(before, folder, read)
        size = before.columns.size
        manifest = replace(
            before.manifest,
            name="",
            base=None,
            learned_in=None,
            vectors=measured,
            engine=None if before.manifest.engine is None else fill_new(folder, engine),
            counts=counts_of(
                judgments=size,
                rows=size,
                passages=int((before.passages.stops - before.passages.starts).sum()),
                words=len(words.places),
                segments=1,
            ),
        )
        return publish(folder, manifest, keep=keep, is_served=is_served)


def _merge(before: IndexSnapshot, folder: Path) -> tuple[WordTable, dict[str, Any] | None]:
    """Write everything that is not learned.

    Returns:
        The words that are left, and what was measured of the vectors.
    """
    spread = living.read_spread(before.folder)
    is_used = spread.words > 0
    numbers = np.where(is_used, np.cumsum(is_used) - 1, _GONE).astype(np.int32)
    words = list(before.words.places)
    left = [word for word, used in zip(words, is_used.tolist(), strict=True) if used]
    vectors = merge_segments(
        _sources(before),
        folder,
        numbering=Numbering(words=words, moved=numbers, brought=left),
        exact_rows=int(before.manifest.parameters.get("exact_vectors", EXACT_ROWS)),
    )
    spread = SpreadTable(
        words=spread.words[is_used],
        bigrams=spread.bigrams,
        fields={name: each[is_used] for name, each in spread.fields.items()},
    )
    living.write_spread(folder, spread)
    living.write_columns(folder, before.columns)
    living.write_citations(folder, before.whole.citations)
    living.write_kin(folder, living.read_kin(before.folder), before.families)
    living.write_versions(folder, living.read_versions(before.folder))
    places = {word: place for place, word in enumerate(left)}
    return WordTable(places=places, spread=spread.words), vectors.measured_rows()


def _sources(before: IndexSnapshot) -> list[Source]:
    rows: NDArray[np.int64] = np.arange(before.columns.size) if before.rows is None else before.rows
    begins = np.cumsum([0, *(segment.size for segment in before.segments)])
    owners = np.searchsorted(begins, rows, side="right") - 1
    return [
        Source(
            segment=segment,
            rows=rows[owners == number] - begins[number],
            places=np.flatnonzero(owners == number),
        )
        for number, segment in enumerate(before.segments)
    ]


def _learn_elements(before: IndexSnapshot, folder: Path, words: WordTable) -> None:
    parameters = ChargeModelParameters(**before.manifest.parameters["charges"])
    table = before.elements
    unpredicted = replace(
        table,
        predicted=np.full_like(table.predicted, _GONE),
        probable=np.zeros_like(table.probable),
    )
    words_of_passages = layout.read_passage_words(folder)
    index_elements(
        folder,
        unpredicted.of(np.arange(before.columns.size)),
        FactWords(
            table=layout.read_passages(folder, words_of_passages),
            words=words_of_passages,
            limit_passages=parameters.limit_passages,
        ),
        words=words,
        parameters=parameters,
    )


def _learn_sentences(
    before: IndexSnapshot,
    folder: Path,
    read: Callable[[Sequence[JudgmentId]], Iterable[Judgment]],
) -> None:
    ids = before.columns.ids
    labels = {judgment_id: label for label, judgment_id in enumerate(ids)}
    with TemporaryFile(dir=folder) as file:
        sentences = WaitingSentences(file)
        for judgment in read(ids):
            found = sentenced(judgment)
            if found is not None:
                sentences.add(labels[judgment.id], found)
        write_expectation(
            folder,
            sentences,
            order=range(len(ids)),
            families=before.families,
            ids=ids,
            parameters=SentencingParameters(**before.manifest.parameters["sentencing"]),
        )
