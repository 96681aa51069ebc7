"""What is one segment of an index, and how do several become one?

A full index is one segment. An increment adds one with what came; rows of earlier segments that
have changed or left stay where they are and are dead. Joined, the segments look like one index
whose labels are the living judgments in order of id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.channels.joined_lexical import JoinedLexical, SegmentPart
from indexing.channels.lexical import FIELDS, LexicalIndex, TantivyLexical
from indexing.channels.vectors import FaissVectors, JoinedVectors, VectorIndex
from indexing.columns import layout
from indexing.columns.bigrams import BigramTable
from indexing.columns.character_pairs import JoinedPairs, PairTable
from indexing.columns.citing import CitationTable
from indexing.columns.layout import WordTable
from indexing.columns.naming import JoinedNames, NameTable
from indexing.columns.passage_tables import JoinedPassages, Passages, PassageTable
from indexing.columns.terms import TermTable
from indexing.columns.whole_texts import WholeTexts, read_names, read_pairs
from indexing.packing.arrays import JoinedRows
from indexing.packing.packed_runs import JoinedRuns, PackedRuns, Runs
from indexing.packing.scaled_rows import ScaledRows
from indexing.snapshots.living import SpreadTable

INCREMENTS: Final = "increments"
_NO_SPREAD: Final = np.empty(0, dtype=np.int32)

FileKey = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment, by row.

    Attributes:
        key: Tells it from others as long as it is open, whatever folder it is linked into.
        folder: Where it was opened.
        words: The words that it brought, in order of their numbers.
        lexical: Its engine of words.
        vectors: One vector per judgment.
        passages: Where its passages stand.
        passage_vectors: One vector per passage, a byte for each number.
        passage_words: The words of each passage, ascending inside it.
        bigrams: Pairs of characters of the facts; how widespread they are stands elsewhere.
        terms: The counted words of each part, by name of the part.
        pairs: Pairs of characters of the whole texts.
        names: How its papers are known.
    """

    key: FileKey
    folder: Path
    words: tuple[str, ...]
    lexical: TantivyLexical
    vectors: FaissVectors
    passages: PassageTable
    passage_vectors: ScaledRows
    passage_words: PackedRuns
    bigrams: BigramTable
    terms: Mapping[str, TermTable]
    pairs: PairTable
    names: NameTable

    @property
    def size(self) -> int:
        """Return how many rows it has."""
        return len(self.passages.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedTables:
    """All segments as one, by label; the attributes are those of a snapshot."""

    words: WordTable
    lexical: LexicalIndex
    vectors: VectorIndex
    passages: Passages
    passage_vectors: ScaledRows
    passage_words: Runs
    bigrams: BigramTable
    terms: Mapping[str, TermTable]
    whole: WholeTexts


def open_segment(folder: Path, known: Sequence[Segment] = ()) -> Segment:
    """Open one segment, or return it where it is open already.

    Args:
        folder: Where it lies.
        known: Segments that are open; those linked into several folders are the same files.

    Raises:
        DamagedSnapshotError: A file of it cannot be read.
    """
    key = _key_of(folder)
    for segment in known:
        if key is not None and segment.key == key:
            return segment
    passage_words = layout.read_passage_words(folder)
    passages = layout.read_passages(folder, passage_words)
    return Segment(
        key=key or (0, 0),
        folder=folder,
        words=layout.read_words(folder),
        lexical=TantivyLexical(folder / layout.LEXICAL),
        vectors=FaissVectors.load(folder / layout.VECTORS),
        passages=passages,
        passage_vectors=layout.read_vectors(folder),
        passage_words=passage_words,
        bigrams=layout.read_bigrams(folder, _NO_SPREAD),
        terms={name: layout.read_terms(folder, name) for name in FIELDS},
        pairs=read_pairs(folder, size=len(passages.starts)),
        names=read_names(folder, size=len(passages.starts)),
    )


def segment_folders(folder: Path) -> tuple[Path, ...]:
    """Return where the segments of a snapshot lie, in order; the first is the snapshot itself."""
    increments = folder / INCREMENTS
    found = sorted(path for path in increments.iterdir()) if increments.is_dir() else []
    return (folder, *found)


def labels_of_rows(rows: NDArray[np.int64], sizes: Sequence[int]) -> tuple[NDArray[np.int64], ...]:
    """Return for each segment the label of each of its rows, -1 for a dead one.

    Args:
        rows: By label its row, all segments one behind the other.
        sizes: Rows of each segment.

    Example:
        >>> [each.tolist() for each in labels_of_rows(np.array([3, 0]), (2, 2))]
        [[1, -1], [-1, 0]]
    """
    labels = np.full(sum(sizes), -1, dtype=np.int64)
    labels[rows] = np.arange(len(rows))
    return tuple(np.split(labels, np.cumsum(sizes)[:-1]))


def join(
    segments: Sequence[Segment],
    rows: NDArray[np.int64] | None,
    *,
    spread: SpreadTable,
    citations: CitationTable,
    places: dict[str, int] | None = None,
) -> JoinedTables:
    """Return segments as one index.

    Args:
        segments: In order of the numbers of their words.
        rows: By label its row; None where there is one segment and its rows are the labels.
        spread: How widespread everything is among what lives.
        citations: By label.
        places: The number of each word, where that is known.

    Cost: next to nothing for one segment; else some array passes over judgments and passages.
    """
    numbers = _numbers_of_words(segments) if places is None else places
    words = WordTable(places=numbers, spread=spread.words)
    if rows is None:
        return _alone(segments[0], words, spread, citations)
    sizes = [segment.size for segment in segments]
    labels = labels_of_rows(rows, sizes)
    terms = {name: _joined_terms(segments, rows, name, spread.fields[name]) for name in FIELDS}
    return JoinedTables(
        words=words,
        lexical=JoinedLexical(
            [
                SegmentPart(index=segment.lexical, terms=segment.terms, labels=own)
                for segment, own in zip(segments, labels, strict=True)
            ],
            words=words,
            terms=terms,
        ),
        vectors=JoinedVectors(
            [segment.vectors for segment in segments], labels=labels, size=len(rows)
        ),
        passages=_joined_passages(segments, rows),
        passage_vectors=_joined_vectors(segments),
        passage_words=JoinedRuns([segment.passage_words for segment in segments]),
        bigrams=_joined_bigrams(segments, rows, spread.bigrams),
        terms=terms,
        whole=WholeTexts(
            pairs=JoinedPairs(
                [segment.pairs for segment in segments], labels=labels, size=len(rows)
            ),
            citations=citations,
            names=JoinedNames([segment.names for segment in segments], labels=labels, rows=rows),
        ),
    )


def _alone(
    segment: Segment, words: WordTable, spread: SpreadTable, citations: CitationTable
) -> JoinedTables:
    part = SegmentPart(index=segment.lexical, terms=segment.terms)
    return JoinedTables(
        words=words,
        lexical=JoinedLexical([part], words=words, terms=segment.terms),
        vectors=segment.vectors,
        passages=segment.passages,
        passage_vectors=segment.passage_vectors,
        passage_words=segment.passage_words,
        bigrams=BigramTable(
            starts=segment.bigrams.starts,
            stops=segment.bigrams.stops,
            codes=segment.bigrams.codes,
            spread=spread.bigrams,
        ),
        terms=segment.terms,
        whole=WholeTexts(pairs=segment.pairs, citations=citations, names=segment.names),
    )


def _numbers_of_words(segments: Sequence[Segment]) -> dict[str, int]:
    words = (word for segment in segments for word in segment.words)
    return {word: place for place, word in enumerate(words)}


def _joined_passages(segments: Sequence[Segment], rows: NDArray[np.int64]) -> JoinedPassages:
    tables = [segment.passages for segment in segments]
    starts, stops = _runs(
        [(table.starts, table.stops) for table in tables],
        [len(table.kinds) for table in tables],
        rows,
    )
    return JoinedPassages(tables, starts=starts, stops=stops)


def _joined_vectors(segments: Sequence[Segment]) -> ScaledRows:
    rows = [segment.passage_vectors for segment in segments]
    return ScaledRows(
        values=JoinedRows([np.asarray(each.values) for each in rows]),
        scales=JoinedRows([np.asarray(each.scales) for each in rows]),
    )


def _joined_bigrams(
    segments: Sequence[Segment], rows: NDArray[np.int64], spread: NDArray[np.int32]
) -> BigramTable:
    tables = [segment.bigrams for segment in segments]
    codes = [table.codes for table in tables]
    starts, stops = _runs(
        [(table.starts, table.stops) for table in tables], [len(each) for each in codes], rows
    )
    return BigramTable(starts=starts, stops=stops, codes=JoinedRuns(codes), spread=spread)


def _joined_terms(
    segments: Sequence[Segment],
    rows: NDArray[np.int64],
    name: str,
    spread: NDArray[np.int32],
) -> TermTable:
    tables = [segment.terms[name] for segment in segments]
    words = [table.words for table in tables]
    starts, stops = _runs(
        [(table.starts, table.stops) for table in tables], [len(each) for each in words], rows
    )
    return TermTable(
        starts=starts,
        stops=stops,
        words=JoinedRuns(words),
        counts=JoinedRows([table.counts[:] for table in tables]),
        lengths=np.concatenate([table.lengths for table in tables])[rows],
        spread=spread,
    )


def _runs(
    tables: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
    sizes: Sequence[int],
    rows: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return by label where its run starts and stops, all segments one behind the other."""
    begins = np.cumsum([0, *sizes])[:-1]
    starts = np.concatenate([each + at for (each, _), at in zip(tables, begins, strict=True)])
    stops = np.concatenate([each + at for (_, each), at in zip(tables, begins, strict=True)])
    return starts[rows], stops[rows]


def _key_of(folder: Path) -> FileKey | None:
    try:
        found = (folder / layout.PASSAGE_VECTORS).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
