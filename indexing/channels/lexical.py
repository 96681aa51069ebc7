"""Which judgments share the rare words of a query, as one engine tells it of one folder?

The only module that knows tantivy. Texts come in as words that were cut before, so that the index
and every query see the same words. Scores are Okapi BM25 (k1 = 1.2, b = 0.75, fixed by the
engine), summed over fields with weights. What an index of several folders answers, and in which
order, is told by :mod:`indexing.channels.joined_lexical`.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, Self, TypeAlias

import numpy as np
import tantivy
from numpy.typing import NDArray

from indexing.channels.rankings import Ranking, cut_ranking
from indexing.errors import DamagedSnapshotError

FIELDS = ("facts", "reasoning")
Terms: TypeAlias = Mapping[str, Mapping[str, float]]
_LABEL = "label"
_WRITER_BYTES = 256_000_000
_WRITER_THREADS = 2

# Up to so many allowed judgments are asked for by name inside the engine; more are filtered
# after ranking, which is as exact, because ranking does not depend on the filter.
_LARGEST_NAMED_SET = 2_000


class LexicalIndex(Protocol):
    """Answers with the labels of the texts that share words with a query."""

    @property
    def size(self) -> int:
        """Return how many texts there are."""

    def search(
        self,
        terms: Terms,
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return the labels of the ``depth`` best texts, by ``(-score, label)``.

        Args:
            terms: For each field the words with their weights.
            depth: How many at most.
            allowed: By label, whether it may be answered; None allows all.
        """


class LexicalWriter:
    """Writes an index of words into an empty folder.

    Use it as a context manager: leaving it without an exception commits.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._writer = tantivy.Index(_schema(), path=str(folder)).writer(
            heap_size=_WRITER_BYTES, num_threads=_WRITER_THREADS
        )

    def add(self, label: int, words: Mapping[str, Sequence[str]]) -> None:
        """Add one text.

        Args:
            label: Its number, from 0.
            words: For each field the words in order.
        """
        document = tantivy.Document()
        document.add_integer(_LABEL, label)
        for field, field_words in words.items():
            document.add_text(field, " ".join(field_words))
        self._writer.add_document(document)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._writer.commit()
        else:
            self._writer.rollback()
        self._writer.wait_merging_threads()


class TantivyLexical:
    """An index of words in a folder, read only.

    Cost: 5 ms for 230 words over 20,000 judgments of 1,500 words.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder.

        Raises:
            DamagedSnapshotError: The engine cannot read it.
        """
        self._schema = _schema()
        try:
            self._index = tantivy.Index.open(str(folder))
            self._searcher = self._index.searcher()
        except ValueError as error:
            raise DamagedSnapshotError(str(folder), "tantivy cannot read it") from error

    @property
    def size(self) -> int:
        """Return how many texts there are."""
        return int(self._searcher.num_docs)

    def search(
        self,
        terms: Terms,
        *,
        depth: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return the labels of the ``depth`` best texts, by ``(-score, label)``."""
        possible = self.size if allowed is None else int(np.count_nonzero(allowed))
        wanted = min(depth, possible)
        clauses = list(self._clauses(terms))
        if wanted <= 0 or not clauses:
            return Ranking.empty()
        query = tantivy.Query.boolean_query(clauses)
        if allowed is not None and possible <= _LARGEST_NAMED_SET:
            query = self._restricted(query, np.flatnonzero(allowed))
            allowed = None
        fetched = wanted + 1
        while True:
            labels, scores = self._best(query, min(fetched, self.size))
            is_all = len(labels) < fetched
            if allowed is not None:
                kept = allowed[labels]
                labels, scores = labels[kept], scores[kept]
            # Equal scores stand in the engine's order: fetch on until the cut lies behind them.
            if is_all or (len(labels) > wanted and scores[-1] < scores[wanted - 1]):
                return cut_ranking(labels=labels, scores=scores, depth=wanted)
            fetched *= 4

    def _clauses(self, terms: Terms) -> Iterable[tuple[tantivy.Occur, tantivy.Query]]:
        for field, words in terms.items():
            for word, weight in words.items():
                term = tantivy.Query.term_query(self._schema, field, word, "freq")
                yield tantivy.Occur.Should, tantivy.Query.boost_query(term, weight)

    def _restricted(self, query: tantivy.Query, labels: NDArray[np.intp]) -> tantivy.Query:
        named = tantivy.Query.term_set_query(self._schema, _LABEL, labels.tolist())
        # A constant score of zero: the condition must not change the ranking.
        condition = tantivy.Query.const_score_query(named, 0.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, query), (tantivy.Occur.Must, condition)]
        )

    def _best(
        self, query: tantivy.Query, count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        hits = self._searcher.search(query, limit=count, count=False).hits
        addresses = [address for _, address in hits]
        labels = self._searcher.fast_field_values(_LABEL, addresses) if addresses else []
        return (
            np.asarray(labels, dtype=np.int64),
            np.asarray([score for score, _ in hits], dtype=np.float32),
        )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(_LABEL, stored=False, indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(
            field, stored=False, tokenizer_name="whitespace", index_option="freq"
        )
    return builder.build()
