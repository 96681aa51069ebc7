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

from indexing.assembly.cut_words import CountedWords
from indexing.assembly.table_files import TermsFile
from indexing.channels.lexical import FIELDS, LexicalWriter
from indexing.channels.vectors import EXACT_ROWS, FaissVectors
from indexing.columns import layout
from indexing.columns.character_pairs import BUCKETS, PairBlocks, is_telling, ranges_of
from indexing.columns.passage_tables import PassageTable
from indexing.columns.whole_texts import write_names, write_pairs
from indexing.packing.array_files import ArrayFile
from indexing.packing.arrays import offsets_of
from indexing.packing.packed_runs import RunsFile
from indexing.snapshots.segments import Segment

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
    _merge_passages(order, folder, numbering)
    _merge_bigrams(order, folder)
    for name in FIELDS:
        _merge_terms(order, folder, name, numbering)
    vectors = _merge_vectors(order, folder, exact_rows)
    _fill_engine(order, folder, numbering.words)
    write_pairs(folder, _merged_pairs(sources, size=order.size))
    write_names(folder, (sources[at].segment.names.row(row) for at, row in order.each()))
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
        for chosen in _blocks(self.order.size):
            runs = zip(
                self.order.owners[chosen].tolist(),
                self.starts[chosen].tolist(),
                self.stops[chosen].tolist(),
                strict=True,
            )
            yield np.concatenate([empty, *(values[at][start:stop] for at, start, stop in runs)])

    def sizes(self) -> Iterator[NDArray[np.int32]]:
        """Give the lengths of the runs of each block."""
        for chosen in _blocks(self.order.size):
            yield (self.stops[chosen] - self.starts[chosen]).astype(np.int32)

    def joined(self, values: Sequence[Any]) -> NDArray[Any]:
        """Return the values of all runs, one behind the other."""
        return np.concatenate([values[0][:0], *self.blocks(values)])

    def write(self, path: Path, values: Sequence[Any]) -> None:
        """Write the values of all runs, one behind the other, into a file."""
        first = values[0]
        with ArrayFile(path, first.dtype, row=first.shape[1:]) as file:
            for block in self.blocks(values):
                file.add(block)


def _blocks(size: int) -> Iterator[slice]:
    for first in range(0, size, _BLOCK):
        yield slice(first, first + _BLOCK)


def _merge_passages(order: _Order, folder: Path, numbering: Numbering) -> None:
    """Write vectors and words of the passages, and where they stand."""
    segments = [source.segment for source in order.sources]
    tables = [segment.passages for segment in segments]
    runs = order.runs([(table.starts, table.stops) for table in tables])
    vectors = [segment.passage_vectors for segment in segments]
    runs.write(folder / layout.PASSAGE_VECTORS, [each.values for each in vectors])
    runs.write(folder / layout.PASSAGE_SCALES, [each.scales for each in vectors])
    sizes = [np.diff(table.word_starts) for table in tables]
    words = order.runs(
        [(table.word_starts[table.starts], table.word_starts[table.stops]) for table in tables]
    )
    file = RunsFile(folder, layout.PASSAGE_WORDS)
    held = words.blocks([segment.passage_words for segment in segments])
    for block, of_passages in zip(held, runs.blocks(sizes), strict=True):
        file.add(_moved(block, numbering), of_passages)
    offsets = runs.offsets
    table = PassageTable(
        starts=offsets[:-1],
        stops=offsets[1:],
        kinds=runs.joined([table.kinds for table in tables]),
        begins=runs.joined([table.begins for table in tables]),
        ends=runs.joined([table.ends for table in tables]),
        word_starts=file.close().starts,
    )
    layout.write_passages(folder, table)


def _merge_bigrams(order: _Order, folder: Path) -> None:
    tables = [source.segment.bigrams for source in order.sources]
    runs = order.runs([(table.starts, table.stops) for table in tables])
    file = RunsFile(folder, layout.BIGRAMS, is_wide=True)
    for block, sizes in zip(
        runs.blocks([table.codes for table in tables]), runs.sizes(), strict=True
    ):
        file.add(block, sizes)
    file.close()


def _merge_terms(order: _Order, folder: Path, name: str, numbering: Numbering) -> None:
    tables = [source.segment.terms[name] for source in order.sources]
    runs = order.runs([(table.starts, table.stops) for table in tables])
    file = TermsFile(folder, name)
    for words, counts, sizes in zip(
        runs.blocks([table.words for table in tables]),
        runs.blocks([table.counts for table in tables]),
        runs.sizes(),
        strict=True,
    ):
        file.add(CountedWords(words=_moved(words, numbering), counts=counts, sizes=sizes))
    file.close(len(numbering.words) if numbering.moved is None else len(numbering.brought))


def _moved(words: NDArray[np.int64], numbering: Numbering) -> NDArray[Any]:
    return words if numbering.moved is None else numbering.moved[words]


def _merge_vectors(order: _Order, folder: Path, exact_rows: int) -> FaissVectors:
    parts = [source.segment.vectors for source in order.sources]
    means = folder / f"{layout.VECTORS}.tmp"
    with ArrayFile(means, np.float32, row=(parts[0].dimension,)) as file:
        for chosen in _blocks(order.size):
            owners, rows = order.owners[chosen], order.rows[chosen]
            block = np.empty((len(rows), parts[0].dimension), dtype=np.float32)
            for number, part in enumerate(parts):
                block[owners == number] = part.vectors(rows[owners == number])
            file.add(block)
    index = FaissVectors.of(np.load(means, mmap_mode="r"), exact_rows=exact_rows)
    index.save(folder / layout.VECTORS)
    means.unlink()
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


def _merged_pairs(sources: Sequence[Source], *, size: int) -> PairBlocks:
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
    return PairBlocks(
        size=size,
        blocks=(
            _pairs_between(sources, moved, dropped, first=first, stop=stop, size=size)
            for first, stop in ranges_of(size)
        ),
        # Which are dropped is known when all blocks have been given.
        dropped=lambda: np.flatnonzero(dropped).astype(np.uint32),
    )


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
