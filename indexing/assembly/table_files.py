"""How do the large tables of a segment come to its files while its judgments pass by?"""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.assembly.cut_words import CountedWords, CutWords
from indexing.channels.lexical import FIELDS, LexicalWriter
from indexing.columns import layout
from indexing.columns.bigrams import BUCKETS, BigramTable, bigrams_of
from indexing.columns.terms import MOST_COUNTED
from indexing.packing.array_files import ArrayFile
from indexing.packing.arrays import write_arrays
from indexing.packing.packed_runs import PackedRuns, RunsFile
from indexing.words.numbering import Spread, WordNumbers

# Part, number and count of a word lie in one number of 64 bits; a count takes a byte.
_NUMBER_BITS = 32
_COUNT_BITS = 8
_NUMBER = (1 << _NUMBER_BITS) - 1


class BigramsFile:
    """The pairs of characters of the facts of judgments, in order of their labels."""

    def __init__(self, folder: Path) -> None:
        """Open new files in the folder of a segment."""
        self._runs = RunsFile(folder, layout.BIGRAMS, is_wide=True)
        self._spread = np.zeros(BUCKETS, dtype=np.int32)

    def add(self, text: str) -> None:
        """Add the facts of the next judgment."""
        codes = bigrams_of(text)
        self._runs.add(codes, np.asarray([len(codes)]))
        self._spread[codes] += 1

    def close(self) -> BigramTable:
        """Close the files; return everything that was added, mapped into memory."""
        codes = self._runs.close()
        offsets = codes.starts.astype(np.int64)
        return BigramTable(starts=offsets[:-1], stops=offsets[1:], codes=codes, spread=self._spread)


class TermsFile:
    """The counted words of one part of judgments, in order of their labels."""

    def __init__(self, folder: Path, field: str) -> None:
        """Open new files.

        Args:
            folder: That of the segment.
            field: The part.
        """
        self._folder, self._stem = folder, layout.TERMS.format(field)
        self._runs = RunsFile(folder, self._stem, is_wide=True)
        self._counts = ArrayFile(folder / f"{self._stem}.counts.npy", np.uint8)
        self._lengths = ArrayFile(folder / f"{self._stem}.lengths.npy", np.int32)
        self._spread = Spread()

    def add(self, counted: CountedWords) -> None:
        """Add the words of the next judgments."""
        self._runs.add(counted.words, counted.sizes)
        self._counts.add(counted.counts)
        owners = np.repeat(np.arange(len(counted.sizes)), counted.sizes)
        self._lengths.add(np.bincount(owners, counted.counts, minlength=len(counted.sizes)))
        self._spread.add(counted.words)

    def close(self, n_words: int) -> NDArray[np.int32]:
        """Close the files; return in how many of the judgments each word stands.

        Args:
            n_words: How many words have a number.
        """
        self._runs.close()
        self._counts.close()
        self._lengths.close()
        spread = self._spread.counts(n_words)
        write_arrays(self._folder, self._stem, {"spread": spread})
        return spread


class WordFiles:
    """All that is kept of the words of judgments, in order of their labels.

    Attributes:
        places: The numbers of all words, in the order in which they were first met.
        size: How many judgments have come.
    """

    def __init__(self, folder: Path, *, known: Iterable[str] = ()) -> None:
        """Open new files.

        Args:
            folder: That of the segment.
            known: Words that have numbers already, in order of these.
        """
        self.places = WordNumbers({word: place for place, word in enumerate(known)})
        self._passages = RunsFile(folder, layout.PASSAGE_WORDS)
        self._terms = {name: TermsFile(folder, name) for name in FIELDS}
        self._spread = Spread()
        self.size = 0

    def add(self, cut: CutWords, engine: LexicalWriter) -> None:
        """Add the words of the next judgments.

        Args:
            cut: Their words.
            engine: The engine of words, which gets them too.
        """
        numbers = self.places.of(cut.vocabulary)
        words = np.asarray(cut.vocabulary, dtype=np.object_)
        texts = {name: _texts(words, counted) for name, counted in cut.fields.items()}
        for place in range(len(cut.n_passages)):
            engine.add(self.size, {name: found[place] for name, found in texts.items()})
            self.size += 1
        self._passages.add(_ordered(numbers[cut.words], cut.sizes), cut.sizes)
        for name, counted in cut.fields.items():
            self._terms[name].add(_renumbered(counted, numbers))
        self._spread.add_counts(numbers, cut.spread)

    def close(self) -> tuple[PackedRuns, NDArray[np.int32], dict[str, NDArray[np.int32]]]:
        """Close the files.

        Returns:
            The words of all passages; in how many judgments each word stands; the same for each
            field.
        """
        size = len(self.places)
        return (
            self._passages.close(),
            self._spread.counts(size),
            {name: each.close(size) for name, each in self._terms.items()},
        )


def _texts(words: NDArray[np.object_], counted: CountedWords) -> list[list[str]]:
    """Return each word of each part as often as it is counted: the engine knows no order."""
    repeated = np.repeat(words[counted.words], counted.counts)
    so_far = np.concatenate(([0], np.cumsum(counted.counts, dtype=np.int64)))
    ends = so_far[np.concatenate(([0], np.cumsum(counted.sizes)))].tolist()
    return [repeated[begin:end].tolist() for begin, end in pairwise(ends)]


def _ordered(numbers: NDArray[np.int32], sizes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the numbers of runs, ascending in each."""
    owners = np.repeat(np.arange(len(sizes)), sizes)
    # Sorting numbers takes a fraction of the time of telling in which order they stand.
    return (np.sort((owners << _NUMBER_BITS) | numbers) & _NUMBER).astype(np.int32)


def _renumbered(counted: CountedWords, numbers: NDArray[np.int32]) -> CountedWords:
    """Return counted words by other numbers, ascending in each part."""
    owners = np.repeat(np.arange(len(counted.sizes)), counted.sizes)
    with_counts = (numbers[counted.words].astype(np.int64) << _COUNT_BITS) | counted.counts
    every = np.sort((owners << (_NUMBER_BITS + _COUNT_BITS)) | with_counts)
    return CountedWords(
        words=((every >> _COUNT_BITS) & _NUMBER).astype(np.int32),
        counts=(every & MOST_COUNTED).astype(np.uint8),
        sizes=counted.sizes,
    )
