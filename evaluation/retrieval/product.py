"""How does the product itself rank? Through a real index, built as ``tongpan index`` builds it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus.judgment import JudgmentId
from evaluation.datasets.judgments import JudgmentCorpus
from evaluation.datasets.queries import BenchmarkQuery
from indexing.assembly.building import STANDARD_BUILD, BuildParameters, build_snapshot
from indexing.columns.filters import SearchFilter
from indexing.errors import SnapshotError
from indexing.learning.encoders import Encoder
from indexing.learning.training import Progress
from indexing.searching.hybrid import ALL_CHANNELS, HybridSearcher
from indexing.searching.query import Query
from indexing.searching.ranker import Rankers, shipped_rankers
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import open_current


class ProductRanker:
    """The product's hybrid search over an open snapshot."""

    def __init__(
        self,
        searcher: HybridSearcher,
        *,
        channels: Sequence[str] = ALL_CHANNELS,
        is_given: bool = False,
    ) -> None:
        """Take a searcher.

        Args:
            searcher: Over the judgments that are ranked.
            channels: Names of the channels that rank.
            is_given: Whether the charges as filed are shown to the search.
        """
        self._searcher = searcher
        self._channels = tuple(channels)
        self._is_given = is_given

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
            query_of(query, is_given=self._is_given),
            filter=SearchFilter(among=among, excluding=excluding),
            limit=depth,
            channels=self._channels,
        )
        return [hit.judgment_id for hit in result.hits]


def query_of(query: BenchmarkQuery, *, is_given: bool) -> Query:
    """Return what the product is asked; its labels stay outside."""
    return Query(text=query.text, charges=query.charges if is_given else ())


def without_own_texts(
    corpus: JudgmentCorpus,
    queries: Sequence[BenchmarkQuery],
    own_texts: Mapping[str, frozenset[JudgmentId]],
) -> JudgmentCorpus:
    """Return the judgments that may be indexed and learned from.

    A judgment that a query was cut from would teach encoder and classifier the answer, so it is
    left out wholly, except where it is a labelled candidate of some other query.
    """
    labelled = corpus.ids_of(name for query in queries for name in query.grades)
    own = frozenset[JudgmentId]().union(*own_texts.values()) - labelled
    return JudgmentCorpus(
        judgments=tuple(one for one in corpus.judgments if one.id not in own),
        names={one: names for one, names in corpus.names.items() if one not in own},
        n_rejected=corpus.n_rejected,
    )


def build_searcher(
    corpus: JudgmentCorpus,
    root: Path,
    *,
    encoder: Encoder | None,
    rankers: Callable[[], Rankers | None] = shipped_rankers,
    parameters: BuildParameters = STANDARD_BUILD,
    progress: Progress | None = None,
) -> HybridSearcher:
    """Index the judgments and open the index; the labels of the benchmark are not at hand here.

    Args:
        corpus: The judgments.
        root: Folder for the index; one of the same judgments that lies there is used.
        encoder: Gives the vectors; None trains one on the judgments.
        rankers: Gives the learned rankers.
        parameters: How to build.
        progress: Called with the stage, the steps done and the steps in all.

    Raises:
        IndexingError: The index cannot be built.
    """
    if not _is_indexed(corpus, root):
        build_snapshot(
            corpus.judgments,
            root,
            corpus_digest=corpus.digest,
            parameters=parameters,
            encoder=encoder,
            progress=progress,
        )
    return HybridSearcher(IndexSnapshot.open(root, encoder=encoder), rankers=rankers)


def _is_indexed(corpus: JudgmentCorpus, root: Path) -> bool:
    try:
        return open_current(root).manifest.corpus_digest == corpus.digest
    except SnapshotError:
        return False
