"""How do judgments become one segment of an index?"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from indexing.assembly.arrivals import Arrivals
from indexing.assembly.hands import OWN_HANDS, Hands
from indexing.assembly.spill import PassageSpill
from indexing.assembly.table_files import BigramsFile, WordFiles
from indexing.channels.lexical import LexicalWriter
from indexing.channels.vectors import EXACT_ROWS, FaissVectors
from indexing.columns import layout
from indexing.columns.bigrams import BigramTable
from indexing.columns.citing import CitationTable
from indexing.columns.elements import ElementTable, ElementWriter, elements_of
from indexing.columns.families import KinTable, SeriesWriter, kin_of, series_of
from indexing.columns.filters import ColumnWriter, FilterColumns, row_of
from indexing.columns.passage_tables import PassageTable
from indexing.columns.whole_texts import WholeTextWriter
from indexing.learning.encoders import Encoder
from indexing.learning.training import Progress
from indexing.packing.array_files import ArrayFile
from indexing.packing.packed_runs import PackedRuns
from indexing.passages import PassageKind, PassageLength, PassageTexts, cut_passages
from indexing.sentencing.cases import SentencedJudgment
from indexing.sentencing.waiting import WaitingSentences
from indexing.words.numbering import WordNumbers
from indexing.words.segmentation import Segmenter

WAITING: Final = "waiting.tmp"
"""Where judgments wait while a segment is written; it goes before the snapshot is published."""

_BATCH_PASSAGES: Final = 2_048
_CUT_PASSAGES: Final = 512
_TOLD_AT_ONCE: Final = 32


class Gathered:
    """What is known of judgments before they are a segment.

    Whatever is as long as a text waits in files; memory holds numbers, and each name once.

    Attributes:
        spill: Their passages.
        whole: Whole texts.
        sentences: The sentences that they pass, as far as they are kept.
        order: The places of the judgments as they came, in ascending order of id; known when
            :meth:`finish` was called.
        came_in_order: Whether each came behind all with smaller ids, so far.
    """

    def __init__(self, waiting: "_WaitingFiles") -> None:
        self.spill = PassageSpill(waiting("passages"))
        self.whole = WholeTextWriter(waiting)
        self.sentences = WaitingSentences(waiting("sentences"))
        self.order: list[int] = []
        self._columns = ColumnWriter()
        self._elements = ElementWriter()
        self._series = SeriesWriter()
        self._seen: set[JudgmentId] = set()
        self._last: JudgmentId | None = None
        self._arrivals = Arrivals()
        self._n_told = 0
        self._is_finished = False
        self.came_in_order = True

    @property
    def size(self) -> int:
        """Return how many judgments there are."""
        return len(self._seen)

    def add(self, judgment: Judgment, *, length: PassageLength) -> bool:
        """Take a judgment; False when that judgment is here already."""
        if judgment.id in self._seen:
            return False
        self._seen.add(judgment.id)
        self._note_order(judgment.id)
        self.spill.add(judgment, cut_passages(judgment, length=length))
        self._columns.add(row_of(judgment))
        self._elements.add(elements_of(judgment))
        self._series.add(series_of(judgment))
        self.whole.add(judgment)
        if self.size - self._n_told >= _TOLD_AT_ONCE:
            self._tell()
        return True

    def keep_sentences(self, passed: SentencedJudgment) -> None:
        """Keep the sentences of the judgment that came last."""
        self.sentences.add(self.size - 1, passed)

    def finish(self) -> None:
        """Bring what was added to the files, before anything is read; nothing comes any more."""
        self.order = self._columns.order()
        self._is_finished = True
        self._tell()
        self._arrivals.end()

    @property
    def is_finished(self) -> bool:
        """Return whether nothing comes any more."""
        return self._is_finished

    def break_off(self) -> None:
        """Let whoever reads batches of what has not come yet stop."""
        self._arrivals.break_off()

    def columns(self) -> FilterColumns:
        """Return what filters ask about, in order of id."""
        return self._columns.columns()

    def elements(self, *, keeping: tuple[str, ...] = ()) -> ElementTable:
        """Return what they are about, in order of id; names to keep are there in any case."""
        return self._elements.table(self.order, keeping=keeping)

    def citations(self) -> CitationTable:
        """Return which provisions they cite, in order of id."""
        return self.whole.citations(self.order)

    def kin(self, pairs: BigramTable) -> KinTable:
        """Return what shows families, in order of id.

        Args:
            pairs: The pairs of characters of their facts, in order of id.
        """
        return kin_of(self._series.table(self.order), pairs)

    def batches(self, n_passages: int) -> Iterator[list[PassageTexts]]:
        """Give the passages of the judgments in order of id, about equally many at once.

        Begun before :meth:`finish`, in another thread than the one that adds, it waits for those
        that have not come.

        Raises:
            BrokenOffError: One that came since is not the last in order of id.
        """
        batch: list[PassageTexts] = []
        n_waiting = 0
        for place in self.order if self._is_finished else self._arrivals.places():
            batch.append(self.spill.texts_of(place))
            n_waiting += len(batch[-1].texts)
            if n_waiting >= n_passages:
                yield batch
                batch, n_waiting = [], 0
        if batch:
            yield batch

    def _note_order(self, judgment_id: JudgmentId) -> None:
        if self._last is not None and judgment_id < self._last:
            self.came_in_order = False
            self._arrivals.break_off()
        self._last = judgment_id

    def _tell(self) -> None:
        self.spill.flush()
        self._n_told = self.size
        self._arrivals.tell(self._n_told)


class _WaitingFiles:
    """Opens files in a folder, to write and to read, by name."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def __call__(self, name: str) -> BinaryIO:
        return self._stack.enter_context((self._folder / name).open("w+b"))


