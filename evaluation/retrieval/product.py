"""How does the product itself rank? Through a real index, built as ``tongpan index`` builds it."""

from collections.abc import Sequence
from pathlib import Path

from corpus.judgment import JudgmentId
from evaluation.datasets.judgments import JudgmentCorpus
from evaluation.datasets.queries import BenchmarkQuery
from indexing.building import STANDARD_BUILD, BuildParameters, build_snapshot
from indexing.encoders import Encoder
from indexing.filters import SearchFilter
from indexing.hybrid import ALL_CHANNELS, HybridSearcher
from indexing.opening import IndexSnapshot
from indexing.query import Query
from indexing.training import Progress


class ProductRanker:
    """The product's hybrid search over an open snapshot."""

    def __init__(self, searcher: HybridSearcher, *, channels: Sequence[str] = ALL_CHANNELS) -> None:
        """Take a searcher.

        Args:
            searcher: Over the judgments that are ranked.
            channels: Names of the channels that rank.
        """
        self._searcher = searcher
        self._channels = tuple(channels)

    def rank(
        self,
        query: BenchmarkQuery,
        *,
        among: frozenset[JudgmentId] | None,
        excluding: frozenset[JudgmentId],
        depth: int,
    ) -> list[JudgmentId]:
        """Return the best judgments; see :class:`evaluation.retrieval.ranking.Ranker`.

        Raises:
            EmptyQueryError: The query has no word to search by.
        """
        result = self._searcher.search(
            Query(text=query.text),
            filter=SearchFilter(among=among, excluding=excluding),
            limit=depth,
            channels=self._channels,
        )
        return [hit.judgment_id for hit in result.hits]


def build_searcher(
    corpus: JudgmentCorpus,
    root: Path,
    *,
    encoder: Encoder | None,
    parameters: BuildParameters = STANDARD_BUILD,
    progress: Progress | None = None,
) -> HybridSearcher:
    """Index the judgments and open the index; the labels of the benchmark are not at hand here.

    Args:
        corpus: The judgments.
        root: Folder for the index.
        encoder: Gives the vectors; None trains one on the judgments.
        parameters: How to build.
        progress: Called with the stage, the steps done and the steps in all.

    Raises:
        IndexingError: The index cannot be built.
    """
    build_snapshot(
        corpus.judgments,
        root,
        corpus_digest=corpus.digest,
        parameters=parameters,
        encoder=encoder,
        progress=progress,
    )
    return HybridSearcher(IndexSnapshot.open(root, encoder=encoder))
