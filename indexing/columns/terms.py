"""How often does each word stand in the facts and in the reasoning of each judgment?

The engine of words finds judgments in a whole corpus. A few hundred that were found are compared
closer from these counts, all of them at once: asking the engine about named judgments takes three
times as long, and it knows no other formula than its own.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3 (BM25).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.packing.arrays import Uint8Rows
from indexing.packing.meeting import AskedNumbers
from indexing.packing.packed_runs import Runs

K1 = 1.2
B = 0.75
MOST_COUNTED = 255
"""A word counts so many times in a part at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTable:
    """The words of one part of every judgment, counted.

    Attributes:
        starts: Where each judgment's words begin, by label.
        stops: Where they end.
        words: Numbers of words, ascending inside a judgment.
        counts: How often each stands there, 255 at most, beside ``words``.
        lengths: Words of each judgment by label, repeats included, each word 255 times at most.
        spread: In how many judgments each word stands in this part, by number.
    """

    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    words: Runs
    counts: Uint8Rows
    lengths: NDArray[np.int32]
    spread: NDArray[np.int32]

    @property
    def mean_length(self) -> float:
        """Words of a judgment on average; at least one."""
        return max(1.0, float(self.lengths.mean())) if len(self.lengths) else 1.0

    def met(self, labels: NDArray[np.int64], asked: NDArray[np.int32]) -> "MetTerms":
        """Return where some judgments hold some words.

        Args:
            labels: The judgments.
            asked: The words, ascending, each once.

        Cost: 0.6 ms for 200 judgments of 800 different words.
        """
        numbers = AskedNumbers(asked.astype(np.int64))
        met = self.words.met(self.starts[labels], self.stops[labels], numbers)
        return MetTerms(
            owners=met.owners,
            terms=met.terms,
            # Few words are met: their counts are picked from where they lie.
            counts=self.counts.take(met.places).astype(np.float64),
            lengths=self.lengths[labels].astype(np.float64),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MetTerms:
    """Which of some judgments hold which of some words; one entry per judgment and word met.

    Attributes:
        owners: Place of the judgment among those asked about.
        terms: Place of the word among those asked for.
        counts: How often it stands there.
        lengths: Words of every judgment asked about, repeats included.
    """

    owners: NDArray[np.int64]
    terms: NDArray[np.int64]
    counts: NDArray[np.float64]
    lengths: NDArray[np.float64]

    def summed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sum over the words of every judgment asked about, of a value per entry."""
        return np.bincount(self.owners, values, len(self.lengths)).astype(np.float64)


def bm25(
    table: TermTable,
    asked: NDArray[np.int32],
    labels: NDArray[np.int64],
    *,
    told: NDArray[np.float64] | None = None,
    lengths: Callable[[NDArray[np.float64]], NDArray[np.float64]] | None = None,
    met: MetTerms | None = None,
) -> NDArray[np.float64]:
    """Return the BM25 score of judgments for words, as the engine scores a part.

    Args:
        table: One part of all judgments.
        asked: Numbers of words, ascending, each once.
        labels: Whom to score.
        told: How often the query tells each word; None weighs each once.
        lengths: What counts as the length of judgments of some lengths; None their own.
        met: Where these judgments hold these words, if that is known already.
    """
    met = table.met(labels, asked) if met is None else met
    spread = table.spread[asked].astype(np.float64)
    rarity = np.log1p((len(table.lengths) - spread + 0.5) / (spread + 0.5))
    if told is not None:
        rarity = rarity * told
    own = met.lengths if lengths is None else lengths(met.lengths)
    norms = K1 * (1.0 - B + B * own / table.mean_length)
    return met.summed(
        rarity[met.terms] * (K1 + 1.0) * met.counts / (met.counts + norms[met.owners])
    )
