"""How does a query look to the channels?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span
from indexing.channels.lexical import Terms
from indexing.columns.bigrams import bigrams_of
from indexing.columns.layout import WordTable
from indexing.errors import EmptyQueryError
from indexing.learning.encoders import with_unit_length
from indexing.passages import cut_windows
from indexing.searching.query import Query, QueryParts, parts_of
from indexing.snapshots.opening import IndexSnapshot
from indexing.words.segmentation import stopwords


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryParameters:
    """How queries are prepared.

    Attributes:
        limit_words: A query is searched by at most so many different words, the rarest first;
            a story of 4,000 characters has about 400.
        reasoning_weight: Weight of the words of a query's reasoning, those of its facts being 1.
        limit_windows: The vector of a query is the mean over at most so many windows.
    """

    limit_words: int = 400
    reasoning_weight: float = 0.5
    limit_windows: int = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedQuery:
    """A query as the channels see it.

    Attributes:
        parts: What of the query is compared.
        terms: Words with their weights by field.
        issues: For each disputed issue its words with their weights, looked for in reasoning.
        words: The words of its facts that occur in the index, rarest first.
        numbers: The numbers of these words, ascending.
        rarity: How rare each of them is, in order of ``numbers``.
        counts: How often its facts tell each of them, in order of ``numbers``.
        vector: Of its facts; of length one, or zero where the encoder knows none of it.
        bigrams: The pairs of characters of its facts.
    """

    parts: QueryParts
    terms: Terms
    issues: tuple[Terms, ...]
    words: tuple[str, ...]
    numbers: NDArray[np.int32]
    rarity: NDArray[np.float64]
    counts: NDArray[np.float64]
    vector: NDArray[np.float32]
    bigrams: NDArray[np.uint32]


def prepare_query(
    query: Query, snapshot: IndexSnapshot, *, parameters: QueryParameters
) -> PreparedQuery:
    """Cut a query into words and give it a vector.

    For finding a word counts once, however often the query tells it: who is named again and again
    in a story is not what makes it like another.

    Raises:
        EmptyQueryError: There is no word to search by.
    """
    parts = parts_of(replace(query, text=_printable(query.text)))
    told = _words(parts.told, snapshot)
    argued = _words("\n".join((*parts.issues, parts.reasoning)), snapshot)
    if not told and not argued:
        raise EmptyQueryError(query.text)
    n_judgments = snapshot.columns.size
    limit = parameters.limit_words
    facts = _rarest(told, snapshot.words, n_judgments, limit)
    reasoning = _rarest(argued, snapshot.words, n_judgments, limit)
    numbered = sorted((snapshot.words.places[word], told[word]) for word in facts)
    numbers = np.asarray([number for number, _ in numbered], dtype=np.int32)
    return PreparedQuery(
        parts=parts,
        terms={
            "facts": dict.fromkeys(facts, 1.0),
            "reasoning": dict.fromkeys(reasoning, parameters.reasoning_weight),
        },
        issues=tuple(_issue_terms(issue, snapshot, limit) for issue in parts.issues),
        words=facts,
        numbers=numbers,
        rarity=_rarity(snapshot.words.spread[numbers], n_judgments),
        counts=np.asarray([count for _, count in numbered], dtype=np.float64),
        vector=_vector(parts.told, snapshot, parameters.limit_windows),
        bigrams=bigrams_of(parts.told),
    )


def _printable(text: str) -> str:
    """Return a text in which halves of surrogate pairs, which no engine takes, are ?."""
    return text.encode("utf-8", "replace").decode()


def _words(text: str, snapshot: IndexSnapshot) -> Counter[str]:
    return Counter(word for word in snapshot.segmenter.words(text) if word not in stopwords())


def _issue_terms(issue: str, snapshot: IndexSnapshot, limit: int) -> Terms:
    """Return the words of an issue, looked for where courts settle issues."""
    words = _rarest(_words(issue, snapshot), snapshot.words, snapshot.columns.size, limit)
    return {"reasoning": dict.fromkeys(words, 1.0)}


def _rarest(
    words: Iterable[str], table: WordTable, n_judgments: int, limit: int
) -> tuple[str, ...]:
    # A word that stands in dead rows alone has a number still, and is unknown.
    known = sorted(
        word for word in words if word in table.places and table.spread[table.places[word]] > 0
    )
    spread = table.spread[[table.places[word] for word in known]]
    order = np.argsort(-_rarity(spread, n_judgments), kind="stable")[:limit]
    return tuple(known[place] for place in order)


def _rarity(spread: NDArray[np.int32], n_judgments: int) -> NDArray[np.float64]:
    """Return the weight BM25 gives to words of this spread (Robertson and Sparck Jones 1976)."""
    rarity: NDArray[np.float64] = np.log1p((n_judgments - spread + 0.5) / (spread + 0.5))
    return rarity


def _vector(text: str, snapshot: IndexSnapshot, limit_windows: int) -> NDArray[np.float32]:
    spans = list(cut_windows(text, Span(0, len(text))))[:limit_windows]
    if not spans:
        return np.zeros(snapshot.vectors.dimension, dtype=np.float32)
    rows = snapshot.encoder.encode_queries([span.of(text) for span in spans])
    vector: NDArray[np.float32] = with_unit_length(rows.mean(axis=0, keepdims=True))[0]
    return vector