@contextmanager
def gathering(folder: Path) -> Iterator[Gathered]:
    """Have a place for judgments that become a segment; it goes at the end.

    Args:
        folder: The segment that is being written.
    """
    waiting = folder / WAITING
    waiting.mkdir()
    try:
        with ExitStack() as stack:
            yield Gathered(_WaitingFiles(waiting, stack))
    finally:
        shutil.rmtree(waiting)


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
    hands: Hands = OWN_HANDS,
) -> WordsWritten:
    """Write the index of words, and what passages consist of.

    Args:
        gathered: The judgments.
        folder: The segment that is being written.
        known: The words of the segments before, in order of their numbers.
        segmenter: Gives the words.
        report: Told of progress.
        hands: Cut them.
    """
    files = WordFiles(folder, known=known)
    n_known = len(files.places)
    with LexicalWriter(folder / layout.LEXICAL) as engine:
        for cut in hands.words(gathered.batches(_CUT_PASSAGES), segmenter):
            files.add(cut, engine)
            report("words", files.size, gathered.size if gathered.is_finished else 0)
    words, spread, fields = files.close()
    table = gathered.spill.table(gathered.order, words.starts)
    layout.write_passages(folder, table)
    layout.write_words(folder, list(files.places)[n_known:])
    return WordsWritten(
        places=files.places, spread=spread, fields=fields, passages=table, passage_words=words
    )


def write_kin(gathered: Gathered, folder: Path) -> tuple[KinTable, BigramTable]:
    """Write the pairs of characters of the facts; return them and what shows families."""
    bigrams = BigramsFile(folder)
    for paper in (paper for batch in gathered.batches(_CUT_PASSAGES) for paper in batch):
        passages = zip(paper.kinds, paper.texts, strict=True)
        bigrams.add("\n".join(text for kind, text in passages if kind is PassageKind.FACTS))
    pairs = bigrams.close()
    return gathered.kin(pairs), pairs


def write_vectors(
    gathered: Gathered,
    folder: Path,
    encoder: Encoder,
    report: Progress,
    *,
    exact_rows: int = EXACT_ROWS,
    hands: Hands = OWN_HANDS,
) -> FaissVectors:
    """Write a vector per passage, and per judgment the mean of its facts; return the latter.

    Args:
        gathered: The judgments.
        folder: The segment that is being written.
        encoder: Gives the vectors.
        report: Told of progress.
        exact_rows: Up to so many judgments every vector is compared with a query.
        hands: Encode.

    Raises:
        EncoderOutputError: The encoder gave vectors of a wrong form.
    """
    n_passages = sum(map(gathered.spill.count_of, gathered.order))
    means, row = folder / f"{layout.VECTORS}.tmp", (encoder.dimension,)
    with (
        ArrayFile(folder / layout.PASSAGE_VECTORS, np.int8, row=row) as values,
        ArrayFile(folder / layout.PASSAGE_SCALES, np.float32) as scales,
        ArrayFile(means, np.float32, row=row) as judgments,
    ):
        for encoded in hands.vectors(gathered.batches(_BATCH_PASSAGES), encoder):
            values.add(encoded.values)
            scales.add(encoded.scales)
            judgments.add(encoded.judgments)
            report("vectors", len(scales), n_passages)
    index = FaissVectors.of(np.load(means, mmap_mode="r"), exact_rows=exact_rows)
    index.save(folder / layout.VECTORS)
    means.unlink()
    return index
