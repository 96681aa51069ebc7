"""What is measured? Anything that puts judgments in an order for a query."""

from collections.abc import Sequence
from typing import Protocol

from corpus.judgment import JudgmentId
from evaluation.datasets.queries import BenchmarkQuery


class Ranker(Protocol):
    """Puts judgments in an order; it sees a query's text and charges, never its labels."""

    def rank(
        self,
        query: BenchmarkQuery,
        *,
        among: frozenset[JudgmentId] | None,
        excluding: frozenset[JudgmentId],
        depth: int,
    ) -> Sequence[JudgmentId]:
        """Return the ids of the best judgments, best first, each once.

        Args:
            query: The query.
            among: The only judgments that may be answered; None allows all.
            excluding: Judgments that may not be answered.
            depth: How many at most.
        """
