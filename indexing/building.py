"""How does a store of judgments become an index?"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment
from indexing import layout
from indexing.bigrams import BigramWriter
from indexing.charge_model import ChargeModelParameters
from indexing.element_indexing import index_elements, words_of_facts
from indexing.elements import ElementRow, elements_of
from indexing.encoders import Encoder, with_unit_length
from indexing.errors import NotEnoughJudgmentsError
from indexing.families import SeriesRow, find_families, series_of
from indexing.filters import columns_of
from indexing.layout import PassageTable, WordTable
from indexing.lexical import FIELDS, LexicalWriter
from indexing.numbering import Spread, WordNumbers, distinct
from indexing.pairs import training_text_of
from indexing.passages import PassageKind, PassageLength, cut_passages
from indexing.segmentation import Segmenter
from indexing.sentencing.cases import SentencedJudgment, sentenced
from indexing.sentencing.learning import learn_sentencing
from indexing.sentencing.model import SentencingParameters
from indexing.sentencing.storing import write_sentencing
from indexing.snapshot import FORMAT, SnapshotManifest, new_snapshot, publish
from indexing.spill import PassageSpill
from indexing.terms import TermWriter
from indexing.training import Progress, TrainingParameters, TrainingSample, train_encoder
from indexing.vectors import FaissVectors, check_vectors
from indexing.whole_texts import WholeTextWriter

_SPILL = "passages.tmp"
_ENCODE_BATCH = 2_048
_FACTS = PassageTable.place_of(PassageKind.FACTS)
_FIELD_OF_KIND = {
    PassageTable.place_of(PassageKind.FACTS): "facts",
    PassageTable.place_of(PassageKind.ISSUES): "reasoning",
    PassageTable.place_of(PassageKind.REASONING): "reasoning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildParameters:
    """How an index is built.

    Attributes:
        passages: How long passages are.
        training: How the encoder is trained, when none is given.
        charges: How the classifier of charges is trained.
        sentencing: How the expectation of sentences is learned.
        keep: How many snapshots stay on disk, the new one included.
    """

    passages: PassageLength = field(default_factory=PassageLength)
    training: TrainingParameters = field(default_factory=TrainingParameters)
    charges: ChargeModelParameters = field(default_factory=ChargeModelParameters)
    sentencing: SentencingParameters = field(default_factory=SentencingParameters)
    keep: int = 3


STANDARD_BUILD = BuildParameters()


def build_snapshot(
    judgments: Iterable[Judgment],
    root: Path,
    *,
    corpus_digest: str,
    parameters: BuildParameters = STANDARD_BUILD,
    encoder: Encoder | None = None,
    segmenter: Segmenter | None = None,
    progress: Progress | None = None,
    is_served: bool = True,
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
        progress: Called with the stage, the steps done and the steps in all (0 if unknown); from
            two threads, because two stages run at once.
        is_served: Whether it becomes the current one at once.

    Raises:
        NotEnoughJudgmentsError: There is no judgment, or none to train on.
        EncoderOutputError: The encoder gave vectors of a wrong form.

    Cost: linear in characters. 9,085 judgments of 68 million characters: see
    ``evaluation performance``.
    """
    report = progress or _silent
    words_of = segmenter or Segmenter()
    with new_snapshot(root) as folder, PassageSpill(folder / _SPILL) as spill:
        sample = TrainingSample(parameters.training) if encoder is None else None
        elements: list[ElementRow] = []
        series: list[SeriesRow] = []
        sentences: dict[int, SentencedJudgment] = {}
        whole = WholeTextWriter()
        for done, judgment in enumerate(judgments, start=1):
            if spill.add(judgment, cut_passages(judgment, length=parameters.passages)):
                _sample(sample, judgment)
                passed = sentenced(judgment)
                if passed is not None:
                    sentences[len(elements)] = passed
                elements.append(elements_of(judgment))
                series.append(series_of(judgment))
                whole.add(judgment)
            report("read", done, 0)
        if not spill.rows:
            raise NotEnoughJudgmentsError(found=0, needed=1, purpose="index")
        spill.finish()
        whole.write(folder, spill.order())
        # Words are Python's work and vectors that of native code: side by side both cores work.
        with ThreadPoolExecutor(max_workers=1) as side:
            words = side.submit(
                _index_words,
                spill,
                elements,
                folder,
                words_of,
                charges=parameters.charges,
                report=report,
            )
            if encoder is None:
                encoder = train_encoder(
                    [] if sample is None else sample.texts(),
                    folder / layout.ENCODER,
                    segmenter=words_of,
                    parameters=parameters.training,
                    corpus_digest=corpus_digest,
                    progress=report,
                )
            _index_vectors(spill, folder, encoder, report)
            families = _index_families(spill, series, folder)
            report("sentencing", 0, 1)
            _learn_sentencing(sentences, families, spill, folder, parameters.sentencing)
            n_words, passages = words.result()
        columns = columns_of(spill.rows)
        layout.write_columns(folder, columns)
        (folder / _SPILL).unlink()
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
                counts={
                    "judgments": columns.size,
                    "passages": len(passages.kinds),
                    "words": n_words,
                },
                files={},
            ),
            keep=parameters.keep,
            is_served=is_served,
        )


def _sample(sample: TrainingSample | None, judgment: Judgment) -> None:
    if sample is not None:
        sample.offer(judgment.id, lambda: training_text_of(judgment))


