"""What does plain BM25 over the facts get? The baseline that a hybrid must beat.

It shares the product's segmentation and nothing else: weights, statistics and ranking are computed
here on sparse matrices, so that a fault of the product's lexical index cannot hide in the baseline.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpus.judgment import Judgment, JudgmentId
from evaluation.datasets.queries import BenchmarkQuery
from evaluation.errors import MeasurementError
from indexing.passages import KIND_OF_SECTION, PassageKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Bm25Parameters:
    """The two constants of BM25.

    Attributes:
        k1: How slowly the weight of a repeated word saturates.
        b: How far the length of a text counts, from 0 (not) to 1 (wholly).

    Source: Robertson and Zaragoza, Foundations and Trends in IR 3(4), 2009, section 3.5, gives
    1.2 < k1 < 2 and 0.5 < b < 0.8 as good in many circumstances; 1.2 and 0.75 are what search
    engines ship. They were not tuned on any query here.
    """

    k1: float = 1.2
    b: float = 0.75


class Bm25:
    """BM25 over a fixed list of texts.

    Attributes:
        n_texts: Number of texts.

    Example:
        >>> bm25 = Bm25(["酒后 驾驶", "入户 盗窃"], words=str.split)
        >>> [bool(weight > 0) for weight in bm25.scores("盗窃")]
        [False, True]

    Cost: memory 12 bytes per different word of a text; LeCaRD's facts take about 30 MB.
    """

    def __init__(
        self,
        texts: Sequence[str],
        *,
        words: Callable[[str], Sequence[str]],
        parameters: Bm25Parameters | None = None,
    ) -> None:
        """Count the words of all texts and weigh them.

        Args:
            texts: The texts to be ranked; at least one.
            words: Segmentation, the same for texts and queries.
            parameters: k1 and b; their defaults when None.

        Raises:
            MeasurementError: There is no text, or no text has a word.
        """
        chosen = parameters if parameters is not None else Bm25Parameters()
        self.n_texts = len(texts)
        self._words = words
        self._vocabulary: dict[str, int] = {}
        counts = self._count(texts)
        if counts.nnz == 0:
            raise MeasurementError("BM25 baseline", f"no word in {self.n_texts} texts")
        self._weights = _weigh(counts, chosen)

    def scores(self, query: str) -> NDArray[np.float64]:
        """Return the score of every text, of shape (n_texts,); 0 where no word is shared.

        A word that stands in the query twice counts twice, as in the formula of the source.

        Source: Robertson and Zaragoza 2009, section 3.4, with the inverse document frequency
        log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
        """
        asked = np.zeros(len(self._vocabulary))
        for word, count in Counter(self._words(query)).items():
            column = self._vocabulary.get(word)
            if column is not None:
                asked[column] = count
        found: NDArray[np.float64] = self._weights @ asked
        return found

    def _count(self, texts: Sequence[str]) -> csr_matrix:
        starts = [0]
        columns: list[NDArray[np.int32]] = []
        values: list[NDArray[np.float64]] = []
        for text in texts:
            counted: Mapping[str, int] = Counter(self._words(text))
            columns.append(
                np.array(
                    [self._vocabulary.setdefault(word, len(self._vocabulary)) for word in counted],
                    dtype=np.int32,
                )
            )
            values.append(np.array(list(counted.values()), dtype=np.float64))
            starts.append(starts[-1] + len(counted))
        return csr_matrix(
            (
                np.concatenate([*values, np.empty(0)]),
                np.concatenate([*columns, np.empty(0, np.int32)]),
                starts,
            ),
            shape=(len(texts), len(self._vocabulary)),
        )


def _weigh(counts: csr_matrix, parameters: Bm25Parameters) -> csr_matrix:
    n_texts, n_words = counts.shape
    texts_with_word = np.bincount(counts.indices, minlength=n_words)
    rarity = np.log1p((n_texts - texts_with_word + 0.5) / (texts_with_word + 0.5))
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    norms = 1 - parameters.b + parameters.b * lengths / lengths.mean()
    of_each = np.repeat(parameters.k1 * norms, np.diff(counts.indptr))
    weights = counts.data * (parameters.k1 + 1) / (counts.data + of_each) * rarity[counts.indices]
    return csr_matrix((weights, counts.indices, counts.indptr), shape=counts.shape)


class Bm25Ranker:
    """BM25 over the facts of judgments, by the product's words."""

    def __init__(
        self, judgments: Sequence[Judgment], *, words: Callable[[str], Sequence[str]]
    ) -> None:
        """Weigh the facts of all judgments.

        Args:
            judgments: The judgments; at least one.
            words: Segmentation.

        Raises:
            MeasurementError: No judgment has a word.
        """
        self._ids = tuple(judgment.id for judgment in judgments)
        self._bm25 = Bm25([facts_of(judgment) for judgment in judgments], words=words)

    def rank(
        self,
        query: BenchmarkQuery,
        *,
        among: frozenset[JudgmentId] | None,
        excluding: frozenset[JudgmentId],
        depth: int,
    ) -> list[JudgmentId]:
        """Return the best judgments by ``(-score, id)``; see :class:`Ranker`."""
        scores = self._bm25.scores(query.text)
        allowed = (
            (-float(value), judgment_id)
            for value, judgment_id in zip(scores, self._ids, strict=True)
            if judgment_id not in excluding and (among is None or judgment_id in among)
        )
        return [judgment_id for _, judgment_id in nsmallest(depth, allowed)]


def facts_of(judgment: Judgment) -> str:
    """Return what the product takes for the facts of a judgment, the whole text without any."""
    parts = [
        section.span.of(judgment.text)
        for section in judgment.sections
        if KIND_OF_SECTION.get(section.kind) is PassageKind.FACTS
    ]
    return "\n".join(parts) or judgment.text
