"""How do judgments become one segment of an index?"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment
from indexing import layout
from indexing.bigrams import BigramTable, BigramWriter
from indexing.citing import CitationTable, citation_table
from indexing.elements import ElementRow, elements_of
from indexing.encoders import Encoder, with_unit_length
from indexing.families import KinTable, SeriesRow, kin_of, series_of
from indexing.filters import FilterColumns, columns_of
from indexing.layout import PassageTable
from indexing.lexical import FIELDS, LexicalWriter
from indexing.numbering import Spread, WordNumbers, distinct
from indexing.packed_runs import PackedRuns
from indexing.passages import PassageKind, PassageLength, cut_passages
from indexing.scaled_rows import scaled
from indexing.segmentation import Segmenter
from indexing.spill import PassageSpill
from indexing.terms import MOST_COUNTED, TermWriter
from indexing.training import Progress
from indexing.vectors import EXACT_ROWS, FaissVectors, check_vectors
from indexing.whole_texts import WholeTextWriter

_ENCODE_BATCH = 2_048
_FACTS = PassageTable.place_of(PassageKind.FACTS)
_FIELD_OF_KIND = {
    PassageTable.place_of(PassageKind.FACTS): "facts",
    PassageTable.place_of(PassageKind.ISSUES): "reasoning",
    PassageTable.place_of(PassageKind.REASONING): "reasoning",
}


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What is known of judgments before they are a segment, in the order in which they came.

    Attributes:
        spill: Their passages, and what filters ask about.
        elements: What each is about in law.
        series: What shows that it is one of a series.
        whole: Whole texts.
    """

    spill: PassageSpill
    elements: list[ElementRow] = field(default_factory=list)
    series: list[SeriesRow] = field(default_factory=list)
    whole: WholeTextWriter = field(default_factory=WholeTextWriter)

    def add(self, judgment: Judgment, *, length: PassageLength) -> bool:
        """Take a judgment; False when that judgment is here already."""
        if not self.spill.add(judgment, cut_passages(judgment, length=length)):
            return False
        self.elements.append(elements_of(judgment))
        self.series.append(series_of(judgment))
        self.whole.add(judgment)
        return True

    def columns(self) -> FilterColumns:
        """Return what filters ask about, in order of id."""
        return columns_of(self.spill.rows)

    def citations(self) -> CitationTable:
        """Return which provisions they cite, in order of id."""
        return citation_table(self.whole.citations(self.spill.order()))

    def in_order(self) -> list[ElementRow]:
        """Return what they are about, in order of id."""
        return [self.elements[place] for place in self.spill.order()]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsWritten:
    """What came of the words of a segment.

    Attributes:
        places: The numbers of all words, those of earlier segments included.
        spread: In how many of its judgments each word stands, in any passage.
        fields: The same for each field of the engine of words.
        passages: Where its passages stand.
        passage_words: The words of each, as written.
    """

    places: WordNumbers
    spread: NDArray[np.int32]
    fields: dict[str, NDArray[np.int32]]
    passages: PassageTable
    passage_words: PackedRuns


def write_words(
    gathered: Gathered,
    folder: Path,
    *,
    known: Iterable[str] = (),
    segmenter: Segmenter,
    report: Progress,
) -> WordsWritten:
    """Write the index of words, and what passages consist of.

    Args:
        gathered: The judgments.
        folder: The segment that is being written.
        known: The words of the segments before, in order of their numbers.
        segmenter: Gives the words.
        report: Told of progress.
    """
    spill = gathered.spill
    places = WordNumbers({word: place for place, word in enumerate(known)})
    n_known = len(places)
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
            for name, field_words in fields.items():
                if not terms[name].add(places.of(field_words)):
                    fields[name] = list(_counted(field_words))
            writer.add(label, fields)
            report("words", label + 1, len(order))
    table = spill.table(word_counts)
    layout.write_passages(folder, table)
    spreads = {}
    for name, counted in terms.items():
        written = counted.table(len(places))
        layout.write_terms(folder, name, written)
        spreads[name] = written.spread
    layout.write_words(folder, list(places)[n_known:])
    found = PackedRuns.of(np.asarray(passage_words, dtype=np.int32), table.word_starts)
    layout.write_passage_words(folder, found)
    return WordsWritten(
        places=places,
        spread=spread.counts(len(places)),
        fields=spreads,
        passages=table,
        passage_words=found,
    )


def _counted(words: Sequence[str]) -> Iterator[str]:
    """Give words as often as they are counted, so that the engine counts no more."""
    seen: Counter[str] = Counter()
    for word in words:
        seen[word] += 1
        if seen[word] <= MOST_COUNTED:
            yield word


def write_kin(gathered: Gathered, folder: Path) -> tuple[KinTable, BigramTable]:
    """Write the pairs of characters of the facts; return them and what shows families."""
    spill, order = gathered.spill, gathered.spill.order()
    bigrams = BigramWriter()
    for place in order:
        texts = zip(spill.passages_of(place), spill.texts_of(place), strict=True)
        bigrams.add("\n".join(text for passage, text in texts if spill.kind_of(passage) == _FACTS))
    pairs = bigrams.table()
    layout.write_bigrams(folder, pairs)
    return kin_of([gathered.series[place] for place in order], pairs), pairs


def write_vectors(
    spill: PassageSpill,
    folder: Path,
    encoder: Encoder,
    report: Progress,
    *,
    exact_rows: int = EXACT_ROWS,
) -> FaissVectors:
    """Write a vector per passage, and per judgment the mean of its facts; return the latter.

    Raises:
        EncoderOutputError: The encoder gave vectors of a wrong form.
    """
    order = spill.order()
    n_passages = sum(len(spill.passages_of(place)) for place in order)
    stored = np.lib.format.open_memmap(
        folder / layout.PASSAGE_VECTORS,
        mode="w+",
        dtype=np.int8,
        shape=(n_passages, encoder.dimension),
    )
    scales = np.zeros(n_passages, dtype=np.float32)
    judgments = np.zeros((len(order), encoder.dimension), dtype=np.float32)
    first_label = first_passage = 0
    for batch in _batches(spill, order):
        texts = [text for place in batch for text in spill.texts_of(place)]
        rows = check_vectors(encoder.encode_documents(texts))
        rounded = scaled(rows)
        stored[first_passage : first_passage + len(rows)] = rounded.values[:]
        scales[first_passage : first_passage + len(rows)] = rounded.scales[:]
        first_passage += len(rows)
        offset = 0
        for label, place in enumerate(batch, start=first_label):
            kinds = [spill.kind_of(passage) for passage in spill.passages_of(place)]
            judgments[label] = _mean_of_facts(rows[offset : offset + len(kinds)], kinds)
            offset += len(kinds)
        first_label += len(batch)
        report("vectors", first_passage, n_passages)
    stored.flush()
    np.save(folder / layout.PASSAGE_SCALES, scales)
    index = FaissVectors.of(with_unit_length(judgments), exact_rows=exact_rows)
    index.save(folder / layout.VECTORS)
    return index


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