def _index_words(
    spill: PassageSpill,
    elements: Sequence[ElementRow],
    folder: Path,
    segmenter: Segmenter,
    *,
    charges: ChargeModelParameters,
    report: Progress,
) -> tuple[int, PassageTable]:
    """Write the lexical index, what passages consist of, and the legal elements."""
    places = WordNumbers()
    spread = Spread()
    word_counts = array("l")
    passage_words = array("i")
    order = spill.order()
    terms = {name: TermWriter() for name in FIELDS}
    with LexicalWriter(folder / layout.LEXICAL) as writer:
        for label, place in enumerate(order):
            fields: dict[str, list[str]] = {name: [] for name in FIELDS}
            numbers: list[NDArray[np.int32]] = []
            texts = dict(zip(spill.passages_of(place), spill.texts_of(place), strict=True))
            for passage, text in texts.items():
                words = segmenter.words(text)
                field_name = _FIELD_OF_KIND.get(spill.kind_of(passage))
                if field_name is not None:
                    fields[field_name].extend(words)
                numbers.append(distinct(places.of(words)))
                passage_words.frombytes(numbers[-1].tobytes())
                word_counts.append(len(numbers[-1]))
            if numbers:
                spread.add(distinct(np.concatenate(numbers)))
            writer.add(label, fields)
            for name, field_words in fields.items():
                terms[name].add(places.of(field_words))
            report("words", label + 1, len(order))
    table = spill.table(word_counts)
    layout.write_passages(folder, table)
    for name, counted in terms.items():
        layout.write_terms(folder, name, counted.table(len(places)))
    found = WordTable(places=places, spread=spread.counts(len(places)))
    layout.write_words(folder, found)
    numbers_of_passages = np.asarray(passage_words, dtype=np.int32)
    np.save(folder / layout.PASSAGE_WORDS, numbers_of_passages)
    report("elements", 0, 1)
    index_elements(
        folder,
        [elements[place] for place in order],
        words_of_facts(table, numbers_of_passages, limit_passages=charges.limit_passages),
        words=found,
        parameters=charges,
    )
    return len(places), table


def _index_families(
    spill: PassageSpill, series: Sequence[SeriesRow], folder: Path
) -> NDArray[np.int32]:
    """Write the pairs of characters of the facts, and which judgments tell the same once more."""
    order = spill.order()
    bigrams = BigramWriter()
    for place in order:
        texts = zip(spill.passages_of(place), spill.texts_of(place), strict=True)
        bigrams.add("\n".join(text for passage, text in texts if spill.kind_of(passage) == _FACTS))
    pairs = bigrams.table()
    layout.write_bigrams(folder, pairs)
    families = find_families([series[place] for place in order], pairs)
    layout.write_families(folder, families)
    return families


def _learn_sentencing(
    sentences: Mapping[int, SentencedJudgment],
    families: NDArray[np.int32],
    spill: PassageSpill,
    folder: Path,
    parameters: SentencingParameters,
) -> None:
    """Learn what sentences to expect; judgments of one family are held out together."""
    order = spill.order()
    labels = [label for label, place in enumerate(order) if place in sentences]
    model = learn_sentencing(
        [sentences[order[label]] for label in labels],
        families=[spill.rows[order[families[label]]].judgment_id for label in labels],
        parameters=parameters,
    )
    if model is not None:
        write_sentencing(folder, model)


def _index_vectors(spill: PassageSpill, folder: Path, encoder: Encoder, report: Progress) -> None:
    """Write a vector per passage, and per judgment the mean of its facts."""
    order = spill.order()
    n_passages = sum(len(spill.passages_of(place)) for place in order)
    stored = np.lib.format.open_memmap(
        folder / layout.PASSAGE_VECTORS,
        mode="w+",
        dtype=np.float16,
        shape=(n_passages, encoder.dimension),
    )
    judgments = np.zeros((len(order), encoder.dimension), dtype=np.float32)
    first_label = first_passage = 0
    for batch in _batches(spill, order):
        texts = [text for place in batch for text in spill.texts_of(place)]
        rows = check_vectors(encoder.encode_documents(texts))
        stored[first_passage : first_passage + len(rows)] = rows
        first_passage += len(rows)
        offset = 0
        for label, place in enumerate(batch, start=first_label):
            kinds = [spill.kind_of(passage) for passage in spill.passages_of(place)]
            judgments[label] = _mean_of_facts(rows[offset : offset + len(kinds)], kinds)
            offset += len(kinds)
        first_label += len(batch)
        report("vectors", first_passage, n_passages)
    stored.flush()
    FaissVectors.of(with_unit_length(judgments)).save(folder / layout.VECTORS)


def _batches(spill: PassageSpill, order: list[int]) -> Iterator[list[int]]:
    """Cut the judgments into runs of about equally many passages."""
    batch: list[int] = []
    n_passages = 0
    for place in order:
        batch.append(place)
        n_passages += len(spill.passages_of(place))
        if n_passages >= _ENCODE_BATCH:
            yield batch
            batch, n_passages = [], 0
    if n_passages:
        yield batch


def _mean_of_facts(rows: NDArray[np.float32], kinds: list[int]) -> NDArray[np.float32]:
    """Return the mean over passages of facts, or over all where there are none."""
    facts = rows[np.asarray(kinds, dtype=np.int8) == _FACTS]
    picked = facts if len(facts) else rows
    mean: NDArray[np.float32] = (
        picked.mean(axis=0) if len(picked) else np.zeros(rows.shape[1], dtype=np.float32)
    )
    return mean


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""
