"""Which passages of a judgment speak for it?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span
from indexing.opening import IndexSnapshot
from indexing.passages import PassageKind
from indexing.preparing import PreparedQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageHit:
    """A passage that speaks for a hit.

    Attributes:
        span: Its characters in the stored text of the judgment.
        kind: What it tells.
        score: Half likeness of vectors, half share of the query's rare words; for order only.
    """

    span: Span
    kind: PassageKind
    score: float


def best_passages(
    label: int, query: PreparedQuery, snapshot: IndexSnapshot, *, limit: int
) -> tuple[PassageHit, ...]:
    """Return the passages of a judgment that are most like a query, best first.

    Equal ones stand in order of the text. What the court ordered is no reason of likeness, so
    dispositions are left out, unless the judgment has nothing else.
    """
    table = snapshot.passages
    own = np.arange(table.starts[label], table.starts[label + 1])
    telling = own[table.kinds[own] != table.place_of(PassageKind.DISPOSITION)]
    picked = telling if len(telling) else own
    if not len(picked):
        return ()
    likeness = snapshot.passage_vectors[picked].astype(np.float32) @ query.vector
    scores = 0.5 * likeness + 0.5 * _shares(picked, query, snapshot)
    order = np.lexsort((picked, -scores))[:limit]
    return tuple(
        PassageHit(
            span=Span(int(table.begins[passage]), int(table.ends[passage])),
            kind=table.kind(passage),
            score=float(score),
        )
        for passage, score in zip(picked[order], scores[order], strict=True)
    )


def _shares(
    passages: NDArray[np.int64], query: PreparedQuery, snapshot: IndexSnapshot
) -> NDArray[np.float64]:
    """Return which share of the rarity of the query's words each passage holds."""
    whole = query.rarity.sum()
    shares = np.zeros(len(passages))
    if not whole:
        return shares
    starts = snapshot.passages.word_starts
    for place, passage in enumerate(passages):
        words = snapshot.passage_words[starts[passage] : starts[passage + 1]]
        if len(words):
            at = np.minimum(np.searchsorted(words, query.numbers), len(words) - 1)
            shares[place] = query.rarity[words[at] == query.numbers].sum() / whole
    return shares
