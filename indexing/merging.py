"""How do rows of several segments become one segment, without their texts?

Everything that an index compares was cut, counted and encoded once; rows are gathered from it array
by array, in blocks, so that memory holds a few thousand judgments only. The engine of words takes
its texts from the counts: it knows no order of words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexing import layout
from indexing.arrays import offsets_of
from indexing.bigrams import BigramTable
from indexing.character_pairs import BLOCKS, BUCKETS, PairTable, is_telling, packed_entries
from indexing.layout import PassageTable
from indexing.lexical import FIELDS, LexicalWriter
from indexing.packed_runs import PackedRuns
from indexing.segments import Segment
from indexing.terms import TermTable
from indexing.vectors import EXACT_ROWS, FaissVectors
from indexing.whole_texts import write_names, write_pairs

_BLOCK: Final = 2_048
_GONE: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Rows of one segment that are wanted.

    Attributes:
        segment: The segment.
        rows: The rows, ascending.
        places: Where each of them stands among the rows that are written, ascending.
    """

    segment: Segment
    rows: NDArray[np.int64]
    places: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Which words the written segment has.

    Attributes:
        words: Every word by its number so far.
        moved: By number so far the new number, -1 for words that go; None where none moves. The
            order of the numbers stays.
        brought: The words that the segment brings, in order of their numbers.
    """

    words: Sequence[str]
    moved: NDArray[np.int32] | None
    brought: Sequence[str]


def merge_segments(
    sources: Sequence[Source], folder: Path, *, numbering: Numbering, exact_rows: int = EXACT_ROWS
) -> FaissVectors:
    """Write rows of segments as one segment; return its vectors.

    Args:
        sources: The segments with their rows.
        folder: Where to; it is there.
        numbering: Which words it has.
        exact_rows: Up to so many rows every vector is compared with a query.

    Cost: as much as copying the rows, and filling the engine of words: 3 s for 9,000 judgments.
    """
    order = _Order(sources)
    passages = _merge_passages(order, folder, numbering)
    layout.write_passages(folder, passages)
    _merge_bigrams(order, folder)
    for name in FIELDS:
        _merge_terms(order, folder, name, numbering)
    vectors = _merge_vectors(order, folder, exact_rows)
    _fill_engine(order, folder, numbering.words)
    write_pairs(folder, _merged_pairs(sources, size=order.size))
    write_names(folder, [sources[at].segment.names.row(row) for at, row in order.each()])
    layout.write_words(folder, numbering.brought)
    return vectors


class _Order:
    """Which row of which source stands where."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.size = sum(len(source.rows) for source in sources)
        self.owners = np.empty(self.size, dtype=np.int64)
        self.rows = np.empty(self.size, dtype=np.int64)
        for number, source in enumerate(sources):
            self.owners[source.places] = number
            self.rows[source.places] = source.rows

    def each(self) -> Iterator[tuple[int, int]]:
        """Give source and row, in order of the rows that are written."""
        return zip(self.owners.tolist(), self.rows.tolist(), strict=True)

    def gathered(self, values: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Return one value for each row, from one array for each source."""
        found = np.empty(self.size, dtype=values[0].dtype)
        for number, source in enumerate(self.sources):
            found[source.places] = values[number][source.rows]
        return found

    def runs(self, tables: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> "_Runs":
        """Return where the run of each row stands in its source."""
        return _Runs(
            order=self,
            starts=self.gathered([starts for starts, _ in tables]),
            stops=self.gathered([stops for _, stops in tables]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """Runs of values, one for each row that is written."""

    order: _Order
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]

    @property
    def offsets(self) -> NDArray[np.int64]:
        return offsets_of(self.stops - self.starts)

    def blocks(self, values: Sequence[Any]) -> Iterator[NDArray[Any]]:
        """Give the values of the runs, one behind the other, a block of rows at once.

        Args:
            values: One array for each source.
        """
        empty = values[0][:0]
        for first in range(0, self.order.size, _BLOCK):
            chosen = slice(first, first + _BLOCK)
            runs = zip(
                self.order.owners[chosen].tolist(),
                self.starts[chosen].tolist(),
                self.stops[chosen].tolist(),
                strict=True,
            )
            yield np.concatenate([empty, *(values[at][start:stop] for at, start, stop in runs)])

    def joined(self, values: Sequence[Any]) -> NDArray[Any]:
        """Return the values of all runs, one behind the other."""
        return np.concatenate([values[0][:0], *self.blocks(values)])

    def write(self, path: Path, values: Sequence[Any]) -> None:
        """Write the values of all runs, one behind the other, into a file."""
        shape = (int(self.offsets[-1]), *values[0].shape[1:])
        written = np.lib.format.open_memmap(path, mode="w+", dtype=values[0].dtype, shape=shape)
        first = 0
        for block in self.blocks(values):
            written[first : first + len(block)] = block
            first += len(block)
        written.flush()


def _merge_passages(order: _Order, folder: Path, numbering: Numbering) -> PassageTable:
    """Write vectors and words of the passages; return where they stand."""
    segments = [source.segment for source in order.sources]
    tables = [segment.passages for segment in segments]
    runs = order.runs([(table.starts, table.stops) for table in tables])
    vectors = [segment.passage_vectors for segment in segments]
    runs.write(folder / layout.PASSAGE_VECTORS, [each.values for each in vectors])
    runs.write(folder / layout.PASSAGE_SCALES, [each.scales for each in vectors])
    sizes = runs.joined([np.diff(table.word_starts) for table in tables])
    words = order.runs(
        [(table.word_starts[table.starts], table.word_starts[table.stops]) for table in tables]
    ).joined([segment.passage_words for segment in segments])
    word_starts = offsets_of(sizes)
    layout.write_passage_words(folder, PackedRuns.of(_moved(words, numbering), word_starts))
    offsets = runs.offsets
    return PassageTable(
        starts=offsets[:-1],
        stops=offsets[1:],
        kinds=runs.joined([table.kinds for table in tables]),
        begins=runs.joined([table.begins for table in tables]),
        ends=runs.joined([table.ends for table in tables]),
        word_starts=word_starts,
    )


def _merge_bigrams(order: _Order, folder: Path) -> None:
    tables = [source.segment.bigrams for source in order.sources]
    runs = order.runs([(table.starts, table.stops) for table in tables])
    offsets = runs.offsets
    layout.write_bigrams(
        folder,
        BigramTable(
            starts=offsets[:-1],
            stops=offsets[1:],
            codes=PackedRuns.wide(runs.joined([table.codes for table in tables]), offsets),
            spread=np.empty(0, dtype=np.int32),
        ),
    )


def _merge_terms(order: _Order, folder: Path, name: str, numbering: Numbering) -> None:
    tables = [source.segment.terms[name] for source in order.sources]
    runs = order.runs([(table.starts, table.stops) for table in tables])
    offsets, words = runs.offsets, _moved(runs.joined([table.words for table in tables]), numbering)
    n_words = len(numbering.words) if numbering.moved is None else len(numbering.brought)
    terms = TermTable(
        starts=offsets[:-1],
        stops=offsets[1:],
        words=PackedRuns.wide(words, offsets),
        counts=runs.joined([table.counts for table in tables]),
        lengths=order.gathered([table.lengths for table in tables]),
        spread=np.bincount(words, minlength=n_words).astype(np.int32),
    )
    layout.write_terms(folder, name, terms)


def _moved(words: NDArray[np.int64], numbering: Numbering) -> NDArray[Any]:
    return words if numbering.moved is None else numbering.moved[words]


def _merge_vectors(order: _Order, folder: Path, exact_rows: int) -> FaissVectors:
    dimension = order.sources[0].segment.vectors.dimension
    rows = np.empty((order.size, dimension), dtype=np.float32)
    for source in order.sources:
        rows[source.places] = source.segment.vectors.vectors(source.rows)
    index = FaissVectors.of(rows, exact_rows=exact_rows)
    index.save(folder / layout.VECTORS)
    return index


def _fill_engine(order: _Order, folder: Path, words: Sequence[str]) -> None:
    """Fill an engine of words from the counts; words keep the numbers so far."""
    terms = [source.segment.terms for source in order.sources]
    with LexicalWriter(folder / layout.LEXICAL) as writer:
        for label, (at, row) in enumerate(order.each()):
            fields = {}
            for name in FIELDS:
                table = terms[at][name]
                start, stop = int(table.starts[row]), int(table.stops[row])
                numbers = table.words[start:stop].tolist()
                counts = table.counts[start:stop].tolist()
                fields[name] = [
                    word
                    for number, count in zip(numbers, counts, strict=True)
                    for word in (words[number],) * count
                ]
            writer.add(label, fields)


def _merged_pairs(sources: Sequence[Source], *, size: int) -> PairTable:
    """Return the pairs of characters of all rows, a range of pairs after the other.

    A pair of which one of the segments has kept no texts, because too many have it, keeps none.
    """
    moved = []
    for source in sources:
        places = np.full(source.segment.size, _GONE, dtype=np.int64)
        places[source.rows] = source.places
        moved.append(places)
    dropped = np.zeros(BUCKETS, dtype=np.bool_)
    for source in sources:
        dropped[source.segment.pairs.dropped] = True
    step = BUCKETS // BLOCKS
    blocks = (
        _pairs_between(sources, moved, dropped, first=first, stop=first + step, size=size)
        for first in range(0, BUCKETS, step)
    )
    # Which are dropped is known when all blocks have been packed.
    entries = packed_entries(blocks, size)
    return PairTable(size=size, entries=entries, dropped=np.flatnonzero(dropped).astype(np.uint32))


def _pairs_between(
    sources: Sequence[Source],
    moved: Sequence[NDArray[np.int64]],
    dropped: NDArray[np.bool_],
    *,
    first: int,
    stop: int,
    size: int,
) -> NDArray[np.int64]:
    """Return pairs of a range with their texts, and note those that too many have."""
    owned: list[NDArray[np.int64]] = []
    for source, places in zip(sources, moved, strict=True):
        table = source.segment.pairs
        codes, rows = np.divmod(table.between(first, stop), max(1, table.size))
        labels = places[rows]
        owned.append((codes * size + labels)[labels >= 0])
    entries = np.sort(np.concatenate(owned))
    codes = entries // max(1, size) - first
    spread = np.bincount(codes, minlength=stop - first)
    dropped[first:stop] |= ~is_telling(spread, size)
    return entries[~dropped[first:stop][codes]]
