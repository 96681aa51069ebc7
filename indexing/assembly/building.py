"""How does a store of judgments become an index?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from corpus.workforce import ALONE, Workforce
from indexing.assembly.element_indexing import FactWords, index_elements
from indexing.assembly.hands import Hands
from indexing.assembly.segment_building import (
    Gathered,
    WordsWritten,
    gathering,
    write_kin,
    write_vectors,
    write_words,
)
from indexing.assembly.words_aside import WordsAside
from indexing.channels.vectors import EXACT_ROWS
from indexing.columns import layout
from indexing.columns.families import find_families
from indexing.columns.layout import WordTable
from indexing.engines.filling import EngineFill
from indexing.engines.milvus import LocalTables
from indexing.errors import NotEnoughJudgmentsError
from indexing.learning.charge_model import ChargeModelParameters
from indexing.learning.encoders import Encoder
from indexing.learning.pairs import training_text_of
from indexing.learning.training import Progress, TrainingParameters, TrainingSample, train_encoder
from indexing.passages import PassageLength
from indexing.sentencing.cases import sentenced
from indexing.sentencing.learning import drawing_step, learn_sentencing
from indexing.sentencing.model import SentencingParameters
from indexing.sentencing.storing import copy_sentencing, write_sentencing
from indexing.sentencing.waiting import WaitingSentences
from indexing.snapshots import living
from indexing.snapshots.kept_models import KeptModels
from indexing.snapshots.living import SpreadTable
from indexing.snapshots.segments import join, open_segment
from indexing.snapshots.snapshot import FORMAT, SnapshotManifest, new_snapshot, publish
from indexing.words.segmentation import Segmenter


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildParameters:
    """How an index is built.

    Attributes:
        passages: How long passages are.
        training: How the encoder is trained, when none is given.
        charges: How the classifier of charges is trained.
        sentencing: How the expectation of sentences is learned.
        keep: How many snapshots stay on disk, the new one included.
        exact_vectors: Up to so many judgments every vector is compared with a query.
    """

    passages: PassageLength = field(default_factory=PassageLength)
    training: TrainingParameters = field(default_factory=TrainingParameters)
    charges: ChargeModelParameters = field(default_factory=ChargeModelParameters)
    sentencing: SentencingParameters = field(default_factory=SentencingParameters)
    keep: int = 3
    exact_vectors: int = EXACT_ROWS


STANDARD_BUILD = BuildParameters()


def build_snapshot(
    judgments: Iterable[Judgment],
    root: Path,
    *,
    corpus_digest: str,
    parameters: BuildParameters = STANDARD_BUILD,
    encoder: Encoder | None = None,
    segmenter: Segmenter | None = None,
    versions: Mapping[JudgmentId, int] | None = None,
    progress: Progress | None = None,
    is_served: bool = True,
    engine: EngineFill | None = None,
    kept: KeptModels | None = None,
    workforce: Workforce = ALONE,
) -> SnapshotManifest:
    """Index judgments and make the index the current one.

    The index that was current stays in use until the new one is complete on disk. The order of
    the judgments does not matter; one that comes twice is indexed once.

    Args:
        judgments: All judgments that can be found.
        root: The folder of all snapshots.
        corpus_digest: Digest of the store they come from, kept in the manifest.
        parameters: How to build.
        encoder: Gives the vectors; None trains one on the judgments and keeps it inside.
        segmenter: Gives the words; None makes the usual one.
        versions: Of each judgment a number that changes with it, by which increments tell what
            has changed; None where nobody will ask.
        progress: Called with the stage, the steps done and the steps in all (0 if unknown); from
            two threads, because two stages run at once.
        is_served: Whether it becomes the current one at once.
        engine: Fills a Milvus that finds the candidates; None leaves them to the files.
        kept: What an older index learned, in place of learning it from these judgments; of what
            it has not, learning is done.
        workforce: Who cuts words, while judgments are read if these are many and come in
            ascending order of id, and who encodes; the index is the same whoever does.

    Raises:
        SchedulerError: The cluster that was to work cannot.
        WorkerLostError: A worker died, or the way to the workers broke.
        NotEnoughJudgmentsError: There is no judgment, or none to train on.
        EngineError: The Milvus is away, or refuses.
        EncoderOutputError: The encoder gave vectors of a wrong form.

    Cost: linear in characters. 9,085 judgments of 68 million characters: see
    ``evaluation performance``.
    """
    report = progress or silent
    words_of = segmenter or Segmenter()
    with new_snapshot(root) as folder:
        is_taught = kept is None or kept.sentencing is None
        if kept is not None and kept.sentencing is not None:
            # At once: an old snapshot may be removed while this one is built.
            copy_sentencing(kept.sentencing, folder)
        learning = _ChargeLearning(parameters=parameters.charges, kept=kept)
        with (
            gathering(folder) as gathered,
            WordsAside(
                gathered,
                folder,
                partial(
                    _words_and_elements,
                    gathered,
                    folder,
                    learning,
                    segmenter=words_of,
                    report=report,
                ),
                workforce=workforce,
            ) as words,
        ):
            sample = TrainingSample(parameters.training) if encoder is None else None
            for done, judgment in enumerate(judgments, start=1):
                if gathered.add(judgment, length=parameters.passages):
                    _sample(sample, judgment)
                    passed = sentenced(judgment) if is_taught else None
                    if passed is not None:
                        gathered.keep_sentences(passed)
                    words.follow()
                report("read", done, 0)
            if not gathered.size:
                raise NotEnoughJudgmentsError(found=0, needed=1, purpose="index")
            gathered.finish()
            hands = words.begin()
            gathered.whole.write(folder, gathered.order)
            kin, pairs = write_kin(gathered, folder)
            families = find_families(kin, pairs)
            living.write_kin(folder, kin, families)
            columns = gathered.columns()
            if is_taught:
                report("sentencing", 0, 1)
                write_expectation(
                    folder,
                    gathered.sentences,
                    order=gathered.order,
                    families=families,
                    ids=columns.ids,
                    parameters=parameters.sentencing,
                )
            # Behind all that is Python's work beside that of words: it takes every core that is
            # left, and nobody waits for it any more.
            if encoder is None:
                encoder = train_encoder(
                    [] if sample is None else sample.texts(),
                    folder / layout.ENCODER,
                    segmenter=words_of,
                    parameters=parameters.training,
                    corpus_digest=corpus_digest,
                    progress=report,
                )
            measured = write_vectors(
                gathered,
                folder,
                encoder,
                report,
                exact_rows=parameters.exact_vectors,
                hands=hands,
            ).measured_rows()
            written = words.result()
            living.write_columns(folder, columns)
            living.write_citations(folder, gathered.citations())
            living.write_versions(folder, versions_of(columns.ids, versions or {}))
            living.write_spread(
                folder,
                SpreadTable(words=written.spread, bigrams=pairs.spread, fields=written.fields),
            )
        report("engine", 0, 1)
        return publish(
            folder,
            SnapshotManifest(
                format=FORMAT,
                name="",
                corpus_digest=corpus_digest,
                segmenter=words_of.fingerprint,
                encoder=encoder.fingerprint,
                is_encoder_inside=sample is not None,
                dimension=encoder.dimension,
                parameters=asdict(parameters),
                counts=counts_of(
                    judgments=columns.size,
                    rows=columns.size,
                    passages=len(written.passages.kinds),
                    words=len(written.places),
                    segments=1,
                ),
                files={},
                vectors=measured,
                engine=fill_new(folder, engine),
                learned_in=None if kept is None or kept.is_empty else kept.learned_in,
            ),
            keep=parameters.keep,
            is_served=is_served,
        )


def fill_new(folder: Path, engine: EngineFill | None) -> dict[str, Any] | None:
    """Fill a Milvus with a snapshot that is one segment and is written but for this.

    Returns:
        What the manifest keeps of it; None where no Milvus is filled.

    Raises:
        EngineError: It is away, or refuses.
    """
    if engine is None:
        return None
    living_tables, segment = living.read_living(folder), open_segment(folder)
    joined = join((segment,), None, spread=living_tables.spread, citations=living_tables.citations)
    tables = LocalTables(words=joined.words, terms=joined.terms, vectors=joined.vectors)
    return engine.fill(folder, living_tables.columns, tables)


def counts_of(
    *, judgments: int, rows: int, passages: int, words: int, segments: int, grown: int = 0
) -> dict[str, int]:
    """Return what a manifest counts.

    Args:
        judgments: Judgments that live.
        rows: Rows of all segments, those of judgments that have changed or left among them.
        passages: Passages of all rows.
        words: Words that have a number.
        segments: Segments.
        grown: Rows of all segments but the first, which is the full index.
    """
    return {
        "judgments": judgments,
        "passages": passages,
        "words": words,
        "segments": segments,
        "dead": rows - judgments,
        "grown": grown,
    }


def versions_of(
    ids: Iterable[JudgmentId], versions: Mapping[JudgmentId, int]
) -> NDArray[np.uint64]:
    """Return the versions of judgments in their order; 0 where nobody told."""
    return np.asarray([versions.get(each, 0) for each in ids], dtype=np.uint64)


def write_expectation(
    folder: Path,
    sentences: WaitingSentences,
    *,
    order: Sequence[int],
    families: NDArray[np.int32],
    ids: tuple[JudgmentId, ...],
    parameters: SentencingParameters,
) -> None:
    """Learn what sentences to expect; judgments of one family are held out together.

    Args:
        folder: The snapshot that is being written.
        sentences: By place.
        order: The places of all judgments, in order of label.
        families: By label.
        ids: By label.
        parameters: How to learn.
    """
    label_of = np.empty(len(order), dtype=np.int64)
    label_of[order] = np.arange(len(order))
    labels = label_of[list(sentences.places())]
    step = drawing_step(sentences.n_sentences, parameters)
    drawn = np.argsort(labels)[::step]
    model = learn_sentencing(
        sentences.read(drawn.tolist()),
        families=[ids[families[label]] for label in labels[drawn].tolist()],
        parameters=parameters,
        is_drawn=True,
    )
    if model is not None:
        write_sentencing(folder, model)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ChargeLearning:
    """Where the classifier of charges comes from: an older index, or from learning like this."""

    parameters: ChargeModelParameters
    kept: KeptModels | None


def _sample(sample: TrainingSample | None, judgment: Judgment) -> None:
    if sample is not None:
        sample.offer(judgment.id, lambda: training_text_of(judgment))


def _words_and_elements(
    gathered: Gathered,
    folder: Path,
    learning: _ChargeLearning,
    hands: Hands,
    *,
    segmenter: Segmenter,
    report: Progress,
) -> WordsWritten:
    """Write the words, and the legal elements with the classifier that tells charges."""
    written = write_words(gathered, folder, segmenter=segmenter, report=report, hands=hands)
    report("elements", 0, 1)
    model = None if learning.kept is None else learning.kept.charges_for(written.places)
    index_elements(
        folder,
        gathered.elements(keeping=() if model is None else model.names),
        FactWords(
            table=written.passages,
            words=written.passage_words,
            limit_passages=learning.parameters.limit_passages,
        ),
        words=WordTable(places=written.places, spread=written.spread),
        parameters=learning.parameters,
        kept=model,
    )
    return written


def silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""
